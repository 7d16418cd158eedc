"""Files of cases: how each is called, and who has attached it; what it is and where it lies says the store."""

import uuid

from sqlalchemy import ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base


class CaseFile(Base):
    """A file of a complaint or of a register's case; its id is that of the stored file, which says whose it is."""

    __tablename__ = "case_file"

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stored_file.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str]
    note: Mapped[str] = mapped_column(server_default=text("''"), default="")
    added_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    removed_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))

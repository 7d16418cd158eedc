"""How people have arranged their board, and which screens on a wall may show one."""

import uuid
from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, IdColumn, Json, Moment, Version


class PersonLayout(Base):
    """One person's arrangement of the board; no row: the product's own."""

    __tablename__ = "person_layout"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    body: Mapped[Json]
    changed_at: Mapped[Moment]
    version: Mapped[Version]


class WallboardToken(Base):
    """The right of one screen on a wall to see the wallboard's snapshot. Only the token's digest is kept."""

    __tablename__ = "wallboard_token"
    __table_args__ = (
        Index("uq_wallboard_token_name", "name", unique=True, postgresql_where=text("revoked_at IS NULL")),
    )

    id: Mapped[IdColumn]
    name: Mapped[str]
    token_digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    made_at: Mapped[Moment]
    made_by: Mapped[str]
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

"""Tasks of cases, of registers and of complaints alike: for whom each is, who has taken it, what became of it."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, IdColumn, Moment, Version, one_of

TASK_STATES = ("open", "handed_back", "done", "withdrawn")


class CaseTask(Base):
    """Something to be done beside others before a case goes on. It is for a person; else for whoever has one of `roles` and is of the
    branch, where these are named."""

    __tablename__ = "case_task"
    __table_args__ = (
        CheckConstraint("num_nonnulls(case_id, complaint_id) = 1", name="of_one"),
        CheckConstraint(one_of("state", TASK_STATES), name="state"),
        CheckConstraint("(ended_at IS NULL) = (state IN ('open', 'handed_back'))", name="ended"),
        CheckConstraint("state <> 'done' OR ended_by_id IS NOT NULL", name="done"),
        CheckConstraint("person_id IS NOT NULL OR branch_code IS NOT NULL OR cardinality(roles) > 0", name="addressee"),
        CheckConstraint("urged >= 0", name="urged"),
        CheckConstraint("person_id IS NOT NULL OR NOT in_person", name="in_person"),
        Index("ix_case_task_case_id", "case_id"),
        Index("ix_case_task_complaint_id", "complaint_id"),
        Index("ix_case_task_person_id", "person_id", postgresql_where=text("ended_at IS NULL")),
        Index("ix_case_task_branch_code", "branch_code", postgresql_where=text("ended_at IS NULL")),
        Index("ix_case_task_given_by_id", "given_by_id"),
    )

    id: Mapped[IdColumn]
    case_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("kind_case.id", ondelete="CASCADE"))
    complaint_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(server_default=text("''"), default="")
    """Of the definition; empty where somebody gave it by hand."""
    name_zh: Mapped[str]
    name_en: Mapped[str]
    asked: Mapped[str] = mapped_column(server_default=text("''"), default="")
    """What whoever gave it asks for, in full."""
    roles: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    branch_code: Mapped[str | None] = mapped_column(ForeignKey("branch.code"))
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    in_person: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    """Whether nobody else can do it for them: it is not passed on, and no substitute does it."""
    holder_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """Who of them has taken it."""
    state: Mapped[str] = mapped_column(server_default=text("'open'"), default="open")
    given_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """To whom it goes back; null of those that were begun before that was kept."""
    delegated_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """Who of its addressees has passed it on to the person that has it now."""
    due_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    made_at: Mapped[Moment]
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str] = mapped_column(server_default=text("''"), default="")
    """Its result; or why it was handed back or withdrawn."""
    urged: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    supervised_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[Version]

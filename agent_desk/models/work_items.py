"""Work that somebody must do, of whatever area: for whom it is, who has taken it, until when, and whether it is done."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, Double, ForeignKey, Index, Text, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, IdColumn, Moment, Version, one_of

WORK_STATES = ("open", "taken", "handed_back", "done", "withdrawn")


class WorkItem(Base):
    """One thing to do. One that is open per kind and subject, held by the index; its area keeps all other facts of it.

    It is for a person, else for whoever holds a permission, of a team or one of some roles where these are named; or, without a
    permission, for whoever has one of some roles and is of a branch, where these are named.
    """

    __tablename__ = "work_item"
    __table_args__ = (
        CheckConstraint(one_of("state", WORK_STATES), name="state"),
        CheckConstraint("(ended_at IS NULL) = (state IN ('open', 'taken', 'handed_back'))", name="ended"),
        CheckConstraint("(taken_by_id IS NULL) = (taken_at IS NULL)", name="taken_at"),
        CheckConstraint("state <> 'taken' OR taken_by_id IS NOT NULL", name="taken"),
        CheckConstraint(
            "person_id IS NOT NULL OR permission IS NOT NULL OR roles IS NOT NULL OR branch_code IS NOT NULL",
            name="addressee",
        ),
        CheckConstraint("priority BETWEEN 0 AND 3", name="priority"),
        Index("uq_work_item_open", "kind", "subject_id", unique=True, postgresql_where=text("ended_at IS NULL")),
        Index("ix_work_item_subject_id", "subject_id"),
        Index("ix_work_item_person_id", "person_id", postgresql_where=text("ended_at IS NULL")),
        Index("ix_work_item_permission", "permission", postgresql_where=text("ended_at IS NULL")),
        Index("ix_work_item_ended_at", "ended_at"),
        Index("ix_work_item_taken_by_id", "taken_by_id", postgresql_where=text("ended_at IS NULL")),
    )

    id: Mapped[IdColumn]
    kind: Mapped[str]
    sort: Mapped[str] = mapped_column(server_default=text("''"), default="")
    """What it is within its kind (which register, which class): what takes alike long. Empty: the kind alone."""
    subject_id: Mapped[uuid.UUID]
    """The row of the area that it is about."""
    title_zh: Mapped[str]
    title_en: Mapped[str]
    """What is shown in a list; nothing of a customer."""
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    permission: Mapped[str | None]
    audience: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    """Who of those that hold the permission may see it, as `hub/kit/scope.py` names audiences; null: who holds it for everything."""
    roles: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    """Of those that hold the permission, who has one of these roles; null: all of them."""
    branch_code: Mapped[str | None] = mapped_column(ForeignKey("branch.code"))
    """Of those, who is of this branch; null: of whichever."""
    not_for: Mapped[list[uuid.UUID] | None] = mapped_column(ARRAY(Uuid))
    """Who of them does not get it, because they have an interest of their own in what it is about; null: nobody is left out."""
    team_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("team.id"))
    state: Mapped[str] = mapped_column(server_default=text("'open'"), default="open")
    taken_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """Who has it, or had it when it ended."""
    taken_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    priority: Mapped[int] = mapped_column(server_default=text("1"), default=1)
    """0 may wait, 1 usual, 2 soon, 3 at once."""
    due_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[Moment]
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[Version]


class WorkPace(Base):
    """How long work of one sort took that was done lately; counted anew every hour (`hub/kit/pace.py`)."""

    __tablename__ = "work_pace"

    kind: Mapped[str] = mapped_column(primary_key=True)
    sort: Mapped[str] = mapped_column(primary_key=True)
    done: Mapped[int]
    """How many it was counted from."""
    seconds: Mapped[list[float]] = mapped_column(ARRAY(Double))
    """The 0th to 100th hundredth of their durations, from made to done, rising."""

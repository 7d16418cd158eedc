"""Kinds of cases, numbered, and the cases that run on them, with their story. Their tasks: `case_tasks.py`."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, IdColumn, Json, Moment, Version, one_of

VERSION_STATES = ("draft", "published", "retired")
KIND_EVENTS = (
    "opened",
    "edited",
    "moved",
    "taken",
    "handed_back",
    "delegated",
    "urged",
    "supervised",
    "unsupervised",
    "task",
    "task_done",
    "asked",
    "warned",
    "migrated",
)


class CaseKindVersion(Base):
    """A definition of a kind. What is published is never changed: a case names it by code and number. One draft of a kind at most.

    `from_day`: the first day (of the centre) on which cases are opened on it, until a later one begins.
    """

    __tablename__ = "case_kind_version"
    __table_args__ = (
        CheckConstraint(one_of("state", VERSION_STATES), name="state"),
        CheckConstraint("(state = 'draft') = (from_day IS NULL)", name="from_day"),
        CheckConstraint("number > 0", name="number"),
        UniqueConstraint("code", "number"),
        Index("uq_case_kind_version_draft", "code", unique=True, postgresql_where=text("state = 'draft'")),
    )

    id: Mapped[IdColumn]
    code: Mapped[str]
    number: Mapped[int]
    definition: Mapped[dict[str, Any]] = mapped_column(JSONB)
    digest: Mapped[str]
    """SHA-256 of the definition; whoever reads one twice knows by it that it is the same."""
    state: Mapped[str] = mapped_column(server_default=text("'draft'"), default="draft")
    from_day: Mapped[date | None]
    made_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """None: it came with the product."""
    made_at: Mapped[Moment]
    published_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[Version]


class KindCase(Base):
    """A case. Its state and fields mean what its version of the kind says; `due_at` is computed from the clocks and stored to sort by."""

    __tablename__ = "kind_case"
    __table_args__ = (
        ForeignKeyConstraint(
            ["kind", "kind_number"],
            ["case_kind_version.code", "case_kind_version.number"],
            name="fk_kind_case_kind_case_kind_version",
        ),
        CheckConstraint("urged >= 0", name="urged"),
        CheckConstraint("warned BETWEEN 0 AND 100", name="warned"),
        Index("ix_kind_case_open", "kind", "due_at", "id", postgresql_where=text("closed_at IS NULL")),
        Index("ix_kind_case_opened_at", "kind", "opened_at"),
        Index("ix_kind_case_owner_id", "owner_id", postgresql_where=text("closed_at IS NULL")),
        Index("ix_kind_case_opened_by", "opened_by"),
        Index("ix_kind_case_customer_id", "customer_id", postgresql_where=text("customer_id IS NOT NULL")),
        Index("ix_kind_case_complaint_id", "complaint_id", postgresql_where=text("complaint_id IS NOT NULL")),
        Index("ix_kind_case_days", "days", postgresql_using="gin"),
        Index("ix_kind_case_due_at", "due_at", postgresql_where=text("closed_at IS NULL AND due_at IS NOT NULL")),
    )

    id: Mapped[IdColumn]
    number: Mapped[str] = mapped_column(unique=True)
    """What people quote: FK20261201-0001 (the kind's letters, the day in the centre's zone, then a count)."""
    kind: Mapped[str]
    kind_number: Mapped[int]
    state: Mapped[str]
    title: Mapped[str]
    fields: Mapped[Json]
    days: Mapped[list[date]] = mapped_column(ARRAY(Date), server_default=text("'{}'::date[]"), default=list)
    """The days of the centre that its fields hold: a visitor's appointment, the end of a contract."""
    says: Mapped[str] = mapped_column(server_default=text("''"), default="")
    """What it is found by: typed and chosen words, no telephone, nothing of a customer."""
    owner_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    customer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("customer.id"))
    """The customer that it is about: of its first customer field."""
    branch_code: Mapped[str | None] = mapped_column(ForeignKey("branch.code"))
    """The branch that it is about: of its first branch field, else of who opened it."""
    complaint_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("complaint.id"))
    """The complaint that it was begun from, where its kind belongs to one."""
    due_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    warned: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    """The largest share of the time, in percent, of which somebody was told."""
    urged: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    supervised_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """Who has put it under supervision."""
    opened_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[Moment]
    entered_at: Mapped[Moment]
    """When it came into its state."""
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[Version]


class KindCaseEvent(Base):
    """One line of a case's story: what was done, by whom, when. Never edited."""

    __tablename__ = "kind_case_event"
    __table_args__ = (
        CheckConstraint(one_of("kind", KIND_EVENTS), name="kind"),
        Index("ix_kind_case_event_case_id", "case_id", "at"),
    )

    id: Mapped[IdColumn]
    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("kind_case.id", ondelete="CASCADE"))
    at: Mapped[Moment]
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    words: Mapped[str] = mapped_column(server_default=text("''"), default="")
    detail: Mapped[Json]

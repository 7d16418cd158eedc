"""Complaints: the case, its clock's facts, its story, and the classification tables of the industry standard."""

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Numeric,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, CreatedAt, IdColumn, Json, Moment, Version, one_of

CASE_STATES = (
    "received",
    "assigned",
    "in_progress",
    "awaiting_customer",
    "decided",
    "told",
    "closed",
    "withdrawn",
    "merged",
)
OPEN_CASE_STATES = ("received", "assigned", "in_progress", "awaiting_customer", "decided")
SEARCHED = "text_pairs(number, complainant, narrative)"
"""Each two characters that stand side by side in what is looked through for words, as PostgreSQL has them."""
PARTIES = ("self", "proxy", "group", "anonymous")
GRADES: Final = ("ordinary", "important", "grave")
SATISFACTIONS: Final = ("content", "fair", "discontent")
ANSWERED: Final = one_of("satisfaction", SATISFACTIONS)
"""Whose complainants said how content they are."""
CASE_CLASSES = ("simple", "complex", "extended")
PENDING: Final = f"{one_of('state', OPEN_CASE_STATES)} OR (told_at IS NULL AND state NOT IN ('merged', 'withdrawn'))"
"""Which complaints count otherwise as time passes: those that are open or were not told yet."""


class CaseTerm(Base):
    """One entry of the A/B/C classification (JR/T 0169-2018) or of the centre's own lists (wish, source, urgency)."""

    __tablename__ = "case_term"
    __table_args__ = (
        CheckConstraint(one_of("axis", ("channel", "business", "cause", "wish", "source", "urgency")), name="axis"),
        UniqueConstraint("axis", "key", "edition"),
    )

    id: Mapped[IdColumn]
    axis: Mapped[str]
    key: Mapped[str]
    parent_key: Mapped[str | None]
    code: Mapped[str] = mapped_column(server_default=text("''"), default="")
    """The standard's numeric code: filled in by the bank."""
    name_zh: Mapped[str]
    name_en: Mapped[str]
    edition: Mapped[str] = mapped_column(server_default=text("'JR/T 0169-2018'"))
    position: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    active: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    """Whether it is offered; a complaint that names a retired one keeps it."""
    least_grade: Mapped[str] = mapped_column(server_default=text("'ordinary'"), default="ordinary")
    """Of a source: the grade that it gives at the least. `hours_*`: the centre's own limit for each grade, in business hours; 0: none."""
    hours_ordinary: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    hours_important: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    hours_grave: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    version: Mapped[Version]


class Complaint(Base):
    """One complaint. `due_at` is always recomputed from receipt, class, approvals and pauses; it is stored to sort by."""

    __tablename__ = "complaint"
    __table_args__ = (
        CheckConstraint(one_of("state", CASE_STATES), name="state"),
        CheckConstraint(one_of("case_class", CASE_CLASSES), name="case_class"),
        CheckConstraint("(round = 1) = (reopened_at IS NULL)", name="reopened"),
        CheckConstraint(one_of("party", PARTIES), name="party"),
        CheckConstraint(one_of("grade", GRADES), name="grade"),
        CheckConstraint("people >= 1", name="people"),
        CheckConstraint(one_of("satisfaction", ("", *SATISFACTIONS)), name="satisfaction"),
        Index("ix_complaint_answered", "received_at", postgresql_where=text(ANSWERED)),
        CheckConstraint("(held_at IS NULL) = (held_by_id IS NULL)", name="held"),
        Index("ix_complaint_source_number", "source", "source_number", postgresql_where=text("source_number <> ''")),
        Index(
            "ix_complaint_open_internal_due_at",
            "internal_due_at",
            postgresql_where=text(f"internal_due_at IS NOT NULL AND {one_of('state', OPEN_CASE_STATES)}"),
        ),
        CheckConstraint("step IS NULL OR step <> state", name="step"),
        CheckConstraint("urged >= 0", name="urged"),
        Index("ix_complaint_customer_id_state", "customer_id", "state"),
        Index("ix_complaint_due_at", "due_at"),
        Index("ix_complaint_received_at", "received_at"),
        Index("ix_complaint_open_due_at", "due_at", "id", postgresql_where=text(one_of("state", OPEN_CASE_STATES))),
        Index("ix_complaint_pending", "received_at", postgresql_where=text(PENDING)),
        Index("ix_complaint_words", text(SEARCHED), postgresql_using="gin"),
        Index("ix_complaint_caller", "caller", postgresql_where=text("caller <> ''")),
    )

    id: Mapped[IdColumn]
    number: Mapped[str] = mapped_column(unique=True)
    """What people quote: TS20261123-0001 (day of receipt in the centre's zone, then a count)."""
    customer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("customer.id"))
    call_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("call.id"), index=True)
    caller: Mapped[str] = mapped_column(server_default=text("''"), default="")
    complainant: Mapped[str] = mapped_column(server_default=text("''"), default="")
    source: Mapped[str]
    source_number: Mapped[str] = mapped_column(server_default=text("''"), default="")
    """The number under which the source knows it: of the regulator's transfer, of the letter."""
    source_on: Mapped[date | None]
    """The day that the source's own proof gives (transfer form, postmark); the complaint was not received before it."""
    about_person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """Who of the bank is complained of: neither they nor who leads them handles it (recusal)."""
    about_branch_code: Mapped[str | None] = mapped_column(ForeignKey("branch.code"))
    about_department: Mapped[str] = mapped_column(server_default=text("''"), default="")
    channel: Mapped[str]
    business: Mapped[str]
    cause: Mapped[str]
    wish: Mapped[str]
    urgency: Mapped[str] = mapped_column(server_default=text("'normal'"), default="normal")
    narrative: Mapped[str]
    case_class: Mapped[str] = mapped_column(server_default=text("'simple'"), default="simple")
    state: Mapped[str] = mapped_column(server_default=text("'received'"), default="received")
    """The state of the law: the clock, the lists and the figures stand on it."""
    kind_number: Mapped[int] = mapped_column(server_default=text("1"), default=1)
    """The version of the definition of complaints that it runs on."""
    step: Mapped[str | None]
    """Its state in the definition, where that is one of the bank's own within the state of the law."""
    fields: Mapped[Json]
    """The bank's own fields, by code, as cases of registers keep theirs."""
    party: Mapped[str] = mapped_column(server_default=text("'self'"), default="self")
    people: Mapped[int] = mapped_column(server_default=text("1"), default=1)
    """How many complain."""
    proxy_name: Mapped[str] = mapped_column(server_default=text("''"), default="")
    proxy_reach: Mapped[str] = mapped_column(server_default=text("''"), default="")
    proxy_on: Mapped[date | None]
    proxy_proof: Mapped[str] = mapped_column(server_default=text("''"), default="")
    representatives: Mapped[list[str]] = mapped_column(ARRAY(TEXT), server_default=text("'{}'::text[]"), default=list)
    amount: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    happened_on: Mapped[date | None]
    grade: Mapped[str] = mapped_column(server_default=text("'ordinary'"), default="ordinary")
    grade_set: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    """Whether somebody has overruled the rule."""
    held_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """Since when nothing of it is removed (legal hold)."""
    held_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    held_reason: Mapped[str] = mapped_column(server_default=text("''"), default="")
    received_at: Mapped[Moment]
    clock_from_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """From when the legal clock counts, as `due_at` was computed; null: from the receipt."""
    internal_minutes: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    """The centre's own limit in minutes of business, as source and grade had it; 0: none."""
    internal_from_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    internal_due_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """Null: there is none, or it stands still."""
    warned: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    """The largest share of the legal limit, in percent, of which somebody was told; `internal_warned` of the own one."""
    internal_warned: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    due_at: Mapped[Moment]
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    told_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When the complainant was told: a fact of the law, which nothing that comes later changes. As `decided_at`, of the first round."""
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    round: Mapped[int] = mapped_column(server_default=text("1"), default=1)
    """How many times it was taken up, the first included; `CaseRound` has each of them from the second on."""
    reopened_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When the round that goes on began; null in the first. The legal clock counts from it."""
    told_again_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When the complainant was told in a later round."""
    resolution: Mapped[str] = mapped_column(server_default=text("''"), default="")
    satisfaction: Mapped[str] = mapped_column(server_default=text("''"), default="")
    """How content the complainant said they are with how it was handled; empty: not asked, or no answer."""
    branch_code: Mapped[str | None] = mapped_column(ForeignKey("branch.code"))
    opened_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    assigned_to: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    urged: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    """How many times it was urged since it came to its present step."""
    supervised_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """Who has put it under supervision."""
    merged_into_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("complaint.id"))
    created_at: Mapped[CreatedAt]
    version: Mapped[Version]


class CaseRound(Base):
    """One round of a complaint that was taken up again: the first with what was reached before, the later ones as they go on.

    `started_at`: its receipt, or when it was taken up again for `reason`; `limit_days`: the rule that held then (null: the law's own
    limit); `due_at`: the limit as it stood at the round's end.
    """

    __tablename__ = "case_round"
    __table_args__ = (
        CheckConstraint("round >= 1", name="round"),
        UniqueConstraint("complaint_id", "round"),
    )

    id: Mapped[IdColumn]
    complaint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"))
    round: Mapped[int]
    started_at: Mapped[Moment]
    limit_days: Mapped[int | None]
    reason: Mapped[str] = mapped_column(server_default=text("''"), default="")
    due_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    told_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    resolution: Mapped[str] = mapped_column(server_default=text("''"), default="")


class CasePause(Base):
    """A stretch excluded from the legal clock (outside appraisal or testing), valid only when the complainant was told."""

    __tablename__ = "case_pause"

    id: Mapped[IdColumn]
    complaint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str]
    started_at: Mapped[Moment]
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    told_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class CaseEvent(Base):
    """One line of a complaint's story: what was done, by whom, when. Never edited."""

    __tablename__ = "case_event"

    id: Mapped[IdColumn]
    complaint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"), index=True)
    at: Mapped[Moment]
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    words: Mapped[str] = mapped_column(server_default=text("''"), default="")
    detail: Mapped[Json]


class ComplaintListColumns(Base):
    """What the headings of a source's lists were taken for the last time: so that the next one is read alike."""

    __tablename__ = "complaint_list_columns"

    source: Mapped[str] = mapped_column(primary_key=True)
    columns: Mapped[Json]
    version: Mapped[Version]


COUNTED_BY: Final = ("business", "cause", "channel", "source", "wish", "urgency", "case_class", "branch_code")
"""By what complaints are told apart in the counters."""
COUNTED: Final = ("received", "counted", "told", "in_time", "extended", "withdrawn", "is_open")
"""What is counted of them, whatever the time (hub/cases/counted.py)."""
UNDECIDED: Final = -32768
"""Days to decide of a complaint that counts and has none."""

complaint_difference: Final = Table(
    "complaint_difference",
    Base.metadata,
    Column("sign", SmallInteger, nullable=False),
    Column("received_at", DateTime(timezone=True), nullable=False),
    Column("decided_at", DateTime(timezone=True)),
    *(Column(name, Text, nullable=False) for name in COUNTED_BY),
    *(Column(name, Boolean, nullable=False) for name in COUNTED),
    Index("ix_complaint_difference_received_at", "received_at"),
)
"""What triggers of `complaint` and `case_round` have written since the last folding: facts to be added (`sign` 1) or taken away.

It holds moments and not days, so that whoever writes a complaint need not know the centre's zone. There is no foreign key: a complaint
that is gone has been taken away.
"""

complaint_day: Final = Table(
    "complaint_day",
    Base.metadata,
    Column("day", Date, primary_key=True),
    *(Column(name, Text, primary_key=True) for name in COUNTED_BY),
    Column("took", SmallInteger, primary_key=True),
    *(Column(name, Integer, nullable=False) for name in COUNTED),
)
"""What the complaints received on a day at the centre come to; `took`: days to the decision, `UNDECIDED` where there is none."""

complaint_month: Final = Table(
    "complaint_month",
    Base.metadata,
    Column("axes", Text, primary_key=True),
    Column("month", Date, primary_key=True),
    Column("one", Text, primary_key=True),
    Column("two", Text, primary_key=True),
    Column("three", Text, primary_key=True),
    *(Column(name, Integer, nullable=False) for name in COUNTED),
)
"""The same of a month (its first day), by one axis or two, or by the three of JR/T 0169: `axes` names them, the others are their entries.

How many cells it has depends on the lists, not on how many complaints there are.
"""


class ComplaintEdition(Base):
    """What was reported of a month, frozen: its tables in both languages and its complaints' facts, packed. Added, never changed.

    It holds numbers of complaints and their classes and days, nothing of people.
    """

    __tablename__ = "complaint_edition"
    __table_args__ = (UniqueConstraint("month", "number"), CheckConstraint("number >= 1", name="number"))

    id: Mapped[IdColumn]
    month: Mapped[date]
    """Its first day."""
    number: Mapped[int]
    frozen_at: Mapped[Moment]
    frozen_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str]
    complaints: Mapped[int]
    digest: Mapped[str]
    """SHA-256 of the content before it was packed; the audit trail has it as well."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class ComplaintLink(Base):
    """That two complaints are about the same matter, as somebody has said; each pair once, the smaller id first."""

    __tablename__ = "complaint_link"
    __table_args__ = (CheckConstraint("complaint_id < other_id", name="pair"),)

    complaint_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("complaint.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    linked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    linked_at: Mapped[Moment]


class TextModel(Base):
    """What was learnt from the texts of complaints: how seldom strings are, and which classes they speak for. It holds no text.

    `cases`: how many it was learnt from; `measured`: of each axis how often it was right on cases it was not learnt from.
    """

    __tablename__ = "text_model"

    id: Mapped[IdColumn]
    learnt_at: Mapped[Moment]
    cases: Mapped[int]
    measured: Mapped[Json]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """Arrays of numbers (hub/cases/class_rules.py)."""

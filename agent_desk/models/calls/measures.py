"""Measures for queues on a bad day: opened, closed, an announcement, an overflow; each with who, why, from and to."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, IdColumn, Moment, Version, one_of

MEASURES = ("opened", "closed", "announcement", "overflow")
SLOTS = ("hours", "announcement", "overflow")
OVERFLOW_TO = ("queue", "callback", "message")
NullableMoment = DateTime(timezone=True)


class QueueMeasure(Base):
    """One measure for one queue. One that is not over per queue and slot, held by the index; over, it is the history."""

    __tablename__ = "queue_measure"
    __table_args__ = (
        Index("uq_queue_measure_open", "queue_id", "slot", unique=True, postgresql_where=text("ended_at IS NULL")),
        Index("ix_queue_measure_from", "from_at"),
        CheckConstraint(one_of("does", MEASURES), name="does"),
        CheckConstraint(one_of("slot", SLOTS), name="slot"),
        CheckConstraint(f"overflow_to IS NULL OR {one_of('overflow_to', OVERFLOW_TO)}", name="overflow_to"),
        CheckConstraint("(does = 'overflow') = (overflow_to IS NOT NULL)", name="overflows"),
        CheckConstraint("(overflow_to = 'queue') IS TRUE = (target_id IS NOT NULL)", name="target"),
        CheckConstraint("target_id <> queue_id", name="elsewhere"),
        CheckConstraint("until_at > from_at", name="times"),
    )

    id: Mapped[IdColumn]
    queue_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("queue.id"))
    does: Mapped[str]
    slot: Mapped[str]
    sound: Mapped[str | None]
    """What callers hear, by the name of its file."""
    waiting: Mapped[int | None]
    after_s: Mapped[int | None]
    overflow_to: Mapped[str | None]
    target_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("queue.id"))
    reason: Mapped[str]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    from_at: Mapped[Moment]
    until_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    """When it ends by itself; null: when somebody takes it back."""
    ended_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """Null of one that is over: its time was."""
    ended_reason: Mapped[str] = mapped_column(server_default=text("''"), default="")
    applied_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    """When the exchange took it; null while it has not, or was seen to hold something else."""
    fault: Mapped[str] = mapped_column(server_default=text("''"), default="")
    """The word by which the exchange refused it."""
    version: Mapped[Version]

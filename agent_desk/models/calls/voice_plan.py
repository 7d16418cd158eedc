"""What a call tells of itself beside its legs, and call-backs that customers asked for while they waited."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, IdColumn, Moment, one_of

FACTS = ("menu", "identity", "estimated_wait_s", "survey", "overflow", "announcement", "turned_away")
CALLER_ANSWERS = ("known", "nobody", "several", "guess", "not_understood", "withheld")
ROUTING_STATES = ("asked", "obeyed", "late")
CALLBACK_STATES = ("kept", "dialling", "reached", "not_reached", "lost", "cancelled")


class CallFact(Base):
    """One fact of one call; told again, the newer stands. Of identity digits only the last four are here."""

    __tablename__ = "call_fact"
    __table_args__ = (CheckConstraint(one_of("name", FACTS), name="name"),)

    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    at: Mapped[Moment]


class CallRouting(Base):
    """What the rules about callers did with a call that asked. Without the number and without the customer: those are the call's."""

    __tablename__ = "call_routing"
    __table_args__ = (
        CheckConstraint(one_of("answer", CALLER_ANSWERS), name="answer"),
        CheckConstraint(one_of("state", ROUTING_STATES), name="state"),
        Index("ix_call_routing_at", "at"),
    )

    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[Moment]
    answer: Mapped[str]
    steps: Mapped[list[Any]] = mapped_column(JSONB)
    """`who` and `holds` of each rule that was asked."""
    queue: Mapped[str] = mapped_column(server_default=text("''"), default="")
    priority: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    state: Mapped[str] = mapped_column(server_default=text("'asked'"), default="asked")


class Callback(Base):
    """A place in a queue that is kept for a customer who has hung up: at most one per call in which it was asked for."""

    __tablename__ = "callback"
    __table_args__ = (
        UniqueConstraint("call_id"),
        UniqueConstraint("made_call_id"),
        CheckConstraint(one_of("state", CALLBACK_STATES), name="state"),
        Index("ix_callback_open", "state", postgresql_where=text("ended_at IS NULL")),
    )

    id: Mapped[IdColumn]
    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"))
    queue_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("queue.id"))
    number: Mapped[str]
    """Canonical, as `call.caller`."""
    position: Mapped[int]
    asked_at: Mapped[Moment]
    state: Mapped[str] = mapped_column(server_default=text("'kept'"), default="kept")
    made_call_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("call.id", ondelete="SET NULL"))
    """The call that keeps the place, and in which the customer is dialled."""
    attempts: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    """How often the customer was dialled."""
    tried_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    reason: Mapped[str] = mapped_column(server_default=text("''"), default="")
    """Why it was withdrawn."""
    by_person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """Who took it by hand, or withdrew it."""
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

"""Recordings of calls, and supervisors in calls."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, IdColumn, Milliseconds, Moment, Version, one_of

RECORDING_STATES = ("wanted", "recording", "paused", "ended", "stored", "missing", "refused", "deleted")
OPEN_RECORDING = ("wanted", "recording", "paused")
SUPERVISION_MODES = ("listen", "whisper", "barge")
SUPERVISION_STATES = ("calling", "joined", "ended")
NullableMoment = DateTime(timezone=True)


class CallRecording(Base):
    """One recording of one call, from the wish to the file in the store. At most one of a call is open, held by the index,
    and one of each consultation: what an agent and whom they ask say lies in a file of its own.

    `ended`: the exchange has finished, its file is awaited. `missing`: it did not come in time; it is still looked for.
    `refused`: the exchange would not record. `deleted`: its file is gone by a rule of the centre; what it was stays written.
    """

    __tablename__ = "call_recording"
    __table_args__ = (
        CheckConstraint(one_of("state", RECORDING_STATES), name="state"),
        CheckConstraint("state <> 'stored' OR file_id IS NOT NULL", name="stored"),
        CheckConstraint("(state = 'deleted') = (deleted_at IS NOT NULL)", name="deleted"),
        Index(
            "uq_call_recording_open",
            "call_id",
            unique=True,
            postgresql_where=text(f"{one_of('state', OPEN_RECORDING)} AND consultation_id IS NULL"),
        ),
        Index("uq_call_recording_consultation", "consultation_id", unique=True),
        Index("ix_call_recording_call_id", "call_id"),
        Index(
            "ix_call_recording_waiting", "state", postgresql_where=text("state NOT IN ('stored', 'refused', 'deleted')")
        ),
    )

    id: Mapped[IdColumn]
    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"))
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """The agent in the talk when it began."""
    consultation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("consultation.id", ondelete="CASCADE"))
    """Where it is of what an agent and whom they asked said, while the customer waited."""
    why: Mapped[str]
    """The policy that wanted it: all, percentage, on_demand."""
    state: Mapped[str] = mapped_column(server_default=text("'wanted'"), default="wanted")
    file: Mapped[str]
    """Its name in the exchange's folder."""
    asked_at: Mapped[Moment]
    tries: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    started_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    ended_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    resume_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    """When a pause ends by itself."""
    recorded_ms: Mapped[int | None] = mapped_column(BigInteger)
    """From start to end by the exchange's clock, pauses included."""
    paused_ms: Mapped[Milliseconds] = mapped_column(server_default=text("0"), default=0)
    stored_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    file_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_file.id"), unique=True)
    duration_ms: Mapped[int | None] = mapped_column(BigInteger)
    """Length of the sound in the file."""
    error: Mapped[str] = mapped_column(server_default=text("''"), default="")
    deleted_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    deleted_by: Mapped[str] = mapped_column(server_default=text("''"), default="")
    """The rule by which, as keep_days=90."""
    version: Mapped[Version]


class Supervision(Base):
    """One supervisor in one agent's part of a call: why, how, and whether the agent was told. One at a time per supervisor."""

    __tablename__ = "supervision"
    __table_args__ = (
        CheckConstraint(one_of("mode", SUPERVISION_MODES), name="mode"),
        CheckConstraint(one_of("state", SUPERVISION_STATES), name="state"),
        CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="ended"),
        Index("uq_supervision_open", "person_id", unique=True, postgresql_where=text("ended_at IS NULL")),
        Index("ix_supervision_call_id", "call_id"),
    )

    id: Mapped[IdColumn]
    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"))
    agent_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    """The supervisor."""
    mode: Mapped[str]
    state: Mapped[str] = mapped_column(server_default=text("'calling'"), default="calling")
    extension: Mapped[str]
    reason: Mapped[str]
    told: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    """The agent sees it."""
    take_over: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    """The call is to be taken over as soon as the supervisor is in."""
    asked_at: Mapped[Moment]
    joined_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    taken_over_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    ended_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    error: Mapped[str] = mapped_column(server_default=text("''"), default="")
    version: Mapped[Version]

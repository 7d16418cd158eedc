"""Whom agents ask during a call, and how their part of it sounded."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, IdColumn, Moment, Version, one_of

CONSULT_KINDS = ("agent", "number")
CONSULT_STATES = ("ringing", "talking", "conference", "ended")
CONSULT_ENDS = ("busy", "no_answer", "refused", "cancelled", "left", "completed", "lost")
NullableMoment = DateTime(timezone=True)


class Consultation(Base):
    """One question to a colleague or an outside number while the customer waits; at most one open per call."""

    __tablename__ = "consultation"
    __table_args__ = (
        CheckConstraint(one_of("kind", CONSULT_KINDS), name="kind"),
        CheckConstraint(one_of("state", CONSULT_STATES), name="state"),
        CheckConstraint(f"result IS NULL OR {one_of('result', CONSULT_ENDS)}", name="result"),
        CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="ended"),
        Index("uq_consultation_open", "call_id", unique=True, postgresql_where=text("ended_at IS NULL")),
        Index("ix_consultation_call_id", "call_id"),
        Index("ix_consultation_asked", "asked_person_id", postgresql_where=text("ended_at IS NULL")),
    )

    id: Mapped[IdColumn]
    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    """Who asks."""
    kind: Mapped[str]
    target: Mapped[str]
    """The colleague's code on the exchange, or the number as it was dialled."""
    asked_person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str] = mapped_column(server_default=text("'ringing'"), default="ringing")
    began_at: Mapped[Moment]
    answered_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    conference_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    ended_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    result: Mapped[str | None]
    version: Mapped[Version]


class CallQuality(Base):
    """How one agent's part of a call sounded, as the telephone in their desk measured it; told once, when it is over.

    `mos` is the estimate of ITU-T G.107 (desk/calls/quality.py); samples lie `every_ms` apart: [jitter ms, loss percent, round
    trip ms, mos].
    """

    __tablename__ = "call_quality"
    __table_args__ = (
        UniqueConstraint("leg_id"),
        CheckConstraint("mos >= 1 AND mos <= 4.5 AND mos_least >= 1 AND mos_least <= mos", name="mos"),
        CheckConstraint(
            "loss_percent >= 0 AND loss_percent <= 100 AND jitter_ms >= 0 AND round_trip_ms >= 0", name="measured"
        ),
    )

    id: Mapped[IdColumn]
    leg_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call_leg.id", ondelete="CASCADE"))
    codec: Mapped[str]
    every_ms: Mapped[int]
    jitter_ms: Mapped[float]
    loss_percent: Mapped[float]
    round_trip_ms: Mapped[float]
    mos: Mapped[float]
    mos_least: Mapped[float]
    samples: Mapped[list[list[float]]] = mapped_column(JSONB)
    at: Mapped[Moment]

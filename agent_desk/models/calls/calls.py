"""Queues, calls with their legs, agents' states and their history, wrap-ups."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, CreatedAt, IdColumn, Milliseconds, Moment, Version, one_of

OUTCOMES = (
    "answered",
    "abandoned_ivr",
    "abandoned_queue",
    "diverted",
    "full",
    "closed",
    "join_empty",
    "leave_empty",
    "timed_out",
    "called_back",
    "busy",
    "no_answer",
    "rejected",
    "invalid_number",
    "unreachable",
    "cancelled",
    "not_lifted",
)
"""The last line is that of outbound calls; an outbound call that somebody answered is `answered` too."""
RECORDING_MODES = ("none", "all", "percentage", "on_demand")
LEG_RESULTS = ("open", "answered", "missed", "refused", "caller_gone", "picked_up", "transferred", "not_reached")
CALL_STATES = ("in_menu", "waiting", "ringing", "talking", "on_hold", "ended")
AGENT_STATES = ("signed_out", "ready", "not_ready", "reserved", "talking", "on_hold", "after_call_work")
ACW_MODES = ("optional", "mandatory", "mandatory_limit", "limit_no_early_exit")
TOPIC_RULES = ("required", "asked_once", "free")
NullableMoment = DateTime(timezone=True)


class Queue(Base):
    """A line of waiting calls for one kind of business. `zone` is set where its calls belong to another centre's days."""

    __tablename__ = "queue"
    __table_args__ = (
        CheckConstraint(one_of("acw_mode", ACW_MODES), name="acw_mode"),
        CheckConstraint(one_of("topic_rule", TOPIC_RULES), name="topic_rule"),
        CheckConstraint(one_of("recording", RECORDING_MODES), name="recording"),
        CheckConstraint("recording_percent BETWEEN 0 AND 100", name="recording_percent"),
    )

    id: Mapped[IdColumn]
    code: Mapped[str] = mapped_column(unique=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    zone: Mapped[str | None]
    acw_mode: Mapped[str] = mapped_column(server_default=text("'mandatory_limit'"), default="mandatory_limit")
    acw_limit_ms: Mapped[Milliseconds] = mapped_column(server_default=text("60000"), default=60000)
    topic_rule: Mapped[str] = mapped_column(server_default=text("'asked_once'"), default="asked_once")
    """Whether after-call work of its calls may be finished without a topic."""
    hours: Mapped[list[str]] = mapped_column(JSONB, server_default=text("'[]'"), default=list)
    """Its own opening hours (`schemas/kit/week.py`); none: as the hours of the number say."""
    recording: Mapped[str] = mapped_column(server_default=text("'none'"), default="none")
    """Which of its calls are recorded: none, all, a share of them (`recording_percent`), or those an agent chooses."""
    recording_percent: Mapped[int] = mapped_column(server_default=text("100"), default=100)
    recording_announced: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    """Callers are told that they are recorded; in force with the next dial plan."""
    recording_pause: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    """Agents may pause the recording while card data is spoken."""
    active: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    position: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    version: Mapped[Version]


class QueueMember(Base):
    """Who may be offered the calls of a queue; the lower the penalty, the sooner."""

    __tablename__ = "queue_member"

    queue_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("queue.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    penalty: Mapped[int] = mapped_column(server_default=text("0"), default=0)


class NotReadyReason(Base):
    """Why an agent takes no calls. `system` reasons are set by the hub alone (missed_calls, freed, device_failure).

    A retired one (`active` false) is no longer offered; what was said with it keeps its name.
    """

    __tablename__ = "not_ready_reason"

    code: Mapped[str] = mapped_column(primary_key=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    system: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    position: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    active: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    version: Mapped[Version]


class Disposition(Base):
    """What a call was about, as a two-level tree; only leaves are chosen. A retired one is no longer offered."""

    __tablename__ = "disposition"

    code: Mapped[str] = mapped_column(primary_key=True)
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("disposition.code"))
    name_zh: Mapped[str]
    name_en: Mapped[str]
    position: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    active: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    version: Mapped[Version]


class Call(Base):
    """One call from the voice menu, or joining a queue, to its end, whatever number of agents it saw. Outcome is decided once."""

    __tablename__ = "call"
    __table_args__ = (
        UniqueConstraint("exchange", "exchange_key"),
        CheckConstraint(one_of("direction", ("inbound", "outbound")), name="direction"),
        CheckConstraint(one_of("state", CALL_STATES), name="state"),
        CheckConstraint(f"outcome IS NULL OR {one_of('outcome', OUTCOMES)}", name="outcome"),
        CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="ended"),
        CheckConstraint("(state = 'ended') = (outcome IS NOT NULL)", name="decided"),
        CheckConstraint("wait_ms >= 0 AND talk_ms >= 0 AND hold_ms >= 0 AND acw_ms >= 0", name="durations"),
        Index("ix_call_offered_at_queue_id", "offered_at", "queue_id"),
        Index("ix_call_open", "state", postgresql_where=text("state <> 'ended'")),
        Index("ix_call_caller", "caller"),
        Index("ix_call_customer_id", "customer_id"),
        Index("ix_call_agent_id_offered_at", "agent_id", "offered_at"),
        Index("ix_call_again_of_id", "again_of_id", postgresql_where=text("again_of_id IS NOT NULL")),
    )

    id: Mapped[IdColumn]
    exchange: Mapped[str]
    """Which exchange told of it: simulated, asterisk, queue_log (imported), replay (a log told again) or past (demonstration history)."""
    exchange_key: Mapped[str]
    direction: Mapped[str] = mapped_column(server_default=text("'inbound'"), default="inbound")
    queue_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("queue.id"))
    """The queue it was first offered in; its figures count there. Before that, the one that its number leads to. Of an outbound
    call: the agent's first queue, whose rule of after-call work holds; it counts in no figure of the queue."""
    waits_in_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("queue.id"))
    """The queue it was offered in last, after an overflow or a transfer: where it waits. Null: it never left its first."""
    caller: Mapped[str]
    """Canonical number (E.164 or short) of the customer, who calls or is called; empty when withheld."""
    caller_raw: Mapped[str] = mapped_column(server_default=text("''"), default="")
    state: Mapped[str] = mapped_column(server_default=text("'waiting'"), default="waiting")
    outcome: Mapped[str | None]
    offered_at: Mapped[Moment]
    rung_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    answered_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    ended_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    wait_ms: Mapped[Milliseconds] = mapped_column(server_default=text("0"), default=0)
    talk_ms: Mapped[Milliseconds] = mapped_column(server_default=text("0"), default=0)
    hold_ms: Mapped[Milliseconds] = mapped_column(server_default=text("0"), default=0)
    acw_ms: Mapped[Milliseconds] = mapped_column(server_default=text("0"), default=0)
    agent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    """The agent who answered first; every agent's part is a leg."""
    customer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("customer.id"))
    """Set by an agent's choice among the candidates, never by a guess."""
    verified_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    again_of_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("call.id"))
    ended_by: Mapped[str | None]
    muted: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    parked_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    """Since when the customer waits at a parking place; counts while the call is waiting."""
    parked_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[Version]


class CallLeg(Base):
    """One agent's part in one call: from ringing to the end of the leg. One open leg per agent, held by the index."""

    __tablename__ = "call_leg"
    __table_args__ = (
        CheckConstraint(one_of("result", LEG_RESULTS), name="result"),
        Index("uq_call_leg_open", "person_id", unique=True, postgresql_where=text("ended_at IS NULL")),
        Index("ix_call_leg_call_id", "call_id"),
        Index("ix_call_leg_person_id_rung_at", "person_id", "rung_at"),
    )

    id: Mapped[IdColumn]
    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id", ondelete="CASCADE"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    queue_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("queue.id"))
    rung_at: Mapped[Moment]
    answered_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    ended_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    ring_ms: Mapped[Milliseconds] = mapped_column(server_default=text("0"), default=0)
    talk_ms: Mapped[Milliseconds] = mapped_column(server_default=text("0"), default=0)
    hold_ms: Mapped[Milliseconds] = mapped_column(server_default=text("0"), default=0)
    acw_ms: Mapped[Milliseconds] = mapped_column(server_default=text("0"), default=0)
    result: Mapped[str] = mapped_column(server_default=text("'open'"), default="open")
    transfer_kind: Mapped[str | None]
    transfer_target: Mapped[str | None]


class AgentState(Base):
    """Each agent's state now: one row per person who takes calls, moved only by hub/calls/state/rules.py."""

    __tablename__ = "agent_state"
    __table_args__ = (
        CheckConstraint(one_of("state", AGENT_STATES), name="state"),
        CheckConstraint("(state IN ('reserved','talking','on_hold')) = (call_id IS NOT NULL)", name="busy_has_call"),
        Index(
            "uq_agent_state_extension",
            "extension",
            unique=True,
            postgresql_where=text("state <> 'signed_out' AND extension <> ''"),
        ),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    state: Mapped[str] = mapped_column(server_default=text("'signed_out'"), default="signed_out")
    reason: Mapped[str | None]
    since_at: Mapped[Moment]
    next_state: Mapped[str | None]
    next_reason: Mapped[str | None]
    state_before: Mapped[str | None]
    reason_before: Mapped[str | None]
    misses: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    call_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("call.id"))
    wrapup_call_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("call.id"))
    """The call whose after-call work is being done."""
    acw_mode: Mapped[str] = mapped_column(server_default=text("'mandatory'"), default="mandatory")
    """The rule of after-call work for the call at the seat: its queue's, taken over at the answer."""
    acw_limit_ms: Mapped[int | None] = mapped_column(BigInteger)
    acw_from_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    """When after-call work began by the hub's clock, which is the clock of this state (`since_at` may be the exchange's)."""
    limit_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    """When after-call work ends by itself; null without a limit."""
    extension: Mapped[str | None]
    """The telephone the agent sits at, where it varies; nobody else sits there."""
    seat_lost_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    """Set while the seat does not answer; the state goes on, the supervisor sees it."""
    version: Mapped[Version]


class AgentInterval(Base):
    """One stretch of one agent in one state for one reason; a change of reason closes one and opens another."""

    __tablename__ = "agent_interval"
    __table_args__ = (
        Index("uq_agent_interval_open", "person_id", unique=True, postgresql_where=text("ended_at IS NULL")),
        Index("ix_agent_interval_person_id_started_at", "person_id", "started_at"),
        Index("ix_agent_interval_started_at", "started_at"),
        # For the calls that are removed: without it each would look through everybody's history.
        Index("ix_agent_interval_call_id", "call_id", postgresql_where=text("call_id IS NOT NULL")),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str]
    reason: Mapped[str | None]
    started_at: Mapped[Moment]
    ended_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    call_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("call.id"))
    by_person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))


class WrapUp(Base):
    """Disposition and notes of one agent about one call: at most one, edited by version."""

    __tablename__ = "wrap_up"
    __table_args__ = (UniqueConstraint("call_id", "person_id"),)

    id: Mapped[IdColumn]
    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    disposition_code: Mapped[str | None] = mapped_column(ForeignKey("disposition.code"))
    notes: Mapped[str] = mapped_column(server_default=text("''"), default="")
    resolved: Mapped[bool | None]
    saved_at: Mapped[Moment]
    version: Mapped[Version]


class Verification(Base):
    """How the caller's identity was checked in one call: the answers given right, by whom; verified is a property of the call."""

    __tablename__ = "verification"

    id: Mapped[IdColumn]
    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"), index=True)
    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    passed: Mapped[bool]
    items: Mapped[list[str]] = mapped_column(JSONB)
    at: Mapped[CreatedAt]


class ExchangeCursor(Base):
    """The last event of an exchange that was applied, moved in the same transaction: each event counts once."""

    __tablename__ = "exchange_cursor"

    exchange: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str]
    at: Mapped[Moment]
    orphans: Mapped[int] = mapped_column(BigInteger, server_default=text("0"), default=0)
    """Events that named a call or agent we do not know: counted, never fatal."""

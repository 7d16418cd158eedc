"""Work on the floor: alarm rules and alarms, messages with receipts, hands up, call-back tasks, queue changes for a while."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from agent_desk.models.base import Base, CreatedAt, IdColumn, Json, Milliseconds, Moment, Version, one_of

ALARM_FIGURES = (
    "service_level",
    "answer_rate",
    "abandoned",
    "waiting",
    "longest_wait",
    "ready",
    "state_too_long",
    "flapping",
    "seat_lost",
    "complaints_overdue",
    "complaints_day",
    "work_overdue",
)
ALARM_WINDOWS = ("day", "recent", "now")
SEVERITIES = ("info", "warning", "critical")
TASK_RESULTS = ("reached", "not_reached", "called_again", "wrong_number", "withdrawn")
ASSIST_WAYS = ("listen", "message", "settled", "withdrawn", "call_over")
MESSAGE_KINDS = ("text", "queues")
NullableMoment = DateTime(timezone=True)


class AlarmRule(Base):
    """When an alarm is raised. The figures are those of the board; a rule of no queue is about the whole centre."""

    __tablename__ = "alarm_rule"
    __table_args__ = (
        CheckConstraint(one_of("figure", ALARM_FIGURES), name="figure"),
        CheckConstraint(one_of("counted", ALARM_WINDOWS), name="counted"),
        CheckConstraint(one_of("severity", SEVERITIES), name="severity"),
        CheckConstraint("(quiet_from IS NULL) = (quiet_to IS NULL)", name="quiet"),
        CheckConstraint("hold_ms >= 0 AND threshold >= 0 AND clear_at >= 0 AND least_calls >= 0", name="sizes"),
    )

    id: Mapped[IdColumn]
    code: Mapped[str] = mapped_column(unique=True)
    name_zh: Mapped[str]
    name_en: Mapped[str]
    figure: Mapped[str]
    counted: Mapped[str] = mapped_column(server_default=text("'now'"), default="now")
    """Over what the figure is counted: the day, the last half hour, or as it is now."""
    queue_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("queue.id"))
    each_queue: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    """With no queue named: an alarm for every queue on the board instead of one for the centre."""
    state: Mapped[str | None]
    """Of `state_too_long`: the agent's state."""
    reason: Mapped[str | None]
    """Of `state_too_long`: only with this not-ready reason."""
    threshold: Mapped[float]
    """A share, a number of calls or agents, or seconds."""
    clear_at: Mapped[float]
    """The alarm stays until the figure is back at this, so that one that swings about the threshold is one alarm."""
    hold_ms: Mapped[Milliseconds] = mapped_column(server_default=text("0"), default=0)
    """So long the figure must be past the threshold without a break."""
    least_calls: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    """A share of fewer calls says nothing."""
    severity: Mapped[str] = mapped_column(server_default=text("'warning'"), default="warning")
    quiet_from: Mapped[str | None]
    """Beginning and end of the quiet hours in the centre's time, "22:00": the alarm is shown and kept, without a sound."""
    quiet_to: Mapped[str | None]
    active: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    version: Mapped[Version]


class Alarm(Base):
    """One alarm, from the moment its figure went past the threshold. Not raised yet while `raised_at` is null.

    At most one that is not over per rule and subject, held by the index: whichever hub looks, nothing is raised twice.
    """

    __tablename__ = "alarm"
    __table_args__ = (
        Index(
            "uq_alarm_open",
            "rule_id",
            "queue_id",
            "person_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
            postgresql_where=text("cleared_at IS NULL"),
        ),
        Index("ix_alarm_raised_at", "raised_at"),
        CheckConstraint(one_of("severity", SEVERITIES), name="severity"),
        CheckConstraint("acknowledged_at IS NULL OR raised_at IS NOT NULL", name="acknowledged"),
    )

    id: Mapped[IdColumn]
    rule_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("alarm_rule.id"))
    queue_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("queue.id"))
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    severity: Mapped[str]
    threshold: Mapped[float]
    """As the rule had it when the alarm was raised."""
    value: Mapped[float]
    worst: Mapped[float]
    silent: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    since_at: Mapped[Moment]
    raised_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    cleared_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    acknowledged_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    acknowledged_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(server_default=text("''"), default="")
    version: Mapped[Version]


class FloorMessage(Base):
    """A few words of a supervisor to one, several, a team or everybody; to whom is settled when it is sent."""

    __tablename__ = "floor_message"
    __table_args__ = (
        CheckConstraint(one_of("audience", ("person", "people", "team", "all")), name="audience"),
        CheckConstraint(one_of("kind", MESSAGE_KINDS), name="kind"),
        Index("ix_floor_message_sent_at", "sent_at"),
    )

    id: Mapped[IdColumn]
    from_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    audience: Mapped[str]
    team_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("team.id"))
    kind: Mapped[str] = mapped_column(server_default=text("'text'"), default="text")
    words: Mapped[str]
    detail: Mapped[Json]
    """Of a `queues` message: what changed, so that each desk says it in its own language."""
    urgent: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    sent_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    withdrawn_at: Mapped[datetime | None] = mapped_column(NullableMoment)


class MessageReceipt(Base):
    """One person to whom a message went, and when they said that they have read it."""

    __tablename__ = "message_receipt"
    __table_args__ = (Index("ix_message_receipt_unread", "person_id", postgresql_where=text("read_at IS NULL")),)

    message_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("floor_message.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    read_at: Mapped[datetime | None] = mapped_column(NullableMoment)


class AssistRequest(Base):
    """A hand that an agent has put up. One that is up per agent, held by the index."""

    __tablename__ = "assist_request"
    __table_args__ = (
        CheckConstraint(f"way IS NULL OR {one_of('way', ASSIST_WAYS)}", name="way"),
        CheckConstraint("(ended_at IS NULL) = (way IS NULL OR way IN ('listen', 'message'))", name="ended"),
        Index("uq_assist_request_open", "person_id", unique=True, postgresql_where=text("ended_at IS NULL")),
        Index("ix_assist_request_asked_at", "asked_at"),
    )

    id: Mapped[IdColumn]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    call_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("call.id", ondelete="SET NULL"))
    words: Mapped[str] = mapped_column(server_default=text("''"), default="")
    asked_at: Mapped[Moment]
    answered_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    answered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    answer_ms: Mapped[Milliseconds | None]
    """From the hand up to the first answer, both by the hub's clock."""
    way: Mapped[str | None]
    ended_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    version: Mapped[Version]


class CallbackTask(Base):
    """An abandoned caller who is to be called back by an agent. One that is not done per number, held by the index.

    For whom it is and who has taken it stands in its work item.
    """

    __tablename__ = "callback_task"
    __table_args__ = (
        CheckConstraint(f"result IS NULL OR {one_of('result', TASK_RESULTS)}", name="result"),
        Index("uq_callback_task_open", "number", unique=True, postgresql_where=text("ended_at IS NULL")),
        UniqueConstraint("made_call_id"),
        Index("ix_callback_task_call_id", "call_id"),
        Index("ix_callback_task_created_at", "created_at"),
    )

    id: Mapped[IdColumn]
    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("call.id"))
    """The caller's first call of that day that was abandoned."""
    queue_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("queue.id"))
    number: Mapped[str]
    first_at: Mapped[Moment]
    """When they first called: the order of the list."""
    created_at: Mapped[CreatedAt]
    created_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    made_call_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("call.id", ondelete="SET NULL"))
    """The last call that was made for it."""
    attempts: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    result: Mapped[str | None]
    """While it is not done: what came of the last attempt."""
    note: Mapped[str] = mapped_column(server_default=text("''"), default="")
    ended_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    version: Mapped[Version]


class QueueOverride(Base):
    """One agent serves a queue, or does not, or with another priority, for a while; then it goes back by itself.

    While it holds, `queue_member` says it, so that everything that asks who serves a queue agrees. One per agent and queue.
    """

    __tablename__ = "queue_override"
    __table_args__ = (
        Index(
            "uq_queue_override_open", "person_id", "queue_id", unique=True, postgresql_where=text("ended_at IS NULL")
        ),
        Index("ix_queue_override_until", "until_at", postgresql_where=text("ended_at IS NULL")),
        CheckConstraint("until_at > from_at", name="times"),
        CheckConstraint("member OR penalty IS NULL", name="penalty"),
    )

    id: Mapped[IdColumn]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    queue_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("queue.id"))
    member: Mapped[bool]
    penalty: Mapped[int | None]
    before_penalty: Mapped[int | None]
    """What it goes back to: the penalty before, null where the agent did not serve the queue."""
    reason: Mapped[str]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    from_at: Mapped[Moment]
    until_at: Mapped[Moment]
    ended_at: Mapped[datetime | None] = mapped_column(NullableMoment)
    ended_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[Version]

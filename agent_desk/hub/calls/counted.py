"""What a call, and an agent's part in it, count as: the one place, as SQL over their rows.

Figures count by these, the triggers that move the interval counters are generated from them, and an agent's own day uses
them. `row` is the table's class, or any columns of the same names (a trigger's OLD and NEW).
"""

from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from agent_desk.models.calls.calls import Call, CallLeg
from agent_desk.models.calls.targets import ServiceTarget
from agent_desk.schemas.calls.rules import NOT_LIVE, NOT_OFFERED
from agent_desk.schemas.figures.targets import DEFAULT_TARGET

KEEP_COUNTED: Final = "agent_desk.keep_counters"
"""While this setting is `on` in a transaction, calls that are deleted stay counted: retention."""


def asked_for_a_person(row: Any = Call) -> ColumnElement[bool]:
    """Inbound, and not (still) in the voice menu, lost there, or come outside the hours."""
    return and_(row.direction == "inbound", func.coalesce(row.outcome, "").not_in(NOT_OFFERED), row.state != "in_menu")


def answered(row: Any = Call) -> ColumnElement[bool]:
    """Answered by a person: decided by the outcome once the call has ended, by the answer while it goes on."""
    return or_(row.outcome == "answered", and_(row.outcome.is_(None), row.answered_at.is_not(None)))


def abandoned(row: Any = Call) -> ColumnElement[bool]:
    """Given up in the queue."""
    found: ColumnElement[bool] = row.outcome == "abandoned_queue"
    return found


def undecided(row: Any = Call) -> ColumnElement[bool]:
    """Still waiting or ringing, so neither answered nor lost. A call that its source left open waits no more."""
    return and_(row.outcome.is_(None), row.answered_at.is_(None), row.exchange.not_in(NOT_LIVE))


def over(row: Any = Call) -> ColumnElement[bool]:
    """The call has ended; after-call work may still go on."""
    found: ColumnElement[bool] = row.state == "ended"
    return found


def answered_part(leg: Any = CallLeg) -> ColumnElement[bool]:
    """The agent has answered."""
    found: ColumnElement[bool] = leg.answered_at.is_not(None)
    return found


def part_goes_on(leg: Any = CallLeg) -> ColumnElement[bool]:
    """The agent's part is not over."""
    return or_(leg.ended_at.is_(None), leg.result == "open")


class Limits(NamedTuple):
    """T and t of a row's queue in milliseconds, as SQL; `own` is to be joined by `own.queue_id`, from outside."""

    within_ms: ColumnElement[int]
    short_ms: ColumnElement[int]
    own: Any


def limits() -> Limits:
    """Return T and t of a queue: its own, else the centre's, else the product's."""
    own = aliased(ServiceTarget, name="own")

    def limit(name: str) -> ColumnElement[int]:
        centre = select(getattr(ServiceTarget, name)).where(ServiceTarget.queue_id.is_(None)).scalar_subquery()
        return func.coalesce(getattr(own, name), centre, getattr(DEFAULT_TARGET, name))

    return Limits(limit("threshold_ms"), limit("short_ms"), own)

"""What is counted of calls and legs, as SQL over their rows: board, reports, counters and explanations use these alone.

The triggers that move the interval counters say the same in their own words (hub/migrations/counters.py).
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Integer, and_, case, cast, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from agent_desk.hub.figures.now import NOT_LIVE
from agent_desk.hub.figures.rules import NOT_OFFERED
from agent_desk.hub.figures.targets import Goals
from agent_desk.models.calls.calls import AgentState, Call, CallLeg
from agent_desk.models.figures import AGENT_COUNTED, AGENT_SUMMED, COUNTED, LONGEST, SUMMED

QUEUE_NUMBERS: Final = (*COUNTED, *SUMMED, LONGEST)
AGENT_NUMBERS: Final = (*AGENT_COUNTED, *AGENT_SUMMED)
"""Names of what `of_calls` and `of_legs` count, in their order; the counters have columns of these names."""


def answered() -> ColumnElement[bool]:
    """Answered by a person: decided by the outcome once the call has ended, by the answer while it goes on."""
    return or_(Call.outcome == "answered", and_(Call.outcome.is_(None), Call.answered_at.is_not(None)))


def abandoned() -> ColumnElement[bool]:
    """Given up in the queue."""
    return Call.outcome == "abandoned_queue"


def undecided() -> ColumnElement[bool]:
    """Still waiting or ringing, so neither answered nor lost. A call that its source left open waits no more."""
    return and_(Call.outcome.is_(None), Call.answered_at.is_(None), Call.exchange.not_in(NOT_LIVE))


def asked_for_a_person() -> ColumnElement[bool]:
    """Inbound, and not (still) in the voice menu, lost there, or come outside the hours."""
    return and_(
        Call.direction == "inbound", func.coalesce(Call.outcome, "").not_in(NOT_OFFERED), Call.state != "in_menu"
    )


def offered(start_at: datetime, end_at: datetime) -> ColumnElement[bool]:
    """Offered in [start_at, end_at)."""
    return and_(Call.offered_at >= start_at, Call.offered_at < end_at, asked_for_a_person())


def limit_ms(
    goals: Goals, what: Callable[[Any], int], queue_id: InstrumentedAttribute[Any] | ColumnElement[Any] = Call.queue_id
) -> ColumnElement[int]:
    """T (or t) of the queue."""
    usual = literal(what(goals.centre.target), Integer)
    own = {one: what(goal.target) for one, goal in goals.queues.items()}
    return case(own, value=queue_id, else_=usual) if own else usual


def within(target: Any) -> int:
    """T of a target."""
    return int(target.within_ms)


def short(target: Any) -> int:
    """t of a target."""
    return int(target.short_ms)


def answered_within(goals: Goals) -> ColumnElement[bool]:
    """Answered, having waited at most T."""
    return and_(answered(), Call.wait_ms <= limit_ms(goals, within))


def abandoned_within(goals: Goals) -> ColumnElement[bool]:
    """Given up, having waited at most T."""
    return and_(abandoned(), Call.wait_ms <= limit_ms(goals, within))


def abandoned_short(goals: Goals) -> ColumnElement[bool]:
    """Given up, having waited at most t."""
    return and_(abandoned(), Call.wait_ms <= limit_ms(goals, short))


def wrapped_up() -> ColumnElement[bool]:
    """An agent is in the after-call work of this call."""
    return select(AgentState.person_id).where(AgentState.wrapup_call_id == Call.id).exists()


def unfinished() -> ColumnElement[bool]:
    """Answered, but still talked to or in after-call work: its handle time is not known yet."""
    return and_(answered(), or_(Call.state != "ended", wrapped_up()))


def _count(of: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(of)


def _total(what: Any, of: ColumnElement[bool]) -> ColumnElement[int]:
    # A sum of bigints is numeric, which comes as a decimal.
    return cast(func.coalesce(func.sum(what).filter(of), 0), BigInteger)


def of_calls(goals: Goals) -> list[ColumnElement[int]]:
    """`QUEUE_NUMBERS` of a group of calls. After-call work that goes on is not looked at here, since it is no property of
    the call: see `in_wrap_up`."""
    took, gave_up, over = answered(), abandoned(), Call.state == "ended"
    handled = and_(took, over)
    found = [
        func.count(),
        _count(took),
        _count(gave_up),
        _count(undecided()),
        _count(and_(took, ~over)),
        _count(answered_within(goals)),
        _count(abandoned_within(goals)),
        _count(abandoned_short(goals)),
        _total(Call.wait_ms, took),
        _total(Call.talk_ms, handled),
        _total(Call.hold_ms, handled),
        _total(Call.acw_ms, handled),
        _total(Call.wait_ms, gave_up),
        func.coalesce(func.max(Call.wait_ms), 0),
    ]
    return [column.label(name) for name, column in zip(QUEUE_NUMBERS, found, strict=True)]


def in_wrap_up(talk: Any, hold: Any, acw: Any, names: tuple[str, ...]) -> list[ColumnElement[int]]:
    """Return what a group of calls (or legs) in after-call work changes of `names`: unfinished, and without handle time yet."""
    minus = {"talk_ms": talk, "hold_ms": hold, "acw_ms": acw}
    return [
        func.count().label(name)
        if name == "unfinished"
        else cast(-func.sum(minus[name]), BigInteger).label(name)
        if name in minus
        else literal(0).label(name)
        for name in names
    ]


def going_on() -> ColumnElement[bool]:
    """This leg is not over."""
    return or_(CallLeg.ended_at.is_(None), CallLeg.result == "open")


def of_legs() -> list[ColumnElement[int]]:
    """`AGENT_NUMBERS` of a group of answered legs; after-call work as in `of_calls`."""
    over = ~going_on()
    found = [
        func.count(),
        _count(going_on()),
        _total(CallLeg.talk_ms, over),
        _total(CallLeg.hold_ms, over),
        _total(CallLeg.acw_ms, over),
    ]
    return [column.label(name) for name, column in zip(AGENT_NUMBERS, found, strict=True)]

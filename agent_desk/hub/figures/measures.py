"""What is counted of calls and legs, as SQL over their rows: board, reports, counters and explanations use these alone.

What a row counts as is said once (hub/calls/counted.py), what is added up of it here. The triggers that move the interval
counters are generated from both (triggers.py).
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Integer, and_, case, cast, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from agent_desk.hub.calls.service import counted
from agent_desk.hub.figures.targets import Goals
from agent_desk.models.calls.calls import AgentState, Call, CallLeg
from agent_desk.models.figures import AGENT_COUNTED, AGENT_SUMMED, COUNTED, LONGEST, SUMMED

QUEUE_NUMBERS: Final = (*COUNTED, *SUMMED, LONGEST)
AGENT_NUMBERS: Final = (*AGENT_COUNTED, *AGENT_SUMMED)
"""Names of what `of_calls` and `of_legs` count, in their order; the counters have columns of these names."""


def offered(start_at: datetime, end_at: datetime) -> ColumnElement[bool]:
    """Offered in [start_at, end_at)."""
    return and_(Call.offered_at >= start_at, Call.offered_at < end_at, counted.asked_for_a_person())


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
    return and_(counted.answered(), Call.wait_ms <= limit_ms(goals, within))


def abandoned_within(goals: Goals) -> ColumnElement[bool]:
    """Given up, having waited at most T."""
    return and_(counted.abandoned(), Call.wait_ms <= limit_ms(goals, within))


def abandoned_short(goals: Goals) -> ColumnElement[bool]:
    """Given up, having waited at most t."""
    return and_(counted.abandoned(), Call.wait_ms <= limit_ms(goals, short))


def wrapped_up() -> ColumnElement[bool]:
    """An agent is in the after-call work of this call."""
    return select(AgentState.person_id).where(AgentState.wrapup_call_id == Call.id).exists()


def unfinished() -> ColumnElement[bool]:
    """Answered, but still talked to or in after-call work: its handle time is not known yet."""
    return and_(counted.answered(), or_(~counted.over(), wrapped_up()))


Facts = Mapping[str, Any]
"""What is measured of a row, by name: of `call_facts` or `leg_facts`, or columns that hold those."""


def call_facts(row: Any = Call) -> Facts:
    """Return all of a call that its queue's numbers are made of."""
    return {
        "took": counted.answered(row),
        "gave_up": counted.abandoned(row),
        "undecided": counted.undecided(row),
        "over": counted.over(row),
        "wait_ms": row.wait_ms,
        "talk_ms": row.talk_ms,
        "hold_ms": row.hold_ms,
        "acw_ms": row.acw_ms,
    }


def leg_facts(row: Any = CallLeg) -> Facts:
    """Return all of an answered leg that its agent's numbers are made of."""
    return {
        "going_on": counted.part_goes_on(row),
        "talk_ms": row.talk_ms,
        "hold_ms": row.hold_ms,
        "acw_ms": row.acw_ms,
    }


Number = ColumnElement[int]


class Sums:
    """Adds up facts. `sign`: a column that says whether a row is added (1) or taken away (-1); None: every row is added."""

    def __init__(self, sign: Number | None = None) -> None:
        self._sign = sign

    def all(self) -> Number:
        """How many."""
        return func.count() if self._sign is None else func.coalesce(func.sum(self._sign), 0)

    def count(self, of: ColumnElement[bool]) -> Number:
        """How many of these."""
        return func.count().filter(of) if self._sign is None else func.coalesce(func.sum(self._sign).filter(of), 0)

    def total(self, what: Any, of: ColumnElement[bool]) -> Number:
        """Return the sum of `what` over these."""
        signed = what if self._sign is None else self._sign * what
        # A sum of bigints is numeric, which comes as a decimal.
        return cast(func.coalesce(func.sum(signed).filter(of), 0), BigInteger)

    def longest(self, what: Any) -> Number:
        """Return the maximum of `what` over what is added: taking away cannot lower it."""
        most = func.max(what)
        return func.coalesce(most if self._sign is None else most.filter(self._sign > 0), 0)


def queue_numbers(facts: Facts, within_ms: Any, short_ms: Any, sums: Sums) -> list[Number]:
    """Return `QUEUE_NUMBERS` of a group of calls, by T and t."""
    took, gave_up, over, wait_ms = facts["took"], facts["gave_up"], facts["over"], facts["wait_ms"]
    handled = and_(took, over)
    found = [
        sums.all(),
        sums.count(took),
        sums.count(gave_up),
        sums.count(facts["undecided"]),
        sums.count(and_(took, ~over)),
        sums.count(and_(took, wait_ms <= within_ms)),
        sums.count(and_(gave_up, wait_ms <= within_ms)),
        sums.count(and_(gave_up, wait_ms <= short_ms)),
        sums.total(wait_ms, took),
        sums.total(facts["talk_ms"], handled),
        sums.total(facts["hold_ms"], handled),
        sums.total(facts["acw_ms"], handled),
        sums.total(wait_ms, gave_up),
        sums.longest(wait_ms),
    ]
    return [column.label(name) for name, column in zip(QUEUE_NUMBERS, found, strict=True)]


def agent_numbers(facts: Facts, sums: Sums) -> list[Number]:
    """Return `AGENT_NUMBERS` of a group of answered legs."""
    going_on = facts["going_on"]
    found = [
        sums.all(),
        sums.count(going_on),
        sums.total(facts["talk_ms"], ~going_on),
        sums.total(facts["hold_ms"], ~going_on),
        sums.total(facts["acw_ms"], ~going_on),
    ]
    return [column.label(name) for name, column in zip(AGENT_NUMBERS, found, strict=True)]


def of_calls(goals: Goals) -> list[Number]:
    """`QUEUE_NUMBERS` of a group of calls. After-call work that goes on is not looked at here, since it is no property of
    the call: see `in_wrap_up`."""
    return queue_numbers(call_facts(), limit_ms(goals, within), limit_ms(goals, short), Sums())


def of_legs() -> list[Number]:
    """`AGENT_NUMBERS` of a group of answered legs; after-call work as in `of_calls`."""
    return agent_numbers(leg_facts(), Sums())


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

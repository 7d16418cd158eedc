"""Counting calls: the one place. The board, the reports and every explanation count here, so they cannot disagree.

A call counts once, in the queue it was first offered in and in the interval in which it was offered, with the T and t
of that queue. A call that is still waiting is offered; one that is talked to is answered already. What an agent did is
counted by legs, of the calls offered in the window.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any, Final, Literal, TypeVar

from sqlalchemy import ColumnElement, Integer, Select, and_, case, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP
from sqlalchemy.orm import Session

from agent_desk.hub.floor.rules import NOT_OFFERED, Counts
from agent_desk.hub.floor.targets import Goals
from agent_desk.hub.floor.windows import Window
from agent_desk.models.calls import AgentState, Call, CallLeg, Queue
from agent_desk.models.people import Person

By = Literal["all", "queue", "day", "interval", "agent"]
GROUPINGS: Final[tuple[By, ...]] = ("all", "queue", "day", "interval", "agent")
Cells = dict[tuple[uuid.UUID, int], Counts]
Key = TypeVar("Key", bound=Hashable)


def answered() -> ColumnElement[bool]:
    """Answered by a person: decided by the outcome once the call has ended, by the answer while it goes on."""
    return or_(Call.outcome == "answered", and_(Call.outcome.is_(None), Call.answered_at.is_not(None)))


def abandoned() -> ColumnElement[bool]:
    """Given up in the queue."""
    return Call.outcome == "abandoned_queue"


def offered(start_at: datetime, end_at: datetime) -> ColumnElement[bool]:
    """Offered in [start_at, end_at): inbound, and not (still) in the voice menu, lost there, or come outside the hours."""
    return and_(
        Call.offered_at >= start_at,
        Call.offered_at < end_at,
        Call.direction == "inbound",
        func.coalesce(Call.outcome, "").not_in(NOT_OFFERED),
        Call.state != "in_menu",
    )


def limit_ms(goals: Goals, what: Callable[[Any], int]) -> ColumnElement[int]:
    """T (or t) of the call's own queue."""
    usual = literal(what(goals.centre.target), Integer)
    own = {queue_id: what(goal.target) for queue_id, goal in goals.queues.items()}
    return case(own, value=Call.queue_id, else_=usual) if own else usual


def answered_within(goals: Goals) -> ColumnElement[bool]:
    """Answered, having waited at most T."""
    return and_(answered(), Call.wait_ms <= limit_ms(goals, lambda target: target.within_ms))


def abandoned_within(goals: Goals) -> ColumnElement[bool]:
    """Given up, having waited at most T."""
    return and_(abandoned(), Call.wait_ms <= limit_ms(goals, lambda target: target.within_ms))


def abandoned_short(goals: Goals) -> ColumnElement[bool]:
    """Given up, having waited at most t."""
    return and_(abandoned(), Call.wait_ms <= limit_ms(goals, lambda target: target.short_ms))


def unfinished() -> ColumnElement[bool]:
    """Answered, but still talked to or in after-call work: its handle time is not known yet."""
    wrapped_up = select(AgentState.person_id).where(AgentState.wrapup_call_id == Call.id).exists()
    return and_(answered(), or_(Call.state != "ended", wrapped_up))


def _counted(goals: Goals) -> list[ColumnElement[Any]]:
    """The columns of `Counts`, in its order."""
    took, gave_up = answered(), abandoned()
    handled = and_(took, ~unfinished())

    def total(column: Any, of: ColumnElement[bool]) -> ColumnElement[Any]:
        return func.coalesce(func.sum(column).filter(of), 0)

    talk, hold, acw = Call.talk_ms, Call.hold_ms, Call.acw_ms
    return [
        func.count().label("offered"),
        func.count().filter(took).label("answered"),
        func.count().filter(gave_up).label("abandoned"),
        func.count().filter(answered_within(goals)).label("answered_within"),
        func.count().filter(abandoned_within(goals)).label("abandoned_within"),
        func.count().filter(abandoned_short(goals)).label("abandoned_short"),
        total(Call.wait_ms, took).label("wait_ms_answered"),
        total(talk + hold + acw, handled).label("handle_ms"),
        total(talk, handled).label("talk_ms"),
        total(hold, handled).label("hold_ms"),
        total(acw, handled).label("acw_ms"),
        total(Call.wait_ms, gave_up).label("abandon_wait_ms"),
        func.coalesce(func.max(Call.wait_ms), 0).label("longest_wait_ms"),
        func.count().filter(unfinished()).label("unfinished"),
    ]


def cells(db: Session, window: Window, starts: list[datetime], goals: Goals) -> Cells:
    """Counts by queue and by the cut of the window (its place in `starts`). Adding cells gives any coarser figure."""
    if not starts:
        return {}
    cut = func.width_bucket(Call.offered_at, literal(starts, ARRAY(TIMESTAMP(timezone=True)))).label("cut")
    rows = db.execute(_grouped(window, goals, Call.queue_id, cut)).all()
    return {(row[0], row[1] - 1): _counts(row[2:]) for row in rows}


def _grouped(window: Window, goals: Goals, *keys: Any) -> Select[Any]:
    return select(*keys, *_counted(goals)).where(offered(window.start_at, window.end_at)).group_by(*keys)


def _counts(values: Iterable[Any]) -> Counts:
    # Sums of bigints come as decimals.
    return Counts(**{name: int(value) for name, value in zip(_NAMES, values, strict=True)})


_NAMES: Final = tuple(field.name for field in fields(Counts))


def rolled_up(found: Cells, key: Callable[[uuid.UUID, int], Key]) -> dict[Key, Counts]:
    """Cells added up by a key of queue and cut."""
    sums: dict[Key, Counts] = defaultdict(Counts)
    for (queue_id, cut), counts in found.items():
        sums[key(queue_id, cut)] += counts
    return dict(sums)


def total(found: Cells) -> Counts:
    """Everything together."""
    return sum(found.values(), Counts())


def by_queue(db: Session, window: Window, goals: Goals) -> dict[uuid.UUID, Counts]:
    """Counts of each queue that had a call."""
    rows = db.execute(_grouped(window, goals, Call.queue_id)).all()
    return {row[0]: _counts(row[1:]) for row in rows}


def by_agent(db: Session, window: Window) -> dict[uuid.UUID, Counts]:
    """What each agent answered, and its handle time, of the calls offered in the window."""
    at_work = select(AgentState.person_id).where(
        AgentState.wrapup_call_id == CallLeg.call_id, AgentState.person_id == CallLeg.person_id
    )
    going_on = or_(CallLeg.ended_at.is_(None), CallLeg.result == "open", at_work.exists())
    talk, hold, acw = CallLeg.talk_ms, CallLeg.hold_ms, CallLeg.acw_ms
    sums = [func.coalesce(func.sum(column).filter(~going_on), 0) for column in (talk + hold + acw, talk, hold, acw)]
    rows = db.execute(
        select(CallLeg.person_id, func.count(), func.count().filter(going_on), *sums)
        .join(Call, Call.id == CallLeg.call_id)
        .where(offered(window.start_at, window.end_at), CallLeg.answered_at.is_not(None))
        .group_by(CallLeg.person_id)
    ).all()
    return {
        row[0]: Counts(
            answered=row[1],
            unfinished=row[2],
            handle_ms=int(row[3]),
            talk_ms=int(row[4]),
            hold_ms=int(row[5]),
            acw_ms=int(row[6]),
        )
        for row in rows
    }


def count(db: Session, window: Window, goals: Goals, by: By, minutes: int = 30) -> dict[str, Counts]:
    """Counts by the words reports use: a queue's code, an agent's code, the Unix time a day or interval starts.

    "all" has one entry, named "all", also when there was no call. The others name only what had a call, in order.
    Raises ValueError for minutes that are no interval.
    """
    if by == "all":
        return {"all": sum(by_queue(db, window, goals).values(), Counts())}
    if by == "queue":
        codes = {row[0]: row[1] for row in db.execute(select(Queue.id, Queue.code))}
        return dict(sorted((codes[key], counts) for key, counts in by_queue(db, window, goals).items()))
    if by == "agent":
        agents = by_agent(db, window)
        named = db.execute(select(Person.id, Person.agent_code, Person.login).where(Person.id.in_(agents)))
        return dict(sorted((row[1] or row[2], agents[row[0]]) for row in named))
    starts = window.days() if by == "day" else window.intervals(minutes)
    sums = rolled_up(cells(db, window, starts, goals), lambda _queue, cut: cut)
    return {str(int(starts[cut].timestamp())): sums[cut] for cut in sorted(sums)}

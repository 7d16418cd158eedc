"""Counting calls: the one place. The board, the reports and every explanation count here, so they cannot disagree.

A call counts once, in the queue it was first offered in and in the interval in which it was offered, with the T and t
of that queue. A call that is still waiting is offered; one that is talked to is answered already. What an agent did is
counted by legs, of the calls offered in the window. The numbers come from the interval counters (ledger.py), which move in
the transactions that move the calls.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, Final, Literal, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agent_desk.hub.figures import ledger
from agent_desk.hub.figures.measures import AGENT_NUMBERS, QUEUE_NUMBERS
from agent_desk.hub.figures.rules import Counts
from agent_desk.hub.figures.targets import Goals
from agent_desk.hub.figures.windows import Window
from agent_desk.models.calls.calls import Queue
from agent_desk.models.people import Person

By = Literal["all", "queue", "day", "interval", "agent"]
GROUPINGS: Final[tuple[By, ...]] = ("all", "queue", "day", "interval", "agent")
Cells = dict[tuple[uuid.UUID, int], Counts]
AgentCells = dict[tuple[uuid.UUID, uuid.UUID, int], Counts]
Key = TypeVar("Key", bound=Hashable)


def cells(db: Session, window: Window, starts: list[datetime], goals: Goals) -> Cells:
    """Counts by queue and by the cut of the window (its place in `starts`). Adding cells gives any coarser figure."""
    rows = ledger.sums(db, ledger.of_queues(goals), window, starts)
    return _added(((row[0], row[1] - 1), row[2:]) for row in rows)


def offered_by_cut(db: Session, window: Window, starts: list[datetime], goals: Goals) -> list[int]:
    """Return the calls of all queues together in each cut of the window; the database adds them up, so that a year is one short list."""
    if not starts or window.start_at >= window.end_at:
        return []
    rows = ledger.summing(ledger.of_queues(goals), window, starts, added=False).subquery()
    found: dict[int, int] = {}
    for cut, offered in db.execute(select(rows.c.cut, func.sum(rows.c.offered)).group_by(rows.c.cut)):
        found[cut] = offered
    return [int(found.get(cut + 1, 0)) for cut in range(len(starts))]


def agent_cells(db: Session, window: Window, starts: list[datetime]) -> AgentCells:
    """Return what each agent answered, and its handle time, by agent, queue of the leg and cut (its place in `starts`)."""
    rows = ledger.sums(db, ledger.of_agents(), window, starts)
    return _added(((row[0], row[1], row[2] - 1), row[3:]) for row in rows)


def _added(rows: Iterable[tuple[Key, tuple[int, ...]]]) -> dict[Key, Counts]:
    """Numbers under their keys, added up where a key comes more than once; nothing for what comes to nothing."""
    found: dict[Key, Counts] = {}
    for key, numbers in rows:
        counts = _counts(numbers)
        there = found.get(key)
        found[key] = counts if there is None else there + counts
    # A cell all whose calls have moved elsewhere has rows that come to nothing.
    return {key: counts for key, counts in found.items() if counts.offered or counts.answered}


def _counts(numbers: tuple[int, ...]) -> Counts:
    named = dict(zip(QUEUE_NUMBERS if len(numbers) == len(QUEUE_NUMBERS) else AGENT_NUMBERS, numbers, strict=True))
    return Counts(**named, handle_ms=named["talk_ms"] + named["hold_ms"] + named["acw_ms"])


def rolled_up(found: Mapping[Any, Counts], key: Callable[..., Key]) -> dict[Key, Counts]:
    """Cells added up by a key of what they are counted by: `key(queue, cut)`, of agents' cells `key(agent, queue, cut)`."""
    sums: dict[Key, Counts] = defaultdict(Counts)
    for place, counts in found.items():
        sums[key(*place)] += counts
    return dict(sums)


def total(found: Cells) -> Counts:
    """Everything together."""
    return sum(found.values(), Counts())


def by_queue(db: Session, window: Window, goals: Goals) -> dict[uuid.UUID, Counts]:
    """Counts of each queue that had a call."""
    return {queue_id: counts for (queue_id, _), counts in cells(db, window, [window.start_at], goals).items()}


def by_agent(db: Session, window: Window) -> dict[uuid.UUID, Counts]:
    """Return what each agent answered, and its handle time, of the calls offered in the window."""
    return rolled_up(agent_cells(db, window, [window.start_at]), lambda agent, _queue, _cut: agent)


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


assert {field.name for field in fields(Counts)} == {*QUEUE_NUMBERS, "handle_ms"}

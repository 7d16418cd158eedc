"""Keeping the interval counters small and right: folding differences into their cells, and counting cells anew.

The triggers of `call` and `call_leg` only ever insert differences, so a cell is the sum of its rows at any moment, and
whatever replaces rows by others of the same sum may do so while calls move: in one transaction, as of one snapshot.
What is committed after that snapshot has its own rows, which are not touched. `LOCK TABLE` keeps two such jobs apart; it
stands in nobody else's way, and it comes before the snapshot is taken.
"""

import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CreateTableAs,
    DateTime,
    Select,
    and_,
    case,
    cast,
    column,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import INTERVAL, TIMESTAMP
from sqlalchemy.orm import Session

from agent_desk.hub.figures import measures
from agent_desk.hub.figures.ledger import CALLS_SINCE, EPOCH, ROLLED, Source, kept, of_agents, of_queues, rolled, span
from agent_desk.hub.figures.targets import Goals, goals_of
from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import Call
from agent_desk.models.figures import CELL_MINUTES, LONGEST, ROLLED_MINUTES, queue_counter
from agent_desk.models.kit import Setting

FINE_FOR: Final = timedelta(days=2)
"""Cells older than this are rolled up; finer intervals of older days are counted from the calls."""
_COUNTED: Final = "counted"
_CHUNK_DAYS: Final = 400
"""A rebuild is one transaction per so many days: one pass over the calls of a year."""
_LOCKED: Final = "SET LOCAL lock_timeout = '600s'"


@dataclass(slots=True)
class Rebuilt:
    """What a rebuild did: cells written of queues and of agents."""

    cells: int = 0
    agent_cells: int = 0
    chunks: list[tuple[datetime, datetime]] = field(default_factory=list)


def rolled_before(now: datetime) -> datetime:
    """Cells that begin earlier are rolled up."""
    at = now - FINE_FOR
    return at - (at - EPOCH) % ROLLED


def calls_since(db: Session) -> datetime:
    """From when on the calls are all there; the epoch where none were ever removed."""
    row = db.get(Setting, CALLS_SINCE)
    return datetime.fromisoformat(row.value) if row is not None else EPOCH


def _alone(db: Session, *, wait: bool = True) -> None:
    """One job on the counters at a time. Raises OperationalError (55P03) where another is at work and `wait` is false."""
    db.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
    if wait:
        db.execute(text(_LOCKED))
    words = "LOCK TABLE queue_counter IN SHARE UPDATE EXCLUSIVE MODE" + ("" if wait else " NOWAIT")
    db.execute(text(words))


# ---------------------------------------------------------------------- folding


def fold(db: Session, now: datetime, *, aged: bool = False) -> list[tuple[uuid.UUID, datetime]]:
    """Put differences together; what must be counted anew is given back: queue, and where its half hour begins.

    `aged`: also roll up what has grown old since. Raises OperationalError where another job is at work.
    """
    _alone(db, wait=False)
    before = rolled_before(now)
    goals = goals_of(db)
    for source in (of_agents(), of_queues(goals)):
        db.execute(_folded(source, before, aged=aged))
    return stale_cells(db, goals, since_at=before)


def stale_cells(db: Session, goals: Goals, *, since_at: datetime = EPOCH) -> list[tuple[uuid.UUID, datetime]]:
    """Return which half hours of which queues must be counted anew; until then they are read from the calls (ledger.py)."""
    counter, stale = queue_counter.c, of_queues(goals).stale
    assert stale is not None
    found = select(counter.queue_id, rolled(counter.at)).where(stale, counter.at >= since_at, counter.at >= kept())
    found = found.distinct()
    return [(row[0], row[1]) for row in db.execute(found)]


def _folded(source: Source, before: datetime, *, aged: bool) -> Any:
    counter = source.counter
    begins = rolled(counter.c.at)
    grown_old = and_(counter.c.minutes == CELL_MINUTES, counter.c.at < before)
    due = or_(~counter.c.folded, grown_old) if aged else ~counter.c.folded
    keys = [counter.c[name] for name in source.keys]
    fresh = select(*keys, begins.label("begins")).where(due).distinct().cte("fresh")
    same = [fresh.c[name] == key for name, key in zip(source.keys, keys, strict=True)]
    within = and_(counter.c.at >= fresh.c.begins, counter.c.at < fresh.c.begins + literal(ROLLED, INTERVAL))
    gone = delete(counter).where(*same, within).returning(counter).cte("gone")
    old = gone.c.at < before
    at = case((old, rolled(gone.c.at)), else_=gone.c.at)
    minutes = case((or_(old, gone.c.minutes == ROLLED_MINUTES), ROLLED_MINUTES), else_=CELL_MINUTES)
    owner = [gone.c[name] for name in source.keys]
    tags = [gone.c.within_ms, gone.c.short_ms] if source.stale is not None else []
    numbers = [_sum(gone.c[name], name) for name in source.names]
    recount = [func.bool_or(gone.c.recount)] if source.stale is not None else []
    worth = [number != 0 for name, number in zip(source.names, numbers, strict=True) if name != LONGEST]
    rows = (
        select(*owner, at, minutes, literal(True), *recount, *tags, *numbers)
        .group_by(*owner, at, minutes, *tags)
        .having(or_(*worth, *recount))
    )
    return insert(counter).from_select(_columns(source), rows)


def _sum(what: ColumnElement[int], name: str) -> ColumnElement[int]:
    return func.max(what) if name == LONGEST else cast(func.sum(what), BigInteger)


def _columns(source: Source) -> list[str]:
    tags = ["recount", "within_ms", "short_ms"] if source.stale is not None else []
    return [*source.keys, "at", "minutes", "folded", *tags, *source.names]


# ---------------------------------------------------------------------- counting anew


def recount(db: Session, cells: Collection[tuple[uuid.UUID, datetime]], now: datetime) -> None:
    """Count half hours of queues anew, from their calls. Raises OperationalError where another job is at work."""
    _alone(db, wait=False)
    goals, kept = goals_of(db), calls_since(db)
    for queue_id, begins in cells:
        if begins >= kept:
            _replace(db, of_queues(goals), goals, begins, begins + ROLLED, now, [queue_id])


def rebuild(
    database: Database,
    now: datetime,
    *,
    start_at: datetime | None = None,
    end_at: datetime | None = None,
    queues: Sequence[uuid.UUID] | None = None,
) -> Rebuilt:
    """Count everything (or what was offered in [start_at, end_at), rounded to half hours, of these queues) anew.

    Calls may move meanwhile. Agents' counters do not depend on targets: with `queues` they are left alone.
    """
    done = Rebuilt()
    with database.read() as db:
        there = span(db)
        kept = calls_since(db)
    if there is None:
        return done
    begin = max(kept, _half(start_at or there[0]))
    end = _half(end_at if end_at is not None else there[1]) + ROLLED
    for low, high in _chunks(begin, end, rolled_before(now)):
        with database.write() as db:
            _alone(db)
            goals = goals_of(db)
            done.cells += _replace(db, of_queues(goals), goals, low, high, now, queues)
            if queues is None:
                done.agent_cells += _replace(db, of_agents(), goals, low, high, now, None)
        done.chunks.append((low, high))
    return done


def _half(at: datetime) -> datetime:
    return at - (at - EPOCH) % ROLLED


def _chunks(begin: datetime, end: datetime, border: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Stretches of at most `_CHUNK_DAYS`, none of them across the border between rolled up and fine cells."""
    at = begin
    while at < end:
        following = min(at + timedelta(days=_CHUNK_DAYS), end)
        following = border if at < border < following else following
        yield at, following
        at = following


def _replace(
    db: Session,
    source: Source,
    goals: Goals,
    low: datetime,
    high: datetime,
    now: datetime,
    queues: Sequence[uuid.UUID] | None,
) -> int:
    """Cells of [low, high) as their calls have them; how many."""
    minutes = ROLLED_MINUTES if high <= rolled_before(now) else CELL_MINUTES
    counter = source.counter
    # By way of a table of the transaction: PostgreSQL counts into a table with all its workers, an INSERT with one.
    names = ["at", *source.keys, *source.names]
    counted = table(_COUNTED, *(column(name) for name in names))
    db.execute(CreateTableAs(_counting(source, low, high, minutes, queues), _COUNTED, temporary=True))
    old = delete(counter).where(counter.c.at >= low, counter.c.at < high)
    db.execute(old if queues is None else old.where(counter.c.queue_id.in_(queues)))
    tags: list[Any] = []
    if source.stale is not None:
        limits = [measures.limit_ms(goals, what, counted.c.queue_id) for what in (measures.within, measures.short)]
        tags = [literal(False), *limits]
    rows = select(
        *(counted.c[name] for name in source.keys),
        counted.c.at,
        literal(minutes),
        literal(True),
        *tags,
        *(counted.c[name] for name in source.names),
    ).order_by(counted.c.at)
    written = db.execute(
        insert(counter).from_select(_columns(source), rows), execution_options={"preserve_rowcount": True}
    )
    db.execute(text(f"DROP TABLE {_COUNTED}"))
    return int(written.rowcount)  # type: ignore[attr-defined]


def _counting(
    source: Source, low: datetime, high: datetime, minutes: int, queues: Sequence[uuid.UUID] | None
) -> Select[Any]:
    at = cell(Call.offered_at, minutes).label("at")
    found = source.rows.add_columns(at, *source.own, *source.numbers).where(measures.offered(low, high))
    if queues is not None:
        found = found.where(source.own[-1].in_(queues))
    return found.group_by(at, *source.own)


def cell(at: Any, minutes: int) -> ColumnElement[datetime]:
    """Return where the cell of so many minutes begins that holds `at`."""
    step = literal(timedelta(minutes=minutes), INTERVAL)
    return func.date_bin(step, at, literal(EPOCH, TIMESTAMP(timezone=True)), type_=DateTime(timezone=True))

"""A batch of events into the database: one transaction, together with how far the exchange has been read.

The cursor's row is locked and compared first. A hub that has lost the lease without noticing finds it moved and stops,
so each event counts exactly once whoever reads.
"""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

import structlog
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    OperationalError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.orm import Session

from agent_desk.hub.calls.intake import dispatch
from agent_desk.hub.calls.seat import screen_pop
from agent_desk.hub.calls.state import metrics
from agent_desk.hub.calls.state.machine import Agent
from agent_desk.hub.calls.state.queue_book import QueueBook
from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.exchange.protocol.calls import AnyEvent
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import DatabaseDown
from agent_desk.hub.kit.statements import Statement
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call, ExchangeCursor

TRIES = 6
RETRY_STATES = frozenset({"40001", "40P01", "55P03"})
"""SQLSTATEs of serialization failure, deadlock and lock time-out: the batch is done again."""
_MOVE: Final = Statement("""
UPDATE exchange_cursor SET event_id = %(event)s, at = %(told_at)s
WHERE exchange = %(of)s AND (%(after)s::text IS NULL OR event_id = %(after)s)
""")

Answer = TypeVar("Answer")
log = structlog.get_logger()


class CursorMoved(Exception):
    """Another hub has read on meanwhile: this one must begin anew from the database's cursor."""


@dataclass(slots=True)
class Taken:
    """What came of a batch."""

    applied: Counter[str] = field(default_factory=Counter)
    late: Counter[str] = field(default_factory=Counter)
    orphans: Counter[str] = field(default_factory=Counter)
    faulty: Counter[str] = field(default_factory=Counter)


def cursor_of(db: Session, exchange: str) -> str:
    """Return the id of the last event of this exchange that was applied; empty for none yet."""
    return db.scalar(select(ExchangeCursor.event_id).where(ExchangeCursor.exchange == exchange)) or ""


def take(hub_context: HubContext, exchange: str, batch: Sequence[AnyEvent], after: str, book: QueueBook) -> Taken:
    """Apply a batch that follows `after`. Raises CursorMoved, DatabaseDown, and what else the database has to say.

    An event whose applying fails by a fault of ours is left out, loudly; the others of its batch count.
    """
    began = time.perf_counter()
    try:
        taken = persistently(hub_context, lambda unit: apply(unit, exchange, batch, after, book))
    except Exception as fault:
        if not _is_ours(fault):
            raise
        taken = _one_by_one(hub_context, exchange, batch, after, book)
    metrics.BATCH_SECONDS.observe(time.perf_counter() - began)
    metrics.BATCH_EVENTS.observe(len(batch))
    _count(taken)
    return taken


def persistently(hub_context: HubContext, work: Callable[[Unit], Answer]) -> Answer:
    """Do a unit of work and commit it, again where it met a deadlock. Raises what it raises."""
    for attempt in range(1, TRIES + 1):
        try:
            with hub_context.database.write() as db:
                return work(Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs))
        except OperationalError as fault:
            if attempt == TRIES or getattr(fault.orig, "sqlstate", None) not in RETRY_STATES:
                raise
            log.info("a unit of work is done again", attempt=attempt, cause=type(fault.orig).__name__)
            hub_context.stopping.wait(0.01 * 2**attempt)
    raise AssertionError("unreachable")


def _one_by_one(
    hub_context: HubContext, exchange: str, batch: Sequence[AnyEvent], after: str, book: QueueBook
) -> Taken:
    """Find the event that cannot be applied: it is written down and passed over, so that calls go on."""
    whole = Taken()
    for event in batch:
        kind = type(event).__name__
        try:
            taken = _alone(hub_context, exchange, event, after, book)
        except Exception as fault:
            if not _is_ours(fault):
                raise
            log.exception("an event could not be applied and is left out", event_id=event.id, kind=kind)
            whole.faulty[kind] += 1
            with hub_context.database.write() as db:
                move_cursor(db, exchange, event, after)
        else:
            whole.applied += taken.applied
            whole.late += taken.late
            whole.orphans += taken.orphans
        after = event.id
    return whole


def _is_ours(fault: Exception) -> bool:
    """Return whether applying failed by a fault of ours, so that trying again cannot help; trouble of the database passes."""
    if isinstance(fault, DBAPIError):
        return isinstance(fault, IntegrityError | DataError | ProgrammingError)
    return not isinstance(fault, SQLAlchemyError | DatabaseDown | CursorMoved | OSError)


def _alone(hub_context: HubContext, exchange: str, event: AnyEvent, after: str, book: QueueBook) -> Taken:
    return persistently(hub_context, lambda unit: apply(unit, exchange, [event], after, book))


def apply(
    unit: Unit, exchange: str, batch: Sequence[AnyEvent], after: str | None = None, book: QueueBook | None = None
) -> Taken:
    """Apply events in one unit of work, and move the cursor with them. `after` None: wherever the cursor stands."""
    taken = Taken()
    # The cursor first: its lock keeps a second reader out.
    move_cursor(unit.db, exchange, batch[-1], after)
    board = Switchboard(unit, exchange, book)
    dispatch.load_for(board, batch)
    for event in batch:
        verdict = dispatch.apply(board, event)
        kind = type(event).__name__
        {"applied": taken.applied, "late": taken.late, "orphan": taken.orphans}[verdict][kind] += 1
        if verdict == "orphan":
            log.info("an event names what we do not know", kind=kind, event_id=event.id, call=event.call)
    if taken.orphans:
        count = ExchangeCursor.orphans + taken.orphans.total()
        unit.db.execute(update(ExchangeCursor).where(ExchangeCursor.exchange == exchange).values(orphans=count))
    board.finish(lambda call, agent: _send_pop(board, call, agent))
    return taken


def _send_pop(board: Switchboard, call: Call, agent: Agent) -> None:
    try:
        screen_pop.send(board.unit, board, call, agent)
    except (ValueError, TypeError, LookupError):
        # The call rings all the same; a desk that was sent no pop asks for it.
        log.exception("a screen pop could not be composed", call=str(call.id))


def move_cursor(db: Session, exchange: str, event: AnyEvent, after: str | None) -> None:
    """This event is the last that is applied. Raises CursorMoved where the cursor does not stand at `after`."""
    if _MOVE.run(db, {"of": exchange, "after": after, "event": event.id, "told_at": event.at}):
        return
    first = insert(ExchangeCursor).values(exchange=exchange, event_id=event.id, at=event.at, orphans=0)
    row = first.on_conflict_do_nothing().returning(ExchangeCursor.exchange)
    if after or db.scalar(row) is None:
        raise CursorMoved(exchange)


def _count(taken: Taken) -> None:
    for counter, counted in (
        (metrics.EVENTS, taken.applied + taken.late + taken.orphans),
        (metrics.LATE, taken.late),
        (metrics.ORPHANS, taken.orphans),
        (metrics.POISON, taken.faulty),
    ):
        for kind, times in counted.items():
            counter.labels(kind).inc(times)

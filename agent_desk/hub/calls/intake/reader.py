"""The one reader of the exchange's events. Every hub runs the thread; the one that holds the lease reads.

A reader that loses its line, its lease or its database begins anew from the cursor in the database, with back-off.
Reconciling happens at each connection and every half minute: the snapshot is compared when the events up to its position
have been applied, so that what is only under way is no difference.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Final

import psycopg
import structlog
from sqlalchemy.exc import SQLAlchemyError

from agent_desk.hub.calls.intake import transaction
from agent_desk.hub.calls.intake.reconcile import reconcile
from agent_desk.hub.calls.state.metrics import CPU, DOUBLED, READING
from agent_desk.hub.calls.state.queue_book import QueueBook
from agent_desk.hub.exchange.connect import exchange_from_url
from agent_desk.hub.exchange.protocol.calls import AnyEvent, Exchange, ExchangeLost, LineLost, Ringing, Snapshot
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import DatabaseDown
from agent_desk.hub.kit.leases import Lease

LEASE: Final = "exchange"
RECONCILE_S: Final = 30.0
LEASE_CHECK_S: Final = 2.0
LISTEN_S: Final = 0.5
FIRST_PAUSE_S: Final = 0.1
LONGEST_PAUSE_S: Final = 5.0
GATHER_S: Final = 0.02
"""So long other events than a ring wait for more to come: less than anybody sees."""
MOST_IN_BATCH: Final = 200
REMEMBERED: Final = 20_000
"""Ids of events kept to leave out doubled ones: minutes of the busiest exchange; what is told again later is out of
place in the tables and changes nothing either."""

log = structlog.get_logger()


class Doubles:
    """Leaves out what was told already."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._ids: OrderedDict[str, None] = OrderedDict()
        self._remembered = remembered

    def fresh(self, events: Sequence[AnyEvent]) -> list[AnyEvent]:
        """Return the events that were not told before, in order, each once."""
        once: dict[str, AnyEvent] = {}
        for event in events:
            if event.id not in self._ids:
                once.setdefault(event.id, event)
        DOUBLED.inc(len(events) - len(once))
        return list(once.values())

    def remember(self, events: Sequence[AnyEvent]) -> None:
        """These are committed."""
        for event in events:
            self._ids[event.id] = None
        while len(self._ids) > self._remembered:
            self._ids.popitem(last=False)


class ExchangeReader(threading.Thread):
    """Reads, applies, reconciles, while this hub holds the lease "exchange"."""

    def __init__(self, hub_context: HubContext, *, reconcile_s: float = RECONCILE_S) -> None:
        super().__init__(name="exchange-reader", daemon=True)
        self._hub_context = hub_context
        self._reconcile_s = reconcile_s
        self._doubles = Doubles()
        self._book = QueueBook()
        self._pause_s = FIRST_PAUSE_S
        self._cursor = ""
        self._snapshot: Snapshot | None = None
        self._due_at = 0.0
        self._line: Exchange | None = None

    def join(self, timeout: float | None = None) -> None:
        """Wait for the end, which need not wait for the exchange's next word."""
        line = self._line
        if line is not None and self._hub_context.stopping.is_set():
            line.close()
        super().join(timeout)

    def run(self) -> None:
        """Until the hub stops."""
        stopping = self._hub_context.stopping
        with Lease(self._hub_context.database.dsn, LEASE) as lease:
            while not stopping.is_set():
                try:
                    if lease.take():
                        self._follow(lease)
                    else:
                        stopping.wait(1.0)
                except (ExchangeLost, DatabaseDown, psycopg.Error, SQLAlchemyError, transaction.CursorMoved) as fault:
                    if not isinstance(fault, ExchangeLost):
                        lease.drop()
                    self._rest(fault)
                except Exception as fault:
                    # A fault of ours must not end the reading for good.
                    log.exception("the reader of events begins anew")
                    self._rest(fault)

    def _rest(self, fault: Exception) -> None:
        log.info("events are not read", cause=type(fault).__name__, again_in_s=self._pause_s)
        self._hub_context.stopping.wait(self._pause_s)
        self._pause_s = min(self._pause_s * 2, LONGEST_PAUSE_S)

    def _follow(self, lease: Lease) -> None:
        """From connecting until the line, the lease or the hub ends."""
        line = self._line = exchange_from_url(self._hub_context.settings.exchange)
        try:
            with self._hub_context.database.read() as db:
                self._cursor = transaction.cursor_of(db, line.name)
            line.connect(self._cursor)
            READING.set(1)
            self._snapshot, self._due_at = None, time.monotonic()
            checked_at, used_s = time.monotonic(), time.thread_time()
            while not self._hub_context.stopping.is_set():
                self._look(line)
                self._take(line, self._heard(line))
                self._pause_s = FIRST_PAUSE_S
                used_s, before_s = time.thread_time(), used_s
                CPU.inc(used_s - before_s)
                if time.monotonic() - checked_at > LEASE_CHECK_S:
                    checked_at = time.monotonic()
                    if not lease.take():
                        return
        finally:
            READING.set(0)
            line.close()

    def _heard(self, line: Exchange) -> list[AnyEvent]:
        """Return what the exchange tells next. But for a ring, for which a customer waits, more is gathered for a moment:
        a transaction for several events costs little more than for one."""
        told = list(line.events(LISTEN_S))
        until = time.monotonic() + GATHER_S
        while told and not any(isinstance(event, Ringing) for event in told):
            left = until - time.monotonic()
            if left <= 0:
                break
            told += line.events(left)
        return told

    def _take(self, line: Exchange, told: Sequence[AnyEvent]) -> None:
        if self._snapshot is not None and not self._snapshot.position:
            # This exchange cannot say where it is in its stream, or has told nothing since its start.
            if told:
                # Older than what we hear: compared with it, a call that has come since would count as lost.
                self._snapshot, self._due_at = None, time.monotonic()
            else:
                # A quiet line says that we have heard everything.
                self._reconcile(line)
        for batch in self._batches(self._doubles.fresh(told)):
            transaction.take(self._hub_context, line.name, batch, self._cursor, self._book)
            self._cursor = batch[-1].id
            self._doubles.remember(batch)
            if any(isinstance(event, LineLost) for event in batch):
                self._snapshot, self._due_at = None, time.monotonic()
            if self._snapshot is not None and self._snapshot.position == self._cursor:
                self._reconcile(line)

    def _batches(self, events: Sequence[AnyEvent]) -> Iterator[Sequence[AnyEvent]]:
        """In pieces of a size that commits soon; a piece ends at the snapshot's place, so that both can be compared there."""
        start = 0
        for place, event in enumerate(events, start=1):
            at_snapshot = self._snapshot is not None and event.id == self._snapshot.position
            if at_snapshot or place - start == MOST_IN_BATCH or place == len(events):
                yield events[start:place]
                start = place

    def _look(self, line: Exchange) -> None:
        """Take a snapshot when it is time; one whose place never came is replaced by the next."""
        if time.monotonic() < self._due_at:
            return
        self._snapshot = line.snapshot()
        self._due_at = time.monotonic() + self._reconcile_s
        if self._snapshot.position and self._snapshot.position == self._cursor:
            self._reconcile(line)

    def _reconcile(self, line: Exchange) -> None:
        snapshot, self._snapshot = self._snapshot, None
        if snapshot is not None:
            transaction.persistently(self._hub_context, lambda unit: reconcile(unit, line.name, snapshot))

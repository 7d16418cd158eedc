"""The change feed: reads new rows of `change` in commit order and hands them to the seats.

Ids are drawn before commits land, so "id greater than the last" would skip the rows of slower transactions. The feed
orders by (transaction id, id) and keeps a watermark: everything below the oldest transaction still running
(pg_snapshot_xmin) is settled and will never grow. Rows above it are delivered at once all the same, since a person waits
for them, and remembered. A seat's cursor is the watermark, so after a break it may get a row twice, never miss one.

What this hub has committed itself it need not ask the database for: its own seats hear of it in the moment of the commit
(`ChangeFeed.committed`), and the feed passes over the row when it comes by.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Container, Iterator, Sequence
from datetime import datetime
from typing import Any

import psycopg
import structlog
from sqlalchemy import text
from sqlalchemy.orm import Session

from agent_desk.hub.kit.statement_limit import LimitedCursor

CHANNEL = "agent_desk_change"
LARGEST_NUMBER = 2**63 - 1
LONGEST_NUMBER = len(str(LARGEST_NUMBER))
RETENTION_DAYS = 3
PRUNED = "changes.pruned_up_to"

Row = dict[str, Any]
Audience = frozenset[str]
Message = tuple[Audience, Row]

_NEW = """
SELECT id, xid::text::bigint, area, entity, entity_id, version, audience, hint, at, s.xmin
FROM change, (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS xmin) s
WHERE (xid, id) > (%s::text::xid8, %s)
ORDER BY xid, id LIMIT %s
"""
_XMIN = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
STILL_S = 1.0
OWN_S = 0.25
"""The feed looks again at least so often; after changes of this hub's own at least after so long."""
REMEMBERED = 20_000
"""Ids of changes handed out lately: far more than are committed while one transaction runs."""
log = structlog.get_logger()


class Cursor(tuple[int, int]):
    """A place in the feed: (transaction id, change id). Printed as "xid:id"."""

    __slots__ = ()

    @classmethod
    def parse(cls, words: str | None) -> "Cursor | None":
        """Return a cursor from its printed form; None for nothing or nonsense."""
        left, _, right = (words or "").partition(":")
        if not (left.isdecimal() and right.isdecimal() and max(len(left), len(right)) <= LONGEST_NUMBER):
            return None
        found = cls((int(left), int(right)))
        return found if max(found) <= LARGEST_NUMBER else None

    def __str__(self) -> str:
        return f"{self[0]}:{self[1]}"


def settled_cursor(connection: psycopg.Connection[Any]) -> Cursor:
    """Return the watermark now: nothing at or below it will ever be added."""
    row = connection.execute(_XMIN).fetchone()
    assert row is not None
    return Cursor((int(row[0]) - 1, 2**62))


def pruned_up_to(connection: psycopg.Connection[Any]) -> int:
    """Transaction id up to which changes were forgotten; a seat whose cursor lies below must fetch everything anew."""
    row = connection.execute("SELECT (value #>> '{}')::bigint FROM setting WHERE key = %s", (PRUNED,)).fetchone()
    return int(row[0]) if row else 0


def since(connection: psycopg.Connection[Any], cursor: Cursor, limit: int = 5000) -> Iterator[Message]:
    """Every visible change after a seat's cursor, for a seat that comes back."""
    for row in connection.execute(_NEW, (str(cursor[0]), cursor[1], limit)):
        yield frozenset(row[6]), _message(row, cursor)


def _message(row: tuple[Any, ...], cursor: Cursor) -> Row:
    return {
        "type": "change",
        "id": row[0],
        "area": row[2],
        "entity": row[3],
        "entity_id": row[4],
        "version": row[5],
        "hint": row[7],
        "cursor": str(cursor),
    }


def _own_message(row: Row, cursor: Cursor) -> Row:
    told = {name: row[name] for name in ("id", "area", "entity", "entity_id", "version", "hint")}
    return {"type": "change", **told, "cursor": str(cursor)}


class HandedOut:
    """Which changes this hub has handed out already, whichever way it heard of them; from any thread."""

    def __init__(self) -> None:
        self._ids: OrderedDict[int, None] = OrderedDict()
        self._lock = threading.Lock()

    def first(self, change_id: int) -> bool:
        """True the first time."""
        with self._lock:
            if change_id in self._ids:
                return False
            self._ids[change_id] = None
            if len(self._ids) > REMEMBERED:
                self._ids.popitem(last=False)
            return True


class ChangeReader:
    """Reads what is new, each row once, whatever the order in which transactions commit. One per hub."""

    def __init__(self, connection: psycopg.Connection[Any], handed_out: HandedOut | None = None) -> None:
        self._connection = connection
        self.watermark = settled_cursor(connection)
        self._handed_out = handed_out or HandedOut()

    def read(self, limit: int = 2000) -> list[Message]:
        """Return the changes that became visible since the last call."""
        rows = self._connection.execute(_NEW, (str(self.watermark[0]), self.watermark[1], limit)).fetchall()
        if not rows:
            return []
        fresh: list[Message] = []
        for row in rows:
            settled = row[1] < row[9]
            if settled:
                self.watermark = Cursor((row[1], row[0]))
            if self._handed_out.first(row[0]):
                fresh.append((frozenset(row[6]), _message(row, self.watermark)))
        return fresh


class ChangeFeed(threading.Thread):
    """The hub's one listening connection. Reconnects with back-off; while it is away the watermark stays, so nothing is skipped."""

    def __init__(
        self,
        dsn: str,
        deliver: Callable[[list[Message]], None],
        stopping: threading.Event,
        own: Container[int] = frozenset(),
        rest_s: float = 0.0,
    ) -> None:
        """`own`: the server's process ids of this hub's connections, whose changes `committed` hears of. `rest_s`: how long
        it gathers what else comes after a notice."""
        super().__init__(name="change-feed", daemon=True)
        self._dsn, self._deliver, self._stopping, self._own = dsn, deliver, stopping, own
        self._rest_s = rest_s
        self._handed_out = HandedOut()
        self._watermark: Cursor | None = None
        self.live = threading.Event()

    def committed(self, rows: Sequence[Row]) -> None:
        """This hub has committed these changes; from the thread that did."""
        # The cursor of what has been delivered: a seat must not be taken past rows that are still on their way to it.
        cursor = self._watermark
        if cursor is None:
            return
        own = [row for row in rows if self._handed_out.first(row["id"])]
        if own:
            self._deliver([(frozenset(row["audience"]), _own_message(row, cursor)) for row in own])

    def run(self) -> None:
        """Until the hub stops: connect, read, wait for a notice, read."""
        pause = 0.2
        while not self._stopping.is_set():
            try:
                self._follow()
                pause = 0.2
            except psycopg.OperationalError as fault:
                self.live.clear()
                log.info("change feed reconnects", cause=type(fault).__name__, in_seconds=pause)
                self._stopping.wait(pause)
                pause = min(pause * 2, 5)

    def _follow(self) -> None:
        with psycopg.connect(
            self._dsn,
            autocommit=True,
            connect_timeout=5,
            application_name="agent-desk feed",
            cursor_factory=LimitedCursor,
        ) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            reader = ChangeReader(connection, self._handed_out)
            if self._watermark is not None:
                reader.watermark = self._watermark
            self.live.set()
            while not self._stopping.is_set():
                fresh = reader.read()
                if fresh:
                    self._deliver(fresh)
                self._watermark = reader.watermark
                self._wait(connection)
                if self._rest_s:
                    self._stopping.wait(self._rest_s)

    def _wait(self, connection: psycopg.Connection[Any]) -> None:
        """Until there is something to read. One notice is enough; the rest of a burst is read in one go.

        A notice of our own tells nothing new: it only lets the watermark be moved soon, and the interpreter has a caller's
        screen pop to send just then. The time-out settles the watermark after a slow transaction that wrote no change.
        """
        until = time.monotonic() + STILL_S
        while (left := until - time.monotonic()) > 0 and not self._stopping.is_set():
            notices = list(connection.notifies(timeout=left, stop_after=1))
            if any(notice.pid not in self._own for notice in notices):
                return
            until = min(until, time.monotonic() + OWN_S)


def prune(db: Session, before: datetime) -> int:
    """Forget changes before this time, which no seat will ask for any more, and remember how far; returns how many."""
    gone = db.execute(
        text("DELETE FROM change WHERE at < :before RETURNING xid::text::bigint"),
        {"before": before},
    ).all()
    if gone:
        db.execute(
            text(
                "INSERT INTO setting (key, value) VALUES (:key, to_jsonb(:xid)) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = now()"
            ),
            {"key": PRUNED, "xid": max(row[0] for row in gone)},
        )
    return len(gone)

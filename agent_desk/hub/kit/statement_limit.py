"""An end to statements that never answer: PostgreSQL ends what it is told to, but not when it stands still itself.

libpq waits without end for a server that is frozen and whose machine is not. So every statement notes when it began, and a
thread closes the socket under one that has waited for longer than the limit: to who waits the line is lost, as by a cut
cable, and everything that is foreseen for that follows (docs/decisions/0046).
"""

import os
import socket
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Final

import psycopg
import structlog
from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection as EngineConnection

SEATS_S: Final = 20.0
"""For processes whom somebody waits for: more than a lock is waited for (15 s), so that a busy database says so first."""
OTHERS_S: Final = 300.0
"""For what nobody waits for: migrations, counting anew, commands."""
_LOOKS_AT_MOST_EVERY_S: Final = 1.0

Line = psycopg.Connection[Any]

log = structlog.get_logger()


class Watch:
    """The statements under way in this process, and the thread that ends those that take too long. From any thread."""

    def __init__(self) -> None:
        self.limit_s = OTHERS_S
        self._begun: dict[Line, float] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def begin(self, line: Line) -> None:
        """A statement begins on this connection."""
        self._begun[line] = time.monotonic()

    def end(self, line: Line) -> None:
        """It has ended. Taken off under the lock, so that no socket is closed that has become another's."""
        with self._lock:
            self._begun.pop(line, None)

    def start(self) -> None:
        """Look after the statements from now on, if nobody does."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="statement-limit", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            time.sleep(min(_LOOKS_AT_MOST_EVERY_S, self.limit_s / 4))
            self._look()

    def _look(self) -> None:
        before = time.monotonic() - self.limit_s
        with self._lock:
            # A copy in one step of the interpreter: statements begin without the lock.
            late = [line for line, since in list(self._begun.items()) if since < before]
            for line in late:
                self._begun.pop(line, None)
                _cut(line)
        for _ in late:
            log.error("the database has not answered a statement; its connection is closed", limit_s=self.limit_s)


WATCH: Final = Watch()


def _cut(line: Line) -> None:
    # One that is closed already waits for nothing.
    with suppress(OSError, psycopg.Error), socket.socket(fileno=_own(line)) as own:
        own.shutdown(socket.SHUT_RDWR)


def _own(line: Line) -> int:
    """Return a file descriptor of our own for its socket: closing ours leaves libpq's alone."""
    return os.dup(line.fileno())


class LimitedCursor(psycopg.Cursor[Any]):
    """A cursor whose statements are watched. Given to every connection as its `cursor_factory`."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> "LimitedCursor":
        """As psycopg's."""
        WATCH.begin(self.connection)
        try:
            return super().execute(query, params, **options)
        finally:
            WATCH.end(self.connection)

    def executemany(self, query: Any, params_seq: Iterable[Any], **options: Any) -> None:
        """As psycopg's."""
        WATCH.begin(self.connection)
        try:
            super().executemany(query, params_seq, **options)
        finally:
            WATCH.end(self.connection)


def limit(engine: Engine) -> None:
    """Watch commits and rollbacks of an engine's connections too; its statements are watched by their cursors."""

    def begun(connection: EngineConnection) -> None:
        line = None if connection.invalidated else connection.connection.driver_connection
        if line is not None:
            WATCH.begin(line)

    def given_back(line: Line, *_: Any) -> None:
        WATCH.begin(line)

    def at_rest(line: Line | None, *_: Any) -> None:
        if line is not None:
            WATCH.end(line)

    event.listen(engine, "commit", begun)
    event.listen(engine, "rollback", begun)
    event.listen(engine, "reset", given_back)
    event.listen(engine, "checkin", at_rest)
    WATCH.start()

"""What only one hub may do at a time: held by a PostgreSQL advisory lock on a connection of its own."""

import zlib
from types import TracebackType

import psycopg

from agent_desk.hub.kit.statement_limit import LimitedCursor


class Lease:
    """A named duty. `take` tries without waiting; the lock is gone with the connection, so a dead hub frees it by itself."""

    def __init__(self, dsn: str, name: str) -> None:
        self._dsn = dsn
        self._number = zlib.crc32(f"agent-desk:{name}".encode())
        self._connection: psycopg.Connection[tuple[object, ...]] | None = None
        self._held = False

    def take(self) -> bool:
        """Return whether this hub holds the duty now (it may have held it before). Raises psycopg.OperationalError without a database."""
        if self._connection is None or self._connection.closed:
            self._held = False
            self._connection = psycopg.connect(
                self._dsn,
                autocommit=True,
                connect_timeout=5,
                application_name=f"agent-desk lease {self._number}",
                cursor_factory=LimitedCursor,
                keepalives_idle=5,
                keepalives_interval=2,
                keepalives_count=3,
            )
        if self._held:
            # A round trip shows that the connection, and with it the lock, is still ours.
            self._connection.execute("SELECT 1")
            return True
        row = self._connection.execute("SELECT pg_try_advisory_lock(%s)", (self._number,)).fetchone()
        self._held = bool(row and row[0])
        return self._held

    def drop(self) -> None:
        """Give the duty back."""
        self._held = False
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> "Lease":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.drop()

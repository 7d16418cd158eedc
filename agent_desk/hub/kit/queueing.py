"""Statements that give nothing back are not waited for: they go to PostgreSQL together with the next that does.

psycopg's pipeline mode sends statement after statement without waiting for the answers. A unit of work then costs as many
round trips as it asks questions, not as many as it has statements; a caller whose screen pop has not come yet waits for
each. What PostgreSQL refuses is told at the next question, or at the commit; whoever answers for one statement alone calls
`settle` (docs/decisions/0017).
"""

import select
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, LiteralString, Self
from weakref import WeakKeyDictionary

import psycopg
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

SILENT = ("INSERT", "UPDATE", "DELETE")

_NOTHING = text("SELECT 1")

Driver = psycopg.Connection[Any]
_queues: WeakKeyDictionary[Driver, psycopg.Pipeline] = WeakKeyDictionary()


class QueueingCursor(psycopg.Cursor[Any]):
    """Waits for the answer only where there is one; outside of a queue it is psycopg's own."""

    def execute(self, query: Any, *given: Any, **options: Any) -> Self:
        """As psycopg's."""
        queue = _queues.get(self.connection)
        if queue is None:
            return super().execute(query, *given, **options)
        try:
            super().execute(query, *given, **options)
            _send_all(self.connection)
            if not _is_silent(query):
                queue.sync()
        except psycopg.Error:
            _come_clear(queue)
            raise
        return self


def _is_silent(query: Any) -> bool:
    return isinstance(query, str) and query.lstrip().startswith(SILENT) and " RETURNING " not in query


def _send_all(connection: Driver) -> None:
    """psycopg stops sending when the system's buffer is full, and would then wait for an answer to half a statement."""
    line = connection.pgconn
    while line.flush():
        readable, _, _ = select.select([line.socket], [line.socket], [])
        if readable:
            line.consume_input()


def _come_clear(queue: psycopg.Pipeline) -> None:
    """After a refusal PostgreSQL passes over what is queued, the undoing too, up to the next point of synchronization."""
    for _ in range(3):
        try:
            queue.sync()
        except psycopg.Error:
            continue
        return


def _driver(connection: Connection) -> Driver:
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    return driver


@contextmanager
def queueing(connection: Connection) -> Iterator[None]:
    """A transaction on this connection, whose silent statements are queued; to be left before others get the connection."""
    driver = _driver(connection)
    try:
        with driver.pipeline() as queue:
            _queues[driver] = queue
            try:
                yield
            except BaseException:
                _come_clear(queue)
                raise
            finally:
                del _queues[driver]
    except BaseException:
        # A commit that was refused is over for SQLAlchemy; the connection must not go to the next with it.
        with suppress(psycopg.Error):
            driver.rollback()
        raise


class Sent:
    """A statement on its way, whose answer is asked for later: when the next question or the commit has brought it along.

    Raises what SQLAlchemy would, for itself and for what was queued before it.
    """

    def __init__(self, db: Session, statement: LiteralString, given: Mapping[str, Any]) -> None:
        self._db = db
        connection = db.connection()
        driver = _driver(connection)
        self._cursor = psycopg.Cursor(driver)
        try:
            self._cursor.execute(statement, given)
            if driver in _queues:
                _send_all(driver)
        except psycopg.Error as fault:
            if driver.closed:
                connection.invalidate(fault)
            raise DBAPIError.instance(
                statement, given, fault, psycopg.Error, hide_parameters=True, connection_invalidated=driver.closed
            ) from fault

    @property
    def count(self) -> int:
        """How many rows it wrote or gave."""
        if self._cursor.rowcount < 0:
            settle(self._db)
        return self._cursor.rowcount

    def one(self) -> tuple[Any, ...]:
        """The one row that it gave."""
        assert self.count == 1
        row = self._cursor.fetchone()
        assert row is not None
        return tuple(row)


def settle(db: Session) -> None:
    """Wait for what is queued. Raises what PostgreSQL has against it, as SQLAlchemy does: by the least of questions."""
    db.execute(_NOTHING)

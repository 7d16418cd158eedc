"""Statements that give nothing back are not waited for: they go to PostgreSQL together with the next that does.

psycopg's pipeline mode sends statement after statement without waiting for the answers. A unit of work then costs as many
round trips as it asks questions, not as many as it has statements; a caller whose screen pop has not come yet waits for
each. What PostgreSQL refuses is told at the next question, or at the commit; whoever answers for one statement alone calls
`settle` (docs/decisions/0017).
"""

import select
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, LiteralString, Self, TypeVar, cast

import psycopg
from psycopg.abc import PQGen
from psycopg.waiting import Ready, Wait
from sqlalchemy import Connection, Executable, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler

from agent_desk.hub.kit.turns import Turns

SILENT = ("INSERT", "UPDATE", "DELETE")

_NOTHING = text("SELECT 1")

_MOST_DESCRIBED = 1000
_described: dict[Any, list[psycopg.Column]] = {}

_SENT_UNASKED = 6
"""How often a statement is handed to the system without asking first whether it takes it: one that has to be prepared
goes in two pieces, a point of synchronization in one."""

Answer = TypeVar("Answer")
Cursor = psycopg.Cursor[Any]


@dataclass(slots=True)
class _Queue:
    """What a transaction has sent ahead: psycopg's pipeline, and the questions in it that nobody has asked for yet."""

    pipeline: psycopg.Pipeline
    asked: list[tuple[str, Any, Cursor]] = field(default_factory=list)

    def answer_to(self, query: Any, given: Sequence[Any]) -> Cursor | None:
        """The cursor of this very question, if it was sent ahead; each serves once."""
        for at, (asked, values, cursor) in enumerate(self.asked):
            if asked == query and [values] == [*given]:
                del self.asked[at]
                return cursor
        return None


class Driver(psycopg.Connection[Any]):
    """psycopg's connection, that can have a queue and takes turns; the engine's own kind."""

    queue: _Queue | None = None
    turns: Turns | None = None
    has_turn = False
    yielding = False

    def wait(self, gen: PQGen[Answer], *given: Any, **options: Any) -> Answer:
        """As psycopg's, but a queued statement is sent without asking the system first whether it can be; and who waits for
        an answer lets others have their turn.

        Each asking would give up the interpreter, and another thread keep it for a while: three askings for a statement that
        is only sent cost a caller's screen pop more than the statement. What the system does not take, `_send_all` sends.
        """
        if self.queue is not None:
            try:
                wanted = next(gen)
                for _ in range(_SENT_UNASKED):
                    if wanted != Wait.RW:
                        break
                    wanted = gen.send(Ready.W)
            except StopIteration as done:
                return cast(Answer, done.value)
            gen = _going_on(gen, wanted)
        if self.turns is None:
            return super().wait(gen, *given, **options)
        with self.resting():
            return super().wait(gen, *given, **options)

    @contextmanager
    def in_turn(self, turns: Turns, *, yielding: bool = False) -> Iterator[None]:
        """Take turns with the others until this ends. `yielding`: let the reader of events go first at each of them."""
        self.yielding = yielding
        self.turns, self.has_turn = turns, turns.begin()
        try:
            yield
        finally:
            self._rest()
            self.turns = None

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Let others have their turn, while who has the session waits for something else than the database."""
        self._rest()
        try:
            yield
        finally:
            self._go_on()

    def _rest(self) -> None:
        if self.has_turn and self.turns is not None:
            self.has_turn = False
            self.turns.give()

    def _go_on(self) -> None:
        if not self.has_turn and self.turns is not None:
            self.has_turn = self.turns.take(yielding=self.yielding)


def _going_on(gen: PQGen[Answer], wanted: Wait) -> PQGen[Answer]:
    """What is left of a generator that has begun and wants this next."""
    try:
        while True:
            wanted = gen.send((yield wanted))
    except StopIteration as done:
        return cast(Answer, done.value)


class QueueingCursor(psycopg.Cursor[Any]):
    """Waits for the answer only where there is one; outside of a queue it is psycopg's own.

    The answer to a question that was asked ahead is another cursor's, and is read from there.
    """

    _ahead: Cursor | None = None
    _asked: Any = None

    @property
    def _driver(self) -> Driver:
        assert isinstance(self.connection, Driver)
        return self.connection

    def execute(self, query: Any, *given: Any, **options: Any) -> Self:
        """As psycopg's."""
        queue = self._driver.queue
        self._asked = query
        if queue is None:
            return super().execute(query, *given, **options)
        self._ahead = queue.answer_to(query, given) if queue.asked else None
        try:
            if self._ahead is None:
                super().execute(query, *given, **options)
                _send_all(self._driver)
            if not _is_silent(query) and (self._ahead is None or self._ahead.pgresult is None):
                queue.pipeline.sync()
        except psycopg.Error:
            _come_clear(queue.pipeline)
            raise
        return self

    @property
    def description(self) -> list[psycopg.Column] | None:
        """As psycopg's; made once for each statement, since it costs more than a short answer."""
        result = (self if self._ahead is None else self._ahead).pgresult
        if result is None or not result.nfields:
            return None
        known = _described.get(self._asked)
        if known is None or len(known) != result.nfields:
            known = super().description if self._ahead is None else self._ahead.description
            if len(_described) >= _MOST_DESCRIBED:
                _described.clear()
            _described[self._asked] = known or []
        return known

    @property
    def rowcount(self) -> int:
        """As psycopg's."""
        return super().rowcount if self._ahead is None else self._ahead.rowcount

    def fetchone(self) -> Any:
        """As psycopg's."""
        return super().fetchone() if self._ahead is None else self._ahead.fetchone()

    def fetchmany(self, size: int = 0) -> list[Any]:
        """As psycopg's."""
        return super().fetchmany(size) if self._ahead is None else self._ahead.fetchmany(size)

    def fetchall(self) -> list[Any]:
        """As psycopg's."""
        return super().fetchall() if self._ahead is None else self._ahead.fetchall()


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


def driver_of(connection: Connection) -> Driver:
    """psycopg's own connection under SQLAlchemy's, in its transaction."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, Driver)
    return driver


@contextmanager
def queueing(connection: Connection) -> Iterator[None]:
    """A transaction on this connection, whose silent statements are queued; to be left before others get the connection."""
    driver = driver_of(connection)
    try:
        with driver.pipeline() as pipeline:
            driver.queue = _Queue(pipeline)
            try:
                yield
            except BaseException:
                _come_clear(pipeline)
                raise
            finally:
                driver.queue = None
    except BaseException:
        # A commit that was refused is over for SQLAlchemy; the connection must not go to the next with it.
        with suppress(psycopg.Error):
            driver.rollback()
        raise


class Question:
    """A question made once, that can be sent ahead: while PostgreSQL looks, the hub goes on.

    Who then executes `statement` with the same values in the same session gets the answer to what was sent ahead, as of
    then. A question that nobody executes costs its answer. Its values must be as PostgreSQL's driver takes them, and a list
    is one value (`= ANY`).
    """

    def __init__(self, statement: Executable) -> None:
        self.statement = statement
        self._made: SQLCompiler | None = None

    def ask(self, db: Session, given: Mapping[str, Any]) -> None:
        """Send it ahead. Raises what SQLAlchemy would for what was queued before it."""
        connection = db.connection()
        driver = driver_of(connection)
        queue = driver.queue
        if queue is None:
            return
        if self._made is None:
            self._made = cast(Any, self.statement).compile(dialect=connection.dialect)
        values = self._made.construct_params(given)
        query = str(self._made)
        queue.asked.append((query, values, _send(connection, query, values)))


class Sent:
    """A statement on its way, whose answer is asked for later: when the next question or the commit has brought it along.

    Raises what SQLAlchemy would, for itself and for what was queued before it.
    """

    def __init__(self, db: Session, statement: LiteralString, given: Mapping[str, Any]) -> None:
        self._db = db
        self._cursor = _send(db.connection(), statement, given)

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


def _send(connection: Connection, statement: LiteralString, given: Mapping[str, Any]) -> Cursor:
    driver = driver_of(connection)
    cursor = psycopg.Cursor(driver)
    try:
        cursor.execute(statement, given)
        if driver.queue is not None:
            _send_all(driver)
    except psycopg.Error as fault:
        if driver.closed:
            connection.invalidate(fault)
        raise DBAPIError.instance(
            statement, given, fault, psycopg.Error, hide_parameters=True, connection_invalidated=driver.closed
        ) from fault
    return cursor


def settle(db: Session) -> None:
    """Wait for what is queued. Raises what PostgreSQL has against it, as SQLAlchemy does: by the least of questions."""
    db.execute(_NOTHING)

"""The way to PostgreSQL: one engine, a session that writes and a session that only reads. The one place that commits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final, cast

import psycopg
from sqlalchemy import Connection, create_engine, event, func, select
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from agent_desk.hub.kit.audit.witness import Witness
from agent_desk.hub.kit.errors import DatabaseBusy, DatabaseDown, DiskFull, HubError, ValueRefused
from agent_desk.hub.kit.statement_limit import LimitedCursor, limit

TOLD: Final = "told"
"""Where a session keeps what hears of its changes."""
WITNESS: Final = "witness"
"""Where a session keeps what marks its audit entries."""
LINE: Final = "line"
"""Where a session in a transaction keeps psycopg's connection: finding it anew for each statement costs a good part of one."""
_BACKEND: Final = "backend"
_BUSY: Final = frozenset(("55P03", "57014", "40P01", "40001"))
"""SQLSTATE of a lock or a statement that was waited for too long, of a deadlock, of work that others crossed."""
_FULL: Final = "53100"


class Work(Session):
    """A session that knows what is still to write before its commit, and what to do once its work is safe."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.first: list[Callable[[], None]] = []
        self.last: list[tuple[Callable[[], None], Callable[[], None]]] = []
        self.then: list[Callable[[], None]] = []
        self.undo: list[Callable[[], None]] = []

    def flush(self, objects: Any = None) -> None:
        """Write what waits to be written, and before it what it may refer to."""
        first, self.first = self.first, []
        for write in first:
            write()
        super().flush(objects)

    def commit(self) -> None:
        """Write what is left to write and commit; then, and only then, do what waited for it."""
        if self.last:
            self.flush()
        try:
            for write, _ in self.last:
                write()
            super().commit()
        except BaseException:
            for _, forget in self.last:
                forget()
            raise
        finally:
            self.info.pop(LINE, None)
        then, self.then = self.then, []
        for what in then:
            what()
        # Last: what waits here may be holding the very thing that was kept just now.
        self.undo.clear()

    def close(self) -> None:
        """Give the connection back, and undo outside the database what no commit has kept."""
        undo, self.undo = self.undo, []
        super().close()
        for what in undo:
            what()

    def rollback(self) -> None:
        """Undo, and forget what waited for the commit."""
        self.first.clear()
        self.then.clear()
        for _, forget in self.last:
            forget()
        super().rollback()
        self.info.pop(LINE, None)


def before_flush(db: Session, write: Callable[[], None]) -> None:
    """Call `write` once, before this session writes or reads anything of its own accord."""
    assert isinstance(db, Work), "a session of the Database"
    db.first.append(write)


def before_commit(db: Session, write: Callable[[], None], forget: Callable[[], None]) -> None:
    """Call `write` as the last thing of each commit of this session, `forget` when its work is undone."""
    assert isinstance(db, Work), "a session of the Database"
    db.last.append((write, forget))


def after_commit(db: Session, what: Callable[[], None]) -> None:
    """Call this once the session has committed, in its thread; never when it has not. `what` must not wait or raise."""
    assert isinstance(db, Work), "a session of the Database"
    db.then.append(what)


def unless_committed(db: Session, what: Callable[[], None]) -> None:
    """Call this when the session is closed and has not committed; `what` must not wait or raise."""
    assert isinstance(db, Work), "a session of the Database"
    db.undo.append(what)


class Database:
    """Sessions on the central database. A transaction left idle is ended by the server, since it would hold back the change feed."""

    def __init__(self, url: str, *, pool_size: int = 20, options: str = "") -> None:
        """`options`: more of PostgreSQL's own for each connection, as `-c name=value`."""
        self.url = url
        self.told: Callable[[list[dict[str, Any]]], None] | None = None
        """Hears of the changes of a session in the moment they are committed, in its thread: it must not wait or raise."""
        self.witness: Witness | None = None
        """Marks the audit entries of its sessions; without one they count as not witnessed."""
        self.backends: set[int] = set()
        """The server's process ids of the open connections."""
        self.on_backends: Callable[[set[int]], None] = lambda backends: None
        """Hears when they have changed."""
        self.engine = create_engine(
            url,
            # A refused statement would tell its parameters, which are customers' data, to the log.
            hide_parameters=True,
            poolclass=QueuePool,
            pool_size=pool_size,
            max_overflow=20,
            pool_timeout=10,
            pool_pre_ping=False,
            # The connection used last has its statements prepared.
            pool_use_lifo=True,
            connect_args={
                "connect_timeout": 5,
                "cursor_factory": LimitedCursor,
                "application_name": "agent-desk",
                "options": f"-c timezone=UTC -c idle_in_transaction_session_timeout=60000 -c lock_timeout=15000 {options}",
            },
        )
        limit(self.engine)
        event.listen(self.engine, "connect", self._opened)
        event.listen(self.engine, "close", self._closed)

    def _opened(self, made: psycopg.Connection[Any], record: ConnectionPoolEntry) -> None:
        record.info[_BACKEND] = made.info.backend_pid
        self.backends.add(made.info.backend_pid)
        self.on_backends(self.backends.copy())

    def _closed(self, _gone: psycopg.Connection[Any], record: ConnectionPoolEntry) -> None:
        self.backends.discard(record.info.get(_BACKEND, 0))
        self.on_backends(self.backends.copy())

    @property
    def dsn(self) -> str:
        """The address in libpq's own form, for LISTEN connections and the job queue."""
        # Not as an address: libpq reads a "+" in one as it stands, where SQLAlchemy means the blank of a folder's name.
        url = self.engine.url
        given: dict[str, Any] = url.translate_connect_args(username="user", database="dbname")
        given |= {name: one if isinstance(one, str) else ",".join(one) for name, one in url.query.items()}
        return psycopg.conninfo.make_conninfo(**given)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session whose work is committed on leaving, or undone on any exception. Raises DatabaseDown."""
        with (
            translated(),
            self.engine.connect() as connection,
            Work(connection, expire_on_commit=False, info={TOLD: self.told, WITNESS: self.witness}) as session,
        ):
            yield session
            session.commit()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session on a read-only transaction: PostgreSQL itself refuses a write. Raises DatabaseDown."""
        with (
            translated(),
            self.engine.connect() as connection,
            _only_reading(connection),
            Session(connection, expire_on_commit=False) as session,
        ):
            yield session
            session.rollback()

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


@contextmanager
def _only_reading(connection: Connection) -> Iterator[None]:
    """Make what begins on this connection read-only, until it is given back. SQLAlchemy's own option does the same and
    costs as much as the transaction."""
    line = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
    line.read_only = True
    try:
        yield
    finally:
        # One that is broken, or in the middle of something, is not used again as it is.
        if line.info.transaction_status is psycopg.pq.TransactionStatus.IDLE:
            line.read_only = None
        else:
            connection.invalidate()


@contextmanager
def translated() -> Iterator[None]:
    """Turn the loss of the database into the one error that says so; other faults pass unchanged."""
    try:
        yield
    except (OperationalError, InterfaceError) as fault:
        if fault.connection_invalidated or _is_connection_fault(fault):
            raise DatabaseDown() from fault
        raise


def _is_connection_fault(fault: OperationalError | InterfaceError) -> bool:
    state = getattr(fault.orig, "sqlstate", None)
    return state is None or state.startswith(("08", "57P")) or state == "53300"


def database_now(db: Session) -> datetime:
    """Return the time by the database's clock, aware, UTC."""
    now = db.scalar(select(func.clock_timestamp()))
    assert isinstance(now, datetime)
    return now


def foreseen(fault: BaseException) -> HubError | None:
    """Return what a fault of the database means to whoever asked: busy, a full disk, a value that is none; None for another."""
    state = getattr(getattr(fault, "orig", None), "sqlstate", None)
    if state in _BUSY:
        return DatabaseBusy()
    if state == _FULL:
        return DiskFull()
    # Bounds stand before every field (schemas/kit/bounded.py); this is for the one that was forgotten.
    return ValueRefused() if isinstance(fault, DataError) else None

"""Many rows into PostgreSQL by COPY, on a thread of its own, so that making rows and storing them overlap."""

import queue
import threading
import uuid
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Any, Self

import psycopg
from psycopg import sql

NULL = "\\N"
_WAITING = 6
"""Batches that may wait for the server before the maker waits too: memory stays bounded."""


def _list(values: Iterable[Any]) -> str:
    return "{" + ",".join(f'"{one}"' for one in values) + "}"


_CELLS: dict[type, Callable[[Any], str]] = {
    int: str,
    float: repr,
    bool: lambda value: "t" if value else "f",
    type(None): lambda value: NULL,
    datetime: datetime.isoformat,
    date: date.isoformat,
    list: _list,
    tuple: _list,
    uuid.UUID: lambda value: value.hex,
}
_minutes: dict[int, str] = {}


def stamp(ms: int) -> str:
    """Return a time from milliseconds since 1970, as PostgreSQL reads it: a million of them are written."""
    minute, rest = divmod(ms, 60_000)
    begun = _minutes.get(minute)
    if begun is None:
        begun = _minutes[minute] = moment(minute * 60_000).strftime("%Y-%m-%dT%H:%M:")
    return f"{begun}{rest // 1000:02d}.{rest % 1000:03d}+00"


def moment(ms: int) -> datetime:
    """Return a time from milliseconds since 1970 (UTC)."""
    return datetime.fromtimestamp(ms / 1000, UTC)


class Table:
    """Rows of one table, gathered until they are sent."""

    def __init__(self, name: str, columns: str) -> None:
        self.name = name
        self.columns = columns.split()
        self._lines: list[str] = []

    def add(self, *values: Any) -> None:
        """One row, in the order of the columns."""
        self._lines.append("\t".join([one if type(one) is str else _CELLS[type(one)](one) for one in values]))

    def extend(self, rows: Iterable[Sequence[Any]]) -> None:
        """Several rows."""
        for row in rows:
            self.add(*row)

    def __len__(self) -> int:
        return len(self._lines)

    def take(self) -> bytes:
        """Return what was gathered, in COPY's text format; the table is empty afterwards.

        Nothing is escaped, since our own words need none; a text that would need it is a ValueError here.
        """
        lines, self._lines = self._lines, []
        octets = ("\n".join(lines) + "\n").encode()
        tabs, ends = octets.count(b"\t"), octets.count(b"\n")
        if (tabs, ends) != (len(lines) * (len(self.columns) - 1), len(lines)) or b"\r" in octets:
            raise ValueError(f"A text for the table {self.name} holds a tab or a line feed, or a column is missing.")
        if octets.count(b"\\") != octets.count(NULL.encode()):
            raise ValueError(f"A text for the table {self.name} holds a backslash.")
        return octets

    @property
    def statement(self) -> sql.Composed:
        """The COPY statement."""
        columns = sql.SQL(", ").join(map(sql.Identifier, self.columns))
        return sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(self.name), columns)


Batch = list[tuple[sql.Composed, bytes]]


class Loader:
    """Stores batches of rows, each batch in one transaction, in the order in which they were sent.

    Raises what the database raised, at the next `send` or at the end of the `with`.
    """

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._batches: queue.Queue[Batch | None] = queue.Queue(_WAITING)
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="demo-loader", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if fault is not None:
            self._fault = self._fault or fault
            with suppress(queue.Empty):
                while True:
                    self._batches.get_nowait()
        self._batches.put(None)
        self._thread.join()
        if fault is None and self._fault is not None:
            raise self._fault

    def send(self, *tables: Table) -> None:
        """Store what these tables have gathered; parents before children."""
        if self._fault is not None:
            raise self._fault
        batch = [(table.statement, table.take()) for table in tables if len(table)]
        if batch:
            self._batches.put(batch)

    def _run(self) -> None:
        try:
            with psycopg.connect(self._dsn, application_name="agent-desk demo") as connection:
                # A demonstration that lost its last second in a power cut is made anew.
                connection.execute("SET synchronous_commit = off")
                self._trust(connection)
                connection.commit()
                while (batch := self._batches.get()) is not None:
                    if self._fault is None:
                        self._store(connection, batch)
        except psycopg.Error as fault:
            self._fault = fault
            while self._batches.get() is not None:
                pass

    def _trust(self, connection: psycopg.Connection[Any]) -> None:
        """Our rows refer to rows that we made: looking every one up would double the time. Only a superuser may say so."""
        row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
        if row is not None and row[0]:
            connection.execute("SET session_replication_role = replica")

    def _store(self, connection: psycopg.Connection[Any], batch: Batch) -> None:
        with connection.transaction(), connection.cursor() as cursor:
            for statement, octets in batch:
                with cursor.copy(statement) as copy:
                    copy.write(octets)

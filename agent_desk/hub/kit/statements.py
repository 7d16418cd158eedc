"""Statements made once and executed by psycopg itself, for what happens several times in every call.

SQLAlchemy looks up, binds and wraps a statement anew at each execution, which costs five times what psycopg needs for it
(docs/decisions/0025). A statement here is compiled once from SQLAlchemy's own construct or given as SQL; it runs on the
session's connection, in its transaction. It does not write what the session still holds unwritten: who needs that flushes.
"""

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Generic, TypeVar, cast

import psycopg
from psycopg.types.json import Jsonb
from sqlalchemy import inspect
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql import psycopg as driver
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapper, Session, make_transient_to_detached
from sqlalchemy.sql.expression import ClauseElement

from agent_desk.hub.kit.database import LINE
from agent_desk.models.base import Base

_DIALECT = driver.dialect()  # type: ignore[no-untyped-call]

Given = Mapping[str, Any]
Model = TypeVar("Model", bound=Base)


def compiled(statement: ClauseElement, names: Sequence[str] | None = None) -> str:
    """Return a construct as SQL with psycopg's named placeholders; `names`: the columns that are written."""
    return str(statement.compile(dialect=_DIALECT, column_keys=list(names) if names is not None else None))


class Statement:
    """SQL that is executed by psycopg. Values are given as psycopg takes them: a list is one value (`= ANY`)."""

    def __init__(self, statement: ClauseElement | str) -> None:
        self._statement = statement

    @cached_property
    def _made(self) -> tuple[str, Given]:
        """The SQL and the values that stand in the construct itself; made at the first use."""
        if isinstance(self._statement, str):
            return self._statement, {}
        made = self._statement.compile(dialect=_DIALECT)
        return str(made), {name: value for name, value in made.params.items() if value is not None}

    def all(self, db: Session, given: Given) -> list[tuple[Any, ...]]:
        """Return every row. Raises what SQLAlchemy would."""
        return self._executed(db, given).fetchall()

    def first(self, db: Session, given: Given) -> tuple[Any, ...] | None:
        """Return the first row, or None."""
        return self._executed(db, given).fetchone()

    def run(self, db: Session, given: Given) -> int:
        """Execute; return how many rows were written."""
        return self._executed(db, given).rowcount

    def _executed(self, db: Session, given: Given) -> "psycopg.Cursor[Any]":
        sql, constants = self._made
        return execute(db, sql, {**constants, **given} if constants else given)


def execute(db: Session, sql: str, given: Given) -> psycopg.Cursor[Any]:
    """Execute SQL with psycopg's placeholders in the session's transaction. Raises what SQLAlchemy would."""
    line = connection_of(db)
    try:
        return line.execute(cast(Any, sql), given)
    except psycopg.Error as fault:
        if line.closed:
            db.connection().invalidate(fault)
        raise DBAPIError.instance(
            sql, dict(given), fault, psycopg.Error, hide_parameters=True, connection_invalidated=line.closed
        ) from fault


def connection_of(db: Session) -> "psycopg.Connection[Any]":
    """Return psycopg's connection under the session, in its transaction."""
    line = db.info.get(LINE)
    if line is None:
        line = db.info[LINE] = db.connection().connection.driver_connection
    return cast("psycopg.Connection[Any]", line)


class Table(Generic[Model]):
    """A table as these statements read and write it: its columns by their names, its key."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        self.mapper: Mapper[Model] = inspect(model)
        self.columns: dict[str, Any] = {column.name: column for column in model.__table__.columns}
        columns = self.columns
        assert set(columns) == set(self.mapper.column_attrs.keys()), "attributes are called as their columns"
        self.made = {name: column for name, column in columns.items() if column.default is not None}
        self.key = tuple(column.name for column in self.mapper.primary_key)
        self._json = frozenset(name for name, column in columns.items() if isinstance(column.type, JSONB))
        self._key_at = tuple(list(columns).index(name) for name in self.key)

    def value(self, name: str, value: Any) -> Any:
        """Return a value of a column as psycopg takes it."""
        return Jsonb(value) if name in self._json and value is not None else value

    def object(self, db: Session, row: Sequence[Any]) -> Model:
        """Return the session's object of a row, all columns in their order; one that the session knows stays as it is."""
        identity = self.mapper.identity_key_from_primary_key(tuple(row[at] for at in self._key_at))
        known = db.identity_map.get(identity)
        if known is not None:
            return known
        made = self.model()
        # Past the attributes that watch for changes: nothing changes, the row is as it was read.
        made.__dict__.update(zip(self.columns, row, strict=True))
        make_transient_to_detached(made)
        db.add(made)
        return made


@cache
def table_of(model: type[Model]) -> Table[Model]:
    """Return the table of a model."""
    return Table(model)


class Objects(Generic[Model]):
    """A statement that selects whole rows of one table (`select(Model.__table__)`), as objects of the session."""

    def __init__(self, model: type[Model], statement: ClauseElement) -> None:
        self._model, self._statement = model, Statement(statement)

    def all(self, db: Session, given: Given) -> list[Model]:
        """Return the objects."""
        table = table_of(self._model)
        return [table.object(db, row) for row in self._statement.all(db, given)]

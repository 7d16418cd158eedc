"""Rows written without the session's unit of work: worked on first, and written as what they have become when somebody
needs them, in a statement made once.

An object of the session is inserted as it was when it was added, and updated for what happened to it since; and where two
tables refer to each other, the session does not know which row comes first. To find out what to write costs it more than
PostgreSQL needs to write it, and a caller's screen pop waits for each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, LiteralString, cast

from psycopg.types.json import Jsonb
from sqlalchemy import Column, bindparam, func, inspect, select
from sqlalchemy import insert as insert_into
from sqlalchemy import update as change_in
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.dialects.postgresql import psycopg as driver
from sqlalchemy.orm import Mapper, Session, make_transient, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from agent_desk.hub.kit.queueing import Sent
from agent_desk.models.base import Base

_DIALECT = driver.dialect()  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A table as it is written: its columns by their names, those with a default of the program, its key."""

    columns: dict[str, Column[Any]]
    made: dict[str, Column[Any]]
    key: tuple[str, ...]
    json: frozenset[str]

    def value(self, name: str, value: Any) -> Any:
        return Jsonb(value) if name in self.json and value is not None else value


@lru_cache
def _plan(table: type[Base]) -> _Plan:
    mapper: Mapper[Any] = inspect(table)
    columns: dict[str, Any] = {one.key: one.columns[0] for one in mapper.column_attrs}
    assert all(name == column.name for name, column in columns.items()), "attributes are called as their columns"
    made = {name: column for name, column in columns.items() if column.default is not None}
    json = frozenset(name for name, column in columns.items() if isinstance(column.type, JSONB))
    key = tuple(column.name for column in mapper.primary_key)
    return _Plan(columns, made, key, json)


@lru_cache(maxsize=100)
def _insertion(table: type[Base], names: tuple[str, ...], several: bool) -> LiteralString:
    if not several:
        return _made(insert_into(table), names)
    given = [bindparam(name, type_=ARRAY(_plan(table).columns[name].type)) for name in names]
    return _made(
        insert_into(table).from_select(
            names, select(func.unnest(*given).table_valued(*names).render_derived()), include_defaults=False
        )
    )


@lru_cache(maxsize=100)
def _change(table: type[Base], names: tuple[str, ...]) -> LiteralString:
    plan = _plan(table)
    return _made(change_in(table).where(*(plan.columns[name] == bindparam(f"of_{name}") for name in plan.key)), names)


def _made(statement: Any, names: Sequence[str] | None = None) -> LiteralString:
    return cast(LiteralString, statement.compile(dialect=_DIALECT, column_keys=names).string)


def insert(db: Session, rows: Sequence[Base]) -> None:
    """Insert new objects of one table, none of them in the session yet, as they are now; afterwards the session knows them.

    One statement, so that they may refer to each other. What has no value is what the table makes of it.
    """
    if not rows:
        return
    table = type(rows[0])
    plan = _plan(table)
    for row in rows:
        for name, column in plan.made.items():
            if name not in row.__dict__:
                default: Any = column.default
                set_committed_value(row, name, default.arg(None) if default.is_callable else default.arg)
    given = set().union(*(row.__dict__ for row in rows))
    names = tuple(name for name in plan.columns if name in given)
    values = {name: [plan.value(name, getattr(row, name)) for row in rows] for name in names}
    several = len(rows) > 1
    Sent(db, _insertion(table, names, several), values if several else {name: one[0] for name, one in values.items()})
    for row in rows:
        for name, column in plan.columns.items():
            if name not in row.__dict__ and column.server_default is None:
                set_committed_value(row, name, None)
        make_transient_to_detached(row)
        db.add(row)


def update(db: Session, rows: Sequence[Base]) -> None:
    """Write what has changed in these objects of the session since they were read."""
    for row in rows:
        state = inspect(row)
        plan = _plan(type(row))
        known = state.unmodified
        names = tuple(name for name in plan.columns if name not in known)
        if not names:
            continue
        values = {name: plan.value(name, row.__dict__[name]) for name in names}
        values |= {f"of_{name}": row.__dict__[name] for name in plan.key}
        Sent(db, _change(type(row), names), values)
        # Out of the session and in again, as it would be had it been read as it is now.
        make_transient(row)
        make_transient_to_detached(row)
        db.add(row)

"""Rows written without the session's unit of work: worked on first, and written as what they have become when somebody
needs them, in a statement made once.

An object of the session is inserted as it was when it was added, and updated for what happened to it since; and where two
tables refer to each other, the session does not know which row comes first. To find out what to write costs it more than
PostgreSQL needs to write it, and a caller's screen pop waits for each.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, func, inspect, select
from sqlalchemy import insert as insert_into
from sqlalchemy import update as change_in
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session, make_transient, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from agent_desk.hub.kit.statements import compiled, execute, table_of
from agent_desk.models.base import Base


@lru_cache(maxsize=100)
def _insertion(model: type[Base], names: tuple[str, ...], several: bool) -> str:
    if not several:
        return compiled(insert_into(model), names)
    given = [bindparam(name, type_=ARRAY(table_of(model).columns[name].type)) for name in names]
    return compiled(
        insert_into(model).from_select(
            names, select(func.unnest(*given).table_valued(*names).render_derived()), include_defaults=False
        ),
        names,
    )


@lru_cache(maxsize=100)
def _change(model: type[Base], names: tuple[str, ...]) -> str:
    table = table_of(model)
    key = (table.columns[name] == bindparam(f"of_{name}") for name in table.key)
    return compiled(change_in(model).where(*key), names)


def insert(db: Session, rows: Sequence[Base]) -> None:
    """Insert new objects of one table, none of them in the session yet, as they are now; afterwards the session knows them.

    One statement, so that they may refer to each other. What has no value is what the table makes of it.
    """
    if not rows:
        return
    model = type(rows[0])
    table = table_of(model)
    for row in rows:
        for name, column in table.made.items():
            if name not in row.__dict__:
                default: Any = column.default
                set_committed_value(row, name, default.arg(None) if default.is_callable else default.arg)
    given = set().union(*(row.__dict__ for row in rows))
    names = tuple(name for name in table.columns if name in given)
    values = {name: [table.value(name, getattr(row, name)) for row in rows] for name in names}
    several = len(rows) > 1
    execute(
        db, _insertion(model, names, several), values if several else {name: one[0] for name, one in values.items()}
    )
    for row in rows:
        for name, column in table.columns.items():
            if name not in row.__dict__ and column.server_default is None:
                set_committed_value(row, name, None)
        make_transient_to_detached(row)
        db.add(row)


def update(db: Session, rows: Sequence[Base]) -> None:
    """Write what has changed in these objects of the session since they were read."""
    for row in rows:
        state = inspect(row)
        table = table_of(type(row))
        known = state.unmodified
        names = tuple(name for name in table.columns if name not in known)
        if not names:
            continue
        values = {name: table.value(name, row.__dict__[name]) for name in names}
        values |= {f"of_{name}": row.__dict__[name] for name in table.key}
        execute(db, _change(type(row), names), values)
        # Out of the session and in again, as it would be had it been read as it is now.
        make_transient(row)
        make_transient_to_detached(row)
        db.add(row)

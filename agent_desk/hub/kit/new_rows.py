"""Rows that are written as what they have become: new objects are worked on first, and inserted when somebody needs them.

An object of the session is inserted as it was when it was added, and updated for what happened to it since; and where two
tables refer to each other, the session does not know which row comes first. A caller's screen pop waits for each statement.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Insert, inspect
from sqlalchemy import insert as insert_into
from sqlalchemy.orm import Mapper, Session, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from agent_desk.models.base import Base


@lru_cache
def _plan(table: type[Base]) -> tuple[Insert, tuple[str, ...], tuple[str, ...]]:
    """The statement, what may be given, and what is null where it is not."""
    mapper: Mapper[Any] = inspect(table)
    columns = {one.key: one.columns[0] for one in mapper.column_attrs}
    bare = [name for name, column in columns.items() if column.default is None and column.server_default is None]
    return insert_into(table).inline(), tuple(columns), tuple(bare)


def insert(db: Session, rows: Sequence[Base]) -> None:
    """Insert new objects of one table, none of them in the session yet, as they are now; afterwards the session knows them.

    One statement, so that they may refer to each other. Every column without a value in the database is null.
    """
    if not rows:
        return
    statement, names, bare = _plan(type(rows[0]))
    values = [{name: row.__dict__[name] for name in names if name in row.__dict__} for row in rows]
    if len(rows) == 1:
        db.connection().execute(statement, values[0])
    else:
        every = set().union(*values)
        db.connection().execute(statement.values([{name: getattr(row, name) for name in every} for row in rows]))
    for row in rows:
        for name in bare:
            if name not in row.__dict__:
                set_committed_value(row, name, None)
        make_transient_to_detached(row)
        db.add(row)

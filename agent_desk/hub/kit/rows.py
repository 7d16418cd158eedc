"""Rows written without the session's unit of work: worked on first, and written as what they have become when somebody
needs them, in a statement made once.

An object of the session is inserted as it was when it was added, and updated for what happened to it since; and where two
tables refer to each other, the session does not know which row comes first. To find out what to write costs it more than
PostgreSQL needs to write it, and a caller's screen pop waits for each.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import bindparam, func, inspect, select
from sqlalchemy import insert as insert_into
from sqlalchemy import update as change_in
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session, make_transient, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from agent_desk.hub.kit.statements import Given, Table, compiled, execute, table_of
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


@lru_cache(maxsize=200)
def _together(statements: tuple[tuple[tuple[str, str], ...], ...]) -> str:
    """Return statements as one. Their values are called as they are, with the number of the statement behind."""
    parts = []
    for at, statement in enumerate(statements):
        for name, sql in statement:
            numbered = re.sub(r"%\((\w+)\)", rf"%(\1_{at})", sql)
            parts.append(f"{name or f'part_{at}'} AS ({numbered})")
    return f"WITH {', '.join(parts)} SELECT"


class Together:
    """Writes that go to PostgreSQL as one statement: none of them sees what the others write, and triggers run after all of
    them. Each trip to the database costs more than what is done there, and some of these there are in every call."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self._statements: list[tuple[tuple[tuple[str, str], ...], Given]] = []
        self._settle: list[Callable[[], None]] = []

    def add(self, given: Given, *parts: tuple[str, str]) -> None:
        """Add a statement of own parts: (name, SQL), of which a later one may read an earlier one by its name."""
        self._statements.append((parts, given))

    def insert(self, rows: Sequence[Base]) -> None:
        """As the function below."""
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
        self.add(
            values if several else {name: one[0] for name, one in values.items()},
            ("", _insertion(model, names, several)),
        )
        self._settle.append(lambda: self._inserted(table, rows))

    def _inserted(self, table: Table[Any], rows: Sequence[Base]) -> None:
        for row in rows:
            for name, column in table.columns.items():
                if name not in row.__dict__ and column.server_default is None:
                    set_committed_value(row, name, None)
            make_transient_to_detached(row)
            self._db.add(row)

    def update(self, rows: Sequence[Base]) -> bool:
        """As the function below; return whether there is something to write."""
        found = False
        for row in rows:
            state = inspect(row)
            table = table_of(type(row))
            known = state.unmodified
            names = tuple(name for name in table.columns if name not in known)
            if not names:
                continue
            values = {name: table.value(name, row.__dict__[name]) for name in names}
            values |= {f"of_{name}": row.__dict__[name] for name in table.key}
            self.add(values, ("", _change(type(row), names)))
            self._settle.append(partial(self._updated, row))
            found = True
        return found

    def _updated(self, row: Base) -> None:
        # Out of the session and in again, as it would be had it been read as it is now.
        make_transient(row)
        make_transient_to_detached(row)
        self._db.add(row)

    def write(self) -> None:
        """Write what was added."""
        statements, self._statements = self._statements, []
        settle, self._settle = self._settle, []
        if len(statements) == 1 and len(statements[0][0]) == 1:
            ((_, sql),), given = statements[0]
            execute(self._db, sql, given)
        elif statements:
            values = {
                f"{name}_{at}": value for at, (_, given) in enumerate(statements) for name, value in given.items()
            }
            execute(self._db, _together(tuple(parts for parts, _ in statements)), values)
        for one in settle:
            one()


def insert(db: Session, rows: Sequence[Base]) -> None:
    """Insert new objects of one table, none of them in the session yet, as they are now; afterwards the session knows them.

    One statement, so that they may refer to each other. What has no value is what the table makes of it.
    """
    together = Together(db)
    together.insert(rows)
    together.write()


def update(db: Session, rows: Sequence[Base]) -> None:
    """Write what has changed in these objects of the session since they were read."""
    for row in rows:
        together = Together(db)
        together.update([row])
        together.write()

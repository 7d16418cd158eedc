"""Triggers that count rows as they are written, made from the same definitions that count them by hand.

What stands in a database was written by a migration; a test compares it with what is made here. A trigger only ever inserts a
difference: no two transactions wait for each other's cell.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ClauseElement, ColumnElement, Table, column, literal_column, select, table, tuple_
from sqlalchemy.dialects import postgresql

WIDTH: Final = 118


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger and its function of the same name. `when`: its moment and for what; `body`: PL/pgSQL before its RETURN."""

    name: str
    on: str
    moment: str
    each: str
    body: str
    gives: str = "NULL"

    def statements(self) -> list[str]:
        """Return what makes it, in the place of one that is there."""
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n{self.body}\n"
            f"RETURN {self.gives}; END $$",
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.on}",
            f"CREATE TRIGGER {self.name} {self.moment} ON {self.on} {self.each} EXECUTE FUNCTION {self.name}()",
        ]


class Record:
    """The columns of a table as those of a trigger's `OLD` or `NEW`."""

    def __init__(self, name: str, of: Table) -> None:
        self._name, self._of = name, of

    def __getattr__(self, name: str) -> ColumnElement[Any]:
        return literal_column(f"{self._name}.{name}", self._of.c[name].type)


def written_rows(name: str, of: Table, short: str) -> Any:
    """Return the rows that a statement has written (REFERENCING ... TABLE AS `name`)."""
    return table(name, *(column(one.name, one.type) for one in of.columns)).alias(short)


def sql(clause: ClauseElement) -> str:
    """Return a clause as PostgreSQL's SQL with its values in it, in lines that can be read."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    words = str(clause.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
    lines: list[str] = []
    # Wrapped where a comma ends something: no literal here has one.
    for part in (part for line in words.splitlines() for part in re.findall(r".+?(?:, |$)", line.rstrip())):
        if lines and lines[-1].endswith(", ") and len(lines[-1]) + len(part) <= WIDTH:
            lines[-1] += part
        else:
            lines.append(part)
    return "\n".join(line.rstrip() for line in lines)


def signed(number: int) -> ColumnElement[int]:
    """Return the column that says whether a line adds (1) or takes away (-1)."""
    return literal_column(str(number)).label("sign")


def differs(old: list[ColumnElement[Any]], new: list[ColumnElement[Any]]) -> ColumnElement[bool]:
    """Return the condition that anything of it has changed."""
    found: ColumnElement[bool] = tuple_(*old).is_distinct_from(tuple_(*new))
    return found


def each_row(when: ColumnElement[bool]) -> str:
    """Return a trigger's part for each row that fulfils a condition."""
    return f"FOR EACH ROW WHEN ({sql(when)})"


def one_row() -> Any:
    """Return a FROM for the one row that OLD and NEW are."""
    return select(literal_column("1").label("one")).subquery("this")

"""The lists of a complaint: what is offered now, what may be chosen, and the names of what was chosen once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.cases.checks import Choices
from agent_desk.models.cases import CaseTerm
from agent_desk.models.kit import Setting
from agent_desk.schemas.cases.records import AxisWord, Term, TermRef, Terms

EDITION: Final = "JR/T 0169-2018"
"""The classification in force where the setting `cases.edition` names no other."""
EDITION_SETTING: Final = "cases.edition"
OWN: Final = "centre"
"""Edition of the centre's own lists: wishes, sources, urgencies."""


@dataclass(frozen=True, slots=True)
class Above:
    """A term that others are counted under: its key, its name in Chinese and English with what stands above it, its place."""

    key: str
    name: tuple[str, str]
    place: tuple[int | str, ...]


class TermTable:
    """Every term of the database, read once per request (some sixty rows)."""

    def __init__(self, rows: Iterable[CaseTerm], edition: str) -> None:
        self.edition = edition
        self._in_force: dict[AxisWord, dict[str, CaseTerm]] = defaultdict(dict)
        self._known: dict[tuple[str, str], CaseTerm] = {}
        for row in rows:
            axis: AxisWord = row.axis  # type: ignore[assignment]
            if row.edition in (edition, OWN):
                self._in_force[axis][row.key] = row
                self._known[axis, row.key] = row
            else:
                self._known.setdefault((axis, row.key), row)

    def choices(self) -> Choices:
        """Return what may be chosen in the edition in force."""
        keys = {axis: set(rows) for axis, rows in self._in_force.items()}
        parents = {
            axis: {row.parent_key for row in rows.values() if row.parent_key} for axis, rows in self._in_force.items()
        }
        return Choices(keys, parents)

    def leaves(self, axis: AxisWord) -> list[CaseTerm]:
        """Return the terms that may be chosen and are offered now."""
        above = {row.parent_key for row in self._in_force[axis].values()}
        return [row for row in self._in_force[axis].values() if row.active and row.key not in above]

    def offered(self, **also: Any) -> Terms:
        """Return the trees and lists of the form; `also`: what it offers that stands in no list."""
        return Terms(
            **also,
            edition=self.edition,
            channels=self._tree("channel"),
            businesses=self._tree("business"),
            causes=self._tree("cause"),
            wishes=self._tree("wish"),
            sources=self._tree("source"),
            urgencies=self._tree("urgency"),
        )

    def _tree(self, axis: AxisWord, parent: str | None = None) -> list[Term]:
        rows = [row for row in self._in_force[axis].values() if row.active and (row.parent_key or None) == parent]
        return [
            Term(
                key=row.key,
                code=row.code,
                name_zh=row.name_zh,
                name_en=row.name_en,
                children=self._tree(axis, row.key),
            )
            for row in sorted(rows, key=lambda row: row.position)
        ]

    def ref(self, axis: AxisWord, key: str) -> TermRef:
        """Return the names of a chosen term; one that is in no table any more shows as its key."""
        path = self._path(axis, key)
        if not path:
            return TermRef(key=key, name_zh=key, name_en=key)
        shown = path[1:] or path
        return TermRef(
            key=key,
            code=path[-1].code,
            name_zh=" / ".join(row.name_zh for row in shown),
            name_en=" / ".join(row.name_en for row in shown),
        )

    def under(self, axis: AxisWord, key: str, level: int | None) -> "Above":
        """Return what a chosen term is counted under: the term at this level above it, itself where it lies higher, or no level is
        asked for."""
        path = self._path(axis, key)
        if not path:
            return Above(key, (key, key), (1, 0, key))
        shown = path if level is None else path[:level]
        return Above(
            shown[-1].key,
            (" / ".join(one.name_zh for one in shown), " / ".join(one.name_en for one in shown)),
            (0, *(part for one in shown for part in (one.position, one.key))),
        )

    def gathered(self, axis: AxisWord, level: int) -> dict[str, str]:
        """Return the key that each known term of an axis is counted under, at a level."""
        return {key: self.under(axis, key, level).key for of, key in self._known if of == axis}

    def _path(self, axis: AxisWord, key: str) -> list[CaseTerm]:
        path: list[CaseTerm] = []
        row = self._known.get((axis, key))
        while row is not None and row not in path:
            path.insert(0, row)
            row = self._known.get((axis, row.parent_key)) if row.parent_key else None
        return path


def term_table(db: Session) -> TermTable:
    """Return what the database holds now."""
    edition = db.scalar(select(Setting.value).where(Setting.key == EDITION_SETTING))
    return TermTable(db.scalars(select(CaseTerm)), str(edition) if edition else EDITION)

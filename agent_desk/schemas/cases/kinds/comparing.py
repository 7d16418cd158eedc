"""Two versions of a kind side by side: which parts were added, taken away, changed or put into another order. Pure.

Where a state stands in the drawing makes no difference to a case, and is none here.
"""

from dataclasses import dataclass
from typing import Any, Final, Literal

from agent_desk.schemas.cases.kinds.definition import Kind, Named
from agent_desk.schemas.cases.kinds.parts import GENERAL, tables

Sign = Literal["added", "removed", "changed", "order"]
DRAWN: Final = frozenset({"at"})
"""Properties that only say how a part is drawn."""


@dataclass(frozen=True, slots=True)
class PropertyChange:
    """A property of a part that is another one, as both versions have it; None where it is as usual."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part that is another one. `table`: the list in which it stands, GENERAL for the definition itself; `part`: as it is, or was."""

    table: str
    code: str
    sign: Sign
    part: Named
    properties: tuple[PropertyChange, ...] = ()


def compared(before: Kind, after: Kind) -> list[PartChange]:
    """Return what differs, the definition's own properties first, then each table in the order of the later version."""
    found = []
    own = _differing(_said(before, leave=frozenset(tables())), _said(after, leave=frozenset(tables())))
    if own:
        found.append(PartChange(GENERAL, after.code, "changed", after, own))
    for table in tables():
        old = {one.code: one for one in getattr(before, table)}
        new = {one.code: one for one in getattr(after, table)}
        for code, part in new.items():
            if code not in old:
                found.append(PartChange(table, code, "added", part))
            elif differing := _differing(_said(old[code]), _said(part)):
                found.append(PartChange(table, code, "changed", part, differing))
        found += [PartChange(table, code, "removed", part) for code, part in old.items() if code not in new]
        if [code for code in new if code in old] != [code for code in old if code in new]:
            found.append(PartChange(table, GENERAL, "order", after))
    return found


def _said(part: Named, leave: frozenset[str] = DRAWN) -> dict[str, Any]:
    return part.model_dump(mode="json", exclude_defaults=True, exclude=set(leave))


def _differing(before: dict[str, Any], after: dict[str, Any]) -> tuple[PropertyChange, ...]:
    names = dict.fromkeys([*after, *before])
    return tuple(
        PropertyChange(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    )

"""What people call a record: its number, its name, its time; for the audit trail and everything else that names records of every area.

Each area declares it for the kinds of record that it writes into the trail (`Area.names`). A record that is no more has no name; who
asks says so in words and never shows the id in its place.
"""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from agent_desk.hub.kit.masking import Masks, masks_of

Called = tuple[str, str]
"""In Chinese and in English."""


@dataclass(frozen=True)
class Naming:
    """What the functions that name records are given."""

    db: Session
    zone: ZoneInfo

    @cached_property
    def masks(self) -> Masks:
        """The policy in force."""
        return masks_of(self.db)

    def time(self, moment: datetime) -> Called:
        """Return a moment in the centre's zone, to the minute."""
        at = moment.astimezone(self.zone)
        return f"{at:%Y-%m-%d %H:%M}", f"{at:%Y-%m-%d %H:%M}"

    def telephone(self, number: str) -> str:
        """Return a number as everybody may see it."""
        return self.masks.telephone(number) if number else ""

    def of(self, kind: str, ids: Iterable[uuid.UUID | None]) -> Mapping[str, Called]:
        """Return the names of other records, for those that are called after them."""
        wanted = {str(one) for one in ids if one is not None}
        return _KINDS[kind].names(self, wanted) if wanted and kind in _KINDS else {}


Names = Callable[[Naming, Collection[str]], Mapping[str, Called]]
"""The names of these records, by their ids as the trail writes them; those that are no more are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityName:
    """How the records of one kind are called."""

    names: Names
    find: Callable[[Session, str], Iterable[str]] | None = None
    """The ids of records that people call so; for kinds that have a number or a name to be looked up by."""
    by_code: bool = False
    """The trail names them by a code, and not by a UUID."""
    of_customers: bool = False
    """Whether they are about customers: their history is read in the trail itself, not beside a form."""


_KINDS: Final[dict[str, EntityName]] = {}


def declare(names: Mapping[str, EntityName]) -> None:
    """Make known how an area's records are called. Raises ValueError for a kind that is known."""
    for kind, entity in names.items():
        if kind in _KINDS:
            raise ValueError(f"How a {kind} is called is declared twice.")
        _KINDS[kind] = entity


def kinds() -> Mapping[str, EntityName]:
    """Return every kind of record that has a name."""
    return _KINDS


def is_uuid(value: object) -> bool:
    """Return whether a text is a UUID."""
    try:
        return isinstance(value, str) and len(value) == 36 and bool(uuid.UUID(value))
    except ValueError:
        return False


@dataclass(slots=True)
class Wanted:
    """Records to be named: by kind where it is known, and UUIDs whose kind nobody said."""

    by_kind: dict[str, set[str]] = field(default_factory=dict)
    loose: set[str] = field(default_factory=set)

    def add(self, kind: str, key: str) -> None:
        """One more."""
        if is_uuid(key) and (kind not in _KINDS or not _KINDS[kind].by_code):
            self.loose.add(key)
        elif kind in _KINDS and key:
            self.by_kind.setdefault(kind, set()).add(key)


def named(db: Session, zone: ZoneInfo, wanted: Wanted) -> dict[str, Called]:
    """Return the names: a UUID stands under itself, a code under "kind:code". One question for each kind."""
    naming, found = Naming(db, zone), dict[str, Called]()
    for kind, keys in wanted.by_kind.items():
        found |= {f"{kind}:{key}": called for key, called in _KINDS[kind].names(naming, keys).items()}
    left = set(wanted.loose)
    for entity in _KINDS.values():
        if entity.by_code or not left:
            continue
        known = entity.names(naming, left)
        found |= known
        left -= known.keys()
    return found


def of_columns(
    key: InstrumentedAttribute[Any], zh: InstrumentedAttribute[Any], en: InstrumentedAttribute[Any] | None = None
) -> Names:
    """Return what names records by columns of their own."""

    def names(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
        rows = naming.db.execute(select(key, zh, zh if en is None else en).where(key.in_(keys_of(key, wanted))))
        return {str(row[0]): (row[1] or row[2] or "", row[2] or row[1] or "") for row in rows}

    return names


def keys_of(key: InstrumentedAttribute[Any], wanted: Collection[str]) -> list[Any]:
    """Return ids as the column has them."""
    if key.type.python_type is uuid.UUID:
        return [uuid.UUID(one) for one in wanted if is_uuid(one)]
    return list(wanted)


def fixed(words: Mapping[str, Called]) -> Names:
    """Return what names the few things that stand in a list of the program."""
    return lambda _naming, wanted: {one: words[one] for one in wanted if one in words}


def itself(_naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    """Name a record by its key: what people gave it themselves, such as a login or a file's name."""
    return {one: (one, one) for one in wanted}

"""Declared lists: one declaration gives the page, the endpoints, the check, the words of the audit trail and the history.

A list holds what the centre names itself: reasons, queues, teams, branches. An entry has a code that stays for ever, since history
names it, names in both languages, and fields of its list's own. It is retired, never removed. What there is one of for the whole
centre is a setting (`schemas/kit/settings.py`).
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Final, Generic, TypeVar, cast

from pydantic import Field, StringConstraints, create_model

from agent_desk.schemas.kit.bounded import Count, Day, Line
from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.record import WireRecord
from agent_desk.schemas.kit.settings import NOTHING, Picks, Shown, Text, Words

CODE: Final = r"^[a-z0-9][a-z0-9._-]{0,39}$"
"""Small letters, digits, dot, hyphen, underscore."""
KNOWN_CODE: Final = r"^[A-Za-z0-9._-]{1,64}$"
"""Codes of a list that may have come from a file, too."""
MOST: Final = 1000
"""Entries of a list at the most."""


class ListFields(WireRecord):
    """What every entry says: its names. A list adds fields of its own, each with the words of `schemas/kit/settings.py`."""

    name_zh: Annotated[str, Text(label=Words("中文名称", "Chinese name"), longest=60, required=True)]
    name_en: Annotated[str, Text(label=Words("英文名称", "English name"), longest=80, required=True)]


class PlannedChange(WireRecord):
    """What an entry becomes from the beginning of a later day of the centre. `changes`: the fields that become others ("active": whether
    it is offered). `fault`: the code of what stood against it on its day; it is tried again until it counts or is taken back."""

    id: uuid.UUID
    counts_from: date
    changes: dict[str, Any]
    by: OwnText = ""
    by_en: OwnText = ""
    fault: str = ""


class Entry(WireRecord):
    """What every entry has beside its fields. `system`: the hub needs it, so it can be renamed but not retired. `pending`: what waits for
    its day, the next one first."""

    code: str
    parent_code: str | None = None
    active: bool = True
    system: bool = False
    pending: list[PlannedChange] = []
    version: int


class NewEntry(WireRecord):
    """A new entry. The code stays for ever, since history names it. `counts_from`: it is offered from a later day on; none: at once."""

    code: str = Field(pattern=CODE)
    parent_code: Line | None = None
    counts_from: Day | None = None


class EntryEdit(WireRecord):
    """An edit, made from `version`. `active`: whether it is offered. `counts_from`: a later day of the centre; none: at once."""

    active: bool = True
    counts_from: Day | None = None
    version: Count


class ListOrder(WireRecord):
    """Every code of the list, in the order in which people are offered them."""

    codes: list[Annotated[str, StringConstraints(pattern=KNOWN_CODE)]] = Field(max_length=MOST)


F_co = TypeVar("F_co", bound=ListFields, covariant=True)


def shown_fields(fields: type[WireRecord]) -> dict[str, Shown]:
    """Return the fields that have words beside them, in their order."""
    return {
        name: mark for name, info in fields.model_fields.items() for mark in info.metadata if isinstance(mark, Shown)
    }


@dataclass(frozen=True, kw_only=True, eq=False)
class DeclaredList(Generic[F_co]):
    """One declared list.

    `name`: of its page and its endpoints (/api/settings/lists/<name>); `entity`: what the audit trail calls an entry, whose
    action is settings.<entity>.
    """

    name: str
    entity: str
    fields: type[F_co]
    title: Words
    """Of the page and its place in the tree."""
    subject: Words
    """One entry, as in "team changed"."""
    counts: Words
    """What an entry is for, and from when a change counts."""
    icon: str = "list"
    place: int = 50
    """Among the other lists, the lowest first."""
    permission: str = "settings.manage"
    audience: tuple[str, ...] = ("all",)
    """Who is told of a change."""
    parents: Words = NOTHING
    """Of a list in two levels: what an entry of the upper one is called, as in "topic"."""

    @property
    def nested(self) -> bool:
        """Whether entries stand below others."""
        return self.parents != NOTHING

    def own(self) -> Mapping[str, Shown]:
        """Return the fields of an entry in their order, with their words."""
        return shown_fields(self.fields)

    def picked(self) -> Mapping[str, str]:
        """Return the fields that choose entries of other lists, with the names of these."""
        return {name: mark.of for name, mark in self.own().items() if isinstance(mark, Picks)}

    def first(self) -> dict[str, Any]:
        """Return what the fields of a new entry begin with, where the list says so."""
        fields = self.fields.model_fields
        return {name: fields[name].default for name in self.own() if not fields[name].is_required()}

    @cached_property
    def row(self) -> type[Any]:
        """An entry as it is."""
        return self._with("Row", Entry)

    @cached_property
    def new(self) -> type[Any]:
        """The form of a new one."""
        return self._with("New", NewEntry)

    @cached_property
    def edit(self) -> type[Any]:
        """The form of an edit."""
        return self._with("Edit", EntryEdit)

    def _with(self, what: str, rest: type[WireRecord]) -> type[Any]:
        name = "".join(part.capitalize() for part in self.name.split("_")) + what
        made = create_model(name, __base__=(self.fields, rest), __module__=__name__)
        made.__doc__ = f"{self.subject.en}: {rest.__doc__}"
        return cast(type[Any], made)


_declared: dict[str, DeclaredList[Any]] = {}
F = TypeVar("F", bound=ListFields)


def declare(one: DeclaredList[F]) -> DeclaredList[F]:
    """Enter a list into all lists. Raises ValueError for a name or an entity that is taken."""
    if any(one.name == other.name or one.entity == other.entity for other in _declared.values()):
        raise ValueError(f"list {one.name} ({one.entity}) is declared already")
    _declared[one.name] = one
    return one


def declared_lists() -> list[DeclaredList[Any]]:
    """Return the declared lists by their places. `schemas.lists` knows those of every area."""
    return sorted(_declared.values(), key=lambda one: (one.place, one.name))

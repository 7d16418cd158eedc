"""Parts of the centre's file: every declared setting and list is one by itself; what else an area keeps by rows, it names.

A part says how its entries are read and how one is put, by the very function that its page uses: bounds, rights, audit and changes
are those of an edit by hand.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from typing import Annotated, Any, Final

from pydantic import BaseModel, Field, create_model
from sqlalchemy.orm import Session

from agent_desk.hub.kit import lists, settings_in_force, settings_store
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.unit import Unit
from agent_desk.schemas.kit.lists import KNOWN_CODE, DeclaredList, ListOrder
from agent_desk.schemas.kit.second_person import KindWord
from agent_desk.schemas.kit.setting_words import ACTIVE
from agent_desk.schemas.kit.settings import NOTHING, Setting, Shown, Words
from agent_desk.schemas.lists import declared_lists
from agent_desk.schemas.settings import declared

Entry = dict[str, Any]
"""An entry as it stands in the file: names to what JSON knows; None where nothing is said."""
Key = tuple[str, ...]
PARENT: Final = Shown(label=Words("上级代码", "Code of the entry above"))
CODE: Final = Shown(label=Words("代码", "Code"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """What entries are put with. `counts_from`: the day from which settings count; none: at once. `zone`: the centre's."""

    unit: Unit
    zone: str
    counts_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the file.

    `name`: of its table, "queues" or "settings.centre"; `keys`: the fields that tell its entries apart, none for a single table;
    `record`: checks an entry; `read`: the entries that there are, in their order; `put`: makes an entry (`before` none: a new one).
    """

    name: str
    title: Words
    permission: str
    record: type[BaseModel]
    read: Callable[[Session], list[Entry]]
    put: Callable[[Taking, Entry | None, Entry], None]
    keys: Key = ("code",)
    shown: Mapping[str, Shown] = field(default_factory=dict)
    """The words of its fields."""
    note: Words = NOTHING
    place: int = 50
    """Among the other parts, the lowest first: what others name comes before them."""
    arrange: Callable[[Taking, list[str]], None] | None = None
    """Gives the entries another order, where people choose it."""
    retire: Mapping[str, Any] | None = None
    """What an entry becomes that is to be retired; none where nothing of this part is."""
    confirmed: Mapping[str, KindWord] = field(default_factory=dict)
    """Actions of the audit trail that a second person confirms, each with its kind."""
    stays: Callable[[Session], set[Key]] = lambda _db: set()
    """Entries that are never retired."""
    faults: Mapping[str, Words] = field(default_factory=dict)
    """A sentence for each code that the usual one does not fit."""
    dated: bool = False
    """Whether its values count from a day."""

    def key(self, entry: Mapping[str, Any]) -> Key:
        """Return what tells an entry apart."""
        return tuple(str(entry.get(name) or "") for name in self.keys)


_of_areas: dict[str, Part] = {}


def keep(parts: Iterable[Part]) -> None:
    """Make an area's own parts known, once in a process (`hub/kit/area.py`)."""
    _of_areas.update({one.name: one for one in parts})


def parts() -> list[Part]:
    """Return every part in the file's order."""
    found = [*map(_of_setting, declared()), *map(_of_list, declared_lists()), *_of_areas.values()]
    return sorted(found, key=lambda one: (one.place, one.name))


# ---------------------------------------------------------------------- declared settings

SETTINGS: Final = 100
LISTS: Final = 200
ROWS: Final = 300
"""Places of settings, of lists and of rows that name entries of lists."""


def _of_setting(setting: Setting[Any]) -> Part:
    actions: dict[str, KindWord] = {}
    if setting.second_person:
        actions[f"settings.{setting.name}"] = setting.second_person_kind
    return Part(
        name=f"settings.{setting.name}",
        title=setting.title,
        note=setting.counts,
        permission=setting.permission,
        record=setting.record,
        keys=(),
        read=lambda db: [settings_in_force.read(db, setting).model_dump(mode="json")],
        put=partial(_put_setting, setting),
        shown=setting.fields(),
        place=SETTINGS + setting.place,
        confirmed=actions,
        faults=setting.faults,
        dated=True,
    )


def _put_setting(setting: Setting[Any], taking: Taking, before: Entry | None, after: Entry) -> None:
    unit = taking.unit
    fixed = {
        name for name in after if name not in setting.fields() and before is not None and after[name] != before[name]
    }
    record = setting.record.model_validate(after)
    if fixed:
        if not settings_store.never_set(unit.db, setting):
            raise InvalidForm(dict.fromkeys(sorted(fixed), "set_with_the_centre"))
        settings_store.seed(unit.db, setting, record.model_dump(mode="json"))
        unit.audit(f"settings.{setting.name}", "setting", setting.key, before=before, after=after)
        return
    begins = settings_store.beginning(unit.now, taking.counts_from, taking.zone)
    settings_store.put(unit, setting, record, begins)


# ---------------------------------------------------------------------- declared lists


@cache
def _record_of(one: DeclaredList[Any]) -> type[BaseModel]:
    code = Annotated[str, Field(pattern=KNOWN_CODE)]
    more: dict[str, Any] = {"code": (code, ...), "active": (bool, True)}
    if one.nested:
        more["parent"] = (code | None, None)
    return create_model(f"{one.entity}InFile", __base__=one.fields, **more)


def _of_list(one: DeclaredList[Any]) -> Part:
    shown = {"code": CODE, **({"parent": PARENT} if one.nested else {}), **one.own(), "active": ACTIVE}
    return Part(
        name=one.name,
        title=one.title,
        note=one.counts,
        permission=one.permission,
        record=_record_of(one),
        read=partial(_entries, one),
        put=partial(_put_entry, one),
        arrange=partial(_arrange, one),
        shown=shown,
        place=LISTS + one.place,
        retire={"active": False},
        stays=partial(_of_the_hub, one),
    )


def _of_the_hub(one: DeclaredList[Any], db: Session) -> set[Key]:
    return {(entry.code,) for entry in lists.store_of(one).all(db) if entry.system}


def _entries(one: DeclaredList[Any], db: Session) -> list[Entry]:
    found = []
    for row in lists.entries(db, lists.store_of(one)):
        entry: Entry = {"code": row.code}
        if one.nested:
            entry["parent"] = row.parent_code
        fields = row.model_dump(mode="json", include=set(one.own()))
        found.append(entry | {name: fields[name] for name in one.own()} | {"active": row.active})
    return found


def _put_entry(one: DeclaredList[Any], taking: Taking, before: Entry | None, after: Entry) -> None:
    unit, store = taking.unit, lists.store_of(one)
    fields = {name: after[name] for name in one.own()}
    if before is None:
        row = lists.add(
            unit, store, one.new.model_construct(code=after["code"], parent_code=after.get("parent"), **fields)
        )
        if after["active"]:
            return
        version = row.version
    else:
        if one.nested and before["parent"] != after["parent"]:
            raise InvalidForm({"parent": "stays_where_it_is"})
        version = lists.version_of(unit.db, store, after["code"])
    lists.edit(unit, store, after["code"], one.edit(**fields, active=after["active"], version=version))


def _arrange(one: DeclaredList[Any], taking: Taking, codes: list[str]) -> None:
    lists.arrange(taking.unit, lists.store_of(one), ListOrder(codes=codes))


# ---------------------------------------------------------------------- what areas keep by rows


def in_file(
    name: str, fields: type[BaseModel], keys: Mapping[str, Any], leave_out: Iterable[str] = ()
) -> type[BaseModel]:
    """Return the record of an entry in the file: `keys` (types of what tells it apart), and a form's fields without its version."""
    out = {"version", *keys, *leave_out}
    own: dict[str, Any] = {one: (info.annotation, info) for one, info in fields.model_fields.items() if one not in out}
    first: dict[str, Any] = {one: (kind, ...) for one, kind in keys.items()}
    return create_model(f"{name}InFile", **first, **own)


def words(**both: tuple[str, str]) -> dict[str, Shown]:
    """Return fields with their words in both languages."""
    return {name: Shown(label=Words(*one)) for name, one in both.items()}

"""Entries of declared lists: how they are read, and the one way to change them.

Where the entries of a list lie is its area's (`Store`): in a table of their own, or in a document of `setting`. One edit of a list
goes at a time. An entry is retired and never removed, since history names it.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.naming import Called, EntityName, Naming
from agent_desk.hub.kit.records import require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.base import Base
from agent_desk.models.kit import Setting
from agent_desk.schemas.kit.lists import DeclaredList, ListOrder
from agent_desk.schemas.lists.changes import ListChanged

NO_ID: Final = UUID(int=0)
"""What a change of an entry names, since the feed names records by their ids: its hint says which list and code."""
_LOCK: Final = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An entry as it is stored. `position`: its place among those it stands beside, the lowest first."""

    code: str
    fields: Mapping[str, Any]
    parent_code: str | None = None
    active: bool = True
    system: bool = False
    position: int = 0
    version: int = 1

    def told(self) -> dict[str, Any]:
        """Return what the audit trail compares."""
        return {**self.fields, "active": self.active}


class Store(Protocol):
    """Where the entries of one list lie."""

    @property
    def declared(self) -> DeclaredList[Any]:
        """The list."""
        raise NotImplementedError

    @property
    def check(self) -> "Check":
        """What stands against an entry as it would become: code of the fault by field."""
        raise NotImplementedError

    @property
    def then(self) -> "Then":
        """What else an entry that was made or changed sets going, in the same unit of work."""
        raise NotImplementedError

    def all(self, db: Session) -> list[Kept]:
        """Return every entry, in any order."""
        raise NotImplementedError

    def put(self, db: Session, entry: Kept, *, new: bool) -> None:
        """Store an entry as it has become."""
        raise NotImplementedError


Check = Callable[[Session, Kept], Mapping[str, str]]
Then = Callable[[Unit, Kept], None]


def _nothing_against_it(_db: Session, _entry: Kept) -> dict[str, str]:
    return {}


def _nothing_more(_unit: Unit, _entry: Kept) -> None:
    pass


def _as_it_is(values: Mapping[str, Any]) -> dict[str, Any]:
    return dict(values)


def named(store: Store) -> EntityName:
    """Return how the entries of a list are called: by their names."""

    def names(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
        entries = {one.code: one.fields for one in store.all(naming.db) if one.code in wanted}
        return {code: (str(one.get("name_zh", code)), str(one.get("name_en", code))) for code, one in entries.items()}

    return EntityName(names=names, by_code=True)


@dataclass(frozen=True, kw_only=True)
class TableStore:
    """A table with a row an entry and columns code, name_zh, name_en, position, active, version.

    `code`, `parent`: the columns by other names; `of`: what is the same in all rows of this list. `read` and `write` turn columns
    into fields and back where they differ.
    """

    declared: DeclaredList[Any]
    model: type[Base]
    code: str = "code"
    parent: str = ""
    of: Mapping[str, Any] = field(default_factory=dict)
    system: str = ""
    columns: tuple[str, ...] = ("name_zh", "name_en")
    read: Callable[[Mapping[str, Any]], dict[str, Any]] = _as_it_is
    write: Callable[[Mapping[str, Any]], dict[str, Any]] = _as_it_is
    check: Check = _nothing_against_it
    then: Then = _nothing_more

    def all(self, db: Session) -> list[Kept]:
        """Return every entry, in any order."""
        return [self._kept(row) for row in db.scalars(select(self.model).filter_by(**self.of))]

    def put(self, db: Session, entry: Kept, *, new: bool) -> None:
        """Store an entry as it has become."""
        row: Any
        if new:
            row = self.model(**self.of, **{self.code: entry.code})
            if self.parent:
                setattr(row, self.parent, entry.parent_code)
            db.add(row)
        else:
            row = db.scalars(select(self.model).filter_by(**self.of, **{self.code: entry.code})).one()
        stored = self.write(entry.fields)
        stored |= {"active": entry.active, "position": entry.position, "version": entry.version}
        for name, value in stored.items():
            setattr(row, name, value)
        db.flush()

    def _kept(self, row: Any) -> Kept:
        return Kept(
            code=getattr(row, self.code),
            fields=self.read({name: getattr(row, name) for name in self.columns}),
            parent_code=getattr(row, self.parent) if self.parent else None,
            active=row.active,
            system=bool(self.system and getattr(row, self.system)),
            position=row.position,
            version=row.version,
        )


@dataclass(frozen=True, kw_only=True)
class DocumentStore:
    """A list of entries in a document of `setting`, or under one of its names. `first`: what there is while nothing is stored.

    `read` and `write` turn what stands in the document into fields and back where they differ.
    """

    declared: DeclaredList[Any]
    key: str
    under: str = ""
    first: Callable[[], list[dict[str, Any]]] = list
    read: Callable[[Mapping[str, Any]], dict[str, Any]] = _as_it_is
    write: Callable[[Mapping[str, Any]], dict[str, Any]] = _as_it_is
    check: Check = _nothing_against_it
    then: Then = _nothing_more

    def all(self, db: Session) -> list[Kept]:
        """Return every entry, in any order."""
        begins = {**dict.fromkeys(self.declared.own(), ""), **self.declared.first()}
        return [
            Kept(
                code=one["code"],
                fields={name: read.get(name, first) for name, first in begins.items()},
                active=one.get("active", True),
                position=place,
                version=one.get("version", 1),
            )
            for place, one in enumerate(self._listed(self._document(db)))
            for read in (self.read(one),)
        ]

    def put(self, db: Session, entry: Kept, *, new: bool) -> None:
        """Store an entry as it has become."""
        document = self._document(db, lock=True)
        listed = [one for one in self._listed(document) if one["code"] != entry.code]
        written = {"code": entry.code, **self.write(entry.fields), "active": entry.active, "version": entry.version}
        listed.insert(entry.position, written)
        value = {**(document or {}), self.under: listed} if self.under else listed
        row = db.get(Setting, self.key)
        if row is None:
            db.add(Setting(key=self.key, value=value))
        else:
            row.value, row.version, row.changed_at = value, row.version + 1, func.now()
        db.flush()

    def _document(self, db: Session, *, lock: bool = False) -> Any:
        row = db.get(Setting, self.key, with_for_update=lock or None)
        return row.value if row is not None else None

    def _listed(self, document: Any) -> list[dict[str, Any]]:
        found = (document or {}).get(self.under) if self.under else document
        return list(found) if found else self.first()


# ---------------------------------------------------------------------- reading and changing


def entries(db: Session, store: Store) -> list[Any]:
    """Return the rows of a list in its order, an entry that others stand below before them."""
    order = sorted(store.all(db), key=lambda one: (one.system, one.position, one.code))
    if not store.declared.nested:
        return [row_of(store, one) for one in order]
    upper = [one for one in order if one.parent_code is None]
    return [
        row_of(store, one)
        for topic in upper
        for one in (topic, *(below for below in order if below.parent_code == topic.code))
    ]


def version_of(db: Session, store: Store, code: str) -> int:
    """Return the version of an entry. Raises NotFound."""
    found = next((one.version for one in store.all(db) if one.code == code), None)
    if found is None:
        raise NotFound(what=store.declared.entity)
    return found


def add(unit: Unit, store: Store, form: Any, *, active: bool = True) -> Any:
    """Return a new entry, after the others; offered at once, unless it comes retired out of a file. Raises InvalidForm."""
    known = _lock(unit, store)
    parent = known.get(form.parent_code) if form.parent_code is not None else None
    if form.code in known:
        raise InvalidForm({"code": "taken"})
    if form.parent_code is not None and (not store.declared.nested or parent is None or parent.parent_code is not None):
        raise InvalidForm({"parent_code": "not_a_topic"})
    entry = Kept(
        code=form.code,
        parent_code=form.parent_code,
        fields=_fields(store, form),
        active=active,
        position=len(known),
    )
    require_sound(unit, store, entry)
    store.put(unit.db, entry, new=True)
    store.then(unit, entry)
    tell(unit, store, entry, before=None, after=entry.told())
    return row_of(store, entry)


def edit(unit: Unit, store: Store, code: str, form: Any) -> Any:
    """Change an entry, retire it or bring it back. Raises NotFound, InvalidForm, and StaleVersion with the entry as it is."""
    before, after = wanted(unit, store, code, form)
    return row_of(store, put(unit, store, before, after))


def wanted(
    unit: Unit, store: Store, code: str, form: Any, shown: Callable[[Store, Kept], Any] | None = None
) -> tuple[Kept, Kept]:
    """Return an entry, its list locked, and what an edit would make of it. Raises NotFound, StaleVersion with the entry as `shown`."""
    before = locked(unit, store, code)
    require_version(before.version, form.version, lambda: (shown or row_of)(store, before))
    return before, replace(before, fields=_fields(store, form), active=form.active)


def put(unit: Unit, store: Store, before: Kept, after: Kept) -> Kept:
    """Let an entry become another one; how it stands then. Raises InvalidForm."""
    if after == before:
        return before
    require_sound(unit, store, after)
    after = replace(after, version=before.version + 1)
    store.put(unit.db, after, new=False)
    store.then(unit, after)
    tell(unit, store, after, before=before.told(), after=after.told())
    return after


def locked(unit: Unit, store: Store, code: str) -> Kept:
    """Return an entry, its list locked until the commit. Raises NotFound."""
    found = _lock(unit, store).get(code)
    if found is None:
        raise NotFound(what=store.declared.entity)
    return found


def arrange(unit: Unit, store: Store, form: ListOrder) -> list[Any]:
    """Give the list another order. Raises InvalidForm for codes that are not exactly those of the list."""
    known = _lock(unit, store)
    if sorted(form.codes) != sorted(known):
        raise InvalidForm({"codes": "not_the_list"})
    for place, code in enumerate(form.codes):
        if known[code].position != place:
            store.put(unit.db, replace(known[code], position=place), new=False)
    unit.audit(f"settings.{store.declared.entity}", store.declared.entity, "", codes=form.codes)
    unit.change(ListChanged(id=NO_ID, name=store.declared.name), to=store.declared.audience)
    return entries(unit.db, store)


def _lock(unit: Unit, store: Store) -> dict[str, Kept]:
    unit.db.execute(_LOCK, {"name": f"list {store.declared.name}"})
    return {one.code: one for one in store.all(unit.db)}


def require_sound(unit: Unit, store: Store, entry: Kept) -> None:
    """Raise InvalidForm where something stands against an entry as it would become."""
    if entry.system and not entry.active:
        raise InvalidForm({"active": "system_reason"})
    wrong = dict(store.check(unit.db, entry))
    for name, other in store.declared.picked().items():
        known = {one.code for one in _stores[other].all(unit.db)}
        if not known.issuperset(entry.fields[name]):
            wrong[name] = "unknown"
    if wrong:
        raise InvalidForm(wrong)


def _fields(store: Store, form: Any) -> dict[str, Any]:
    """Return what the form says. What does not count beside the others (`only_if`) is as in a new entry, whatever was typed there."""
    held: dict[str, Any] = form.model_dump(mode="json", include=set(store.declared.own()))
    first = store.declared.first()
    for name, mark in store.declared.own().items():
        if mark.only_if is not None and held[mark.only_if[0]] != mark.only_if[1]:
            held[name] = first.get(name, held[name])
    return held


def row_of(store: Store, entry: Kept) -> Any:
    """Return an entry as it crosses the wire."""
    return store.declared.row(
        **entry.fields,
        code=entry.code,
        parent_code=entry.parent_code,
        active=entry.active,
        system=entry.system,
        version=entry.version,
    )


def tell(unit: Unit, store: Store, entry: Kept, **detail: Any) -> None:
    """Write what was done with an entry into the trail, and tell of it."""
    one = store.declared
    unit.audit(f"settings.{one.entity}", one.entity, entry.code, **detail)
    unit.change(ListChanged(id=NO_ID, version=entry.version, name=one.name, code=entry.code), to=one.audience)


# ---------------------------------------------------------------------- the stores of every area

_stores: dict[str, Store] = {}


def keep(stores: tuple[Store, ...]) -> None:
    """Say where lists lie; an area does, once in a process (`hub/kit/area.py`)."""
    _stores.update({one.declared.name: one for one in stores})


def known() -> list[Store]:
    """Return every list that an area keeps."""
    return list(_stores.values())


def store_of(one: DeclaredList[Any]) -> Store:
    """Return where a list lies. Raises KeyError for one that no area keeps."""
    return _stores[one.name]

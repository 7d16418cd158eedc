"""Changes of entries of declared lists that count from a later day: planned, shown, taken back, and put on their day.

An entry lies in a table that everything else reads, so its change is not a value with a day, as that of a setting, but an edit that a duty
makes when its day has come. It holds the fields that become others alone: what is changed at once meanwhile stays.
"""

import uuid
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import lists
from agent_desk.hub.kit.centre import ZONE, centre_zone
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.lists import Kept, Store
from agent_desk.hub.kit.settings_store import beginning
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kit import ListPlan
from agent_desk.models.people import Person
from agent_desk.schemas.kit.lists import ListOrder, PlannedChange

ACTIVE: Final = "active"


def entries(db: Session, store: Store) -> list[Any]:
    """Return the rows of a list in its order, each with what waits for its day."""
    waiting = _waiting(db, store)
    return [row.model_copy(update={"pending": waiting.get(row.code, [])}) for row in lists.entries(db, store)]


def arrange(unit: Unit, store: Store, form: ListOrder) -> list[Any]:
    """Give the list another order, at once. Raises InvalidForm for codes that are not exactly those of the list."""
    lists.arrange(unit, store, form)
    return entries(unit.db, store)


def add(unit: Unit, store: Store, form: Any) -> Any:
    """Return a new entry; one that counts from a later day is there, and is offered from then on. Raises InvalidForm."""
    if form.counts_from is None:
        return lists.add(unit, store, form)
    row = lists.add(unit, store, form, active=False)
    before = lists.locked(unit, store, row.code)
    _plan(unit, store, before, replace(before, active=True), form.counts_from)
    return _shown(unit.db, store, before)


def edit(unit: Unit, store: Store, code: str, form: Any) -> Any:
    """Change an entry, retire it or bring it back, at once or from a day on; one change waits for a day at the most.

    Raises NotFound, InvalidForm, and StaleVersion with the entry as it is.
    """
    before, after = lists.wanted(unit, store, code, form, partial(_shown, unit.db))
    if form.counts_from is None:
        return _shown(unit.db, store, lists.put(unit, store, before, after))
    lists.require_sound(unit, store, after)
    _plan(unit, store, before, after, form.counts_from)
    return _shown(unit.db, store, before)


def take_back(unit: Unit, store: Store, code: str, plan_id: uuid.UUID) -> Any:
    """Withdraw a change that waits for its day. Raises NotFound where it does not wait (any more)."""
    entry = lists.locked(unit, store, code)
    row = unit.db.get(ListPlan, plan_id)
    if row is None or (row.list, row.code) != (store.declared.name, code):
        raise NotFound(what="pending_value")
    unit.db.delete(row)
    unit.db.flush()
    lists.tell(unit, store, entry, before=row.changes, after=None, counts_from=row.counts_from.isoformat())
    return _shown(unit.db, store, entry)


def keep_days(hub_context: HubContext) -> int:
    """Duty: make the changes whose day has come, each by itself; how many. One that something stands against says so and is tried again."""
    made = 0
    with hub_context.database.read() as db:
        due = select(ListPlan.id, ListPlan.list).where(ListPlan.counts_from <= hub_context.now())
        waiting = db.execute(due.order_by(ListPlan.counts_from, ListPlan.planned_at)).all()
    stores = {store.declared.name: store for store in lists.known()}
    for plan_id, name in waiting:
        if name in stores:
            made += _put(hub_context, stores[name], plan_id)
    return made


def _put(hub_context: HubContext, store: Store, plan_id: uuid.UUID) -> bool:
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        plan = db.get(ListPlan, plan_id)
        if plan is None:
            return False
        entry = lists.locked(unit, store, plan.code)
        plan = db.get(ListPlan, plan_id, populate_existing=True)
        if plan is None:
            return False
        try:
            lists.put(unit, store, entry, _changed(store, entry, plan.changes))
        except InvalidForm as wrong:
            fault = next(iter(wrong.values["fields"].values()))
            if plan.fault != fault:
                plan.fault = fault
                lists.tell(unit, store, entry, refused=fault, counts_from=plan.counts_from.isoformat())
            return False
        db.delete(plan)
        return True


def _plan(unit: Unit, store: Store, before: Kept, after: Kept, day: date) -> None:
    """Let a change wait for its day; one that waits for the same day makes way. Raises InvalidForm."""
    begins = beginning(unit.now, day, str(unit.zone))
    held, told = before.told(), after.told()
    changes = {name: value for name, value in told.items() if held.get(name) != value}
    if begins is None or not changes:
        raise InvalidForm({"counts_from": "nothing_changes"})
    db, declared = unit.db, store.declared
    row = db.scalar(select(ListPlan).filter_by(list=declared.name, code=before.code, counts_from=begins))
    if row is None:
        row = ListPlan(id=uuid.uuid4(), list=declared.name, code=before.code, counts_from=begins)
        db.add(row)
    row.changes, row.planned_at, row.fault = changes, unit.now, ""
    row.planned_by = unit.caller.person_id if unit.caller is not None else None
    db.flush()
    was = {name: held[name] for name in changes}
    lists.tell(unit, store, before, before=was, after=changes, counts_from=begins.isoformat())


def _changed(store: Store, entry: Kept, changes: dict[str, Any]) -> Kept:
    """Return an entry with a plan's changes; fields that the list has no more are passed over."""
    own = {name: value for name, value in changes.items() if name in store.declared.own()}
    return replace(entry, fields={**entry.fields, **own}, active=changes.get(ACTIVE, entry.active))


def _shown(db: Session, store: Store, entry: Kept) -> Any:
    pending = _waiting(db, store, entry.code).get(entry.code, [])
    return lists.row_of(store, entry).model_copy(update={"pending": pending})


def _waiting(db: Session, store: Store, code: str | None = None) -> dict[str, list[PlannedChange]]:
    zone = ZoneInfo(centre_zone(db, ZONE))
    found = select(ListPlan, Person).outerjoin(Person, Person.id == ListPlan.planned_by)
    found = found.where(ListPlan.list == store.declared.name).order_by(ListPlan.counts_from)
    waiting: dict[str, list[PlannedChange]] = {}
    for row, person in db.execute(found if code is None else found.where(ListPlan.code == code)):
        one = PlannedChange(
            id=row.id,
            counts_from=row.counts_from.astimezone(zone).date(),
            changes=row.changes,
            by=person.name if person is not None else "",
            by_en=person.name_en if person is not None else "",
            fault=row.fault,
        )
        waiting.setdefault(row.code, []).append(one)
    return waiting

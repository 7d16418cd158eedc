"""Disposition and notes of one agent about one call. Saving never ends after-call work: only "done" or its limit does."""

import uuid
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from agent_desk.hub.calls.access import require_call_to_write, require_own_call
from agent_desk.hub.calls.views import person_ref
from agent_desk.hub.customers import service as customers
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.records import Records, require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls import calls as models
from agent_desk.models.people import Person
from agent_desk.schemas.calls.changes import WrapUpChanged
from agent_desk.schemas.calls.records import WrapUp, WrapUpForm

WRAP_UPS: Final = Records(
    model=models.WrapUp,
    what="wrap_up",
    change=lambda row: WrapUpChanged(id=row.call_id, version=row.version, disposition=row.disposition_code),
    to=lambda row: [f"person:{row.person_id}"],
    audited="call",
    audit_id="call_id",
)


def wrap_up(unit: Unit, call_id: uuid.UUID) -> WrapUp:
    """Return the caller's own wrap-up of a call; version 0 where nothing is saved yet. Raises NotFound."""
    require_own_call(unit, call_id)
    return _record(unit, call_id, _row(unit, call_id))


def save(unit: Unit, call_id: uuid.UUID, form: WrapUpForm) -> WrapUp:
    """Save the caller's wrap-up. Raises NotFound, InvalidForm, StaleVersion (yours, current)."""
    call = require_call_to_write(unit, call_id)
    _check(unit, form.disposition_code)
    # Who finds the row already there although theirs is the first is stale, and so is who edits one that there is not.
    row = (None if form.version else _first(unit, call_id)) or _row(unit, call_id, lock=True)
    require_version(row.version if row is not None else 0, form.version, lambda: _record(unit, call_id, row), form)
    assert row is not None  # a first save has made it
    row.disposition_code, row.notes, row.resolved = form.disposition_code, form.notes, form.resolved
    row.saved_at = unit.now
    WRAP_UPS.close(unit, row, "calls.wrap_up", disposition=row.disposition_code, version=row.version + 1)
    remember(unit, call)
    return _record(unit, call_id, row)


def remember(unit: Unit, call: models.Call) -> None:
    """The call's line in the customer's time line: what the last wrap-up says, else the queue it came in by."""
    if call.customer_id is None:
        return
    found = unit.db.execute(
        select(models.WrapUp, models.Disposition)
        .outerjoin(models.Disposition, models.Disposition.code == models.WrapUp.disposition_code)
        .where(models.WrapUp.call_id == call.id)
        .order_by(models.WrapUp.saved_at.desc())
        .limit(1)
    ).one_or_none()
    wrap, disposition = found if found is not None else (None, None)
    about = disposition if disposition is not None else unit.db.get_one(models.Queue, call.queue_id)
    resolved = {True: "resolved", False: "unresolved", None: ""}[wrap.resolved if wrap is not None else None]
    customers.remember_contact(
        unit,
        call.customer_id,
        "call",
        call.id,
        call.offered_at,
        about.name_zh,
        title_en=about.name_en,
        words=wrap.notes if wrap is not None else "",
        state=resolved,
        person_id=wrap.person_id if wrap is not None else call.agent_id or unit.me.person_id,
    )


def _check(unit: Unit, code: str | None) -> None:
    """Only leaves of the tree are chosen."""
    if code is None:
        return
    if unit.db.get(models.Disposition, code) is None:
        raise InvalidForm({"disposition_code": "unknown"})
    if unit.db.scalar(select(models.Disposition.code).where(models.Disposition.parent_code == code).limit(1)):
        raise InvalidForm({"disposition_code": "not_a_leaf"})


def _row(unit: Unit, call_id: uuid.UUID, *, lock: bool = False) -> models.WrapUp | None:
    found = select(models.WrapUp).where(models.WrapUp.call_id == call_id, models.WrapUp.person_id == unit.me.person_id)
    return unit.db.scalar(found.with_for_update() if lock else found)


def _first(unit: Unit, call_id: uuid.UUID) -> models.WrapUp | None:
    """Return a new row in version 0, or None where there is one already (two first saves cannot both pass)."""
    made = unit.db.scalar(
        insert(models.WrapUp)
        .values(id=uuid.uuid4(), call_id=call_id, person_id=unit.me.person_id, notes="", saved_at=unit.now, version=0)
        .on_conflict_do_nothing(index_elements=["call_id", "person_id"])
        .returning(models.WrapUp)
    )
    return made


def _record(unit: Unit, call_id: uuid.UUID, row: models.WrapUp | None) -> WrapUp:
    me = person_ref(unit.db.get_one(Person, unit.me.person_id))
    if row is None:
        return WrapUp(call_id=call_id, person=me)
    return WrapUp(
        call_id=call_id,
        person=me,
        disposition_code=row.disposition_code,
        notes=row.notes,
        resolved=row.resolved,
        saved_at=row.saved_at,
        version=row.version,
    )

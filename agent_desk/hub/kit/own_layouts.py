"""Each person's own arrangements (the board, the inbox): kept with the person, so that they are there at every seat."""

import uuid
from typing import TypeVar

from sqlalchemy.orm import Session

from agent_desk.hub.kit.records import require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kit import PersonLayout
from agent_desk.schemas.kit.record import WireRecord

L = TypeVar("L", bound=WireRecord)


def layout_of(db: Session, person_id: uuid.UUID, what: str, record: type[L]) -> L:
    """Return how this person has arranged something; version 0 where they never have."""
    row = db.get(PersonLayout, (person_id, what))
    return _record(record, row) if row is not None else record()


def keep(unit: Unit, what: str, form: L, version: int) -> L:
    """Keep the caller's arrangement, made of this version. Raises StaleVersion with the one that holds, when another seat was quicker."""
    me, record = unit.me.person_id, type(form)
    row = unit.db.get(PersonLayout, (me, what), with_for_update=True)
    require_version(row.version if row is not None else 0, version, lambda: layout_of(unit.db, me, what, record))
    if row is None:
        row = PersonLayout(person_id=me, what=what, body={}, changed_at=unit.now, version=0)
        unit.db.add(row)
    row.body, row.changed_at = form.model_dump(mode="json", exclude={"version"}), unit.now
    row.version += 1
    unit.db.flush()
    return _record(record, row)


def _record(record: type[L], row: PersonLayout) -> L:
    return record.model_validate({**row.body, "version": row.version})

"""Each person's own arrangement of the board: kept with the person, so that it is there at every seat."""

import uuid

from sqlalchemy.orm import Session

from agent_desk.hub.kit.records import require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.figures import PersonLayout
from agent_desk.schemas.figures.views import BoardLayout


def layout_of(db: Session, person_id: uuid.UUID) -> BoardLayout:
    """Return how this person has arranged their board; version 0 where they never have."""
    row = db.get(PersonLayout, person_id)
    return _record(row) if row is not None else BoardLayout()


def keep(unit: Unit, form: BoardLayout) -> BoardLayout:
    """Keep the caller's arrangement. Raises StaleVersion with the one that holds, when another seat was quicker."""
    person_id = unit.me.person_id
    row = unit.db.get(PersonLayout, person_id, with_for_update=True)
    require_version(row.version if row is not None else 0, form.version, lambda: layout_of(unit.db, person_id))
    if row is None:
        row = PersonLayout(person_id=person_id, body={}, changed_at=unit.now, version=0)
        unit.db.add(row)
    row.body, row.changed_at = form.model_dump(mode="json", exclude={"version"}), unit.now
    row.version += 1
    unit.db.flush()
    return _record(row)


def _record(row: PersonLayout) -> BoardLayout:
    return BoardLayout(**row.body, version=row.version)

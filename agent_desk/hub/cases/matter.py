"""A complaint, as its tasks know it."""

import uuid
from typing import Any

from agent_desk.hub.cases import recusal, seen
from agent_desk.hub.cases.service import finish, heard, tell_story
from agent_desk.hub.cases.tasks.matters import Matter, MatterKind
from agent_desk.hub.kit.errors import NotFound
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.cases import Complaint
from agent_desk.schemas.cases.rules import OPEN_STATES

CALLED = ("投诉", "Complaint")


def of_complaint(unit: Unit, one: Complaint) -> Matter:
    """Return a complaint as its tasks know it."""

    def tell(kind: str, words: str = "", **detail: Any) -> None:
        tell_story(unit, one, kind, words, **detail)
        finish(unit, one, unit.zone)

    def watch(person_id: uuid.UUID | None) -> None:
        one.supervised_by_id = person_id

    def urge() -> None:
        one.urged += 1

    return Matter(
        word="complaint",
        id=one.id,
        number=one.number,
        called=CALLED,
        open=one.state in OPEN_STATES,
        owner_id=one.assigned_to,
        supervised_by_id=one.supervised_by_id,
        values=one.fields,
        heard=heard(unit, one),
        tell=tell,
        watch=watch,
        urge=urge,
    )


def _find(unit: Unit, complaint_id: uuid.UUID) -> Matter:
    one = seen.require_complaint(unit, complaint_id, lock=True)
    recusal.require(unit, one)
    return of_complaint(unit, one)


def _load(unit: Unit, complaint_id: uuid.UUID) -> Matter:
    one = unit.db.get(Complaint, complaint_id, with_for_update=True)
    if one is None:
        raise NotFound(what="complaint")
    return of_complaint(unit, one)


def _named(unit: Unit, complaint_id: uuid.UUID) -> tuple[str, tuple[str, str]]:
    return unit.db.get_one(Complaint, complaint_id).number, CALLED


def _sees(unit: Unit, complaint_id: uuid.UUID) -> bool:
    one = unit.db.get(Complaint, complaint_id)
    return one is not None and unit.me.may(seen.VIEW) and seen.sees(unit, one)


def _gives(unit: Unit, complaint_id: uuid.UUID) -> bool:
    """Whoever may handle it, and has not to stand back."""
    one = unit.db.get_one(Complaint, complaint_id)
    handles = _sees(unit, complaint_id) and seen.HANDLE in seen.reached(unit, one)
    return handles and recusal.of(unit, one) is None


def _barred(unit: Unit, complaint_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Whoever has an interest of their own in it gets none of its tasks."""
    return recusal.interests(unit.db, unit.db.get_one(Complaint, complaint_id)).people()


COMPLAINT = MatterKind(word="complaint", find=_find, load=_load, named=_named, sees=_sees, gives=_gives, barred=_barred)

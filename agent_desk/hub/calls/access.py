"""Who may see a call: those who had a part in it, and those who may see all."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.errors import NotFound
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call, CallLeg

ALL = "calls.all"


def require_call(unit: Unit, call_id: uuid.UUID, *, lock: bool = False) -> Call:
    """Return the call, if the caller may see it: their own, or any with calls.all. Raises NotFound, for both alike."""
    call, own = _with_part(unit, call_id, lock=lock)
    if call is None or not (own or unit.me.may(ALL)):
        raise NotFound(what="call")
    return call


def require_own_call(unit: Unit, call_id: uuid.UUID, *, lock: bool = False) -> Call:
    """Return the call, if it rang at, or was taken by, the caller. Raises NotFound."""
    call, own = _with_part(unit, call_id, lock=lock)
    if call is None or not own:
        raise NotFound(what="call")
    return call


def _with_part(unit: Unit, call_id: uuid.UUID, *, lock: bool) -> tuple[Call | None, bool]:
    """Return the call, and whether the caller has or had a part in it; one query."""
    part = select(CallLeg.id).where(CallLeg.call_id == Call.id, CallLeg.person_id == unit.me.person_id).exists()
    found = select(Call, part).where(Call.id == call_id)
    row = unit.db.execute(found.with_for_update(of=Call) if lock else found).one_or_none()
    return (row[0], row[1]) if row is not None else (None, False)


def has_part(db: Session, call_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Return whether this call rang at, or was taken by, this agent."""
    part = select(CallLeg.id).where(CallLeg.call_id == call_id, CallLeg.person_id == person_id)
    return db.scalar(part.limit(1)) is not None

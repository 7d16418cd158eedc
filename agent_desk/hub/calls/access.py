"""Who may see a call: those who had a part in it, those who score it, and those whose right to calls reaches it."""

import uuid

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import scope
from agent_desk.hub.kit.errors import NotFound
from agent_desk.hub.kit.security import Reach
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call, CallLeg

ALL = "calls.all"


def _own(unit: Unit) -> Reach:
    """Return the reach of what is the caller's own."""
    return Reach(people=frozenset({unit.me.person_id}))


def require_call(unit: Unit, call_id: uuid.UUID, *, lock: bool = False) -> Call:
    """Return the call, if the caller may see it: their own, or what calls.all reaches. Raises NotFound, for both alike."""
    call, own = _with_part(unit, call_id, lock=lock)
    if call is None or not (own or within(unit, call.id)):
        raise NotFound(what="call")
    return call


def within(unit: Unit, call_id: uuid.UUID) -> bool:
    """Return whether a call in which the caller had no part is one that they score, or that calls.all reaches."""
    if scope.everything(unit, ALL):
        return True
    return unit.db.scalar(select(Call.id).where(Call.id == call_id, visible(unit))) is not None


def visible(unit: Unit) -> ColumnElement[bool]:
    """Return the condition of the calls that the caller may see."""
    found = scope.reach(unit, ALL)
    return scope.call(found) if found.everything else or_(scope.call(found), scope.call(_own(unit)))


def require_own_call(unit: Unit, call_id: uuid.UUID, *, lock: bool = False) -> Call:
    """Return the call, if it rang at, or was taken by, the caller. Raises NotFound."""
    call, own = _with_part(unit, call_id, lock=lock)
    if call is None or not own:
        raise NotFound(what="call")
    return call


def _with_part(unit: Unit, call_id: uuid.UUID, *, lock: bool) -> tuple[Call | None, bool]:
    """Return the call, and whether the caller has or had a part in it; one query."""
    scope.by_rule(unit)
    part = select(CallLeg.id).where(CallLeg.call_id == Call.id, CallLeg.person_id == unit.me.person_id).exists()
    found = select(Call, part).where(Call.id == call_id)
    row = unit.db.execute(found.with_for_update(of=Call) if lock else found).one_or_none()
    return (row[0], row[1]) if row is not None else (None, False)


def has_part(db: Session, call_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Return whether this call rang at, or was taken by, this agent."""
    part = select(CallLeg.id).where(CallLeg.call_id == call_id, CallLeg.person_id == person_id)
    return db.scalar(part.limit(1)) is not None

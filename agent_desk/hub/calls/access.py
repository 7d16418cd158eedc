"""Who may see a call: those who had a part in it, those who score it, and those whose right to calls reaches it."""

import uuid
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Exists, Select, or_, select
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


ONLY_RANG: Final = ("missed", "refused", "caller_gone", "picked_up")
"""Parts of a call in which nobody spoke: it rang here, and that was all."""


def require_call_to_write(unit: Unit, call_id: uuid.UUID, *, lock: bool = False) -> Call:
    """Return the call, if the caller has or had a say in it: it rings here now, was taken here, or was made from here.

    Whoever only let it ring writes nothing about it. Raises NotFound.
    """
    say = _part(unit).where(CallLeg.result.not_in(ONLY_RANG)).exists()
    call, own = _found(unit, call_id, say, lock=lock)
    if call is None or not own:
        raise NotFound(what="call")
    return call


def had_say(db: Session, call_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Return whether this agent has or had a say in the call, so that they may write about it."""
    part = select(CallLeg.id).where(
        CallLeg.call_id == call_id, CallLeg.person_id == person_id, CallLeg.result.not_in(ONLY_RANG)
    )
    return db.scalar(part.limit(1)) is not None


def calls_had(person_id: uuid.UUID, since: datetime) -> Select[uuid.UUID]:
    """Return the calls in which this agent has had a say since then."""
    return select(CallLeg.call_id).where(
        CallLeg.person_id == person_id, CallLeg.result.not_in(ONLY_RANG), CallLeg.rung_at > since
    )


def _part(unit: Unit) -> Select[uuid.UUID]:
    return select(CallLeg.id).where(CallLeg.call_id == Call.id, CallLeg.person_id == unit.me.person_id)


def _with_part(unit: Unit, call_id: uuid.UUID, *, lock: bool) -> tuple[Call | None, bool]:
    """Return the call, and whether the caller has or had a part in it; one query."""
    return _found(unit, call_id, _part(unit).exists(), lock=lock)


def _found(unit: Unit, call_id: uuid.UUID, part: Exists, *, lock: bool) -> tuple[Call | None, bool]:
    scope.by_rule(unit)
    found = select(Call, part).where(Call.id == call_id)
    row = unit.db.execute(found.with_for_update(of=Call) if lock else found).one_or_none()
    return (row[0], row[1]) if row is not None else (None, False)


def has_part(db: Session, call_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Return whether this call rang at, or was taken by, this agent."""
    part = select(CallLeg.id).where(CallLeg.call_id == call_id, CallLeg.person_id == person_id)
    return db.scalar(part.limit(1)) is not None

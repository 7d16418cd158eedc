"""The list of call-backs that customers asked for while they waited: who sees which, taking one now, withdrawing one.

A call-back that is taken now is dialled by the agent who took it; the place that the exchange kept for it is given up, so
that the customer is never called twice.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, exists, or_, select, true
from sqlalchemy.orm import Session

from agent_desk.hub.calls import views
from agent_desk.hub.calls.orders import dialling
from agent_desk.hub.calls.orders.control import send
from agent_desk.hub.calls.voice_plan import callbacks
from agent_desk.hub.exchange.protocol.calls import Exchange
from agent_desk.hub.exchange.protocol.dialling import DropCallbackPlace
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.errors import InvalidForm, NotFound, TransitionRefused
from agent_desk.hub.kit.masking import masks_of
from agent_desk.hub.kit.phone_numbers import canonical
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call, Queue, QueueMember
from agent_desk.models.calls.voice_plan import Callback
from agent_desk.schemas.calls.changes import CallbackChanged
from agent_desk.schemas.calls.records import Asked
from agent_desk.schemas.calls.voice_plan import CallbackRow

LISTED: Final = 200
VIEW: Final = "floor.view"
STEER: Final = "floor.steer"
TAKEN_FROM: Final = frozenset({"kept", "not_reached", "lost"})
NOBODY: Final = uuid.UUID(int=0)
HUB: Final = "hub"
"""In whose name a kept place is given up."""


def listed(unit: Unit) -> list[CallbackRow]:
    """Return the latest call-backs, the open ones first, of every queue, or (without the right to the floor) of the own ones."""
    found = select(Callback, Call).join(Call, Call.id == Callback.call_id)
    found = found.where(_seen(unit))
    newest = found.order_by(Callback.ended_at.is_not(None), Callback.asked_at.desc()).limit(LISTED)
    return _rows(unit.db, [(row, call) for row, call in unit.db.execute(newest)])


def _seen(unit: Unit) -> ColumnElement[bool]:
    """Those of the queues that the right to the floor reaches, and of the own ones."""
    reach = scope.reach(unit, VIEW)
    own = select(QueueMember.queue_id).where(QueueMember.person_id == unit.me.person_id)
    return true() if reach.everything else or_(scope.queue(reach, Callback.queue_id), Callback.queue_id.in_(own))


def _rows(db: Session, found: Sequence[tuple[Callback, Call]]) -> list[CallbackRow]:
    masks, queues = masks_of(db), {queue.id: queue for queue in db.scalars(select(Queue))}
    people, waiting = views.people_of(db, (row.by_person_id for row, _ in found)), _waiting(db)
    return [
        CallbackRow(
            id=row.id,
            call_id=row.call_id,
            queue=queues[row.queue_id].code,
            queue_zh=queues[row.queue_id].name_zh,
            queue_en=queues[row.queue_id].name_en,
            number=views.caller_of(call, masks),
            position=row.position,
            asked_at=row.asked_at,
            state=cast(Any, row.state),
            made_call_id=row.made_call_id,
            ended_at=row.ended_at,
            attempts=row.attempts,
            tried_at=row.tried_at,
            reason=row.reason,
            by=person.name if (person := people.get(row.by_person_id or NOBODY)) is not None else "",
            by_en=person.name_en if person is not None else "",
            ahead=sum(at < call.offered_at for at in waiting.get(row.queue_id, [])) if row.state == "kept" else None,
        )
        for row, call in found
    ]


def _waiting(db: Session) -> dict[uuid.UUID, list[datetime]]:
    """Since when others wait in each queue: on the line, or for a call-back."""
    found: dict[uuid.UUID, list[datetime]] = {}
    inbound = select(Call).where(Call.state == "waiting", Call.direction == "inbound", Call.parked_at.is_(None))
    for call in db.scalars(inbound):
        found.setdefault(call.waits_in_id or call.queue_id, []).append(call.offered_at)
    open_ones = select(Callback.queue_id, Call.offered_at).join(Call, Call.id == Callback.call_id)
    for queue_id, at in db.execute(open_ones.where(Callback.state == "kept")):
        found.setdefault(queue_id, []).append(at)
    return found


def take(unit: Unit, exchange: Exchange | None, callback_id: uuid.UUID) -> Asked:
    """Dial this customer now, from the caller's own seat. An attempt is counted when their number is called.

    Raises NotFound, TransitionRefused (somebody dials already, or it is over), and what dialling raises.
    """
    row, call = _find(unit, callback_id)
    scope.require(unit, exists().where(Callback.id == row.id, _seen(unit)), "callback")
    if row.state not in TAKEN_FROM:
        raise TransitionRefused(state=row.state, trigger="take_callback")
    _give_up_place(unit, row)
    made, asked = dialling.begin(unit, exchange, canonical(row.number), call.customer_id, {"callback": str(row.id)})
    row.made_call_id, row.by_person_id, row.reason = made.id, unit.me.person_id, ""
    row.ended_at, row.state = None, "dialling"
    unit.audit("calls.callback_taken", "callback", row.id, call=str(call.id))
    _tell(unit, row)
    return asked


def cancel(unit: Unit, callback_id: uuid.UUID, why: str) -> CallbackRow:
    """Withdraw the promise: nobody is dialled. Raises NotFound, InvalidForm, TransitionRefused."""
    why = why.strip()
    if not why:
        raise InvalidForm({"why": "missing"})
    row, call = _find(unit, callback_id)
    scope.require_queue(unit, STEER, row.queue_id, "callback")
    if row.state not in TAKEN_FROM:
        raise TransitionRefused(state=row.state, trigger="cancel_callback")
    _give_up_place(unit, row)
    row.state, row.ended_at, row.reason, row.by_person_id = "cancelled", unit.now, why, unit.me.person_id
    unit.audit("calls.callback_cancelled", "callback", row.id, reason=why, call=str(call.id))
    _tell(unit, row)
    unit.db.flush()
    return _rows(unit.db, [(row, call)])[0]


def _find(unit: Unit, callback_id: uuid.UUID) -> tuple[Callback, Call]:
    row = unit.db.get(Callback, callback_id, with_for_update=True)
    if row is None:
        raise NotFound(what="callback")
    return row, unit.db.get_one(Call, row.call_id)


def _give_up_place(unit: Unit, row: Callback) -> None:
    """The exchange keeps the place no longer; who is rung with it this very moment is not charged."""
    place = unit.db.get(Call, row.made_call_id) if row.made_call_id is not None else None
    row.made_call_id = None
    unit.db.flush()
    if place is not None and place.state != "ended":
        send(unit, place, unit.me.person_id, HUB, DropCallbackPlace, quiet=True)


def _tell(unit: Unit, row: Callback) -> None:
    code = unit.db.get_one(Queue, row.queue_id).code
    unit.change(CallbackChanged(id=row.id, state=row.state, queue=code), to=callbacks.audience(row.queue_id))

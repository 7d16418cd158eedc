"""Supervisors in calls: listen, whisper, barge in, take over. With the right, a reason, and an audit entry each.

Nothing moves here: what came of an order is told by the exchange's events (recording_events.py). A supervision belongs to one
agent's part and ends with it.
"""

import uuid
from functools import partial
from typing import Any, Final, Literal, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls import views
from agent_desk.hub.calls.errors import ListensAlready
from agent_desk.hub.calls.orders.control import IN_TALK
from agent_desk.hub.calls.recording.orders import MakesSupervisionCommand, SupervisionOrder
from agent_desk.hub.exchange.protocol.recording import Listen, StopListening, TakeOver
from agent_desk.hub.kit import scope, settings_in_force
from agent_desk.hub.kit.errors import InvalidForm, NotFound, TransitionRefused
from agent_desk.hub.kit.masking import masks_of
from agent_desk.hub.kit.security import require
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import AgentState, Call
from agent_desk.models.calls.recording import Supervision
from agent_desk.models.people import Person
from agent_desk.schemas.calls.changes import SupervisionChanged
from agent_desk.schemas.calls.recordings import ListenForm, OwnSupervision, SupervisionModeWord, SupervisionView
from agent_desk.schemas.calls.settings import RECORDING_RULES

ORDER: Final = "supervision.order"
LISTEN: Final = "floor.listen"
BARGE: Final = "floor.barge"
"""To be heard in a call, and to take one over; listening alone is `floor.listen`."""


def listen(unit: Unit, person_id: uuid.UUID, form: ListenForm) -> SupervisionView:
    """Ring the caller's telephone and let them into this agent's call.

    Raises NotPermitted, NotFound, InvalidForm, TransitionRefused (no call there now), ListensAlready.
    """
    _may(unit, form.mode, form.take_over)
    scope.require_person(unit, LISTEN, person_id)
    if form.mode != "listen" or form.take_over:
        scope.require_person(unit, BARGE, person_id)
    why = form.why.strip()
    if not why:
        raise InvalidForm({"why": "missing"})
    if person_id == unit.me.person_id:
        raise InvalidForm({"person": "own_call"})
    state = unit.db.get(AgentState, person_id)
    if state is None:
        raise NotFound(what="agent")
    if state.call_id is None or state.state not in IN_TALK:
        raise TransitionRefused(state=state.state, trigger="listen")
    if _open(unit, lock=True) is not None:
        raise ListensAlready()
    told = settings_in_force.read(unit.db, RECORDING_RULES, unit.now).tell_agent
    row = Supervision(
        id=uuid.uuid4(),
        call_id=state.call_id,
        agent_id=person_id,
        person_id=unit.me.person_id,
        mode=form.mode,
        state="calling",
        extension=form.extension,
        reason=why,
        told=told,
        take_over=form.take_over,
        asked_at=unit.now,
        error="",
        version=1,
    )
    unit.db.add(row)
    unit.db.flush()
    order(unit, row, partial(Listen, extension=row.extension, mode=form.mode))
    action = "take_over" if form.take_over else form.mode
    _written(unit, row, action, why)
    return view(unit.db, row)


def change_mode(unit: Unit, supervision_id: uuid.UUID, mode: SupervisionModeWord) -> SupervisionView:
    """Listen, whisper or barge in, in a call that the caller is in. Raises NotPermitted, NotFound, TransitionRefused."""
    _may(unit, mode, False)
    row = _own(unit, supervision_id, "listen")
    order(unit, row, partial(Listen, extension=row.extension, mode=mode))
    _written(unit, row, mode, row.reason)
    return view(unit.db, row)


def take_over(unit: Unit, supervision_id: uuid.UUID) -> SupervisionView:
    """Have the customer instead of the agent. Raises NotPermitted, NotFound, TransitionRefused."""
    require(unit.me, BARGE)
    row = _own(unit, supervision_id, "take_over")
    order(unit, row, TakeOver)
    _written(unit, row, "take_over", row.reason)
    return view(unit.db, row)


def stop(unit: Unit, supervision_id: uuid.UUID) -> SupervisionView:
    """Leave the call. One that has ended already is no fault."""
    row = _find(unit, supervision_id)
    if row.state != "ended":
        order(unit, row, StopListening)
    return view(unit.db, row)


def _may(unit: Unit, mode: str, takes: bool) -> None:
    if mode != "listen" or takes:
        require(unit.me, BARGE)


def _open(unit: Unit, *, lock: bool = False) -> Supervision | None:
    found = select(Supervision).where(Supervision.person_id == unit.me.person_id, Supervision.ended_at.is_(None))
    return unit.db.scalar(found.with_for_update() if lock else found)


def _find(unit: Unit, supervision_id: uuid.UUID) -> Supervision:
    row = unit.db.get(Supervision, supervision_id, with_for_update=True)
    if row is None or row.person_id != unit.me.person_id:
        raise NotFound(what="supervision")
    return row


def _own(unit: Unit, supervision_id: uuid.UUID, trigger: str) -> Supervision:
    row = _find(unit, supervision_id)
    if row.state != "joined" or row.taken_over_at is not None:
        raise TransitionRefused(state=row.state, trigger=trigger)
    return row


def _written(unit: Unit, row: Supervision, mode: str, why: str) -> None:
    unit.audit(
        "floor.supervised",
        "call",
        row.call_id,
        reason=why,
        mode=mode,
        agent=str(row.agent_id),
        agent_told=row.told,
        extension=row.extension,
    )


# ---------------------------------------------------------------------- orders and news


def order(unit: Unit, row: Supervision, make: MakesSupervisionCommand) -> None:
    """Have the exchange do it, after the commit."""
    key = unit.db.scalar(select(Call.exchange_key).where(Call.id == row.call_id))
    code = unit.db.scalar(select(Person.agent_code).where(Person.id == row.agent_id))
    command = make(id=str(uuid.uuid4()), call=key or "", agent=code or "", supervision=str(row.id))
    mode = command.mode if isinstance(command, Listen) else row.mode
    unit.later(ORDER, **SupervisionOrder(command=command, extension=row.extension, mode=mode, asked_at=unit.now).row())


def tell(unit: Unit, row: Supervision) -> Literal["applied"]:
    """Say that a supervision has changed: to the supervisor, and to the agent where the policy tells agents."""
    row.version += 1
    people = [row.person_id, *([row.agent_id] if row.told else [])]
    unit.change(
        SupervisionChanged(id=row.id, version=row.version, state=row.state, mode=row.mode, error=row.error or ""),
        to=[f"person:{one}" for one in people],
    )
    return "applied"


def own(unit: Unit) -> OwnSupervision:
    """Return the call that the caller is in now."""
    row = _open(unit)
    return OwnSupervision(now=view(unit.db, row) if row is not None else None)


def view(db: Session, row: Supervision) -> SupervisionView:
    """As the supervisor sees it."""
    call, agent = db.get_one(Call, row.call_id), db.get_one(Person, row.agent_id)
    return SupervisionView(
        id=row.id,
        call_id=row.call_id,
        agent=views.person_ref(agent),
        caller=views.caller_of(call, masks_of(db)),
        mode=cast(Any, row.mode),
        state=cast(Any, row.state),
        extension=row.extension,
        told=row.told,
        take_over=row.take_over,
        asked_at=row.asked_at,
        joined_at=row.joined_at,
        taken_over_at=row.taken_over_at,
        ended_at=row.ended_at,
        error=row.error,
        version=row.version,
    )

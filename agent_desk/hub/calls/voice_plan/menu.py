"""A call in the voice menu, before any queue has it; and the facts it tells of itself, whenever they come."""

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any, Literal, cast

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.calls.state import machine
from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.calls.voice_plan import routing
from agent_desk.hub.exchange.protocol.calls import Offered
from agent_desk.hub.exchange.protocol.menu import Entered, Fact, Overflowed
from agent_desk.models.calls.calls import Call
from agent_desk.models.calls.voice_plan import Callback, CallFact
from agent_desk.schemas.calls import voice_plan as schemas

Verdict = Literal["applied", "late", "orphan"]


def entered(board: Switchboard, event: Entered) -> Verdict:
    """The call was written when this batch was loaded; anything beyond it is further on already."""
    call = board.call(event.call)
    if call is None:
        return "orphan"
    if call.version > 0:
        return "late"
    board.touch(call, queue=event.queue)
    if event.asks:
        routing.answer(board, call, event)
    return "applied"


def join(board: Switchboard, call: Call, event: Offered) -> Verdict:
    """The call asks for a person: from here on it counts in this queue, as offered now."""
    machine.step_call(call, "join")
    queue = board.queues.get(event.queue)
    if queue is not None:
        call.queue_id = queue.id
    call.offered_at = max(call.offered_at, event.at)
    if event.caller and not call.caller_raw:
        call.caller_raw, call.caller = event.caller, board.line_of(event.caller)
    board.touch(call, queue=event.queue)
    return "applied"


def fact(board: Switchboard, event: Fact) -> Verdict:
    """Something that the customer said by keys, or was told."""
    return _keep(board, event.call, event.name, event.value, event.at)


def overflowed(board: Switchboard, event: Overflowed) -> Verdict:
    """The call goes on elsewhere by a rule of the centre; where it joins another queue, that is told by Offered."""
    return _keep(board, event.call, "overflow", f"{event.queue}>{event.target or event.to}/{event.why}", event.at)


def _keep(board: Switchboard, key: str, name: str, value: str, at: datetime) -> Verdict:
    call = board.call(key)
    if call is None:
        return "orphan"
    board.silent.discard(call.id)
    new = insert(CallFact).values(call_id=call.id, name=name, value=value, at=at)
    newer = new.on_conflict_do_update(
        index_elements=[CallFact.call_id, CallFact.name], set_={"value": value, "at": at}, where=CallFact.at < at
    )
    board.db.flush()  # a call that began in this very batch
    if board.db.connection().execute(newer.returning(CallFact.name)).scalar() is None:
        return "late"
    board.touch_all(call)
    return "applied"


def outcome_of_lost(db: Session, call: Call) -> str:
    """Return the honest outcome of a call whose end nobody saw."""
    if call.state == "in_menu":
        return "abandoned_ivr"
    asked = select(Callback.id).where(Callback.call_id == call.id)
    return "called_back" if call.answered_at is None and db.scalar(asked) is not None else "abandoned_queue"


def facts_of(db: Session, calls: Collection[uuid.UUID]) -> list[schemas.CallFact]:
    """Return what these calls tell of themselves, in order. Several: a call-back and the call in which it was asked for."""
    found = db.scalars(select(CallFact).where(CallFact.call_id.in_(calls)).order_by(CallFact.at, CallFact.name))
    return [schemas.CallFact(name=cast(Any, one.name), value=one.value, at=one.at) for one in found]


def told_by(call: Call) -> list[uuid.UUID]:
    """The calls whose facts belong to this one."""
    return [call.id, *([call.again_of_id] if call.again_of_id is not None else [])]

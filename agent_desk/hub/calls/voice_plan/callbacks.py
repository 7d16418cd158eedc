"""Call-backs that keep their place: asked for by a key while waiting, dialled when an agent is there.

The exchange keeps the place (a call of its own, outbound, `again_of` the first); here is the promise: one row per call in
which it was asked for, which ends by the customer being reached, not reached, or by the place being lost.
"""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.calls.voice_plan.menu import Verdict
from agent_desk.hub.exchange.protocol.calls import Offered
from agent_desk.hub.exchange.protocol.menu import CallbackAsked, CallbackTold
from agent_desk.hub.kit import scope
from agent_desk.models.calls.calls import Call
from agent_desk.models.calls.voice_plan import Callback
from agent_desk.schemas.calls.changes import CallbackChanged
from agent_desk.schemas.calls.rules import CALLBACK_OPEN


def audience(queue_id: uuid.UUID) -> list[str]:
    """Return who hears of a call-back: whoever sees its queue on the floor, and agents."""
    return [*scope.audience("floor.view", queue_id=queue_id), *scope.audience("calls.take", queue_id=queue_id)]


def asked(board: Switchboard, event: CallbackAsked) -> Verdict:
    """The customer may hang up; the promise is written down, once."""
    call, queue = board.call(event.call), board.queues.get(event.queue)
    if call is None or queue is None:
        return "orphan"
    number = board.line_of(event.number)
    same = (
        Callback.number == number,
        Callback.queue_id == queue.id,
        Callback.state.in_(CALLBACK_OPEN),
        Callback.call_id != call.id,
    )
    if board.db.scalar(select(Callback.id).where(*same).limit(1)) is not None:
        return "applied"  # they have called again: one promise, one place
    new = insert(Callback).values(
        id=uuid.uuid4(),
        call_id=call.id,
        queue_id=queue.id,
        number=number,
        position=event.position,
        asked_at=event.at,
        state="kept",
        made_call_id=_place_of(board, call),
    )
    written = board.db.execute(new.on_conflict_do_nothing(index_elements=[Callback.call_id]).returning(Callback.id))
    made = written.scalar()
    if made is None:
        return "late"
    _tell(board, made, "kept", queue.code, queue.id)
    board.touch(call)
    return "applied"


def _place_of(board: Switchboard, call: Call) -> uuid.UUID | None:
    """Return the call that keeps the place already: the exchange begins it beside telling of the wish, so either may come first."""
    keeps = Call.again_of_id == call.id, Call.direction == "outbound", Call.exchange == call.exchange
    return board.db.scalar(select(Call.id).where(*keeps).limit(1))


def keep_place(board: Switchboard, call: Call, event: Offered) -> None:
    """This call keeps the place of the customer of another; it is ours, not theirs, so it is outbound and not offered."""
    call.direction = "outbound"
    row = board.db.scalar(select(Callback).where(Callback.call_id == call.again_of_id).with_for_update())
    if row is not None and row.made_call_id is None:
        row.made_call_id = call.id


def told(board: Switchboard, event: CallbackTold) -> Verdict:
    """An agent is there and the customer is dialled, or it is over."""
    call = board.call(event.call)
    row = _row(board, call)
    if row is None:
        return "orphan"
    if row.state not in CALLBACK_OPEN or row.state == event.state:
        return "late"
    if event.state == "dialling":
        row.attempts, row.tried_at = row.attempts + 1, event.at
    _move(board, row, event.state, event.at if event.state != "dialling" else None)
    return "applied"


def reached(board: Switchboard, call: Call, at: datetime) -> None:
    """The customer of a call-back that an agent dials has answered."""
    row = _row(board, call)
    if row is not None and row.state == "dialling":
        _move(board, row, "reached", at)


def over(board: Switchboard, call: Call, at: datetime) -> None:
    """The call that kept the place has ended: what was not reached by now never will be."""
    row = _row(board, call) if call.direction == "outbound" else None
    if row is not None and row.state in CALLBACK_OPEN:
        _move(board, row, "not_reached" if row.state == "dialling" else "lost", at)


def _row(board: Switchboard, call: Call | None) -> Callback | None:
    if call is None:
        return None
    return board.db.scalar(select(Callback).where(Callback.made_call_id == call.id).with_for_update())


def _move(board: Switchboard, row: Callback, state: str, ended_at: datetime | None) -> None:
    row.state, row.ended_at = state, ended_at
    code = next((queue.code for queue in board.queues.values() if queue.id == row.queue_id), "")
    _tell(board, row.id, state, code, row.queue_id)


def _tell(board: Switchboard, callback_id: uuid.UUID, state: str, queue: str, queue_id: uuid.UUID) -> None:
    board.unit.change(CallbackChanged(id=callback_id, state=state, queue=queue), to=audience(queue_id))

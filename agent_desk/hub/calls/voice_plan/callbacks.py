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


def dialled(board: Switchboard, call: Call, at: datetime) -> None:
    """The agent has lifted the receiver and the customer is called: now it is an attempt."""
    row = _row(board, call)
    if row is not None and row.state == "dialling":
        _count(row, call, at)
        _tell_of(board, row)


def _count(row: Callback, call: Call, at: datetime) -> None:
    """Count an attempt, once per call."""
    if row.tried_at is None or row.tried_at < call.offered_at:
        row.attempts, row.tried_at = row.attempts + 1, max(at, call.offered_at)


def reached(board: Switchboard, call: Call, at: datetime) -> None:
    """The customer of a call-back that an agent dials has answered."""
    row = _row(board, call)
    if row is not None and row.state == "dialling":
        _count(row, call, at)
        _move(board, row, "reached", at)


def over(board: Switchboard, call: Call, at: datetime) -> None:
    """The call that kept the place, or that an agent made, has ended: what was not reached by now never will be."""
    row = _row(board, call) if call.direction == "outbound" else None
    if row is None or row.state not in CALLBACK_OPEN:
        return
    if row.state == "dialling" and call.again_of_id != row.call_id and call.rung_at is None:
        _go_back(board, row, at)
    else:
        _move(board, row, "not_reached" if row.state == "dialling" else "lost", at)


def _go_back(board: Switchboard, row: Callback, at: datetime) -> None:
    """Nobody was called (the exchange refused, or the receiver was not lifted): it is as if nobody had taken it.

    The place may be kept still, as where the line was lost before it could be given up; the end of that call tells the rest.
    """
    first = board.db.get_one(Call, row.call_id)
    keeps = Call.again_of_id == first.id, Call.direction == "outbound", Call.exchange == first.exchange
    row.made_call_id = board.db.scalar(select(Call.id).where(*keeps, Call.state != "ended").limit(1))
    row.by_person_id = None
    if row.made_call_id is not None and not row.attempts:
        _move(board, row, "kept", None)
    else:
        _move(board, row, "not_reached" if row.attempts else "lost", at)


def _row(board: Switchboard, call: Call | None) -> Callback | None:
    if call is None:
        return None
    return board.db.scalar(select(Callback).where(Callback.made_call_id == call.id).with_for_update())


def _move(board: Switchboard, row: Callback, state: str, ended_at: datetime | None) -> None:
    row.state, row.ended_at = state, ended_at
    _tell_of(board, row)


def _tell_of(board: Switchboard, row: Callback) -> None:
    code = next((queue.code for queue in board.queues.values() if queue.id == row.queue_id), "")
    _tell(board, row.id, row.state, code, row.queue_id)


def _tell(board: Switchboard, callback_id: uuid.UUID, state: str, queue: str, queue_id: uuid.UUID) -> None:
    board.unit.change(CallbackChanged(id=callback_id, state=state, queue=queue), to=audience(queue_id))

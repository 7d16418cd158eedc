"""What the events of calls that agents make, of consultations, conferences and parking do to calls, legs and agents.

Verdicts as in events.py. The row of an outbound call is made by the order (dialling.py), before the exchange knows of it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from agent_desk.hub.calls.intake.events import Verdict, book, bring_to_ring, close_leg, leg_over
from agent_desk.hub.calls.orders.control import open_consultation
from agent_desk.hub.calls.state import machine
from agent_desk.hub.calls.state.machine import Agent
from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.calls.voice_plan import callbacks
from agent_desk.hub.exchange.protocol.dialling import (
    Conference,
    ConsultAnswered,
    ConsultBegan,
    ConsultEnded,
    DialAnswered,
    DialFailed,
    Dialling,
    Parked,
)
from agent_desk.models.calls.calls import Call
from agent_desk.models.calls.dialling import Consultation
from agent_desk.schemas.calls.changes import CallParked, ConsultationChanged, DialNotPutThrough

AGENTS: Final = "perm:calls.take"
"""Who may know what is parked."""


# ---------------------------------------------------------------------- outbound calls


def dialling(board: Switchboard, event: Dialling) -> Verdict:
    """The agent has lifted the receiver; the number is being called."""
    call, agent = board.call(event.call), board.agent(event.agent)
    if call is None or agent is None:
        return "orphan"
    if call.state != "ringing" or call.rung_at is not None:
        return "late"
    call.rung_at = event.at
    callbacks.dialled(board, call, event.at)
    board.touch(call, agent)
    return "applied"


def dial_answered(board: Switchboard, event: DialAnswered) -> Verdict:
    """The talk begins."""
    call, agent = board.call(event.call), board.agent(event.agent)
    if call is None or agent is None:
        return "orphan"
    leg = board.open_leg(agent)
    if leg is None or leg.call_id != call.id or leg.answered_at is not None or not machine.step_call(call, "answer"):
        return "late"
    call.answered_at, call.agent_id = event.at, agent.person_id
    leg.answered_at, leg.ring_ms = event.at, event.ring_ms
    queue = board.queue_for("", call)
    if queue is not None:
        machine.take_over_rule(agent.state, queue)
    board.try_move(agent, "answer", at=event.at, call=call)
    callbacks.reached(board, call, event.at)
    board.touch(call, agent)
    return "applied"


def dial_failed(board: Switchboard, event: DialFailed) -> Verdict:
    """Return the call came to nobody: the agent is where they were before."""
    call, agent = board.call(event.call), board.agent(event.agent)
    if call is None or agent is None:
        return "orphan"
    if call.state == "ended" or call.answered_at is not None:
        return "late"
    fail(board, call, agent, event.why, event.at, event.ring_ms)
    return "applied"


def fail(board: Switchboard, call: Call, agent: Agent, why: str, at: datetime, ring_ms: int = 0) -> None:
    """An outbound call is over without an answer; the agent is told why."""
    leg = board.open_leg(agent)
    if leg is not None and leg.call_id == call.id:
        close_leg(leg, "not_reached", at)
        leg.ring_ms = ring_ms
    if agent.state.call_id == call.id:
        board.try_move(agent, "dial_failed", at=at)
    machine.end_call(call, at=at, outcome=why, by="agent" if why in ("cancelled", "not_lifted") else None)
    callbacks.over(board, call, at)
    board.touch(call, agent)
    board.unit.change(DialNotPutThrough(id=call.id, why=why), to=[f"person:{agent.person_id}"])


# ---------------------------------------------------------------------- consultation and conference


def consult_began(board: Switchboard, event: ConsultBegan) -> Verdict:
    """Somebody is rung up to be asked."""
    call, agent = board.call(event.call), board.agent(event.agent)
    if call is None or agent is None:
        return "orphan"
    if call.state not in ("talking", "on_hold") or open_consultation(board.db, call.id) is not None:
        return "late"
    asked = board.agent(event.colleague) if event.colleague else None
    row = Consultation(
        call_id=call.id,
        person_id=agent.person_id,
        kind=event.kind,
        target=event.target,
        asked_person_id=asked.person_id if asked is not None else None,
        state="ringing",
        began_at=event.at,
        version=0,
    )
    board.db.add(row)
    _told(board, call, row)
    return "applied"


def consult_answered(board: Switchboard, event: ConsultAnswered) -> Verdict:
    """Return who is asked is on the line."""
    call = board.call(event.call)
    if call is None:
        return "orphan"
    row = open_consultation(board.db, call.id)
    if row is None or row.state != "ringing":
        return "late"
    row.state, row.answered_at = "talking", event.at
    _told(board, call, row)
    return "applied"


def consult_ended(board: Switchboard, event: ConsultEnded) -> Verdict:
    """Nobody is asked any more."""
    call = board.call(event.call)
    if call is None:
        return "orphan"
    row = open_consultation(board.db, call.id)
    if row is None:
        return "late"
    row.state, row.result, row.ended_at = "ended", event.why, max(event.at, row.began_at)
    _told(board, call, row)
    return "applied"


def conference(board: Switchboard, event: Conference) -> Verdict:
    """Three talk; a colleague who joins has a leg of their own from now on."""
    call, agent = board.call(event.call), board.agent(event.agent)
    if call is None or agent is None:
        return "orphan"
    row = open_consultation(board.db, call.id)
    if row is None or row.state == "conference":
        return "late"
    row.state, row.conference_at = "conference", event.at
    _told(board, call, row)
    colleague = board.agent(event.colleague) if event.colleague else None
    queue = board.queue_for("", call)
    if colleague is not None and queue is not None:
        leg = bring_to_ring(board, call, colleague, queue, event.at)
        machine.take_over_rule(colleague.state, queue)
        board.try_move(colleague, "answer", at=event.at, call=call)
        leg.answered_at = event.at
        board.touch(call, colleague)
    return "applied"


def _told(board: Switchboard, call: Call, row: Consultation) -> None:
    """Both are told: who asks, and who is asked."""
    row.version += 1
    board.db.flush()
    people = [row.person_id, *([row.asked_person_id] if row.asked_person_id is not None else [])]
    board.unit.change(
        ConsultationChanged(id=row.id, version=row.version, state=row.state, call=call.id, result=row.result),
        to=[f"person:{one}" for one in people],
    )
    board.touch_for(call, [row.person_id])


# ---------------------------------------------------------------------- parking


def parked(board: Switchboard, event: Parked) -> Verdict:
    """The customer waits at a parking place; the agent's part is over."""
    call, agent = board.call(event.call), board.agent(event.agent) if event.agent else None
    if call is None:
        return "orphan"
    leg = board.last_leg(call, agent) if agent is not None else None
    if leg is not None and not book(call, leg, event):
        return "late"
    if not machine.step_call(call, "transfer_on") and call.state != "waiting":
        machine.step_call(call, "ring_ended")
    call.parked_at, call.muted = event.at, False
    if leg is not None:
        leg.result, leg.transfer_kind, leg.transfer_target = "transferred", "parked", event.place
        call.parked_by_id = leg.person_id
    _tell_parked(board, call)
    if not event.agent:
        board.touch(call)
        return "applied"
    return leg_over(board, call, agent, event.at)


def leave_parking(board: Switchboard, call: Call) -> None:
    """The customer is rung for, waits in a queue again, or has gone."""
    call.parked_at = None
    _tell_parked(board, call)


def _tell_parked(board: Switchboard, call: Call) -> None:
    board.unit.change(CallParked(id=call.id, parked=call.parked_at is not None), to=[AGENTS])


HANDLERS: Final[dict[type, Callable[[Switchboard, Any], Verdict]]] = {
    Dialling: dialling,
    DialAnswered: dial_answered,
    DialFailed: dial_failed,
    ConsultBegan: consult_began,
    ConsultAnswered: consult_answered,
    ConsultEnded: consult_ended,
    Conference: conference,
    Parked: parked,
}

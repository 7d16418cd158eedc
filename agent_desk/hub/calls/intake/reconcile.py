"""What the exchange holds against what we hold: every difference is mended by moves of the tables, written down and shown.

Compared is the state of both at the same place in the event stream (`Snapshot.position`), so that what is merely under
way is no difference. What the exchange holds is the truth about calls; what the hub holds is the truth about who is
available (it owns those states), so a difference there is told to the exchange.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import select, update

from agent_desk.hub.calls.intake import events, reader_state
from agent_desk.hub.calls.measures import state as queue_states
from agent_desk.hub.calls.state import machine
from agent_desk.hub.calls.state.machine import Agent
from agent_desk.hub.calls.state.metrics import DIFFERENCES
from agent_desk.hub.calls.state.switchboard import FLOOR, Switchboard
from agent_desk.hub.calls.voice_plan import callbacks, menu
from agent_desk.hub.exchange.protocol.calls import SeenAgent, SeenCall, Snapshot
from agent_desk.hub.exchange.protocol.dialling import dialled_by_agent
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call, Queue
from agent_desk.models.calls.dialling import Consultation
from agent_desk.schemas.calls.changes import DifferenceFound

SETTLES: Final = timedelta(seconds=2)
"""An agent's state younger than this is still on its way to the exchange."""
ORDERED: Final = timedelta(seconds=30)
"""So long the exchange may take from the order of an outbound call to the agent's lifted receiver."""
SEEN_STATES: Final = {
    "menu": "in_menu",
    "waiting": "waiting",
    "ringing": "ringing",
    "talking": "talking",
    "held": "on_hold",
}

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the exchange and we saw differently. `subject`: the call's or the person's id, or what there is."""

    kind: str
    entity: str
    subject: uuid.UUID | str


def reconcile(unit: Unit, exchange: str, snapshot: Snapshot) -> list[Difference]:
    """Bring both into line, in one unit of work. Gives what differed."""
    board = Switchboard(unit, exchange)
    at_seats = {code for seen in snapshot.calls for code in (seen.agent, *seen.also) if code}
    held = {seen.call for seen in snapshot.calls}
    open_calls = board.load_open(agents=at_seats | {seen.agent for seen in snapshot.agents}, calls=held)
    board.first_time(at_seats)
    found: list[Difference] = []
    for call in open_calls:
        if call.exchange_key not in held and not _on_its_way(board, call):
            found.append(_lost(board, call, snapshot))
    for seen in snapshot.calls:
        found += _call(board, seen, snapshot)
    found += _agents(board, snapshot)
    found += [Difference("queue_state", "queue", one) for one in queue_states.compare(unit, snapshot)]
    board.finish()
    _close_consultations(unit)
    for difference in found:
        _tell(unit, difference)
    reader_state.remember(unit, snapshot.program, len(found))
    return found


def _tell(unit: Unit, difference: Difference) -> None:
    log.info("the exchange saw it differently", difference=difference.kind, subject=str(difference.subject))
    DIFFERENCES.labels(difference.kind).inc()
    if isinstance(difference.subject, uuid.UUID):
        unit.change(
            DifferenceFound(id=difference.subject, kind=difference.kind, of=difference.entity), to=[f"{FLOOR}@all"]
        )


def _on_its_way(board: Switchboard, call: Call) -> bool:
    """Return an outbound call whose order the exchange may not have carried out yet."""
    return dialled_by_agent(call.exchange_key) and call.rung_at is None and board.unit.now - call.offered_at < ORDERED


def _close_consultations(unit: Unit) -> None:
    """A question about a call that is over is over, though nobody said how."""
    over = select(Call.id).where(Call.state == "ended")
    lost = update(Consultation).where(Consultation.ended_at.is_(None), Consultation.call_id.in_(over))
    unit.db.execute(lost.values(state="ended", result="lost", ended_at=unit.now))


# ---------------------------------------------------------------------- calls


def _lost(board: Switchboard, call: Call, snapshot: Snapshot) -> Difference:
    """Return a call that is open with us alone: its end was lost. What is known of it stays; its outcome is honest."""
    for leg in board.open_legs(call):
        agent = board.bring_person(leg.person_id)
        if agent is not None:
            events.leave(board, call, leg, agent, snapshot.at)
    call.ended_by = "lost"
    lost = "unreachable" if dialled_by_agent(call.exchange_key) else menu.outcome_of_lost(board.db, call)
    machine.end_call(call, at=snapshot.at, outcome=lost)
    callbacks.over(board, call, snapshot.at)
    board.touch(call)
    return Difference("call_gone", "call", call.id)


def _call(board: Switchboard, seen: SeenCall, snapshot: Snapshot) -> list[Difference]:
    call = board.call(seen.call)
    kind = ""
    if call is None:
        if seen.state == "menu":
            return []  # its queue is told when it joins one
        if seen.queue not in board.queues:
            return [Difference("call_in_unknown_queue", "call", seen.call)]
        call = events.new_call(board, seen.call, seen.queue, seen.caller, snapshot.at)
        board.add_calls([call])
        kind = "call_unknown"
    if call.state == "ended":
        return [Difference("call_ended_here", "call", call.id)]
    if _same(board, call, seen):
        return [Difference(kind, "call", call.id)] if kind else []
    agent = board.agent(seen.agent) if seen.agent else None
    if seen.agent and agent is None:
        return [Difference("call_at_unknown_agent", "call", call.id)]
    if agent is not None and _freed(board, call, agent):
        return [Difference("call_at_freed_agent", "call", call.id)]
    _follow(board, call, seen, agent, snapshot)
    return [Difference(kind or "call_state", "call", call.id)]


def _same(board: Switchboard, call: Call, seen: SeenCall) -> bool:
    here = {agent.code for leg in board.open_legs(call) if (agent := board.bring_person(leg.person_id)) is not None}
    if seen.state == "waiting" and _waits_elsewhere(board, call, seen) is not None:
        return False
    there = {
        code for code in (seen.agent, *seen.also) if code and (code == seen.agent or board.agent(code) is not None)
    }
    return call.state == SEEN_STATES[seen.state] and here == there


def _waits_elsewhere(board: Switchboard, call: Call, seen: SeenCall) -> Queue | None:
    """Return the queue in which it waits, where we believe it in another."""
    queue = board.queues.get(seen.queue)
    return queue if queue is not None and queue.id != (call.waits_in_id or call.queue_id) else None


def _freed(board: Switchboard, call: Call, agent: Agent) -> bool:
    """Return a supervisor freed this agent from this call: the call goes on, and the agent is not drawn back into it."""
    leg = board.last_leg(call, agent)
    return leg is not None and leg.ended_at is not None and agent.state.reason == "freed"


def _follow(board: Switchboard, call: Call, seen: SeenCall, agent: Agent | None, snapshot: Snapshot) -> None:
    """Move our call to where the exchange has it. What happened in between, and when, nobody knows: it counts from now."""
    at, queue = snapshot.at, board.queue_for(seen.queue, call)
    if call.state == "in_menu" and queue is not None:
        machine.step_call(call, "join")
        call.queue_id, call.offered_at = queue.id, at
    elif seen.state == "waiting" and (now := _waits_elsewhere(board, call, seen)) is not None:
        call.waits_in_id = now.id
    for leg in board.open_legs(call):
        other = board.bring_person(leg.person_id)
        rings_anew = seen.state == "ringing" and leg.answered_at is not None
        stays = other is not None and other.code in (seen.agent, *seen.also) and not rings_anew
        if other is not None and not stays:
            events.leave(board, call, leg, other, at)
    own = board.open_leg(agent) if agent is not None else None
    if (own is None or own.call_id != call.id) and not machine.step_call(call, "ring_ended"):
        machine.step_call(call, "transfer_on")
    if agent is not None and queue is not None:
        _at_seat(board, call, agent, queue, seen, at)
        board.touch(call, agent)
        for other in filter(None, map(board.agent, seen.also if seen.state == "ringing" else ())):
            if other.free:
                events.bring_to_ring(board, call, other, queue, at)
                board.touch(call, other)
    board.touch(call, queue=queue.code if queue is not None else "")


def _at_seat(board: Switchboard, call: Call, agent: Agent, queue: Queue, seen: SeenCall, at: datetime) -> None:
    leg = board.open_leg(agent)
    if leg is None or leg.call_id != call.id:
        leg = events.bring_to_ring(board, call, agent, queue, at)
    machine.step_call(call, "ring")
    call.rung_at = call.rung_at or at
    if seen.state == "ringing":
        return
    if leg.answered_at is None:
        leg.answered_at = at
        call.answered_at, call.agent_id = call.answered_at or at, call.agent_id or agent.person_id
        machine.take_over_rule(agent.state, queue)
        board.try_move(agent, "answer", at=at, call=call)
        machine.step_call(call, "answer")
    on_hold = seen.state == "held"
    board.try_move(agent, "hold" if on_hold else "retrieve", at=at)
    machine.step_call(call, "hold" if on_hold else "retrieve")


# ---------------------------------------------------------------------- agents


def _agents(board: Switchboard, snapshot: Snapshot) -> list[Difference]:
    """Return who is signed in and available is ours to say; the exchange is told."""
    seen = {one.agent: one for one in snapshot.agents}
    found = []
    for agent in board.agents:
        difference = _agent(board, agent, seen.get(agent.code))
        if difference is not None:
            found.append(difference)
    found += [Difference("agent_unknown", "agent_state", code) for code in seen if board.agent(code) is None]
    return found


def _agent(board: Switchboard, agent: Agent, seen: SeenAgent | None) -> Difference | None:
    state = agent.state
    if board.unit.now - state.since_at < SETTLES:
        return None
    signed_in = state.state != "signed_out"
    if signed_in != (seen is not None):
        kind = "agent_not_signed_in" if signed_in else "agent_not_signed_out"
        board.tell_exchange(agent.person_id, joins=signed_in)
        return Difference(kind, "agent_state", agent.person_id)
    if seen is not None and seen.available != (state.state == "ready"):
        board.tell_exchange(agent.person_id)
        return Difference("agent_availability", "agent_state", agent.person_id)
    return None

"""What each event of the exchange does to calls, legs and agents.

Every handler gives a verdict: `applied`; `late` for what told nothing new (doubled, overtaken); `orphan` for a call,
queue or agent we do not know. None is fatal, and an event that comes again changes nothing: what it tells is either in
the row already or out of place in the table. Where an event was missed, its effect is made up for by moves of the same
tables, never around them.
"""

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from agent_desk.hub.calls.orders.control import refuse_ring
from agent_desk.hub.calls.state import machine, rules
from agent_desk.hub.calls.state.machine import Agent
from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.calls.voice_plan import callbacks, menu, routing
from agent_desk.hub.exchange.protocol.calls import (
    Answered,
    AnyEvent,
    Ended,
    Held,
    LegEnded,
    LineLost,
    Muted,
    Offered,
    Retrieved,
    RingEnded,
    Ringing,
    Transferred,
)
from agent_desk.hub.exchange.protocol.dialling import Parked
from agent_desk.hub.exchange.protocol.menu import CallbackAsked, CallbackTold, Entered, Fact, Overflowed, Routed
from agent_desk.hub.exchange.protocol.recording import TakenOver
from agent_desk.models.calls.calls import Call, CallLeg, Queue

Verdict = Literal["applied", "late", "orphan"]

_SAME_MOMENT: Final = timedelta(milliseconds=200)
"""So far apart the answer at one telephone and the end of the ring at another may be told."""
RING_TRIGGERS: Final[dict[str, rules.Trigger]] = {
    "missed": "ring_missed",
    "refused": "ring_refused",
    "caller_gone": "ring_withdrawn",
    "picked_up": "ring_withdrawn",
}


def load_for(board: Switchboard, events: Iterable[AnyEvent]) -> None:
    """Bring in every row these events can touch, and write the calls that begin with them."""
    events = list(events)
    codes = {code for event in events for who in ("agent", "colleague") if (code := getattr(event, who, ""))}
    offered = {event.call: event for event in reversed(events) if isinstance(event, Entered | Offered)}
    keys = {event.call for event in events if event.call}
    keys |= {event.again_of for event in events if isinstance(event, Offered) and event.again_of}
    board.load(agents=codes, calls=keys)
    board.first_time(codes)
    new = [event for key, event in offered.items() if board.call(key) is None and event.queue in board.queues]
    new.sort(key=lambda event: event.at)
    if new:
        calls = [new_call(board, event.call, event.queue, event.caller, event.at) for event in new]
        for call, event in zip(calls, new, strict=True):
            call.state = "in_menu" if isinstance(event, Entered) else "waiting"
        board.add_calls(calls)


def new_call(board: Switchboard, key: str, queue: str, caller: str, at: datetime) -> Call:
    """Return a call that waits in a known queue; not added yet."""
    return Call(
        id=uuid.uuid4(),
        exchange=board.exchange,
        exchange_key=key,
        direction="inbound",
        queue_id=board.queues[queue].id,
        caller=board.line_of(caller),
        caller_raw=caller,
        state="waiting",
        offered_at=at,
        wait_ms=0,
        talk_ms=0,
        hold_ms=0,
        acw_ms=0,
        muted=False,
        version=0,
    )


# ---------------------------------------------------------------------- the call comes, rings, is answered


def offered(board: Switchboard, event: Offered) -> Verdict:
    """Return a call joined a queue: new, or the same call after a transfer."""
    call = board.call(event.call)
    if call is None:
        return "orphan"
    if call.state == "in_menu":
        return menu.join(board, call, event)
    overtaken = call.version > 0 and (event.at < call.offered_at or bool(event.caller and not call.caller_raw))
    if call.version == 0 or overtaken:
        call.caller_raw, call.caller = event.caller, board.line_of(event.caller)
        call.offered_at = min(call.offered_at, event.at)
        before = board.call(event.again_of) if event.again_of else None
        call.again_of_id = before.id if before is not None else None
        if event.callback:
            callbacks.keep_place(board, call, event)
    elif call.state != "waiting" or event.at == call.offered_at or not _elsewhere(board, call, event):
        return "late"
    board.touch(call, queue="" if overtaken else event.queue)
    return "applied"


def _elsewhere(board: Switchboard, call: Call, event: Offered) -> bool:
    """It waits in another queue now; its figures stay with the first. After a talk even the same one is news."""
    queue = board.queues.get(event.queue)
    if queue is None or (call.answered_at is None and queue.id == (call.waits_in_id or call.queue_id)):
        return False
    call.waits_in_id = queue.id
    return True


def ringing(board: Switchboard, event: Ringing) -> Verdict:
    """The call rings at a seat."""
    agent = board.agent(event.agent)
    call = board.call(event.call) or _taken_in(board, event.call, event.queue, event.at)
    queue = board.queue_for(event.queue, call)
    if call is None or queue is None:
        return "orphan"
    if call.state == "ringing":
        # A queue may ring several telephones at once (ringall); each rings until its own end is told.
        if agent is not None and any(leg.person_id == agent.person_id for leg in board.open_legs(call)):
            return "late"
    elif not machine.step_call(call, "ring"):
        return "late"
    call.rung_at = call.rung_at or event.at
    board.touch(call, queue=event.queue)
    if agent is None:
        return "orphan"
    if agent.state.state == "reserved":
        _other_ring_over(board, agent, event.at)
    if board.try_move(agent, "ring", at=event.at, call=call) is None:
        # The seat is not free for it (after-call work, another call): the caller must not wait for it to notice.
        refuse_ring(board.unit, call, agent)
        return "applied"
    board.start_leg(call, agent, queue, event.at)
    board.touch(call, agent)
    return "applied"


def _other_ring_over(board: Switchboard, agent: Agent, at: datetime) -> None:
    """A seat rings for one call at a time: the ring we believe in is over, though we did not hear of it."""
    call = board.bring_call(agent.state.call_id)
    for leg in board.open_legs(call) if call is not None else ():
        if call is not None and leg.answered_at is None and leg.person_id == agent.person_id:
            leave(board, call, leg, agent, at)
            _one_ring_less(board, call)


def _one_ring_less(board: Switchboard, call: Call) -> None:
    """A ring of the call is over: it waits again, unless it rings on at another seat."""
    if not board.open_legs(call):
        machine.step_call(call, "ring_ended")


def ring_ended(board: Switchboard, event: RingEnded) -> Verdict:
    """Return the ringing stopped: missed and refused rings are charged, a caller who has gone never is."""
    call, agent = board.call(event.call), board.agent(event.agent)
    if call is None:
        return "orphan"
    if agent is None:
        return "applied" if _rings_on(board, call) else "orphan"
    leg = board.open_leg(agent)
    if leg is None or leg.call_id != call.id or leg.answered_at is not None:
        return "applied" if _rings_on(board, call) else "late"
    move = board.try_move(agent, RING_TRIGGERS[event.why], at=event.at)
    charged = move is not None and (move.charge_miss or move.charge_refusal)
    # The leg's result is the agent's list of misses: a ring that crossed with going not ready is not on it.
    close_leg(leg, event.why if charged or event.why == "picked_up" else "caller_gone", event.at)
    leg.ring_ms = event.ring_ms
    _one_ring_less(board, call)
    board.touch(call, agent)
    return "applied"


def _rings_on(board: Switchboard, call: Call) -> bool:
    """Return a ring that no leg of ours stands for has ended: the call waits again, unless it rings at a seat we know."""
    if board.open_legs(call) or not machine.step_call(call, "ring_ended"):
        return False
    board.touch(call)
    return True


def answered(board: Switchboard, event: Answered) -> Verdict:
    """Return an agent took the call. What was missed before is made up for: a ring, the end of another leg."""
    agent, ring = board.agent(event.agent), timedelta(milliseconds=event.ring_ms)
    call = board.call(event.call) or _taken_in(board, event.call, event.queue, event.at - ring)
    queue = board.queue_for(event.queue, call)
    if call is None or queue is None:
        return "orphan"
    leg = board.open_leg(agent) if agent is not None else None
    here = leg is not None and leg.call_id == call.id
    if call.state == "ended" or (here and leg is not None and leg.answered_at is not None):
        return "late"
    if call.answered_at is None:
        call.answered_at, call.wait_ms = event.at, event.wait_ms
        call.agent_id = agent.person_id if agent is not None else None
    _others_end(board, call, agent, event.at)
    _uncharge_the_slower(board, call, agent, event.at)
    if call.state in ("talking", "on_hold"):
        machine.step_call(call, "transfer_on")
    if not machine.step_call(call, "answer"):
        machine.step_call(call, "ring", "answer")
    call.muted = False
    board.touch(call, queue=event.queue)
    if agent is None:
        return "orphan"
    if not here or leg is None:
        leg = bring_to_ring(board, call, agent, queue, event.at - ring)
    machine.take_over_rule(agent.state, queue)
    board.try_move(agent, "answer", at=event.at, call=call)
    leg.answered_at, leg.ring_ms = event.at, event.ring_ms
    board.touch(call, agent)
    return "applied"


def bring_to_ring(board: Switchboard, call: Call, agent: Agent, queue: Queue, at: datetime) -> CallLeg:
    """The call is at this seat though we did not see it come: free the agent by moves of the table, then ring."""
    leg = board.open_leg(agent)
    if leg is not None:
        # Its own end is still to be told, if it ever is: until then nobody knows how long it was.
        close_leg(leg, "open" if leg.answered_at is not None else "caller_gone", at)
    for _ in range(3):
        state = agent.state.state
        if state == "reserved":
            board.move(agent, "ring_withdrawn", at=at)
        elif state in ("talking", "on_hold"):
            board.move(agent, "leg_end", at=at)
        elif state == "after_call_work":
            limited = agent.state.acw_mode in rules.MODES_WITH_LIMIT and agent.state.acw_limit_ms
            board.move(agent, "acw_limit" if limited else "done", at=at)
        elif state == "signed_out":
            board.move(agent, "sign_in", at=at)
    board.move(agent, "ring", at=at, call=call)
    return board.start_leg(call, agent, queue, at)


def _others_end(board: Switchboard, call: Call, agent: Agent | None, at: datetime) -> None:
    """Legs of other agents in this call have ended, though nobody told us how."""
    for leg in board.open_legs(call):
        other = board.bring_person(leg.person_id)
        if other is not None and (agent is None or other.person_id != agent.person_id):
            leave(board, call, leg, other, at)


def _uncharge_the_slower(board: Switchboard, call: Call, agent: Agent | None, at: datetime) -> None:
    """A ring at another telephone that ended in the very moment of the answer ended because of it, in whichever order both are
    told: nobody missed it."""
    for leg, _queue in board.parts(call):
        if leg.result != "missed" or leg.ended_at is None or abs(leg.ended_at - at) > _SAME_MOMENT:
            continue
        other = board.bring_person(leg.person_id)
        if other is None or (agent is not None and other.person_id == agent.person_id):
            continue
        leg.result = "caller_gone"
        misses = max(0, other.state.misses - 1)
        paused = other.state.state == "not_ready" and other.state.reason == rules.REASON_MISSED_CALLS
        if paused and other.state.since_at == leg.ended_at:
            board.try_move(other, "ask_ready", at=at)
        other.state.misses = misses
        board.touch_agent(other)
        board.touch(call, other)


def leave(board: Switchboard, call: Call, leg: CallLeg, agent: Agent, at: datetime) -> None:
    """An agent's part in a call is over without the exchange having said how: what is known stays, nobody is charged."""
    close_leg(leg, "answered" if leg.answered_at is not None else "caller_gone", at)
    if agent.state.call_id == call.id and board.try_move(agent, "ring_withdrawn", at=at) is None:
        board.try_move(agent, "leg_end", at=at)
    board.touch(call, agent)


def _taken_in(board: Switchboard, key: str, queue: str, at: datetime) -> Call | None:
    """Return a call whose `Offered` has not come (yet): known from here on."""
    if queue not in board.queues:
        return None
    call = new_call(board, key, queue, "", at)
    call.version = 1
    board.add_calls([call])
    return call


# ---------------------------------------------------------------------- the talk


def held(board: Switchboard, event: Held) -> Verdict:
    """The customer hears music."""
    return _in_talk(board, event, "hold", "hold")


def retrieved(board: Switchboard, event: Retrieved) -> Verdict:
    """The customer is back; the length of this hold is added to the leg so far."""
    verdict = _in_talk(board, event, "retrieve", "retrieve")
    agent = board.agent(event.agent)
    leg = board.open_leg(agent) if agent is not None else None
    if verdict == "applied" and leg is not None:
        leg.hold_ms += event.hold_ms
    return verdict


def _in_talk(
    board: Switchboard, event: Held | Retrieved, trigger: rules.Trigger, call_trigger: rules.CallTrigger
) -> Verdict:
    call, agent = board.call(event.call), board.agent(event.agent)
    if call is None:
        return "orphan"
    if agent is not None and agent.state.call_id == call.id and board.try_move(agent, trigger, at=event.at) is None:
        return "late"
    if not machine.step_call(call, call_trigger):
        return "late"
    board.touch(call, *([agent] if agent is not None else []))
    return "applied" if agent is not None else "orphan"


def muted(board: Switchboard, event: Muted) -> Verdict:
    """Return the agent's microphone."""
    call, agent = board.call(event.call), board.agent(event.agent)
    if call is None or agent is None:
        return "orphan"
    if call.state not in ("talking", "on_hold") or call.muted == event.muted:
        return "late"
    call.muted = event.muted
    board.touch(call, agent)
    return "applied"


def transferred(board: Switchboard, event: Transferred) -> Verdict:
    """The agent's leg ended because the call goes on elsewhere; our part is over where it goes to an outside number."""
    call, agent = board.call(event.call), board.agent(event.agent)
    if call is None:
        return "orphan"
    leg = board.last_leg(call, agent) if agent is not None else None
    if leg is not None and not book(call, leg, event):
        return "late"
    if leg is not None:
        leg.result, leg.transfer_kind, leg.transfer_target = "transferred", event.kind, event.target
    outside = event.kind == "blind_number"
    if machine.step_call(call, "transfer_away" if outside else "transfer_on") and outside:
        machine.end_call(call, at=event.at, outcome="answered", by="agent")
    call.muted = False
    return leg_over(board, call, agent, event.at)


def leg_ended(board: Switchboard, event: LegEnded) -> Verdict:
    """Return the channel closed: talk and hold of this leg are known now, whether or not the call goes on."""
    call, agent = board.call(event.call), board.agent(event.agent)
    if call is None:
        return "orphan"
    leg = board.last_leg(call, agent) if agent is not None else None
    if leg is not None and not book(call, leg, event):
        return "late"
    call.ended_by = event.by
    return leg_over(board, call, agent, event.at)


def book(call: Call, leg: CallLeg, event: LegEnded | Transferred | TakenOver | Parked) -> bool:
    """Write the leg's times, once. A leg that was closed without them (freed, lost) still gets them."""
    if leg.answered_at is None or (leg.ended_at is not None and (leg.talk_ms or leg.result == "transferred")):
        return False
    call.talk_ms += event.talk_ms
    call.hold_ms += event.hold_ms
    leg.talk_ms, leg.hold_ms = event.talk_ms, event.hold_ms
    if leg.ended_at is None or leg.result == "open":
        close_leg(leg, "answered", event.at)
    return True


def leg_over(board: Switchboard, call: Call, agent: Agent | None, at: datetime) -> Verdict:
    """The agent's part is over, with after-call work where it was a talk."""
    if agent is None:
        board.touch(call)
        return "orphan"
    if agent.state.call_id == call.id:
        board.try_move(agent, "leg_end", at=at)
    board.touch(call, agent)
    return "applied"


def ended(board: Switchboard, event: Ended) -> Verdict:
    """The whole call is over; whatever leg is still open with us ends with it."""
    call = board.call(event.call)
    if call is None:
        return "orphan"
    if call.state == "ended":
        return "late"
    _others_end(board, call, None, event.at)
    # The first answer has told the wait; a reader that began in the middle of the talk does not know it.
    call.wait_ms = event.wait_ms if call.answered_at is None else max(call.wait_ms, event.wait_ms)
    machine.end_call(call, at=event.at, outcome=event.outcome)
    callbacks.over(board, call, event.at)
    board.touch(call)
    return "applied"


def line_lost(board: Switchboard, event: LineLost) -> Verdict:
    """Nothing to move: the reader reconciles."""
    return "applied"


def close_leg(leg: CallLeg, result: str, at: datetime) -> None:
    """The leg is over."""
    leg.result, leg.ended_at = result, max(at, leg.rung_at)


HANDLERS: Final[dict[type, Callable[[Switchboard, Any], Verdict]]] = {
    Offered: offered,
    Ringing: ringing,
    RingEnded: ring_ended,
    Answered: answered,
    Held: held,
    Retrieved: retrieved,
    Muted: muted,
    Transferred: transferred,
    LegEnded: leg_ended,
    Ended: ended,
    LineLost: line_lost,
    Entered: menu.entered,
    Fact: menu.fact,
    Routed: routing.routed,
    Overflowed: menu.overflowed,
    CallbackAsked: callbacks.asked,
    CallbackTold: callbacks.told,
}

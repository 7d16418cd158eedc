"""What the simulated exchange does at a command: checks it against the switch, then carries it out.

A refusal changes nothing and is answered with one of the words of `protocol.Result`.
"""

from agent_desk.demo.exchange.commands_dialling import carry_out_dialling
from agent_desk.demo.exchange.conversation import ConversationSwitch
from agent_desk.demo.exchange.refusals import Refused, own_call, ringing, talking
from agent_desk.demo.exchange.switch import Seat, Switch
from agent_desk.hub.exchange.protocol.calls import (
    Answer,
    AnyCommand,
    HangUp,
    Held,
    Hold,
    Mute,
    Muted,
    Refuse,
    Result,
    Retrieved,
    SetAvailable,
    SignIn,
    SignOut,
    Transfer,
    Transferred,
)
from agent_desk.hub.exchange.protocol.menu import ReadPlan, RouteCall
from agent_desk.hub.exchange.protocol.queue_state import SetQueueState
from agent_desk.hub.exchange.protocol.recording import RecordingCommand

DONE = Result(True)


def carry_out(switch: ConversationSwitch, command: AnyCommand) -> Result:
    """Carry out one command at the switch's present moment."""
    try:
        match command:
            case SignIn():
                sign_in(switch, command)
            case SignOut():
                sign_out(switch, command)
            case SetAvailable():
                set_available(switch, command)
            case Answer():
                switch.answer(*ringing(switch, command))
            case Refuse():
                call, _ = ringing(switch, command)
                switch.ring_over(call, "refused")
            case Hold():
                hold(switch, command)
            case Mute():
                mute(switch, command)
            case Transfer():
                transfer(switch, command)
            case HangUp():
                hang_up(switch, command)
            case ReadPlan():
                for queue in command.queues:
                    switch.waiting.setdefault(queue, [])
            case _ if isinstance(command, RecordingCommand | SetQueueState | RouteCall):
                raise TypeError("recordings and supervisors are the Recorder's, states of queues the Reception's")
            case _:
                carry_out_dialling(switch, command)
    except Refused as refused:
        return Result(False, str(refused))
    return DONE


def sign_in(switch: Switch, command: SignIn) -> None:
    """Join the queues that there are, not available. Somebody signed in already changes their queues and is not available either."""
    known = tuple(queue for queue in command.queues if queue in switch.waiting)
    if not command.agent or (command.queues and not known):
        raise Refused("no_such_queue" if command.agent else "bad_command")
    seat = switch.seats.setdefault(command.agent, Seat(command.agent))
    if not seat.signed_in:
        seat.greeted = False
    seat.signed_in, seat.available, seat.queues = True, False, known
    seat.penalties = dict(zip(command.queues, command.penalties, strict=False))


def sign_out(switch: Switch, command: SignOut) -> None:
    """Leave every queue: a ringing call goes back to its queue, a talk goes on."""
    seat = switch.seats.get(command.agent)
    if seat is None or not seat.signed_in:
        raise Refused("no_such_agent")
    seat.signed_in = seat.available = False
    if seat.call is None:
        del switch.seats[seat.agent]
    elif seat.call.state == "ringing":
        switch.ring_over(seat.call, "refused")


def set_available(switch: Switch, command: SetAvailable) -> None:
    """From now on the queues may, or may not, ring the agent. A call that rings already rings on."""
    seat = switch.seats.get(command.agent)
    if seat is None or not seat.signed_in:
        raise Refused("no_such_agent")
    if command.available and not seat.available:
        switch.rest(seat)
    seat.available = command.available
    switch.serve(seat)


def hold(switch: Switch, command: Hold) -> None:
    """Put the customer on hold, or take them back; what holds already is not told again."""
    call, seat = talking(switch, command)
    journal = switch.journal
    if command.on and call.state == "talking":
        switch.hold(call)
        journal.tell(Held(id=journal.next_id(), at=journal.now(), call=call.key, agent=seat.agent))
    elif not command.on and call.state == "held":
        held_ms = switch.hold_stops(call)
        journal.tell(
            Retrieved(id=journal.next_id(), at=journal.now(), call=call.key, agent=seat.agent, hold_ms=held_ms)
        )
        switch.talk_on(call)


def mute(switch: Switch, command: Mute) -> None:
    """Close or open the microphone."""
    call, seat = talking(switch, command)
    if call.muted != command.on:
        call.muted = command.on
        journal = switch.journal
        journal.tell(Muted(id=journal.next_id(), at=journal.now(), call=call.key, agent=seat.agent, muted=command.on))


def hang_up(switch: ConversationSwitch, command: HangUp) -> None:
    """End this agent's part: of a talk, of a conference, of a call that nobody has answered yet."""
    call, seat = own_call(switch, command)
    if call.outbound and call.state == "ringing" and seat.call is call:
        switch.dial_failed(call, "cancelled")
    elif seat.agent in call.also:
        switch.colleague_leaves(call, seat, "agent")
    else:
        talking(switch, command)
        switch.leg_over(call, "agent")


def transfer(switch: Switch, command: Transfer) -> None:
    """Send the customer on. Where the target cannot take the call, the agent keeps it."""
    call, seat = talking(switch, command)
    if call.asked is not None:
        raise Refused("bad_command")
    target = transfer_target(switch, seat, command)
    switch.close_leg(call)
    switch.tally.transferred += 1
    journal = switch.journal
    journal.tell(
        Transferred(
            id=journal.next_id(),
            at=journal.now(),
            call=call.key,
            agent=seat.agent,
            kind=command.kind,
            target=command.target,
            talk_ms=call.talk_ms,
            hold_ms=call.hold_ms,
        )
    )
    if target is not None:
        switch.begin_wait(call)
        switch.ring(call, target)
    elif command.kind == "blind_queue":
        call.queue, call.order = command.target, switch.next_order()
        switch.join(call)
    else:
        switch.end(call)
    switch.serve(seat)


def transfer_target(switch: Switch, sender: Seat, command: Transfer) -> Seat | None:
    """Return the seat a call shall ring at, None for a queue or a number. Raises Refused."""
    if command.kind == "blind_queue":
        known = command.target in switch.waiting
    elif command.kind == "blind_number":
        known = any(sign.isdigit() for sign in command.target)
    else:
        target = switch.seats.get(command.target)
        if target is None or not target.signed_in or target is sender:
            raise Refused("no_such_target")
        if not target.free:
            raise Refused("target_busy")
        return target
    if not known:
        raise Refused("no_such_target")
    return None

"""What the simulated exchange does at the orders of `protocol_dialling`; a refusal changes nothing."""

from agent_desk.demo.exchange.conversation import ConversationSwitch
from agent_desk.demo.exchange.refusals import Refused, own_call, talking
from agent_desk.demo.exchange.switch import Call, Seat
from agent_desk.hub.exchange.protocol.base import CallCommand
from agent_desk.hub.exchange.protocol.calls import Held, Retrieved
from agent_desk.hub.exchange.protocol.dialling import (
    AnyDiallingCommand,
    CancelConsult,
    CompleteTransfer,
    Consult,
    Dial,
    DropCallbackPlace,
    Dtmf,
    Join,
    Park,
    PickUp,
    PickUpRing,
)


def carry_out_dialling(switch: ConversationSwitch, command: AnyDiallingCommand) -> None:
    """Carry out one of these orders. Raises Refused."""
    match command:
        case Dial():
            _dial(switch, command)
        case Consult():
            _consult(switch, command)
        case CompleteTransfer():
            switch.complete(_consulting(switch, command, answered=True))
        case Join():
            switch.join_in(_consulting(switch, command, answered=True))
        case CancelConsult():
            _back(switch, _consulting(switch, command, answered=False))
        case Dtmf():
            talking(switch, command)
        case Park():
            call, _ = talking(switch, command)
            if call.asked is not None or call.also:
                raise Refused("not_talking")
            switch.park(call)
        case PickUp():
            _pick_up(switch, command)
        case PickUpRing():
            _pick_up_ring(switch, command)
        case DropCallbackPlace():
            _drop_callback_place(switch, command)


def _dial(switch: ConversationSwitch, command: Dial) -> None:
    seat = switch.seats.get(command.agent)
    if seat is None or not seat.signed_in:
        raise Refused("no_such_agent")
    if seat.call is not None or seat.asked is not None:
        raise Refused("telephone_busy")
    if command.call in switch.calls or not command.number:
        raise Refused("bad_command")
    switch.dial(command.call, seat, command.number)


def _consult(switch: ConversationSwitch, command: Consult) -> None:
    call, seat = talking(switch, command)
    if call.asked is not None:
        raise Refused("bad_command")
    target = _colleague(switch, command, seat) if command.kind == "agent" else None
    if call.state == "talking":
        switch.hold(call)
        journal = switch.journal
        journal.tell(Held(id=journal.next_id(), at=journal.now(), call=call.key, agent=seat.agent))
    switch.ask(call, command.kind, command.target, target)


def _colleague(switch: ConversationSwitch, command: Consult, sender: Seat) -> Seat:
    target = switch.seats.get(command.target)
    if target is None or not target.signed_in or target is sender:
        raise Refused("no_such_target")
    if target.call is not None or target.asked is not None:
        raise Refused("target_busy")
    return target


def _consulting(switch: ConversationSwitch, command: CallCommand, *, answered: bool) -> Call:
    call, seat = talking(switch, command)
    if call.asked is None or call.asked.by != seat.agent or call.asked.joined:
        raise Refused("no_consult")
    if answered and not call.asked.answered:
        raise Refused("not_answered_yet")
    return call


def _back(switch: ConversationSwitch, call: Call) -> None:
    assert call.agent is not None
    colleague = switch.consult_over(call, "cancelled")
    journal, held_ms = switch.journal, switch.hold_stops(call)
    journal.tell(Retrieved(id=journal.next_id(), at=journal.now(), call=call.key, agent=call.agent, hold_ms=held_ms))
    switch.talk_on(call)
    if colleague is not None:
        switch.serve(colleague)


def _pick_up(switch: ConversationSwitch, command: PickUp) -> None:
    call, seat = own_call(switch, command)
    if not call.place or call.state != "waiting":
        raise Refused("not_parked")
    if not seat.signed_in or seat.call is not None or seat.asked is not None:
        raise Refused("target_busy")
    switch.ring(call, seat)


def _pick_up_ring(switch: ConversationSwitch, command: PickUpRing) -> None:
    call, seat = own_call(switch, command)
    if call.state != "ringing" or call.outbound or call.agent != command.at or seat.agent == command.at:
        raise Refused("not_ringing")
    if not seat.signed_in or seat.call is not None or seat.asked is not None:
        raise Refused("target_busy")
    switch.pick_up(call, seat)


def _drop_callback_place(switch: ConversationSwitch, command: DropCallbackPlace) -> None:
    call = switch.calls.get(command.call)
    if call is None or not call.callback or call.state not in ("waiting", "ringing"):
        raise Refused("no_such_call")
    switch.drop_callback_place(call)

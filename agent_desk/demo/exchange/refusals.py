"""Why the simulated exchange does not carry out an order, and the call and seat that an order names."""

from agent_desk.demo.exchange.switch import Call, Seat, Switch
from agent_desk.hub.exchange.protocol.base import CallCommand


class Refused(Exception):
    """The command cannot be carried out; the argument is the stable word that says why."""


def own_call(switch: Switch, command: CallCommand) -> tuple[Call, Seat]:
    """Return the open call and the seat a command names, whether or not they belong together. Raises Refused."""
    seat = switch.seats.get(command.agent)
    if seat is None:
        raise Refused("no_such_agent")
    call = switch.calls.get(command.call)
    if call is None:
        raise Refused("no_such_call")
    return call, seat


def ringing(switch: Switch, command: CallCommand) -> tuple[Call, Seat]:
    """Return the call that rings at this very seat. Raises Refused."""
    call, seat = own_call(switch, command)
    if call.state != "ringing" or seat.call is not call:
        raise Refused("not_ringing")
    return call, seat


def talking(switch: Switch, command: CallCommand) -> tuple[Call, Seat]:
    """Return the call that this very seat talks to or holds. Raises Refused."""
    call, seat = own_call(switch, command)
    if call.state not in ("talking", "held") or seat.call is not call or call.agent != seat.agent:
        raise Refused("not_talking")
    return call, seat

"""The order that answers who calls: one variable of the caller's channel, which the dial plan waits for."""

from collections.abc import Callable

from agent_desk.hub.exchange.asterisk.commands.manager import Manager, Refused
from agent_desk.hub.exchange.asterisk.queue_states import PLAIN
from agent_desk.hub.exchange.asterisk.words import ANSWER
from agent_desk.hub.exchange.protocol.menu import RouteCall


class RoutingOrders:
    """Told into the channel by its unique id, which is the call's. A call that has gone on meanwhile tells so itself."""

    def __init__(self, manager: Manager) -> None:
        self._at = manager
        self.table: dict[type, Callable[..., None]] = {RouteCall: self._route}

    def _route(self, command: RouteCall) -> None:
        if not PLAIN.fullmatch(command.queue):
            raise Refused("no_such_queue")
        value = f"{command.queue},{command.priority}"
        self._at.do("no_such_call", "Setvar", Channel=command.call, Variable=ANSWER, Value=value)

"""All that an Asterisk can be ordered: the parts put together, one command at a time."""

from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.commands.calls import CallOrders
from agent_desk.hub.exchange.asterisk.commands.dialling import DiallingOrders
from agent_desk.hub.exchange.asterisk.commands.manager import AGENT, DONE, Asking, Manager, Refused
from agent_desk.hub.exchange.asterisk.commands.queue_states import QueueStateOrders
from agent_desk.hub.exchange.asterisk.commands.recording import RecordingOrders
from agent_desk.hub.exchange.asterisk.commands.routing import RoutingOrders
from agent_desk.hub.exchange.protocol.calls import AnyCommand, Result


def perform(
    command: AnyCommand, address: Address, line: Asking, timeout_s: float, telephones: dict[str, str]
) -> Result:
    """Carry out one command over one line. `telephones`: agents to interfaces, kept by the caller. Raises ExchangeLost."""
    if not AGENT.fullmatch(command.agent):
        return Result(False, "no_such_agent")
    manager = Manager(address, line, timeout_s, telephones)
    calls = CallOrders(manager)
    table = {
        **calls.table,
        **DiallingOrders(manager).table,
        **RecordingOrders(manager, calls).table,
        **QueueStateOrders(manager).table,
        **RoutingOrders(manager).table,
    }
    try:
        table[type(command)](command)
    except Refused as refused:
        return Result(False, refused.error)
    return DONE

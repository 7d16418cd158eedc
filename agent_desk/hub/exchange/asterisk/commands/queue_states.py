"""The order that says what holds for a queue beside its voice plan."""

from collections.abc import Callable

from agent_desk.hub.exchange.asterisk.commands.manager import Manager, Refused
from agent_desk.hub.exchange.asterisk.queue_states import family, written
from agent_desk.hub.exchange.protocol.queue_state import SetQueueState


class QueueStateOrders:
    """One value per queue in Asterisk's data base. An exchange whose dial plan does not read it refuses, and nothing is written."""

    def __init__(self, manager: Manager) -> None:
        self._at = manager
        self.table: dict[type, Callable[..., None]] = {SetQueueState: self._set}

    def _set(self, command: SetQueueState) -> None:
        at, state = self._at, command.state
        where = {"Family": family(at.address.context), "Key": state.queue}
        if state.as_planned:
            at.ask("DBDel", **where)  # one that is not there is no fault
            return
        value = written(state)
        queues = {one.get("Queue", "") for one in at.listed("QueueSummary") if one.get("Event") == "QueueSummary"}
        if not {state.queue, *([state.target] if state.overflow_to == "queue" else [])} <= queues:
            raise Refused("no_such_queue")
        read_by = {"Context": family(at.address.context), **({"Extension": "hours"} if state.shut else {})}
        if not at.has("ShowDialPlan", **read_by):
            raise Refused("no_measures")
        at.do("bad_command", "DBPut", Val=value, **where)

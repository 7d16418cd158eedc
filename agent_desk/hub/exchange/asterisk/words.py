"""Words of our own that go through Asterisk: names of UserEvents, and its QUEUESTATUS as our outcomes."""

from typing import Final

from agent_desk.hub.exchange.protocol.calls import Outcome

MARK: Final = "AgentDeskMark"
"""A place in the stream of events."""
MUTED: Final = "AgentDeskMuted"
REFUSED: Final = "AgentDeskRefused"
HUNG_UP: Final = "AgentDeskHungUp"
DIALLED: Final = "AgentDeskDialled"
"""An outbound call was ordered."""
CONSULTED: Final = "AgentDeskConsulted"
"""A consultation was ordered: about which leg, of whom."""
LEFT: Final = "AgentDeskLeft"
"""Told by our dial plan."""
ENTERED: Final = "AgentDeskEntered"
ROUTED: Final = "AgentDeskRouted"
ANSWER: Final = "AD_ANSWER"
"""The channel variable in which the hub says how a call that asked goes on."""
CLOSED: Final = "AgentDeskClosed"
FACT: Final = "AgentDeskFact"
OVERFLOW: Final = "AgentDeskOverflow"
CALLBACK: Final = "AgentDeskCallback"
CALLBACK_TOLD: Final = "AgentDeskCallbackTold"
CALLBACK_PLACE: Final = "AgentDeskKept"
"""Told by the voice plan (plan_menu.py, plan_wait.py)."""
SOUND: Final = "AgentDeskSound"
"""Told when `agent-desk exchange check` asks which sounds there are."""
ASKED: Final = "AD_ASKED"
"""The channel variable with the sounds that it asks for beside those of the plan that is in force, "&" between them."""

OUTCOMES: Final[dict[str, Outcome]] = {
    "TIMEOUT": "timed_out",
    "FULL": "full",
    "JOINEMPTY": "join_empty",
    "JOINUNAVAIL": "join_empty",
    "LEAVEEMPTY": "leave_empty",
    "LEAVEUNAVAIL": "leave_empty",
    "WITHDRAW": "diverted",
}
"""QUEUESTATUS, as our dial plan tells it, of a caller who left the queue without an agent."""
NEVER_JOINED: Final = frozenset({"FULL", "JOINEMPTY", "JOINUNAVAIL"})

RECORDS: Final = "AgentDeskRecords"
PAUSED: Final = "AgentDeskPaused"
RECORDED: Final = "AgentDeskRecorded"
SPY: Final = "ad-spy-"
"""The beginning of the id of a supervisor's channel; the supervision's own id follows."""

"""Events that only a replay of a past log tells: what in life the hub itself decides about an agent.

In life presence and after-call work are the hub's, and the exchange is told. A log of the past has them decided already,
so the replay tells them, each with the log's own time.
"""

from dataclasses import dataclass
from typing import Literal

from agent_desk.hub.exchange.protocol.base import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentTold(Event):
    """The log says that the agent was signed in and ready, paused (`reason`), or gone. `call` is empty."""

    agent: str
    state: Literal["ready", "not_ready", "signed_out"]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterCallWorkEnded(Event):
    """After-call work for this call is over, and took so long by the log (0 where it knows of none)."""

    agent: str
    acw_ms: int


ReplayEvent = AgentTold | AfterCallWorkEnded

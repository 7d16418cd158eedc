"""What a replay of a past log tells about agents beside their calls (hub/exchange/protocol/replay.py)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from agent_desk.hub.calls.intake.events import Verdict
from agent_desk.hub.calls.state import rules
from agent_desk.hub.calls.state.machine import Agent
from agent_desk.hub.calls.state.rules import Trigger
from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.exchange.protocol.replay import AfterCallWorkEnded, AgentTold

_ASKS: Final[dict[str, Trigger]] = {"ready": "ask_ready", "not_ready": "ask_not_ready", "signed_out": "sign_out"}


def agent_told(board: Switchboard, event: AgentTold) -> Verdict:
    """Return the agent came, paused, or left, at the time of the log; while busy it is kept as asked."""
    agent = board.agent(event.agent)
    if agent is None:
        return "orphan"
    signed_out = agent.state.state == "signed_out"
    if signed_out and event.state == "signed_out":
        return "late"
    if signed_out:
        board.move(agent, "sign_in", at=event.at)
    reason = (event.reason or rules.REASON_SIGNED_IN) if event.state == "not_ready" else None
    board.move(agent, _ASKS[event.state], at=event.at, reason=reason)
    return "applied"


def after_call_work_ended(board: Switchboard, event: AfterCallWorkEnded) -> Verdict:
    """After-call work took as long as the log says: the hub's clock, which measures it in life, runs at another speed."""
    call, agent = board.call(event.call), board.agent(event.agent)
    if call is None or agent is None:
        return "orphan"
    if agent.state.state != "after_call_work" or agent.state.wrapup_call_id != call.id:
        return "late"
    agent.state.acw_from_at = board.unit.now - timedelta(milliseconds=event.acw_ms)
    agent.state.limit_at = None
    board.move(agent, _end_of(agent), at=event.at)
    return "applied"


def _end_of(agent: Agent) -> Trigger:
    return "acw_limit" if agent.state.acw_mode == "limit_no_early_exit" else "done"


HANDLERS: Final[dict[type, Callable[[Switchboard, Any], Verdict]]] = {
    AgentTold: agent_told,
    AfterCallWorkEnded: after_call_work_ended,
}

"""The part of the dial plan that lists the centre's queues: their entrances, how they wait without rules, what is said before them.

It stands twice: in the base plan as `configure` wrote it, and in the voice plan's file, which the base plan includes. So a queue that
was made since takes calls once the voice plan is applied, without another `configure`.
"""

from collections.abc import Collection, Sequence
from typing import Final

from agent_desk.hub.exchange.asterisk.queue_states import late, limit

ANNOUNCEMENT: Final = "agent-desk-recorded"
"""The bank's own sound file that says that the call is recorded, in Asterisk's folder for sounds."""


def entrances(c: str, queues: Sequence[str]) -> str:
    """Return an extension for each queue, by its code: from there a call joins it."""
    return "".join(f"exten => {queue},1,Set(__AD_QUEUE={queue})\n same => n,Goto({c}-join,s,1)\n" for queue in queues)


def plain(c: str, queues: Sequence[str], patience_s: int) -> str:
    """Return how each queue waits that has no rules in the voice plan."""
    return "".join(
        f"exten => {queue},1,Queue({queue},t${{AD_SURVEY}},,,{limit(patience_s)})\n"
        " same => n,UserEvent(AgentDeskLeft,Status: ${QUEUESTATUS})\n"
        f' same => n,GotoIf($["${{QUEUESTATUS}}"="CONTINUE"]?{c}-survey,s,1)\n'
        f" same => n,{late(c)}\n same => n,Hangup()\n"
        for queue in queues
    )


def announced(queues: Sequence[str], recorded: Collection[str]) -> str:
    """Return what is said before each queue; `recorded`: those whose callers are told that they are recorded."""
    return "".join(
        f"exten => {queue},1,{f'Playback({ANNOUNCEMENT})' if queue in recorded else 'NoOp()'}\n same => n,Return()\n"
        for queue in queues
    )


def applied(c: str, queues: Sequence[str], recorded: Collection[str], patience_s: int) -> str:
    """Return the contexts that the base plan includes for queues made since it was written."""
    return (
        f"[{c}-queues]\n; every queue of the centre, those made since {c}-queue was written too\n{entrances(c, queues)}\n"
        f"[{c}-plainly]\n{plain(c, queues, patience_s)}\n"
        f"[{c}-announced]\n{announced(queues, recorded)}"
    )

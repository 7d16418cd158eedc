"""The part of the dial plan for recording and supervisors: the announcement before a queue, spying, taking over."""

from collections.abc import Collection, Sequence
from typing import Final

ANNOUNCEMENT: Final = "agent-desk-recorded"
"""The bank's own sound file that says that the call is recorded, in Asterisk's folder for sounds."""

PLAN: Final = """
[{context}-announce]
; said once, before the first queue: that the call is recorded (a setting of each queue)
{announced}
[{context}-spy]
; a supervisor's telephone, rung by the hub; AD_SPIED is the agent's channel. Keys of the telephone change nothing here
exten => listen,1,ChanSpy(${{AD_SPIED}},quE)
 same => n,Hangup()
exten => whisper,1,ChanSpy(${{AD_SPIED}},quEw)
 same => n,Hangup()
exten => barge,1,ChanSpy(${{AD_SPIED}},quEB)
 same => n,Hangup()
; about to have the customer
exten => ready,1,Wait(10)
 same => n,Hangup()

[{context}-takeover]
; the customer goes to the supervisor who is in the call, AD_TAKER; who has gone meanwhile: the customer waits again
exten => _[0-9a-f].,1,Bridge(${{AD_TAKER}})
 same => n,GotoIf($["${{BRIDGERESULT}}"="SUCCESS"]?over)
 same => n,Goto({context}-join,s,1)
 same => n(over),Hangup()
"""


def plan(context: str, queues: Sequence[str], announced: Collection[str]) -> str:
    """Return the contexts, for these queues; `announced`: those whose callers are told that they are recorded."""
    lines = "".join(
        f"exten => {queue},1,{f'Playback({ANNOUNCEMENT})' if queue in announced else 'NoOp()'}\n same => n,Return()\n"
        for queue in queues
    )
    return PLAN.format(context=context, announced=lines)

"""The part of the dial plan for recording and supervisors: the announcement before a queue, spying, taking over."""

from collections.abc import Collection, Sequence
from typing import Final

from agent_desk.hub.exchange.asterisk.setup.plan_queues import announced as said_before

PLAN: Final = """
[{context}-announce]
; said once, before the first queue: that the call is recorded (a setting of each queue), by the voice plan's file where it says so
include => {context}-announced
include => {context}-announced-given

[{context}-announced-given]
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
    return PLAN.format(context=context, announced=said_before(queues, announced))

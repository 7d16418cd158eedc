"""The part of the dial plan that obeys measures for a queue: closed, an announcement, an overflow. Read as each call comes.

A call that an agent has sent to a queue waits there as before: a person has decided that. One that overflowed from another queue
is told of as an overflow where it is turned away, since it was offered already.
"""

from typing import Final

from agent_desk.hub.exchange.asterisk.setup.plan_wait import OFFER_WAIT_S, PLACE, SOUNDS
from agent_desk.hub.exchange.asterisk.words import CLOSED, ENTERED, FACT, OVERFLOW
from agent_desk.hub.exchange.protocol.plan_rules import CLOSED_SOUND, OFFER

_OVERFLOW: Final = f"UserEvent({OVERFLOW},Queue: ${{AD_QUEUE}},To: "


def measures(c: str) -> str:
    """Return the context. It is come to from `-join`, before the wait, and from a queue that was waited in too long."""
    return "\n".join(
        [
            f"[{c}-measures]",
            "; opened, closed, an announcement, an overflow: supervisors' measures, read from Asterisk's data base",
            "exten => s,1,Set(AD_OVER=)",
            ' same => n,GotoIf($["${AD_MH}"="" & "${AD_MS}"!=""]?hours,1)',
            " same => n(asked),NoOp()",
            ' same => n,GotoIf($["${AD_MH}"="closed"]?closed,1)',
            ' same => n,GotoIf($["${AD_MA}"="" | "${AD_JOINED}"!=""]?over)',
            f" same => n,Gosub({c}-measures,told,1)",
            f" same => n,UserEvent({FACT},Name: announcement,Value: ${{AD_QUEUE}}/${{AD_MA}})",
            f" same => n,Playback({SOUNDS}/${{AD_MA}})",
            ' same => n(over),GotoIf($["${AD_MO}"=""]?go)',
            " same => n,GotoIf($[0${AD_MW} = 0 & 0${AD_MT} = 0]?now)",
            " same => n,GotoIf($[0${AD_MW} > 0 & ${QUEUE_WAITING_COUNT(${AD_QUEUE})} > 0${AD_MW}]?now)",
            f" same => n(go),Goto({c}-join,s,passed)",
            f" same => n(now),Gosub({c}-measures,told,1)",
            " same => n,Set(AD_MY=measure)",
            " same => n,Goto(${AD_MO},1)",
            "; its own hours: closed at the times that are told, with the sound of the number that was called",
            "exten => hours,1,Set(AD_SPAN=${SHIFT(AD_MS,&)})",
            ' same => n,GotoIf($["${AD_SPAN}"=""]?s,asked)',
            " same => n,Set(AD_FROM=${SHIFT(AD_SPAN,-)})",
            " same => n,GotoIf($[${EPOCH} < ${AD_FROM} | ${EPOCH} >= ${AD_SPAN}]?hours,1)",
            " same => n,Set(AD_MH=closed)",
            f' same => n,Set(AD_MC=${{IF($["${{AD_SHUT}}"=""]?{CLOSED_SOUND}:${{AD_SHUT}})}})',
            " same => n,Goto(s,asked)",
            "exten => late,1,Set(AD_MY=measure_wait)",
            f" same => n,{PLACE}",
            " same => n,Goto(${AD_MO},1)",
            f"exten => queue,1,{_OVERFLOW}queue,Target: ${{AD_MX}},Why: ${{AD_MY}})",
            " same => n,Set(AD_PLACE=)",
            " same => n,Set(AD_OVER=1)",
            f" same => n,Goto({c}-queue,${{AD_MX}},1)",
            f"exten => message,1,{_OVERFLOW}message,Target: ${{AD_MX}},Why: ${{AD_MY}})",
            f" same => n,Playback({SOUNDS}/${{AD_MX}})",
            " same => n,Hangup()",
            f"exten => callback,1,{_OVERFLOW}callback,Target: ,Why: ${{AD_MY}})",
            f" same => n,Read(AD_KEY,{SOUNDS}/{OFFER},1,,1,{OFFER_WAIT_S})",
            f' same => n,GotoIf($["${{AD_KEY}}"="${{AD_MX}}"]?{c}-keys-${{AD_QUEUE}},${{AD_MX}},kept)',
            f' same => n,GotoIf($["${{AD_MY}}"="measure"]?{c}-join,s,passed)',
            f" same => n,Goto({c}-wait,${{AD_QUEUE}},queue)",
            'exten => closed,1,GotoIf($["${AD_JOINED}"!=""]?moved)',
            f" same => n,Gosub({c}-measures,told,1)",
            " same => n,Set(AD_OUT=closed)",
            f" same => n,UserEvent({CLOSED})",
            f" same => n,UserEvent({FACT},Name: turned_away,Value: ${{AD_QUEUE}}/${{AD_MC}})",
            f" same => n(say),Playback({SOUNDS}/${{AD_MC}})",
            " same => n,Hangup()",
            f" same => n(moved),{_OVERFLOW}message,Target: ${{AD_MC}},Why: measure)",
            " same => n,Goto(say)",
            "; the hub hears of a call before anything is said of it",
            'exten => told,1,GotoIf($["${AD_NOTED}${AD_JOINED}"!=""]?known)',
            " same => n,Set(AD_FIRST=${AD_QUEUE})",
            " same => n,Set(AD_ENTERED=${STRFTIME(,UTC,%s.%3q)})",
            f" same => n,Set(CHANNEL(hangup_handler_push)={c}-over,s,1)",
            " same => n,Set(AD_NOTED=1)",
            f" same => n,UserEvent({ENTERED},Queue: ${{AD_QUEUE}},Dialled: ${{AD_DIALLED}})",
            " same => n(known),Return()",
            "",
        ]
    )

"""The part of the dial plan in which a customer waits: estimate, overflow, call-back that keeps the place; and the survey.

A call-back keeps its place as a call of its own: a Local channel that waits in the queue at the place of the customer, who
has hung up. Its other half is not answered before an agent is there; being answered is what makes it dial the customer.
So the agent is there first, the customer is never rung for nobody, and the queue's own account stays whole.
"""

from collections.abc import Sequence
from typing import Final

from agent_desk.hub.exchange.asterisk.queue_states import late, limit
from agent_desk.hub.exchange.asterisk.words import CALLBACK, CALLBACK_PLACE, CALLBACK_TOLD, FACT, LEFT, OVERFLOW
from agent_desk.hub.exchange.protocol.plan_rules import LONGEST, OFFER, WAIT_STEPS
from agent_desk.schemas.calls.voice_plan import QueueRules, Survey, VoicePlan

SOUNDS: Final = "agent-desk"
"""The folder of the bank's sound files, below Asterisk's own `sounds`."""
SURVEY_WAIT_S: Final = 8
OFFER_WAIT_S: Final = 5
PLACE: Final = "Set(AD_PLACE=${IF($[0${QUEUEPOSITION} > 0]?${QUEUEPOSITION}:)})"
"""Where the customer stood when they left the queue."""


def waiting(plan: VoicePlan, c: str, patience_s: int, dial_s: int, trunk: str) -> str:
    """Return how each queue with rules waits; every other waits by `-plain` of the base plan."""
    parts = [f"[{c}-wait]", "; queues with rules of their own"]
    for rules in plan.queues:
        parts += _queue(rules, c, patience_s)
    parts.append("")
    for rules in plan.queues:
        if rules.callback_key:
            parts += [*_keys(rules, c, patience_s), ""]
    return (
        "\n".join(
            [
                *parts,
                *_callback_place([one.queue for one in plan.queues if one.callback_key], c, patience_s),
                "",
                *_customer(c, dial_s, trunk),
            ]
        )
        + "\n"
    )


def _queue(rules: QueueRules, c: str, patience_s: int) -> list[str]:
    q, overflow = rules.queue, rules.overflow
    waits, seats = f"${{QUEUE_WAITING_COUNT({q})}}", f"${{QUEUE_MEMBER({q},logged)}}"
    lines = [f"exten => {q},1,Set(__AD_QUEUE={q})"]
    if overflow is not None and overflow.per_agent is not None:
        lines.append(f' same => n,GotoIf($["${{AD_PLACE}}" = "" & {waits} > {overflow.per_agent:g} * {seats}]?load)')
    if rules.tell_wait:
        lines += _estimate(rules, waits, seats)
    if rules.callback_key:
        lines.append(' same => n,GotoIf($["${AD_PLACE}" != ""]?queue)')
        lines.append(f" same => n,Playback({SOUNDS}/callback-hint)")
    patience = overflow.after_s if overflow is not None and overflow.after_s is not None else patience_s
    lines += [
        f" same => n(queue),Queue({q},t${{AD_SURVEY}},,,{limit(patience)},,,,${{AD_PLACE}})",
        " same => n,Set(AD_PLACE=)",
        f" same => n,UserEvent({LEFT},Status: ${{QUEUESTATUS}})",
        f' same => n,GotoIf($["${{QUEUESTATUS}}"="CONTINUE"]?{c}-survey,s,1)',
        f" same => n,{late(c)}",
    ]
    if overflow is not None and overflow.after_s is not None:
        lines.append(' same => n,GotoIf($["${QUEUESTATUS}"="TIMEOUT"]?late)')
    lines.append(" same => n,Hangup()")
    if overflow is not None and overflow.per_agent is not None:
        lines += _overflow(rules, c, "load")
    if overflow is not None and overflow.after_s is not None:
        lines += _overflow(rules, c, "wait", label="late")
    return lines


def _overflow(rules: QueueRules, c: str, why: str, label: str = "load") -> list[str]:
    overflow = rules.overflow
    assert overflow is not None
    does, target = overflow.does, overflow.target
    head = f" same => n({label}),UserEvent({OVERFLOW},Queue: {rules.queue},To: {does},Target: {target},Why: {why})"
    if does == "queue":
        return [head, " same => n,Set(AD_OVER=1)", f" same => n,Goto({c}-queue,{target},1)"]
    if does == "message":
        return [head, f" same => n,Playback({SOUNDS}/{target})", " same => n,Hangup()"]
    key = rules.callback_key
    return [
        head,
        *([f" same => n,{PLACE}"] if why == "wait" else []),
        f" same => n,Read(AD_KEY,{SOUNDS}/{OFFER},1,,1,{OFFER_WAIT_S})",
        f' same => n,GotoIf($["${{AD_KEY}}"="{key}"]?{c}-keys-{rules.queue},{key},kept)',
        " same => n,Goto(queue)",
    ]


def _estimate(rules: QueueRules, waits: str, seats: str) -> list[str]:
    """`calls/rules_wait.py` in Asterisk's own sums: (ahead + 1) x handling time / agents at their seats."""
    lines = [
        f' same => n,GotoIf($["${{AD_PLACE}}" != "" | {seats} = 0]?untold)',
        f" same => n,GotoIf($[{waits} = 0 & ${{QUEUE_MEMBER({rules.queue},free)}} > 0]?untold)",
        f" same => n,Set(AD_EWT=$[({waits} + 1) * {rules.handle_s} / {seats}])",
        f" same => n,UserEvent({FACT},Name: estimated_wait_s,Value: ${{AD_EWT}})",
    ]
    for bound, sound in WAIT_STEPS:
        lines.append(f" same => n,GotoIf($[${{AD_EWT}} < {bound}]?{sound})")
    lines += [f" same => n,Playback({SOUNDS}/{LONGEST})", " same => n,Goto(untold)"]
    for _, sound in WAIT_STEPS:
        lines += [f" same => n({sound}),Playback({SOUNDS}/{sound})", " same => n,Goto(untold)"]
    return [*lines[:-1], " same => n(untold),NoOp()"]


# ---------------------------------------------------------------------- call-back


def _keys(rules: QueueRules, c: str, patience_s: int) -> list[str]:
    """The key was pressed: first the place is kept, then the customer is told. Without a number they wait on in their place.

    Whoever has a place already gets no second one.
    """
    q, key = rules.queue, rules.callback_key
    place = (
        f"Originate(Local/{q}@{c}-kept/n,exten,{c}-customer,${{AD_BACK}},1,{patience_s},"
        "ac(${AD_BACK})v(__AD_OF=${CHANNEL(linkedid)}^__AD_PLACE=${AD_PLACE}^__AD_BACK=${AD_BACK}^__AD_DIALLED=${AD_DIALLED}))"
    )
    return [
        f"[{c}-keys-{q}]",
        f"exten => {key},1,{PLACE}",
        " same => n(kept),Set(AD_BACK=${FILTER(0-9+,${CALLERID(num)})})",
        ' same => n,GotoIf($["${AD_BACK}"=""]?none)',
        " same => n,Set(AD_OUT=called_back)",
        f" same => n,GotoIf($[${{GROUP_COUNT(${{AD_BACK}}@{c}-{q})}} > 0]?told)",
        f" same => n,{place}",
        f" same => n(told),UserEvent({CALLBACK},Queue: {q},Number: ${{AD_BACK}},Position: 0${{AD_PLACE}})",
        f" same => n,Playback({SOUNDS}/callback-kept)",
        " same => n,Hangup()",
        f" same => n(none),Playback({SOUNDS}/callback-no-number)",
        f" same => n,Goto({c}-wait,{q},queue)",
    ]


def _callback_place(queues: Sequence[str], c: str, patience_s: int) -> list[str]:
    lines = [
        f"[{c}-kept]",
        "; a place that is kept for a customer who has hung up; not answered before an agent is there",
    ]
    for q in queues:
        lines += [
            f"exten => {q},1,Set(__AD_QUEUE={q})",
            " same => n,Set(CALLERID(num)=${AD_BACK})",
            " same => n,Set(CALLERID(name)=)",
            f" same => n,Set(GROUP({c}-{q})=${{AD_BACK}})",
            f" same => n,UserEvent({CALLBACK_PLACE},Of: ${{AD_OF}},Number: ${{AD_BACK}})",
            f" same => n,Queue({q},t,,,{patience_s},,,,${{AD_PLACE}})",
            f" same => n,UserEvent({LEFT},Status: ${{QUEUESTATUS}})",
            " same => n,Hangup()",
        ]
    return lines


def _customer(c: str, dial_s: int, trunk: str) -> list[str]:
    """Return the other half, from the moment an agent is there."""
    return [
        f"[{c}-customer]",
        f"exten => _[0-9+].,1,Set(CHANNEL(hangup_handler_push)={c}-told,s,1)",
        f" same => n,UserEvent({CALLBACK_TOLD},State: dialling)",
        f" same => n,Dial(PJSIP/${{EXTEN}}@{trunk},{dial_s})",
        " same => n,Hangup()",
        "",
        f"[{c}-told]",
        f'exten => s,1,UserEvent({CALLBACK_TOLD},State: ${{IF($["${{DIALSTATUS}}"="ANSWER"]?reached:not_reached)}})',
        " same => n,Return()",
    ]


# ---------------------------------------------------------------------- survey


def survey(question: Survey, c: str) -> str:
    """After the agent has hung up: one key from 1 to 5, told as a fact of the call."""
    return (
        "\n".join(
            [
                f"[{c}-survey]",
                f"exten => s,1,Read(AD_SCORE,{SOUNDS}/{question.sound},1,,2,{SURVEY_WAIT_S})",
                ' same => n,GotoIf($["${AD_SCORE}" =~ "^[1-5]"]?told)',
                " same => n,Hangup()",
                f" same => n(told),UserEvent({FACT},Name: survey,Value: ${{AD_SCORE}})",
                f" same => n,Playback({SOUNDS}/{question.thanks_sound})",
                " same => n,Hangup()",
            ]
        )
        + "\n"
    )

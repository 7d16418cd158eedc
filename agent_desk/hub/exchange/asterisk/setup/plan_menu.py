"""The voice plan as a part of Asterisk's dial plan: `agent-desk-menu.conf`, from the centre's settings alone.

It stands between `-incoming` (the bank's numbers) and the queues of `configure.py`: hours, menus, identity digits, what
happens while waiting, call-backs, survey. What it learns it tells by UserEvents (`words.py`), which `translate_menu.py`
reads. Identity digits never leave the channel: their length is looked at, their last four are told, then they are wiped.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from agent_desk.hub.exchange.asterisk.queue_states import reading
from agent_desk.hub.exchange.asterisk.setup.plan_queues import applied
from agent_desk.hub.exchange.asterisk.setup.plan_wait import SOUNDS, survey, waiting
from agent_desk.hub.exchange.asterisk.words import ANSWER, ASKED, CLOSED, ENTERED, FACT, ROUTED, SOUND
from agent_desk.hub.exchange.protocol.menu import IDENTITY_SHOWN
from agent_desk.hub.exchange.protocol.plan_rules import INVALID, MenuSite, faults, sounds_of
from agent_desk.schemas.calls.voice_plan import (
    Choice,
    Hours,
    Identity,
    Menu,
    Number,
    Period,
    SpecialDay,
    VoicePlan,
)

ENDINGS: Final = ("wav", "ulaw", "alaw", "gsm", "sln", "g722")
IDENTITY_WAIT_S: Final = 10
ANSWER_TRIES: Final = 15
ANSWER_TRY_S: Final = 0.1
"""So often, and so many seconds apart, a call looks for the hub's answer: a second and a half in all."""


def menu_file(plan: VoicePlan, site: MenuSite, queues: Sequence[str], announced: Collection[str] = ()) -> str:
    """Return the whole file. `queues`: every queue of the centre, since calls may be sent to any. Raises ValueError: `faults`.

    `announced`: queues whose callers are told that they are recorded.
    """
    if wrong := faults(plan, queues):
        raise ValueError(wrong[0])
    c = site.context
    parts = [
        applied(c, queues, announced, site.patience_s),
        _numbers(plan.numbers, c, asks=bool(plan.callers)),
        *([_callers(c)] if plan.callers else []),
        *(_hours(hours, plan.days, site) for hours in plan.hours),
        *(_menu(menu, c) for menu in plan.menus),
        _identity(plan.identity, c),
        waiting(plan, c, site.patience_s, site.dial_s, site.trunk),
        survey(plan.survey, c),
        _check(plan, site),
    ]
    return "\n".join(parts)


# ---------------------------------------------------------------------- numbers and hours


def _numbers(numbers: Sequence[Number], c: str, *, asks: bool) -> str:
    lines = [f"[{c}-numbers]", "; the bank's numbers with a voice plan"]
    for one in numbers:
        steps = [
            f"Set(__AD_DIALLED={one.number})",
            f"Set(AD_SHUT={one.closed_sound})",
            f"Set(AD_FIRST={one.queue})",
            "Set(AD_ENTERED=${STRFTIME(,UTC,%s.%3q)})",
            f"Set(CHANNEL(hangup_handler_push)={c}-over,s,1)",
            "Set(AD_NOTED=1)",
            f"UserEvent({ENTERED},Queue: {one.queue},Dialled: {one.number}{',Asks: 1' if asks else ''})",
            "Answer()",
            *(["Set(AD_SURVEY=c)"] if one.survey else []),
        ]
        if one.hours:
            steps += [
                reading(c, one.queue),
                'GotoIf($["${AD_MH}"="opened"]?open)',
                f"Gosub({c}-hours-{one.hours},s,1)",
                'GotoIf($["${GOSUB_RETVAL}"="shut"]?shut)',
                "(open)NoOp()",
            ]
        if one.greeting_sound:
            steps.append(f"Playback({SOUNDS}/{one.greeting_sound})")
        if asks:
            steps.append(f"Gosub({c}-callers,s,1)")
            steps.append(f'GotoIf($["${{AD_TO}}"!=""]?{c}-queue,${{AD_TO}},1)')
        steps.append(f"Goto({c}-menu-{one.menu},s,1)" if one.menu else f"Goto({c}-queue,{one.queue},1)")
        lines += extension(one.number, steps)
        if one.hours:
            lines.append(" same => n(shut),Set(AD_OUT=closed)")
            lines += [
                f" same => n,UserEvent({CLOSED})",
                f" same => n,Playback({SOUNDS}/{one.closed_sound})",
                " same => n,Hangup()",
            ]
    return "\n".join(lines) + "\n"


def _callers(c: str) -> str:
    """Wait for the hub's answer who calls, no longer than `ANSWER_TRIES`; then the plan goes on. A greeting is heard meanwhile."""
    steps = [
        "Set(AD_TRY=0)",
        f'(again)GotoIf($["${{{ANSWER}}}"!=""]?told)',
        "Set(AD_TRY=$[${AD_TRY} + 1])",
        f"GotoIf($[${{AD_TRY}} > {ANSWER_TRIES}]?late)",
        f"Wait({ANSWER_TRY_S})",
        "Goto(again)",
        f"(told)Set(ARRAY(AD_TO,QUEUE_PRIO)=${{{ANSWER}}})",
        f"UserEvent({ROUTED},Queue: ${{AD_TO}},Priority: ${{QUEUE_PRIO}})",
        "Return()",
        f"(late)UserEvent({ROUTED},Late: 1)",
        "Return()",
    ]
    return "\n".join([f"[{c}-callers]", "; who calls: the hub's word, or none in time", *extension("s", steps)]) + "\n"


def _hours(hours: Hours, days: Sequence[SpecialDay], site: MenuSite) -> str:
    """Open or shut, by the clock of the centre's zone. Compared as numbers, so that the end of a period is shut to the second."""
    zone = site.zone
    steps = [
        f"Set(AD_TODAY=${{STRFTIME(,{zone},%Y%m%d)}})",
        f"Set(AD_NOW=1${{STRFTIME(,{zone},%H%M)}})",
        f"Set(AD_DAY=${{STRFTIME(,{zone},%u)}})",
    ]
    groups: dict[str, list[date]] = defaultdict(list)
    own: dict[str, Sequence[Period]] = {}
    for special in days:
        label = f"w{special.as_weekday}" if special.as_weekday else "shut"
        if special.periods:
            label = "d" + "_".join(f"{p.start}{p.end}".replace(":", "") for p in special.periods)
            own[label] = special.periods
        groups[label].append(special.day)
    for label, listed in groups.items():
        for at in range(0, len(listed), 50):
            dates = "|".join(f"{day:%Y%m%d}" for day in sorted(listed)[at : at + 50])
            steps.append(f'GotoIf($["${{AD_TODAY}}" =~ "^({dates})"]?{label})')
    steps.append("Goto(w${AD_DAY})")
    lines = [f"[{site.context}-hours-{hours.code}]", *extension("s", steps)]
    for label, periods in [(f"w{at}", one) for at, one in enumerate(hours.week, 1)] + list(own.items()):
        bounds = [[f"1{clock.replace(':', '')}" for clock in (one.start, one.end)] for one in periods]
        tests = [f"GotoIf($[${{AD_NOW}} >= {start} & ${{AD_NOW}} < {end}]?open)" for start, end in bounds]
        for at, test in enumerate([*tests, "Return(shut)"]):
            lines.append(f" same => n({label}),{test}" if at == 0 else f" same => n,{test}")
    return "\n".join([*lines, " same => n(shut),Return(shut)", " same => n(open),Return(open)"]) + "\n"


# ---------------------------------------------------------------------- menus


def _menu(menu: Menu, c: str) -> str:
    here = f"{c}-menu-{menu.code}"
    steps = [
        "Set(AD_TRY=0)",
        "(again)Set(AD_TRY=$[${AD_TRY} + 1])",
        f"GotoIf($[${{AD_TRY}} > {menu.tries}]?otherwise)",
        f"Read(AD_KEY,{SOUNDS}/{menu.sound},1,,1,{menu.wait_s})",
        'GotoIf($["${AD_KEY}"=""]?again)',
        f"GotoIf(${{DIALPLAN_EXISTS({here},${{AD_KEY}},1)}}?${{AD_KEY}},1)",
        f"Playback({SOUNDS}/{INVALID})",
        "Goto(again)",
        f"(otherwise)Goto({c}-queue,{menu.otherwise},1)",
    ]
    lines = [f"[{here}]", *extension("s", steps)]
    for choice in menu.choices:
        lines += extension(choice.key, _chosen(choice, c, here))
    return "\n".join(lines) + "\n"


def _chosen(choice: Choice, c: str, here: str) -> list[str]:
    if choice.does == "repeat":
        return [f"Goto({here},s,1)"]
    steps = [
        f'Set(AD_PATH=${{IF($["${{AD_PATH}}"=""]?{choice.key}:${{AD_PATH}}.{choice.key})}})',
        f"UserEvent({FACT},Name: menu,Value: ${{AD_PATH}})",
        *([f"Gosub({c}-identity,s,1)"] if choice.identity else []),
    ]
    if choice.does == "queue":
        return [*steps, f"Goto({c}-queue,{choice.target},1)"]
    if choice.does == "menu":
        return [*steps, f"Goto({c}-menu-{choice.target},s,1)"]
    return [*steps, f"Playback({SOUNDS}/{choice.target})", "Hangup()"]


def _identity(identity: Identity, c: str) -> str:
    right = " | ".join(f"${{LEN(${{AD_ID}})}} = {length}" for length in sorted(set(identity.lengths)))
    steps = [
        "Set(AD_TRY=0)",
        "(again)Set(AD_TRY=$[${AD_TRY} + 1])",
        f"GotoIf($[${{AD_TRY}} > {identity.tries}]?over)",
        f"Read(AD_ID,{SOUNDS}/{identity.sound},{max(identity.lengths)},,1,{IDENTITY_WAIT_S})",
        f"GotoIf($[{right}]?good)",
        "Set(AD_ID=)",
        f"Playback({SOUNDS}/{identity.wrong_sound})",
        "Goto(again)",
        f"(good)UserEvent({FACT},Name: identity,Value: ${{AD_ID:-{IDENTITY_SHOWN}}})",
        "(over)Set(AD_ID=)",
        "Return()",
    ]
    return "\n".join([f"[{c}-identity]", *extension("s", steps)]) + "\n"


def _check(plan: VoicePlan, site: MenuSite) -> str:
    """Return what `agent-desk exchange check` runs: which sounds there are, and whether the zone's clock is known."""
    zone = site.zone or "UTC"
    wanted = datetime.fromtimestamp(0, ZoneInfo(zone)).strftime(
        "%H%M"
    )  # so many hours after UTC that the epoch began there
    steps = [
        "Wait(0.1)",
        f"UserEvent({SOUND},Name: zone,There: ${{STRFTIME(0,{zone},%H%M)}})",
        f"UserEvent({SOUND},Name: zone_wanted,There: {wanted})",
    ]
    steps += [f"Gosub({site.context}-check,sound,1({name}))" for name in sounds_of(plan)]
    steps += [
        f'(more)GotoIf($["${{{ASKED}}}"=""]?end)',
        f"Gosub({site.context}-check,sound,1(${{SHIFT({ASKED},&)}}))",
        "Goto(more)",
        f"(end)UserEvent({SOUND},Name: end,There: 1)",
        "Hangup()",
    ]
    folders = ("${ASTDATADIR}/sounds", "${ASTDATADIR}/sounds/${CHANNEL(language)}")
    there = "".join(f"${{STAT(e,{folder}/{SOUNDS}/${{ARG1}}.{ending})}}" for folder in folders for ending in ENDINGS)
    one = [f"UserEvent({SOUND},Name: ${{ARG1}},There: {there})", "Return()"]
    return "\n".join([f"[{site.context}-check]", *extension("sounds", steps), *extension("sound", one)]) + "\n"


def extension(name: str, steps: Sequence[str]) -> list[str]:
    """Lines of one extension; a step may begin with its label in brackets."""
    lines = []
    for at, step in enumerate(steps):
        label, step = (step[: step.index(")") + 1], step[step.index(")") + 1 :]) if step.startswith("(") else ("", step)
        lines.append(f"exten => {name},1{label},{step}" if at == 0 else f" same => n{label},{step}")
    return lines

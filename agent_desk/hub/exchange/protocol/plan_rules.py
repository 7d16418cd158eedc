"""What holds of a voice plan whatever exchange it is made for: what contradicts itself, which sounds it names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from agent_desk.schemas.calls.voice_plan import VoicePlan

Say = Callable[[str, str], str]
INVALID: Final = "invalid-key"
WAIT_STEPS: Final = ((60, "wait-under-1"), (180, "wait-1-to-3"), (300, "wait-3-to-5"), (600, "wait-5-to-10"))
"""Bounds in seconds, and the sound that tells an estimated wait below them; above the last one: `LONGEST`."""
LONGEST: Final = "wait-over-10"
WAIT_SOUNDS: Final = (*(sound for _, sound in WAIT_STEPS), LONGEST)
CALLBACK_SOUNDS: Final = ("callback-hint", "callback-kept", "callback-no-number")
OFFER: Final = "callback-offer"
CLOSED_SOUND: Final = "closed"
"""What callers hear of a closed queue where nothing else is said."""
QUEUES_FILE: Final = "agent-desk-queues.conf"
PLAN_FILE: Final = "agent-desk-menu.conf"
"""The file that an exchange is given of a plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuSite:
    """What beside the plan decides the file. `zone`: the centre's; `trunk`: the endpoint of outside numbers."""

    context: str = "agent-desk"
    zone: str = ""
    trunk: str = "trunk"
    dial_s: int = 60
    patience_s: int = 3600


def sounds_of(plan: VoicePlan) -> list[str]:
    """Return every sound file that the plan names, without folder and ending."""
    found = {one.sound for one in plan.menus}
    found |= {one.closed_sound for one in plan.numbers if one.hours}
    found |= {one.greeting_sound for one in plan.numbers if one.greeting_sound}
    choices = [choice for menu in plan.menus for choice in menu.choices]
    found |= {one.target for one in choices if one.does == "message"} | ({INVALID} if choices else set())
    if any(one.identity for one in choices):
        found |= {plan.identity.sound, plan.identity.wrong_sound}
    for rules in plan.queues:
        overflow = rules.overflow
        if overflow is not None and overflow.does != "queue":
            found.add(overflow.target if overflow.does == "message" else OFFER)
        found |= set(WAIT_SOUNDS) if rules.tell_wait else set()
        found |= set(CALLBACK_SOUNDS) if rules.callback_key else set()
    if any(one.survey for one in plan.numbers):
        found |= {plan.survey.sound, plan.survey.thanks_sound}
    return sorted(found)


def faults(plan: VoicePlan, queues: Sequence[str], *, chinese: bool = False) -> list[str]:
    """Return what cannot hold together: names that lead nowhere, numbers twice, overflow in a circle. A sentence each, in one language."""
    say: Say = (lambda zh, en: zh) if chinese else (lambda zh, en: en)
    return [
        *_twice(plan, say),
        *_strange_queues(plan, set(queues), say),
        *_strange_names(plan, say),
        *_overflows(plan, say),
    ]


def _twice(plan: VoicePlan, say: Say) -> Iterator[str]:
    for zh, what, names in (
        ("号码", "number", [one.number for one in plan.numbers]),
        ("菜单", "menu", [one.code for one in plan.menus]),
        ("队列", "queue", [one.queue for one in plan.queues]),
        ("服务时间", "hours", [one.code for one in plan.hours]),
        ("来电客户规则", "rule about callers", [one.who for one in plan.callers]),
        ("日期", "day", [one.day.isoformat() for one in plan.days]),
    ):
        for name in sorted({n for n in names if names.count(n) > 1}):
            yield say(f"{zh} {name} 出现两次", f"{what} {name} stands twice")


def _strange_queues(plan: VoicePlan, queues: set[str], say: Say) -> Iterator[str]:
    named = [("号码", "number", one.number, one.queue) for one in plan.numbers]
    named += [("菜单", "menu", one.code, one.otherwise) for one in plan.menus]
    named += [("菜单", "menu", m.code, c.target) for m in plan.menus for c in m.choices if c.does == "queue"]
    named += [("队列", "queue", one.queue, one.queue) for one in plan.queues]
    named += [("队列", "queue", queue, target) for queue, target in _overflow_targets(plan).items()]
    named += [("来电客户规则", "rule about callers", one.who, one.queue) for one in plan.callers if one.queue]
    for zh, what, name, queue in named:
        if queue not in queues:
            yield say(
                f"{zh} {name} 指向不存在的队列 {queue}", f"{what} {name} leads to the queue {queue}, which there is not"
            )


def _strange_names(plan: VoicePlan, say: Say) -> Iterator[str]:
    menus, hours = {one.code for one in plan.menus}, {one.code for one in plan.hours}
    for one in plan.numbers:
        if one.menu is not None and one.menu not in menus:
            yield say(
                f"号码 {one.number} 指向不存在的菜单 {one.menu}",
                f"number {one.number} leads to the menu {one.menu}, which there is not",
            )
        if one.hours is not None and one.hours not in hours:
            yield say(
                f"号码 {one.number} 的服务时间 {one.hours} 不存在",
                f"number {one.number} has the hours {one.hours}, which there are not",
            )
    for menu in plan.menus:
        for choice in menu.choices:
            if choice.does == "menu" and choice.target not in menus:
                yield say(
                    f"菜单 {menu.code} 指向不存在的菜单 {choice.target}",
                    f"menu {menu.code} leads to the menu {choice.target}, which there is not",
                )
            if choice.does == "message" and not choice.target:
                yield say(
                    f"菜单 {menu.code} 的按键 {choice.key}：播放语音需要语音名",
                    f"menu {menu.code}, key {choice.key}: a message needs the name of its sound",
                )


def _overflow_targets(plan: VoicePlan) -> dict[str, str]:
    return {one.queue: one.overflow.target for one in plan.queues if one.overflow and one.overflow.does == "queue"}


def _overflows(plan: VoicePlan, say: Say) -> Iterator[str]:
    keys = {one.queue: one.callback_key for one in plan.queues}
    for rules in plan.queues:
        overflow = rules.overflow
        if overflow is not None and overflow.does == "message" and not overflow.target:
            yield say(
                f"队列 {rules.queue}：播放语音需要语音名", f"queue {rules.queue}: a message needs the name of its sound"
            )
        if overflow is not None and overflow.does == "callback" and not keys[rules.queue]:
            yield say(
                f"队列 {rules.queue}：溢出提供回呼，但没有设置回呼按键",
                f"queue {rules.queue}: overflow offers a call-back, but the queue has no call-back key",
            )
    overflows = _overflow_targets(plan)
    for start in overflows:
        seen, at = {start}, overflows.get(start)
        while at is not None and at not in seen:
            seen.add(at)
            at = overflows.get(at)
        if at == start:
            yield say(f"队列 {start} 的溢出成环", f"queue {start} overflows in a circle")

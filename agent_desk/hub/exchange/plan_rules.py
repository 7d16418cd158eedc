"""What holds of a voice plan whatever exchange it is made for: what contradicts itself, which sounds it names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from agent_desk.schemas.calls_menu import VoicePlan

INVALID: Final = "invalid-key"
WAIT_STEPS: Final = ((60, "wait-under-1"), (180, "wait-1-to-3"), (300, "wait-3-to-5"), (600, "wait-5-to-10"))
"""Bounds in seconds, and the sound that tells an estimated wait below them; above the last one: `LONGEST`."""
LONGEST: Final = "wait-over-10"
WAIT_SOUNDS: Final = (*(sound for _, sound in WAIT_STEPS), LONGEST)
CALLBACK_SOUNDS: Final = ("callback-hint", "callback-kept", "callback-no-number")
OFFER: Final = "callback-offer"
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
    """Every sound file that the plan names, without folder and ending."""
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


def faults(plan: VoicePlan, queues: Sequence[str]) -> list[str]:
    """What cannot hold together: names that lead nowhere, numbers twice, overflow in a circle."""
    return list(_faults(plan, set(queues)))


def _faults(plan: VoicePlan, queues: set[str]) -> Iterator[str]:
    menus, hours = {one.code for one in plan.menus}, {one.code for one in plan.hours}
    for what, names in (
        ("number", [one.number for one in plan.numbers]), ("menu", [one.code for one in plan.menus]),
        ("queue", [one.queue for one in plan.queues]), ("hours", [one.code for one in plan.hours]),
        ("day", [one.day.isoformat() for one in plan.days]),
    ):  # fmt: skip
        yield from (f"{what} {name} stands twice" for name in sorted({n for n in names if names.count(n) > 1}))
    named = [("number", one.number, one.queue) for one in plan.numbers]
    named += [("menu", one.code, one.otherwise) for one in plan.menus]
    named += [("menu", m.code, c.target) for m in plan.menus for c in m.choices if c.does == "queue"]
    named += [("queue", one.queue, one.queue) for one in plan.queues]
    overflows = {one.queue: one.overflow.target for one in plan.queues if one.overflow and one.overflow.does == "queue"}
    named += [("queue", queue, target) for queue, target in overflows.items()]
    yield from (f"{what} {name} leads to the queue {queue}, which there is not" for what, name, queue in named
                if queue not in queues)  # fmt: skip
    for one in plan.numbers:
        if one.menu is not None and one.menu not in menus:
            yield f"number {one.number} leads to the menu {one.menu}, which there is not"
        if one.hours is not None and one.hours not in hours:
            yield f"number {one.number} has the hours {one.hours}, which there are not"
    for menu in plan.menus:
        for choice in menu.choices:
            if choice.does == "menu" and choice.target not in menus:
                yield f"menu {menu.code} leads to the menu {choice.target}, which there is not"
            if choice.does == "message" and not choice.target:
                yield f"menu {menu.code}, key {choice.key}: a message needs the name of its sound"
    keys = {one.queue: one.callback_key for one in plan.queues}
    for rules in plan.queues:
        overflow = rules.overflow
        if overflow is not None and overflow.does == "message" and not overflow.target:
            yield f"queue {rules.queue}: a message needs the name of its sound"
        if overflow is not None and overflow.does == "callback" and not keys[rules.queue]:
            yield f"queue {rules.queue}: overflow offers a call-back, but the queue has no call-back key"
    for start in overflows:
        seen, at = {start}, overflows.get(start)
        while at is not None and at not in seen:
            seen.add(at)
            at = overflows.get(at)
        if at == start:
            yield f"queue {start} overflows in a circle"

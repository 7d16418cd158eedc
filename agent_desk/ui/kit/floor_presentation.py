"""How the floor's facts are written: a goal in a few words, an agent's state as a line, the order of states."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QCoreApplication

from agent_desk.schemas.calls.records import PersonRef, QueueRef
from agent_desk.schemas.figures.board import AgentRow, Goal
from agent_desk.ui.kit import states, words
from agent_desk.ui.kit.cards import Target

NEAR = 0.05
"""So far below its target a share is a warning, further it is bad."""
SHORTFALL_ICONS = {"warning": "triangle-alert", "bad": "circle-alert"}
"""Colour alone says nothing to who cannot see it: the symbol of each tone."""

_ORDER = ("talking", "on_hold", "reserved", "after_call_work", "not_ready", "ready", "signed_out")


def shortfall(value: float | None, level: float) -> str:
    """Return how a share misses its target, as a tone: "warning" within `NEAR` below it, "bad" further; "" where it does not."""
    judged = "" if value is None else Target(level, "", near=NEAR).tone(value)
    return judged if judged in SHORTFALL_ICONS else ""


def seconds(ms: int) -> str:
    """20000 -> "20"."""
    return f"{ms / 1000:g}"


def goal_line(goal: Goal) -> str:
    """ "F3 · 20 s · ≥ 80 %"."""
    return QCoreApplication.translate("Floor", "{formula} · {seconds} s · ≥ {level}").format(
        formula=goal.formula, seconds=seconds(goal.threshold_ms), level=words.percent(goal.level)
    )


def person_name(person: PersonRef) -> str:
    """Return the name in the language in force; the agent's code stands beside it."""
    return words.pick(person.name, person.name_en)


def queue_name(queue: QueueRef) -> str:
    """Return the queue's name in the language in force."""
    return words.pick(queue.name_zh, queue.name_en)


def state_line(row: AgentRow) -> str:
    """ "Not ready · Break"; empty on a past day."""
    if row.state is None:
        return ""
    word = states.word(row.state)
    reason = reason_word(row)
    return f"{word} · {reason}" if reason else word


def reason_word(row: AgentRow) -> str:
    """Return why somebody is not ready; empty where there is no reason."""
    return words.pick(row.reason.name_zh, row.reason.name_en) if row.reason is not None else ""


def next_line(row: AgentRow) -> str:
    """Return what was asked for and does not hold yet, or nothing."""
    if row.next_state is None:
        return ""
    reason = words.pick(row.next_reason.name_zh, row.next_reason.name_en) if row.next_reason is not None else ""
    word = states.word(row.next_state)
    asked = f"{word} · {reason}" if reason else word
    return QCoreApplication.translate("Floor", "then {state}").format(state=asked)


def state_rank(row: AgentRow) -> int:
    """Busy first, then those who could be, then those who are away; a lost seat before all."""
    if row.seat_lost_at is not None:
        return -1
    return _ORDER.index(row.state) if row.state in _ORDER else len(_ORDER)


def on_the_wall(moment: datetime, zone: str) -> datetime:
    """Return a moment that the kit, which writes in the centre's zone, writes as the clocks of `zone` had it.

    For the day of queues that belong to another zone; the centre's own days are left as they are.
    """
    if zone == str(words.zone()):
        return moment
    try:
        there = moment.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return moment
    return there.replace(tzinfo=words.zone())


def time_s(value: float | None) -> str:
    """Seconds as "3:05"; an en dash when there is none."""
    return words.duration(None if value is None else round(value * 1000))

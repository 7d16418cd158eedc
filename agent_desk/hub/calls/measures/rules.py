"""When a measure can be taken for a queue: nothing that sends callers in a circle, into a closed queue, or to nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

from agent_desk.schemas.calls.measures import MeasureFields

Refusal = Literal[
    "",
    "overflow_to_itself",
    "overflow_target_unknown",
    "overflow_target_closed",
    "overflow_circle",
    "no_callback_key",
    "relied_on",
]
LONGEST: Final = timedelta(days=14)
"""A measure with an end is for some days at the most; what holds longer is the voice plan's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What holds now. `overflows`: queues to where their calls overflow, by measures and by the voice plan."""

    queues: frozenset[str]
    closed: frozenset[str] = frozenset()
    overflows: Mapping[str, frozenset[str]] = field(default_factory=dict)
    callback_keys: Mapping[str, str] = field(default_factory=dict)


def refusal(queue: str, form: MeasureFields, floor: Floor) -> tuple[Refusal, str]:
    """Return why the measure cannot be taken for a queue, and the other queue it is about; empty where it can."""
    if form.does == "closed":
        relying = sorted(one for one, to in floor.overflows.items() if queue in to and one not in floor.closed)
        return ("relied_on", relying[0]) if relying else ("", "")
    if form.overflow_to == "callback" and queue not in floor.callback_keys:
        return "no_callback_key", ""
    if form.overflow_to == "queue":
        return _target(queue, form.target or "", floor)
    return "", ""


def _target(queue: str, target: str, floor: Floor) -> tuple[Refusal, str]:
    if target == queue:
        return "overflow_to_itself", target
    if target not in floor.queues:
        return "overflow_target_unknown", target
    if target in floor.closed:
        return "overflow_target_closed", target
    if leads_to(target, queue, floor.overflows):
        return "overflow_circle", target
    return "", ""


def leads_to(start: str, end: str, overflows: Mapping[str, frozenset[str]]) -> bool:
    """Return whether a call of one queue can come into another by overflows."""
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        at = ahead.pop()
        if at == end:
            return True
        if at not in seen:
            seen.add(at)
            ahead += overflows.get(at, ())
    return False


def wrong_end(until_at: datetime | None, now: datetime) -> str:
    """Return what is wrong with the end of a measure; empty where nothing is."""
    if until_at is None:
        return ""
    if until_at <= now:
        return "past"
    return "too_late" if until_at - now > LONGEST else ""

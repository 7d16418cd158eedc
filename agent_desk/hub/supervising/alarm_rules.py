"""When a figure of the board is past the threshold of a rule, when it is back, and when an alarm makes no sound. Pure."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from agent_desk.schemas.figures.board import AgentRow, Board, Figures, Now, QueueRow
from agent_desk.schemas.supervising.records import BELOW, FLAP_MINUTES, OF_AGENTS, OF_WORK, SHARES, AlarmRuleRow

FLAP_WINDOW: Final = timedelta(minutes=FLAP_MINUTES)
_SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Subject:
    """What an alarm is about: a queue by its code, an agent, or (neither) the centre."""

    queue: str | None = None
    person_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as it is now. `calls`: how many it is made of, where that matters."""

    value: float
    calls: int = 0


def readings(
    rule: AlarmRuleRow, board: Board, flips: Mapping[uuid.UUID, int], work: Mapping[str, int], now: datetime
) -> dict[Subject, Reading]:
    """Return what the rule looks at: every subject with its figure. A figure without basis (no call, no such queue) is not there."""
    if rule.figure in OF_WORK:
        found: dict[Subject, Reading | None] = {Subject(): Reading(float(work[rule.figure]))}
    elif rule.figure in OF_AGENTS:
        found = {Subject(person_id=row.person.id): _of_agent(rule, row, flips, now) for row in board.agents}
    elif rule.queue is None and not rule.each_queue:
        counted = {"day": board.total, "recent": board.recent}.get(rule.counted)
        found = {Subject(): _of_calls(rule, counted, board.now, now)}
    else:
        found = {
            Subject(queue=row.queue.code): _of_calls(
                rule, {"day": row.day, "recent": row.recent}.get(rule.counted), row.now, now
            )
            for row in board.queues
            if rule.queue in (None, row.queue.code) and not _rests(row)
        }
    return {subject: reading for subject, reading in found.items() if reading is not None}


def _rests(row: QueueRow) -> bool:
    """Return whether a queue is shut by its own hours and nobody waits in it any more: nothing is missing there."""
    return any(mark.by_hours for mark in row.measures) and (row.now is None or not row.now.waiting)


def _of_calls(rule: AlarmRuleRow, counted: Figures | None, here: Now | None, now: datetime) -> Reading | None:
    match rule.figure:
        case "service_level" | "answer_rate" | "abandoned" if counted is not None:
            value = getattr(counted, rule.figure)
            return Reading(float(value), counted.offered) if value is not None else None
        case "waiting" | "ready" if here is not None:
            return Reading(float(getattr(here, rule.figure)))
        case "longest_wait" if here is not None:
            return Reading((now - here.longest_since) / _SECOND if here.longest_since is not None else 0.0)
    return None


def _of_agent(rule: AlarmRuleRow, row: AgentRow, flips: Mapping[uuid.UUID, int], now: datetime) -> Reading | None:
    if rule.figure == "flapping":
        return Reading(float(flips.get(row.person.id, 0)))
    if rule.figure == "seat_lost":
        return Reading((now - row.seat_lost_at) / _SECOND) if row.seat_lost_at is not None else None
    said = row.reason.code if row.reason is not None else None
    if row.state != rule.state or row.since_at is None or (rule.reason is not None and said != rule.reason):
        return None
    return Reading((now - row.since_at) / _SECOND)


def past(rule: AlarmRuleRow, reading: Reading) -> bool:
    """Return whether the figure is past the threshold."""
    if rule.figure in SHARES and reading.calls < rule.least_calls:
        return False
    return reading.value < rule.threshold if rule.figure in BELOW else reading.value >= rule.threshold


def back(rule: AlarmRuleRow, reading: Reading) -> bool:
    """Return whether a figure that was past the threshold is back far enough: between the two it is neither."""
    return reading.value >= rule.clear_at if rule.figure in BELOW else reading.value < rule.clear_at


def worse(rule: AlarmRuleRow, one: float, other: float) -> float:
    """Return the worse of two values."""
    return min(one, other) if rule.figure in BELOW else max(one, other)


def quiet(rule: AlarmRuleRow, local: datetime) -> bool:
    """Return whether this moment, in the centre's time, lies in the rule's quiet hours, [from, to); they may go over midnight."""
    if rule.quiet_from is None or rule.quiet_to is None:
        return False
    begin, end, at = time.fromisoformat(rule.quiet_from), time.fromisoformat(rule.quiet_to), local.time()
    return begin <= at < end if begin <= end else at >= begin or at < end

"""The centre's own limit of a complaint, in business hours, beside the legal one; neither overrules the other.

It counts from the registration (of one that was taken up again, from then), by the hours of the source for the complaint's grade, and
stands still during outside appraisal, of whomever was told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from agent_desk.hub.cases import grading, limits
from agent_desk.hub.cases.business_time import BusinessCalendar, add_business_time, business_ms_between
from agent_desk.hub.cases.kinds.calendar import business_calendar
from agent_desk.hub.cases.terms import TermTable
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.cases import CasePause, Complaint
from agent_desk.schemas.cases.records import DueStep, InternalClock
from agent_desk.schemas.cases.rules import OPEN_STATES
from agent_desk.schemas.cases.words import GRADES

_MINUTE_MS: Final = 60_000
_HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class Internal:
    """How the own limit stands. `due_at`: None while it stands still; `stood_ms`: business time that it stood still."""

    from_at: datetime
    minutes: int
    stood_ms: int
    due_at: datetime | None


def internal(
    from_at: datetime,
    minutes: int,
    pauses: Sequence[tuple[datetime, datetime | None]],
    calendar: BusinessCalendar,
    now: datetime,
) -> Internal:
    """Return when the own limit ends, from the facts. `pauses`: in order, not one over another; an open one stands still now. Pure.

    A pause that begins when the limit is over takes nothing of it. Where the calendar holds no business at all there is no such time.
    """
    stood = 0
    for began, ended in pauses:
        due_at = _ends(from_at, minutes, stood, calendar)
        if due_at is None or began >= due_at:
            break
        if ended is None:
            stood += business_ms_between(max(began, from_at), max(now, from_at), calendar)
            return Internal(from_at, minutes, stood, None)
        stood += business_ms_between(max(began, from_at), max(ended, from_at), calendar)
    return Internal(from_at, minutes, stood, _ends(from_at, minutes, stood, calendar))


def _ends(from_at: datetime, minutes: int, stood_ms: int, calendar: BusinessCalendar) -> datetime | None:
    try:
        return add_business_time(from_at, minutes * _MINUTE_MS + stood_ms, calendar)
    except ValueError:
        return None


def limit(unit: Unit, complaint: Complaint) -> None:
    """Give a complaint the own limit that its source has for its grade: as it is registered, and as one of the two becomes another."""
    source = grading.source_of(unit, complaint)
    hours: int = getattr(source, f"hours_{complaint.grade}") if source is not None else 0
    complaint.internal_minutes = hours * _HOUR


def wind(unit: Unit, complaint: Complaint, shares: limits.Shares) -> None:
    """Compute the own limit anew and store it."""
    begun_again = complaint.reopened_at
    if begun_again is not None and (complaint.internal_from_at is None or complaint.internal_from_at < begun_again):
        complaint.internal_from_at = begun_again
        limit(unit, complaint)
    found = of(unit, complaint)
    due_at = found.due_at if found is not None else None
    if due_at != complaint.internal_due_at:
        complaint.internal_due_at = due_at
        if found is not None:
            complaint.internal_warned = limits.kept(complaint.internal_warned, found.from_at, due_at, unit.now, shares)


def of(unit: Unit, complaint: Complaint) -> Internal | None:
    """Return how the own limit of a complaint stands; None where it has none."""
    if not complaint.internal_minutes or complaint.internal_from_at is None:
        return None
    pauses = unit.db.execute(
        select(CasePause.started_at, CasePause.ended_at)
        .where(CasePause.complaint_id == complaint.id)
        .order_by(CasePause.started_at)
    )
    return internal(
        complaint.internal_from_at,
        complaint.internal_minutes,
        [(began, ended) for began, ended in pauses],
        business_calendar(unit),
        unit.now,
    )


def explained(unit: Unit, complaint: Complaint, terms: TermTable) -> InternalClock | None:
    """Return the own limit with how it came about, line by line; None where there is none or the complaint is over."""
    found = of(unit, complaint) if complaint.state in OPEN_STATES else None
    if found is None:
        return None
    source, grade = terms.ref("source", complaint.source), GRADES[complaint.grade]
    hours = f"{found.minutes / _HOUR:g}"
    at = f"{found.from_at.astimezone(unit.zone):%Y-%m-%d %H:%M}"
    steps = [
        DueStep(
            code="internal_from",
            zh=f"{at} {'再次处理' if complaint.reopened_at else '登记'}，按工作时间计",
            en=f"{'Taken up again' if complaint.reopened_at else 'Registered'} {at}; counted in business hours",
        ),
        DueStep(
            code="internal_limit",
            zh=f"来源“{source.name_zh}”、{grade.zh}投诉：{hours} 工作小时",
            en=f"Source “{source.name_en or source.name_zh}”, {grade.en.lower()}: {hours} business hours",
        ),
    ]
    if stood := found.stood_ms // _MINUTE_MS:
        steps.append(
            DueStep(
                code="internal_stood",
                zh=f"鉴定、检测期间暂停 {stood} 分钟（工作时间）",
                en=f"It stood still for {stood} minutes of business (outside appraisal)",
            )
        )
    if found.due_at is not None:
        last = f"{found.due_at.astimezone(unit.zone):%Y-%m-%d %H:%M}"
        steps.append(DueStep(code="internal_due", zh=f"内部时限 {last}", en=f"Own limit: {last}"))
    else:
        steps.append(DueStep(code="internal_stands", zh="现在暂停", en="It stands still now"))
    return InternalClock(due_at=found.due_at, minutes=found.minutes, steps=steps)

"""Service level over a window, by everything a report is asked by."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.figures.service import (
    BadMoment,
    By,
    Goals,
    Window,
    counting,
    goals_of,
    parse_from,
    parse_to,
    rules,
    shared_zone,
)
from agent_desk.hub.reports.errors import BadInterval, BadWindow, UnknownZone
from agent_desk.models.calls.calls import Queue
from agent_desk.schemas.figures.targets import FormulaWord
from agent_desk.schemas.reports.records import OwnTarget, ReportRow, ServiceLevelReport


def service_level(
    db: Session,
    start: str,
    end: str,
    by: By,
    *,
    centre_zone: str,
    zone: str | None = None,
    minutes: int = 30,
    formula: FormulaWord | None = None,
) -> ServiceLevelReport:
    """Count the calls offered from `start` to `end` (half-open; a date as `end` is included whole).

    `zone` None: the one zone that all queues with calls there share, else the centre's. `formula` None: the centre's.
    Raises BadWindow, UnknownZone, BadInterval.
    """
    if minutes not in rules.INTERVAL_MINUTES:
        raise BadInterval(minutes=minutes, known=", ".join(str(known) for known in rules.INTERVAL_MINUTES))
    window = _window(db, start, end, zone, centre_zone)
    goals = goals_of(db)
    counted = counting.count(db, window, goals, by, minutes)
    shown = rules.agent_figures if by == "agent" else rules.figures
    return ServiceLevelReport(
        start_at=window.start_at,
        end_at=window.end_at,
        zone=str(window.zone),
        by=by,
        minutes=minutes,
        threshold_ms=goals.centre.target.within_ms,
        short_ms=goals.centre.target.short_ms,
        formula=formula or goals.centre.target.formula,
        target=goals.centre.target.level,
        answer_rate_target=goals.centre.answer_rate,
        own_targets=_own_targets(db, goals),
        rows=[ReportRow(key=key, starts_at=_begun(by, key), figures=shown(counts)) for key, counts in counted.items()],
    )


def _window(db: Session, start: str, end: str, zone: str | None, centre_zone: str) -> Window:
    wanted = known_zone(zone or centre_zone)
    try:
        if zone is None:
            wanted = shared_zone(db, parse_from(start, wanted), parse_to(end, wanted), wanted)
        window = Window(parse_from(start, wanted), parse_to(end, wanted), wanted)
    except (BadMoment, ValueError) as fault:
        raise BadWindow(start=start, end=end) from fault
    if window.start_at == window.end_at:
        raise BadWindow(start=start, end=end)
    return window


def known_zone(name: str) -> ZoneInfo:
    """Return the zone of that name. Raises UnknownZone."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise UnknownZone(zone=name) from fault


def _begun(by: By, key: str) -> datetime | None:
    return datetime.fromtimestamp(int(key), UTC) if by in ("day", "interval") else None


def _own_targets(db: Session, goals: Goals) -> list[OwnTarget]:
    usual = (goals.centre.target.within_ms, goals.centre.target.short_ms)
    codes = dict(db.execute(select(Queue.id, Queue.code).where(Queue.id.in_(goals.queues))).all())
    found = [
        OwnTarget(queue=codes[queue_id], threshold_ms=goal.target.within_ms, short_ms=goal.target.short_ms)
        for queue_id, goal in goals.queues.items()
        if (goal.target.within_ms, goal.target.short_ms) != usual
    ]
    return sorted(found, key=lambda own: own.queue)

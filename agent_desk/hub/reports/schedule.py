"""When a saved report is made next. Pure: wall clock of the centre, so that summer time moves nothing."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agent_desk.schemas.reports.sheet import Every

_DAY = timedelta(days=1)


def next_due(every: Every, at_minute: int, on_day: int, after: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the first moment (UTC) after `after`; None for a report that is never made by itself.

    `on_day`: weekday 1 (Monday) to 7 of "weekly"; day of the month of "monthly", the last one where it is shorter.
    """
    if every == "never":
        return None
    day = after.astimezone(zone).date()
    for _ in range(63):
        if _falls_on(every, on_day, day):
            due = datetime.combine(day, time(at_minute // 60, at_minute % 60), zone).astimezone(UTC)
            if due > after:
                return due
        day += _DAY
    raise AssertionError("two months without a due day")


def _falls_on(every: Every, on_day: int, day: date) -> bool:
    if every == "weekly":
        return day.isoweekday() == min(on_day, 7)
    if every == "monthly":
        return day.day == min(on_day, monthrange(day.year, day.month)[1])
    return True

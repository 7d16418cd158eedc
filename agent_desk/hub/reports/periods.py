"""Which days a report is about, how they are cut into rows, and which other days they are compared with. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from agent_desk.hub.figures.service import Window, first_instant
from agent_desk.schemas.reports.sheet import ReportChoice

LONGEST_DAYS: Final = 3700
_DAY: Final = timedelta(days=1)


class BadPeriod(ValueError):
    """The days cannot be used."""


@dataclass(frozen=True, slots=True)
class Days:
    """Calendar days, both included. Raises BadPeriod for none, or for more than ten years."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if not 0 <= (self.last - self.first).days < LONGEST_DAYS:
            raise BadPeriod(f"{self.first} {self.last}")

    @property
    def count(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    def window(self, zone: ZoneInfo) -> Window:
        """From the first instant of the first day to the first one after the last. Raises BadMoment."""
        return Window(first_instant(self.first, zone), first_instant(self.last + _DAY, zone), zone)


def days_of(choice: ReportChoice, today: date) -> Days:
    """Return the days of a choice made on `today`. Raises BadPeriod."""
    monday, first = today - timedelta(days=today.weekday()), today.replace(day=1)
    match choice.period:
        case "today":
            return Days(today, today)
        case "yesterday":
            return Days(today - _DAY, today - _DAY)
        case "last_7_days":
            return Days(today - timedelta(days=7), today - _DAY)
        case "last_30_days":
            return Days(today - timedelta(days=30), today - _DAY)
        case "this_week":
            return Days(monday, today)
        case "last_week":
            return Days(monday - timedelta(days=7), monday - _DAY)
        case "this_month":
            return Days(first, today)
        case "last_month":
            return Days((first - _DAY).replace(day=1), first - _DAY)
    if choice.start is None or choice.end is None:
        raise BadPeriod("dates")
    return Days(choice.start, choice.end)


def compared(choice: ReportChoice, days: Days) -> Days | None:
    """The days it is compared with; None: with none. Whole months are compared with whole months. Raises BadPeriod."""
    try:
        match choice.against:
            case "none":
                return None
            case "before":
                if choice.period in ("last_month", "this_month"):
                    first = (days.first - _DAY).replace(day=1)
                    whole = choice.period == "last_month"
                    return Days(first, days.first - _DAY if whole else _same_length(first, days))
                return Days(days.first - days.count * _DAY, days.first - _DAY)
            case "week_before":
                return Days(days.first - timedelta(days=7), days.last - timedelta(days=7))
            case "year_before":
                # The same weekdays: 52 weeks, so that a Monday is compared with a Monday.
                return Days(days.first - timedelta(days=364), days.last - timedelta(days=364))
        if choice.against_start is None:
            raise BadPeriod("against_start")
        return Days(choice.against_start, choice.against_start + (days.count - 1) * _DAY)
    except OverflowError as fault:
        raise BadPeriod("against") from fault


def _same_length(first: date, days: Days) -> date:
    return min(first + (days.count - 1) * _DAY, days.first - _DAY)


def cuts(rows: str, window: Window, minutes: int) -> list[datetime]:
    """Return where each row of time begins (UTC). Weeks begin on Monday; the first and the last row may be parts."""
    if rows == "interval":
        return window.intervals(minutes)
    days = window.days()
    if rows == "day":
        return days
    return [
        at
        for place, at in enumerate(days)
        if place == 0 or (at.astimezone(window.zone).weekday() == 0 if rows == "week" else _first_of_month(at, window))
    ]


def _first_of_month(at: datetime, window: Window) -> bool:
    return at.astimezone(window.zone).day == 1

"""The house's own clocks: targets in business hours, with breaks, holidays and make-up workdays.

They stand beside the legal clock of `rules.py`, which counts calendar days; neither overrules the other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise
from types import MappingProxyType
from typing import Final

_DAY_MINUTES: Final = 1440
_HORIZON: Final = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of business on one day, in minutes after midnight of the centre's clock: [start, end), end up to
    1440."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= _DAY_MINUTES:
            raise ValueError("a period lies within one day and ends after it starts")


Day = tuple[Period, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessCalendar:
    """Which minutes are business. `weekdays`: 0 is Monday; a weekday that is missing is closed.

    `holidays` are closed; `makeup_days` (调休 workdays at a weekend) have their own periods, and go before a holiday of
    the same date. Raises ValueError for periods that overlap or stand out of order.
    """

    zone: tzinfo
    weekdays: Mapping[int, Day]
    holidays: frozenset[date] = frozenset()
    makeup_days: Mapping[date, Day] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        for day in (*self.weekdays.values(), *self.makeup_days.values()):
            if any(left.end > right.start for left, right in pairwise(day)):
                raise ValueError("the periods of a day are in order and do not overlap")

    def periods(self, day: date) -> Day:
        """Return the business of one date."""
        if day in self.makeup_days:
            return self.makeup_days[day]
        return () if day in self.holidays else self.weekdays.get(day.weekday(), ())


def add_business_time(start_at: datetime, duration_ms: int, calendar: BusinessCalendar) -> datetime:
    """Return when `duration_ms` of business time have passed since `start_at` (UTC). 0 gives `start_at` itself.

    A duration that ends with a period ends at its close, not at the next opening. Raises ValueError for a negative
    duration, or where ten years of the calendar hold too little business.
    """
    if duration_ms < 0:
        raise ValueError("a duration is at least 0 ms")
    if duration_ms == 0:
        return start_at.astimezone(UTC)
    left = timedelta(milliseconds=duration_ms)
    for open_at, close_at in _openings(start_at, start_at + _HORIZON, calendar):
        if close_at - open_at >= left:
            return open_at + left
        left -= close_at - open_at
    raise ValueError("the calendar holds too little business within ten years")


def business_ms_between(start_at: datetime, end_at: datetime, calendar: BusinessCalendar) -> int:
    """Business time within [start_at, end_at) in milliseconds; 0 where the end is not after the start."""
    total = sum((close - open_ for open_, close in _openings(start_at, end_at, calendar)), timedelta())
    return total // timedelta(milliseconds=1)


def _openings(start_at: datetime, end_at: datetime, calendar: BusinessCalendar) -> Iterator[tuple[datetime, datetime]]:
    """Stretches of business (UTC) within [start_at, end_at), in order. Real time: a changed clock shortens or
    lengthens one."""
    start_at, end_at = start_at.astimezone(UTC), end_at.astimezone(UTC)
    day, last = start_at.astimezone(calendar.zone).date(), end_at.astimezone(calendar.zone).date()
    while day <= last:
        for period in calendar.periods(day):
            open_at = max(_instant(day, period.start, calendar.zone), start_at)
            close_at = min(_instant(day, period.end, calendar.zone), end_at)
            if open_at < close_at:
                yield open_at, close_at
        day += timedelta(days=1)


def _instant(day: date, minutes: int, zone: tzinfo) -> datetime:
    if minutes == _DAY_MINUTES:
        day, minutes = day + timedelta(days=1), 0
    return datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=zone).astimezone(UTC)

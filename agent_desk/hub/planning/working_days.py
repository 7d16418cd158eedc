"""What the calendar says of a day: is it worked, which weekday's days does it resemble, what sets it apart. No database, no clock.

A bank's customers call after a rest: the first workday after a holiday is a Monday, whatever the calendar on the wall says;
a day off is a Sunday; a Saturday that is worked (调休) is a workday by its place in its own week.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Final

MONDAY, TUESDAY, WEDNESDAY, FRIDAY, SATURDAY, SUNDAY = 0, 1, 2, 4, 5, 6
MARKS: Final = ("day_off", "make_up", "after_break", "before_break", "month_first", "month_last")
"""What may set a day apart (`schemas/planning/words.py`)."""
_ONE: Final = timedelta(days=1)
_FURTHEST: Final = 20
"""No rest is longer: a calendar that says so is not walked through for ever."""


@dataclass(frozen=True, slots=True)
class DayKind:
    """`like`: the weekday (0 is Monday) whose days this one resembles. `marks`: what sets it apart from them, of `MARKS`.

    `place`: how much of the month's workdays is behind at its noon, in (0, 1): wages, bills and statements have their days.
    """

    like: int
    marks: tuple[str, ...] = ()
    worked: bool = True
    place: float = 0.5


@dataclass(frozen=True)
class WorkingDays:
    """A calendar. `own_holidays` and `own_workdays` are the bank's, and go before the published ones.

    `known_years`: whose published days are known; of other years weekdays are worked and weekends are not, but for the bank's own.
    """

    holidays: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    workdays: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    own_holidays: frozenset[date] = frozenset()
    own_workdays: frozenset[date] = frozenset()
    known_years: frozenset[int] = frozenset()

    @cached_property
    def _own_years(self) -> frozenset[int]:
        return frozenset(day.year for day in self.own_holidays)

    def known(self, day: date) -> bool:
        """Return whether the holidays of its year are known: published, or named by the bank."""
        return day.year in self.known_years or day.year in self._own_years

    def is_worked(self, day: date) -> bool:
        """Return whether it is a workday."""
        if day in self.own_workdays or day in self.own_holidays:
            return day in self.own_workdays
        if day in self.workdays or day in self.holidays:
            return day in self.workdays
        return day.weekday() < SATURDAY

    def is_holiday(self, day: date) -> bool:
        """Return whether it is off by a holiday, not by its weekday alone."""
        return not self.is_worked(day) and (day in self.own_holidays or day in self.holidays)

    def kind(self, day: date) -> DayKind:
        """Return what the calendar says of a day."""
        if not self.is_worked(day):
            like, off = (SUNDAY, ("day_off",)) if self.is_holiday(day) else (day.weekday(), ())
            return DayKind(like, off, worked=False, place=self._place(day))
        before, after = self._rest(day, -_ONE), self._rest(day, _ONE)
        marks = []
        if day.weekday() >= SATURDAY:
            marks.append("make_up")
        if any(self.is_holiday(one) for one in before):
            marks.append("after_break")
        if any(self.is_holiday(one) for one in after):
            marks.append("before_break")
        marks += self._of_month(day)
        return DayKind(self._like(day, bool(before), bool(after)), tuple(marks), place=self._place(day))

    def _rest(self, day: date, step: timedelta) -> list[date]:
        """Return the days that are not worked right before or after a day."""
        found: list[date] = []
        at = day + step
        while not self.is_worked(at) and len(found) < _FURTHEST:
            found.append(at)
            at += step
        return found

    def _like(self, day: date, rested: bool, rests: bool) -> int:
        weekday = day.weekday()
        if rested:
            return MONDAY
        if weekday == MONDAY:
            # The Sunday before it was worked and had the calls of a Monday.
            return TUESDAY
        if weekday < SATURDAY:
            return weekday
        return FRIDAY if rests else WEDNESDAY

    def _of_month(self, day: date) -> list[str]:
        workdays = self._workdays(day.replace(day=1))
        return [mark for mark, one in (("month_first", workdays[0]), ("month_last", workdays[-1])) if one == day]

    def _place(self, day: date) -> float:
        workdays = self._workdays(day.replace(day=1))
        behind = sum(one < day for one in workdays) + (0.5 if day in workdays else 0.0)
        return min(max(behind / max(len(workdays), 1), 0.0), 1.0)

    def _workdays(self, first: date) -> list[date]:
        """Return the workdays of the month that begins on `first`."""
        days = (first + timedelta(days=n) for n in range(31))
        return [day for day in days if day.month == first.month and self.is_worked(day)]

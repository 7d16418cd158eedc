"""A queue's own opening hours: when it is shut, and until when. By the centre's calendar: holidays are shut, make-up workdays are Mondays.

They narrow the hours of the number that leads to the queue. The exchange is told the shut times of the next days
(`measures/state.py`), so that a queue opens and closes to the second, and while every hub is away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from agent_desk.hub.calls.voice_plan.plan import public_days
from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.centre import ZONE, centre_zone
from agent_desk.hub.kit.public_holidays import PUBLISHED
from agent_desk.models.calls.calls import Queue
from agent_desk.schemas.calls.voice_plan import SpecialDay
from agent_desk.schemas.kit import week
from agent_desk.schemas.planning.settings import CALENDAR

AHEAD: Final = 4
"""So many days from today on the exchange is told of; a hub that comes back later tells the next ones."""
LONGEST: Final = 31
"""A queue that does not open within so many days says no time."""
_ONE: Final = timedelta(days=1)
Times = list[tuple[datetime, datetime]]


@dataclass(frozen=True, slots=True)
class Hours:
    """What days are like. `zone`: in which the hours are typed; `special`: days that are not like their weekday."""

    zone: ZoneInfo
    special: Mapping[date, SpecialDay] = field(default_factory=dict)

    def shut(self, hours: Sequence[str], first: date, days: int) -> Times:
        """Return the times at which a queue is shut, from the beginning of `first` on; those that touch are one."""
        found: Times = []
        for day in (first + timedelta(days=more) for more in range(days)):
            for start, end in self._shut_on(hours, day):
                if found and found[-1][1] == start:
                    found[-1] = (found[-1][0], end)
                elif start < end:
                    found.append((start, end))
        return found

    def shut_until(self, hours: Sequence[str], now: datetime) -> tuple[bool, datetime | None]:
        """Return whether a queue is shut at this moment, and until when; None where that is too far."""
        if not hours:
            return False, None
        today = now.astimezone(self.zone).date()
        for start, end in self.shut(hours, today, 2):
            if start <= now < end:
                last = self._midnight(today + 2 * _ONE)
                return True, end if end < last else self._opens(hours, now, today)
        return False, None

    def _opens(self, hours: Sequence[str], now: datetime, today: date) -> datetime | None:
        """Return when it opens, where that is later than tomorrow."""
        end = next(end for start, end in self.shut(hours, today, LONGEST) if start <= now < end)
        return end if end < self._midnight(today + timedelta(days=LONGEST)) else None

    def _shut_on(self, hours: Sequence[str], day: date) -> Times:
        found, at = [], self._midnight(day)
        for start, end in self._open_on(hours, day):
            found.append((at, self._at(day, start)))
            at = self._at(day, end)
        return [*found, (at, self._midnight(day + _ONE))]

    def _open_on(self, hours: Sequence[str], day: date) -> list[tuple[str, str]]:
        special = self.special.get(day)
        if special is None:
            return week.periods(hours[day.weekday()])
        return week.periods(hours[special.as_weekday - 1]) if special.as_weekday is not None else []

    def _at(self, day: date, clock: str) -> datetime:
        if clock == "24:00":
            return self._midnight(day + _ONE)
        return datetime.combine(day, time.fromisoformat(clock), self.zone)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)


def hours_of(db: Session, now: datetime) -> Hours:
    """Return the centre's days around this moment, as the calendar in force says."""
    zone = ZoneInfo(centre_zone(db, ZONE))
    own = settings_in_force.read(db, CALENDAR, now)
    named = {day.year for day in own.days_off() | own.days_worked()}
    years = {(now.astimezone(zone) + timedelta(days=more)).year for more in (0, LONGEST)} & (PUBLISHED | named)
    return Hours(zone, {one.day: one for year in years for one in public_days(year, own)})


def shut_for_exchange(hours: Hours, queue: Queue, now: datetime) -> tuple[tuple[int, int], ...]:
    """Return the shut times of a queue from today on, in seconds since 1970: what the exchange is told."""
    if not queue.hours:
        return ()
    today = now.astimezone(hours.zone).date()
    return tuple((int(a.timestamp()), int(b.timestamp())) for a, b in hours.shut(queue.hours, today, AHEAD))

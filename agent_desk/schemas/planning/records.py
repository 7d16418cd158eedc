"""What a day is expected to bring, with all that the numbers are made of."""

from datetime import date, datetime

from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.record import WireRecord


class ForecastRow(WireRecord):
    """Calls expected in an interval. `morning`: as it was expected before the day began. `share`: of the calls of the whole day."""

    starts_at: datetime
    offered: float
    morning: float
    share: float


class MarkFactor(WireRecord):
    """What a mark of the calendar (`planning.mark`) does to a day: its calls / those of a day without it, learnt of `days` days."""

    mark: str
    factor: float
    days: int


class UsedDay(WireRecord):
    """A day that the forecast was learnt of. `weight`: its part of the level of a day, of 1. `unusual`: weighed down as an outlier."""

    day: date
    offered: float
    weight: float
    like: int
    unusual: bool = False
    marks: list[str] = []


class Forecast(WireRecord):
    """What today will bring, by intervals. An interval has level x weekday x month x marks x its share of the day x today's factor.

    `rows` is empty where nothing can be foretold; `why_none` says why: "no_history" (no day with calls yet) or "shut" (days
    like this one never had calls). `like`: the weekday (0 is Monday) whose days this one resembles, by the calendar. `level`:
    calls of a day, its weekday aside; `month`: what its place in the month does to it. `over_until`: where the last interval ends
    that is over. `so_far`, `expected_so_far`: calls in intervals that are over, and what was expected of them in the morning;
    `recent`, `expected_recent`: the same of the last 90 minutes of them. `near`, `later`: how much of such a deviation is learnt to
    persist for the next hour and for the rest of the day, 0 to 1, of `persists_days` days; `today_near`, `today_later`: the factors
    that come of it. `calendar_known`: whether the public holidays of the year are known.
    """

    day: date
    zone: str
    interval_ms: int
    rows: list[ForecastRow] = []
    why_none: str = ""
    like: int
    marks: list[MarkFactor] = []
    calendar_known: bool
    level: float = 0.0
    weekday: float = 1.0
    month: float = 1.0
    over_until: datetime
    so_far: float = 0.0
    expected_so_far: float = 0.0
    recent: float = 0.0
    expected_recent: float = 0.0
    near: float = 0.0
    later: float = 0.0
    persists_days: int = 0
    today_near: float = 1.0
    today_later: float = 1.0
    days: list[UsedDay] = []
    history_days: int = 0


class PublishedDay(WireRecord):
    """A day that the State Council names: a public holiday, or a Saturday or Sunday that is worked for one."""

    day: date
    worked: bool
    name_zh: OwnText
    name_en: OwnText


class PublishedYear(WireRecord):
    """What is published of a year. `known`: whether anything is; where not, weekdays are worked and weekends are not."""

    year: int
    known: bool
    days: list[PublishedDay]

"""Clocks of a case against times reckoned by hand: calendar days, hours of business over a holiday, and time that they stood still."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from agent_desk.hub.cases.business_time import BusinessCalendar, Period
from agent_desk.hub.cases.kinds.clocks import Stay, due_at, runs
from tests.fixtures.kinds import small_kind

ZONE = ZoneInfo("Asia/Shanghai")
DAY = (Period(8 * 60 + 30, 12 * 60), Period(13 * 60 + 30, 17 * 60 + 30))
CALENDAR = BusinessCalendar(
    zone=ZONE,
    weekdays=dict.fromkeys(range(5), DAY),
    holidays=frozenset({date(2026, 12, 3)}),
    makeup_days={date(2026, 12, 5): DAY},
)


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def due(stays: list[Stay], now: datetime, *, values: dict[str, str] | None = None, **clock: object) -> datetime | None:
    clocks = [{"code": "c", "name_zh": "时", "name_en": "c", **clock}]
    return due_at(runs(small_kind("a", clocks=clocks), values or {}, stays, CALENDAR, now=now))


def test_days_end_with_the_last_one() -> None:
    assert due([Stay("new", at(1, 23, 59), None)], at(2), amount=5) == at(7)
    assert due([Stay("new", at(1, 0, 0), None)], at(2), amount=0) == at(2)


def test_what_it_stood_still_is_added_and_while_it_does_nothing_is_due() -> None:
    stood = [Stay("new", at(1, 9), at(1, 10)), Stay("doing", at(1, 10), at(3, 10))]
    assert due(stood, at(3, 10), amount=5, stops_in=["doing"]) is None
    assert due(
        [*stood[:1], Stay("doing", at(1, 10), at(3, 10)), Stay("new", at(3, 10), None)],
        at(3, 11),
        amount=5,
        stops_in=["doing"],
    ) == at(9)


def test_hours_of_business_pass_over_lunch_holidays_and_weekends() -> None:
    # Wednesday 16:30 and four hours: one left of the day, Thursday is off, three on Friday morning.
    assert due([Stay("new", at(2, 16, 30), None)], at(2, 17), amount=240, unit="business_minutes") == at(4, 11, 30)
    # Friday 16:30: Saturday is a make-up day.
    assert due([Stay("new", at(4, 16, 30), None)], at(4, 17), amount=240, unit="business_minutes") == at(5, 11, 30)


def test_a_clock_begins_with_the_day_of_a_field_and_is_over_at_the_end() -> None:
    start: dict[str, Any] = {"amount": 0, "start": "what"}
    assert due([Stay("new", at(1, 9), None)], at(1, 9), values={"what": "2026-12-10"}, **start) == at(11)
    assert due([Stay("new", at(1, 9), None)], at(1, 9), **start) is None
    over = [Stay("new", at(1, 9), at(1, 10)), Stay("over", at(1, 10), at(1, 10))]
    assert due(over, at(9), amount=1) is None

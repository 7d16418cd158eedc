"""Targets in business hours: lunch, nights, holidays, make-up workdays, changes of the clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agent_desk.hub.cases.business_time import BusinessCalendar, Period, add_business_time, business_ms_between
from tests.fixtures.properties import given, st

ZONE = ZoneInfo("Asia/Shanghai")
HOUR = 3_600_000
OFFICE = (Period(9 * 60, 12 * 60), Period(13 * 60 + 30, 17 * 60 + 30))
CALENDAR = BusinessCalendar(
    zone=ZONE,
    weekdays=dict.fromkeys(range(5), OFFICE),
    holidays=frozenset({date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 5), date(2026, 10, 6), date(2026, 10, 7)}),
    makeup_days={date(2026, 10, 10): (Period(9 * 60, 12 * 60),)},
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-03-02 09:00", 1, "2026-03-02 10:00"),
        ("2026-03-02 11:30", 1, "2026-03-02 14:00"),  # over lunch
        ("2026-03-02 12:30", 1, "2026-03-02 14:30"),  # begun at lunch
        ("2026-03-02 17:00", 1, "2026-03-03 09:30"),  # over night
        ("2026-03-06 17:00", 1, "2026-03-09 09:30"),  # over a weekend
        ("2026-03-02 02:00", 7, "2026-03-02 17:30"),  # ends with the day, not at the next opening
        ("2026-03-02 09:00", 35, "2026-03-06 17:30"),
        ("2026-09-30 17:00", 1, "2026-10-08 09:30"),  # over a week of holidays
        ("2026-10-09 17:00", 3, "2026-10-10 11:30"),  # a Saturday that is worked
        ("2026-10-09 17:00", 4, "2026-10-12 09:30"),
    ],
)
def test_business_time(start: str, hours: int, end: str) -> None:
    assert add_business_time(at(start), hours * HOUR, CALENDAR) == at(end)


def test_no_time_at_all_ends_at_once() -> None:
    assert add_business_time(at("2026-03-01 03:00"), 0, CALENDAR) == at("2026-03-01 03:00")


def test_a_centre_that_never_closes_counts_every_hour() -> None:
    always = BusinessCalendar(zone=ZONE, weekdays={day: (Period(0, 1440),) for day in range(7)})
    assert add_business_time(at("2026-03-02 23:30"), 50 * HOUR, always) == at("2026-03-05 01:30")


def test_the_hour_that_a_clock_skips_is_no_business() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    always = BusinessCalendar(zone=berlin, weekdays={day: (Period(0, 1440),) for day in range(7)})
    start = datetime(2026, 3, 29, tzinfo=berlin)
    assert business_ms_between(start, datetime(2026, 3, 30, tzinfo=berlin), always) == 23 * HOUR
    assert add_business_time(start, 23 * HOUR, always) == datetime(2026, 3, 30, tzinfo=berlin)


def test_a_calendar_without_business_is_an_error_not_an_endless_search() -> None:
    with pytest.raises(ValueError, match="too little"):
        add_business_time(at("2026-03-02 09:00"), HOUR, BusinessCalendar(zone=ZONE, weekdays={}))


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 0"):
        add_business_time(at("2026-03-02 09:00"), -1, CALENDAR)
    with pytest.raises(ValueError, match="period"):
        Period(600, 600)
    with pytest.raises(ValueError, match="overlap"):
        BusinessCalendar(zone=ZONE, weekdays={0: (Period(540, 720), Period(700, 800))})


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC))
durations = st.integers(1, 60 * HOUR)


@given(moments, durations, durations)
def test_durations_add_up(start: datetime, first: int, second: int) -> None:
    between = add_business_time(start, first, CALENDAR)
    assert add_business_time(between, second, CALENDAR) == add_business_time(start, first + second, CALENDAR)


@given(moments, durations)
def test_the_time_between_is_what_was_added(start: datetime, duration: int) -> None:
    end = add_business_time(start, duration, CALENDAR)
    # A start within a microsecond fraction of a millisecond is floored once.
    assert abs(business_ms_between(start, end, CALENDAR) - duration) <= 1
    assert business_ms_between(start, end - timedelta(milliseconds=1), CALENDAR) < duration
    assert business_ms_between(end, start, CALENDAR) == 0

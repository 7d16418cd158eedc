"""A queue's own opening hours: when it is shut, and until when."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from agent_desk.hub.calls.voice_plan.plan import public_days
from agent_desk.hub.calls.voice_plan.queue_hours import Hours
from agent_desk.schemas.planning.settings import CentreCalendar

ZONE = ZoneInfo("Asia/Shanghai")
OFFICE = ["09:00-12:00, 13:30-17:30"] * 5 + ["10:00-16:00", ""]
ROUND_THE_CLOCK = ["00:00-24:00"] * 7
OWN = CentreCalendar(holidays=["2026-03-18"], workdays=["2026-03-21"])
HOURS = Hours(ZONE, {one.day: one for one in public_days(2026, OWN)})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("hours", "now", "opens"),
    [
        pytest.param(OFFICE, "2026-03-16 09:00", None, id="open as the period begins"),
        pytest.param(OFFICE, "2026-03-16 08:59", "2026-03-16 09:00", id="before it begins"),
        pytest.param(OFFICE, "2026-03-16 12:00", "2026-03-16 13:30", id="between two periods"),
        pytest.param(OFFICE, "2026-03-16 17:30", "2026-03-17 09:00", id="shut as it ends, until the next morning"),
        pytest.param(OFFICE, "2026-03-17 20:00", "2026-03-19 09:00", id="over a day off of the bank's own"),
        pytest.param(OFFICE, "2026-03-21 09:30", None, id="a make-up Saturday is a Monday"),
        pytest.param(OFFICE, "2026-03-22 11:00", "2026-03-23 09:00", id="a day without periods"),
        pytest.param(OFFICE, "2026-09-30 18:00", "2026-10-08 09:00", id="over the holidays of October"),
        pytest.param(ROUND_THE_CLOCK, "2026-03-16 23:59", None, id="days that touch are open at midnight"),
        pytest.param([], "2026-10-01 03:00", None, id="no hours of its own: nothing is said"),
    ],
)
def test_a_queue_is_shut_outside_its_periods_and_says_when_it_opens(
    hours: list[str], now: str, opens: str | None
) -> None:
    shut, until = HOURS.shut_until(hours, at(now))
    assert (shut, until) == ((True, at(opens)) if opens is not None else (False, None))


def test_a_queue_that_opens_in_no_near_time_says_none() -> None:
    far = CentreCalendar(holidays=["2026-05-01/2026-06-20"])
    always_off = Hours(ZONE, {one.day: one for one in public_days(2026, far)})
    assert always_off.shut_until(OFFICE, at("2026-05-02 12:00")) == (True, None)


def test_what_the_exchange_is_told_is_the_shut_times_of_whole_days() -> None:
    told = HOURS.shut(OFFICE, date(2026, 3, 20), 2)
    assert [(f"{a:%d %H:%M}", f"{b:%d %H:%M}") for a, b in told] == [
        ("20 00:00", "20 09:00"),
        ("20 12:00", "20 13:30"),
        ("20 17:30", "21 09:00"),
        ("21 12:00", "21 13:30"),
        ("21 17:30", "22 00:00"),
    ]

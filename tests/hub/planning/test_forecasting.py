"""The forecast as the board gets it: from the counters, explained to the last factor, learnt once and kept, right in a year that is not
published."""

import math
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete

from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings_store import put
from agent_desk.hub.planning import forecasting
from agent_desk.models.figures import queue_counter
from agent_desk.schemas.planning.records import Forecast
from agent_desk.schemas.planning.settings import CALENDAR, CentreCalendar
from tests.fixtures.hub import UnitMaker, set_clocks
from tests.fixtures.made_up_calls import START, count, made_up
from tests.fixtures.people import Client, Staff

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = START + timedelta(days=56)
"""Monday 27 April 2026."""


def at(hour: int, minute: int = 0, day: date = TODAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI)


def told(database: Database, now: datetime, minutes: int = 30) -> Forecast:
    with database.read() as db:
        return forecasting.today(db, now, SHANGHAI, minutes)


def test_every_number_is_the_product_of_what_is_told_beside_it(database: Database) -> None:
    busy = made_up(57, of_day=lambda day: 1.15 if day == TODAY else 1.0)
    count(database, busy)
    found = told(database, at(11, 10))
    came = sum(busy[TODAY][:22])
    assert found.so_far == came and came > found.expected_so_far * 1.08
    assert found.recent == sum(busy[TODAY][19:22]) and 0.0 < found.later <= 1.0
    assert found.today_later == pytest.approx((found.recent / found.expected_recent) ** found.later, abs=1e-3)
    usual = found.level * found.weekday * found.month * math.prod(one.factor for one in found.marks)
    for row in found.rows:
        times = 1.0 if row.starts_at < at(11) else found.today_near if row.starts_at < at(12) else found.today_later
        assert row.morning == pytest.approx(usual * row.share, rel=2e-3, abs=0.05)
        assert row.offered == pytest.approx(row.morning * times, rel=1e-3, abs=0.02)
    assert sum(row.share for row in found.rows) == pytest.approx(1.0, abs=1e-3)
    assert [row.starts_at for row in found.rows][:2] == [at(0), at(0, 30)] and len(found.rows) == 48
    assert sum(one.weight for one in found.days) == pytest.approx(1.0, abs=0.03)
    newest = found.days[0]
    assert (newest.day, newest.like) == (TODAY - timedelta(days=1), 6) and newest.offered == sum(busy[newest.day])
    assert found.calendar_known and found.like == 0 and not found.why_none


def test_quarters_are_the_same_day(database: Database) -> None:
    count(database, made_up(56))
    halves, four = told(database, at(5)), told(database, at(5), minutes=15)
    assert len(four.rows) == 96 and four.interval_ms == 900_000
    assert sum(row.offered for row in four.rows) == pytest.approx(sum(row.offered for row in halves.rows), abs=1.5)


def test_the_day_after_a_holiday_and_the_holiday_itself(database: Database) -> None:
    """The May holiday of 2026 is off from Friday 1 to Tuesday 5 May; the Wednesday is a Monday."""
    count(database, made_up(56))
    wednesday, friday = (told(database, at(8, day=date(2026, 5, day))) for day in (6, 1))
    assert (wednesday.like, [one.mark for one in wednesday.marks]) == (0, ["after_break", "month_first"])
    assert (friday.like, [one.mark for one in friday.marks]) == (6, ["day_off"])
    assert sum(row.offered for row in friday.rows) < 0.5 * sum(row.offered for row in wednesday.rows)


def test_a_year_without_published_holidays_is_foretold_and_says_so(database: Database) -> None:
    day = date(2027, 1, 4)
    count(database, made_up(50, start=day - timedelta(days=50)))
    found = told(database, at(8, day=day))
    assert found.rows and not found.calendar_known and found.like == 0


def test_a_centre_without_calls_has_no_forecast_and_says_why(database: Database) -> None:
    nothing = told(database, at(10))
    assert (nothing.rows, nothing.why_none, nothing.like) == ([], "no_history", 0)
    count(database, made_up(55, week=(1.0,) * 6 + (0.0,)))
    shut = told(database, at(10, day=TODAY - timedelta(days=1)))
    assert (shut.rows, shut.why_none, shut.history_days) == ([], "shut", 48)


def test_what_it_learns_from_are_the_calls_of_the_figures(database: Database) -> None:
    busy = made_up(57)
    count(database, busy)
    with database.read() as db:
        past = forecasting.history(db, TODAY, SHANGHAI)
    assert past == {day: calls for day, calls in busy.items() if day < TODAY}


def test_it_is_learnt_at_night_after_the_proof_and_when_the_calendar_changes(
    hub_context: HubContext, database: Database, in_unit: UnitMaker
) -> None:
    count(database, made_up(56))
    learnt = []
    for now in (at(0, 1), at(0, 2), at(5, 59), at(6), at(23, 59)):
        set_clocks(hub_context, lambda now=now: now)
        learnt.append(forecasting.learn_when_due(hub_context))
    assert learnt == [True, False, False, True, False]
    in_unit(put, CALENDAR, CentreCalendar(holidays=[TODAY.isoformat()]), now=at(23, 59))
    assert forecasting.learn_when_due(hub_context) and not forecasting.learn_when_due(hub_context)
    assert told(database, at(23, 59)).like == 6, "a day that the bank has entered is off"


def test_a_refresh_reads_what_was_learnt_and_yesterdays_until_it_is_learnt_anew(
    hub_context: HubContext, database: Database
) -> None:
    count(database, made_up(56))
    set_clocks(hub_context, lambda: at(7))
    forecasting.learn_when_due(hub_context)
    morning = told(database, at(7))
    with database.write() as db:
        db.execute(delete(queue_counter).where(queue_counter.c.at < at(0)))
    assert told(database, at(7)) == morning
    next_day = told(database, at(0, 0, TODAY + timedelta(days=1)))
    assert next_day.rows and next_day.day == TODAY + timedelta(days=1) and next_day.like == 1


def test_a_centre_that_had_no_calls_learns_as_soon_as_there_are_some(
    hub_context: HubContext, database: Database
) -> None:
    set_clocks(hub_context, lambda: at(9))
    forecasting.learn_when_due(hub_context)
    assert not told(database, at(9)).rows
    count(database, made_up(56))
    assert forecasting.learn_when_due(hub_context) and told(database, at(9)).rows


def test_a_supervisor_asks_and_an_agent_does_not(client: Client, staff: Staff) -> None:
    staff.person("li", "supervisor")
    staff.person("wang", "agent")
    client.sign_in("wang")
    assert client.get("/api/planning/forecast").status_code == 403
    client.sign_in("li")
    assert client.get("/api/planning/forecast", minutes=15).json()["interval_ms"] == 900_000
    assert client.get("/api/planning/forecast", minutes=20).json()["error"]["id"] == "invalid_form"

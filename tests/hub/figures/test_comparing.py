"""A day beside its same weekdays: worked out by hand, quarters add up to half hours."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agent_desk.hub.figures.board import live_board
from agent_desk.hub.figures.comparing import compare
from agent_desk.hub.figures.usual_rules import usual_mean, usual_median
from agent_desk.hub.kit.database import Database
from tests.fixtures.call_rows import call, queue
from tests.fixtures.people import Client, Staff

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2025, 11, 13)
NINE = datetime(2025, 11, 13, 9, tzinfo=SHANGHAI)


def calls(database: Database, weeks_ago: int, counts: dict[int, int]) -> None:
    """So many calls at nine o'clock plus so many minutes."""
    with database.write() as db:
        cards = queue(db, f"cards{weeks_ago}")
        for minutes, count in counts.items():
            for number in range(count):
                at = NINE - timedelta(weeks=weeks_ago) + timedelta(minutes=minutes, seconds=number)
                call(db, cards, at, "abandoned_queue", 9)


def test_usual_days_worked_out_by_hand(database: Database) -> None:
    calls(database, 1, {0: 40, 30: 20})
    calls(database, 2, {0: 20, 30: 60})
    calls(database, 4, {0: 0, 30: 7})
    with database.read() as db:
        told = compare(db, TODAY, 30, SHANGHAI)
    at = {row.starts_at: row for row in told.mean}
    assert told.days == [TODAY - timedelta(weeks=week) for week in (1, 2, 4)], "weeks without a call are left out"
    assert at[NINE].offered == 20 and {row.starts_at: row.offered for row in told.median}[NINE] == 20
    assert at[NINE + timedelta(minutes=30)].offered == 29
    assert at[NINE].service_level == 0 and at[NINE].asa is None, "a figure without a basis stays one"


def test_a_day_without_earlier_ones_is_compared_with_nothing(database: Database) -> None:
    calls(database, 1, {0: 40})
    with database.read() as db:
        nothing = compare(db, TODAY - timedelta(days=1), 15, SHANGHAI)
    assert (nothing.days, nothing.mean, nothing.median) == ([], [], [])


def test_means_and_medians_are_of_the_days_that_have_a_figure() -> None:
    days = [[1.0, None], [3.0, None], [8.0, 2.0]]
    assert (usual_mean(days), usual_median(days)) == ([4.0, 2.0], [3.0, 2.0])


def test_quarters_and_half_hours_of_the_board_are_the_same_calls(database: Database) -> None:
    calls(database, 0, {0: 4, 14: 1, 15: 2, 29: 3, 30: 5, 61: 1})
    with database.read() as db:
        board = live_board(db, NINE + timedelta(minutes=65), SHANGHAI)
    assert [row.offered for row in board.quarters] == [5, 5, 5, 0, 1]
    assert [row.offered for row in board.intervals] == [10, 5, 1]
    first, running = board.quarters[0], board.quarters[-1]
    assert first.waiting == pytest.approx(5 * 9 / 900), "callers waiting on average: their waits / the interval"
    assert running.waiting == pytest.approx(9 / 300), "of an interval that runs, the part that is over"


def test_a_supervisor_asks_for_quarters_or_half_hours(client: Client, staff: Staff) -> None:
    staff.person("li", "supervisor")
    staff.person("wang", "agent")
    client.sign_in("wang")
    assert client.get("/api/floor/comparison").status_code == 403
    client.sign_in("li")
    assert client.get("/api/floor/comparison", minutes=15).json()["interval_ms"] == 900_000
    assert client.get("/api/floor/comparison", minutes=20).json()["error"]["id"] == "invalid_form"
    assert client.get("/api/floor/comparison", day="0001-01-01").json()["error"]["id"] == "invalid_form"

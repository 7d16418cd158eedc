"""The forecast on a real board: beside today's calls, and explained down to the days it was learnt of."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from agent_desk.hub.figures.counter_keeper import VERIFIED
from agent_desk.hub.figures.verifying import Verified
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.kit import Setting
from agent_desk.ui.figures.explain import ExplainDialog
from agent_desk.ui.workspaces.board.board_view import FloorBoard
from tests.fixtures.call_rows import agent, call, queue
from tests.fixtures.made_up_calls import SHANGHAI, count, made_up
from tests.fixtures.seats import MakeSeat


@pytest.fixture
def seven_weeks(database: Database) -> None:
    """Counters of a past without calls: before a hub runs, and proved tonight, or from three to five it would count them away."""
    now = datetime.now(UTC)
    days = 50
    count(database, made_up(days, start=now.astimezone(SHANGHAI).date() - timedelta(days=days), level=800))
    with database.write() as db:
        db.add(Setting(key=VERIFIED, value=Verified(at=now).as_json(), changed_at=now))


@pytest.fixture
def floor(qtbot: QtBot, database: Database, seven_weeks: None, hub: HubThread, make_seat: MakeSeat) -> FloorBoard:
    """A supervisor's board of a centre that is seven weeks old, with a call a minute ago."""
    now = datetime.now(UTC)
    with database.write() as db:
        one = queue(db, "wealth")
        call(db, one, now - timedelta(seconds=60), "answered", 5, by=agent(db, "1", one), talk_s=30)
    made = FloorBoard(make_seat(hub.url, "s1", "supervisor").context)
    qtbot.addWidget(made)
    made.resize(1400, 900)
    made.show()
    made.start()
    qtbot.waitUntil(lambda: made.charts.about.text().startswith("Forecast for today"), timeout=15_000)
    qtbot.waitUntil(lambda: bool(made.charts.rows()), timeout=15_000)
    yield made  # type: ignore[misc]
    made.close_down()


def test_the_board_says_what_today_will_bring_and_of_how_many_days_that_is_learnt(floor: FloorBoard) -> None:
    assert "learnt of 50 days" in floor.charts.about.text()
    shown = {one.text: [value or 0 for value in one.values] for one in floor.charts.charts["calls"].data().series}
    assert sum(shown["Forecast"]) > 200


def test_an_intervals_forecast_explains_itself_from_where_its_calls_are_explained(
    qtbot: QtBot, floor: FloorBoard
) -> None:
    running = floor.charts.rows()[-1].starts_at
    at = floor.charts._starts.index(running)
    floor.charts.charts["calls"].chosen.emit(at)
    explanation = floor.explanation
    assert isinstance(explanation, ExplainDialog)
    qtbot.waitUntil(lambda: explanation.forecast.isVisible())
    explanation.forecast.click()
    told = floor.forecast_explanation
    assert told is not None
    qtbot.waitUntil(lambda: told.model.rowCount() > 5, timeout=15_000)
    assert told.sum.text().count("×") >= 5 and told.sum.text().endswith(f"= {told.sum.text().rpartition('= ')[2]}")
    said = " ".join(label.text() for label in told.facts.findChildren(QLabel))
    assert all(part in said for part in ("calls a day", "times as many", "place in the month", "of the calls of a"))
    weights = [told.model.record(row).weight for row in range(told.model.rowCount())]
    assert sum(weights) == pytest.approx(1.0, abs=0.05)


def test_a_figure_of_a_queue_has_no_forecast(qtbot: QtBot, floor: FloorBoard) -> None:
    floor.tiles.explained.emit("offered")
    explanation = floor.explanation
    assert explanation is not None
    qtbot.waitUntil(lambda: explanation.states.showing() == "content", timeout=15_000)
    assert explanation.forecast.isHidden()

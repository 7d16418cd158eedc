"""Every figure says over what it is counted: tiles, legends of charts, alarms, the wall, live and of a past day, in both languages.

Areas to come are held as well: a tile cannot be made without its window, and a legend names its interval by itself.
"""

import inspect
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.schemas.figures.board import Board
from agent_desk.schemas.figures.views import Wallboard
from agent_desk.schemas.figures.words import WINDOWS
from agent_desk.schemas.supervising.records import AlarmFigure, AlarmRow, AlarmWindow
from agent_desk.ui.figures.charts import FloorCharts
from agent_desk.ui.figures.tiles import TileRow
from agent_desk.ui.figures.wall_pages import ChartPage, FiguresPage, QueuesPage
from agent_desk.ui.kit import words
from agent_desk.ui.kit.charts import IntervalChart, IntervalData, Series
from agent_desk.ui.kit.controls import Tile
from agent_desk.ui.supervising.alarm_words import figure_text
from tests.fixtures.boards import busy_board, past_board
from tests.ui.figures.test_panels import foretold, usual

pytestmark = pytest.mark.usefixtures("at_two")


@pytest.fixture(params=["en", "zh"], autouse=True)
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    words.install(qapp, request.param)
    yield
    words.install(qapp, "en")


def windows() -> list[str]:
    return [words.say(term) for term in WINDOWS.values()]


def silent(screen: QWidget) -> list[str]:
    """Return what on a screen does not say its window: tiles by their heading, charts by their legend."""
    tiles = [one.heading() for one in screen.findChildren(Tile) if not one.isHidden()]
    charts = [one for one in screen.findChildren(IntervalChart) if one.data().starts]
    unnamed = [
        one.accessibleName() or "a chart"
        for one in charts
        if not one.read_out()[0] and any(figure != "–" for figure in one.read_out()[1:])
    ]
    return [one for one in tiles if not one.endswith(tuple(windows()))] + unnamed


@pytest.mark.parametrize("board", [busy_board, past_board])
def test_tiles_and_charts_of_the_board(qtbot: QtBot, board: Any) -> None:
    shown: Board = board()
    screen = QWidget()
    tiles, charts = TileRow(screen), FloorCharts(screen)
    qtbot.addWidget(screen)
    screen.resize(1320, 1000)
    charts.resize(1300, 800)
    screen.show()
    tiles.set_board(shown)
    charts.set_board(shown)
    if shown.live:
        charts.set_comparison(usual(shown))
        charts.set_forecast(foretold(shown))
    assert len(screen.findChildren(Tile)) > 6 and len(charts.shown()) == 5
    assert not silent(screen)
    headings = {one.heading() for one in screen.findChildren(Tile) if not one.isHidden()}
    day = words.say(WINDOWS["today" if shown.live else "day"])
    assert sum(one.endswith(day) for one in headings) == (3 if shown.live else 7)


def test_the_figures_of_a_legend_are_all_of_the_interval_it_names(qtbot: QtBot) -> None:
    """The forecast reaches to the evening; beside today's calls stands what was expected of the same half hour."""
    board = busy_board()
    charts = FloorCharts()
    qtbot.addWidget(charts)
    charts.resize(1300, 800)
    charts.show()
    charts.set_board(board)
    charts.set_forecast(foretold(board))
    chart = charts.charts["calls"]
    at = len(board.intervals) - 1
    offered = board.intervals[at].offered
    assert chart.read_out()[:2] == [chart.interval_text(at), words.number(offered)]
    assert chart.read_out()[3] == words.number(foretold(board).rows[at].offered), "of the half hour that runs"


def test_the_legend_of_a_period_names_its_last_day(qtbot: QtBot) -> None:
    chart = IntervalChart()
    qtbot.addWidget(chart)
    days = [datetime(2026, 11, day, tzinfo=UTC) for day in (27, 28, 29)]
    values = [487.0, 402.0, 363.0]
    chart.set_data(
        IntervalData(days, 86_400_000, (Series("Offered", values, "bars", "series_1"),), ["27 Nov", "28 Nov", "29 Nov"])
    )
    assert chart.read_out() == ["29 Nov", "363"]


def test_a_tile_without_a_window_cannot_be_made(qtbot: QtBot) -> None:
    assert inspect.signature(Tile).parameters["window"].default is inspect.Parameter.empty
    planted = QWidget()
    qtbot.addWidget(planted)
    tile = Tile("Offered", window="", parent=planted)
    assert silent(planted) == [tile.heading()], "the walk finds one that says nothing"


def wallboard() -> Wallboard:
    board = busy_board()
    return Wallboard(
        **board.model_dump(
            include={"made_at", "day", "zone", "interval_ms", "goal", "now", "total", "recent", "intervals"}
        ),
        queues=[row.model_dump() for row in board.queues],
    )


def test_the_wall(qtbot: QtBot) -> None:
    pages = [FiguresPage(), QueuesPage(), ChartPage()]
    for page in pages:
        qtbot.addWidget(page)
        page.resize(1920, 1000)
        page.set_board(wallboard())
    figures, queues, charts = pages
    assert isinstance(figures, FiguresPage) and isinstance(queues, QueuesPage)
    said = [*(one.caption for one in figures.shown()), *queues.heads()[1:]]
    assert len(said) > 12 and all(one.endswith(tuple(windows())) for one in said)
    assert not silent(charts)


@pytest.mark.parametrize("counted", get_args(AlarmWindow))
@pytest.mark.parametrize("figure", get_args(AlarmFigure))
def test_alarms(figure: AlarmFigure, counted: AlarmWindow) -> None:
    now = datetime(2026, 11, 30, 8, tzinfo=UTC)
    row = AlarmRow(
        id=uuid.uuid4(),
        rule="r",
        name_zh="服务水平低",
        name_en="Service level low",
        figure=figure,
        counted=counted,
        severity="critical",
        value=0.59,
        worst=0.5,
        threshold=0.8,
        silent=False,
        since_at=now - timedelta(minutes=3),
        raised_at=now,
        version=1,
    )
    window = "last_5_min" if figure == "flapping" else "today" if counted == "day" else counted
    assert words.say(WINDOWS[window]) in figure_text(row)

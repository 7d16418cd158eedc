"""Tiles, queues, charts and agents show what the board says, in both languages; nothing jumps while it moves."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desk.desk.figures.board import Cell
from agent_desk.schemas.calls.measures import MeasureMark
from agent_desk.schemas.figures.board import Board, Figures, Now
from agent_desk.schemas.figures.views import Comparison, UsualRow
from agent_desk.schemas.planning.records import Forecast, ForecastRow, MarkFactor, UsedDay
from agent_desk.ui.figures.charts import FloorCharts
from agent_desk.ui.figures.forecast_explained import sum_of
from agent_desk.ui.figures.queues import QueueTable
from agent_desk.ui.figures.tiles import TileRow
from agent_desk.ui.kit import elapsed, words
from agent_desk.ui.supervising.agent_cards import AgentCards
from agent_desk.ui.supervising.agents import AgentPanel
from tests.fixtures.boards import NOW, busy_board, past_board, quiet_board

pytestmark = pytest.mark.usefixtures("at_two")


def codes(panel: AgentPanel) -> list[str | None]:
    return [row.person.agent_code for row in panel.rows()]


@pytest.fixture
def agents(qtbot: QtBot) -> AgentPanel:
    panel = AgentPanel()
    qtbot.addWidget(panel)
    panel.resize(1200, 420)
    panel.set_board(busy_board())
    panel.show()
    return panel


def test_tiles_name_figure_formula_target_and_window(qtbot: QtBot) -> None:
    tiles = TileRow()
    qtbot.addWidget(tiles)
    tiles.set_board(busy_board())
    assert tiles.level.accessibleName() == "Service level · today, 81 %, F3 · 20 s · ≥ 80 %"
    assert (tiles.level.tone(), tiles.answer_rate.text()) == ("good", "93 %")
    assert tiles.waiting.text() == "6" and tiles.ready.text() == "5"
    assert tiles.abandoned.accessibleName() == "Abandoned · today, 91, 6.5 % of 1,394"


def test_the_longest_wait_counts_up_by_itself_and_warns_after_t(qtbot: QtBot) -> None:
    tiles = TileRow()
    qtbot.addWidget(tiles)
    tiles.show()
    tiles.set_board(busy_board(now=Now(waiting=1, longest_since=NOW - timedelta(seconds=17))))
    assert (tiles.longest.text(), tiles.longest.tone()) == ("0:18", "")
    elapsed.set_source(lambda: NOW + timedelta(seconds=43))
    qtbot.waitUntil(lambda: tiles.longest.text() == "1:00", timeout=3000)
    assert tiles.longest.tone() == "bad"
    tiles.set_board(quiet_board())
    assert (tiles.longest.text(), tiles.longest.tone()) == ("0:00", "")


def test_figures_without_a_basis_are_a_dash_not_zero(qtbot: QtBot) -> None:
    tiles = TileRow()
    qtbot.addWidget(tiles)
    tiles.set_board(quiet_board())
    assert tiles.level.text() == "–" and tiles.answer_rate.text() == "–" and tiles.level.tone() == ""


def test_a_past_day_has_figures_of_the_day_and_nothing_of_now(qtbot: QtBot) -> None:
    tiles = TileRow()
    qtbot.addWidget(tiles)
    tiles.set_board(past_board())
    shown = [tile for tile in (tiles.waiting, tiles.ready, tiles.offered, tiles.aht) if not tile.isHidden()]
    assert shown == [tiles.offered, tiles.aht]
    assert (tiles.offered.text(), tiles.aht.text()) == ("1,394", "3:16")


def test_pressing_a_tile_by_keyboard_asks_for_its_calls_or_its_agents(qtbot: QtBot) -> None:
    tiles = TileRow()
    qtbot.addWidget(tiles)
    tiles.set_board(busy_board())
    with qtbot.waitSignal(tiles.explained) as explained:
        qtbot.keyClick(tiles.abandoned, Qt.Key.Key_Return)
    with qtbot.waitSignal(tiles.narrowed) as narrowed:
        qtbot.keyClick(tiles.ready, Qt.Key.Key_Space)
    assert (explained.args, narrowed.args) == (["abandoned"], ["ready"])


def test_each_queue_has_its_line_and_all_together_the_first(qtbot: QtBot) -> None:
    table = QueueTable()
    qtbot.addWidget(table)
    table.set_board(busy_board())
    lines = table.model.records()
    rows = [[column.value(line) for column in table.model.columns] for line in lines]
    assert rows[0][:5] == ["All queues", "6", "0:49", "16", "5"] and rows[0][5] == "81 %"
    assert rows[1][:3] == ["Accounts and debit cards", "3", "0:49"]
    assert [column.tone(lines[1]) for column in table.model.columns if column.title == "SL" and column.tone] == ["bad"]
    assert "F1 · 20 s · ≥ 90 %" in [column.tooltip(lines[6]) for column in table.model.columns if column.tooltip]


def test_the_last_half_hour_is_one_press_away(qtbot: QtBot) -> None:
    table = QueueTable()
    qtbot.addWidget(table)
    board = busy_board(recent=Figures(offered=9, answered=9, abandoned=0, service_level=1.0, answer_rate=1.0))
    table.set_board(board)
    table.window_choice.set_value("recent")
    table.window_choice.changed.emit("recent")
    assert [line.figures.offered for line in table.model.records()][:2] == [9, board.queues[0].recent.offered]  # type: ignore[union-attr]
    table.set_board(past_board())
    assert table.window_choice.isHidden() and table.table.isColumnHidden(1)
    assert table.model.records()[0].figures.offered == 1394


def test_in_a_narrow_window_the_names_of_the_queues_stay_readable(qtbot: QtBot) -> None:
    table = QueueTable()
    qtbot.addWidget(table)
    table.set_board(busy_board())
    table.resize(570, 400)
    table.show()
    qtbot.waitUntil(lambda: table.table.columnWidth(0) >= 120)
    hidden = [column.title for at, column in enumerate(table.model.columns) if table.table.isColumnHidden(at)]
    assert "SL" not in hidden and "Waiting" not in hidden and "AHT" in hidden
    table.resize(900, 400)
    qtbot.waitUntil(lambda: not table.table.isColumnHidden(10))


@pytest.mark.parametrize("wide", [500, 777, 1050, 1061, 1340])
def test_the_cards_fill_the_width_whatever_it_is(qtbot: QtBot, wide: int) -> None:
    cards = AgentCards()
    qtbot.addWidget(cards)
    cards.resize(wide, 420)
    cards.show_rows(busy_board().agents)
    cards.show()
    cards.doItemsLayout()
    first_row = [at for at in range(32) if cards.visualRect(cards.records.index(at, 0)).top() == 0]
    assert len(first_row) == wide // cards.gridSize().width()
    assert len(first_row) * cards.gridSize().width() > wide - 40


def test_the_menu_of_a_queue_explains_it_and_shows_its_agents(qtbot: QtBot) -> None:
    table = QueueTable()
    qtbot.addWidget(table)
    table.set_board(busy_board())
    menu = table._menu(table.model.records()[1])
    actions = {action.text(): action for action in menu.actions() if action.text()}
    with qtbot.waitSignal(table.explained) as explained:
        actions["Explain AHT"].trigger()
    with qtbot.waitSignal(table.narrowed) as narrowed:
        actions["Show its agents"].trigger()
    assert (explained.args, narrowed.args) == ([Cell("aht", "account")], ["account"])


def test_each_cell_of_a_queue_explains_its_own_figure_in_the_window_that_is_shown(qtbot: QtBot) -> None:
    table = QueueTable()
    qtbot.addWidget(table)
    table.set_board(busy_board())
    asked: list[Cell] = []
    table.explained.connect(asked.append)
    for column in (4, 6, 9):
        table.table.activated.emit(table.model.index(1, column))
    table.window_choice.set_value("recent")
    table.table.activated.emit(table.model.index(0, 8))
    assert [(one.figure, one.queue) for one in asked[:3]] == [
        ("ready", "account"),
        ("answer_rate", "account"),
        ("asa", "account"),
    ]
    assert asked[3] == Cell("abandoned", start_at=NOW - timedelta(minutes=30), end_at=NOW)


@pytest.fixture
def charts(qtbot: QtBot) -> FloorCharts:
    panel = FloorCharts()
    qtbot.addWidget(panel)
    panel.resize(600, 460)
    panel.show()
    panel.set_board(busy_board())
    return panel


def test_charts_carry_the_half_hours_with_targets(charts: FloorCharts) -> None:
    board = busy_board()
    level, rate = charts.charts["levels"].data().series
    assert (level.target, rate.target) == (0.8, 0.9)
    assert list(level.values) == [row.service_level for row in board.intervals]
    assert charts.charts["levels"].interval_text(0) == "08:00 – 08:30"
    offered, abandoned = charts.charts["calls"].data().series
    assert (offered.values[1], abandoned.kind) == (96, "bars")


def usual(board: Board, minutes: int = 30) -> Comparison:
    """Ten calls more than today in each interval."""
    rows = board.intervals if minutes == 30 else board.quarters
    mean = [UsualRow(starts_at=row.starts_at, offered=row.offered + 10, service_level=0.7) for row in rows]
    return Comparison(
        day=board.day,
        zone=board.zone,
        interval_ms=minutes * 60_000,
        days=[board.day - timedelta(weeks=1)],
        mean=mean,
        median=[row.model_copy(update={"offered": 1.0}) for row in mean],
    )


def foretold(board: Board, **more: Any) -> Forecast:
    """Twice today in each interval, and 100 calls in the two half hours after the board's last."""
    starts = [row.starts_at for row in board.intervals]
    rows = [
        ForecastRow(starts_at=row.starts_at, offered=2.0 * row.offered, morning=2.0 * row.offered, share=0.05)
        for row in board.intervals
    ]
    rows += [
        ForecastRow(starts_at=starts[-1] + timedelta(minutes=30 * n), offered=100.0, morning=90.0, share=0.04)
        for n in (1, 2)
    ]
    told: dict[str, Any] = {
        "day": board.day,
        "zone": board.zone,
        "interval_ms": 1_800_000,
        "rows": rows,
        "like": 0,
        "marks": [MarkFactor(mark="after_break", factor=1.06, days=4)],
        "calendar_known": True,
        "level": 1_981.0,
        "weekday": 1.071,
        "month": 1.02,
        "over_until": starts[-1],
        "so_far": 312,
        "expected_so_far": 279,
        "recent": 120,
        "expected_recent": 100,
        "near": 0.7,
        "later": 0.58,
        "persists_days": 88,
        "today_near": 1.136,
        "today_later": 1.111,
        "days": [UsedDay(day=board.day - timedelta(days=1), offered=1_900, weight=0.25, like=2, unusual=True)],
        "history_days": 120,
    }
    return Forecast(**told | more)


def test_today_stands_beside_the_same_weekday_and_the_forecast_which_says_what_it_is(charts: FloorCharts) -> None:
    board = busy_board()
    charts.set_comparison(usual(board))
    charts.set_forecast(foretold(board))
    shown = {one.text: list(one.values) for one in charts.charts["calls"].data().series}
    assert shown["Forecast"][1] == 192 and shown["Usual Thursday"][1] == 1, "the median at first"
    assert shown["Forecast"][-1] == 100, "what is to come is shown with the day"
    charts.beside.set_value("mean")
    assert [one.values[1] for one in charts.charts["calls"].data().series][-1] == 106
    assert all(part in charts.about.text() for part in ("312", "279", "120 days", "1.11"))
    charts.beside.set_value("none")
    assert [one.text for one in charts.charts["calls"].data().series] == ["Offered", "Abandoned", "Forecast"]


def test_why_there_is_no_forecast_and_what_is_not_known_is_said(charts: FloorCharts) -> None:
    board = busy_board()
    charts.set_forecast(foretold(board, rows=[], why_none="no_history"))
    assert "no day with calls yet" in charts.about.text()
    charts.set_forecast(foretold(board, rows=[], why_none="shut"))
    assert "never had calls" in charts.about.text()
    charts.set_forecast(foretold(board, calendar_known=False))
    assert "public holidays of 2025 are not known" in charts.about.text()


def test_an_interval_to_come_tells_where_its_forecast_comes_from(charts: FloorCharts, qtbot: QtBot) -> None:
    board = busy_board()
    charts.set_forecast(foretold(board))
    with qtbot.waitSignal(charts.forecast_explained) as asked:
        qtbot.keyClick(charts.charts["calls"], Qt.Key.Key_Left)
        qtbot.keyClick(charts.charts["calls"], Qt.Key.Key_Return)
    assert asked.args == [board.intervals[-1].starts_at + timedelta(minutes=30)]


def test_the_sum_of_a_forecast_is_the_number_with_its_factors() -> None:
    told = foretold(busy_board())
    assert sum_of(told, told.rows[-1]) == "1,981 × 1.071 × 1.020 × 1.060 × 4.00 % × 1.111 = 100.0"


def test_quarters_are_one_press_away_and_ask_for_their_own_usual_day(charts: FloorCharts, qtbot: QtBot) -> None:
    board = busy_board()
    quarters = [row.model_copy(update={"offered": 7}) for row in board.intervals]
    charts.set_board(board.model_copy(update={"quarters": quarters}))
    charts.set_comparison(usual(board))
    with qtbot.waitSignal(charts.minutes_changed) as wanted:
        charts.minutes.set_value(15)
        charts.minutes.changed.emit(15)
    assert wanted.args == [15]
    assert charts.charts["calls"].data().series[0].values[0] == 7
    assert len(charts.charts["calls"].data().series) == 2, "the usual half hours are not shown beside quarters"


def test_an_interval_of_a_chart_explains_itself(charts: FloorCharts, qtbot: QtBot) -> None:
    with qtbot.waitSignal(charts.explained) as asked:
        qtbot.keyClick(charts.charts["calls"], Qt.Key.Key_Left)
        qtbot.keyClick(charts.charts["calls"], Qt.Key.Key_Left)
        qtbot.keyClick(charts.charts["calls"], Qt.Key.Key_Return)
    start = busy_board().intervals[-3].starts_at
    assert asked.args == [Cell("offered", start_at=start, end_at=start + timedelta(minutes=30))]


def test_a_day_of_another_zone_is_read_on_that_zones_clock(charts: FloorCharts) -> None:
    charts.set_board(past_board(zone="UTC"))
    assert charts.charts["levels"].interval_text(0) == "00:00 – 00:30"
    charts.set_board(past_board())
    assert charts.charts["levels"].interval_text(0) == "08:00 – 08:30"


@pytest.mark.parametrize(("wide", "high", "shown"), [(560, 250, 1), (560, 460, 2), (1300, 700, 5)])
def test_as_many_charts_as_can_be_read_the_chosen_one_first(
    charts: FloorCharts, qtbot: QtBot, wide: int, high: int, shown: int
) -> None:
    charts.resize(wide, high)
    charts.choice.set_value("asa")
    charts.choice.changed.emit("asa")
    qtbot.waitUntil(lambda: len(charts.shown()) == shown)
    assert charts.shown()[0] == "asa" and charts.charts["asa"].isVisible()
    assert sum(not chart.isHidden() for chart in charts.charts.values()) == shown
    assert charts.charts["asa"].read_out()[0] == "" and charts.charts["asa"].data().starts


def test_an_agents_card_says_state_reason_since_caller_and_queue(agents: AgentPanel) -> None:
    spoken = [agents.cards.records.columns[0].value(row) for row in agents.rows()]
    assert spoken[0] == "Agent 00, 1000, Talking, 14:28, 138****1000, Accounts and debit cards, 22 answered · AHT 4:35"
    assert "Not ready · Break" in spoken[5]
    assert "Seat lost" in spoken[4]
    assert "then Not ready · Break" in spoken[6]


def test_agents_are_narrowed_by_state_queue_team_and_name(agents: AgentPanel, qtbot: QtBot) -> None:
    everybody = codes(agents)
    assert everybody == sorted(everybody) and len(everybody) == 32  # type: ignore[type-var]
    agents.narrow_to_state("ready")
    assert {row.state for row in agents.rows()} == {"ready"}
    agents.narrow_to_state("ready")
    assert codes(agents) == everybody, "asked for twice: all again"
    agents.narrow_to_queue("loan")
    assert 0 < len(agents.rows()) < 32 and all("loan" in row.queues for row in agents.rows())
    agents.narrow_to_queue("")
    agents.team.set_value("t2")
    assert {row.team.code for row in agents.rows() if row.team} == {"t2"}
    agents.team.set_value("")
    qtbot.keyClicks(agents.search, "agent 101")
    qtbot.waitUntil(lambda: codes(agents) == [f"10{at}" for at in range(10, 20)])
    agents.search.setText("nobody")
    qtbot.waitUntil(lambda: codes(agents) == [])
    assert agents.cards.empty.title() == "No agent matches"


def test_agents_are_ordered_as_asked(agents: AgentPanel) -> None:
    agents.order.set_value("calls")
    calls = [row.answered for row in agents.rows()]
    assert calls == sorted(calls, reverse=True)
    agents.order.set_value("longest")
    since = [row.since_at for row in agents.rows() if row.since_at]
    assert since == sorted(since)
    agents.order.set_value("state")
    assert agents.rows()[0].seat_lost_at is not None


def test_the_chosen_agent_and_the_place_stay_while_the_board_moves(agents: AgentPanel, qtbot: QtBot) -> None:
    agents.set_look("cards")
    agents.choose(uuid.UUID(int=21))
    bar = agents.cards.verticalScrollBar()
    bar.setValue(bar.maximum())
    place = bar.value()
    assert place > 0
    moved = busy_board()
    moved.agents[20] = moved.agents[20].model_copy(update={"state": "ready", "call_id": None})
    agents.set_board(moved.model_copy(update={"agents": moved.agents[1:]}))
    chosen = agents.chosen()
    assert chosen is not None and chosen.person.agent_code == "1020" and chosen.state == "ready"
    assert bar.value() == min(place, bar.maximum())


def test_an_empty_floor_says_so(qtbot: QtBot) -> None:
    panel = AgentPanel()
    qtbot.addWidget(panel)
    panel.set_board(quiet_board())
    assert panel.cards.empty.title() == "Nobody is signed in"
    table = QueueTable()
    qtbot.addWidget(table)
    table.set_board(quiet_board())
    assert table.table.empty_state().title() == "No queues"


def test_all_of_it_is_chinese_where_the_desk_is(qtbot: QtBot, qapp: QApplication) -> None:
    words.install(qapp, "zh")
    tiles, panel = TileRow(), AgentPanel()
    for widget in (tiles, panel):
        qtbot.addWidget(widget)
        widget.set_board(busy_board())
    assert tiles.level.accessibleName() == "服务水平 · 今日, 81 %, F3 · 20 秒 · ≥ 80 %"
    said = panel.cards.records.columns[0].value(panel.rows()[5])
    assert said.startswith("杨静, 1005, 未就绪 · 小休,") and "接听 35" in said


def test_a_queue_that_is_shut_by_its_own_hours_says_until_when(qtbot: QtBot) -> None:
    board = busy_board()
    row = board.queues[0]
    nobody = Now(waiting=0, ready=2)
    for until, said in (
        (NOW + timedelta(hours=7), "until 21:02"),
        (NOW + timedelta(days=3, hours=7), "until Sun 21:02"),
        (None, "–"),
    ):
        shut = MeasureMark(does="closed", by_hours=True, until_at=until)
        board.queues[0] = row.model_copy(update={"measures": [shut], "now": nobody})
        table = QueueTable()
        qtbot.addWidget(table)
        table.set_board(board)
        shown = [table.model.index(1, column).data() for column in range(5)]
        assert shown[1:3] == ["Closed", said] and shown[4] == "2"
    board.queues[0] = row.model_copy(update={"measures": [shut]})
    table.set_board(board)
    assert table.model.index(1, 1).data() == "3", "callers wait who came before it closed"

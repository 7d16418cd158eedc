"""The table: a refresh from the hub never takes away what a person is looking at."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView


@dataclass(frozen=True)
class Row:
    key: int
    name: str
    calls: int


ROWS = [Row(at, f"agent {at:02d}", 100 - at) for at in range(40)]
Made = tuple[TableModel[Row], "TableView[Row]"]


@pytest.fixture
def table(qtbot: QtBot) -> Made:
    columns: list[Column[Row]] = [
        Column("Name", lambda row: row.name),
        Column("State", lambda row: "Ready", mark=lambda row: Mark("Ready", "ready", "circle-check"), width=120),
        Column("Calls", lambda row: f"{row.calls:,}", align="right", sort_key=lambda row: row.calls, width=80),
    ]
    model = TableModel(columns, lambda row: row.key, ROWS)
    view: TableView[Row] = TableView(model)
    view.resize(500, 300)
    qtbot.addWidget(view)
    view.show()
    return model, view


def selected(view: "TableView[Row]") -> int | None:
    record = view.current_record()
    return record.key if record else None


def test_the_selected_row_and_the_place_stay_when_rows_come_and_go(table: Made) -> None:
    model, view = table
    view.select_key(20)
    view.verticalScrollBar().setValue(500)
    said: list[object] = []
    view.selected_record.connect(said.append)
    model.replace([Row(99, "new", 1), *[row for row in ROWS if row.key != 3]])
    assert selected(view) == 20
    assert view.verticalScrollBar().value() == 500
    assert said == []


def test_a_row_that_is_gone_is_no_longer_selected(table: Made) -> None:
    model, view = table
    view.select_key(20)
    said: list[object] = []
    view.selected_record.connect(said.append)
    model.replace(ROWS[:5])
    assert selected(view) is None
    assert said == [None]


def test_when_only_figures_change_only_those_rows_are_painted(table: Made, qtbot: QtBot) -> None:
    model, _ = table
    touched: list[int] = []
    model.dataChanged.connect(lambda first, last: touched.append(first.row()))
    with qtbot.assertNotEmitted(model.modelReset):
        model.replace([replace(row, calls=7) if row.key == 11 else row for row in ROWS])
    assert touched == [11]


def test_figures_sort_by_size_and_not_by_their_letters(table: Made) -> None:
    model, view = table
    model.replace([Row(1, "a", 9), Row(2, "b", 1000), Row(3, "c", 80)])
    view.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert [row.calls for row in model.records()] == [1000, 80, 9]


def test_an_update_of_one_record_keeps_the_order_asked_for(table: Made) -> None:
    model, view = table
    model.replace([Row(1, "a", 9), Row(2, "b", 1000)])
    view.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    model.update(Row(1, "a", 5000))
    model.update(Row(3, "c", 200))
    assert [row.key for row in model.records()] == [1, 2, 3]


def test_enter_opens_the_row(table: Made, qtbot: QtBot) -> None:
    _, view = table
    view.select_key(2)
    with qtbot.waitSignal(view.activated_record) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [ROWS[2]]


def test_a_double_click_opens_the_row_once(table: Made, qtbot: QtBot) -> None:
    _, view = table
    opened: list[object] = []
    view.activated_record.connect(opened.append)
    at = view.visualRect(view.model().index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == [ROWS[1]]


def test_the_row_can_be_copied(table: Made, qtbot: QtBot) -> None:
    _, view = table
    view.select_key(0)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "agent 00\tReady\t100"


def test_an_empty_table_says_why(table: Made) -> None:
    model, view = table
    view.set_empty("users", "Nobody is signed in")
    assert not view.empty_state().isVisible()
    model.replace([])
    assert view.empty_state().isVisible()
    assert view.empty_state().title() == "Nobody is signed in"


def test_a_search_field_can_walk_the_rows(table: Made) -> None:
    _, view = table
    view.step(1)
    view.step(1)
    view.step(-1)
    assert selected(view) == 0


def test_hovering_marks_the_whole_row(table: Made, qtbot: QtBot) -> None:
    _, view = table
    qtbot.mouseMove(view.viewport(), QPoint(10, 36 * 2 + 5))
    qtbot.waitUntil(lambda: view.hovered_row == 2)


def test_a_column_that_counts_up_is_asked_again_while_in_sight(qtbot: QtBot) -> None:
    waited = [0]

    def value() -> Callable[[Row], str]:
        return lambda row: str(waited[0])

    model = TableModel([Column("Since", value(), live=True, width=80)], lambda row: row.key, ROWS[:1])
    view: TableView[Row] = TableView(model)
    qtbot.addWidget(view)
    view.show()
    waited[0] = 7
    with qtbot.waitSignal(model.dataChanged, timeout=2000):
        pass
    assert model.index(0, 0).data() == "7"

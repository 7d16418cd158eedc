"""A table of a million rows: what is looked at is fetched, what was passed by is not, and little is kept."""

import pytest
from pytestqt.qtbot import QtBot

from agent_desk.ui.kit.paged_model import PAGE, PAGES_IN_MEMORY, PagedModel
from agent_desk.ui.kit.tables import Column, TableView

MILLION = 1_000_000


@pytest.fixture
def model(qtbot: QtBot) -> PagedModel[int]:
    return PagedModel([Column("Number", lambda one: str(one))], key=lambda one: one)


def test_only_the_pages_in_sight_are_fetched_and_little_is_kept(qtbot: QtBot, model: PagedModel[int]) -> None:
    asked: list[tuple[int, int]] = []

    def fetch(offset: int, count: int) -> None:
        asked.append((offset, count))
        model.give(offset, range(offset, offset + count))

    model.page_wanted.connect(fetch)
    table: TableView[int] = TableView(model, sortable=False)
    qtbot.addWidget(table)
    table.resize(400, 400)
    table.show()
    model.open(MILLION, range(PAGE))
    assert model.rowCount() == MILLION and asked == []
    bar = table.verticalScrollBar()
    for part in range(1, 50):
        bar.setValue(bar.maximum() * part // 50)
        table.grab()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: model.record(MILLION - 1) == MILLION - 1, timeout=5000)
    assert len(asked) < 50, "who drags the bar past a thousand pages is given the last ones"
    for page in range(2 * PAGES_IN_MEMORY):
        model.give(page * PAGE, range(page * PAGE, (page + 1) * PAGE))
    assert len(model.records()) <= PAGES_IN_MEMORY * PAGE


def test_a_row_that_is_not_here_yet_says_so_and_one_that_failed_is_asked_for_again(
    qtbot: QtBot, model: PagedModel[int]
) -> None:
    model.open(1000)
    with qtbot.waitSignal(model.page_wanted) as wanted:
        assert model.data(model.index(250, 0)) == "…"
    assert wanted.args == [200, 100]
    model.missed(200)
    with qtbot.waitSignal(model.page_wanted):
        model.record(250)
    model.give(200, range(200, 300))
    assert model.data(model.index(250, 0)) == "250" and model.row_of(250) == 250 and model.key_of(250) == 250
    assert model.record(1000) is None and model.row_of(999) == -1


def test_who_scrolls_line_by_line_finds_the_next_page_there(qtbot: QtBot, model: PagedModel[int]) -> None:
    model.open(1000, range(200))
    with qtbot.assertNotEmitted(model.page_wanted, wait=100):
        model.record(150)
    with qtbot.waitSignal(model.page_wanted) as ahead:
        model.record(165)
    assert ahead.args == [200, 100]
    model.give(500, range(500, 600))
    with qtbot.waitSignal(model.page_wanted) as back:
        model.record(510)
    assert back.args == [400, 100]
    model.give(900, range(900, 1000))
    with qtbot.assertNotEmitted(model.page_wanted, wait=100):
        model.record(999)


def test_scrolling_paints_only_what_comes_into_sight(qtbot: QtBot) -> None:
    painted: list[int] = []

    def value(one: int) -> str:
        painted.append(one)
        return str(one)

    model = PagedModel([Column("Number", value)], key=lambda one: one)
    table: TableView[int] = TableView(model, sortable=False)
    qtbot.addWidget(table)
    table.resize(400, 400)
    with qtbot.waitExposed(table):
        table.show()
    model.open(MILLION, range(PAGE))
    qtbot.waitUntil(lambda: 5 in painted)
    painted.clear()
    table.verticalScrollBar().setValue(72)
    qtbot.waitUntil(lambda: bool(painted))
    assert len(set(painted)) <= 4 and 5 not in painted

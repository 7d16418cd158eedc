"""The list of complaints at a real hub: what is due first, filters, news, another line for each customer."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desk.hub.cases import handling, service
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.serve import HubThread
from agent_desk.schemas.cases.records import ComplaintOpened, TransitionForm
from agent_desk.ui.cases.complaint_list import ComplaintList
from agent_desk.ui.cases.complaints_view import ComplaintsView
from agent_desk.ui.kit import words
from tests.fixtures.cases import ZONE, customer, form
from tests.fixtures.people import Staff
from tests.fixtures.seats import MakeSeat

OpenOn = Callable[..., ComplaintOpened]


@pytest.fixture
def opened(in_unit: Callable[..., Any], staff: Staff) -> OpenOn:
    """Opens a complaint that was received so many days ago, by an agent."""
    caller = staff.caller("a1001", "agent")

    def make(days: int, caller: Caller = caller, **more: Any) -> ComplaintOpened:
        then = datetime.now(UTC) - timedelta(days=days)
        made: ComplaintOpened = in_unit(
            service.open_complaint, form(**{"complainant": "李芳", **more}), ZONE, caller=caller, now=then
        )
        return made

    return make


def show(qtbot: QtBot, panel: ComplaintList, width: int = 700) -> ComplaintList:
    panel.resize(width, 400)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: panel.states.showing() in ("content", "empty"), timeout=10_000)
    return panel


def column(panel: ComplaintList, at: int) -> list[str]:
    return [str(panel.model.index(row, at).data()) for row in range(panel.model.rowCount())]


def test_what_is_due_first_stands_first_with_words_symbol_and_tone(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, opened: OpenOn
) -> None:
    for days in (1, 15, 17, 12):
        opened(days)
    panel = show(qtbot, ComplaintList(make_seat(hub.url, "han", "complaint_handler").context))
    assert column(panel, 0) == ["2 days overdue", "Due today", "3 days left", "14 days left"]
    marks = [panel.model.columns[0].mark(row) for row in panel.model.records()]  # type: ignore[misc]
    assert [(mark.tone, mark.icon) for mark in marks if mark] == [
        ("bad", "circle-alert"),
        ("bad", "bell-ring"),
        ("warning", "triangle-alert"),
        ("muted", "calendar"),
    ]
    counted = ["Open 4", "Overdue 1", "Today 1", "3 days 1", "7 days 0", "All"]
    qtbot.waitUntil(lambda: panel.buckets.texts() == counted, timeout=10_000)
    words.install(QApplication.instance(), "zh")  # type: ignore[arg-type]
    assert column(panel, 0) == ["逾期 2 天", "今天到期", "还剩 3 天", "还剩 14 天"]


def test_a_bucket_shows_what_it_counts_and_a_search_finds_by_words(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, opened: OpenOn
) -> None:
    late, swallowed = opened(20), opened(2, narrative="自助机吞卡三天")
    panel = show(qtbot, ComplaintList(make_seat(hub.url, "han", "complaint_handler").context))
    panel.buckets.choose("overdue")
    qtbot.waitUntil(lambda: column(panel, 1) == [late.number])
    panel.buckets.choose("all")
    qtbot.waitUntil(lambda: column(panel, 1) == [swallowed.number, late.number])
    panel.search.setText("吞卡")
    qtbot.waitUntil(lambda: column(panel, 1) == [swallowed.number])
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.keyClick(panel.search, Qt.Key.Key_Down)
        qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert chosen.args == [swallowed.id]
    panel.buckets.choose("today")
    qtbot.waitUntil(lambda: panel.states.showing() == "empty")


def test_a_new_complaint_and_a_withdrawn_one_show_by_themselves(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, opened: OpenOn, in_unit: Callable[..., Any], staff: Staff
) -> None:
    panel = show(qtbot, ComplaintList(make_seat(hub.url, "han", "complaint_handler").context))
    assert panel.states.showing() == "empty"
    made = opened(0)
    qtbot.waitUntil(lambda: column(panel, 1) == [made.number], timeout=10_000)
    gone = TransitionForm(to="withdrawn", words="撤")
    in_unit(handling.transition, made.id, gone, ZONE, caller=staff.caller("h2", "complaint_handler"))
    qtbot.waitUntil(lambda: panel.states.showing() == "empty", timeout=10_000)


def test_only_mine_and_one_customers(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, opened: OpenOn, database: Database
) -> None:
    owner = customer(database)
    theirs = opened(3, customer_id=owner.id)
    opened(4)
    panel = show(qtbot, ComplaintList(make_seat(hub.url, "han", "complaint_handler").context))
    assert panel.model.rowCount() == 2
    panel.mine.set_value(True)
    qtbot.waitUntil(lambda: panel.states.showing() == "empty")
    panel.mine.set_value(False)
    panel.show_customer(owner.id)
    qtbot.waitUntil(lambda: column(panel, 1) == [theirs.number])


def test_narrow_the_complaint_takes_the_lists_place_and_esc_brings_it_back(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, opened: OpenOn
) -> None:
    made = opened(3)
    view = ComplaintsView(make_seat(hub.url, "han", "complaint_handler").context)
    qtbot.addWidget(view)
    view.resize(640, 600)
    view.show()
    qtbot.waitUntil(lambda: view.list.model.rowCount() == 1, timeout=10_000)
    view.list.table.selectRow(0)
    qtbot.keyClick(view.list.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.detail.complaint is not None, timeout=10_000)
    assert (view.list.isVisible(), view.detail.isVisible()) == (False, True)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert (view.list.isVisible(), view.detail.isVisible()) == (True, False)
    view.resize(1300, 600)
    assert view.list.isVisible() and view.detail.isVisible()
    assert view.detail.complaint is not None and view.detail.complaint.number == made.number

"""Lists and members of queues at the administrator's seat."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_desk.desk.administration import lists
from agent_desk.desk.calls.members import queue_members
from agent_desk.schemas.calls.lists import DISPOSITIONS, QUEUES
from agent_desk.schemas.kit.lists import DeclaredList
from agent_desk.schemas.kit.settings import Text
from agent_desk.schemas.lists import declared_lists
from agent_desk.ui.administration.lists_page import NAMES, ListEntriesPage, NewEntryDialog
from agent_desk.ui.administration.members_page import MembersPage
from agent_desk.ui.kit import icons, words
from tests.fixtures.people import Staff
from tests.fixtures.seats import Seat
from tests.ui.administration.test_settings_pages import change, put

__all__ = ["put"]


@pytest.fixture
def shown(qtbot: QtBot, seat: Seat) -> Any:
    """Puts a page on the screen and waits until its list has come, which may be empty."""

    def show(one: DeclaredList[Any]) -> ListEntriesPage:
        page = ListEntriesPage(seat.context, one)
        qtbot.addWidget(page)
        page.resize(1100, 680)
        page.show()
        qtbot.waitUntil(lambda: page.feed.now is not None, timeout=10_000)
        return page

    return show


def add(qtbot: QtBot, page: ListEntriesPage, **values: Any) -> None:
    page.add_entry()
    dialog = page.findChildren(NewEntryDialog)[-1]
    dialog.form.set_values(values, clean=False)
    with qtbot.waitSignal(dialog.saved, timeout=10_000):
        dialog.send()
    qtbot.waitUntil(lambda: page.model.row_of(values["code"]) >= 0, timeout=10_000)


@pytest.mark.parametrize("one", declared_lists(), ids=lambda one: one.name)
def test_every_list_takes_a_new_entry_and_says_what_it_is_for(qtbot: QtBot, shown: Any, one: DeclaredList[Any]) -> None:
    page = shown(one)
    icons.icon(one.icon)
    title, says = page.head()
    assert title == words.pick(*one.title) and says == words.pick(*one.counts)
    needed = (name for name, field in one.own().items() if isinstance(field, Text) and field.required)
    more = {name: "95001" for name in needed if name not in NAMES}
    add(qtbot, page, code="mine", name_zh="我的", name_en="Mine", **more)
    qtbot.waitUntil(lambda: page.editor is not None and page.editor.record is not None, timeout=10_000)
    saved = change(qtbot, page, "mine", name_zh="改名", active=False)
    assert (saved.name_zh, saved.active, saved.version) == ("改名", False, 2)
    said = words.pick(*one.own()["name_zh"].label)
    qtbot.waitUntil(lambda: any(said in line for line in page.editor.history.texts()), timeout=10_000)


def test_an_entry_is_moved_among_those_it_stands_beside(qtbot: QtBot, shown: Any, seat: Seat) -> None:
    page = shown(DISPOSITIONS)
    add(qtbot, page, code="loss", name_zh="挂失", name_en="Loss")
    add(qtbot, page, code="fee.annual", parent_code="fee", name_zh="年费", name_en="Annual fee")
    page.table.select_key("loss")
    page.up_button.click()
    qtbot.waitUntil(
        lambda: [row.code for row in page.model.records()] == ["loss", "fee", "fee.sms", "fee.annual"], timeout=10_000
    )
    assert page.table.current_record().code == "loss"
    page.up_button.click()
    page.table.select_key("fee.annual")
    page.up_button.click()
    wanted = ["loss", "fee", "fee.annual", "fee.sms"]
    qtbot.waitUntil(lambda: [row.code for row in page.model.records()] == wanted, timeout=10_000)
    assert [row.code for row in lists.entries(seat.context.api, DISPOSITIONS)] == wanted


def test_an_entry_changes_from_a_later_day_on_and_that_is_taken_back_before(
    qtbot: QtBot, shown: Any, seat: Seat
) -> None:
    page = shown(QUEUES)
    day = (date.today() + timedelta(days=40)).isoformat()
    saved = change(qtbot, page, "card", name_en="Credit cards", counts_from=day)
    assert (saved.name_en, saved.version) == ("Cards", 1)
    assert page.pending.texts() == [f"From {day} (Admin1): English name: Cards → Credit cards"]
    assert page.editor.form.values()["counts_from"] is None and not page.editor.drafted.dirty
    qtbot.waitUntil(lambda: any(f"From {day}" in line for line in page.editor.history.texts()), timeout=10_000)
    assert page.editor.history.back_button.isHidden(), "what does not count yet is not the last change"
    page.pending.buttons[0].click()
    qtbot.waitUntil(lambda: page.pending.texts() == [], timeout=10_000)
    qtbot.waitUntil(lambda: any("Taken back" in line for line in page.editor.history.texts()), timeout=10_000)
    assert all(not row.pending for row in lists.entries(seat.context.api, QUEUES))


def test_a_queue_is_made_and_agents_are_put_into_it_by_keys(qtbot: QtBot, shown: Any, put: Any, staff: Staff) -> None:
    staff.person("lin", "agent", agent_code="8001", name="林晓")
    staff.person("wang", "agent", agent_code="8002", name="王强")
    add(qtbot, shown(QUEUES), code="gold", name_zh="贵宾", name_en="Gold", acw_mode="optional")
    page: MembersPage = put(MembersPage)
    page.table.select_key("gold")
    qtbot.waitUntil(lambda: page.editor.record.queue.code == "gold", timeout=10_000)
    tree = page.members.tree
    assert [tree.topLevelItem(at).text(0).split()[-1] for at in range(2)] == ["8001", "8002"]
    tree.setFocus()
    tree.setCurrentItem(tree.topLevelItem(0), 0)
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    tree.topLevelItem(1).setText(1, "3")
    assert tree.topLevelItem(1).checkState(0) == Qt.CheckState.Checked and tree.topLevelItem(0).text(1) == "1"
    tree.topLevelItem(1).setText(1, "soon")
    assert tree.topLevelItem(1).text(1) == "3", "what is no number is put back"
    with qtbot.waitSignal(page.editor.saved, timeout=10_000):
        page.editor.save()
    found = next(one for one in queue_members(page._context.api).queues if one.queue.code == "gold")
    assert sorted(one.penalty for one in found.members) == [0, 2]
    qtbot.waitUntil(lambda: any("8001" in line for line in page.editor.history.texts()), timeout=10_000)

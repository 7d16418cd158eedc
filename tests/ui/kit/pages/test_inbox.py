"""The inbox at a seat on a real hub: what there is to do, taken and handed back; who is second is told who was first."""

import uuid
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from agent_desk.hub.kit import work_items
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.serve import HubThread
from agent_desk.hub.supervising.task_views import CALL_BACK
from agent_desk.schemas.kit.work_items import WorkItem
from agent_desk.ui.kit.pages.inbox import InboxButton, InboxDialog
from tests.fixtures.seats import MakeSeat, Seat


@pytest.fixture
def lin(hub: HubThread, make_seat: MakeSeat) -> Seat:
    return make_seat(hub.url, "lin", "agent")


def put(hub: HubThread, title: str = "Cards") -> uuid.UUID:
    """A caller who is to be called back by any agent."""
    subject = uuid.uuid4()
    with hub.hub_context.database.write() as db:
        unit = Unit(db=db, now=hub.hub_context.now(), jobs=hub.hub_context.jobs)
        work_items.put(unit, CALL_BACK, subject, (title, title), permission="calls.dial")
    return subject


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What the dialogs stand before: they live as long as it does, and qtbot alone would not keep it."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def inbox(window: QWidget, seat: Seat) -> InboxDialog:
    dialog = InboxDialog(seat.context, window)
    dialog.open()
    return dialog


def shown(dialog: InboxDialog) -> list[tuple[str, str, str]]:
    return [(one.title_en, one.state, dialog._whose(one)) for one in dialog.model.records()]


def test_what_comes_up_is_counted_and_goes_again(qtbot: QtBot, hub: HubThread, lin: Seat) -> None:
    button = InboxButton(lin.context)
    qtbot.addWidget(button)
    button.start()
    qtbot.waitUntil(lambda: button.feed.now is not None, timeout=10_000)
    assert button.isHidden(), "nothing to do takes no room"
    subject = put(hub)
    qtbot.waitUntil(lambda: not button.isHidden(), timeout=10_000)
    assert button.text() == "To do: 1"
    with hub.hub_context.database.write() as db:
        work_items.end(Unit(db=db, now=hub.hub_context.now(), jobs=hub.hub_context.jobs), CALL_BACK, subject)
    qtbot.waitUntil(button.isHidden, timeout=10_000)


def test_one_takes_it_and_the_other_reads_who_has_it(
    qtbot: QtBot, hub: HubThread, lin: Seat, make_seat: MakeSeat, window: QWidget
) -> None:
    put(hub)
    mei = make_seat(hub.url, "mei", "agent")
    mine, theirs = inbox(window, lin), inbox(window, mei)
    for dialog in (mine, theirs):
        qtbot.waitUntil(lambda dialog=dialog: shown(dialog) == [("Cards", "open", "anybody")], timeout=10_000)
        dialog.table.selectRow(0)
    assert mine.take_button.isEnabled() and not mine.back_button.isEnabled()
    # The other's list is a moment old: both press.
    theirs.feed.stop()
    mine.take()
    qtbot.waitUntil(lambda: shown(mine) == [("Cards", "taken", "me")], timeout=10_000)
    assert mine.back_button.isEnabled() and not mine.take_button.isEnabled()
    theirs.feed.start(ask=False)
    theirs.take()
    qtbot.waitUntil(lambda: bool(mei.told.texts()), timeout=10_000)
    assert "has this already" in mei.told.texts()[0]
    qtbot.waitUntil(lambda: [one[1] for one in shown(theirs)] == ["taken"], timeout=10_000)
    mine.hand_back()
    qtbot.waitUntil(lambda: shown(mine) == [("Cards", "handed_back", "anybody")], timeout=10_000)


def test_what_is_opened_leaves_as_a_signal_and_nothing_to_do_is_said(
    qtbot: QtBot, hub: HubThread, lin: Seat, window: QWidget
) -> None:
    subject = put(hub)
    dialog = inbox(window, lin)
    qtbot.waitUntil(lambda: len(dialog.model.records()) == 1, timeout=10_000)
    dialog.table.selectRow(0)
    with qtbot.waitSignal(dialog.opened, timeout=10_000) as opened:
        dialog.open_current()
    (item,) = opened.args
    assert isinstance(item, WorkItem) and item.subject_id == subject


@pytest.fixture
def boss(hub: HubThread, make_seat: MakeSeat) -> Seat:
    return make_seat(hub.url, "boss", "supervisor")


def test_who_leads_sees_the_board_and_the_load_keeps_a_choice_and_comes_back_to_it(
    qtbot: QtBot, hub: HubThread, lin: Seat, boss: Seat, window: QWidget
) -> None:
    put(hub)
    with hub.hub_context.database.write() as db:
        unit = Unit(db=db, now=hub.hub_context.now(), jobs=hub.hub_context.jobs)
        late = hub.hub_context.now() - timedelta(hours=1)
        to = {"person_id": lin.context.session.me.id, "due_at": late}
        work_items.put(unit, CALL_BACK, uuid.uuid4(), ("Loans", "Loans"), **to)
    agents, dialog = inbox(window, lin), inbox(window, boss)
    qtbot.waitUntil(lambda: len(agents.model.records()) == 2, timeout=10_000)
    assert not agents.give_button.isVisible(), "an agent leads nobody"
    qtbot.waitUntil(lambda: dialog.give_button.isVisible(), timeout=10_000)
    dialog.view.choose("all")
    dialog.due.set_value("overdue")
    qtbot.waitUntil(lambda: [one[0] for one in shown(dialog)] == ["Loans"], timeout=10_000)
    assert dialog.note.text() == "1 overdue"
    dialog.look.choose("board")
    assert [one.title_en for one in dialog.board.tables["open"].records.records()] == ["Loans"]
    dialog.look.choose("load")
    qtbot.waitUntil(lambda: len(dialog.load.model.records()) == 1, timeout=10_000)
    (row,) = dialog.load.model.records()
    assert (row.person_id, row.open, row.overdue) == (lin.context.session.me.id, 1, 1)
    dialog.look.choose("list")
    dialog.keep()
    assert dialog.keep_dialog is not None
    dialog.keep_dialog.form.field("name").set_value("Late")
    dialog.keep_dialog.send()
    qtbot.waitUntil(lambda: dialog.kept.now is not None and len(dialog.kept.now.kept) == 1, timeout=10_000)
    again = inbox(window, boss)
    qtbot.waitUntil(lambda: again.kept.now is not None and bool(again.kept.now.kept), timeout=10_000)
    menu = again.kept_menu()
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: [one[0] for one in shown(again)] == ["Loans"], timeout=10_000)
    again.forget("Late")
    qtbot.waitUntil(lambda: again.kept.now is not None and not again.kept.now.kept, timeout=10_000)


def test_two_seats_of_one_person_keep_a_choice_each_and_lose_none(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, window: QWidget
) -> None:
    seat = make_seat(hub.url, "boss", "supervisor")
    first, second = inbox(window, seat), inbox(window, seat)
    qtbot.waitUntil(lambda: first.kept.now is not None and second.kept.now is not None, timeout=10_000)
    # Both ask for a name before either has one: the second knows nothing of what the first keeps.
    for dialog in (first, second):
        dialog.keep()
    for dialog, name in ((first, "Mine"), (second, "Yours")):
        assert dialog.keep_dialog is not None
        dialog.keep_dialog.form.field("name").set_value(name)
        with qtbot.waitSignal(dialog.keep_dialog.saved, timeout=10_000):
            dialog.keep_dialog.send()
    second.kept.refresh()
    qtbot.waitUntil(lambda: [one.name for one in second.kept.now.kept] == ["Mine", "Yours"], timeout=10_000)

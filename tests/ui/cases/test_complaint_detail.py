"""One complaint at a real hub: read first, then what the person's roles allow, and what happens when somebody was quicker."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_desk.hub.cases import handling, service
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.serve import HubThread
from agent_desk.schemas.cases.records import ComplaintOpened, EditComplaint, TransitionForm
from agent_desk.ui.cases.actions import ActionDialog
from agent_desk.ui.cases.complaint_detail import ComplaintDetail
from agent_desk.ui.cases.correct import CorrectDialog
from agent_desk.ui.kit import dialogs
from tests.fixtures.cases import ZONE, customer, form
from tests.fixtures.hub import GoingHub
from tests.fixtures.people import Staff
from tests.fixtures.seats import MakeSeat, Seat

InUnit = Callable[..., Any]


@pytest.fixture
def agent(staff: Staff) -> Caller:
    return staff.caller("a1001", "agent")


@pytest.fixture
def made(in_unit: InUnit, agent: Caller, database: Database) -> ComplaintOpened:
    owner = customer(database)
    opened: ComplaintOpened = in_unit(service.open_complaint, form(customer_id=owner.id), ZONE, caller=agent)
    return opened


def show(qtbot: QtBot, seat: Seat, made: ComplaintOpened) -> ComplaintDetail:
    panel = ComplaintDetail(seat.context)
    panel.resize(640, 700)
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    panel.show_complaint(made.id)
    qtbot.waitUntil(lambda: panel.complaint is not None, timeout=10_000)
    return panel


def press(panel: ComplaintDetail, word: str) -> None:
    """The deed's button or menu entry."""
    if panel._next is not None and panel._next.word == word:
        panel.next_button.click()
        return
    at = [deed.word for deed in panel.others].index(word)
    panel.menu.actions()[at].trigger()


def dialog_of(qtbot: QtBot, panel: ComplaintDetail) -> ActionDialog:
    qtbot.waitUntil(lambda: panel.dialog is not None and panel.dialog.isVisible(), timeout=10_000)
    assert isinstance(panel.dialog, ActionDialog)
    return panel.dialog


def test_a_handler_takes_it_from_receipt_to_the_end(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, made: ComplaintOpened
) -> None:
    panel = show(qtbot, make_seat(hub.url, "han", "complaint_handler"), made)
    assert panel.next_button.text() == "Start work"
    press(panel, "in_progress")
    qtbot.waitUntil(lambda: panel.next_button.text() == "Record the decision …", timeout=10_000)
    press(panel, "decided")
    dialog = dialog_of(qtbot, panel)
    dialog.send()
    assert list(dialog.form.errors()) == ["words"]
    dialog.form.set_values({"words": "退还 12 元。"}, clean=False)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: panel.next_button.text() == "Complainant told …", timeout=10_000)
    press(panel, "told")
    dialog_of(qtbot, panel).send()
    qtbot.waitUntil(lambda: panel.next_button.text() == "Close", timeout=10_000)
    press(panel, "closed")
    qtbot.waitUntil(lambda: not panel.next_button.isVisible(), timeout=10_000)
    qtbot.waitUntil(lambda: panel.story.texts()[0] == "Closed", timeout=10_000)
    assert panel.story.texts() == ["Closed", "Complainant told", "Decided", "In progress", "Complaint opened"]


def test_what_is_offered_follows_the_persons_roles(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, made: ComplaintOpened
) -> None:
    seats = {role: make_seat(hub.url, role, role) for role in ("reviewer", "complaint_handler", "supervisor")}
    offered = {}
    for role, seat in seats.items():
        panel = show(qtbot, seat, made)
        offered[role] = (panel.next_button.isVisible(), [deed.word for deed in panel.others], panel.notes.isVisible())
    moves = ["assigned", "withdrawn", "merged", "edit", "pause", "class", "extend", "grade", "hold"]
    assert offered == {
        "reviewer": (False, [], False),
        "complaint_handler": (True, moves, True),
        "supervisor": (True, moves, True),
    }


def test_when_somebody_was_quicker_both_versions_stand_side_by_side(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, made: ComplaintOpened, in_unit: InUnit, agent: Caller
) -> None:
    panel = show(qtbot, make_seat(hub.url, "han", "complaint_handler"), made)
    press(panel, "edit")
    qtbot.waitUntil(lambda: isinstance(panel.dialog, CorrectDialog) and panel.dialog.isVisible(), timeout=10_000)
    dialog = panel.dialog
    assert isinstance(dialog, CorrectDialog)
    in_unit(service.edit, made.id, EditComplaint(cause="attitude", wish="apologise", version=1), ZONE, caller=agent)
    dialog.form.set_values({"cause": "process"}, clean=False)
    dialog.send()
    qtbot.waitUntil(lambda: "Somebody else" in dialog.notice.text(), timeout=10_000)
    assert "Cause (C): theirs Service attitude and quality, yours Policies" in dialog.notice.lines()[0]
    assert dialog.form.values()["wish"] == "apologise"
    dialog.notice.mine.click()
    qtbot.waitUntil(lambda: panel.complaint is not None and panel.complaint.version == 3, timeout=10_000)
    assert panel.complaint is not None
    assert (panel.complaint.cause.key, panel.complaint.wish.key) == ("process", "apologise")


def test_what_others_do_shows_and_a_move_that_is_gone_is_said(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, made: ComplaintOpened, in_unit: InUnit, staff: Staff
) -> None:
    seat = make_seat(hub.url, "han", "complaint_handler")
    panel = show(qtbot, seat, made)
    press(panel, "withdrawn")
    dialog = dialog_of(qtbot, panel)
    dialog.form.set_values({"words": "客户撤诉"}, clean=False)
    other = staff.caller("h2", "complaint_handler")
    in_unit(handling.transition, made.id, TransitionForm(to="withdrawn", words="撤"), ZONE, caller=other)
    qtbot.waitUntil(lambda: not panel.next_button.isVisible(), timeout=10_000)
    dialog.send()
    qtbot.waitUntil(lambda: "not possible any more" in dialog.notice.text(), timeout=10_000)
    dialog.reject()


def test_a_half_typed_note_is_kept_and_goes_out_once_when_the_hub_is_back(
    qtbot: QtBot, going_hub: GoingHub, make_seat: MakeSeat, made: ComplaintOpened
) -> None:
    seat = make_seat(going_hub.url, "han", "complaint_handler")
    panel = show(qtbot, seat, made)
    panel.notes.area.setFocus()
    qtbot.keyClicks(panel.notes.area.editor, "customer rang again")
    panel.keep_draft()
    panel.show_complaint(None)
    panel.show_complaint(made.id)
    qtbot.waitUntil(lambda: panel.complaint is not None, timeout=10_000)
    assert panel.notes.area.value() == "customer rang again"
    going_hub.stop()
    panel.notes.area.editor.setFocus()
    qtbot.keyClick(panel.notes.area.editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: seat.context.outbox.pending_count == 1, timeout=10_000)
    qtbot.waitUntil(lambda: panel.notes.area.value() == "", timeout=10_000)
    going_hub.start()
    qtbot.waitUntil(lambda: "Note" in panel.story.texts(), timeout=20_000)
    assert panel.story.texts().count("Note") == 1


def test_new_facts_are_confirmed_before_the_limit_starts_anew(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, made: ComplaintOpened
) -> None:
    panel = show(qtbot, make_seat(hub.url, "han", "complaint_handler"), made)
    panel.notes.area.set_value("又补充了三笔扣费")
    panel.notes.facts_button.click()
    (question,) = panel.findChildren(dialogs.ConfirmDialog)
    question.action_button.click()
    qtbot.waitUntil(lambda: len(panel.story.texts()) == 2, timeout=10_000)
    assert "starts anew" in panel.story.texts()[0]

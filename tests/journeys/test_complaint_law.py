"""The law in a complaint at real desks: a transfer by the regulator registered by a handler, an extension by two, and who stands back."""

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit import approvals
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.schemas.kit.approvals import Decision
from agent_desk.ui.cases import presentation
from agent_desk.ui.cases.actions import ActionDialog
from agent_desk.ui.cases.complaints_view import ComplaintsView
from agent_desk.ui.kit import elapsed, words
from agent_desk.ui.kit.forms import Choice
from agent_desk.ui.workspaces.complaints import ComplaintsWorkspace
from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace
from tests.fixtures.cases import terms
from tests.fixtures.seats import MakeSeat

TRANSFER = {
    "complainant": "李芳",
    "source": "12378",
    "channel": "phone",
    "business": "debit_card",
    "cause": "pricing",
    "wish": "refund",
    "narrative": "短信费扣了两次，要求退还。",
    "source_number": "12378-2026-0417",
}


def do(qtbot: QtBot, view: ComplaintsView, word: str, **values: object) -> None:
    """Press the action and answer what it asks."""
    detail = view.detail
    offered = [*detail.others, *([detail._next] if detail._next is not None else [])]
    detail.do(next(one for one in offered if one.word == word))
    qtbot.waitUntil(lambda: isinstance(detail.dialog, ActionDialog) and detail.dialog.isVisible(), timeout=10_000)
    assert isinstance(detail.dialog, ActionDialog)
    detail.dialog.form.set_values(values, clean=False)
    detail.dialog.send()


def test_a_transfer_is_registered_extended_by_two_and_kept_from_whom_it_is_about(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, database: Database
) -> None:
    terms(database)
    handler, boss = make_seat(hub.url, "han", "complaint_handler"), make_seat(hub.url, "sun", "supervisor")
    space = ComplaintsWorkspace(handler.context)
    qtbot.addWidget(space)
    space.resize(1280, 720)
    space.show()
    space.activateWindow()
    qtbot.waitUntil(space.isActiveWindow, timeout=10_000)
    view = space.complaints
    received = words.local(elapsed.now()).date() - timedelta(days=3)
    qtbot.keyClick(view.list.table, Qt.Key.Key_F7)
    form = view.form()
    qtbot.waitUntil(lambda: form.isVisible() and form.work.terms is not None, timeout=10_000)
    form.fields.set_values({**TRANSFER, "received_on": received.isoformat()}, clean=False)
    last = presentation.day_words(received + timedelta(days=15))
    qtbot.waitUntil(lambda: last in form.due_line.text(), timeout=10_000)
    with qtbot.waitSignal(form.opened, timeout=10_000) as came:
        form.save()
    made = came.args[0]
    assert made.due_on == received + timedelta(days=15) and made.number in form.outcome.number()
    form.outcome.show_it.click()
    qtbot.waitUntil(lambda: view.detail.complaint is not None and not form.isVisible(), timeout=10_000)

    do(qtbot, view, "extend", reason="须向他行取证")
    qtbot.waitUntil(lambda: len(approvals.approvals(boss.context.api).items) == 1, timeout=10_000)
    asked = approvals.approvals(boss.context.api).items[0]
    assert (asked.reason, asked.may_decide, asked.title_en) == (
        "须向他行取证",
        True,
        "Extension of a complaint's limit",
    )
    approvals.approve(boss.context.api, asked.id, Decision(digest=asked.digest))
    qtbot.waitUntil(lambda: "extension_told" in [one.word for one in view.detail.others], timeout=10_000)
    assert "(30 days)" in view.detail.due_line.text(), "approved, but nobody has told the complainant"
    do(qtbot, view, "extension_told", words="电话告知，投诉人知悉")
    qtbot.waitUntil(lambda: "(60 days)" in view.detail.due_line.text(), timeout=10_000)

    me = boss.context.session.me.id
    view.open_form()
    form.work.start_another()
    form.fields.set_values({**TRANSFER, "about_person_id": str(me)}, clean=False)
    with qtbot.waitSignal(form.opened, timeout=10_000) as came:
        form.save()
    form.outcome.show_it.click()
    qtbot.waitUntil(lambda: view.detail.complaint_id == came.args[0].id, timeout=10_000)
    qtbot.waitUntil(lambda: view.detail.complaint is not None, timeout=10_000)
    view.detail.do(next(one for one in view.detail.others if one.word == "assigned"))
    qtbot.waitUntil(lambda: isinstance(view.detail.dialog, ActionDialog), timeout=10_000)
    dialog = view.detail.dialog
    assert isinstance(dialog, ActionDialog)
    offered = dialog.form.field("assigned_to")
    assert isinstance(offered, Choice) and offered.count() == 1, (
        "the handler alone: the one complained of is not offered"
    )
    dialog.reject()
    floor = SupervisorWorkspace(boss.context)
    qtbot.addWidget(floor)
    floor.resize(1280, 720)
    floor.show()
    floor.open_page("complaints")
    assert floor.complaints is not None and not floor.complaints.new_button.isHidden()
    floor.complaints.show_complaint(came.args[0].id)
    theirs = floor.complaints.detail
    qtbot.waitUntil(lambda: "stand back" in theirs.recusal_text(), timeout=10_000)
    assert [one.word for one in theirs.others] == ["assigned"]
    floor.close_down()
    space.close_down()

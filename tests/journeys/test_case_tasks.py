"""A complaint goes to a branch and comes back, at real desks: a task given, answered by keyboard, its notice read; one handed back."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_desk.desk.cases import operations
from agent_desk.desk.kit.api import call
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.customers import Branch
from agent_desk.models.people import Person, Role
from agent_desk.schemas.cases import operations as ops
from agent_desk.schemas.cases.records import NewComplaint, TransitionForm
from agent_desk.ui.cases.tasks.dialogs import GiveDialog, WordsDialog
from agent_desk.ui.kit.pages.inbox import InboxDialog
from agent_desk.ui.workspaces import workspaces_for
from agent_desk.ui.workspaces.complaints import ComplaintsWorkspace
from agent_desk.ui.workspaces.tasks import TasksWorkspace
from tests.fixtures.cases import terms
from tests.fixtures.people import Staff
from tests.fixtures.seats import MakeSeat

FORM = {
    "complainant": "李芳",
    "source": "12378",
    "channel": "phone",
    "business": "debit_card",
    "cause": "pricing",
    "wish": "refund",
    "narrative": "短信费扣了两次，要求退还。",
}


def branch_clerk(database: Database, staff: Staff) -> None:
    """Somebody of a branch who may do tasks and nothing else."""
    with database.write() as db:
        db.add(Branch(code="0101", name_zh="城南支行", name_en="South"))
        db.add(Role(code="branch_clerk", name_zh="支行经办", name_en="Branch clerk", permissions=["tasks.do"]))
    person = staff.person("lin", "branch_clerk", name="林静")
    with database.write() as db:
        db.get_one(Person, person.id).branch_code = "0101"


def test_a_complaint_goes_to_a_branch_and_comes_back(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, staff: Staff, database: Database
) -> None:
    terms(database)
    branch_clerk(database, staff)
    handler, clerk = make_seat(hub.url, "han", "complaint_handler"), make_seat(hub.url, "lin")
    assert workspaces_for(clerk.context.session.me.permissions) == ["tasks"]
    api = handler.context.api
    made = call(ops.open_complaint)(api, NewComplaint.model_validate(FORM))
    operations.transition(api, made.id, TransitionForm(to="in_progress"))

    space, branch = ComplaintsWorkspace(handler.context), TasksWorkspace(clerk.context)
    for one in (branch, space):
        qtbot.addWidget(one)
        one.resize(1280, 720)
        one.show()
    detail, own = space.complaints.detail, branch.tasks
    space.complaints.show_complaint(made.id)
    qtbot.waitUntil(lambda: detail.complaint is not None and detail.complaint.may_give, timeout=20_000)

    def give(name: str) -> None:
        detail.tasks.give()
        qtbot.waitUntil(lambda: isinstance(detail.tasks.doing.dialog, GiveDialog), timeout=10_000)
        dialog = detail.tasks.doing.dialog
        assert isinstance(dialog, GiveDialog)
        dialog.form.set_values({"name": name, "asked": "请核实扣费依据。", "branch": "0101"}, clean=False)
        dialog.send()
        qtbot.waitUntil(lambda: detail.tasks.doing.dialog is None, timeout=10_000)

    give("核实扣费")
    qtbot.waitUntil(lambda: [one.name_en for one in detail.tasks.shown] == ["核实扣费"], timeout=10_000)
    # What is to be decided waits for the answer.
    qtbot.waitUntil(lambda: detail._next is None, timeout=10_000)

    qtbot.waitUntil(lambda: [row.name_en for row in own.model.records()] == ["核实扣费"], timeout=10_000)
    qtbot.waitUntil(lambda: own.card.task is not None and "do" in own.card.buttons, timeout=10_000)
    assert own.card.asked.text() == "请核实扣费依据。"
    branch.activateWindow()
    qtbot.waitUntil(branch.isActiveWindow, timeout=10_000)
    answer = own.card.buttons["do"]
    answer.setFocus()
    qtbot.keyClick(answer, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(own.card.doing.dialog, WordsDialog), timeout=10_000)
    asked = own.card.doing.dialog
    assert asked is not None
    qtbot.waitUntil(lambda: asked.form.field("words").hasFocus() or asked.focusWidget() is not None, timeout=10_000)
    asked.form.set_values({"words": "核实：重复扣费 12 元。"}, clean=False)
    qtbot.keyClick(asked.form.field("words"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: own.model.rowCount() == 0, timeout=10_000)

    qtbot.waitUntil(lambda: [one.words for one in detail.tasks.shown] == ["核实：重复扣费 12 元。"], timeout=10_000)
    qtbot.waitUntil(lambda: detail._next is not None and detail._next.word == "decided", timeout=10_000)
    assert "Task done: 核实扣费" in detail.story.texts()
    inbox = InboxDialog(handler.context, space)
    inbox.open()
    qtbot.waitUntil(lambda: inbox.model.rowCount() == 2, timeout=10_000)
    news = next(one for one in inbox.model.records() if one.notice)
    inbox.table.select_key(news.id)
    inbox.read_button.click()
    qtbot.waitUntil(lambda: [one.kind for one in inbox.model.records()] == ["complaint"], timeout=10_000)
    inbox.reject()

    give("核实户主")
    qtbot.waitUntil(lambda: own.card.task is not None and "hand_back" in own.card.buttons, timeout=10_000)
    own.card.buttons["hand_back"].click()
    returned = own.card.doing.dialog
    assert returned is not None
    returned.form.set_values({"words": "户主在城北支行"}, clean=False)
    returned.send()
    qtbot.waitUntil(lambda: "handed_back" in [one.state for one in detail.tasks.shown], timeout=10_000)
    back = detail.tasks.shown[-1]
    assert (back.words, back.may[0]) == ("户主在城北支行", "send")
    detail.tasks.offered[back.id, "withdraw"]()
    gone = detail.tasks.doing.dialog
    assert gone is not None
    gone.form.set_values({"words": "不需要了"}, clean=False)
    gone.send()
    qtbot.waitUntil(lambda: detail.tasks.shown[-1].state == "withdrawn", timeout=10_000)
    space.close_down()

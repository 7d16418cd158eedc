"""A review to its end, a list of 12378 loaded at a desk, and two handlers on one case: at real desks on a real hub."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from agent_desk.desk.cases import kinds, operations
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.schemas.cases.kinds.records import CaseEdit, NewCase
from agent_desk.schemas.cases.records import NewComplaint, TransitionForm
from agent_desk.ui.cases.complaint_file_dialog import ComplaintFileDialog
from agent_desk.ui.cases.kinds.dialogs import EditCaseDialog, MoveDialog, NewCaseDialog
from agent_desk.ui.cases.kinds.registers_page import RegistersPage
from agent_desk.ui.kit import elapsed, words
from agent_desk.ui.workspaces.complaints import ComplaintsWorkspace
from tests.fixtures.cases import form, terms
from tests.fixtures.seats import MakeSeat, Seat


def workspace(qtbot: QtBot, seat: Seat) -> ComplaintsWorkspace:
    space = ComplaintsWorkspace(seat.context)
    qtbot.addWidget(space)
    space.resize(1440, 900)
    space.show()
    return space


def today() -> date:
    return words.local(elapsed.now()).date()


def decided(seat: Seat, **more: Any) -> Any:
    """A complaint that this handler decided and told."""
    made = operations.open_complaint(seat.context.outbox, NewComplaint(**form(complainant="李芳", **more).model_dump()))
    for to, said in (("in_progress", ""), ("decided", "不予退费"), ("told", "电话告知")):
        operations.transition(seat.context.api, made.id, TransitionForm.model_validate({"to": to, "words": said}))
    return made


def test_a_review_is_begun_from_the_complaint_answered_by_another_and_stands_on_its_page(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, database: Database
) -> None:
    terms(database)
    han, wu = make_seat(hub.url, "han", "complaint_handler"), make_seat(hub.url, "wu", "complaint_handler")
    made = decided(han)
    space = workspace(qtbot, han)
    detail = space.complaints.detail
    space.complaints.show_complaint(made.id)
    qtbot.waitUntil(lambda: detail.complaint is not None and bool(detail.complaint.begins), timeout=10_000)
    assert "Begin: Review of a complaint …" in [action.text() for action in detail.menu.actions()]
    detail.begin_case("review")
    qtbot.waitUntil(lambda: isinstance(detail.dialog, NewCaseDialog) and detail.dialog.isVisible(), timeout=10_000)
    dialog = detail.dialog
    assert isinstance(dialog, NewCaseDialog)
    dialog.form.set_values({"subject": "退费", "grounds": "不服处理决定", "asked_on": f"{today()}"}, clean=False)
    dialog.send()
    qtbot.waitUntil(lambda: len(detail.linked.lines) == 1, timeout=10_000)
    assert detail.linked.lines[0].startswith("Asked for Review of a complaint HC")
    # Who decided reads that they have to stand back.
    detail.linked.links[0].click()
    qtbot.waitUntil(lambda: space.registers is not None and space.registers.detail.case is not None, timeout=10_000)
    assert space.registers is not None
    mine = space.registers.detail
    qtbot.waitUntil(lambda: "made the decision" in mine.recusal_text() and not mine.moves, timeout=10_000)

    other = workspace(qtbot, wu)
    other.open_page("registers")
    page = other.registers
    assert isinstance(page, RegistersPage) and mine.case is not None
    page.show_case(mine.case.id)
    theirs = page.detail
    qtbot.waitUntil(lambda: "begin" in theirs.moves, timeout=10_000)
    step(qtbot, page, "begin")
    qtbot.waitUntil(lambda: theirs.case is not None and "overturn" in theirs.case.moves, timeout=10_000)
    step(qtbot, page, "uphold", found="录音核实", answer="维持原决定", told_on=f"{today()}")
    qtbot.waitUntil(lambda: theirs.case is not None and theirs.case.state == "upheld", timeout=10_000)
    # Its complaint's number leads back to the complaint, whose page says how it ended.
    with qtbot.waitSignal(page.complaint_wanted, timeout=10_000) as wanted:
        theirs.complaint.click()
    assert wanted.args == [made.id]
    mine.complaint.click()
    qtbot.waitUntil(detail.isVisible, timeout=10_000)
    qtbot.waitUntil(lambda: detail.linked.lines[0].startswith("Upheld Review of a complaint"), timeout=10_000)
    assert any("Upheld" in line for line in detail.story.texts())
    for one in (space, other):
        one.close_down()


def step(qtbot: QtBot, page: RegistersPage, code: str, **values: str) -> None:
    page.detail.move_case(code)
    qtbot.waitUntil(
        lambda: isinstance(page.detail.dialog, MoveDialog) and page.detail.dialog.isVisible(), timeout=10_000
    )
    dialog = page.detail.dialog
    assert isinstance(dialog, MoveDialog)
    dialog.form.set_values(values, clean=False)
    dialog.send()


def test_a_list_of_12378_is_loaded_and_each_is_due_from_its_own_day_of_receipt(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, database: Database, tmp_path: Path
) -> None:
    terms(database)
    han = make_seat(hub.url, "han", "complaint_handler")
    space = workspace(qtbot, han)
    received = today() - timedelta(days=3)
    file = tmp_path / "12378转办清单.csv"
    rows = [
        "转办编号,受理日期,投诉人姓名,投诉事项,备注",
        f"ZB-001,{received},李芳,短信费扣了两次。,加急",
        f"ZB-002,{today() + timedelta(days=1)},王强,日期在将来。,",
    ]
    file.write_bytes("\r\n".join(rows).encode("gb18030"))
    view = space.complaints
    view.choose_file(file)
    qtbot.waitUntil(lambda: isinstance(view.file_dialog, ComplaintFileDialog), timeout=10_000)
    dialog = view.file_dialog
    assert dialog is not None
    assert dialog.source.value() == "12378", "the file's name says who forwards it"
    for name, value in (("channel", "phone"), ("business", "debit_card"), ("cause", "pricing"), ("wish", "refund")):
        dialog.classes[name].set_value(value)
    dialog.look()
    qtbot.waitUntil(lambda: dialog.lines() == [2], timeout=10_000)
    assert [row.change for row in dialog.view.rows] == ["new", "refused"]  # type: ignore[attr-defined]
    assert "has not come yet" in dialog.view.rows[1].en  # type: ignore[attr-defined]
    assert dialog.action_button.text() == "Register 1"
    dialog.send()
    qtbot.waitUntil(lambda: view.list.model.rowCount() == 1, timeout=10_000)
    row = view.list.model.record(0)
    assert row.due_on == received + timedelta(days=15) and row.grade == "important"
    space.close_down()


def test_two_handlers_who_write_into_one_case_lose_no_word(
    qtbot: QtBot, hub: HubThread, make_seat: MakeSeat, database: Database
) -> None:
    terms(database)
    han, wu, lin = (make_seat(hub.url, login, "complaint_handler") for login in ("han", "wu", "lin"))
    made = decided(lin)
    given = {"subject": "退费", "grounds": "不服处理决定", "asked_on": f"{today()}"}
    case = kinds.open_case(han.context.api, NewCase(kind="review", complaint_id=made.id, fields=given))
    page = RegistersPage(han.context)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    page.show_case(case.id)
    qtbot.waitUntil(lambda: page.detail.case is not None, timeout=10_000)
    page.detail.edit_case()
    qtbot.waitUntil(lambda: isinstance(page.detail.dialog, EditCaseDialog), timeout=10_000)
    dialog = page.detail.dialog
    assert isinstance(dialog, EditCaseDialog)
    dialog.form.set_values({"found": "我核对了录音。"}, clean=False)
    kinds.edit_case(wu.context.api, case.id, CaseEdit(fields={"grounds": "投诉人补充了理由。"}, version=case.version))
    dialog.send()
    qtbot.waitUntil(lambda: dialog.drafted.state == "stale", timeout=10_000)
    dialog.drafted.keep_mine()
    qtbot.waitUntil(lambda: dialog.drafted.state == "saved", timeout=10_000)
    now = kinds.case(wu.context.api, case.id)
    assert now.fields["found"] == "我核对了录音。" and now.fields["grounds"] == "投诉人补充了理由。"
    assert [line.person.name for line in now.story if line.kind == "edited" and line.person is not None]

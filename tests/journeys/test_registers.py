"""Registers at the desk: a visitor's day, and a register that the administrator adds by a file."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.desk.cases import kinds
from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.cases.kinds.records import KindFile, NewCase, PublishForm
from agent_desk.ui.cases.kinds.kinds_page import BringInDialog, KindsPage
from agent_desk.ui.cases.kinds.publishing import PublishDialog
from agent_desk.ui.cases.kinds.registers_page import RegistersPage
from agent_desk.ui.cases.tasks.task_card import TaskDialog
from agent_desk.ui.kit import elapsed, words
from agent_desk.ui.kit.pages.inbox import InboxDialog
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace
from tests.fixtures.hub import GoingHub
from tests.fixtures.people import ADMINISTRATORS, Staff
from tests.fixtures.seats import MakeSeat


def test_a_visitors_day(qtbot: QtBot, make_seat: MakeSeat, going_hub: GoingHub, staff: Staff, tmp_path: Path) -> None:
    host = staff.person("host", "agent", name="林静")
    seat = make_seat(going_hub.url, "boss", "supervisor")
    space = SupervisorWorkspace(seat.context)
    qtbot.addWidget(space)
    space.resize(1440, 900)
    space.open_page("registers")
    space.show()
    page = space.registers
    assert page is not None
    qtbot.waitUntil(lambda: page.register.value() == "visitor" and page.choices.now is not None, timeout=20_000)

    page.add_case()
    dialog = page.dialog
    assert dialog is not None
    dialog.form.set_values(
        {
            "visitor": "王小明",
            "company": "齐川科技",
            "telephone": "13800138000",
            "host": str(host.id),
            "expected": elapsed.now().isoformat(),
            "purpose": "business",
        },
        clean=False,
    )
    dialog.send()
    qtbot.waitUntil(lambda: page.detail.case is not None, timeout=20_000)
    case = page.detail.case
    assert case is not None and case.number.startswith("FK")
    assert case.fields["telephone"] != "13800138000", "a telephone leaves the hub masked"
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1, timeout=20_000)

    page.detail.moves["come_in"].click()
    asked = page.detail.dialog
    assert asked is not None
    asked.form.set_values({"badge": "A12", "areas": "floor"}, clean=False)
    asked.send()
    qtbot.waitUntil(lambda: page.detail.case is not None and page.detail.case.state == "inside", timeout=20_000)
    page.list.view.set_value("today")
    page.list.anew()
    qtbot.waitUntil(lambda: [row.state for row in page.list.model.records()] == ["inside"], timeout=20_000)

    page.detail.moves["leave"].click()
    asked = page.detail.dialog
    assert asked is not None
    asked.send()
    qtbot.waitUntil(lambda: page.detail.case is not None and page.detail.case.closed_at is not None, timeout=20_000)
    assert page.detail.moves == {}
    qtbot.waitUntil(lambda: [row.state for row in page.list.model.records()] == ["left"], timeout=20_000)
    assert kinds.registers(seat.context.api)[0].open == 0


def test_a_rule_is_read_and_signed_by_all(qtbot: QtBot, make_seat: MakeSeat, going_hub: GoingHub) -> None:
    """Published by somebody else than its author; signed by each from the inbox with the text before them; who has not yet is seen."""
    author, lin = (make_seat(going_hub.url, login, role) for login, role in (("zhou", "supervisor"), ("lin", "agent")))
    seat = make_seat(going_hub.url, "boss", "supervisor")
    space = SupervisorWorkspace(seat.context)
    qtbot.addWidget(space)
    space.resize(1440, 900)
    space.open_page("registers")
    space.show()
    page = space.registers
    assert page is not None
    text = "录音只可因工作调听，每次调听须登记用途。"
    fields = {"rule": "录音调听办法", "edition": "2026 年第 1 版", "text": text, "sign_by": "2027-12-31"}
    rule = kinds.open_case(author.context.api, NewCase(kind="house_rule", fields=fields))
    qtbot.waitUntil(lambda: page.register.value() == "visitor" and page.choices.now is not None, timeout=20_000)
    page.show_case(rule.id)
    qtbot.waitUntil(lambda: "publish" in page.detail.moves, timeout=20_000)
    page.detail.moves["publish"].click()
    asked = page.detail.dialog
    assert asked is not None
    asked.send()
    shown = page.detail.tasks
    qtbot.waitUntil(lambda: len(shown.shown) == 3, timeout=20_000)

    def sign(at: DeskContext) -> None:
        inbox = InboxDialog(at, space)
        inbox.open()
        qtbot.waitUntil(lambda: "task_in_person" in [one.kind for one in inbox.model.records()], timeout=20_000)
        item = next(one for one in inbox.model.records() if one.kind == "task_in_person")
        inbox.reject()
        dialog = TaskDialog(at, item.subject_id, space)
        dialog.open()
        qtbot.waitUntil(lambda: "do" in dialog.card.buttons and "delegate" not in dialog.card.buttons, timeout=20_000)
        assert dialog.card.asked.text() == text
        dialog.card.buttons["do"].click()
        words_asked = dialog.card.doing.dialog
        assert words_asked is not None
        words_asked.send()
        qtbot.waitUntil(lambda: dialog.card.task is not None and dialog.card.task.state == "done", timeout=20_000)
        dialog.reject()

    sign(lin.context)
    sign(author.context)
    qtbot.waitUntil(lambda: "Read and sign: 2 of 3 done" in said_in(shown), timeout=20_000)
    assert [one.person.id for one in shown.shown if one.state == "open" and one.person] == [seat.context.session.me.id]
    assert "all_signed" not in page.detail.moves
    sign(seat.context)
    qtbot.waitUntil(lambda: "all_signed" in page.detail.moves, timeout=20_000)
    page.detail.moves["all_signed"].click()
    asked = page.detail.dialog
    assert asked is not None
    asked.send()
    qtbot.waitUntil(lambda: page.detail.case is not None and page.detail.case.state == "in_force", timeout=20_000)


def said_in(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel)]


def test_a_register_is_added_by_a_file_without_code(
    qtbot: QtBot, make_seat: MakeSeat, going_hub: GoingHub, staff: Staff, tmp_path: Path
) -> None:
    """Six fields and four states, brought in, checked, published from today, and used; a next version leaves the running case alone."""
    seat = make_seat(going_hub.url, "admin1", *ADMINISTRATORS)
    space = AdministratorWorkspace(seat.context)
    qtbot.addWidget(space)
    space.resize(1440, 900)
    page = space.open_page("kinds")
    assert isinstance(page, KindsPage)
    space.show()
    qtbot.waitUntil(lambda: page.model.rowCount() >= 14, timeout=20_000)

    file = tmp_path / "keys.toml"
    file.write_text(KEYS.replace('to_state = "back"', 'to_state = "out"'), "utf-8")
    page.choose(file)
    qtbot.waitUntil(lambda: isinstance(page.dialog, BringInDialog), timeout=20_000)
    assert isinstance(page.dialog, BringInDialog)
    assert {one.broken for one in page.dialog.found.findings} == {"unreachable", "no_end"}
    page.dialog.reject()
    page.dialog = None
    file.write_text(KEYS, "utf-8")
    page.choose(file)
    qtbot.waitUntil(lambda: isinstance(page.dialog, BringInDialog), timeout=20_000)
    assert isinstance(page.dialog, BringInDialog)
    assert page.dialog.found.new and page.dialog.found.findings == []
    page.dialog.take()
    qtbot.waitUntil(lambda: any(row.code == "key_loan" for row in page.model.records()), timeout=20_000)

    page.table.select_key(next(row.id for row in page.model.records() if row.code == "key_loan"))
    assert page.publish_button.isEnabled()
    page.publish()
    assert isinstance(page.dialog, PublishDialog)
    page.dialog.send()
    qtbot.waitUntil(
        lambda: any(row.code == "key_loan" and row.in_force for row in page.model.records()), timeout=20_000
    )

    registers = space.open_page("registers")
    assert isinstance(registers, RegistersPage)
    qtbot.waitUntil(lambda: registers.register.value() is not None, timeout=20_000)
    registers.open_register("key_loan")
    registers.add_case()
    assert registers.dialog is not None
    assert len(registers.dialog.form.values()) == 6
    registers.dialog.form.set_values({"what": "机房钥匙", "until": "2099-01-31"}, clean=False)
    registers.dialog.send()
    qtbot.waitUntil(
        lambda: registers.detail.case is not None and registers.detail.case.kind == "key_loan", timeout=20_000
    )
    case = registers.detail.case
    assert case is not None and case.number.startswith("YS") and list(registers.detail.moves) == ["hand_out", "refuse"]

    text = kinds.kind_file(seat.context.api, "key_loan", 1).toml
    kinds.bring_in(seat.context.api, KindFile(toml=text.replace('name_zh = "已借出"', 'name_zh = "借用中"')))
    today = words.local(elapsed.now()).date()
    kinds.publish(seat.context.api, "key_loan", 2, PublishForm(from_day=today, version=1))
    registers.detail.move_case("hand_out")
    assert registers.detail.dialog is not None
    registers.detail.dialog.send()
    qtbot.waitUntil(lambda: registers.detail.case is not None and registers.detail.case.state == "out", timeout=20_000)
    assert registers.detail.case is not None and registers.detail.case.kind_number == 1
    assert registers.detail.state.text() in ("已借出", "Out")


KEYS = """
code = "key_loan"
name_zh = "钥匙借用"
name_en = "Loan of keys"
prefix = "YS"
title = "what"
columns = ["until"]
sees = ["system_administrator"]
opens = ["system_administrator"]
initial = "asked"
fields = [
    { code = "what", name_zh = "钥匙", name_en = "Key", required = true },
    { code = "until", name_zh = "归还日期", name_en = "Until", type = "date", required = true },
    { code = "who", name_zh = "借用人", name_en = "Who", type = "person" },
    { code = "branch", name_zh = "机构", name_en = "Branch", type = "branch" },
    { code = "deposit", name_zh = "押金", name_en = "Deposit", type = "money" },
    { code = "notes", name_zh = "备注", name_en = "Notes", type = "text" },
]
states = [
    { code = "asked", name_zh = "已申请", name_en = "Asked for", workers = ["system_administrator"], limit_days = 1 },
    { code = "out", name_zh = "已借出", name_en = "Out", workers = ["system_administrator"], limit_days = 30 },
    { code = "back", name_zh = "已归还", name_en = "Back", final = true },
    { code = "refused", name_zh = "未借出", name_en = "Refused", final = true },
]

[[transitions]]
code = "hand_out"
name_zh = "借出"
name_en = "Hand out"
from_states = ["asked"]
to_state = "out"
who = { roles = ["system_administrator"] }

[[transitions]]
code = "refuse"
name_zh = "不予借出"
name_en = "Refuse"
from_states = ["asked"]
to_state = "refused"
who = { roles = ["system_administrator"] }
reason = true

[[transitions]]
code = "take_back"
name_zh = "归还"
name_en = "Take back"
from_states = ["out"]
to_state = "back"
who = { roles = ["system_administrator"] }

[[clocks]]
code = "back"
name_zh = "归还期限"
name_en = "To be back"
amount = 0
start = "until"
"""

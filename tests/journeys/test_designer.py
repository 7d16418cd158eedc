"""An administrator makes a register of six fields and four states in the designer, with mouse and keys, and a case runs through it."""

from functools import partial
from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.desk.cases import kinds
from agent_desk.schemas.cases.kinds.records import DraftForm
from agent_desk.ui.cases.kinds.designer.board import Board
from agent_desk.ui.cases.kinds.designer.compare import CompareDialog
from agent_desk.ui.cases.kinds.designer.designer import DesignerDialog
from agent_desk.ui.cases.kinds.designer.new_kind import NewKindDialog
from agent_desk.ui.cases.kinds.designer.play import PlayDialog
from agent_desk.ui.cases.kinds.kinds_page import KindsPage
from agent_desk.ui.cases.kinds.publishing import PublishDialog
from agent_desk.ui.cases.kinds.registers_page import RegistersPage
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from tests.fixtures.hub import GoingHub
from tests.fixtures.people import ADMINISTRATORS
from tests.fixtures.seats import MakeSeat, Seat

ROLE = "system_administrator"
SOON = 20_000


def drag(board: Board, start: QPointF, end: QPointF) -> None:
    """Draw with the mouse from one place of the board to another."""
    port = board.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start.toPoint())
    middle = (start + end) / 2
    QTest.mouseMove(port, middle.toPoint())
    QTest.mouseMove(port, end.toPoint())
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end.toPoint())


def click(board: Board, place: QPointF) -> None:
    QTest.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place.toPoint())


def written(widget: QWidget, said: str) -> None:
    """Type a text: letters by keys, Chinese as an input method gives it."""
    if said.isascii():
        QTest.keyClicks(widget, said)
        return
    event = QInputMethodEvent()
    event.setCommitString(said)
    QApplication.sendEvent(widget, event)


def retype(widget: QWidget, said: str) -> None:
    """Type something else into a field."""
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    written(widget, said)


def named(designer: DesignerDialog, **typed: str) -> None:
    """Type into the panel of what is chosen."""
    for name, said in typed.items():
        retype(designer.panel.form.field(name), said)


def open_kinds(qtbot: QtBot, seat: Seat) -> tuple[AdministratorWorkspace, KindsPage]:
    space = AdministratorWorkspace(seat.context)
    qtbot.addWidget(space)
    space.resize(1440, 900)
    page = space.open_page("kinds")
    assert isinstance(page, KindsPage)
    space.show()
    qtbot.waitUntil(lambda: page.model.rowCount() >= 14, timeout=SOON)
    return space, page


def begun(qtbot: QtBot, page: KindsPage) -> DesignerDialog:
    """A new kind with nothing but what every kind has, in the designer."""
    page.new_button.click()
    asked = page.dialog
    assert isinstance(asked, NewKindDialog)
    for name, said in {"name_zh": "钥匙借用", "name_en": "Loan of keys", "code": "key_loan", "prefix": "YS"}.items():
        written(asked.form.field(name), said)
    qtbot.waitUntil(lambda: asked.roles.words_of(ROLE) != "", timeout=SOON)
    asked.form.set_values({"roles": (ROLE,)}, clean=False)
    asked.send()
    qtbot.waitUntil(lambda: isinstance(page.dialog, DesignerDialog), timeout=SOON)
    designer = page.dialog
    assert isinstance(designer, DesignerDialog)
    qtbot.waitUntil(lambda: designer.choices is not None and designer.board.isVisible(), timeout=SOON)
    return designer


def test_a_register_is_made_by_mouse_and_keys(qtbot: QtBot, make_seat: MakeSeat, going_hub: GoingHub) -> None:
    seat = make_seat(going_hub.url, "admin1", *ADMINISTRATORS)
    space, page = open_kinds(qtbot, seat)
    designer = begun(qtbot, page)
    board, document = designer.board, designer.document
    assert document.findings == []

    # Two states more: one pressed into the empty board, an end by its key; both are named where the keyboard goes by itself.
    QTest.mouseDClick(
        board.viewport(), Qt.MouseButton.LeftButton, pos=(board.middle_of("open") + QPointF(0, 120)).toPoint()
    )
    assert document.chosen == ("states", "state_3") and document.found_at(document.chosen)
    QTest.keyClick(board, Qt.Key.Key_Return)
    named(designer, name_zh="已借出", name_en="Out", code="out")
    assert document.chosen == ("states", "out") and document.kind.states_by_code["out"].name_zh == "已借出"
    board.setFocus()
    QTest.keyClick(board, Qt.Key.Key_End)
    named(designer, name_zh="未借出", name_en="Refused", code="refused")
    assert document.kind.states_by_code["refused"].final

    # Arrows: dragged from the dot of a box, the next by keys; the end of one is put elsewhere.
    click(board, board.middle_of("open"))
    drag(board, board.handle_of("open"), board.middle_of("out"))
    hand_out = document.chosen[1]
    assert document.kind.transitions_by_code[hand_out].to_state == "out"
    named(designer, name_zh="借出", name_en="Hand out", code="hand_out")
    document.choose("states", "out")
    QTest.keyClick(board, Qt.Key.Key_C)
    assert (board.connects and "已借出" in board.says()) or "Out" in board.says()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
        if board.target != "done":
            QTest.keyClick(board, key)
    assert board.target == "done"
    QTest.keyClick(board, Qt.Key.Key_Return)
    named(designer, name_zh="归还", name_en="Take back", code="take_back")
    assert document.kind.transitions_by_code["take_back"].from_states == ["out"]
    click(board, board.arrow_middle("finish"))
    assert document.chosen == ("transitions", "finish")
    drag(board, board.arrow_end("finish"), board.middle_of("refused"))
    assert document.kind.transitions_by_code["finish"].to_state == "refused"
    named(designer, name_zh="不予借出", name_en="Refuse", code="refuse")

    # Five fields more, in the tree; what has not been filled in well says so at its place, and the list leads there.
    designer.outline.choose_group("fields")
    for code, kind_of_it in (
        ("until", "date"),
        ("who", "person"),
        ("branch", "branch"),
        ("deposit", "money"),
        ("way", "choice"),
    ):
        designer.outline.add_button.click()
        named(designer, code=code, name_en=code.capitalize())
        designer.panel.form.set_values({"type": kind_of_it}, clean=False)
    assert [one.broken for one in document.findings] == ["no_words"]
    document.choose("states", "open")
    designer.findings.list.setCurrentRow(0)
    QTest.keyClick(designer.findings.list, Qt.Key.Key_Return)
    assert document.chosen == ("fields", "way")
    words_of_it: Any = designer.panel.form.field("words")
    for code in ("counter", "porter"):
        words_of_it.add_button.click()
        retype(words_of_it.fields.field("code"), code)
    assert [one.code for one in document.kind.fields_by_code["way"].words] == ["counter", "porter"]
    assert document.findings == [] and len(document.kind.fields) == 6 and len(document.kind.states) == 4

    # Every step goes back and forth.
    drawn = document.kind
    for _ in range(document.stack.count()):
        designer.undo_button.click()
    assert len(document.kind.states) == 2 and not document.stack.canUndo()
    while document.stack.canRedo():
        designer.redo_button.click()
    assert document.kind == drawn

    # Somebody else saves the same draft: it is told, nothing is lost, and mine is kept.
    other = kinds.save_draft(
        seat.context.api, "key_loan", DraftForm(kind=drawn.model_copy(update={"place": 7}), version=1)
    )
    designer.save_button.click()
    qtbot.waitUntil(lambda: designer.drafted.state == "stale", timeout=SOON)
    assert document.kind == drawn and designer.notice.mine.isVisible() and other.version == 2
    designer.notice.mine.click()
    qtbot.waitUntil(lambda: designer.drafted.state == "saved", timeout=SOON)
    assert [one.version for one in kinds.kinds(seat.context.api) if one.code == "key_loan"] == [3]

    # A case walked through it, without being one.
    designer.play_button.click()
    played = designer.dialog
    assert isinstance(played, PlayDialog)
    qtbot.waitUntil(lambda: played.played is not None and played.do_button.isEnabled(), timeout=SOON)
    written(played.form.field("title"), "机房钥匙")
    played.do()
    qtbot.waitUntil(lambda: played.played is not None and played.played.case is not None, timeout=SOON)
    assert played.played is not None
    assert {one.transition: one.refused for one in played.played.ways} == {"refuse": None, "hand_out": None}
    played.does.set_value(("move", "hand_out"))
    played.amount.set_value(9)
    played.unit.set_value("days")
    played.do()
    qtbot.waitUntil(lambda: len(played.walked.records()) == 2 and played.do_button.isEnabled(), timeout=SOON)
    case = played.played.case
    assert case is not None and case.state == "out"
    assert case.due_at is not None and case.due_at < played.played.at, "nine days are more than the clock gives"
    played.reject()

    designer.publish_button.click()
    asked = designer.dialog
    assert isinstance(asked, PublishDialog)
    asked.send()
    qtbot.waitUntil(lambda: any(row.code == "key_loan" and row.in_force for row in page.model.records()), timeout=SOON)

    registers = space.open_page("registers")
    assert isinstance(registers, RegistersPage)
    qtbot.waitUntil(lambda: registers.register.value() is not None, timeout=SOON)
    registers.open_register("key_loan")
    registers.add_case()
    assert registers.dialog is not None and len(registers.dialog.form.values()) == 6
    registers.dialog.form.set_values({"title": "机房钥匙"}, clean=False)
    registers.dialog.send()
    qtbot.waitUntil(
        lambda: registers.detail.case is not None and registers.detail.case.kind == "key_loan", timeout=SOON
    )
    for step, state in (("hand_out", "out"), ("take_back", "done")):
        qtbot.waitUntil(partial(offers, registers, step), timeout=SOON)
        registers.detail.moves[step].click()
        assert registers.detail.dialog is not None
        registers.detail.dialog.send()
        qtbot.waitUntil(partial(stands, seat, state), timeout=SOON)


def offers(registers: RegistersPage, step: str) -> bool:
    return step in registers.detail.moves


def stands(seat: Seat, state: str) -> bool:
    (case,) = kinds.cases(seat.context.api, "key_loan", over=True).items
    return case.state == state


def test_two_versions_are_compared(qtbot: QtBot, make_seat: MakeSeat, going_hub: GoingHub) -> None:
    """The next version of a shipped kind: what is drawn there stands in colour, with a sign, and in words."""
    seat = make_seat(going_hub.url, "admin1", *ADMINISTRATORS)
    _space, page = open_kinds(qtbot, seat)
    page.table.select_key(next(row.id for row in page.model.records() if row.code == "visitor"))
    page.design_button.click()
    designer = page.dialog
    assert isinstance(designer, DesignerDialog)
    qtbot.waitUntil(lambda: designer.choices is not None, timeout=SOON)
    designer.document.choose("transitions", "cancel")
    QTest.keyClick(designer.board, Qt.Key.Key_Delete)
    designer.document.choose("states", "inside")
    designer.panel.form.set_values({"limit_days": 2}, clean=False)
    designer.board.setFocus()
    QTest.keyClick(designer.board, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    designer.compare()
    shown = designer.dialog
    assert isinstance(shown, CompareDialog)
    assert [(one.sign, one.table, one.code) for one in shown.model.records()] == [
        ("changed", "states", "inside"),
        ("removed", "transitions", "cancel"),
    ], "where a box stands is no difference"
    said = [shown.model.index(0, at).data() for at in range(3)]
    assert said[2] in ("最长停留（日历日）: 1 → 2", "Longest stay (calendar days): 1 → 2")
    assert {arrow.end for arrow in shown.graph.arrows} >= {"not_come"}, "what was taken away is drawn too"
    shown.reject()
    designer.reject()
    assert seat.context.outbox.drafts("kind_design"), "what is not saved is kept on this seat"

"""Forms and dialogs: what is missing is said where it is missing."""

import ast
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from pydantic import TypeAdapter
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import agent_desk
from agent_desk.schemas.kit.bounded import Line, Text
from agent_desk.ui.kit import dialogs, elapsed, words
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.forms import CascadeChoice, Choice, DateTimeInput, Form, Option, TextArea, TextInput
from agent_desk.ui.kit.inputs import OneStop, TimeInput
from agent_desk.ui.kit.search_field import SearchField

PASTED = "退款\0已办\x1b\r\n第二行\x0b第三行"
"""As it comes from a terminal or a document."""
TREE = [
    Option("card", "Debit card", (Option("fee", "Fees"), Option("loss", "Lost card"))),
    Option("loan", "Loan"),
]


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    made.add("customer", "Customer", TextInput(), required=True)
    made.add("business", "Business", CascadeChoice(TREE), required=True)
    made.add("text", "Text", TextArea(limit=10), required=True)
    made.add("note", "Note", TextInput())
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def test_the_first_field_with_an_error_gets_the_cursor(qtbot: QtBot, form: Form) -> None:
    form.set_errors({"text": "Say what happened.", "business": "Choose a class."})
    assert form.errors() == {"business": "Choose a class.", "text": "Say what happened."}
    first = form.field("business").focusProxy()
    qtbot.waitUntil(lambda: first is not None and first.hasFocus())


def test_what_is_missing_is_said_per_field_and_goes_away_by_typing(form: Form) -> None:
    assert not form.check()
    assert set(form.errors()) == {"customer", "business", "text"}
    form.set_values({"customer": "Wang"}, clean=False)
    assert set(form.errors()) == {"business", "text"}


def test_a_text_over_its_limit_is_not_cut_but_refused(form: Form) -> None:
    form.set_values({"customer": "W", "business": "loan", "text": "twelve chars"}, clean=False)
    assert not form.check()
    assert form.values()["text"] == "twelve chars"
    assert form.errors() == {"text": "Text is too long."}


def test_a_form_is_dirty_until_it_is_back_at_what_was_loaded(form: Form) -> None:
    said: list[bool] = []
    form.dirty_changed.connect(said.append)
    form.set_values({"customer": "Wang", "text": "lost"})
    assert not form.dirty()
    form.set_values({"text": "found"}, clean=False)
    assert form.dirty()
    form.set_values({"text": "lost"}, clean=False)
    assert not form.dirty()
    assert said[-2:] == [True, False]


def test_the_second_level_follows_the_first(qtbot: QtBot) -> None:
    cascade = CascadeChoice(TREE)
    qtbot.addWidget(cascade)
    cascade.set_value("loss")
    assert cascade.path() == ("card", "loss")
    assert cascade.complete()
    cascade.set_value("card")
    assert not cascade.complete()
    cascade.set_value("loan")
    assert (cascade.value(), cascade.complete()) == ("loan", True)
    assert [box.isHidden() for box in cascade.findChildren(Choice)] == [False, True]


def test_choosing_above_empties_what_was_chosen_below(qtbot: QtBot) -> None:
    cascade = CascadeChoice(TREE)
    qtbot.addWidget(cascade)
    cascade.set_value("loss")
    cascade.findChildren(Choice)[0].set_value("loan")
    assert cascade.path() == ("loan",)


def test_a_choice_holds_any_value_and_keeps_it_when_the_list_is_loaded_again(qtbot: QtBot) -> None:
    one, other = uuid4(), uuid4()
    choice = Choice([(one, "One"), (other, "Other")], searchable=True)
    qtbot.addWidget(choice)
    assert choice.value() is None
    choice.set_value(other)
    choice.set_options([(other, "Other, renamed"), (one, "One")])
    assert (choice.value(), choice.text()) == (other, "Other, renamed")


def test_half_typed_text_in_a_searchable_choice_chooses_nothing_new(qtbot: QtBot) -> None:
    choice = Choice([(1, "Debit card"), (2, "Loan")], searchable=True)
    qtbot.addWidget(choice)
    choice.set_value(1)
    line = choice.lineEdit()
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, "xyz")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (choice.value(), choice.currentText()) == (1, "Debit card")


def test_a_moment_is_typed_in_the_centres_zone_and_handed_over_in_utc(qtbot: QtBot) -> None:
    field = DateTimeInput(datetime(2025, 11, 13, 6, 2, tzinfo=UTC))
    qtbot.addWidget(field)
    assert field.value() == datetime(2025, 11, 13, 6, 2, tzinfo=UTC)
    assert field.value() is not None


def test_a_danger_is_confirmed_by_its_name_and_not_by_enter(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    done: list[str] = []
    dialog = dialogs.confirm(
        window, "End this call?", "It cannot be taken back.", "End call", lambda: done.append("end"), kind="danger"
    )
    assert dialog.isVisible()
    assert dialog.action_button.text() == "End call"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert done == []
    other = dialogs.confirm(window, "End this call?", "", "End call", lambda: done.append("end"), kind="danger")
    qtbot.mouseClick(other.action_button, Qt.MouseButton.LeftButton)
    assert done == ["end"]


def test_a_day_that_nobody_chose_yet_is_the_hubs_not_the_machines(qtbot: QtBot) -> None:
    elapsed.set_source(lambda: datetime(2031, 3, 4, 20, tzinfo=UTC))
    words.set_zone("Asia/Shanghai")
    try:
        field = DateTimeInput(optional=True, date_only=True)
        qtbot.addWidget(field)
        field._on.setChecked(True)
        assert words.local(field.value() or datetime.now(UTC)).date().isoformat() == "2031-03-05"
    finally:
        elapsed.set_source(None)


def test_of_a_long_choice_the_beginning_is_shown(qtbot: QtBot) -> None:
    choice = Choice([("rules", "Policies, business rules and processes"), ("fee", "Fees")], searchable=True)
    qtbot.addWidget(choice)
    choice.resize(160, 32)
    choice.show()
    choice.set_value("rules")
    line = choice.lineEdit()
    assert line is not None and line.cursorPosition() == 0
    assert choice.toolTip() == "Policies, business rules and processes"


def test_an_empty_moment_starts_from_the_hubs_clock(qtbot: QtBot) -> None:
    elapsed.set_source(lambda: datetime(2025, 11, 13, 6, 0, tzinfo=UTC))
    try:
        moment = DateTimeInput(date_only=True)
        qtbot.addWidget(moment)
        assert moment.value() == datetime(2025, 11, 12, 16, 0, tzinfo=UTC)
    finally:
        elapsed.set_source(None)


@pytest.mark.parametrize(
    ("make", "kept"),
    [
        (TextInput, "退款已办 第二行 第三行"),
        (TextArea, "退款已办\n第二行\n第三行"),
        (SearchField, "退款已办 第二行 第三行"),
    ],
)
def test_what_is_pasted_loses_the_characters_that_no_text_has(
    qtbot: QtBot, make: Callable[[], TextInput | TextArea | SearchField], kept: str
) -> None:
    field = make()
    qtbot.addWidget(field)
    data = QMimeData()
    data.setText(PASTED)
    if isinstance(field, TextArea):
        field.editor.insertFromMimeData(data)
    else:
        field.insert(data.text())
    assert field.value() == kept
    taken = TypeAdapter(Text if isinstance(field, TextArea) else Line).validate_python(field.value())
    assert taken == kept, "the hub takes it"


def test_a_card_number_is_offered_to_be_struck_and_comes_back_with_undo(qtbot: QtBot) -> None:
    area = TextArea(limit=200)
    qtbot.addWidget(area)
    area.show()
    for harmless in ("", "客户要求回电 13800138000，工单 TS202511130001"):
        area.set_value(harmless)
        assert not area.offers_to_strike
    area.set_value("卡号６２１７ 0012 3456 7890 123，CVV 123")
    assert area.offers_to_strike
    (strike,) = [one for one in area.findChildren(Button) if one.text() == "Strike it out"]
    qtbot.mouseClick(strike, Qt.MouseButton.LeftButton)
    assert area.value() == "卡号****0123，CVV ****"
    assert not area.offers_to_strike
    area.editor.undo()
    assert area.offers_to_strike, "who meant something else has it back"


def test_tab_leaves_a_date_and_a_time_at_once(qtbot: QtBot) -> None:
    """Qt's own fields go through year, month, day, hour and minute by Tab."""
    page = QWidget()
    column = QVBoxLayout(page)
    fields = (TextInput(), DateTimeInput(), DateTimeInput(date_only=True), TimeInput(), TextInput())
    for field in fields:
        column.addWidget(field)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    stops = [field.focusProxy() or field for field in fields]
    stops[0].setFocus()
    for key, wanted in ((Qt.Key.Key_Tab, stops[1:]), (Qt.Key.Key_Backtab, stops[-2::-1])):
        for stop in wanted:
            now = QApplication.focusWidget()
            assert now is not None
            qtbot.keyClick(now, key)
            assert QApplication.focusWidget() is stop


def test_no_other_field_of_the_desk_is_walked_part_by_part() -> None:
    """Every Qt date or time of the product is one that Tab leaves."""
    ui = Path(agent_desk.__file__).parent / "ui"
    raw = {"QDateTimeEdit", "QDateEdit", "QTimeEdit"}
    found = []
    for path in ui.rglob("*.py"):
        for one in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id in raw:
                found.append(f"{path.relative_to(ui)}: {one.func.id}")
            if isinstance(one, ast.ClassDef):
                bases = [base.id for base in one.bases if isinstance(base, ast.Name)]
                if raw & set(bases) and bases[0] != OneStop.__name__:
                    found.append(f"{path.relative_to(ui)}: {one.name}")
    assert not found

"""Forms that hang on a call go with it while nobody has touched them, and say whose they are where somebody has."""

import uuid
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.ui.kit import task_forms
from agent_desk.ui.kit.search_field import SearchField

CALL, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)


class Form(QWidget):
    """A form of an area to come."""

    def __init__(self, call: uuid.UUID | None, touched: bool) -> None:
        super().__init__()
        self.call, self.is_touched, self.log = call, touched, ""
        self.button = QPushButton("x", self)

    def hangs_on(self) -> uuid.UUID | None:
        return self.call

    def touched(self) -> bool:
        return self.is_touched

    def put_away(self) -> None:
        self.log += "away"

    def say_over(self) -> None:
        self.log += "said"


@pytest.mark.parametrize(
    ("call", "touched", "then"),
    [(CALL, False, "away"), (CALL, True, "said"), (OTHER, False, ""), (OTHER, True, ""), (None, True, "")],
)
def test_a_form_of_any_area_goes_or_says_whose_it_is(
    qtbot: QtBot, call: uuid.UUID | None, touched: bool, then: str
) -> None:
    panel = QWidget()
    qtbot.addWidget(panel)
    form = Form(call, touched)
    inner = QWidget(panel)
    form.setParent(inner)
    task_forms.call_over(panel, CALL)
    assert form.log == then


def typed_line() -> QWidget:
    made = QLineEdit()
    made.setText("half a")
    return made


def typed_text() -> QWidget:
    made = QPlainTextEdit()
    made.setPlainText("half a")
    return made


def read_text() -> QWidget:
    made = QPlainTextEdit()
    made.setPlainText("an article")
    made.setReadOnly(True)
    return made


def typed_choice() -> QWidget:
    made = QComboBox()
    made.addItem("Cards")
    made.setEditable(True)
    made.setCurrentIndex(-1)
    made.setEditText("Car")
    return made


def chosen_choice() -> QWidget:
    made = QComboBox()
    made.addItem("Cards")
    made.setEditable(True)
    made.setCurrentIndex(0)
    return made


def old_search() -> QWidget:
    made = SearchField()
    made.setText("guashi")
    return made


@pytest.mark.parametrize(
    ("build", "writes"),
    [
        (typed_line, True),
        (typed_text, True),
        (typed_choice, True),
        (QSpinBox, True),
        (QLineEdit, False),
        (QPlainTextEdit, False),
        (read_text, False),
        (chosen_choice, False),
        (old_search, False),
        (lambda: QPushButton("x"), False),
        (lambda: Form(CALL, True), True),
        (lambda: Form(CALL, False), False),
    ],
)
def test_whether_somebody_is_writing(qtbot: QtBot, build: Callable[[], QWidget], writes: bool) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    made = build()
    column.addWidget(made)
    field = made.button if isinstance(made, Form) else made
    qtbot.addWidget(window)
    window.show()
    field.setFocus()
    assert window.focusWidget() is field
    assert task_forms.being_written(window) == writes


def test_in_a_search_field_only_while_keys_come(qtbot: QtBot) -> None:
    window = QWidget()
    field = SearchField(parent=window)
    qtbot.addWidget(window)
    window.show()
    field.setFocus()
    qtbot.keyClicks(field, "guas")
    assert task_forms.being_written(window)
    field._typed_at -= 60
    assert not task_forms.being_written(window), "what was searched for a minute ago holds nobody back"

"""What counts from a later day: the field of a form that says from which, and the list of what waits for its day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.ui.kit import layouts, theme
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.inputs import DayInput
from agent_desk.ui.kit.pages.faults import fault as common_fault

COUNTS_FROM: Final = "counts_from"


def add_later_day(form: Form) -> None:
    """Put the field into a form: the day from which what is saved counts, or at once."""
    label = QCoreApplication.translate("LaterDay", "Counts from a later day")
    form.add(COUNTS_FROM, label, DayInput(), hint=QCoreApplication.translate("LaterDay", "Not ticked: at once."))


def fault(code: str) -> str:
    """Return the sentence for a field's fault."""
    if code == "not_a_later_day":
        return QCoreApplication.translate("LaterDay", "Choose a day after today.")
    if code == "nothing_changes":
        return QCoreApplication.translate("LaterDay", "Nothing of the entry would change on that day.")
    return common_fault(code)


class Pending(NamedTuple):
    """One thing that waits for its day: in words, and how it is taken back."""

    text: str
    take_back: Callable[[], object]


class PendingList(QWidget):
    """What waits for a second person, and what waits for its day, the next one first; each of these with a button that takes it back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.SPACE_1)
        self.buttons: list[Button] = []
        self.asked = ""
        self.hide()

    def show_lines(self, *, decided: Sequence[Pending], asked: str = "") -> None:
        """Show these. `asked`: what waits for a second person; "" for nothing."""
        layouts.empty(self._rows)
        self.buttons.clear()
        self.setVisible(bool(decided) or bool(asked))
        self.asked = asked
        if asked:
            self._rows.addWidget(theme.label(self.tr("Waits for a second person"), "section"))
            self._rows.addWidget(theme.label(asked, wrap=True))
        if decided:
            self._rows.addWidget(theme.label(self.tr("Decided already"), "section"))
        for one in decided:
            self._rows.addWidget(self._line(one))

    def texts(self) -> list[str]:
        """Return what is shown, a line each."""
        return [button.accessibleDescription() for button in self.buttons]

    def _line(self, one: Pending) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(theme.label(one.text, wrap=True), 1)
        button = Button(self.tr("Take back"), icon="undo-2", size="small")
        button.setAccessibleDescription(one.text)
        button.clicked.connect(lambda: one.take_back())
        self.buttons.append(button)
        row.addWidget(button)
        return line

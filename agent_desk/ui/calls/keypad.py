"""The keys of a telephone: to call a number, and to press keys while talking."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from agent_desk.schemas.kit.text import one_line
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.dialogs import Dialog

KEYS = ("123", "456", "789", "*0#")


class Keypad(QWidget):
    """Twelve keys."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.SPACE_2)
        for row, keys in enumerate(KEYS):
            for column, key in enumerate(keys):
                button = Button(key, size="large")
                button.setAccessibleName(self.tr("Key {key}").format(key=key))
                button.clicked.connect(lambda _=False, key=key: self.pressed.emit(key))
                grid.addWidget(button, row, column)


class DialDialog(Dialog):
    """Type or press a number, then call it. It closes when the hub has taken the number (`accept`), and stays where it has not."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Call a number"), icon="phone-outgoing", parent=parent)
        self.number = QLineEdit()
        self.number.setPlaceholderText(self.tr("Telephone number"))
        self.number.setAccessibleName(self.tr("Telephone number"))
        self.number.setMaxLength(40)
        self.keypad = Keypad()
        self.keypad.pressed.connect(self.number.insert)
        self.body.addWidget(self.number)
        self.body.addWidget(self.keypad)
        hint = self.tr("Your own telephone rings first; lift it, and the number is called.")
        self.body.addWidget(theme.label(hint, "caption", wrap=True))
        self.add_cancel()
        self._go = self.add_button(Button(self.tr("Call"), kind="primary", icon="phone-outgoing"), self._take)
        self.number.textChanged.connect(self._typed)
        self.number.returnPressed.connect(self._take)
        self._typed("")
        self.number.setFocus()

    def _typed(self, text: str) -> None:
        self._go.setEnabled(sum(sign.isdigit() for sign in text) >= 3)

    def _take(self) -> None:
        # Enter in the field is the default button's as well: once is enough.
        if self._go.isEnabled() and self.isVisible():
            self._go.setEnabled(False)
            self.chosen.emit(one_line(self.number.text()))

    def not_taken(self) -> None:
        """The hub has not taken the number: it can be mended, and called again."""
        self._typed(self.number.text())
        self.number.setFocus()


class TonesDialog(Dialog):
    """Keys to press during a talk: each goes out at once. What was pressed stands above, until the dialog closes."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Press keys"), icon="keyboard", parent=parent)
        self.shown = theme.label("", "number")
        self.shown.setMinimumHeight(theme.CONTROL_PX)
        self.shown.setAccessibleName(self.tr("Keys pressed"))
        self.keypad = Keypad()
        self.keypad.pressed.connect(self._press)
        self.body.addWidget(self.shown)
        self.body.addWidget(self.keypad)
        self.add_cancel(self.tr("Close"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()

    def _press(self, key: str) -> None:
        self.shown.setText((self.shown.text() + key)[-24:])
        self.pressed.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text() in "0123456789*#":
            self._press(event.text())
        else:
            super().keyPressEvent(event)

"""Choosing an own password in the place of one that was given for one use: a side of the sign-in card."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button, banner

WANTED_BY = ("password_change_needed", "weak_password", "guessable_password")
"""Errors of a sign-in that this side answers."""


class NewPassword(QWidget):
    """Two fields that must agree. `chosen` carries the new password; `given_up` goes back to the user name."""

    chosen = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told, self.told_words = banner("", "info", "key-round")
        self._first_label, self._again_label = theme.label("", "strong"), theme.label("", "strong")
        self.first, self.again = QLineEdit(), QLineEdit()
        self.fault = theme.label("", "error", wrap=True)
        self.send_button, self.back_button = Button(kind="primary", size="large"), Button()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addWidget(self._told)
        column.addSpacing(theme.SPACE_2)
        self._add(column, self._first_label, self.first)
        self._add(column, self._again_label, self.again)
        column.addWidget(self.fault)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_2)
        foot.addWidget(self.back_button)
        foot.addWidget(self.send_button, 1)
        column.addLayout(foot)
        self.first.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self._send)
        self.send_button.clicked.connect(self._send)
        self.back_button.clicked.connect(self._give_up)
        for field in (self.first, self.again):
            field.textEdited.connect(lambda _text: self.fault.clear())
        self.retranslate()

    def _add(self, column: QVBoxLayout, caption: QLabel, field: QLineEdit) -> None:
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setMaxLength(256)
        caption.setBuddy(field)
        column.addWidget(caption)
        column.addWidget(field)
        column.addSpacing(theme.SPACE_2)

    def begin(self, sentence: str) -> None:
        """Say why it is asked for; what was typed stays."""
        self.told_words.setText(sentence)
        self.first.setFocus()
        self.first.selectAll()

    def set_busy(self, busy: bool) -> None:
        """A sign-in is under way."""
        for widget in (self.first, self.again, self.send_button, self.back_button):
            widget.setEnabled(not busy)

    def clear(self) -> None:
        """Nothing typed stays in the window."""
        self.first.clear()
        self.again.clear()

    def _give_up(self) -> None:
        self.clear()
        self.given_up.emit()

    def _send(self) -> None:
        if not self.first.text():
            self.first.setFocus()
        elif self.first.text() != self.again.text():
            self.fault.setText(self.tr("The two entries differ. Please type the new password twice."))
            self.again.selectAll()
            self.again.setFocus()
        else:
            self.chosen.emit(self.first.text())

    def retranslate(self) -> None:
        """Put every text in the language in force."""
        self._first_label.setText(self.tr("New password"))
        self._again_label.setText(self.tr("New password, again"))
        self.first.setAccessibleName(self.tr("New password"))
        self.again.setAccessibleName(self.tr("New password, again"))
        self.send_button.set_label(self.tr("Set it and sign in"))
        self.back_button.set_label(self.tr("Back"))

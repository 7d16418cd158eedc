"""The code of the second factor: a side of the sign-in card, with the QR code where the telephone has the secret not yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button, banner

CODE_WANTED_BY = ("code_needed", "wrong_code", "second_factor_needed")
"""Errors of a sign-in that this side answers."""
QUIET = 4
"""Light squares around a QR code, as the norm wants them."""


class QrCode(QWidget):
    """A QR code, dark on light in every theme: cameras read no other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[str]) -> None:
        """Show these rows of squares, 1 for dark; none hides it."""
        self._rows = [str(row) for row in rows]
        self.setVisible(bool(self._rows))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(176, 176)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        across = len(self._rows) + 2 * QUIET
        size = min(self.width(), self.height()) / across
        for down, row in enumerate(self._rows):
            for along, square in enumerate(row):
                if square == "1":
                    place = QRectF((along + QUIET) * size, (down + QUIET) * size, size, size)
                    painter.fillRect(place, QColor("black"))


class CodeSide(QWidget):
    """Asks for a code. `given` carries it; `given_up` goes back to the user name."""

    given = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told, self.told_words = banner("", "info", "key-round")
        self.qr = QrCode()
        self.secret = theme.label("", "caption", wrap=True)
        self.secret.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label = theme.label("", "strong")
        self.code = QLineEdit()
        self.code.setMaxLength(32)
        self._label.setBuddy(self.code)
        self.send_button, self.back_button = Button(kind="primary", size="large"), Button()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addWidget(self._told)
        column.addSpacing(theme.SPACE_2)
        column.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.secret)
        column.addWidget(self._label)
        column.addWidget(self.code)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_2)
        foot.addWidget(self.back_button)
        foot.addWidget(self.send_button, 1)
        column.addLayout(foot)
        self._key = ""
        self.code.returnPressed.connect(self._send)
        self.send_button.clicked.connect(self._send)
        self.back_button.clicked.connect(self._give_up)
        self.show_secret([], "")
        self.retranslate()

    def begin(self, sentence: str, qr: Sequence[str], secret: str) -> None:
        """Say why it is asked for. A secret that is on show stays there until the first code was right."""
        self.told_words.setText(sentence)
        if qr:
            self.show_secret(qr, secret)
        self.code.setFocus()
        self.code.selectAll()

    def show_secret(self, qr: Sequence[str], secret: str) -> None:
        """Show the secret for a telephone that has it not yet; nothing hides it."""
        self._key = secret
        self.qr.set_rows(qr)
        self.secret.setVisible(bool(secret))
        self.retranslate()

    def set_busy(self, busy: bool) -> None:
        """A sign-in is under way."""
        for widget in (self.code, self.send_button, self.back_button):
            widget.setEnabled(not busy)

    def clear(self) -> None:
        """Nothing of it stays in the window."""
        self.code.clear()
        self.show_secret([], "")

    def _give_up(self) -> None:
        self.clear()
        self.given_up.emit()

    def _send(self) -> None:
        if self.code.text().strip():
            self.given.emit(self.code.text().strip())
        else:
            self.code.setFocus()

    def retranslate(self) -> None:
        """Put every text in the language in force."""
        self._label.setText(self.tr("Code"))
        self.code.setAccessibleName(self.tr("Code"))
        self.secret.setText(self.tr("Or type this key: {key}").replace("{key}", self._key))
        self.send_button.set_label(self.tr("Sign in"))
        self.back_button.set_label(self.tr("Back"))

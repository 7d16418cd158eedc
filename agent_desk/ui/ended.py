"""The full-window sentence when a sign-in is over, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.kit import sentences
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button, Card, Icon


class EndedPage(QWidget):
    """One card in the middle: what happened, what became of unsent work, one button."""

    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._reason, self._pending = "signed_out", 0
        card = Card(padding=theme.SPACE_5)
        card.setFixedWidth(460)
        self._icon = Icon("monitor", "accent_ink", 32)
        self._title, self._text = theme.label("", "title"), theme.label("", "body", wrap=True)
        self._unsent = theme.label("", "muted", wrap=True)
        self._button = Button(kind="primary", size="large", icon="log-in")
        self._button.clicked.connect(self.back)
        for widget in (self._icon, self._title, self._text, self._unsent):
            card.add(widget)
        card.body.addSpacing(theme.SPACE_2)
        card.add(self._button)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, reason: str, pending: int) -> None:
        """``reason`` as the hub gave it; ``pending``: how many writes wait on this seat's disk."""
        self._reason, self._pending = reason, pending
        self.retranslate()
        self._button.setFocus()

    def text(self) -> str:
        """Return the sentence on show."""
        return self._text.text()

    def retranslate(self) -> None:
        """Put every text in the language in force."""
        taken = self._reason == "taken_over"
        self._icon.set("monitor" if taken else "clock", "accent_ink")
        self._title.setText(self.tr("Signed in elsewhere") if taken else self.tr("Signed out"))
        if taken:
            text = self.tr(
                "Your account was taken over at another seat. If that was not you, tell your supervisor at once."
            )
        else:
            known = self._reason if self._reason in sentences.SENTENCES else "session_expired"
            text = sentences.fill(known, {}, words.language())
        self._text.setText(text)
        unsent = self.tr("{n} unsent entries stay on this seat and are sent after your next sign-in here.")
        self._unsent.setText(unsent.format(n=self._pending))
        self._unsent.setVisible(self._pending > 0)
        self._button.set_label(self.tr("Back to sign-in"))

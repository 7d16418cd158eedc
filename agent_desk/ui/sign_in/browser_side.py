"""While the browser asks who somebody is: a side of the sign-in card that waits, and can be left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button, banner


class BrowserSide(QWidget):
    """`again_wanted`: the browser's page was lost, open it once more. `given_up` goes back to the user name."""

    again_wanted = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told, self.told_words = banner("", "info", "external-link")
        self.told_words.setWordWrap(True)
        self.again_button, self.cancel_button = Button(icon="external-link"), Button()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self._told)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_2)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.again_button, 1)
        column.addLayout(foot)
        self.again_button.clicked.connect(self.again_wanted)
        self.cancel_button.clicked.connect(self.given_up)
        self.retranslate()

    def begin(self) -> None:
        """It is waited for; Esc and Enter stay with the way out."""
        self.cancel_button.setFocus()

    def retranslate(self) -> None:
        """Put every text in the language in force."""
        self.told_words.setText(
            self.tr("Sign in on the page that has opened in your browser. This window goes on by itself afterwards.")
        )
        self.again_button.set_label(self.tr("Open the page again"))
        self.cancel_button.set_label(self.tr("Cancel"))

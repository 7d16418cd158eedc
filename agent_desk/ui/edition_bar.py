"""A bar above the workspace when the hub has been updated meanwhile and this desk is too old or too new for it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.edition import WrongProgram, judge
from agent_desk.desk.kit.feed import Feed
from agent_desk.desk.people import operations
from agent_desk.schemas.people.records import HubEdition
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import banner


class EditionBar(QWidget):
    """Takes no room while desk and hub understand each other. It is asked again each time the line to the hub is back."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.wrong: WrongProgram | None = None
        self._frame, self._words = banner("", "bad", "download")
        self._words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, 0)
        column.addWidget(self._frame)
        self.feed: Feed[HubEdition] = Feed(context, lambda: operations.edition, crowd=True, parent=self)
        self.feed.came.connect(self._came)
        words.changed.connect(self._say)
        self.hide()
        # The door has asked already; from here on the hub may become another one.
        self.feed.start(ask=False)

    def text(self) -> str:
        """Return what it says; empty while there is nothing to say."""
        return self._words.text() if self.wrong is not None else ""

    def _came(self, told: HubEdition) -> None:
        self.wrong = judge(told.model_dump())
        self._say()

    def _say(self) -> None:
        if self.wrong is not None:
            said = self.tr("The hub was updated while you were signed in. Finish what you are doing, then sign out.")
            self._words.setText(f"{said} {self._context.words(self.wrong)}")
            self.setAccessibleName(self._words.text())
        self.setVisible(self.wrong is not None)

"""A banner that stays as long as one person decides alone what two should, or nobody can: with what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed
from agent_desk.desk.kit.live import Change
from agent_desk.desk.people import operations
from agent_desk.schemas.kit.approval_words import ALONE, KINDS
from agent_desk.schemas.kit.second_person import SECOND_PERSON, DecidesAlone
from agent_desk.schemas.people.changes import PersonChanged, RightsChanged, RoleChanged, SubstitutionChanged
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.controls import banner
from agent_desk.ui.kit.pages.feed_panel import StaleMark

TOLD_BY = (PersonChanged, RightsChanged, RoleChanged, SubstitutionChanged)


class AloneBanner(QWidget):
    """Takes no room while two confirm what two should. `wanted` names the page where something can be done."""

    wanted = Signal(str)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.feed: Feed[list[DecidesAlone]] = Feed(context, lambda: operations.decides_alone, cares=_cares, parent=self)
        self._watching = False
        frame, self._words = banner("", "bad", "shield-alert")
        self._words.setWordWrap(True)
        self.people_button = Button(words.say(ALONE["people"]), size="small")
        self.rules_button = Button(words.say(ALONE["rules"]), size="small")
        self.people_button.clicked.connect(lambda: self.wanted.emit("people"))
        self.rules_button.clicked.connect(lambda: self.wanted.emit(SECOND_PERSON.name))
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(frame, 1)
        row.addWidget(StaleMark(self.feed))
        row.addWidget(self.people_button)
        row.addWidget(self.rules_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._body = QWidget()
        self._body.setLayout(row)
        row.setContentsMargins(0, 0, 0, theme.SPACE_2)
        column.addWidget(self._body)
        self._body.hide()
        self.feed.came.connect(self._came)

    def text(self) -> str:
        """Return what it says; empty while there is nothing to say."""
        return self._words.text() if not self._body.isHidden() else ""

    def _came(self, found: list[DecidesAlone]) -> None:
        lines = []
        for why in ("one_person", "nobody", "never"):
            kinds = [words.say(KINDS[one.kind]) for one in found if one.why == why]
            if kinds:
                lines.append(words.say(ALONE[why]).format(kinds=words.listed(kinds)))
        self._words.setText("\n".join(lines))
        self._body.setAccessibleName(self._words.text())
        self._body.setVisible(bool(lines))
        self.people_button.setVisible(any(one.why != "never" for one in found))
        self.rules_button.setVisible(any(one.why != "one_person" for one in found))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._watching:
            self._watching = True
            self.feed.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._watching and not self.isVisible():
            self._watching = False
            self.feed.stop()


def _cares(change: Change) -> bool:
    of_people = any(kind.is_told_by(change) for kind in TOLD_BY)
    return of_people or (change.area == "settings" and change.entity == SECOND_PERSON.name)

"""A voice plan to read: what a caller hears as a tree, what applying it changes, and the saved versions."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from agent_desk.schemas.calls.voice_plan import VoicePlanView
from agent_desk.ui.administration.voice_plan.versions import VoiceVersions, wide_blanks
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Segmented
from agent_desk.ui.kit.covers import Pages


class VoiceSeen(QWidget):
    """Three views of the plan, one at a time."""

    turned = Signal()
    """The versions are looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree, self.diff = _text(self.tr("What a caller hears")), _text(self.tr("What applying it changes"))
        self.diff.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.diff.setPlaceholderText(self.tr("Nothing: the exchange has this plan."))
        self.versions = VoiceVersions(_text(self.tr("What this version changed")))
        self.choice = Segmented(
            [
                ("tree", self.tr("What a caller hears")),
                ("diff", self.tr("What applying it changes")),
                ("versions", self.tr("Versions")),
            ]
        )
        self._pages = {"tree": self.tree, "diff": self.diff, "versions": self.versions}
        self._stack = Pages()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.choice.changed.connect(lambda name: self.turn(str(name)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.choice)
        column.addWidget(self._stack, 1)

    def turn(self, name: str) -> None:
        """Show "tree", "diff" or "versions"."""
        self.choice.set_value(name)
        self._stack.setCurrentWidget(self._pages[name])
        if name == "versions":
            self.turned.emit()

    def show_view(self, view: VoicePlanView) -> None:
        """This plan, saved or not."""
        lines = view.tree_zh if words.pick("zh", "en") == "zh" else view.tree_en
        for text, shown in ((self.tree, map(wide_blanks, lines)), (self.diff, view.diff)):
            bar = text.verticalScrollBar()
            at = bar.value()
            text.setPlainText("\n".join(shown))
            bar.setValue(at)


def _text(name: str) -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setReadOnly(True)
    text.setFrameShape(QFrame.Shape.NoFrame)
    text.setAccessibleName(name)
    return text

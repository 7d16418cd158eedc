"""The voice plan to read: what a caller hears, as a tree, and what applying it would change on the exchange."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from agent_desk.desk import settings_admin
from agent_desk.desk.context import DeskContext
from agent_desk.desk.live import Change
from agent_desk.schemas.calls_menu import VoicePlanView
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Card, StateStack
from agent_desk.ui.people.list_page import Page


class VoicePlanPage(Page):
    """Read-only: the plan is loaded from a file and applied by `agent-desk exchange plan`."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.says = theme.label("", "muted", wrap=True)
        self.tree, self.diff = _text(self.tr("What a caller hears")), _text(self.tr("What applying it changes"))
        self.diff.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.says)
        column.addWidget(self.tree, 3)
        self._diff_title = theme.label(self.tr("What applying it changes"), "strong")
        column.addWidget(self._diff_title)
        column.addWidget(self.diff, 2)
        self.states = StateStack(inside)
        card = Card()
        card.add(self.states, 1)
        self.body.addWidget(card, 1)

    def head(self) -> tuple[str, str]:
        says = self.tr("Numbers, hours, menus, overflow, call-back and survey. Loaded from a file and applied by the command "
                       "'agent-desk exchange plan'.")  # fmt: skip
        return self.tr("Voice plan"), says

    def cares(self, change: Change) -> bool:
        return change.area == "settings" and change.entity == "voice_plan"

    def fetch(self) -> None:
        if not self.tree.toPlainText():
            self.states.show_loading()
        api = self._context.api
        self._context.background.run(
            self,
            lambda: settings_admin.voice_plan(api),
            self._show,
            lambda error: self.states.show_error(self._context.words(error), self.refresh),
        )

    def _show(self, view: VoicePlanView) -> None:
        lines = view.tree_zh if words.pick("zh", "en") == "zh" else view.tree_en
        self.tree.setPlainText("\n".join(map(_indented, lines)))
        self.diff.setPlainText("\n".join(view.diff))
        for widget in (self._diff_title, self.diff):
            widget.setVisible(bool(view.diff))
        version = self.tr("Version {version}.").format(version=view.version)
        if view.applied_at is None:
            how = self.tr("Not applied to the exchange yet.")
        elif view.diff:
            how = self.tr("Version {version} is applied since {time}; this one is not.").format(
                version=view.applied_version, time=words.short(view.applied_at)
            )
        else:
            how = self.tr("Applied since {time}.").format(time=words.short(view.applied_at))
        self.says.setText(f"{version} {how}")
        self.states.show_content()


def _indented(line: str) -> str:
    """Blanks are narrow in a proportional letter: each becomes as wide as a letter is high."""
    text = line.lstrip(" ")
    return "\u2003" * (len(line) - len(text)) + text


def _text(name: str) -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setReadOnly(True)
    text.setFrameShape(QFrame.Shape.NoFrame)
    text.setAccessibleName(name)
    return text

"""The history page in its workspace, and the story of a call that is opened from it."""

from __future__ import annotations

import uuid

from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.ui.calls.call_story import CallStoryView
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.reports.history_page import HistoryPage


class StoryDialog(Dialog):
    """One call to read, over whatever it was opened from."""

    def __init__(self, context: DeskContext, call_id: uuid.UUID, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Call"), icon="phone", parent=parent)
        self.setMinimumSize(720, 640)
        self.story = CallStoryView(context)
        self.story.back.hide()
        self.story.closed.connect(self.accept)
        self.body.addWidget(self.story, 1)
        self.add_button(Button(self.tr("Close"), kind="primary"), self.accept).setDefault(True)
        self.story.show_call(call_id)


class HistoryHolder(QWidget):
    """Puts reports and calls together."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.page = HistoryPage(context)
        self.story: StoryDialog | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        self.page.call_wanted.connect(self.open_story)

    def open_story(self, call_id: uuid.UUID) -> None:
        """Read one call, over the list it stands in."""
        over = self.page.dialog or self.window()
        self.story = StoryDialog(self._context, call_id, over)
        self.story.destroyed.connect(self._story_gone)
        self.story.open()

    def _story_gone(self) -> None:
        self.story = None

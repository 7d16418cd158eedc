"""The workspace of whoever has tasks and nothing else here: a branch that answers what the centre asks."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.kit.work_items import WorkItem
from agent_desk.ui.cases.tasks.task_card import TASK_WORK
from agent_desk.ui.cases.tasks.tasks_page import TasksPage
from agent_desk.ui.cases.tasks.wording import text
from agent_desk.ui.kit import theme


class TasksWorkspace(QWidget):
    """What somebody of a branch sees: its tasks."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.title = text("page")
        self.tasks = TasksPage(context)
        self.top_bar: QWidget = self._make_top_bar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        layout.addWidget(self.tasks)
        # Arrow keys walk the list from the first moment on.
        self.tasks.table.setFocus()

    def _make_top_bar(self) -> QWidget:
        bar = QWidget()
        bar.setMinimumHeight(44)
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.SPACE_4, theme.SPACE_1, theme.SPACE_3, theme.SPACE_1)
        row.addWidget(theme.label(self.title, "heading"))
        row.addStretch(1)
        return bar

    def open_work(self, item: WorkItem) -> bool:
        """Read the task that a work item is about."""
        if item.kind in TASK_WORK:
            self.tasks.show_work(item)
        return item.kind in TASK_WORK

    def close_down(self) -> None:
        """Nothing is typed here outside of dialogs, which keep their drafts."""

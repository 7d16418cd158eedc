"""The knowledge editor's workspace: search and read, as agents find it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.kit.work_items import WorkItem
from agent_desk.ui.kit import theme
from agent_desk.ui.knowledge.panel import KnowledgePanel

WIDEST_PX = 1040
"""An article is read in a column, not across a whole screen."""


class KnowledgeWorkspace(QWidget):
    """What a knowledge editor sees. Articles are changed by loading their files anew; the top bar says so."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.title = self.tr("Knowledge")
        self.panel = KnowledgePanel(context)
        self.panel.setMaximumWidth(WIDEST_PX)
        # There are no notes of a call to name an article in.
        self.panel.reader.pane.insert_button.hide()
        self.top_bar: QWidget = self._make_top_bar()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        column = QVBoxLayout()
        column.addWidget(self.panel)
        layout.addStretch(1)
        layout.addLayout(column, 8)
        layout.addStretch(1)
        self.panel.focus_search()

    def _make_top_bar(self) -> QWidget:
        bar = QWidget()
        bar.setMinimumHeight(44)
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.SPACE_4, theme.SPACE_1, theme.SPACE_3, theme.SPACE_1)
        row.setSpacing(theme.SPACE_4)
        row.addWidget(theme.label(self.title, "heading"))
        self.hint = theme.label(
            self.tr("Articles are changed in their files; operations load them into the hub."), "muted"
        )
        row.addWidget(self.hint)
        row.addStretch(1)
        return bar

    def open_work(self, item: WorkItem) -> bool:
        """Nothing in an inbox is done here."""
        return False

    def close_down(self) -> None:
        """Nobody waits for answers any more."""
        self.panel.close_down()

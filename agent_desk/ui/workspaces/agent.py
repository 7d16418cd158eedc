"""The agent's workspace: call, customer and knowledge side by side, wrap-up below."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.context import DeskContext
from agent_desk.ui.kit import theme


class AgentWorkspace(QWidget):
    """An empty frame of three columns with slots: ``call_slot``, ``customer_slot``, ``knowledge_slot``, ``wrap_up_slot``."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.title = self.tr("Agent")
        self.top_bar: QWidget = QFrame()
        self.top_bar.setFixedHeight(52)
        self.call_slot, self.customer_slot = QVBoxLayout(), QVBoxLayout()
        self.knowledge_slot, self.wrap_up_slot = QVBoxLayout(), QVBoxLayout()
        columns = QSplitter()
        columns.setChildrenCollapsible(False)
        for slot, share in ((self.call_slot, 3), (self.customer_slot, 6), (self.knowledge_slot, 4)):
            holder = QWidget()
            holder.setLayout(slot)
            columns.addWidget(holder)
            columns.setStretchFactor(columns.count() - 1, share)
        bottom = QHBoxLayout()
        bottom.addLayout(self.wrap_up_slot)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        page.addWidget(columns, 1)
        page.addLayout(bottom)

    def close_down(self) -> None:
        """Nothing is kept yet."""

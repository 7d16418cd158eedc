"""The complaint handler's workspace: the complaints by their last day, and the one that is being worked on."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.kit.work_items import WorkItem
from agent_desk.ui.cases.complaints_view import ComplaintsView
from agent_desk.ui.kit import theme


class ComplaintsWorkspace(QWidget):
    """What a complaint handler sees: nothing but complaints, the one that is due first at the top."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.title = self.tr("Complaints")
        self.complaints = ComplaintsView(context)
        self.top_bar: QWidget = self._make_top_bar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        layout.addWidget(self.complaints)
        # Arrow keys walk the list from the first moment on.
        self.complaints.list.table.setFocus()

    def _make_top_bar(self) -> QWidget:
        bar = QWidget()
        bar.setMinimumHeight(44)
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.SPACE_4, theme.SPACE_1, theme.SPACE_3, theme.SPACE_1)
        row.addWidget(theme.label(self.title, "heading"))
        row.addStretch(1)
        return bar

    def open_work(self, item: WorkItem) -> bool:
        """Read the complaint that a work item is about."""
        if item.kind == "complaint":
            self.complaints.show_complaint(item.subject_id)
        return item.kind == "complaint"

    def close_down(self) -> None:
        """A half-typed note goes to the disk."""
        self.complaints.keep_draft()

"""The complaint handler's workspace: the complaints by their last day and the one that is being worked on; statistics of all."""

from __future__ import annotations

import uuid

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.kit.work_items import WorkItem
from agent_desk.ui.cases.complaints_view import ComplaintsView
from agent_desk.ui.cases.statistics_page import StatisticsPage
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Segmented
from agent_desk.ui.kit.covers import Pages


class ComplaintsWorkspace(QWidget):
    """What a complaint handler sees: the one that is due first at the top; statistics on a page that is built when it is wanted."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.title = self.tr("Complaints")
        self.complaints = ComplaintsView(context)
        self.statistics: StatisticsPage | None = None
        self.pages = Segmented([("complaints", self.tr("Complaints")), ("statistics", self.tr("Statistics"))])
        self.top_bar: QWidget = self._make_top_bar()
        self._stack = Pages()
        self._stack.addWidget(self.complaints)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        layout.addWidget(self._stack)
        self.pages.changed.connect(self.open_page)
        # Arrow keys walk the list from the first moment on.
        self.complaints.list.table.setFocus()

    def _make_top_bar(self) -> QWidget:
        bar = QWidget()
        bar.setMinimumHeight(44)
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.SPACE_4, theme.SPACE_1, theme.SPACE_3, theme.SPACE_1)
        row.addWidget(self.pages)
        row.addStretch(1)
        return bar

    def open_page(self, page: object) -> None:
        """ "complaints" or "statistics"."""
        if page == "statistics" and self.statistics is None:
            self.statistics = StatisticsPage(self.context)
            self.statistics.complaint_wanted.connect(self._read)
            self._stack.addWidget(self.statistics)
        shown = self.statistics if page == "statistics" else self.complaints
        self._stack.setCurrentWidget(shown or self.complaints)

    def _read(self, complaint_id: uuid.UUID) -> None:
        self.pages.set_value("complaints")
        self.open_page("complaints")
        self.complaints.show_complaint(complaint_id)

    def open_work(self, item: WorkItem) -> bool:
        """Read the complaint that a work item is about."""
        if item.kind == "complaint":
            self._read(item.subject_id)
        return item.kind == "complaint"

    def close_down(self) -> None:
        """A half-typed note goes to the disk."""
        self.complaints.keep_draft()

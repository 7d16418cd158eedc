"""Figures of complaints: the statistics, the monthly paper, and what is new; all but the first are built when they are wanted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.ui.cases.monthly_page import MonthlyPage
from agent_desk.ui.cases.statistics_page import StatisticsPage
from agent_desk.ui.cases.topics_page import TopicsPage
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Segmented
from agent_desk.ui.kit.covers import Pages


class FiguresPage(QWidget):
    """Three views, one at a time. `complaint_wanted` carries the id of a complaint that is to be read."""

    complaint_wanted = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.statistics = StatisticsPage(context)
        self.monthly: MonthlyPage | None = None
        self.topics: TopicsPage | None = None
        self.views = Segmented(
            [
                ("statistics", self.tr("Tables")),
                ("monthly", self.tr("Monthly paper")),
                ("topics", self.tr("New topics")),
            ]
        )
        self._stack = Pages()
        self._stack.addWidget(self.statistics)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.views)
        column.addWidget(self._stack, 1)
        self.views.changed.connect(self.open_view)
        self.statistics.complaint_wanted.connect(self.complaint_wanted)

    def open_view(self, view: object) -> None:
        """Turn to "statistics", "monthly" or "topics"."""
        if view == "monthly" and self.monthly is None:
            self.monthly = MonthlyPage(self._context)
            self._stack.addWidget(self.monthly)
        if view == "topics" and self.topics is None:
            self.topics = TopicsPage(self._context)
            self.topics.complaint_wanted.connect(self.complaint_wanted)
            self._stack.addWidget(self.topics)
        self.views.set_value(view)
        shown = {"monthly": self.monthly, "topics": self.topics}.get(str(view))
        self._stack.setCurrentWidget(shown or self.statistics)

"""Figures of complaints: the statistics, and the monthly paper; the second is built when it is wanted."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.ui.cases.monthly_page import MonthlyPage
from agent_desk.ui.cases.statistics_page import StatisticsPage
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Segmented
from agent_desk.ui.kit.covers import Pages


class FiguresPage(QWidget):
    """Two views, one at a time."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.statistics = StatisticsPage(context)
        self.monthly: MonthlyPage | None = None
        self.views = Segmented([("statistics", self.tr("Tables")), ("monthly", self.tr("Monthly paper"))])
        self._stack = Pages()
        self._stack.addWidget(self.statistics)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.views)
        column.addWidget(self._stack, 1)
        self.views.changed.connect(self.open_view)

    def open_view(self, view: object) -> None:
        """Turn to "statistics" or "monthly"."""
        if view == "monthly" and self.monthly is None:
            self.monthly = MonthlyPage(self._context)
            self._stack.addWidget(self.monthly)
        self.views.set_value(view)
        self._stack.setCurrentWidget(self.monthly if view == "monthly" and self.monthly else self.statistics)

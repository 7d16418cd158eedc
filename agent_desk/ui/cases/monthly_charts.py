"""The charts of the monthly paper: how many complaints a month, and how many of them were told in time."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.schemas.cases.monthly import Section
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.charts import IntervalChart, IntervalData, Series

_MONTH_MS: Final = 30 * 86_400_000


class MonthlyCharts(QWidget):
    """Two charts side by side. `tokens`: colours of its own, for paper; None: those of the theme."""

    def __init__(self, parent: QWidget | None = None, *, tokens: theme.Tokens | None = None) -> None:
        super().__init__(parent)
        self.counts = IntervalChart(unit="number", tokens=tokens)
        self.shares = IntervalChart(unit="percent", tokens=tokens)
        self.counts.setAccessibleName(self.tr("Complaints by month"))
        self.shares.setAccessibleName(self.tr("Told in time by month"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_3)
        row.addWidget(self.counts, 1)
        row.addWidget(self.shares, 1)

    def set_section(self, months: Section) -> None:
        """Draw the table by month."""
        at = {column.key: (place, column.title) for place, column in enumerate(months.columns)}
        starts = [datetime.strptime(row.key, "%Y-%m").replace(day=1, tzinfo=words.zone()) for row in months.rows]
        labels = [row.cells[0].text for row in months.rows]
        for chart, key, kind, tone in (
            (self.counts, "counted", "bars", "series_3"),
            (self.shares, "in_time", "line", "series_1"),
        ):
            place, title = at[key]
            values = [row.cells[place].value for row in months.rows]
            series = Series(title, values, kind, tone)  # type: ignore[arg-type]
            chart.set_data(IntervalData(starts, _MONTH_MS, (series,), labels))

"""The charts above a table of time: levels against their targets, calls below; with the other period dotted behind."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.schemas.reports.charts import ChartLine, SheetChart, charts_of, short_name, title_of, values_of
from agent_desk.schemas.reports.sheet import Sheet
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.charts import IntervalChart, IntervalData, Series
from agent_desk.ui.kit.controls import Card


class SheetCharts(QWidget):
    """Two charts side by side. `tokens`: colours of its own, for paper; None: those of the theme."""

    def __init__(self, parent: QWidget | None = None, *, tokens: theme.Tokens | None = None) -> None:
        super().__init__(parent)
        self.levels = IntervalChart(unit="percent", tokens=tokens)
        self.calls = IntervalChart(unit="number", tokens=tokens)
        self.levels.setAccessibleName(self.tr("Levels of the period"))
        self.calls.setAccessibleName(self.tr("Calls of the period"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_3)
        for chart in (self.levels, self.calls):
            card = Card()
            card.add(chart, 1)
            row.addWidget(card, 1)

    def set_sheet(self, sheet: Sheet) -> None:
        """Draw this report."""
        starts = [row.start_at for row in sheet.rows]
        labels = [short_name(sheet, row.cells[0].text) for row in sheet.rows]
        length_ms = sheet.choice.minutes * 60_000
        for shown, chart in zip((self.levels, self.calls), charts_of(sheet), strict=True):
            shown.set_data(IntervalData(starts, length_ms, self._series(sheet, chart), labels))

    def _series(self, sheet: Sheet, chart: SheetChart) -> tuple[Series, ...]:
        return tuple(
            Series(self._name(sheet, line), values_of(sheet, line.key), line.kind, line.tone, line.target)
            for line in chart.lines
        )

    def _name(self, sheet: Sheet, line: ChartLine) -> str:
        title = title_of(sheet, line.key)
        return title if line.target is None else f"{title} (≥ {words.percent(line.target)})"

"""The charts above a table of time: levels against their targets, calls below; with the other period dotted behind."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.schemas.reports.sheet import Sheet
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.charts import IntervalChart, IntervalData, Series
from agent_desk.ui.kit.controls import Card

TIME_ROWS = ("interval", "day", "week", "month")


class SheetCharts(QWidget):
    """Two charts side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.levels, self.calls = IntervalChart(unit="percent"), IntervalChart(unit="number")
        self.levels.setAccessibleName(self.tr("Levels of the period"))
        self.calls.setAccessibleName(self.tr("Calls of the period"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_3)
        for chart in (self.levels, self.calls):
            card = Card()
            card.add(chart, 1)
            row.addWidget(card, 1)

    @staticmethod
    def fits(sheet: Sheet) -> bool:
        """Return whether there is something to draw: several rows of time."""
        return sheet.choice.rows in TIME_ROWS and len(sheet.rows) > 1

    def set_sheet(self, sheet: Sheet) -> None:
        """Draw this report."""
        of_calls = any(one.key == "offered" for one in sheet.columns)
        goal = sheet.goal
        level = self.tr("Service level {formula} (≥ {target})").format(
            formula=goal.formula, target=words.percent(goal.level)
        )
        rate = self.tr("Answer rate (≥ {target})").format(target=words.percent(goal.answer_rate))
        if of_calls:
            lines = [
                *self._line(sheet, "service_level", level, "series_1", goal.level),
                *self._line(sheet, "answer_rate", rate, "series_2", goal.answer_rate),
            ]
            bars = [
                Series(self.tr("Offered"), _values(sheet, "offered"), "bars", "series_3"),
                Series(self.tr("Abandoned"), _values(sheet, "abandoned"), "bars", "series_4"),
            ]
            if "offered:before" in _keys(sheet):
                bars.append(Series(self.tr("Offered before"), _values(sheet, "offered:before"), "dashed", "series_2"))
        else:
            lines = list(self._line(sheet, "occupancy", self.tr("Occupancy"), "series_1", None))
            bars = [Series(self.tr("Answered"), _values(sheet, "answered"), "bars", "series_3")]
        starts = [row.start_at for row in sheet.rows]
        labels = [_short(sheet, row.cells[0].text) for row in sheet.rows]
        length_ms = sheet.choice.minutes * 60_000
        self.levels.set_data(IntervalData(starts, length_ms, tuple(lines), labels))
        self.calls.set_data(IntervalData(starts, length_ms, tuple(bars), labels))

    def _line(self, sheet: Sheet, key: str, text: str, tone: str, target: float | None) -> list[Series]:
        lines = [Series(text, _values(sheet, key), "line", tone, target)]
        if f"{key}:before" in _keys(sheet):
            lines.append(Series(self.tr("before"), _values(sheet, f"{key}:before"), "dashed", tone))
        return lines


def _keys(sheet: Sheet) -> list[str]:
    return [one.key for one in sheet.columns]


def _values(sheet: Sheet, key: str) -> list[float | None]:
    at = _keys(sheet).index(key)
    return [row.cells[at].value for row in sheet.rows]


def _short(sheet: Sheet, name: str) -> str:
    """Return the end of a row's name: the time of an interval of one day, month and day of the others."""
    if sheet.choice.rows == "interval":
        return name[11:] if sheet.start == sheet.end else name[5:]
    if sheet.choice.rows == "month":
        return name
    return name[5:10]

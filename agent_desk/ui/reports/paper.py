"""A sheet on paper: the same titles, notes, charts, rows and rounding as on the screen, in the fonts of this computer."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from agent_desk.schemas.reports.charts import has_charts
from agent_desk.schemas.reports.sheet import Sheet
from agent_desk.ui.kit import paper, theme
from agent_desk.ui.reports.sheet_charts import SheetCharts

_MANY_COLUMNS: Final = 12
_CHARTS_PX: Final = 190
_GAP_PX: Final = 24


def pdf_of(sheet: Sheet) -> bytes:
    """Return the file. Rows go on over as many pages as they need; the head of the table stands on each."""
    drawings = [paper.Drawing(_CHARTS_PX, lambda *given: _draw(sheet, *given))] if has_charts(sheet) else []
    return paper.pdf(
        sheet.title,
        _html(sheet, charts=bool(drawings)),
        drawings,
        points=8.5 if len(sheet.columns) <= _MANY_COLUMNS else 7.0,
        lying=len(sheet.columns) > paper.WIDE_COLUMNS,
    )


def _draw(sheet: Sheet, painter: QPainter, box: QRectF, unit: float) -> None:
    """Both charts side by side, as above the table."""
    charts = SheetCharts(tokens=theme.PAPER)
    charts.set_sheet(sheet)
    width = (box.width() - _GAP_PX * unit) / 2
    for at, chart in enumerate((charts.levels, charts.calls)):
        chart.setParent(None)  # as large as its place, not as its row on the screen
        left = box.left() + at * (width + _GAP_PX * unit)
        chart.print_on(painter, QRectF(left, box.top(), width, box.height()), unit)
        chart.deleteLater()
    charts.deleteLater()


def _html(sheet: Sheet, *, charts: bool) -> str:
    return paper.table_html(sheet, above=paper.place(0) if charts else "")

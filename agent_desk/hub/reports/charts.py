"""The charts of a report as charts of its workbook."""

from typing import Any, Final

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.worksheet.worksheet import Worksheet

from agent_desk.hub.kit.workbook import say, workbook
from agent_desk.schemas.reports.charts import (
    ChartLine,
    SheetChart,
    charts_of,
    has_charts,
    short_name,
    title_of,
    values_of,
)
from agent_desk.schemas.reports.sheet import Sheet

_COLORS: Final = {"series_1": "2A5BD7", "series_2": "0E8A8A", "series_3": "8E96A4", "series_4": "D9653B"}
_CHART_CM: Final = (24.0, 8.5)
_CHART_LINES: Final = 20
"""Lines of the page that a chart covers."""


def _add_charts(book: Workbook, sheet: Sheet) -> None:
    """Give the workbook a page with the charts that the screen shows, where it shows any."""
    if has_charts(sheet):
        _draw(book.create_sheet("charts" if sheet.choice.lang == "en" else "图表"), sheet)


def file_of(sheet: Sheet) -> bytes:
    """Return a report as an XLSX file: its table, and the charts on a page of their own."""
    return workbook(sheet, sheet.choice.lang, lambda book: _add_charts(book, sheet))


def _draw(page: Worksheet, sheet: Sheet) -> None:
    """Lay out the charts of the screen, as charts of the workbook, over the figures they are drawn from.

    The figures stand here once more, because in the table a missing one is a dash, which a chart would draw as 0.
    """
    names = 1 + len(sheet.rows)
    at = 1
    say(page, 1, 1, sheet.columns[0].title)
    for line, row in enumerate(sheet.rows, 2):
        say(page, line, 1, short_name(sheet, row.cells[0].text))
    for number, chart in enumerate(charts_of(sheet)):
        made: Any = BarChart() if chart.unit == "number" else LineChart()
        made.width, made.height = _CHART_CM
        made.x_axis.delete = made.y_axis.delete = False
        made.legend.position, made.display_blanks = "t", "gap"
        made.y_axis.number_format = "0%" if chart.unit == "percent" else "#,##0"
        made.y_axis.scaling.min = 0
        made.y_axis.scaling.max = 1 if chart.unit == "percent" else None
        beside: Any = LineChart()
        for title, values, drawn in _lines(sheet, chart):
            at += 1
            _column(page, at, title, values, chart)
            series: Any = Series(Reference(page, min_col=at, min_row=2, max_row=names), title=title)
            _dress(series, drawn)
            (made if drawn.kind == "bars" or chart.unit == "percent" else beside).series.append(series)
        for one in (made, beside):
            one.set_categories(Reference(page, min_col=1, min_row=2, max_row=names))
        if beside.series:
            made += beside
        page.add_chart(made, f"H{1 + number * _CHART_LINES}")


def _lines(sheet: Sheet, chart: SheetChart) -> list[tuple[str, list[float | None], ChartLine]]:
    """Return what is drawn: the columns, and a line across for each target."""
    drawn: list[tuple[str, list[float | None], ChartLine]] = []
    for line in chart.lines:
        drawn.append((title_of(sheet, line.key), values_of(sheet, line.key), line))
        if line.target is not None:
            goal: list[float | None] = [line.target] * len(sheet.rows)
            drawn.append((f"{title_of(sheet, line.key)} ≥ {line.target:.0%}", goal, ChartLine("", "dashed", line.tone)))
    return drawn


def _column(page: Worksheet, at: int, title: str, values: list[float | None], chart: SheetChart) -> None:
    say(page, 1, at, title)
    for line, value in enumerate(values, 2):
        if value is not None:
            page.cell(line, at, value).number_format = "0.0 %" if chart.unit == "percent" else "#,##0"


def _dress(drawn: Any, line: ChartLine) -> None:
    color = _COLORS[line.tone]
    if line.kind == "bars":
        drawn.graphicalProperties.solidFill = color
        return
    drawn.graphicalProperties.line.solidFill = color
    drawn.graphicalProperties.line.width = 22_000
    drawn.smooth = False
    if line.kind == "dashed":
        drawn.graphicalProperties.line.dashStyle = "sysDash"

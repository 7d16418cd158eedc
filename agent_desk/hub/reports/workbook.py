"""A sheet as an XLSX workbook: what is on the screen, cell by cell, with numbers as numbers.

Nothing in it is ever a formula: text is stored as text and marked so, whatever it begins with.
"""

import io
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from agent_desk.schemas.reports.charts import (
    ChartLine,
    SheetChart,
    charts_of,
    has_charts,
    short_name,
    title_of,
    values_of,
)
from agent_desk.schemas.reports.sheet import Cell, FormWord, Sheet, SheetRow

DAY_S: Final = 86_400
_FONT: Final = "Noto Sans CJK SC"
_ILLEGAL: Final = {code: None for code in range(32) if code not in (9, 10, 13)}
_HEAD_FILL: Final = PatternFill("solid", fgColor="FFE9EEF3")
_LINE: Final = Border(bottom=Side(style="thin", color="FFB8C2CC"))
_COLORS: Final = {"series_1": "2A5BD7", "series_2": "0E8A8A", "series_3": "8E96A4", "series_4": "D9653B"}
_CHART_CM: Final = (24.0, 8.5)
_CHART_LINES: Final = 20
"""Lines of the page that a chart covers."""


def workbook(sheet: Sheet) -> bytes:
    """Return the file. Title and notes stand above the table, as on paper; the charts are a page of their own."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = "report" if sheet.choice.lang == "en" else "报表"
    _say(page, 1, 1, sheet.title).font = Font(name=_FONT, size=14, bold=True)
    line = 2
    for note in sheet.notes:
        _say(page, line, 1, note).font = Font(name=_FONT, size=10, color="FF5A6672")
        line += 1
    head = line + 1
    for at, column in enumerate(sheet.columns, 1):
        place = _say(page, head, at, column.title)
        place.font, place.fill, place.border = Font(name=_FONT, bold=True), _HEAD_FILL, _LINE
        place.alignment = Alignment(horizontal="left" if at == 1 else "right", wrap_text=True, vertical="center")
    line = head
    for row in (*sheet.rows, *([sheet.total] if sheet.total is not None else [])):
        line += 1
        _write(page, line, sheet, row, bold=row is sheet.total)
    _settle(page, sheet, head)
    if has_charts(sheet):
        _draw(book.create_sheet("charts" if sheet.choice.lang == "en" else "图表"), sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(page: Worksheet, line: int, sheet: Sheet, row: SheetRow, *, bold: bool) -> None:
    for at, (cell, column) in enumerate(zip(row.cells, sheet.columns, strict=True), 1):
        form = _form(cell, column.form)
        place = _say(page, line, at, cell.text) if form is None else _number(page, line, at, cell, form)
        place.font = Font(name=_FONT, bold=bold)
        place.alignment = Alignment(horizontal="left" if at == 1 else "right")


def _form(cell: Cell, form: FormWord) -> FormWord | None:
    """Return how a cell is written as a number; None: as text. A score card's columns hold several forms, read off the text."""
    if cell.value is None or (form == "change" and _is_change(cell.text)):
        return None
    if form != "text":
        return form
    if cell.text.endswith("%"):
        return "share"
    return "time" if ":" in cell.text else "change" if "." in cell.text else "count"


def _is_change(text: str) -> bool:
    return text[:1] in "+−±"


def _number(page: Worksheet, line: int, at: int, cell: Cell, form: FormWord) -> Any:
    value = cell.value or 0.0
    place: Any = page.cell(line, at)
    if form == "time":
        place.value, place.number_format = value / DAY_S, "[h]:mm:ss" if value >= 3600 else "m:ss"
    elif form == "share":
        place.value, place.number_format = value, "0.0 %"
    else:
        place.value, place.number_format = (
            value,
            "#,##0" if float(value).is_integer() and form == "count" else "#,##0.0",
        )
    return place


def _say(page: Worksheet, line: int, at: int, text: str) -> Any:
    """Text that stays text: no formula, no error value, no link, whatever it begins with."""
    place: Any = page.cell(line, at)
    place.value = text.translate(_ILLEGAL)
    place.data_type = "s"
    place.quotePrefix = True
    return place


def _draw(page: Worksheet, sheet: Sheet) -> None:
    """Lay out the charts of the screen, as charts of the workbook, over the figures they are drawn from.

    The figures stand here once more, because in the table a missing one is a dash, which a chart would draw as 0.
    """
    names = 1 + len(sheet.rows)
    at = 1
    _say(page, 1, 1, sheet.columns[0].title)
    for line, row in enumerate(sheet.rows, 2):
        _say(page, line, 1, short_name(sheet, row.cells[0].text))
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
    _say(page, 1, at, title)
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


def _settle(page: Worksheet, sheet: Sheet, head: int) -> None:
    for at, column in enumerate(sheet.columns, 1):
        widest = max([_width(column.title), *(_width(row.cells[at - 1].text) for row in sheet.rows[:500])])
        page.column_dimensions[get_column_letter(at)].width = min(44, max(10, widest + 3))
    page.freeze_panes = f"B{head + 1}"
    page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight = "landscape", 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{head}:{head}"


def _width(text: str) -> int:
    """In columns: a Chinese character takes two."""
    return sum(2 if ord(one) > 0x2E7F else 1 for one in text)

"""A table as an XLSX workbook: what is on the screen, cell by cell, with numbers as numbers.

Nothing in it is ever a formula: text is stored as text and marked so, whatever it begins with.
"""

import io
from collections.abc import Callable, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from agent_desk.schemas.kit.chinese import width
from agent_desk.schemas.kit.table import Cell, FormWord, GrainWord, LanguageWord, Table, TableRow
from agent_desk.schemas.kit.text import cleaned

DAY_S: Final = 86_400
_FONT: Final = "Noto Sans CJK SC"
_HEAD_FILL: Final = PatternFill("solid", fgColor="FFE9EEF3")
_DATES: Final[dict[GrainWord, str]] = {
    "month": "yyyy-mm",
    "day": "yyyy-mm-dd ddd",
    "minute": "yyyy-mm-dd hh:mm",
    "second": "yyyy-mm-dd hh:mm:ss",
}
_LOCALE: Final[dict[LanguageWord, str]] = {"zh": "[$-804]", "en": "[$-809]"}
"""Chinese (China) and English (United Kingdom): in whose words a weekday is written."""
_LINE: Final = Border(bottom=Side(style="thin", color="FFB8C2CC"))


def workbook(
    sheet: Table, lang: LanguageWord, more: Callable[[Workbook], None] | None = None, *, pages: Sequence[Table] = ()
) -> bytes:
    """Return the file. Title and notes stand above the table, as on paper. `pages`: more tables, each on a page after the first;
    `more` adds pages of its own."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    name = "report" if lang == "en" else "报表"
    first.title = name
    _put(first, sheet, lang)
    for at, table in enumerate(pages, 2):
        _put(book.create_sheet(f"{name} {at}"), table, lang)
    if more is not None:
        more(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _put(page: Worksheet, sheet: Table, lang: LanguageWord) -> None:
    say(page, 1, 1, sheet.title).font = Font(name=_FONT, size=14, bold=True)
    line = 2
    for note in sheet.notes:
        say(page, line, 1, note).font = Font(name=_FONT, size=10, color="FF5A6672")
        line += 1
    head = line + 1
    for at, column in enumerate(sheet.columns, 1):
        place = say(page, head, at, column.title)
        place.font, place.fill, place.border = Font(name=_FONT, bold=True), _HEAD_FILL, _LINE
        place.alignment = Alignment(horizontal="left" if at == 1 else "right", wrap_text=True, vertical="center")
    line = head
    for row in (*sheet.rows, *([sheet.total] if sheet.total is not None else [])):
        line += 1
        _write(page, line, sheet, row, lang, bold=row is sheet.total)
    _settle(page, sheet, head)


def _write(page: Worksheet, line: int, sheet: Table, row: TableRow, lang: LanguageWord, *, bold: bool) -> None:
    for at, (cell, column) in enumerate(zip(row.cells, sheet.columns, strict=True), 1):
        form = _form(cell, column.form)
        if cell.at is not None:
            place = _date(page, line, at, cell, lang)
        else:
            place = say(page, line, at, cell.text) if form is None else _number(page, line, at, cell, form)
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


def _date(page: Worksheet, line: int, at: int, cell: Cell, lang: LanguageWord) -> Any:
    """A real date, which sorts and reckons, written as on the screen. A workbook knows no zones: it is the one the sheet names."""
    place: Any = page.cell(line, at)
    assert cell.at is not None
    place.value = cell.at.replace(tzinfo=None)
    place.number_format = _LOCALE[lang] + _DATES[cell.grain]
    return place


def say(page: Worksheet, line: int, at: int, text: str) -> Any:
    """Text that stays text: no formula, no error value, no link, whatever it begins with."""
    place: Any = page.cell(line, at)
    place.value = cleaned(text)
    place.data_type = "s"
    place.quotePrefix = True
    return place


def _settle(page: Worksheet, sheet: Table, head: int) -> None:
    for at, column in enumerate(sheet.columns, 1):
        widest = max([width(column.title), *(width(row.cells[at - 1].text) for row in sheet.rows[:500])])
        page.column_dimensions[get_column_letter(at)].width = min(44, max(10, widest + 3))
    page.freeze_panes = f"B{head + 1}"
    page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight = "landscape", 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{head}:{head}"

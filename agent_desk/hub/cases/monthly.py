"""The monthly paper of complaints: the tables that are reported of a month, each a table of the statistics and nothing else."""

from dataclasses import replace
from datetime import date, tzinfo
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy.orm import Session

from agent_desk.hub.cases import editions, statistics
from agent_desk.hub.cases.months import choices, first_of, last_of, sections
from agent_desk.hub.cases.statistics import Asked
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.cells import safe_file_name
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.workbook import workbook
from agent_desk.schemas.cases.monthly import MONTHLY, MonthChoice, MonthlyPaper, Section
from agent_desk.schemas.cases.operations import EVERYTHING
from agent_desk.schemas.cases.statistics import CaseChoice
from agent_desk.schemas.kit.table import LanguageWord

_CHART_CM: Final = (24.0, 8.5)


def made(asked: Asked, month: date, lang: LanguageWord) -> MonthlyPaper:
    """Return the paper as of now. `asked`: who asks, and what they may see."""
    return paper(month, lang, sections(lambda choice: replace(asked, choice=choice), month, lang))


def paper(month: date, lang: LanguageWord, tables: list[Section]) -> MonthlyPaper:
    """Return the paper of these tables."""
    title = MONTHLY["title"].say(lang).format(month=f"{month:%Y-%m}")
    return MonthlyPaper(
        title=title,
        notes=[MONTHLY["live"].say(lang), tables[0].notes[-1]],
        month=first_of(month),
        last=last_of(month),
        sections=tables,
        file_name=safe_file_name(title),
    )


def shown(unit: Unit, choice: MonthChoice) -> MonthlyPaper:
    """Return the paper as the caller may see it: editions are of all complaints. Raises NotFound, NotPermitted."""
    asked = Asked.of(unit, CaseChoice(start=choice.month, end=choice.month), unit.zone)
    if choice.edition is None:
        return made(asked, choice.month, choice.lang)
    scope.require_everything(unit.me, EVERYTHING)
    return frozen(unit.db, choice, unit.zone)


def frozen(db: Session, choice: MonthChoice, zone: tzinfo) -> MonthlyPaper:
    """Return the paper as an edition has it. Raises NotFound, FileDamaged."""
    assert choice.edition is not None  # asked for
    row = editions.require(db, first_of(choice.month), choice.edition)
    found = editions.opened(row)
    tables = [Section.model_validate(one) for one in found["sections"][choice.lang]]
    edition = editions.view(db, row)
    whole = paper(choice.month, choice.lang, tables)
    at = row.frozen_at.astimezone(zone)
    say = {code: MONTHLY[code].say(choice.lang) for code in ("edition", "digest", "reason")}
    notes = [
        say["edition"].format(number=row.number, name=edition.frozen_by, at=f"{at:%Y-%m-%d %H:%M}"),
        say["digest"].format(digest=row.digest),
        *([say["reason"].format(reason=row.reason)] if row.reason else []),
    ]
    name = f"{whole.file_name}_{row.number}"
    return whole.model_copy(update={"notes": notes, "edition": edition, "file_name": name})


def exported(unit: Unit, choice: MonthChoice, kind: str = "pdf") -> MonthlyPaper:
    """As `shown`, to be made a file; who took it out is in the audit trail."""
    found = shown(unit, choice)
    month = first_of(choice.month)
    rows = sum(len(one.rows) for one in found.sections)
    statistics.written_down(
        unit,
        "cases.export",
        choices(choice.month, choice.lang)["months"].model_copy(update={"start": month}),
        kind=kind,
        rows=rows,
    )
    return found


def exported_workbook(unit: Unit, choice: MonthChoice) -> bytes:
    """Return the XLSX file."""
    return file_of(exported(unit, choice, "xlsx"), choice.lang)


def file_of(made: MonthlyPaper, lang: LanguageWord) -> bytes:
    """Return the paper as a workbook: a page for each table, and the charts of the months on one of their own."""
    first, *others = made.sections
    first = first.model_copy(update={"notes": [made.title, *made.notes, *first.notes]})
    return workbook(first, lang, lambda book: _draw(book, made, lang), pages=others)


def _draw(book: Workbook, made: MonthlyPaper, lang: LanguageWord) -> None:
    """Draw the months as on screen: how many, and how many were told in time."""
    months = made.sections[0]
    page: Worksheet = book.create_sheet("charts" if lang == "en" else "图表")
    at = {column.key: place for place, column in enumerate(months.columns)}
    page.append([months.columns[0].title, *(months.columns[at[key]].title for key in ("counted", "in_time"))])
    for row in months.rows:
        page.append([row.cells[0].text, *(row.cells[at[key]].value for key in ("counted", "in_time"))])
    names = Reference(page, min_col=1, min_row=2, max_row=1 + len(months.rows))
    for number, (kind, format_) in enumerate(((BarChart, "#,##0"), (LineChart, "0%"))):
        chart: Any = kind()
        chart.width, chart.height = _CHART_CM
        chart.x_axis.delete = chart.y_axis.delete = False
        chart.legend.position = "t"
        chart.y_axis.number_format = format_
        chart.y_axis.scaling.min = 0
        chart.add_data(
            Reference(page, min_col=2 + number, min_row=1, max_row=1 + len(months.rows)), titles_from_data=True
        )
        chart.set_categories(names)
        page.add_chart(chart, f"E{2 + number * 20}")

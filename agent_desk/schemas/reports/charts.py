"""Which charts belong to a report: said once, so that screen, paper and workbook draw the same."""

from dataclasses import dataclass
from typing import Final, Literal

from agent_desk.schemas.reports.sheet import Sheet

TIME_ROWS: Final = ("interval", "day", "week", "month")
LineKind = Literal["line", "dashed", "bars"]


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A column of the sheet as it is drawn. `key`: the column's; `target`: a share of 1 that is drawn across; `tone`: a
    colour by name. Bars are those of calls; what is dashed is the period that the report is compared with."""

    key: str
    kind: LineKind
    tone: str
    target: float | None = None


@dataclass(frozen=True, slots=True)
class SheetChart:
    """Lines that share an axis: shares of 1 ("percent") or counts ("number")."""

    unit: Literal["percent", "number"]
    lines: tuple[ChartLine, ...]


def has_charts(sheet: Sheet) -> bool:
    """Return whether there is something to draw: several rows of time."""
    return sheet.choice.rows in TIME_ROWS and len(sheet.rows) > 1


def charts_of(sheet: Sheet) -> tuple[SheetChart, SheetChart]:
    """Return the chart of shares and that of counts, with those of their columns that the sheet has."""
    goal = sheet.goal
    if any(one.key == "offered" for one in sheet.columns):
        levels = [
            ChartLine("service_level", "line", "series_1", goal.level),
            ChartLine("service_level:before", "dashed", "series_1"),
            ChartLine("answer_rate", "line", "series_2", goal.answer_rate),
            ChartLine("answer_rate:before", "dashed", "series_2"),
        ]
        counts = [
            ChartLine("offered", "bars", "series_3"),
            ChartLine("abandoned", "bars", "series_4"),
            ChartLine("offered:before", "dashed", "series_2"),
        ]
    else:
        levels = [
            ChartLine("occupancy", "line", "series_1"),
            ChartLine("occupancy:before", "dashed", "series_1"),
        ]
        counts = [ChartLine("answered", "bars", "series_3")]
    there = {one.key for one in sheet.columns}
    return (
        SheetChart("percent", tuple(one for one in levels if one.key in there)),
        SheetChart("number", tuple(one for one in counts if one.key in there)),
    )


def values_of(sheet: Sheet, key: str) -> list[float | None]:
    """Return the figures of a column, one for each row."""
    at = [one.key for one in sheet.columns].index(key)
    return [row.cells[at].value for row in sheet.rows]


def title_of(sheet: Sheet, key: str) -> str:
    """Return what the column is called."""
    return next(one.title for one in sheet.columns if one.key == key)


def short_name(sheet: Sheet, name: str) -> str:
    """Return the end of a row's name, for an axis: the time of an interval of one day, month and day of the others."""
    if sheet.choice.rows == "interval":
        return name[11:] if sheet.start == sheet.end else name[5:]
    if sheet.choice.rows == "month":
        return name
    return name[5:10]

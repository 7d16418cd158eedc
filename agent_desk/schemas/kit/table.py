"""A table of words and numbers that is made by the hub: of it a report is a kind, and the workbook of anything is made."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.record import WireRecord

FormWord = Literal["text", "count", "share", "time", "change"]
LanguageWord = Literal["zh", "en"]
GrainWord = Literal["month", "day", "minute", "second"]


class Cell(WireRecord):
    """What stands in a cell, and the figure behind it: seconds, a share of 1, a count; None without a basis.

    `at`: the day or the moment that the text writes, in the zone it is written in, to the `grain`: a real date in a workbook.
    """

    text: OwnText
    value: float | None = None
    at: datetime | None = None
    grain: GrainWord = "day"


class TableColumn(WireRecord):
    """One column."""

    title: OwnText
    form: FormWord = "text"


class TableRow(WireRecord):
    """One row, a cell for each column."""

    cells: list[Cell]


class Table(WireRecord):
    """The table, with what stands above it. The first column names the row. `total`: the whole, after the rows."""

    title: OwnText
    notes: Sequence[OwnText] = ()
    columns: Sequence[TableColumn]
    rows: Sequence[TableRow]
    total: TableRow | None = None

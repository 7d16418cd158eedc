"""A sheet of cells, whatever it shows: what is on the screen is what stands in the workbook and on paper, word for word."""

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


class PlainColumn(WireRecord):
    """One column."""

    key: str
    title: OwnText
    form: FormWord


class PlainRow(WireRecord):
    """One row."""

    cells: list[Cell]


class PlainSheet(WireRecord):
    """A titled table with notes above it. The first column names the row; `total` stands after the rows."""

    title: OwnText
    notes: list[OwnText]
    columns: Sequence[PlainColumn]
    rows: Sequence[PlainRow]
    total: PlainRow | None = None
    file_name: str
    """Without an ending; safe on every file system."""

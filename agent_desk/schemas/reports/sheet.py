"""A report as it is shown, exported and printed: one sheet of cells, made by the hub, so that the three cannot differ."""

import uuid
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from agent_desk.schemas.calls.records import CallRow
from agent_desk.schemas.figures.board import Explanation, FigureWord
from agent_desk.schemas.figures.targets import FormulaWord
from agent_desk.schemas.kit.bounded import Count, Day, Line
from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.paging import Page
from agent_desk.schemas.kit.record import WireRecord
from agent_desk.schemas.kit.table import FormWord, LanguageWord, Table, TableColumn, TableRow

RowsBy = Literal["interval", "day", "week", "month", "queue", "team", "agent", "score_card", "measures"]
PeriodWord = Literal[
    "dates", "today", "yesterday", "last_7_days", "last_30_days", "this_week", "last_week", "this_month", "last_month"
]
AgainstWord = Literal["none", "before", "week_before", "year_before", "dates"]
Scope = Annotated[str, StringConstraints(max_length=80, pattern=r"^(centre|(queue|team|agent):[^\x00-\x1f\x7f]+)$")]
"""Whose calls: "centre", or a queue, team or agent by its code ("queue:cards")."""


def _from_query(given: object) -> object:
    return int(given) if isinstance(given, str) and given in ("15", "30", "60") else given


class ReportChoice(WireRecord):
    """What a report is asked by. `start` and `end` (both included) belong to the period "dates".

    `against`: the period it is compared with; "before": the one of equal length that ends where this one begins;
    "dates": the one of equal length from `against_start` on.
    """

    rows: RowsBy = "day"
    of: Scope = "centre"
    period: PeriodWord = "last_7_days"
    start: Day | None = None
    end: Day | None = None
    minutes: Annotated[Literal[15, 30, 60], BeforeValidator(_from_query)] = 30
    against: AgainstWord = "none"
    against_start: Day | None = None
    as_of: Day | None = None
    """The day on which "yesterday" is said; None: today. What is on the screen is exported as it was asked for."""
    lang: LanguageWord = "zh"


class SheetColumn(TableColumn):
    """One column. `figure`: what it shows, where the calls behind a cell can be listed."""

    key: str
    form: FormWord
    figure: FigureWord | None = None
    explain: str = ""


class SheetRow(TableRow):
    """One row: a stretch of time [start_at, end_at) and whose calls are in it. `key` is unique in the sheet."""

    key: str
    start_at: datetime
    end_at: datetime
    of: Scope


class SheetGoal(WireRecord):
    """What the shares of the sheet are measured by."""

    formula: FormulaWord
    level: float
    answer_rate: float


class Sheet(Table):
    """A report. `notes` print whose calls, window, zone, formula and target, and when and by whom it was made.

    The first column names the row. `total`: the whole, after the rows. `start` and `end` are the days, both included.
    """

    columns: list[SheetColumn]
    rows: list[SheetRow]
    total: SheetRow | None = None
    choice: ReportChoice
    start: date
    end: date
    zone: str
    goal: SheetGoal
    made_at: datetime
    made_by: OwnText
    file_name: str
    """Without an ending; safe on every file system."""


class ScopeEntry(WireRecord):
    """Something a report can be narrowed to."""

    of: Scope
    name_zh: OwnText
    name_en: OwnText
    code: str


class CountedCall(WireRecord):
    """`counted`: in the numerator of the figure."""

    call: CallRow
    counted: bool


class CellCalls(Page[CountedCall]):
    """A page of the calls behind a cell, newest first. `explanation`: how the figure comes about; of agents and teams none."""

    explanation: Explanation | None = None


Every = Literal["never", "daily", "weekly", "monthly"]


class SavedForm(WireRecord):
    """A report kept by name, and when it is made. `at`: minutes after midnight of the centre; `on`: weekday 1 to 7, or day
    1 to 31 of the month (the last one where it is shorter). A report that is made again needs a period that moves."""

    name: Annotated[Line, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    choice: ReportChoice
    every: Every = "never"
    at: Annotated[int, Field(ge=0, lt=1440)] = 420
    on: Annotated[int, Field(ge=1, le=31)] = 1
    keep_days: Annotated[int, Field(ge=1, le=3660)] = 90
    version: Count = 0


class SavedReport(SavedForm):
    """As it is kept. `last_error`: why the last making failed, as an error id; empty: it did not."""

    id: uuid.UUID
    owner: OwnText
    owner_en: OwnText
    next_at: datetime | None = None
    last_at: datetime | None = None
    last_error: str = ""


class MadeFile(WireRecord):
    """One making of a saved report: the file, or why there is none. `gone_at`: removed after its time."""

    id: uuid.UUID
    report_id: uuid.UUID
    due_at: datetime
    made_at: datetime | None = None
    state: Literal["due", "made", "failed", "gone"]
    name: OwnText = ""
    size_bytes: int = 0
    sha256: str = ""
    error: str = ""
    expires_at: datetime

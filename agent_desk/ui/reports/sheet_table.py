"""A sheet as a table on the screen: the hub's own words, cell by cell; the calls behind a cell by Enter or double click."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from agent_desk.schemas.reports.sheet import Sheet, SheetColumn, SheetGoal, SheetRow
from agent_desk.ui.kit.floor_presentation import SHORTFALL_ICONS, shortfall
from agent_desk.ui.kit.sheet_grid import NARROWEST_PX, SheetView, text_at
from agent_desk.ui.kit.table_model import Column

_TONES = {"+": "text", "−": "text", "±": "muted"}


class SheetTable(SheetView[SheetRow]):
    """A report of calls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        empty = ("history", self.tr("No calls in this period"), self.tr("Choose another period or scope."))
        super().__init__(lambda row: (row.of, row.key), empty, parent)

    def set_sheet(self, sheet: Sheet) -> None:
        """Show this report."""
        goal = sheet.goal
        keeps = (*((one.key, one.title) for one in sheet.columns), (goal.level, goal.answer_rate))
        self.show_rows(
            sheet.title,
            keeps,
            lambda: [_made(at, one, goal) for at, one in enumerate(sheet.columns)],
            sheet.rows,
            sheet.total,
        )


def _made(at: int, column: SheetColumn, goal: SheetGoal) -> Column[SheetRow]:
    tone, icon = partial(_tone, at=at) if column.form == "change" else None, None
    level = {"service_level": goal.level, "answer_rate": goal.answer_rate}.get(column.key.partition(":")[0])
    if level is not None and column.form == "share":
        tone, icon = partial(_short, at=at, level=level), partial(_symbol, at=at, level=level)
    return Column(
        column.title,
        partial(text_at, at=at),
        align="left" if at == 0 else "right",
        tone=tone,
        icon=icon,
        width=NARROWEST_PX,
        explain=column.explain,
    )


def _short(row: SheetRow, at: int, level: float) -> str:
    return shortfall(row.cells[at].value, level) or "text"


def _symbol(row: SheetRow, at: int, level: float) -> str:
    return SHORTFALL_ICONS.get(shortfall(row.cells[at].value, level), "")


def _tone(row: SheetRow, at: int) -> str:
    return _TONES.get(row.cells[at].text[:1], "text")

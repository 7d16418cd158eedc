"""Statistics of complaints: the table that the bar asks for, its way out of the house, and the complaints behind each cell."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.cases import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, PageRequest, Request, changes_of
from agent_desk.schemas.cases.changes import ComplaintChanged
from agent_desk.schemas.cases.records import ComplaintRow
from agent_desk.schemas.cases.statistics import NAMES, CaseCell, CaseChoice, CaseColumn, CaseRow, CasesBehind, CaseSheet
from agent_desk.ui.cases.presentation import due_mark, state_mark
from agent_desk.ui.cases.statistics_bar import StatisticsBar
from agent_desk.ui.kit import paper, theme, words
from agent_desk.ui.kit.controls import Button, Card, Menu, label
from agent_desk.ui.kit.pages.behind_cell import BehindCell, Named
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.taking_out import ask_where, write, write_paper
from agent_desk.ui.kit.sheet_grid import NARROWEST_PX, SheetView, text_at
from agent_desk.ui.kit.table_model import Column

_GATHER_MS = 5_000
"""Complaints move often, and a table that is read stands still."""
_MANY_COLUMNS = 12


class StatisticsPage(QWidget):
    """`complaint_wanted` carries the id of a complaint that is to be read."""

    complaint_wanted = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._choice: CaseChoice | None = None
        self.sheet: CaseSheet | None = None
        self.dialog: CasesDialog | None = None
        self.feed: Feed[CaseSheet] = Feed(
            context, self._ask, cares=changes_of(ComplaintChanged), gather_ms=_GATHER_MS, parent=self
        )
        self.bar = StatisticsBar()
        self.title = label("", "heading")
        empty = ("scale", self.tr("No complaints in these days"), self.tr("Choose other days."))
        self.table: SheetView[CaseRow] = SheetView(lambda row: (row.key, row.inner), empty)
        self.notes = label("", "caption", wrap=True, selectable=True)
        self.export = Button(self.tr("Export"), icon="download")
        menu = Menu(self.export)
        menu.add(self.tr("Workbook (XLSX) …"), lambda: self.save("xlsx"), icon="file-text")
        menu.add(self.tr("Paper (PDF) …"), lambda: self.save("pdf"), icon="printer")
        self.export.set_menu(menu)
        self.export.setEnabled(False)
        self._lay_out()
        self.bar.changed.connect(self.ask)
        self.table.opened.connect(self._opened)
        self.feed.failed.connect(lambda _error: self.export.setEnabled(False))
        self.bar.ask()

    def _lay_out(self) -> None:
        card = Card()
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        card.body.addLayout(head)
        card.add(self.table, 1)
        card.add(self.notes)
        self.states = FeedPanel(self._context, self.feed, card, self._show, loading=self.tr("Counting"))
        top = Card()
        self.bar.row.addWidget(self.export)
        top.add(self.bar)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_3)
        page.addWidget(top)
        page.addWidget(self.states, 1)

    # -- fetching ----------------------------------------------------------------------------------------------------

    def ask(self, choice: CaseChoice) -> None:
        """Have this table; only the answer to the last question counts."""
        self._choice = choice
        self.feed.anew(keep=self.sheet is not None)

    def _ask(self) -> Request[CaseSheet] | None:
        choice = self._choice
        return None if choice is None else lambda api: operations.statistics(api, choice)

    def _show(self, sheet: CaseSheet) -> None:
        self.sheet = sheet
        self.title.setText(sheet.title)
        self.notes.setText("\n".join(sheet.notes))
        keeps = tuple((one.key, one.title) for one in sheet.columns)
        self.table.show_rows(
            sheet.title,
            keeps,
            lambda: [_column(at, one) for at, one in enumerate(sheet.columns)],
            sheet.rows,
            sheet.total,
            (lambda row: row.inner is None) if sheet.choice.inner != "none" else None,
        )
        self.export.setEnabled(True)

    # -- behind a cell -----------------------------------------------------------------------------------------------

    def _opened(self, row: CaseRow, at: int) -> None:
        if self.sheet is None or at >= len(self.sheet.columns):
            return
        self.dialog = CasesDialog(self._context, self.sheet, row, self.sheet.columns[at], self.window())
        self.dialog.wanted.connect(self._wanted)
        self.dialog.destroyed.connect(self._dialog_gone)
        self.dialog.open()

    def _wanted(self, row: ComplaintRow) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.complaint_wanted.emit(row.id)

    def _dialog_gone(self) -> None:
        self.dialog = None

    # -- out of the house --------------------------------------------------------------------------------------------

    def save(self, kind: str, path: Path | None = None) -> None:
        """Write the table that is shown to a file; asks where to."""
        sheet, context = self.sheet, self._context
        if sheet is None or not context.window.may_take_out(self.states, "print"):
            return
        if path is None:
            title = self.tr("Save the statistics")
            ask_where(self, context, title, sheet.file_name, kind, lambda chosen: self.save(kind, chosen))
        elif kind == "pdf":
            write_paper(self, context, path, lambda: operations.export_statistics(context.api, sheet.choice), _pdf)
        else:
            write(self, context, path, lambda: operations.export_statistics_workbook(context.api, sheet.choice))


class CasesDialog(BehindCell):
    """The complaints behind a cell; `wanted` carries the complaint's row."""

    def __init__(
        self, context: DeskContext, sheet: CaseSheet, row: CaseRow, column: CaseColumn, parent: QWidget | None = None
    ) -> None:
        cell = CaseCell(
            **sheet.choice.model_dump(),
            whole=row is sheet.total,
            row=row.key,
            part=row.inner is not None,
            inner_row=row.inner or "",
            column=column.key,
        )
        at = next((place for place, one in enumerate(sheet.columns) if one.key == column.key), 0)
        names = len(sheet.columns) - sum(one.key not in NAMES for one in sheet.columns)
        named = " · ".join(one.text for one in row.cells[:names] if one.text)

        def ask() -> PageRequest[CasesBehind]:
            return lambda api, after: operations.behind(api, cell.model_copy(update={"after": after}))

        super().__init__(
            context,
            f"{named} · {column.title}",
            "scale",
            row.cells[at].text if at >= names else "",
            self._columns(),
            lambda one: one.id,
            ask,
            Named(
                self.tr("Complaints"),
                self.tr("No complaints in it"),
                self.tr("Show more complaints"),
                self.tr("Open the complaint"),
            ),
            parent,
        )
        self.explain(column.explain)

    def _columns(self) -> list[Column[ComplaintRow]]:
        return [
            Column(self.tr("Number"), lambda one: one.number, width=150),
            Column(self.tr("Received"), lambda one: words.date_time(one.received_at), width=176),
            Column(self.tr("Business"), lambda one: words.pick(one.business.name_zh, one.business.name_en)),
            Column(self.tr("Cause"), lambda one: words.pick(one.cause.name_zh, one.cause.name_en)),
            Column(
                self.tr("State"),
                lambda one: state_mark(one.state).text,
                mark=lambda one: state_mark(one.state),
                width=140,
            ),
            Column(self.tr("Due"), lambda one: due_mark(one).text, mark=due_mark, width=140),
        ]


def _column(at: int, column: CaseColumn) -> Column[CaseRow]:
    return Column(
        column.title,
        partial(text_at, at=at),
        align="left" if column.key in NAMES else "right",
        width=NARROWEST_PX,
        explain=column.explain,
    )


def _pdf(sheet: CaseSheet) -> bytes:
    points = 8.5 if len(sheet.columns) <= _MANY_COLUMNS else 7.0
    return paper.pdf(sheet.title, paper.table_html(sheet), points=points, lying=len(sheet.columns) > paper.WIDE_COLUMNS)

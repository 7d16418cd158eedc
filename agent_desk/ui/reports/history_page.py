"""The history page: a report by what the bar says, with charts, its notes printed below, and its ways out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.desk.reports import operations
from agent_desk.schemas.reports.charts import has_charts
from agent_desk.schemas.reports.sheet import ReportChoice, ScopeEntry, Sheet, SheetColumn, SheetRow
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button, Card, Menu, label
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.taking_out import ask_where, write, write_paper
from agent_desk.ui.reports.cell_calls import CellCallsDialog
from agent_desk.ui.reports.choice_bar import ChoiceBar
from agent_desk.ui.reports.paper import pdf_of
from agent_desk.ui.reports.saved_dialog import SavedDialog
from agent_desk.ui.reports.sheet_charts import SheetCharts
from agent_desk.ui.reports.sheet_table import SheetTable

EVERY_CALL = "calls.all"
_CHART_PX = 230


class HistoryPage(QWidget):
    """Fetches as it is asked; `call_wanted` carries the id of a call whose story is to be read."""

    call_wanted = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._choice: ReportChoice | None = None
        self._scopes: Feed[list[ScopeEntry]] = Feed(context, lambda: operations.scopes, parent=self)
        self.feed: Feed[Sheet] = Feed(context, self._ask_sheet, parent=self)
        self.sheet: Sheet | None = None
        self.dialog: CellCallsDialog | None = None
        self.bar = ChoiceBar(whole_centre=context.session.may("reports.view"))
        self.title = label("", "heading")
        self.charts, self.table = SheetCharts(), SheetTable()
        self.charts.setFixedHeight(_CHART_PX)
        self.notes = label("", "caption", wrap=True, selectable=True)
        self.export = Button(self.tr("Export"), icon="download")
        self.saved_button = Button(self.tr("Saved reports"), icon="save")
        self.saved_button.clicked.connect(self.open_saved)
        theme.appear(self.saved_button, context.session.may("reports.view"))
        self.saved: SavedDialog | None = None
        self._make_menu()
        self._lay_out()
        self.bar.changed.connect(self.ask)
        self.table.opened.connect(self._opened)
        self._scopes.came.connect(self._scopes_came)
        self.feed.failed.connect(lambda _error: self.export.setEnabled(False))

    def _make_menu(self) -> None:
        menu = Menu(self.export)
        menu.add(self.tr("Workbook (XLSX) …"), lambda: self.save("xlsx"), icon="file-text")
        menu.add(self.tr("Paper (PDF) …"), lambda: self.save("pdf"), icon="printer")
        self.export.set_menu(menu)
        self.export.setEnabled(False)

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self.charts)
        card = Card()
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        card.body.addLayout(head)
        card.add(self.table, 1)
        card.add(self.notes)
        column.addWidget(card, 1)
        self.states = FeedPanel(
            self._context, self.feed, content, self._show, also=(self._scopes,), loading=self.tr("Counting")
        )
        top = Card()
        self.bar.upper.addWidget(self.saved_button)
        self.bar.upper.addWidget(self.export)
        top.add(self.bar)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        page.setSpacing(theme.SPACE_3)
        page.addWidget(top)
        page.addWidget(self.states, 1)

    # ------------------------------------------------------------------ fetching

    def _scopes_came(self, entries: list[ScopeEntry]) -> None:
        self.bar.set_scopes(entries)
        if self._choice is not None:
            return
        if not self._context.session.may("reports.view"):
            self.bar.rows.set_value("score_card")
        self.bar.set_choice(self.bar.choice())

    def ask(self, choice: ReportChoice) -> None:
        """Have this report; only the answer to the last question counts."""
        self._choice = choice
        self.feed.anew()

    def _ask_sheet(self) -> Request[Sheet] | None:
        choice = self._choice
        return None if choice is None else lambda api: operations.sheet(api, choice)

    def _show(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.title.setText(sheet.title)
        self.notes.setText("\n".join(sheet.notes))
        self.charts.setVisible(has_charts(sheet))
        if has_charts(sheet):
            self.charts.set_sheet(sheet)
        self.table.set_sheet(sheet)
        self.export.setEnabled(True)

    # ------------------------------------------------------------------ behind a cell

    def _opened(self, row: SheetRow, at: int) -> None:
        if self.sheet is not None and at < len(self.sheet.columns):
            self.open_cell(row, self.sheet.columns[at])

    def open_cell(self, row: SheetRow, column: SheetColumn) -> None:
        """By its name a row of a day opens its half hours, an agent their card; by a figure its calls."""
        sheet = self.sheet
        if sheet is None:
            return
        if column.key == "name" and self._deeper(sheet, row):
            return
        if sheet.choice.rows in ("score_card", "measures") or (column.figure is None and column.key != "name"):
            return
        if not self._context.session.may(EVERY_CALL) and not row.of.startswith("agent:"):
            self._context.notices.info(self.tr("Listing calls needs the right to see every call."))
            return
        self.dialog = CellCallsDialog(self._context, sheet, row, column, self.window())
        self.dialog.wanted.connect(lambda one: self.call_wanted.emit(one.call.id))
        self.dialog.destroyed.connect(self._dialog_gone)
        self.dialog.open()

    def _deeper(self, sheet: Sheet, row: SheetRow) -> bool:
        """From a row to what it is made of."""
        choice = sheet.choice
        if row.key == "total":
            return False
        dates = {"period": "dates", "start": sheet.start, "end": sheet.end, "against": "none"}
        if choice.rows in ("day", "week", "month"):
            zone = ZoneInfo(sheet.zone)
            first = row.start_at.astimezone(zone).date()
            last = (row.end_at - timedelta(microseconds=1)).astimezone(zone).date()
            dates |= {"start": first, "end": last, "rows": "interval" if choice.rows == "day" else "day"}
        elif choice.rows == "agent":
            dates |= {"rows": "score_card", "of": row.of}
        elif choice.rows == "team" and row.key:
            dates |= {"rows": "agent", "of": row.of}
        elif choice.rows == "queue":
            dates |= {"rows": "day", "of": row.of}
        else:
            return False
        self.bar.set_choice(choice.model_copy(update=dates))
        return True

    def _dialog_gone(self) -> None:
        self.dialog = None

    def open_saved(self) -> None:
        """Reports kept by name, and what was made of them."""
        self.saved = SavedDialog(self._context, self.bar.choice(), self.window())
        self.saved.chosen.connect(self.bar.set_choice)
        self.saved.destroyed.connect(self._saved_gone)
        self.saved.open()

    def _saved_gone(self) -> None:
        self.saved = None

    # ------------------------------------------------------------------ out of the house

    def save(self, kind: str, path: Path | None = None) -> None:
        """Write the report that is shown to a file; asks where to."""
        sheet = self.sheet
        if sheet is None or not self._context.window.may_take_out(self.states, "print"):
            return
        if path is None:
            title = self.tr("Save the report")
            ask_where(self, self._context, title, sheet.file_name, kind, lambda chosen: self.save(kind, chosen))
            return
        context, choice = self._context, _as_shown(sheet)
        if kind == "pdf":
            write_paper(self, context, path, lambda: operations.export_sheet(context.api, choice), pdf_of)
        else:
            write(self, context, path, lambda: operations.export_workbook(context.api, choice))


def _as_shown(sheet: Sheet) -> ReportChoice:
    """Return the choice with the very days that are on the screen: at midnight "yesterday" becomes another day."""
    return sheet.choice.model_copy(update={"as_of": words.local(sheet.made_at).date()})

"""The monthly paper of complaints at the desk: its tables and charts, its frozen editions and what they changed, and its files."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.cases import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.schemas.cases.changes import ComplaintChanged, ComplaintMonthFrozen
from agent_desk.schemas.cases.monthly import (
    SECTIONS,
    DifferenceChoice,
    Differences,
    Edition,
    FreezeForm,
    MonthChoice,
    MonthlyPaper,
)
from agent_desk.schemas.cases.operations import EVERYTHING, FREEZE
from agent_desk.schemas.cases.statistics import CaseRow
from agent_desk.schemas.kit.table import Table, TableRow
from agent_desk.ui.cases import monthly_files
from agent_desk.ui.cases.monthly_charts import MonthlyCharts
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.choices import Choice, Option
from agent_desk.ui.kit.controls import Button, Card, Menu, Segmented, label
from agent_desk.ui.kit.forms import TextArea
from agent_desk.ui.kit.pages.faults import fault as common_fault
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pages.taking_out import ask_where, write, write_paper
from agent_desk.ui.kit.sheet_grid import NARROWEST_PX, SheetView, text_at
from agent_desk.ui.kit.table_model import Column

MONTHS: Final = 36
"""So many months can be chosen, the last first."""
_GATHER_MS: Final = 5_000
_CHART_PX: Final = 200
CHANGED: Final = "changed"


class MonthlyPage(QWidget):
    """A month, as of now or as an edition of it has it."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.paper: MonthlyPaper | None = None
        self.dialog: FreezeDialog | None = None
        self._everything = context.session.may(EVERYTHING)
        self.feed: Feed[MonthlyPaper] = Feed(
            context, self._ask, cares=changes_of(ComplaintChanged), gather_ms=_GATHER_MS, parent=self
        )
        self.editions: Feed[list[Edition]] = Feed(
            context, self._ask_editions, cares=changes_of(ComplaintMonthFrozen), parent=self
        )
        self.differences: Feed[Differences] = Feed(context, self._ask_differences, cares=lambda _: False, parent=self)
        self.month = Choice([Option(one, f"{one:%Y-%m}") for one in _months()])
        self.edition = Choice([Option(0, self.tr("As of now"))])
        shown: list[tuple[object, str]] = [(term.code, words.say(term)) for term in SECTIONS.values()]
        shown += [(CHANGED, self.tr("What changed"))] if self._everything else []
        self.sections = Segmented(shown)
        self.title = label("", "heading")
        self.charts = MonthlyCharts()
        empty = ("scale", self.tr("No complaints in this month"), self.tr("Choose another month."))
        self.table: SheetView[CaseRow] = SheetView(lambda row: row.key, empty)
        same = ("circle-check", self.tr("Nothing differs"), "")
        self.cells: SheetView[TableRow] = SheetView(_row_key, same)
        self.cases: SheetView[TableRow] = SheetView(_row_key, same)
        self._wanted = 0
        self.notes = label("", "caption", wrap=True, selectable=True)
        self.freeze_button = Button(self.tr("Freeze …"), icon="lock")
        self.export = Button(self.tr("Export"), icon="download")
        self._lay_out()
        self.month.set_value(_months()[1])
        self.edition.set_value(0)
        self.month.edited.connect(self._other_month)
        self.edition.edited.connect(self._other)
        self.sections.changed.connect(lambda _: self._show_section())
        self.freeze_button.clicked.connect(self.freeze)
        self.feed.failed.connect(lambda _error: self.export.setEnabled(False))

    def _lay_out(self) -> None:
        menu = Menu(self.export)
        for kind, words_of, icon in (
            ("xlsx", self.tr("Workbook (XLSX) …"), "file-text"),
            ("pdf", self.tr("Paper (PDF) …"), "printer"),
            ("docx", self.tr("Document (DOCX) …"), "file-text"),
        ):
            menu.add(words_of, partial(self.save, kind), icon=icon)
        self.export.set_menu(menu)
        self.export.setEnabled(False)
        self.freeze_button.setVisible(self._context.session.may(FREEZE))
        top, line = Card(), QHBoxLayout()
        line.setSpacing(theme.SPACE_2)
        self.month.setAccessibleName(self.tr("Month"))
        self.edition.setAccessibleName(self.tr("Edition"))
        self.edition.setVisible(self._everything)
        self.month.setFixedWidth(140)
        self.edition.setFixedWidth(280)
        for widget in (self.month, self.edition):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.freeze_button)
        line.addWidget(self.export)
        top.body.addLayout(line)
        card = Card()
        card.add(self.title)
        card.add(self.sections)
        self.charts.setFixedHeight(_CHART_PX)
        card.add(self.charts)
        card.add(self.table, 1)
        self.changed = FeedPanel(
            self._context, self.differences, self._changed_body(), self._show_differences, loading=self.tr("Comparing")
        )
        card.add(self.changed, 1)
        card.add(self.notes)
        self.states = FeedPanel(
            self._context, self.feed, card, self._show, also=(self.editions,), loading=self.tr("Counting")
        )
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_3)
        page.addWidget(top)
        page.addWidget(self.states, 1)
        self.editions.came.connect(self._offer_editions)

    def _changed_body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        self.cells_title, self.cases_title = label("", "strong"), label("", "strong")
        for widget in (self.cells_title, self.cells, self.cases_title, self.cases):
            column.addWidget(widget)
        return body

    # -- asking --------------------------------------------------------------------------------------------------------

    def choice(self) -> MonthChoice:
        """Return what is asked for now."""
        return MonthChoice(
            month=cast(date, self.month.value()),
            edition=self.edition.value() or None,
            lang=cast(Any, words.language()),
        )

    def show_month(self, month: date, edition: int = 0) -> None:
        """Turn to a month, as of now or as an edition has it."""
        self.month.set_value(month)
        self._offer_editions(self.editions.now or [])
        self.edition.set_value(edition)
        self._other()

    def _other_month(self) -> None:
        self.edition.set_value(0)
        self._offer_editions(self.editions.now or [])
        self._other()

    def _other(self) -> None:
        self.feed.anew(keep=self.paper is not None)
        self.differences.anew(keep=False)

    def _ask(self) -> Request[MonthlyPaper]:
        choice = self.choice()
        return lambda api: operations.monthly(api, choice)

    def _ask_editions(self) -> Request[list[Edition]] | None:
        return operations.editions if self._everything else None

    def _ask_differences(self) -> Request[Differences] | None:
        choice = self.choice()
        if not self._everything:
            return None
        asked = DifferenceChoice(month=choice.month, edition=choice.edition, lang=choice.lang)
        return lambda api: operations.differences(api, asked)

    def _of_month(self) -> list[Edition]:
        return [one for one in self.editions.now or [] if one.month == self.month.value()]

    # -- showing -------------------------------------------------------------------------------------------------------

    def _offer_editions(self, _answer: list[Edition]) -> None:
        chosen = self.edition.value()
        said = self.tr("Edition {number} · {name} · {at}")
        self.edition.set_options(
            [
                Option(0, self.tr("As of now")),
                *(
                    Option(one.number, said.format(number=one.number, name=one.frozen_by, at=words.date(one.frozen_at)))
                    for one in self._of_month()
                ),
            ]
        )
        wanted, self._wanted = self._wanted, 0
        self.edition.set_value(wanted or chosen)
        if wanted:
            self._other()

    def _show(self, paper: MonthlyPaper) -> None:
        self.paper = paper
        self.title.setText(paper.title)
        self.export.setEnabled(True)
        self.charts.set_section(paper.sections[0])
        self._show_section()

    def _show_section(self) -> None:
        if self.paper is None:
            return
        chosen = self.sections.value()
        of = next((one for one in self.paper.sections if one.section == chosen), None)
        self.changed.setVisible(of is None)
        self.table.setVisible(of is not None)
        self.charts.setVisible(chosen == self.paper.sections[0].section)
        notes = [*self.paper.notes, *(of.notes if of is not None else [])]
        self.notes.setText("\n".join(dict.fromkeys(notes)))
        if of is not None:
            keeps = (of.section, tuple((one.key, one.title) for one in of.columns))
            self.table.show_rows(of.title, keeps, lambda: _columns(of, 1), of.rows, of.total)

    def _show_differences(self, found: Differences) -> Nothing | None:
        if not found.cells.rows and not found.cases.rows:
            hint = self.tr("An edition is set against the one before it; what is not frozen, against the last one.")
            return Nothing("circle-check", self.tr("Nothing differs"), hint)
        for view, title, table in (
            (self.cells, self.cells_title, found.cells),
            (self.cases, self.cases_title, found.cases),
        ):
            title.setText(f"{table.title} · {len(table.rows)}")
            view.show_rows(table.title, table.title, partial(_columns, table, len(table.columns)), table.rows)
        return None

    # -- freezing, and out of the house ----------------------------------------------------------------------------------

    def freeze(self) -> None:
        """Ask to freeze the month that is shown."""
        month = cast(date, self.month.value())
        self.dialog = FreezeDialog(self._context, month, bool(self._of_month()), self.window())
        self.dialog.saved.connect(self._frozen)
        self.dialog.open()

    def _frozen(self, edition: Edition) -> None:
        self._wanted = edition.number
        self.editions.refresh()

    def save(self, kind: str, path: Path | None = None) -> None:
        """Write the paper that is shown to a file; asks where to."""
        paper, context = self.paper, self._context
        if paper is None or not context.window.may_take_out(self.states, "print"):
            return
        choice = self.choice()
        if path is None:
            title = self.tr("Save the monthly paper")
            ask_where(self, context, title, paper.file_name, kind, lambda chosen: self.save(kind, chosen))
        elif kind == "xlsx":
            write(self, context, path, lambda: operations.export_monthly_workbook(context.api, choice))
        else:
            write_paper(
                self,
                context,
                path,
                lambda: operations.export_monthly(context.api, choice),
                lambda made: monthly_files.file_of(made, kind),
            )


class FreezeDialog(FormDialog):
    """Asks to freeze a month; a correction says why. `saved` carries the Edition."""

    def __init__(self, context: DeskContext, month: date, corrects: bool, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            self.tr("Freeze {month}").format(month=f"{month:%Y-%m}"),
            "freeze_complaints",
            self._freeze,
            Edition,
            action=self.tr("Freeze"),
            icon="lock",
            hint=self.tr(
                "What is frozen never changes. A later correction is another edition, with the list of differences."
            ),
            fault=_fault,
            fields={"month": self.tr("Month")},
            parent=parent,
        )
        self._month = month
        self.form.add("reason", self.tr("Why it is corrected"), TextArea(limit=300), required=corrects)
        self.begin(f"{month:%Y-%m}")

    def _freeze(self, sent: Submission[Edition]) -> Edition:
        return operations.freeze(self._context.api, FreezeForm(month=self._month, reason=sent.values["reason"] or ""))


def _fault(code: str) -> str:
    found = {
        "not_over": QCoreApplication.translate("FreezeDialog", "This month is not over yet."),
        "nothing_changed": QCoreApplication.translate("FreezeDialog", "Nothing has changed since the last edition."),
    }
    return found.get(code) or common_fault(code)


def _row_key(row: TableRow) -> object:
    return tuple(cell.text for cell in row.cells)


def _columns(table: Table, left: int) -> list[Column[Any]]:
    """Return the columns of a table; the first `left` begin on the left."""
    return [
        Column(
            one.title,
            partial(text_at, at=at),
            align="left" if at < left else "right",
            width=NARROWEST_PX,
            explain=getattr(one, "explain", ""),
        )
        for at, one in enumerate(table.columns)
    ]


def _months() -> list[date]:
    """Return the months that can be chosen, this one first."""
    found = [words.local(elapsed.now()).date().replace(day=1)]
    while len(found) < MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found

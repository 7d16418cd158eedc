"""The calls behind a cell: how its figure comes about, and each call, which opens its story."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import PagedFeed, PageRequest
from agent_desk.desk.reports import operations
from agent_desk.schemas.figures.board import Explanation, FigureWord
from agent_desk.schemas.reports.sheet import CellCalls, CountedCall, Sheet, SheetColumn, SheetRow
from agent_desk.ui.kit import words
from agent_desk.ui.kit.controls import Button, label
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.table_model import Column, TableModel
from agent_desk.ui.kit.tables import TableView


class CellCallsDialog(Dialog):
    """Opened, never executed. `call_wanted` carries the id of the call whose story is to be read."""

    call_wanted = Signal(object)

    def __init__(
        self, context: DeskContext, sheet: Sheet, row: SheetRow, column: SheetColumn, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"{row.cells[0].text} · {column.title}", icon="phone", parent=parent)
        self.setMinimumSize(960, 580)
        self._context, self._sheet, self._row = context, sheet, row
        self._figure: FigureWord = column.figure or "offered"
        at = next((place for place, one in enumerate(sheet.columns) if one.key == column.key), 0)
        self.value = label(row.cells[at].text if at else "", "figure")
        self.about = label("", "muted", wrap=True)
        self.sum = label("", "code", wrap=True, selectable=True)
        self.model: TableModel[CountedCall] = TableModel(self._columns(), key=lambda one: one.call.id)
        self.table: TableView[CountedCall] = TableView(self.model)
        self.table.setAccessibleName(self.tr("Calls"))
        self.table.set_empty("phone", self.tr("No calls in it"))
        self.table.activated_record.connect(lambda one: self.call_wanted.emit(one.call.id))
        self.feed: PagedFeed[CellCalls] = PagedFeed(context, self._ask, parent=self)
        self.states = FeedPanel(context, self.feed, self.table, self._came)
        for widget in (self.value, self.about, self.sum):
            self.body.addWidget(widget)
        self.body.addWidget(self.states, 1)
        self.sum.hide()
        self.more = self.add_button(Button(self.tr("Show more calls"), kind="link"), self.feed.more)
        self.more.hide()
        self.story = self.add_button(Button(self.tr("Open the call"), icon="external-link"), self._open_current)
        self.story.setEnabled(False)
        self.table.selected_record.connect(lambda one: self.story.setEnabled(one is not None))
        close = self.add_button(Button(self.tr("Close"), kind="primary"), self.accept)
        close.setAutoDefault(False)

    def _columns(self) -> list[Column[CountedCall]]:
        return [
            Column(
                self.tr("Counts"),
                lambda one: self.tr("yes") if one.counted else self.tr("no"),
                width=74,
                icon=lambda one: "check" if one.counted else "minus",
                tone=lambda one: "good" if one.counted else "muted",
                explain=self.tr("Whether the call is in the numerator"),
            ),
            Column(
                self.tr("Offered"),
                lambda one: self._when(one.call.offered_at),
                width=170,
                sort_key=lambda one: one.call.offered_at,
            ),
            Column(self.tr("Queue"), lambda one: words.pick(one.call.queue.name_zh, one.call.queue.name_en)),
            Column(self.tr("Caller"), lambda one: one.call.caller.text or self.tr("Withheld"), width=124),
            Column(
                self.tr("Wait"),
                lambda one: words.duration(one.call.wait_ms),
                align="right",
                width=70,
                sort_key=lambda one: one.call.wait_ms,
            ),
            Column(
                self.tr("Talk"),
                lambda one: words.duration(one.call.talk_ms),
                align="right",
                width=70,
                sort_key=lambda one: one.call.talk_ms,
            ),
            Column(self.tr("Outcome"), self._outcome, width=110),
            Column(self.tr("Agent"), self._agent, width=130),
        ]

    def _agent(self, one: CountedCall) -> str:
        return words.pick(one.call.agent.name, one.call.agent.name_en) if one.call.agent is not None else "–"

    def _when(self, at: datetime) -> str:
        try:
            return at.astimezone(ZoneInfo(self._sheet.zone)).strftime("%Y-%m-%d %H:%M:%S")
        except (ZoneInfoNotFoundError, ValueError):
            return words.date_time(at, seconds=True)

    def _outcome(self, one: CountedCall) -> str:
        shown = {
            "answered": self.tr("Answered"),
            "abandoned_queue": self.tr("Abandoned"),
            "diverted": self.tr("Diverted"),
            "full": self.tr("Queue full"),
            "join_empty": self.tr("Nobody there"),
            "leave_empty": self.tr("Nobody left"),
            "timed_out": self.tr("Timed out"),
            "called_back": self.tr("Call-back"),
        }
        return shown.get(one.call.outcome or "", self.tr("In progress"))

    def _ask(self) -> PageRequest[CellCalls]:
        row, zone, figure = self._row, self._sheet.zone, self._figure
        return lambda api, after: operations.calls_of_cell(
            api, row.of, row.start_at, row.end_at, zone, figure, after=after
        )

    def _came(self, page: CellCalls) -> None:
        if page.explanation is not None:
            self._explain(page.explanation)
        self.model.replace(page.items)
        self.more.setVisible(page.next is not None)
        if page.items and self.table.current_record() is None:
            self.table.selectRow(0)
            self.table.setFocus()

    def _explain(self, told: Explanation) -> None:
        self.about.setText(words.pick(told.words_zh, told.words_en))
        if told.denominator is not None:
            self.sum.setText(told.substituted.replace(" / ", " ÷ ").replace(" - ", " − "))
            self.sum.show()

    def _open_current(self) -> None:
        one = self.table.current_record()
        if one is not None:
            self.call_wanted.emit(one.call.id)

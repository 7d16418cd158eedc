"""The calls behind a cell: how its figure comes about, and each call, which opens its story."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import PageRequest
from agent_desk.desk.reports import operations
from agent_desk.schemas.figures.board import FigureWord
from agent_desk.schemas.reports.sheet import CellCalls, CountedCall, Sheet, SheetColumn, SheetRow
from agent_desk.ui.kit import words
from agent_desk.ui.kit.pages.behind_cell import BehindCell, Named
from agent_desk.ui.kit.table_model import Column


class CellCallsDialog(BehindCell):
    """The calls behind a cell of a report; `wanted` carries the counted call."""

    def __init__(
        self, context: DeskContext, sheet: Sheet, row: SheetRow, column: SheetColumn, parent: QWidget | None = None
    ) -> None:
        self._sheet = sheet
        figure: FigureWord = column.figure or "offered"
        at = next((place for place, one in enumerate(sheet.columns) if one.key == column.key), 0)

        def ask() -> PageRequest[CellCalls]:
            return lambda api, after: operations.calls_of_cell(
                api, row.of, row.start_at, row.end_at, sheet.zone, figure, after=after
            )

        super().__init__(
            context,
            f"{row.cells[0].text} · {column.title}",
            "phone",
            row.cells[at].text if at else "",
            self._columns(),
            lambda one: one.call.id,
            ask,
            Named(self.tr("Calls"), self.tr("No calls in it"), self.tr("Show more calls"), self.tr("Open the call")),
            parent,
        )

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

    def _came(self, page: CellCalls) -> None:
        told = page.explanation
        if told is not None:
            substituted = told.substituted.replace(" / ", " ÷ ").replace(" - ", " − ")
            self.explain(words.pick(told.words_zh, told.words_en), substituted if told.denominator is not None else "")
        super()._came(page)

"""The proof of the rules about callers: for each call what was asked, what was answered, what was done; opened as the call."""

from __future__ import annotations

from PySide6.QtCore import Signal

from agent_desk.desk.calls import routings as calls_routings
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, changes_of
from agent_desk.schemas.calls.changes import CallChanged
from agent_desk.schemas.calls.voice_plan import Routing
from agent_desk.schemas.calls.words import CALLER_ANSWERS, ROUTING_STATES
from agent_desk.ui.calls import fact_words
from agent_desk.ui.kit import words
from agent_desk.ui.kit.controls import Card, Segmented
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.table_model import Column, Mark, TableModel
from agent_desk.ui.kit.tables import TableView

GATHER_MS = 2_000


class RoutingList(Card):
    """Newest first. A row opens the call; the number stands nowhere."""

    call_wanted = Signal(object)

    def __init__(self, context: DeskContext) -> None:
        super().__init__(self.tr("Routed by who calls"), icon="user-check")
        self._shown: list[Routing] = []
        self.model: TableModel[Routing] = TableModel(self._columns(), key=lambda row: row.call_id)
        self.table: TableView[Routing] = TableView(self.model, sortable=False)
        self.table.setAccessibleName(self.tr("Calls that were routed by who calls"))
        self.table.set_empty(
            "user-check",
            self.tr("No call was routed by who calls"),
            self.tr("Rules about callers stand in the voice plan."),
        )
        self.table.activated_record.connect(lambda row: self.call_wanted.emit(row.call_id))
        self.filter = Segmented(
            [
                ("", self.tr("Every call")),
                ("held", self.tr("A rule held")),
                ("late", self.tr("Answered too late")),
            ]
        )
        self.filter.setAccessibleName(self.tr("Which calls"))
        self.filter.changed.connect(lambda _value: self._fill())
        self.add_header(self.filter)
        self.feed: Feed[list[Routing]] = Feed(
            context,
            lambda: calls_routings.routings,
            cares=changes_of(CallChanged),
            gather_ms=GATHER_MS,
            parent=self,
        )
        self.states = FeedPanel(context, self.feed, self.table, self._came)
        self.add(self.states, 1)
        self.feed.start()

    def _columns(self) -> list[Column[Routing]]:
        return [
            Column(
                self.tr("Time"),
                lambda row: words.short(row.at),
                width=92,
                tooltip=lambda row: words.date_time(row.at, seconds=True),
            ),
            Column(self.tr("Who calls"), lambda row: words.say(CALLER_ANSWERS[row.answer]), width=220),
            Column(self.tr("Rules asked"), fact_words.asked, tooltip=fact_words.asked),
            Column(self.tr("Routed"), fact_words.done, width=190, tooltip=fact_words.done),
            Column(self.tr("Queue"), _queue, width=130),
            Column(
                self.tr("Exchange"),
                lambda row: words.say(ROUTING_STATES[row.state]),
                mark=_mark,
                width=230,
            ),
        ]

    def _came(self, rows: list[Routing]) -> None:
        self._shown = rows
        self._fill()

    def _fill(self) -> None:
        wanted = self.filter.value()
        self.model.replace([row for row in self._shown if _shows(row, wanted)])


def _shows(row: Routing, wanted: object) -> bool:
    if wanted == "held":
        return any(one.holds for one in row.steps)
    return not wanted or row.state == wanted


def _queue(row: Routing) -> str:
    queue = row.counts_in
    return words.pick(queue.name_zh, queue.name_en) if queue is not None else ""


def _mark(row: Routing) -> Mark:
    return Mark.of(ROUTING_STATES[row.state])

"""The calls behind a figure as a table: a million rows cost no more than a screenful, pages come where one looks."""

from datetime import datetime

from PySide6.QtCore import QObject

from agent_desk.desk.figures import board
from agent_desk.desk.figures.board import Cell
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.schemas.figures.board import ExplainedCall
from agent_desk.schemas.figures.views import CallsPage
from agent_desk.ui.kit import words
from agent_desk.ui.kit.floor_presentation import on_the_wall, person_name, queue_name
from agent_desk.ui.kit.paged_model import PagedModel
from agent_desk.ui.kit.table_model import Column
from agent_desk.ui.kit.tables import TableView


class _Columns(QObject):
    """What the columns say; `zone`: on whose clocks the times are read."""

    zone = ""

    def made(self) -> list[Column[ExplainedCall]]:
        return [
            Column(
                self.tr("Counts"),
                lambda one: self.tr("yes") if one.counted else self.tr("no"),
                width=74,
                icon=lambda one: "check" if one.counted else "minus",
                tone=lambda one: "good" if one.counted else "muted",
                explain=self.tr("Whether the call is in the numerator"),
            ),
            Column(self.tr("Offered"), self._offered, width=142),
            Column(self.tr("Queue"), lambda one: queue_name(one.call.queue)),
            Column(self.tr("Caller"), lambda one: one.call.caller.text or self.tr("Withheld"), width=124),
            Column(self.tr("Wait"), lambda one: words.duration(one.call.wait_ms), align="right", width=64),
            Column(
                self.tr("Handled"),
                lambda one: words.duration(_handled(one)),
                align="right",
                width=76,
                explain=self.tr("Talk, hold and after-call work"),
            ),
            Column(self.tr("Outcome"), lambda one: self._outcome(one), width=104),
            Column(self.tr("Agent"), lambda one: person_name(one.call.agent) if one.call.agent else "–", width=110),
        ]

    def _offered(self, one: ExplainedCall) -> str:
        at = on_the_wall(one.call.offered_at, self.zone) if self.zone else one.call.offered_at
        return f"{words.date(at, year=False)} {words.time_of_day(at, seconds=True)}"

    def _outcome(self, one: ExplainedCall) -> str:
        shown = {
            "answered": self.tr("Answered"),
            "abandoned_queue": self.tr("Abandoned"),
            "abandoned_ivr": self.tr("Left in the menu"),
            "diverted": self.tr("Diverted"),
            "full": self.tr("Queue full"),
            "closed": self.tr("Closed"),
            "join_empty": self.tr("Nobody there"),
            "leave_empty": self.tr("Nobody left"),
            "timed_out": self.tr("Timed out"),
            "called_back": self.tr("Call-back"),
        }
        if one.call.outcome is not None:
            return shown[one.call.outcome]
        return self.tr("Waiting") if one.call.state in ("waiting", "ringing") else self.tr("In progress")


class CallsTable(TableView[ExplainedCall]):
    """Rows of `calls`. Enter or double click tells which call's story is wanted (`activated_record`)."""

    def __init__(self) -> None:
        columns = _Columns()
        self.calls: PagedModel[ExplainedCall] = PagedModel(columns.made(), key=lambda one: one.call.id)
        super().__init__(self.calls, sortable=False)
        self.columns = columns
        self.set_empty("phone", self.tr("No calls in it"))


class CallsFetch(QObject):
    """Fills a CallsTable's model from the hub: the first page says how many there are, the others come as they are wanted."""

    def __init__(self, context: DeskContext, model: PagedModel[ExplainedCall], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._model = context, model
        self._cell: Cell | None = None
        self._until: datetime | None = None
        self._number = 0
        model.page_wanted.connect(self._fetch)

    def open(self, cell: Cell, page: CallsPage) -> int:
        """Show the calls of this figure from the newest on, the first page of which is here. Return how many there are."""
        self._number += 1
        self._cell, self._until = cell, page.until
        self._model.open(page.total or 0, page.items)
        return page.total or 0

    def _fetch(self, offset: int, limit: int) -> None:
        cell, until, number = self._cell, self._until, self._number
        if cell is None:
            return

        def come(page: CallsPage) -> None:
            if number == self._number:
                self._model.give(offset, page.items)

        def missed(_error: DeskError) -> None:
            # The rows stay dots, and are asked for again when they are next looked at.
            self._model.missed(offset)

        self._context.background.run(
            self,
            lambda: board.calls_of_figure(self._context.api, cell, until=until, offset=offset, limit=limit),
            come,
            missed,
        )


def _handled(one: ExplainedCall) -> int | None:
    call = one.call
    return call.talk_ms + call.hold_ms + call.acw_ms if call.answered_at is not None else None

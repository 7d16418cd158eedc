"""The supervisor's board at the seat: the live one as it is pushed, or a past day's; and what its figures are made of."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.desk.kit.api import Api, call
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError, HubFault
from agent_desk.desk.kit.live import LiveState
from agent_desk.schemas.figures import operations as ops
from agent_desk.schemas.figures.board import BOARD, Board, Explanation, FigureWord
from agent_desk.schemas.figures.views import AskedCalls, AskedFigure, CallsPage

STALE_AFTER = timedelta(seconds=5)
"""While somebody looks the hub makes the board anew every 2 seconds at least; after two and a half of them nobody does."""
LOOK_MS = 500


board = call(ops.board)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure on the board and what it is of: a queue's or all, an agent's own, of a day (None: today), or a part of it."""

    figure: FigureWord
    queue: str | None = None
    agent: uuid.UUID | None = None
    day: date | None = None
    start_at: datetime | None = None
    end_at: datetime | None = None

    def asked(self) -> AskedFigure:
        """Return it as the hub is asked about it."""
        return AskedFigure(
            figure=self.figure, queue=self.queue, agent=self.agent, day=self.day, start=self.start_at, end=self.end_at
        )


def explain(api: Api, cell: Cell) -> Explanation:
    """Return how a figure comes about."""
    return api.ask(ops.explain.request(cell.asked()))


def calls_behind(
    api: Api, cell: Cell, *, until: datetime | None = None, offset: int = 0, limit: int = 100
) -> CallsPage:
    """Return calls behind a figure, newest first, from a place on; `until` as the first answer said: the list stands still."""
    asked = AskedCalls(**cell.asked().model_dump(), until=until, offset=offset, limit=limit)
    return api.ask(ops.explain_calls.request(asked))


class BoardWatch(QObject):
    """Keeps one board fresh. `start` once; `stop` before the panel goes."""

    board_changed = Signal(object)
    """Board: the live one, several times a second at most, or the past day's, once."""
    stale_changed = Signal(object)
    """datetime (UTC) of the last live board while it may be old, None when it is fresh again or a past day is shown."""
    aged = Signal(int)
    """Whole seconds since the live board was made, each time they are another number; 0 for a past day."""
    failed = Signal(object)
    """DeskError: no board could be fetched."""

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.board: Board | None = None
        self._live: Board | None = None
        self._day: date | None = None
        self._stale_as_of: datetime | None = None
        self._age_s = 0
        self._watching = False
        self._asked = 0
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._judge)
        context.live.pushed.connect(self._pushed)
        context.live.state_changed.connect(self._line_changed)

    @property
    def day(self) -> date | None:
        """The past day that is shown; None: the live board."""
        return self._day

    def start(self) -> None:
        """Watch the live board, and fetch it at once: a push comes only when the hub next makes one."""
        if not self._watching:
            self._watching = True
            self._context.live.watch(BOARD)
            self._look.start()
        self.refresh()

    def stop(self) -> None:
        """Watch no more."""
        if self._watching:
            self._watching = False
            self._look.stop()
            self._context.live.unwatch(BOARD)

    def show_day(self, day: date | None) -> None:
        """Another day; None or the live board's own day: live."""
        if day is not None and self._live is not None and day == self._live.day:
            day = None
        self._day = day
        self._judge()
        if day is None and self._live is not None:
            self._show(self._live)
        self.refresh()

    def refresh(self) -> None:
        """Fetch what is shown."""
        day = self._day
        self._asked += 1
        number = self._asked
        self._context.background.run(
            self,
            lambda: board(self._context.api, day),
            lambda found: self._fetched(number, found),
            lambda error: self._not_fetched(number, error),
        )

    def _fetched(self, number: int, found: Board) -> None:
        if found.live:
            self._take_live(found)
        elif number == self._asked:
            self._show(found)

    def _not_fetched(self, number: int, error: DeskError) -> None:
        if number == self._asked and (self._day is not None or self._live is None):
            self.failed.emit(error)

    def _pushed(self, name: str, body: dict[str, Any]) -> None:
        if name != BOARD:
            return
        try:
            self._take_live(Board.model_validate(body))
        except ValidationError as fault:
            self.failed.emit(HubFault("unreadable_answer", {"status": 200}, status=200, detail=str(fault)))

    def _take_live(self, found: Board) -> None:
        # A fetch and a push may cross: the newer one stands.
        if self._live is not None and found.made_at < self._live.made_at:
            return
        self._live = found
        if self._day is None:
            self._show(found)
        self._judge()

    def _show(self, found: Board) -> None:
        self.board = found
        self.board_changed.emit(found)

    def _line_changed(self, state: LiveState) -> None:
        if state is LiveState.LIVE and self._watching and self.board is None:
            self.refresh()
        self._judge()

    def _judge(self) -> None:
        as_of = None
        if self._day is None and self._live is not None:
            lost = self._context.live.state is not LiveState.LIVE
            if lost or self._context.hub_now() - self._live.made_at > STALE_AFTER:
                as_of = self._live.made_at
        self._tell_age()
        if as_of != self._stale_as_of:
            self._stale_as_of = as_of
            self.stale_changed.emit(as_of)

    def _tell_age(self) -> None:
        live = self._live if self._day is None else None
        age_s = max(0, int((self._context.hub_now() - live.made_at).total_seconds())) if live is not None else 0
        if age_s != self._age_s:
            self._age_s = age_s
            self.aged.emit(age_s)

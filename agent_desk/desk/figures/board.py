"""The supervisor's board at the seat: the live one as it is pushed, or a past day's; and what its figures are made of."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.desk.kit.api import Api, call
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import Feed, Push, Request
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


def calls_of_figure(
    api: Api, cell: Cell, *, until: datetime | None = None, offset: int = 0, limit: int = 100
) -> CallsPage:
    """Return calls behind a figure, newest first, from a place on; `until` as the first answer said: the list stands still."""
    asked = AskedCalls(**cell.asked().model_dump(), until=until, offset=offset, limit=limit)
    return api.ask(ops.explain_calls.request(asked))


class BoardWatch(QObject):
    """Keeps one board fresh. `start` once; `stop` before the panel goes."""

    aged = Signal(int)
    """Whole seconds since the live board was made, each time they are another number; 0 for a past day."""

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._day: date | None = None
        self._today: date | None = None
        self._age_s = 0
        self._watching = False
        push = Push(BOARD, Board.model_validate, lambda found: found.made_at, STALE_AFTER, lambda: self._day is None)
        self.feed: Feed[Board] = Feed(context, self._ask, push=push, older=_is_older, parent=self)
        self.feed.came.connect(self._came)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._tell_age)

    @property
    def board(self) -> Board | None:
        """What is shown."""
        return self.feed.now

    @property
    def day(self) -> date | None:
        """The past day that is shown; None: the live board."""
        return self._day

    def start(self) -> None:
        """Watch the live board, and fetch it at once: a push comes only when the hub next makes one."""
        if not self._watching:
            self._watching = True
            self._look.start()
            self.feed.start()

    def stop(self) -> None:
        """Watch no more."""
        if self._watching:
            self._watching = False
            self._look.stop()
            self.feed.stop()

    def show_day(self, day: date | None) -> None:
        """Another day; None or the live board's own day: live."""
        if day == self._today:
            day = None
        if day == self._day:
            return
        self._day = day
        self.feed.anew(keep=day is None)
        self._tell_age()

    def refresh(self) -> None:
        """Fetch what is shown."""
        self.feed.refresh()

    def _came(self, found: Board) -> None:
        if found.live:
            self._today = found.day
        self._tell_age()

    def _ask(self) -> Request[Board]:
        day = self._day
        return lambda api: board(api, day)

    def _tell_age(self) -> None:
        now, age_s = self.feed.now, 0
        if now is not None and now.live:
            age_s = max(0, int((self._context.hub_now() - now.made_at).total_seconds()))
        if age_s != self._age_s:
            self._age_s = age_s
            self.aged.emit(age_s)


def _is_older(found: Board, now: Board) -> bool:
    """A fetch and a push may cross: the newer one stands."""
    return found.live and now.live and found.made_at < now.made_at

"""What stands beside the board by intervals of a day: fetched for the day and intervals shown, and anew when its time is over."""

from __future__ import annotations

import random
from collections.abc import Hashable
from datetime import date, datetime
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.desk.kit.live import Change

LOOK_MS = 5_000
JITTER_S = 20.0
"""It is asked for anew when its time is over, by each seat a little later than by the next."""

Answer = TypeVar("Answer")


class DayWatch(QObject, Generic[Answer]):
    """Keeps one such answer fresh for one board. `changed` carries it, or None while there is none of the day and interval wanted."""

    changed = Signal(object)

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._minutes = 30
        self._day: date | None = None
        self._asked_in: Hashable = None
        self.feed: Feed[Answer] = Feed(context, self._ask, cares=self.cares, parent=self)
        self.feed.came.connect(self.changed)
        self.feed.failed.connect(self._not_there)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

    def question(self, minutes: int, day: date | None) -> Request[Answer] | None:
        """Return what is asked for a day (None: today) by so many minutes; None where there is nothing to ask."""
        raise NotImplementedError

    def cares(self, change: Change) -> bool:
        """Return whether the answer may be another after this change."""
        return False

    def period(self, now: datetime, minutes: int) -> Hashable:
        """Return the stretch of time that today's answer is good for."""
        raise NotImplementedError

    def start(self) -> None:
        """Fetch, and keep fresh."""
        self._timer.start()
        self.feed.start()

    def stop(self) -> None:
        """No more."""
        self._timer.stop()
        self.feed.stop()

    def want(self, *, minutes: int | None = None, day: date | None = None) -> None:
        """Other intervals, or (without them) another day; None: today."""
        if minutes is not None:
            self._minutes = minutes
        else:
            self._day = day
        self.changed.emit(None)
        self.feed.anew()

    def _ask(self) -> Request[Answer] | None:
        self._asked_in = self._period()
        return self.question(self._minutes, self._day)

    def _not_there(self, _error: DeskError) -> None:
        # The board says that the hub is away; this is asked for again by and by.
        self._asked_in = None

    def _period(self) -> Hashable:
        return self.period(self._context.hub_now().astimezone(self._context.zone), self._minutes)

    def _look(self) -> None:
        if self._day is None and self._period() != self._asked_in:
            self._asked_in = self._period()
            self.feed.news(within_ms=int(random.uniform(0, JITTER_S) * 1000))

"""What stands beside the board at a seat: the usual day, and how the person has arranged their panels."""

from __future__ import annotations

import random
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.desk.kit.api import Api, call
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import DraftedForm, Values
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.schemas.figures import operations as ops
from agent_desk.schemas.figures.views import BoardLayout, Comparison

LOOK_MS = 5_000
JITTER_S = 20.0
"""The usual day is asked for anew when an interval is over, by each seat a little later than by the next."""
SAVE_MS = 1_000
"""An arrangement is kept once its edges have been at rest for so long."""


layout = call(ops.layout)
keep_layout = call(ops.keep_layout)


def comparison(api: Api, minutes: int, day: date | None = None) -> Comparison:
    """Return the usual figures of a day's intervals, and for today the forecast."""
    return api.ask(ops.comparison.request("15" if minutes == 15 else "30", day))


class UsualWatch(QObject):
    """Keeps the usual day fresh for one board: its forecast moves on with every interval that is over."""

    changed = Signal(object)
    """Comparison, or None while there is none of the day and interval that is wanted."""

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._minutes = 30
        self._day: date | None = None
        self._interval: int | None = None
        self.feed: Feed[Comparison] = Feed(context, self._ask, parent=self)
        self.feed.came.connect(self.changed)
        self.feed.failed.connect(self._not_there)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)

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

    def _ask(self) -> Request[Comparison]:
        minutes, day = self._minutes, self._day
        self._interval = self._running()
        return lambda api: comparison(api, minutes, day)

    def _not_there(self, _error: DeskError) -> None:
        # The board says that the hub is away; what is usual is asked for again by and by.
        self._interval = None

    def _running(self) -> int:
        return int(self._context.hub_now().timestamp()) // (self._minutes * 60)

    def _look(self) -> None:
        if self._day is None and self._running() != self._interval:
            self._interval = self._running()
            self.feed.news(within_ms=int(random.uniform(0, JITTER_S) * 1000))


class LayoutKeeper(QObject):
    """Fetches the person's arrangement once, and keeps what they make of it: a drafted form that saves itself."""

    loaded = Signal(object)
    """BoardLayout: the one to show; also when another seat of the person was quicker."""
    failed = Signal(object)
    """DeskError: it could not be kept."""

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.drafted: DraftedForm[BoardLayout] = DraftedForm(
            context,
            "board_layout",
            lambda sent: keep_layout(context.api, BoardLayout(**sent.values, version=sent.version)),
            BoardLayout,
            values_of=_places,
            saves_itself=True,
            rest_ms=SAVE_MS,
            parent=self,
        )
        self.drafted.filled.connect(lambda values: self.loaded.emit(BoardLayout(**values)))
        self.drafted.state_changed.connect(self._stand)
        self._feed: Feed[BoardLayout] = Feed(context, lambda: layout, parent=self)
        self._feed.came.connect(self._first_came)

    def load(self) -> None:
        """Fetch it; without a hub the product's own arrangement stays, and nothing is overwritten."""
        self._feed.start()

    def keep(self, wanted: BoardLayout) -> None:
        """Keep this arrangement, once it has been at rest for a moment."""
        self.drafted.type(_places(wanted))

    def save_now(self) -> None:
        """Keep at once what waits."""
        self.drafted.save()

    def _first_came(self, found: BoardLayout) -> None:
        """From here on the board is as the person arranges it at this seat."""
        self._feed.stop()
        self.drafted.open("board", found)

    def _stand(self, state: str) -> None:
        if state == "stale":
            # Both versions are the same person's: the newer one is what they want.
            self.drafted.take_theirs()
        elif state in ("refused", "unreachable"):
            self.failed.emit(self.drafted.error)


def _places(known: BoardLayout) -> Values:
    return known.model_dump(mode="json", exclude={"version"})

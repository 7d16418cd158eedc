"""What stands beside the board at a seat: the usual day, and how the person has arranged their panels."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from agent_desk.desk.figures.day_watch import DayWatch
from agent_desk.desk.kit.api import Api, call
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import DraftedForm, Values
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.administration.changes import ServiceTargetChanged
from agent_desk.schemas.figures import operations as ops
from agent_desk.schemas.figures.views import BoardLayout, Comparison

SAVE_MS = 1_000
"""An arrangement is kept once its edges have been at rest for so long."""


layout = call(ops.layout)
keep_layout = call(ops.keep_layout)


def comparison(api: Api, minutes: int, day: date | None = None) -> Comparison:
    """Return the usual figures of a day's intervals."""
    return api.ask(ops.comparison.request("15" if minutes == 15 else "30", day))


class UsualWatch(DayWatch[Comparison]):
    """Keeps the usual day for one board: days that are over hardly move, so that it is asked for once a day."""

    def question(self, minutes: int, day: date | None) -> Request[Comparison]:
        """Return the day beside its same weekdays."""
        return lambda api: comparison(api, minutes, day)

    def cares(self, change: Change) -> bool:
        """Service levels follow the target."""
        return ServiceTargetChanged.is_told_by(change)

    def period(self, now: datetime, minutes: int) -> Hashable:
        """Return the day of the centre's clock."""
        return now.date()


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

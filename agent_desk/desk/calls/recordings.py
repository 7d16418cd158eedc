"""Recordings and supervision from a seat: each function is one request to the hub; they block. And what panels watch.

Errors are those of `Api` (HubUnreachable, HubRefused, HubFault).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from agent_desk.desk.calls.seat import Seat
from agent_desk.desk.kit.api import Api, call
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError, HubRefused
from agent_desk.desk.kit.feed import Feed, Listener, Request, changes_of
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.calls import operations as ops
from agent_desk.schemas.calls.changes import CommandRefused, RecordingChanged, SupervisionChanged
from agent_desk.schemas.calls.recordings import (
    OwnSupervision,
    SeatRecording,
    SupervisionModeWord,
    SupervisionView,
)
from agent_desk.schemas.calls.records import Asked, SeatView

Answer = TypeVar("Answer")
IN_TALK = ("talking", "on_hold")


at_seat = call(ops.seat_recording)
start = call(ops.start_recording)
pause = call(ops.pause_recording)
of_call = call(ops.recordings)
sound = call(ops.sound)
"""The sound of a recording, as a WAV file in memory; it never lies on the seat's disk."""
listen = call(ops.listen)
change_mode = call(ops.change_mode)
take_over = call(ops.take_over)
stop = call(ops.stop_supervision)
own_supervision = call(ops.own_supervision)
phone_line = call(ops.supervisor_phone_line)
settings = call(ops.recording_settings)
set_policy = call(ops.set_recording_policy)


class SeatRecordingWatch(QObject):
    """The recording of the call at an agent's seat, fresh after every change, and the agent's buttons."""

    changed = Signal(object)
    """SeatRecording."""

    def __init__(self, context: DeskContext, seat: Seat, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._seat = context, seat
        self._standing: tuple[uuid.UUID, str] | None = None
        self.now = SeatRecording()
        self.feed: Feed[SeatRecording] = Feed(context, self._ask, cares=self._cares, gather_ms=0, parent=self)
        self.feed.came.connect(self._take)
        self.feed.failed.connect(self._not_fetched)
        self.feed.start(ask=False)
        Listener(context.live, _is_pause_refused, self._tell_refused, self)
        seat.view_changed.connect(self._seat_changed)

    def _ask(self) -> Request[SeatRecording] | None:
        return at_seat if self._standing is not None else None

    def _not_fetched(self, error: DeskError) -> None:
        # The line's own state says that the hub is away; coming back fetches anew.
        if isinstance(error, HubRefused):
            self._context.tell(error)

    def _seat_changed(self, view: SeatView) -> None:
        call = view.call
        standing = (call.id, call.state) if call is not None and call.state in IN_TALK else None
        if standing == self._standing:
            return
        before, self._standing = self._standing, standing
        if standing is None:
            self.feed.forget()
            self._take(SeatRecording())
        elif before is None or before[0] != standing[0]:
            self.feed.anew()

    def _cares(self, change: Change) -> bool:
        recorded = self._standing is not None and change.entity_id == self._standing[0]
        ours = RecordingChanged.is_told_by(change) and recorded
        return ours or SupervisionChanged.is_told_by(change) or _is_pause_refused(change)

    def _tell_refused(self, change: Change) -> None:
        refused = CommandRefused.read(change)
        self._context.tell(HubRefused("exchange_refused", {"error": refused.error if refused is not None else ""}))

    def _take(self, found: SeatRecording) -> None:
        if found != self.now:
            self.now = found
            self.changed.emit(found)

    def pause(self, *, on: bool) -> None:
        """Pause, or go on."""
        self._order(lambda api, call: pause(api, call, on=on))

    def start(self) -> None:
        """Begin, where the policy leaves it to the agent."""
        self._order(start)

    def _order(self, give: Callable[[Api, uuid.UUID], Asked]) -> None:
        call, api = self.now.call_id, self._context.api
        if call is not None:
            self._context.background.run(self, lambda: give(api, call), lambda _asked: None, self._refused)

    def _refused(self, error: DeskError) -> None:
        self._context.tell(error)
        self.feed.refresh()


def _is_pause_refused(change: Change) -> bool:
    """Return whether the exchange did not pause a recording."""
    refused = CommandRefused.read(change)
    return refused is not None and refused.command == "recording_pause"


class SupervisionWatch(QObject):
    """The call that this supervisor is in, and what can be done there."""

    changed = Signal(object)
    """SupervisionView, or None when in no call."""
    ended = Signal()
    """Out of the call; where it did not come about, that was told as an error."""

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.now: SupervisionView | None = None
        self._failed = False
        ours = changes_of(SupervisionChanged)
        self.feed: Feed[OwnSupervision] = Feed(
            context,
            lambda: own_supervision,
            cares=ours,
            gather_ms=0,
            parent=self,
        )
        self.feed.came.connect(lambda found: self._take(found.now))
        self.feed.failed.connect(self._not_fetched)
        self.feed.start(ask=False)
        Listener(context.live, ours, self._changed, self)

    def refresh(self) -> None:
        """Fetch anew."""
        self.feed.refresh()

    def _not_fetched(self, error: DeskError) -> None:
        # The line's own state says that the hub is away; coming back fetches anew.
        if isinstance(error, HubRefused):
            self._context.tell(error)

    def _changed(self, change: Change) -> None:
        told = SupervisionChanged.read(change)
        if told is not None and told.error and (self.now is None or told.id == self.now.id):
            self._failed = True
            self._context.tell(HubRefused("exchange_refused", {"error": told.error}))

    def _take(self, found: SupervisionView | None) -> None:
        before, self.now = self.now, found
        if before == found:
            return
        self.changed.emit(found)
        if before is not None and found is None and not self._failed:
            self.ended.emit()
        self._failed = False

    # -- what the supervisor can do ----------------------------------------------------------------------------------

    def change_mode(self, mode: SupervisionModeWord) -> None:
        """Listen, whisper or barge in."""
        self._about_own(lambda api, own: change_mode(api, own, mode))

    def take_over(self) -> None:
        """Have the customer instead of the agent."""
        self._about_own(take_over)

    def stop(self) -> None:
        """Leave the call."""
        self._about_own(stop)

    def _about_own(self, work: Callable[[Api, uuid.UUID], SupervisionView]) -> None:
        now, api = self.now, self._context.api
        if now is not None:
            self._do(lambda: work(api, now.id))

    def _do(self, work: Callable[[], SupervisionView]) -> None:
        self._context.background.run(self, work, lambda _view: self.refresh(), self._context.tell)

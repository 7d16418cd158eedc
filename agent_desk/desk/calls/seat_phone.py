"""The seat's telephone where it is this computer: asks the hub for its secret, keeps it registered, and says what is wrong with it.

It outlives a workspace that is built anew (another language): a call that is on goes on. A telephone that does not work makes
the agent not ready with the reason of its own, so that no caller rings at a dead seat and nothing counts as missed; it never
makes anybody ready.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Final

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.desk.calls import operations
from agent_desk.desk.calls.phone import Page, Softphone
from agent_desk.desk.calls.seat import Seat
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.schemas.calls.records import PhoneLine, SeatView

log = logging.getLogger(__name__)
REASON_DEVICE: Final = "device_failure"
NONE_HERE: Final = frozenset({"no_softphone", "no_phone_here", "not_an_agent", "not_permitted"})
"""Answers that no later try will change: the seat goes on with a desk telephone."""
GRACE_MS = 3000
"""A broken line that is back at once changes nobody's state."""
AGAIN_MS, MOST_MS = 5000, 60_000
RENEW_SHARE = 2 / 3
"""Of a secret's time; then a fresh one is asked for."""


class NoPhoneHere(DeskError):
    """This installation of the desk has no browser engine, or it does not start."""

    error_id = "no_phone_here"


class SeatPhone(QObject):
    """One sign-in's telephone. `make_page` gives the page for an exchange's address; it raises NoPhoneHere.

    `ask_line` asks the hub for the secret: as an agent, or as a supervisor.
    """

    changed = Signal()
    """State, call or quality: whoever shows them looks anew."""
    advised = Signal()
    """The person wanted something that the telephone cannot do now: say why."""
    ready_again = Signal()
    """It works again after it had failed."""
    made = Signal()
    """There is a telephone now."""

    def __init__(
        self,
        context: DeskContext,
        make_page: Callable[[str], Page],
        parent: QObject | None = None,
        ask_line: Callable[[Api], PhoneLine] = operations.phone_line,
    ) -> None:
        super().__init__(parent)
        self._context, self._make_page, self._ask_line = context, make_page, ask_line
        self.phone: Softphone | None = None
        self._page: Page | None = None
        self._seat: Seat | None = None
        self._line: PhoneLine | None = None
        self.none_here = False
        self._fetching = self._failed = self._told = False
        self._wait_ms = AGAIN_MS
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._fetch)
        self._grace = QTimer(self, singleShot=True, interval=GRACE_MS)
        self._grace.timeout.connect(self._give_up)
        context.session.ended.connect(self._session_ended)

    # -- the seat ----------------------------------------------------------------------------------------------------

    def attach(self, seat: Seat) -> None:
        """Be this seat's telephone, and take the seat with it."""
        self._seat = seat
        seat.view_changed.connect(self._view_changed)
        if self.none_here:
            seat.start()
            return
        seat.use_phone(self)
        if self._line is not None:
            seat.start(self._line.extension)
        else:
            self._fetch()

    def open(self) -> None:
        """Register without a seat: for a supervisor, who takes no calls of queues."""
        if self._line is None:
            self._fetch()

    @property
    def extension(self) -> str:
        """What the exchange rings; empty before there is a line."""
        return self._line.extension if self._line is not None else ""

    @property
    def usable(self) -> bool:
        """Whether calls can be taken with it."""
        return self.phone is not None and self.phone.state == "registered"

    def advise(self) -> None:
        """Say why it cannot be used now."""
        self.advised.emit()

    def _own_seat(self) -> Seat | None:
        if self._seat is not None and not shiboken6.isValid(self._seat):
            self._seat = None
        return self._seat

    # -- the secret --------------------------------------------------------------------------------------------------

    def _fetch(self) -> None:
        if self._fetching or self.none_here:
            return
        self._fetching = True
        self._again.stop()
        api = self._context.api
        self._context.background.run(self, lambda: self._ask_line(api), self._fetched, self._not_fetched)

    def _fetched(self, line: PhoneLine) -> None:
        self._fetching = self._told = False
        if self.none_here:
            return
        if self.phone is None:
            try:
                self._make(line.url)
            except NoPhoneHere as error:
                log.warning("no telephone in this desk: %s", error.detail)
                self._do_without(error)
                return
        phone = self.phone
        assert phone is not None
        first, self._line = self._line is None, line
        phone.register(line)
        self._again.start(self._renew_ms(line.expires_at))
        seat = self._own_seat()
        if first and seat is not None:
            seat.start(line.extension)
        if first:
            self.made.emit()

    def _renew_ms(self, expires_at: datetime) -> int:
        left_ms = 1000 * (expires_at - self._context.hub_now()).total_seconds()
        return max(int(RENEW_SHARE * left_ms), AGAIN_MS)

    def _not_fetched(self, error: DeskError) -> None:
        self._fetching = False
        if self.none_here:
            return
        if error.error_id in NONE_HERE:
            self._do_without(error)
            return
        if not self._told:
            self._told = True
            self._context.tell(error)
        self._try_later()

    def _try_later(self) -> None:
        self._again.start(self._wait_ms)
        self._wait_ms = min(2 * self._wait_ms, MOST_MS)

    def _do_without(self, error: DeskError) -> None:
        self.none_here = True
        self._context.tell(error)
        seat = self._own_seat()
        if seat is not None:
            seat.use_phone(None)
            seat.start()
        self.changed.emit()

    def _make(self, url: str) -> None:
        self._page = self._make_page(url)
        phone = self.phone = Softphone(self._page, self)
        phone.state_changed.connect(self._state_changed)
        phone.call_changed.connect(lambda _call: self.changed.emit())
        phone.quality_changed.connect(lambda _quality: self.changed.emit())
        phone.answer_failed.connect(self._answer_failed)
        # Perhaps the exchange has forgotten the secret; asked at once it would be asked in a circle.
        phone.secret_refused.connect(self._try_later)
        phone.page_gone.connect(self._fetch)

    # -- what happens ------------------------------------------------------------------------------------------------

    def _state_changed(self, state: str) -> None:
        if state == "registered":
            self._grace.stop()
            self._wait_ms = AGAIN_MS
            if self._failed:
                self._failed = False
                self.ready_again.emit()
        elif not self._grace.isActive() and not self._failed:
            self._grace.start()
        self.changed.emit()

    def _give_up(self) -> None:
        self._failed = True
        self._not_ready()

    def _view_changed(self, view: SeatView) -> None:
        if self._failed:
            self._not_ready()

    def _not_ready(self) -> None:
        """Told to the hub once: an agent who is not ready already, or has asked to be, keeps their own reason."""
        seat = self._own_seat()
        own = seat.view.own if seat is not None and seat.view is not None else None
        if seat is None or own is None or own.state in ("signed_out", "not_ready") or own.next_state == "not_ready":
            return
        seat.not_ready(REASON_DEVICE)

    def _answer_failed(self) -> None:
        seat = self._own_seat()
        if seat is not None:
            seat.phone_failed()
        self.advised.emit()

    # -- the end -----------------------------------------------------------------------------------------------------

    def _session_ended(self, _reason: str) -> None:
        """Taken over by another seat, or run out: whoever is on the line is not cut off, but nobody rings here any more."""
        if self.phone is None or self.phone.call == "idle":
            self.close()
        else:
            self._again.stop()
            self.phone.call_changed.connect(lambda call: self.close() if call == "idle" else None)

    def close(self) -> None:
        """The sign-in is over: leave the exchange, and let the browser go."""
        self._again.stop()
        self._grace.stop()
        self.none_here = True
        page, self._page, self.phone = self._page, None, None
        if page is not None:
            page.close()

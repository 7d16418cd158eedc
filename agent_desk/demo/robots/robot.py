"""One robot agent: signs in, goes ready, and handles call after call at the real desk without pixels.

It sees what a person would see (the seat's view, the pop) and asks for what a person could ask. One action at a time; an
action whose call is over meanwhile is dropped.
"""

import uuid
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.demo.robots.account import Account, RobotCore
from agent_desk.demo.robots.actions import RobotActions
from agent_desk.demo.robots.habits import Habits, Intentions
from agent_desk.demo.robots.settings import RobotSettings
from agent_desk.desk.calls import operations
from agent_desk.desk.calls.seat import Seat
from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.begin import begin, finish
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.front_door import FrontDoor
from agent_desk.desk.kit.settings import DeskSettings
from agent_desk.schemas.calls.records import Pop, SeatView

Answer = TypeVar("Answer")
IN_TALK = ("talking", "on_hold")
PAUSED_BY_HUB = ("missed_calls", "freed")
"""Reasons that an agent did not choose: they come back when they have got over it."""


class Robot(QObject):
    """One agent. `settled` when it sits at its seat (or could not sign in), `gone` when it has signed out."""

    settled = Signal()
    gone = Signal()

    def __init__(
        self,
        settings: RobotSettings,
        desk: DeskSettings,
        login: str,
        background: Background,
        account: Account,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.login = login
        self._settings, self._background, self._account = settings, background, account
        self._core = RobotCore(desk, background, account, login, parent=self)
        self._habits = Habits(settings, login)
        self._context: DeskContext | None = None
        self._seat: Seat | None = None
        self._actions: RobotActions | None = None
        self._call: uuid.UUID | None = None
        self._wrote_up: uuid.UUID | None = None
        self._intends: Intentions | None = None
        self._steps: deque[Callable[[], None]] = deque()
        self._sits = self._begun = self._returning = self._draining = self._signing_out = self._out = False

    # ------------------------------------------------------------------ coming and going

    def start(self) -> None:
        """Sign in and sit down; nobody is taken yet."""
        self._run(self._sign_in, lambda _roles: self._signed_in(), lambda _error: self.settled.emit())

    def _sign_in(self) -> list[str]:
        desk = self._core.settings
        door = FrontDoor(desk.hub, desk.ca_file, self._core.session.seat)
        content = door.knock(self.login, self._settings.password, True)
        return self._core.accept(door, content, self.login)

    def _signed_in(self) -> None:
        context = self._context = begin(self._core)
        context.window.notices = RobotNotices(self._account, self.login)
        self._actions = RobotActions(context, self._account, self._habits)
        seat = self._seat = Seat(context, parent=self)
        seat.view_changed.connect(self._saw)
        seat.popped.connect(self._popped)
        context.live.start()
        seat.start()

    def drain(self) -> None:
        """Bring what is under way to an end: whoever is talked to is thanked, whoever waits is answered."""
        self._draining = True
        if self._seat is not None and self._seat.call is not None and self._seat.call.state in IN_TALK:
            self._steps.clear()
            self._hang_up()

    def leave(self) -> None:
        """Sign out as soon as the last call is written up."""
        self._signing_out = True
        if self._context is None:
            self._sign_out()
        self._look()

    def _sign_out(self) -> None:
        context = self._context
        if self._out:
            return
        self._out = True
        if context is None:
            self.gone.emit()
            return
        # Whoever goes looks at nothing any more: what would still come belongs to a sign-in that is over.
        context.live.stop()
        if self._seat is not None:
            self._seat.deleteLater()
            self._seat = None

        def work() -> None:
            operations.sign_out_seat(context.api)
            context.session.sign_out()

        self._run(work, lambda _nothing: self._close(), lambda _error: self._close())

    def _close(self) -> None:
        if self._context is not None:
            finish(self._context)
            self._context = None
        self.gone.emit()

    # ------------------------------------------------------------------ what the robot sees

    def _popped(self, pop: Pop) -> None:
        """The customer's card is on the screen: note how long it took, then reach for the telephone."""
        if self._context is None or pop.call.rung_at is None or pop.call.answered_at is not None:
            return
        waited = self._context.hub_now() - pop.call.rung_at
        self._account.popped(waited.total_seconds() * 1000)
        self._intends = self._habits.intend()
        call_id = pop.call.id
        self._after(self._intends.answer_s, lambda: self._take(call_id))

    def _take(self, call_id: uuid.UUID) -> None:
        if self._seat is not None and self._seat.pop is not None and self._seat.pop.call.id == call_id:
            self._ask(lambda api: operations.answer(api, call_id))

    def _saw(self, view: SeatView) -> None:
        self._look()

    def _look(self) -> None:
        """Decide by what holds now."""
        view = self._seat.view if self._seat is not None else None
        if view is None or self._out:
            return
        state, call = view.own.state, view.call
        if call is not None and call.state in IN_TALK and call.id != self._call:
            self._call = call.id
            self._account.did("answered")
            self._begin_talk()
        elif call is None or call.state not in IN_TALK:
            self._steps.clear()
        if state == "after_call_work":
            self._begin_write_up(view)
        elif state == "not_ready" and not self._sits:
            self._sits = True
            self.settled.emit()
        elif self._signing_out and state in ("ready", "not_ready"):
            self._sign_out()
        elif view.own.reason in PAUSED_BY_HUB and self._begun and not self._returning:
            self._returning = True
            self._after(self._habits.seconds(15, 40), self._come_back)

    def begin(self) -> None:
        """Go ready."""
        if self._sits and not self._begun:
            self._begun = True
            self._ask(operations.ask_ready)

    # ------------------------------------------------------------------ the talk

    def _begin_talk(self) -> None:
        assert self._actions is not None and self._seat is not None
        intends = self._intends = self._intends or self._habits.intend()
        self._steps.clear()
        if self._draining:
            self._hang_up()
            return
        self._steps.extend(self._actions.steps(self._seat, intends, self._step_done, self._run))
        self._after(intends.step_s, self._next)

    def _next(self) -> None:
        """The next step of the talk; none is left when the customer has hung up."""
        if self._steps:
            self._steps.popleft()()

    def _step_done(self, pause_s: float) -> None:
        self._after(pause_s, self._next)

    def _hang_up(self) -> None:
        call_id = self._call
        if call_id is not None:
            self._ask(lambda api: operations.hang_up(api, call_id))

    # ------------------------------------------------------------------ after the call

    def _begin_write_up(self, view: SeatView) -> None:
        work = view.wrapup_call
        if work is None or work.id == self._wrote_up:
            return
        self._wrote_up = work.id
        intends = self._intends or self._habits.intend()
        actions = self._actions
        assert actions is not None
        save = actions.write_up(work.id, work.queue.code, intends)

        def saved(_saved: object) -> None:
            self._account.did("wrap_up")
            self._written_up(intends)

        # What the hub did not take lies on the seat's disk, or was refused: a person would go on as well.
        self._after(intends.write_up_s, lambda: self._run(save, saved, lambda _error: self._written_up(intends)))

    def _written_up(self, intends: Intentions) -> None:
        self._intends = None
        rest = None if self._signing_out or self._draining else self._habits.takes_break()
        if rest is None:
            self._after(intends.done_s, self._done)
            return
        reason, seconds = rest
        self._ask(
            lambda api: operations.ask_not_ready(api, reason), lambda _view: self._after(intends.done_s, self._done)
        )
        self._after(seconds + intends.done_s, self._come_back)

    def _done(self) -> None:
        view = self._seat.view if self._seat is not None else None
        if view is not None and view.own.state == "after_call_work" and view.own.can_finish:
            self._ask(operations.finish_after_call_work)

    def _come_back(self) -> None:
        self._returning = False
        if not self._signing_out and not self._out:
            self._ask(operations.ask_ready)

    # ------------------------------------------------------------------ below

    def _after(self, seconds: float, then: Callable[[], None]) -> None:
        QTimer.singleShot(max(0, round(seconds * 1000)), self, then)

    def _ask(self, order: Callable[[Any], Answer], done: Callable[[Answer], None] | None = None) -> None:
        """One order of the desk. What comes of it is seen in the seat's view."""
        context = self._context
        if context is not None:
            self._run(lambda: order(context.api), done or (lambda _answer: None))

    def _run(
        self,
        work: Callable[[], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[DeskError], None] | None = None,
    ) -> None:
        def note(error: DeskError) -> None:
            self._account.failed(self.login, error)
            if failed is not None:
                failed(error)

        self._background.run(self, work, done, note)


class RobotNotices:
    """Takes the notices that a person would read: a bad one is an error in the book."""

    def __init__(self, account: Account, login: str) -> None:
        self._account, self._login = account, login

    def info(self, text: str, *, action: Any = None, urgent: bool = False, key: str = "") -> None:
        return

    good = info

    def warning(self, text: str, *, action: Any = None, urgent: bool = False, key: str = "") -> None:
        error = DeskError(detail=text)
        error.error_id = key or error.error_id
        self._account.failed(self._login, error)

    bad = warning

    def withdraw(self, key: str) -> None:
        return

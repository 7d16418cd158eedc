"""The seat as its panels watch it: one `SeatView` that is fetched anew whenever a change says so, and the orders a person gives.

Nothing here guesses: what was asked is shown as asked, what holds is what the hub said. Orders run off the screen thread.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.desk.calls import operations
from agent_desk.desk.calls.phone import Softphone
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError, HubRefused
from agent_desk.desk.kit.feed import Feed, Listener, changes_of
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.calls.changes import (
    AgentStateChanged,
    CallChanged,
    CallParked,
    CommandRefused,
    ConsultationChanged,
    PopShown,
)
from agent_desk.schemas.calls.records import Asked, CallBrief, Pop, SeatView, TransferKind

Answer = TypeVar("Answer")
PAINT_FIRST_MS = 20
"""Who is calling is painted before anything more is asked of the hub: Python's threads would share the time it takes."""
GATHER_MS = 15
"""Changes of one transaction come one by one; a short wait makes one fetch of them, and nobody sees it."""


OF_A_VIEW = (AgentStateChanged, CallChanged, CommandRefused, ConsultationChanged, CallParked)
"""Changes after which the view of a seat may be another."""
PHONE_MS = 5000
"""So long an order to the telephone in the desk may take; then the buttons are free again."""


class OwnPhone(Protocol):
    """What a seat needs of its telephone, where that is this computer (desk/calls/seat_phone.py)."""

    phone: Softphone | None

    @property
    def usable(self) -> bool:
        """Whether calls can be taken with it."""

    def advise(self) -> None:
        """The person wants something that it cannot do now: say why."""


_of_a_view = changes_of(*OF_A_VIEW)


def _is_reserved(change: Change) -> bool:
    """Return whether an agent has a caller waiting who rings."""
    state = AgentStateChanged.read(change)
    return state is not None and state.state == "reserved"


class Seat(QObject):
    """One seat's state. `start` takes the seat at the exchange; everything else follows from the hub's changes."""

    view_changed = Signal(object)
    """SeatView."""
    rang = Signal(object)
    """CallBrief: a call began to ring here."""
    ringing_over = Signal(object)
    """CallBrief that rang: it was answered, missed, refused, or its caller has gone."""
    popped = Signal(object)
    """Pop: who may be calling."""
    asked = Signal(object)
    """The word of an order on its way ("answer", "hold", ...), or None when its outcome is known."""

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.feed: Feed[SeatView] = Feed(
            context,
            lambda: operations.seat,
            cares=self._cares,
            gather_ms=GATHER_MS,
            older=lambda found, now: found.own.version < now.own.version,
            parent=self,
        )
        self._before: CallBrief | None = None
        self.pop: Pop | None = None
        self._pop_of: uuid.UUID | None = None
        self._told_pop: PopShown | None = None
        self._orders: dict[uuid.UUID, str] = {}
        self._own_phone: OwnPhone | None = None
        self._mute_wished = False
        self._phone_limit = QTimer(self, singleShot=True, interval=PHONE_MS)
        self._phone_limit.timeout.connect(self.phone_failed)
        self.feed.came.connect(self._show)
        self.feed.failed.connect(self._not_fetched)
        self.feed.start(ask=False)
        Listener(context.live, changes_of(PopShown, *OF_A_VIEW), self._changed, self)

    def start(self, extension: str | None = None) -> None:
        """Take the seat: join the own queues, not ready. `extension`: the telephone, where it is not the agent's own."""
        self.do(lambda: operations.sign_in_seat(self._context.api, extension=extension), self.feed.take)

    def use_phone(self, phone: OwnPhone | None) -> None:
        """Speak through this computer; None: through a desk telephone, by orders to the exchange."""
        self._own_phone = phone

    # -- what a person can order -------------------------------------------------------------------------------------

    def ready(self) -> None:
        """Ask to take calls; not with a telephone that does not work."""
        if self._own_phone is not None and not self._own_phone.usable:
            self._own_phone.advise()
            return
        self.do(lambda: operations.ask_ready(self._context.api), self.feed.take)

    def not_ready(self, reason: str) -> None:
        """Ask to take no calls, for a reason."""
        self.do(lambda: operations.ask_not_ready(self._context.api, reason), self.feed.take)

    def done(self) -> None:
        """End after-call work."""
        self.do(lambda: operations.finish_after_call_work(self._context.api), self.feed.take)

    def answer(self) -> None:
        """Take the ringing call."""
        if self._through_phone("answer", Softphone.answer):
            return
        self.order(lambda call: operations.answer(self._context.api, call))

    def refuse(self) -> None:
        """Give the ringing call back."""
        if self._in_phone and self._through_phone("refuse", Softphone.refuse):
            return
        self.order(lambda call: operations.refuse(self._context.api, call))

    def hold(self) -> None:
        """Hold, or take back when held."""
        on = not (self.call is not None and self.call.state == "on_hold")
        if self._in_phone and self._through_phone("hold", lambda phone: phone.hold(on)):
            return
        self.order(lambda call: operations.hold(self._context.api, call, on=on))

    def mute(self) -> None:
        """Mute, or open the microphone again. This computer's is closed at once; the hub is told, and the exchange too."""
        on = not (self.call is not None and self.call.muted)
        if self._in_phone:
            self._mute_wished = True
            self._phone_mute(on)
        self.order(lambda call: operations.mute(self._context.api, call, on=on))

    def transfer(self, kind: TransferKind, target: str) -> None:
        """Send the customer on: always by the hub, which looks whether the target can take it, and writes it down."""
        self.order(lambda call: operations.transfer(self._context.api, call, kind=kind, target=target))

    def hang_up(self) -> None:
        """End the call."""
        if self._in_phone and self._through_phone("hang_up", Softphone.hang_up):
            return
        self.order(lambda call: operations.hang_up(self._context.api, call))

    @property
    def own_phone(self) -> OwnPhone | None:
        """This computer as the telephone; None: a desk telephone."""
        return self._own_phone

    @property
    def phone_in_call(self) -> Softphone | None:
        """The telephone in the desk, while it has the call that is at the seat."""
        return self._own_phone.phone if self._own_phone is not None and self._in_phone else None

    @property
    def _in_phone(self) -> bool:
        """Whether this computer has the call that is at the seat."""
        own = self._own_phone
        return own is not None and own.phone is not None and own.phone.call != "idle"

    def _through_phone(self, word: str, action: Callable[[Softphone], None]) -> bool:
        own = self._own_phone
        if own is None or own.phone is None or self.call is None or not (self._in_phone or own.usable):
            return False
        self._orders[uuid.uuid4()] = word
        self.asked.emit(word)
        self._phone_limit.start()
        action(own.phone)
        return True

    def _phone_mute(self, on: bool) -> None:
        phone = self._own_phone.phone if self._own_phone is not None else None
        if phone is not None and phone.muted != on:
            phone.mute(on)

    def phone_failed(self) -> None:
        """The telephone did not do what it was asked: the buttons are free again."""
        if self._orders:
            self._orders.clear()
            self.asked.emit(None)

    # -- what holds --------------------------------------------------------------------------------------------------

    @property
    def view(self) -> SeatView | None:
        """What the hub last said of this seat."""
        return self.feed.now

    @property
    def call(self) -> CallBrief | None:
        """The call at this seat now."""
        return self.view.call if self.view else None

    @property
    def work(self) -> CallBrief | None:
        """The call that the wrap-up is about: the one at the seat, else the one whose after-call work is open."""
        return (self.view.call or self.view.wrapup_call) if self.view else None

    def refresh(self) -> None:
        """Fetch the view; a wish that comes while one is under way is kept and done after it."""
        self.feed.refresh()

    def _not_fetched(self, error: DeskError) -> None:
        # The line's own state says that the hub is away; coming back fetches anew.
        if isinstance(error, HubRefused):
            self._context.tell(error)

    def _show(self, view: SeatView) -> None:
        before, self._before = self._before, view.call
        now = view.call
        if now is not None:
            self._fetch_pop(now.id)
        was_ringing, rings = _rings(before), _rings(now)
        if was_ringing and not (rings and now is not None and before is not None and now.id == before.id):
            self.ringing_over.emit(before)
        if rings and not (was_ringing and before is not None and now is not None and before.id == now.id):
            self.rang.emit(now)
        if self._orders and self._settled(before, now):
            self._orders.clear()
            self.asked.emit(None)
        if self._mute_wished and _standing(before) != _standing(now):
            self._mute_wished = False
        if now is not None and self._in_phone and not self._mute_wished:
            self._phone_mute(now.muted)
        self.view_changed.emit(view)

    def _settled(self, before: CallBrief | None, now: CallBrief | None) -> bool:
        return _standing(before) != _standing(now)

    def _fetch_pop(self, call_id: uuid.UUID) -> None:
        if call_id == self._pop_of:
            return
        self._pop_of, self.pop = call_id, None
        told, self._told_pop = self._told_pop, None
        if told is not None and told.id == call_id:
            self._pop_came(Pop.model_validate(told.pop))
            return
        self._context.background.run(
            self, lambda: operations.pop(self._context.api, call_id), self._pop_came, self._no_pop
        )

    def _pop_came(self, pop: Pop) -> None:
        if pop.call.id == self._pop_of:
            self.pop = pop
            self.popped.emit(pop)
        QTimer.singleShot(PAINT_FIRST_MS, self, self.refresh)

    def _no_pop(self, error: DeskError) -> None:
        """Without the pop the call can still be taken: the view says that it rings. A call that has gone needs no word."""
        if error.error_id != "not_found":
            self._context.tell(error)
        self.refresh()

    def _changed(self, change: Change) -> None:
        """What is more than a reason to fetch the view: a pop, an order that was refused, a caller who waits for this seat."""
        if (pop := PopShown.read(change)) is not None:
            # The state that it belongs to is the next change.
            self._told_pop = pop
            return
        if (refused := CommandRefused.read(change)) is not None:
            self._refused(refused)
        if not self._is_ours(change) or not _is_reserved(change):
            return
        # A caller waits for this one: no gathering, and the pop comes first; the view follows it.
        state = AgentStateChanged.read(change)
        call = state.call if state is not None else None
        if call is not None and call != self._pop_of:
            self._fetch_pop(call)
        else:
            self.refresh()

    def _cares(self, change: Change) -> bool:
        return _of_a_view(change) and self._is_ours(change) and not _is_reserved(change)

    def _is_ours(self, change: Change) -> bool:
        """Return whether it is about this agent, or about the call at this seat."""
        own = self.view.own.person_id if self.view else None
        if AgentStateChanged.is_told_by(change) and own is not None:
            return change.entity_id == own
        return not CallChanged.is_told_by(change) or self.work is None or change.entity_id == self.work.id

    def _refused(self, refused: CommandRefused) -> None:
        if self._orders.pop(uuid.UUID(str(refused.id)), None) is None or not refused.error:
            return
        self.asked.emit(None)
        self._mute_wished = False
        self._context.tell(HubRefused("exchange_refused", {"error": refused.error}))

    def order(self, give: Callable[[uuid.UUID], Asked]) -> None:
        """Give an order about the call at the seat."""
        call = self.call
        if call is not None:
            self.order_for(call.id, give)

    def order_for(self, call_id: uuid.UUID, give: Callable[[uuid.UUID], Asked]) -> None:
        """Give an order about a call; the buttons rest until its outcome is known."""
        before = self.call
        self.do(lambda: give(call_id), lambda asked: self._under_way(asked, before))

    def _under_way(self, asked: Asked, before: CallBrief | None) -> None:
        if self._settled(before, self.call):
            # The outcome was quicker than the answer to the order: nothing is left to wait for.
            return
        self._orders[asked.command_id] = asked.command
        self.asked.emit(asked.command)

    def do(
        self,
        work: Callable[[], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[], object] = lambda: None,
    ) -> None:
        """Run a request off the screen thread; what goes wrong is told, and `failed` is called."""

        def gone_wrong(error: DeskError) -> None:
            self._failed(error)
            failed()

        self._context.background.run(self, work, done, gone_wrong)

    def _failed(self, error: DeskError) -> None:
        self._mute_wished = False
        self._context.tell(error)
        self.feed.news()


def _rings(call: CallBrief | None) -> bool:
    """Somebody calls; not the own telephone for a call that the agent makes."""
    return call is not None and call.state == "ringing" and call.dialling is None


def _standing(call: CallBrief | None) -> tuple[uuid.UUID, str, bool] | None:
    """Return what an order changes about a call."""
    return (call.id, call.state, call.muted) if call else None

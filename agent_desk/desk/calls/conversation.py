"""What an agent can do beside taking calls: call somebody, ask, talk of three, press keys, park, pick up. And what becomes of it.

It stands beside the seat (desk/calls/seat.py), which keeps the view and the orders that are on their way.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from agent_desk.desk.calls import dialling
from agent_desk.desk.calls.dialling import ConsultKind
from agent_desk.desk.calls.phone import Softphone
from agent_desk.desk.calls.quality_log import QualityLog
from agent_desk.desk.calls.seat import Seat
from agent_desk.desk.equipment import operations as equipment
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError, HubRefused, KeptForLater
from agent_desk.desk.kit.feed import Listener, changes_of
from agent_desk.desk.kit.live import Change
from agent_desk.desk.supervising import operations
from agent_desk.schemas.calls.changes import DialNotPutThrough
from agent_desk.schemas.calls.dialling import Consultation, QualityForm
from agent_desk.schemas.calls.records import Asked
from agent_desk.schemas.equipment.records import SoundNoted
from agent_desk.schemas.equipment.words import TEXTS

GATHER_KEYS_MS = 350
"""Keys pressed one after another go together, so that they arrive in order."""


class Conversation(QObject):
    """Orders run off the screen thread; what holds is told by the seat's view."""

    def __init__(self, context: DeskContext, seat: Seat, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._seat = context, seat
        self._keys = ""
        self._keys_of: uuid.UUID | None = None
        self._press = QTimer(self, singleShot=True, interval=GATHER_KEYS_MS)
        self._press.timeout.connect(self._send_keys)
        self._quality = QualityLog(lambda: seat.work.id if seat.work is not None else None, self._keep_quality)
        Listener(context.live, changes_of(DialNotPutThrough), self._not_dialled, self)

    @property
    def may_dial(self) -> bool:
        """Whether this person's roles allow calling out."""
        return self._context.session.may("calls.dial")

    @property
    def consultation(self) -> Consultation | None:
        """Whom this agent asks about the call at the seat."""
        view = self._seat.view
        return view.consultation if view is not None else None

    # -- orders ------------------------------------------------------------------------------------------------------

    def dial_contact(self, contact_point_id: str) -> None:
        """Call a customer by a contact point."""
        self._dial(lambda: dialling.dial_contact(self._context.api, uuid.UUID(contact_point_id)))

    def dial_number(
        self,
        number: str,
        *,
        asked: Callable[[], object] = lambda: None,
        failed: Callable[[], object] = lambda: None,
    ) -> None:
        """Call a number that was typed. `asked`: the hub has taken it; `failed`: it has not, which is told."""
        self._dial(lambda: dialling.dial_number(self._context.api, number), asked, failed)

    def call_back(self, task_id: uuid.UUID) -> None:
        """Call whoever a call-back task is about."""
        self._dial(lambda: operations.call_back(self._context.api, task_id))

    def taken(self) -> None:
        """A call-back was taken: the exchange rings this seat first."""
        own = self._seat.own_phone
        if own is not None and own.phone is not None:
            own.phone.answer()
        self._seat.refresh()

    def _dial(
        self,
        work: Callable[[], Asked],
        asked: Callable[[], object] = lambda: None,
        failed: Callable[[], object] = lambda: None,
    ) -> None:
        own = self._seat.own_phone
        if own is not None and not own.usable:
            own.advise()
            failed()
            return

        def dialled(_asked: Asked) -> None:
            # The telephone in the desk takes its own ring by itself; a desk telephone is lifted by hand.
            asked()
            self.taken()

        self._seat.do(work, dialled, failed)

    def consult(self, kind: str, target: str) -> None:
        """Ask somebody; `kind` is the transfer dialog's word."""
        wanted: ConsultKind = "agent" if kind == "blind_agent" else "queue" if kind == "blind_queue" else "number"
        self._seat.order(lambda call: dialling.consult(self._context.api, call, kind=wanted, target=target))

    def complete(self) -> None:
        """Pass the customer on."""
        self._seat.order(lambda call: dialling.complete(self._context.api, call))

    def back(self) -> None:
        """Back to the customer."""
        self._seat.order(lambda call: dialling.back_to_customer(self._context.api, call))

    def join(self) -> None:
        """Talk of three."""
        self._seat.order(lambda call: dialling.join(self._context.api, call))

    def park(self) -> None:
        """Leave the customer at a parking place."""
        self._seat.order(lambda call: dialling.park(self._context.api, call))

    def pick_up(self, call_id: uuid.UUID) -> None:
        """Take a parked customer."""
        self._seat.order_for(call_id, lambda call: dialling.pick_up(self._context.api, call))

    @property
    def may_pick_up(self) -> bool:
        """Whether this person's roles allow taking calls that ring at colleagues."""
        return self._context.session.may("calls.pick_up")

    def pick_up_ring(self, call_id: uuid.UUID) -> None:
        """Take a call that rings at a colleague; the telephone in the desk takes its own ring by itself."""
        own = self._seat.own_phone
        if own is not None and not own.usable:
            own.advise()
            return
        if own is not None and own.phone is not None:
            own.phone.answer()
        self._seat.order_for(call_id, lambda call: dialling.pick_up_ring(self._context.api, call))

    def sound_is_bad(self) -> None:
        """Note that the sound of this call is bad: for who keeps the seats. One press, and the call goes on."""
        call = self._seat.call
        if call is None:
            return
        api, call_id = self._context.api, call.id
        self._context.background.run(
            self, lambda: equipment.sound_was_bad(api, call_id), self._sound_noted, self._context.tell
        )

    def _sound_noted(self, _noted: SoundNoted) -> None:
        noted = TEXTS["sound_noted"]
        self._context.notices.good(noted.zh if self._context.language() == "zh" else noted.en, key="sound.bad")

    def press(self, key: str) -> None:
        """One key of the telephone, to whoever is on the line."""
        call = self._seat.call
        if call is None:
            return
        phone = self._seat.phone_in_call
        if phone is not None:
            phone.dtmf(key)
            return
        self._keys, self._keys_of = self._keys + key, call.id
        self._press.start()

    def _send_keys(self) -> None:
        keys, self._keys, call_id, call = self._keys, "", self._keys_of, self._seat.call
        talking = call is not None and call.id == call_id and call.state in ("talking", "on_hold")
        if keys and call_id is not None and talking:
            self._seat.do(lambda: dialling.press_keys(self._context.api, call_id, keys), lambda _: None)

    # -- what becomes of it ------------------------------------------------------------------------------------------

    def _not_dialled(self, change: Change) -> None:
        told = DialNotPutThrough.read(change)
        if told is not None:
            self._context.tell(HubRefused(f"dial_{told.why}", {}))

    def follow(self, phone: Softphone) -> None:
        """Note how calls sound on this telephone."""
        phone.quality_changed.connect(self._quality.take)

    def _keep_quality(self, call_id: uuid.UUID, form: QualityForm) -> None:
        outbox = self._context.outbox
        self._context.background.run(
            self, lambda: dialling.note_quality(outbox, call_id, form), lambda _: None, self._not_stored
        )

    def _not_stored(self, error: DeskError) -> None:
        """What waits in the outbox is told there; a call without an answered part has no quality to keep."""
        if not isinstance(error, KeptForLater) and error.error_id != "not_found":
            self._context.tell(error)

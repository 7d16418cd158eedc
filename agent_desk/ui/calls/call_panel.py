"""The call at this seat: who, which queue, how long, and every action with its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.calls.conversation import Conversation
from agent_desk.desk.calls.seat import Seat
from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.calls.records import CallBrief, PassedNote, Pop, SeatView
from agent_desk.ui.calls import fact_words
from agent_desk.ui.calls.call_keys import ConsultKeys, IdleKeys, TalkKeys
from agent_desk.ui.kit import shortcuts, sounds, states, theme, words
from agent_desk.ui.kit.buttons import Kind, Size, key_text
from agent_desk.ui.kit.controls import Button, Card, ElapsedLabel, ElidedLabel, EmptyState, Pill

ACTIVE = ("talking", "on_hold")
BODY_PX, LOW_BODY_PX, LEAST_BODY_PX = 206, 172, 148
"""The panel is as high in every state, so that nothing below it jumps when it rings."""


class CallPanel(Card):
    """Left column, top. Buttons that cannot be used now are off and say why by the state above them."""

    transfer_wanted = Signal()

    def __init__(self, context: DeskContext, seat: Seat, talk: Conversation, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Call"), icon="phone", parent=parent)
        self._context, self._seat = context, seat
        self._talk_keys, self._consult_keys = TalkKeys(talk), ConsultKeys(talk)
        self._idle_keys = IdleKeys(context, talk, seat)
        self._state = Pill()
        self.add_header(self._state)
        self._who = theme.label("", "title")
        self._customer = theme.label("", "strong")
        self._queue = theme.label("", "muted", wrap=True)
        self.passed = ElidedLabel("strong")
        """What who passed the call on has written about it, the last first."""
        self._clock_words = theme.label("", "muted")
        self._clock = ElapsedLabel(role="number")
        self._waited = theme.label("", "caption")
        self._idle = EmptyState("headset", self.tr("No call"), "")
        self._facts = QWidget()
        self._build_facts()
        self._keys = QWidget()
        self._build_keys()
        self.add(self._idle, 1)
        self.add(self._facts)
        self.body.addStretch(1)
        self.add(self._keys)
        self.add(self._consult_keys)
        self.add(self._idle_keys)
        self._low = 0
        self.set_low(0)
        seat.view_changed.connect(self._show)
        seat.popped.connect(self._say_facts)
        seat.rang.connect(self._ring)
        seat.ringing_over.connect(self._hush)
        seat.asked.connect(self._order_given)
        # Before the seat's first view comes there is nobody to be asked, and no room to say so.
        self._consult_keys.hide()
        self._show_call(None, None)
        # Asking whether sound works loads it: after the window is up.
        QTimer.singleShot(1500, self._tell_sound)

    def set_low(self, low: int) -> None:
        """In a low window (1) the heading goes (the state bar says the same) and the wait moves into the queue's tooltip;
        in the lowest (2) the queue stands beside the clock."""
        self._low = low
        self.set_header_visible(low == 0)
        self._queue.setVisible(low < 2)
        # Room of the heading and the paddings come on top.
        heading = theme.SPACE_3 + (0 if low else theme.CONTROL_PX)
        self.setFixedHeight((BODY_PX, LOW_BODY_PX, LEAST_BODY_PX)[low] + heading + theme.SPACE_3 + theme.SPACE_4)
        if self._seat.view is not None:
            self._show(self._seat.view)

    def _build_facts(self) -> None:
        facts = QVBoxLayout(self._facts)
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setSpacing(theme.SPACE_1)
        clock = QHBoxLayout()
        clock.setSpacing(theme.SPACE_2)
        clock.addWidget(self._clock)
        clock.addWidget(self._clock_words)
        clock.addStretch(1)
        clock.addWidget(self._talk_keys)
        who = QHBoxLayout()
        who.setSpacing(theme.SPACE_2)
        who.addWidget(self._who)
        who.addStretch(1)
        who.addWidget(self._customer)
        facts.addLayout(who)
        facts.addWidget(self._queue)
        facts.addSpacing(theme.SPACE_1)
        facts.addLayout(clock)
        facts.addWidget(self._waited)
        facts.addWidget(self.passed)

    def _build_keys(self) -> None:
        grid = QGridLayout(self._keys)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.SPACE_2)
        self._answer = self._key(self.tr("Answer"), "good", "phone", "call.answer", self._seat.answer, "large")
        self._refuse = Button(self.tr("Refuse"), icon="phone-missed", size="large")
        self._refuse.clicked.connect(self._seat.refuse)
        self._hold = self._key(self.tr("Hold"), "secondary", "pause", "call.hold", self._seat.hold)
        self._mute = self._key(self.tr("Mute"), "secondary", "mic-off", "call.mute", self._seat.mute)
        self._transfer = self._key(
            self.tr("Transfer"), "secondary", "phone-forwarded", "call.transfer", self.transfer_wanted.emit
        )
        self._end = self._key(self.tr("End call"), "danger", "phone-off", "call.end", self._seat.hang_up)
        for at, button in enumerate((self._hold, self._mute, self._transfer, self._end)):
            grid.addWidget(button, 1 + at // 2, at % 2)
        grid.addWidget(self._answer, 0, 0)
        grid.addWidget(self._refuse, 0, 1)

    def _key(
        self, text: str, kind: Kind, icon: str, id: str, pressed: Callable[[], object], size: Size = "normal"
    ) -> Button:
        button = Button(text, kind=kind, icon=icon, size=size)

        def press() -> None:
            if button.isEnabled() and button.isVisible():
                pressed()

        button.clicked.connect(press)
        shortcuts.bind(button, id, press)
        return button

    def _show(self, view: SeatView) -> None:
        self._show_call(view.call, view)
        self._talk_keys.show_view(view)
        self._idle_keys.show_view(view)
        self._show_consultation(view)

    def _show_call(self, call: CallBrief | None, view: SeatView | None) -> None:
        state = call.state if call else ""
        self._idle.setVisible(call is None)
        self._facts.setVisible(call is not None)
        dialling = call is not None and call.dialling is not None
        ringing, active = state == "ringing" and not dialling, state in ACTIVE
        for button, shown in ((self._answer, ringing), (self._refuse, ringing)):
            button.setVisible(shown)
        for button in (self._hold, self._mute, self._transfer, self._end):
            button.setVisible(call is not None and not ringing)
            button.setEnabled(active or (dialling and button is self._end))
        self._keys.setVisible(call is not None)
        self.set_tone("ringing" if ringing else "")
        self._state.setVisible(call is not None and not self._low)
        if call is None:
            self._say_idle(view)
            return
        if dialling:
            self._state.set(self.tr("Calling"), tone="talking", icon="phone-outgoing")
            self._fill(call)
            return
        look = states.look({"ringing": "reserved"}.get(state, state))
        self._state.set(words.say(look), tone=look.tone, icon=look.icon)
        self._fill(call)

    def _show_consultation(self, view: SeatView) -> None:
        """Whom the agent asks stands where the wait stood; the keys are those of a consultation."""
        asked = view.consultation if view.call is not None else None
        asking = asked is not None and asked.state in ("ringing", "talking")
        self._consult_keys.setVisible(asking)
        self._keys.setVisible(view.call is not None and not asking)
        if asked is None:
            return
        self._consult_keys.show_state(asked.state == "talking")
        said = {
            "ringing": self.tr("Asking {name}: it rings there. The customer waits."),
            "talking": self.tr("You talk to {name}. The customer waits."),
            "conference": self.tr("You, the customer and {name} talk together."),
        }[asked.state]
        self._waited.setText(said.format(name=words.pick(asked.name, asked.name_en)))
        self._waited.setVisible(True)

    def _say_idle(self, view: SeatView | None) -> None:
        """Nobody is on the line: why, and what comes next."""
        own = view.own.state if view is not None else ""
        asked_by = view.asked_by if view is not None else None
        if asked_by is not None:
            hint = self.tr("Take it at your telephone; the customer waits.")
            who = words.pick(asked_by.name, asked_by.name_en)
            self._idle.say("phone-incoming", self.tr("{name} asks you about a call").format(name=who), hint)
        elif own == "after_call_work":
            hint = self.tr("Finish the wrap-up, then press {keys}.").format(
                keys=key_text(shortcuts.keys("wrapup.done"))
            )
            self._idle.say("clipboard-list", self.tr("The call has ended"), hint)
        elif own == "ready":
            self._idle.say("headset", self.tr("No call"), self.tr("The next call rings here."))
        else:
            hint = self.tr("Set yourself ready to take calls ({keys}).")
            self._idle.say("headset", self.tr("No call"), hint.format(keys=key_text(shortcuts.keys("state.ready"))))

    def _say_facts(self, pop: Pop) -> None:
        """The pop may come after the ring: what the call tells of itself goes beside its queue."""
        view = self._seat.view
        if view is not None and view.call is not None and view.call.id == pop.call.id:
            self._fill(view.call)

    def say_customer(self, name: str) -> None:
        """The masked name of the customer the call is attached to; empty while it is to nobody."""
        self._customer.setText(name)

    def _fill(self, call: CallBrief) -> None:
        if call.customer_id is None:
            self.say_customer("")
        self._who.setText(call.caller.text or self.tr("Number withheld"))
        queue = words.pick(call.queue.name_zh, call.queue.name_en)
        if call.transferred_from is not None:
            colleague = words.pick(call.transferred_from.name, call.transferred_from.name_en)
            queue = self.tr("{queue} · transferred by {name}").format(queue=queue, name=colleague)
        pop = self._seat.pop
        if pop is not None and pop.call.id == call.id and (facts := fact_words.line(pop.facts)):
            queue = f"{queue} · {facts}"
        self._queue.setText(queue)
        noted = pop.passed_notes if pop is not None and pop.call.id == call.id else []
        self.passed.setText(" · ".join(self._note_of(one) for one in reversed(noted)))
        self.passed.setVisible(bool(noted))
        ringing = call.state == "ringing"
        self._clock.set_started(call.rung_at if ringing else call.answered_at)
        said = self._said(call, ringing)
        self._clock_words.setText(queue if self._low == 2 else said)
        self._clock_words.setToolTip(said)
        waited = self.tr("Waited {time} in the queue").format(time=words.duration(call.wait_ms))
        self._waited.setText(waited)
        self._waited.setVisible(not ringing and not noted and not self._low and call.direction == "inbound")
        self._queue.setToolTip("" if ringing else waited)
        held = call.state == "on_hold"
        self._hold.set_label(self.tr("Take back") if held else self.tr("Hold"))
        self._hold.set_icon("play" if held else "pause")
        self._mute.set_label(self.tr("Unmute") if call.muted else self.tr("Mute"))
        self._mute.set_icon("mic" if call.muted else "mic-off")

    def _note_of(self, note: PassedNote) -> str:
        name = words.pick(note.person.name, note.person.name_en)
        return self.tr("Note by {name}: {text}").format(name=name, text=note.notes)

    def _said(self, call: CallBrief, ringing: bool) -> str:
        if call.dialling == "own_telephone":
            return self.tr("lift your telephone; then the number is called")
        if call.dialling == "number":
            return self.tr("it rings there")
        return self.tr("ringing") if ringing else self.tr("since answered")

    def _ring(self, call: CallBrief) -> None:
        """Sound, and the window to the front; the cursor stays where it is."""
        sounds.ring()
        self._context.window.to_front()

    def _hush(self, call: CallBrief) -> None:
        sounds.stop_ring()

    def _order_given(self, order: str | None) -> None:
        """Between an order and its outcome the buttons rest, so that a second press does not undo the first."""
        if order is not None:
            self._consult_keys.rest()
            for button in (self._answer, self._refuse, self._hold, self._mute, self._transfer, self._end):
                button.setEnabled(False)
        elif self._seat.view is not None:
            for button in (self._answer, self._refuse):
                button.setEnabled(True)
            self._show(self._seat.view)

    def _tell_sound(self) -> None:
        self._context.window.sound_changed(*sounds.available())

    def close_down(self) -> None:
        """The workspace goes: silence."""
        sounds.stop_ring()

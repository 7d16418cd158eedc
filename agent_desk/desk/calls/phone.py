"""The telephone in the desk, without pixels and without a browser: what it is, what it does, what it can be asked to do.

A page does the work (ui/calls/phone_page.py; a scripted one in tests). It is given orders and tells what happens; this object
keeps the state and makes Qt signals of it. The hub stays the one who knows calls: nothing here moves an agent's state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from agent_desk.desk.calls.quality import Quality, measure
from agent_desk.schemas.calls.records import PhoneLine

PhoneState = Literal["off", "registering", "registered", "lost", "untrusted", "no_microphone", "refused"]
BROKEN: Final[frozenset[PhoneState]] = frozenset({"lost", "untrusted", "no_microphone", "refused"})
PhoneCall = Literal["idle", "ringing", "talking", "held"]
ANSWER_WISH_MS = 3000
"""The hub may say that it rings before the exchange does: so long a pressed "Answer" waits for the ring."""


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone or a loudspeaker. The id holds for this run alone; the label is what is remembered."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Devices:
    """What there is."""

    microphones: tuple[Device, ...] = ()
    speakers: tuple[Device, ...] = ()


class Page(Protocol):
    """Whatever carries out orders. `said` gives one record (`what`, and its facts) per thing that happens."""

    said: SignalInstance

    def order(self, order: str, **given: Any) -> None:
        """Have something done; the outcome is told by `said`."""

    def close(self) -> None:
        """The end: no more orders."""


class Softphone(QObject):
    """One telephone. Every method is an order; what holds is told by the signals."""

    state_changed = Signal(str)
    """PhoneState."""
    call_changed = Signal(str)
    """PhoneCall."""
    answer_failed = Signal()
    """"Answer" was pressed, and no ring came, or no microphone could be opened."""
    muted_changed = Signal(bool)
    devices_changed = Signal(object)
    level_changed = Signal(float)
    """Loudness at the microphone, 0 to 1, ten times a second while a meter is open."""
    quality_changed = Signal(object)
    """Quality, every two seconds of a talk; None when it is over."""
    tone_played = Signal(bool)
    referred = Signal(bool)
    secret_refused = Signal()
    """The exchange does not take the secret (any more): a fresh one may help."""
    page_gone = Signal()
    """The page broke down and is there anew: it knows nothing."""

    def __init__(self, page: Page, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._line: PhoneState = "off"
        self._microphone, self._trusted = True, True
        self._ready = False
        self._waiting: list[tuple[str, dict[str, Any]]] = []
        self.state: PhoneState = "off"
        self.call: PhoneCall = "idle"
        self.muted = False
        self.devices = Devices()
        self._used = "", ""
        self.quality: Quality | None = None
        self._wish = QTimer(self, singleShot=True, interval=ANSWER_WISH_MS)
        self._wish.timeout.connect(self.answer_failed)
        page.said.connect(self._said)

    # -- orders ------------------------------------------------------------------------------------------------------

    def register(self, line: PhoneLine) -> None:
        """Register, or go on with a fresh secret; a call that is on goes on."""
        if self._line != "registered":
            self._move("registering")
        self._order("register", url=line.url, uri=f"sip:{line.user}@{line.domain}", secret=line.secret)

    def unregister(self) -> None:
        """Leave the exchange; a call that is on ends."""
        self._order("unregister")

    def answer(self) -> None:
        """Take the call that rings, or that is about to."""
        if self.call == "ringing":
            self._order("answer")
        elif self.call == "idle":
            self._wish.start()

    def refuse(self) -> None:
        """Give the ringing call back to its queue."""
        self._order("refuse")

    def hold(self, on: bool) -> None:
        """Put the customer on hold, or take them back."""
        self._order("hold", on=on)

    def mute(self, on: bool) -> None:
        """Close or open the microphone."""
        if self.call != "idle":
            self._order("mute", on=on)

    def dtmf(self, digits: str) -> None:
        """Press keys."""
        self._order("dtmf", digits=digits)

    def refer(self, target: str) -> None:
        """Send the customer to a SIP address (REFER)."""
        self._order("refer", target=target)

    def hang_up(self) -> None:
        """End the call."""
        self._order("hang_up")

    def check(self) -> None:
        """Look whether a microphone can be opened and what devices there are; done by itself when something is plugged in."""
        self._order("check")

    def use(self, microphone: str, speaker: str) -> None:
        """Use these devices (ids; empty: the system's choice), also in a call that is on. Again the same is no order."""
        if (microphone, speaker) != self._used:
            self._used = microphone, speaker
            self._order("choose", microphone=microphone, speaker=speaker)

    def meter(self, on: bool) -> None:
        """Open or close the level meter of the microphone."""
        self._order("meter", on=on)

    def play_tone(self) -> None:
        """One second of sound at the chosen loudspeaker."""
        self._order("tone")

    def _order(self, order: str, **given: Any) -> None:
        if self._ready:
            self._page.order(order, **given)
        else:
            self._waiting.append((order, given))

    # -- what happens ------------------------------------------------------------------------------------------------

    def _said(self, told: dict[str, Any]) -> None:
        take = getattr(self, f"_on_{told.get('what', '')}", None)
        if take is not None:
            take(told)

    def _on_page(self, told: dict[str, Any]) -> None:
        self._ready, self._used = True, ("", "")
        waiting, self._waiting = self._waiting, []
        for order, given in waiting:
            self._page.order(order, **given)
        self._page.order("check")

    def _on_gone(self, told: dict[str, Any]) -> None:
        self._ready = False
        self._set_call("idle")
        self._move("lost")
        self.page_gone.emit()

    def _on_certificate(self, told: dict[str, Any]) -> None:
        self._trusted = False

    def _on_line(self, told: dict[str, Any]) -> None:
        self._move(told["state"])
        if told["state"] == "refused":
            self.secret_refused.emit()

    def _on_microphone(self, told: dict[str, Any]) -> None:
        self._microphone = bool(told["works"])
        if not self._microphone and self.call == "ringing":
            self.answer_failed.emit()
        self._move(self._line)

    def _on_call(self, told: dict[str, Any]) -> None:
        if told["state"] == "ended":
            self._set_call("idle")
            return
        self._set_call(told["state"])
        if self.call == "ringing" and self._wish.isActive():
            self._wish.stop()
            self._order("answer")

    def _on_muted(self, told: dict[str, Any]) -> None:
        self.muted = bool(told["on"])
        self.muted_changed.emit(self.muted)

    def _on_devices(self, told: dict[str, Any]) -> None:
        microphones, speakers = (
            tuple(Device(one["id"], one["label"]) for one in told[kind]) for kind in ("microphones", "speakers")
        )
        self.devices = Devices(microphones, speakers)
        if not microphones and self._microphone:
            self._microphone = False
            self._move(self._line)
        self.devices_changed.emit(self.devices)

    def _on_level(self, told: dict[str, Any]) -> None:
        self.level_changed.emit(float(told["microphone"]))

    def _on_quality(self, told: dict[str, Any]) -> None:
        self.quality = measure(told, self.quality)
        self.quality_changed.emit(self.quality)

    def _on_tone(self, told: dict[str, Any]) -> None:
        self.tone_played.emit(bool(told["works"]))

    def _on_refer(self, told: dict[str, Any]) -> None:
        self.referred.emit(bool(told["works"]))

    def _set_call(self, call: PhoneCall) -> None:
        if call == self.call:
            return
        self.call = call
        if call == "idle":
            self.muted, self.quality = False, None
            self.quality_changed.emit(None)
        self.call_changed.emit(call)

    def _move(self, line: PhoneState) -> None:
        self._line = line
        state = line
        if line == "registered":
            self._trusted = True
            state = line if self._microphone else "no_microphone"
        elif line in ("registering", "lost") and not self._trusted:
            state = "untrusted"
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

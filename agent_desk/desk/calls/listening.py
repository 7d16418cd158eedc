"""This computer as a supervisor's telephone: registered when they first listen, and it takes by itself the ring they asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.desk.calls.recordings import SupervisionWatch
from agent_desk.desk.calls.seat_phone import SeatPhone
from agent_desk.schemas.calls.recordings import SupervisionView

WITHIN_MS: Final = 15_000
"""So long it may take to register, and then again to ring."""


class ListeningPhone(QObject):
    """Between a supervisor's wish, the telephone in the desk, and what the hub says of the supervision."""

    late = Signal()
    """It was not ready in time: nothing was asked of the hub."""

    def __init__(self, telephone: SeatPhone, watch: SupervisionWatch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.telephone, self._watch = telephone, watch
        self._then: Callable[[str], None] | None = None
        self._expects = False
        self._within = QTimer(self, singleShot=True, interval=WITHIN_MS)
        self._within.timeout.connect(self._too_late)
        telephone.changed.connect(self._look)
        watch.changed.connect(self._supervision_changed)

    @property
    def there(self) -> bool:
        """Whether this computer can be the telephone, as far as is known."""
        return not self.telephone.none_here

    def when_ready(self, then: Callable[[str], None]) -> None:
        """Do this with the extension as soon as it can be rung. Its next ring is taken."""
        self._then = then
        self._within.start()
        self.telephone.open()
        self._look()

    def give_up(self) -> None:
        """Nobody waits for it any more."""
        if self._then is not None:
            self._then = None
            self._within.stop()

    def _look(self) -> None:
        """Something of the telephone has changed."""
        phone = self.telephone.phone
        if self._then is not None and self.telephone.none_here:
            self._too_late()
        elif self._then is not None and self.telephone.usable:
            then, self._then = self._then, None
            self._expects = True
            self._within.start()
            then(self.telephone.extension)
        elif phone is not None and phone.call == "ringing":
            self._rings()
        else:
            self._say_or_not(self._watch.now)

    def _rings(self) -> None:
        """Only what was asked for is taken: nothing else is meant for a supervisor's headset."""
        phone, now = self.telephone.phone, self._watch.now
        assert phone is not None
        if self._expects or (now is not None and now.state == "calling" and now.extension == self.telephone.extension):
            self._expects = False
            self._within.stop()
            phone.answer()
        else:
            phone.refuse()

    def _supervision_changed(self, now: SupervisionView | None) -> None:
        phone = self.telephone.phone
        if now is None:
            self._expects = False
            if phone is not None and phone.call in ("talking", "held"):
                phone.hang_up()
        self._say_or_not(now)

    def _say_or_not(self, now: SupervisionView | None) -> None:
        """Who listens only has a closed microphone."""
        phone = self.telephone.phone
        if phone is None or phone.call != "talking" or now is None:
            return
        listens = now.mode == "listen" and now.taken_over_at is None and not now.take_over
        if phone.muted != listens:
            phone.mute(listens)

    def _too_late(self) -> None:
        waited, self._then, self._expects = self._then is not None, None, False
        self._within.stop()
        if waited:
            self.late.emit()

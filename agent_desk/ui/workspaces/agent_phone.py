"""The telephone in the agent's workspace: taking the seat with it, its word in the status line, the test of the shift, notices."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QWidget

from agent_desk.desk.calls_phone import BROKEN, Devices, PhoneState
from agent_desk.desk.calls_seat_phone import REASON_DEVICE, SeatPhone
from agent_desk.desk.context import DeskContext, PhoneShown
from agent_desk.desk.conversation import Conversation
from agent_desk.desk.seat import Seat
from agent_desk.ui.calls import phone_words
from agent_desk.ui.calls.phone_dialog import PhoneDialog, id_of
from agent_desk.ui.kit.notices import Action
from agent_desk.ui.workspaces import make_phone_page

NOTICE = "telephone"
LATER_MS = 300
"""The browser engine is loaded behind the window, not before it."""


class AgentPhone(QWidget):
    """Only where this computer is the seat's telephone. A widget without pixels, so that it ends with the workspace."""

    def __init__(self, context: DeskContext, seat: Seat, talk: Conversation, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._context, self._seat, self._talk = context, seat, talk
        self._memory = QSettings(str(context.settings.data_dir / "telephone.ini"), QSettings.Format.IniFormat)
        self.dialog: PhoneDialog | None = None
        if context.phone is None:
            context.phone = SeatPhone(context, partial(make_phone_page, context=context), context.live.parent())
        self.telephone = context.phone
        telephone = self.telephone
        telephone.changed.connect(self._show)
        telephone.advised.connect(self._advise)
        telephone.ready_again.connect(self._say_ready)
        telephone.made.connect(self._made)
        if telephone.phone is not None:
            self._follow_devices()
        self._show()
        QTimer.singleShot(LATER_MS, self, lambda: telephone.attach(seat))

    # -- shown -------------------------------------------------------------------------------------------------------

    @property
    def _state(self) -> PhoneState:
        phone = self.telephone.phone
        return phone.state if phone is not None else "registering"

    def _show(self) -> None:
        if self.telephone.none_here:
            self._context.phone_changed(None)
            return
        phone = self.telephone.phone
        look = phone_words.look(self._state)
        if phone is not None and phone.quality is not None and phone.state == "registered":
            look = phone_words.sound(phone.quality)
        self._context.phone_changed(PhoneShown(look.icon, look.tone, look.word, look.advice, self.open_dialog))
        if self._state in BROKEN and phone is not None:
            self._advise()
        elif self._state == "registered":
            self._context.notices.withdraw(NOTICE)

    def _advise(self) -> None:
        look = phone_words.look(self._state)
        text = self.tr("{word}: {advice}").format(word=look.word, advice=look.advice)
        tell = self._context.notices.bad if look.tone == "bad" else self._context.notices.warning
        tell(text, urgent=look.tone == "bad", key=NOTICE, action=Action(self.tr("Open"), self.open_dialog))

    def _say_ready(self) -> None:
        self._context.notices.withdraw(NOTICE)
        self._context.notices.good(self.tr("The telephone works again. Set yourself ready when you are."), key=NOTICE)

    # -- devices and the test ----------------------------------------------------------------------------------------

    def _made(self) -> None:
        self._follow_devices()
        today = f"{self._context.hub_now().astimezone(self._context.zone).date()} {self._context.session.me.login}"
        if self._memory.value("tested") != today:
            self._memory.setValue("tested", today)
            self.open_dialog()

    def _follow_devices(self) -> None:
        phone = self.telephone.phone
        if phone is not None:
            phone.devices_changed.connect(self._choose)
            self._talk.follow(phone)

    def _labels(self) -> tuple[str, str]:
        return str(self._memory.value("microphone") or ""), str(self._memory.value("speaker") or "")

    def _choose(self, _devices: Devices | None = None) -> None:
        """Ids change with every run: whenever devices are told, the remembered ones are looked for among them."""
        phone = self.telephone.phone
        if phone is not None:
            microphone, speaker = self._labels()
            phone.use(id_of(phone.devices.microphones, microphone), id_of(phone.devices.speakers, speaker))

    def _chosen(self, microphone: str, speaker: str) -> None:
        self._memory.setValue("microphone", microphone)
        self._memory.setValue("speaker", speaker)
        self._choose()

    def open_dialog(self) -> None:
        """The self-test and the devices."""
        phone = self.telephone.phone
        if self.dialog is not None or phone is None:
            return
        self.dialog = PhoneDialog(phone, *self._labels(), parent=self.window())
        self.dialog.chosen.connect(self._chosen)
        self.dialog.broken.connect(lambda: self._seat.not_ready(REASON_DEVICE))
        self.dialog.finished.connect(self._dialog_gone)
        self.dialog.show()

    def _dialog_gone(self, _result: int) -> None:
        self.dialog = None

    def close_down(self) -> None:
        """The workspace goes; the telephone stays for the next one, until the sign-in is over."""
        if self.dialog is not None:
            self.dialog.reject()
        self._context.phone_changed(None)

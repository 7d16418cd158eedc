"""The telephone of a workspace where this computer is it: its word in the status line, the devices and their test, notices."""

from __future__ import annotations

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from agent_desk.desk.calls.phone import BROKEN, Devices, PhoneState, Softphone
from agent_desk.desk.calls.seat_phone import SeatPhone
from agent_desk.desk.kit.context import DeskContext, PhoneShown
from agent_desk.ui.calls import phone_words
from agent_desk.ui.calls.phone_dialog import PhoneDialog, id_of
from agent_desk.ui.kit import words
from agent_desk.ui.kit.notices import Action

NOTICE = "telephone"


class DeskPhone(QWidget):
    """A widget without pixels, so that it ends with the workspace; the telephone itself outlives it."""

    def __init__(self, context: DeskContext, telephone: SeatPhone, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._context, self.telephone = context, telephone
        self._memory = QSettings(str(context.settings.data_dir / "telephone.ini"), QSettings.Format.IniFormat)
        self.dialog: PhoneDialog | None = None
        telephone.changed.connect(self._show)
        telephone.advised.connect(self._advise)
        telephone.ready_again.connect(self._say_ready)
        telephone.made.connect(self._made)
        if telephone.phone is not None:
            self._follow(telephone.phone)

    # -- shown -------------------------------------------------------------------------------------------------------

    @property
    def _state(self) -> PhoneState:
        phone = self.telephone.phone
        return phone.state if phone is not None else "registering"

    def _show(self) -> None:
        if self.telephone.none_here:
            self._context.window.phone_changed(None)
            return
        phone = self.telephone.phone
        look = phone_words.look(self._state)
        if phone is not None and phone.quality is not None and phone.state == "registered":
            look = phone_words.sound(phone.quality)
        self._context.window.phone_changed(
            PhoneShown(look.icon, look.tone, words.say(look), words.help_of(look), self.open_dialog)
        )
        if self._state in BROKEN and phone is not None:
            self._advise()
        elif self._state == "registered":
            self._context.notices.withdraw(NOTICE)

    def _advise(self) -> None:
        look = phone_words.look(self._state)
        text = self.tr("{word}: {advice}").format(word=words.say(look), advice=words.help_of(look))
        tell = self._context.notices.bad if look.tone == "bad" else self._context.notices.warning
        tell(text, urgent=look.tone == "bad", key=NOTICE, action=Action(self.tr("Open"), self.open_dialog))

    def _say_ready(self) -> None:
        """It works again after it had failed."""
        self._context.notices.withdraw(NOTICE)

    # -- devices -----------------------------------------------------------------------------------------------------

    def _made(self) -> None:
        if self.telephone.phone is not None:
            self._follow(self.telephone.phone)

    def _follow(self, phone: Softphone) -> None:
        """There is a telephone: its devices are the ones that this seat remembers."""
        phone.devices_changed.connect(self._choose)

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
        self.dialog.broken.connect(self._broken)
        self.dialog.finished.connect(self._dialog_gone)
        self.dialog.show()

    def _broken(self) -> None:
        """The test has found no microphone."""

    def _dialog_gone(self, _result: int) -> None:
        self.dialog = None

    def close_down(self) -> None:
        """The workspace goes; the telephone stays for the next one, until the sign-in is over."""
        if self.dialog is not None:
            self.dialog.reject()
        self._context.window.phone_changed(None)

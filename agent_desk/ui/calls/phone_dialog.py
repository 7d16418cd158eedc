"""The telephone's self-test and its devices: at the start of the shift, and whenever somebody asks. A ring closes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from agent_desk.desk.calls.phone import Device, Devices, Softphone
from agent_desk.ui.calls import phone_words
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button, Icon
from agent_desk.ui.kit.dialogs import Dialog

HEARD = 0.05
"""So loud a voice at the microphone must have been once for the test to believe in it."""


class LevelBar(QWidget):
    """How loud it is at the microphone now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level = 0.0
        self.setFixedHeight(theme.SPACE_2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_level(self, level: float) -> None:
        """From 0 to 1; falls slower than it rises, so that a person can follow it."""
        self.level = max(min(level, 1.0), 0.7 * self.level)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().color("border"))
        heard = theme.current().color("good" if self.level >= HEARD else "muted")
        painter.fillRect(0, 0, int(self.width() * self.level), self.height(), heard)


class PhoneDialog(Dialog):
    """State with advice, microphone with its level, loudspeaker with a tone; what is chosen holds at once."""

    chosen = Signal(str, str)
    """The labels of the microphone and the loudspeaker, to be remembered; empty: the system's choice."""
    broken = Signal()
    """The person says that the headset does not work."""
    heard = Signal()
    """A voice came through the microphone: the test is passed."""

    def __init__(self, phone: Softphone, microphone: str, speaker: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Telephone on this computer"), icon="headset", parent=parent)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self._phone, self._wanted = phone, (microphone, speaker)
        self._heard = self._filling = False
        self._state_icon, self._state = Icon("", "muted", 18), theme.label("", "body", wrap=True)
        self.microphone, self.speaker = Choice(), Choice()
        self.level = LevelBar()
        self.verdict = theme.label(self.tr("Say something: the bar must move."), "caption", wrap=True)
        self._tone = Button(self.tr("Play a tone"), icon="volume-2")
        self._lay_out()
        self.add_button(Button(self.tr("It does not work"), kind="danger"), self._say_broken)
        self.done_button = self.add_button(Button(self.tr("Done"), kind="primary"), self.accept)
        self._show_devices(phone.devices)
        self._show_state(phone.state)
        self._tone.clicked.connect(phone.play_tone)
        self.microphone.edited.connect(self._choose)
        self.speaker.edited.connect(self._choose)
        phone.state_changed.connect(self._show_state)
        phone.call_changed.connect(self._make_way)
        phone.devices_changed.connect(self._show_devices)
        phone.level_changed.connect(self._show_level)
        phone.tone_played.connect(self._show_tone)
        phone.meter(True)
        self.finished.connect(lambda _result: phone.meter(False))

    def _lay_out(self) -> None:
        state = QHBoxLayout()
        state.setSpacing(theme.SPACE_2)
        state.addWidget(self._state_icon)
        state.addWidget(self._state, 1)
        self.body.addLayout(state)
        microphone = theme.label(self.tr("Microphone"), "strong")
        microphone.setBuddy(self.microphone)
        speaker = theme.label(self.tr("Loudspeaker"), "strong")
        speaker.setBuddy(self.speaker)
        for widget in (microphone, self.microphone, self.level, self.verdict, speaker):
            self.body.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.speaker, 1)
        row.addWidget(self._tone)
        self.body.addLayout(row)

    def _show_state(self, state: str) -> None:
        look = phone_words.look(self._phone.state)
        self._state_icon.set(look.icon, look.tone)
        self._state.setText(self.tr("{word}: {advice}").format(word=words.say(look), advice=words.help_of(look)))

    def _show_devices(self, devices: Devices) -> None:
        self._filling = True
        for choice, found, wanted in (
            (self.microphone, devices.microphones, self._wanted[0]),
            (self.speaker, devices.speakers, self._wanted[1]),
        ):
            named = [one for one in found if one.label and one.id != "default"]
            choice.set_options([("", self.tr("The system's choice")), *((one.label, one.label) for one in named)])
            choice.set_value(wanted if any(one.label == wanted for one in named) else "")
        self._filling = False

    def _choose(self) -> None:
        if self._filling:
            return
        self._wanted = (self.microphone.value() or "", self.speaker.value() or "")
        self.chosen.emit(*self._wanted)

    def _show_level(self, level: float) -> None:
        self.level.show_level(level)
        if level >= HEARD and not self._heard:
            self._heard = True
            self.verdict.setText(self.tr("The microphone works."))
            theme.restyle(self.verdict, tone="good")
            self.heard.emit()

    def _show_tone(self, played: bool) -> None:
        if not played:
            self.verdict.setText(self.tr("The loudspeaker does not play: choose another one."))
            theme.restyle(self.verdict, tone="bad")

    def _make_way(self, call: str) -> None:
        if call == "ringing":
            self.accept()

    def _say_broken(self) -> None:
        self.broken.emit()
        self.reject()


def id_of(devices: tuple[Device, ...], label: str) -> str:
    """Return the id that this device has in this run; empty where it is not there, or none was chosen."""
    return next((one.id for one in devices if one.label == label and label), "")

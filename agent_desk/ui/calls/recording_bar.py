"""Below the call: whether it is recorded, the pause while card data is spoken, and who of the bank is in the call."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.calls.recordings import SeatRecordingWatch
from agent_desk.desk.kit.feed import Feed
from agent_desk.schemas.calls.recordings import SeatRecording
from agent_desk.ui.kit import elapsed, shortcuts, theme, words
from agent_desk.ui.kit.controls import Button, Icon, Pill
from agent_desk.ui.kit.pages.feed_panel import StaleMark

PAUSE = shortcuts.register(
    shortcuts.Action(
        "call.recording",
        "Ctrl+Shift+P",
        str(QT_TRANSLATE_NOOP("Shortcuts", "Pause the recording, or go on")),
        str(QT_TRANSLATE_NOOP("Shortcuts", "Call")),
        place="agent",
    )
)


class RecordingBar(QFrame):
    """Shown only while there is something to say about the call at the seat."""

    def __init__(self, watch: SeatRecordingWatch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._watch = watch
        self.setProperty("role", "card")
        self.state = Pill()
        self.button = Button(self.tr("Pause recording"), icon="pause", size="small")
        self.says = theme.label("", "caption", wrap=True)
        self._listeners = theme.label("", "strong", wrap=True)
        self._ears = QWidget()
        self._lay_out()
        self.button.clicked.connect(self._pressed)
        shortcuts.bind(self.button, PAUSE.id, self._key)
        elapsed.ticker().tick.connect(self._count)
        watch.changed.connect(self._show)
        self._show(watch.now)

    @property
    def feed(self) -> Feed[SeatRecording]:
        """What the bar shows."""
        return self._watch.feed

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_4, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
        column.setSpacing(theme.SPACE_1)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_1)
        row.addWidget(self.state)
        row.addWidget(StaleMark(self._watch.feed))
        row.addStretch(1)
        row.addWidget(self.button)
        column.addLayout(row)
        column.addWidget(self.says)
        ears = QHBoxLayout(self._ears)
        ears.setContentsMargins(0, 0, 0, 0)
        ears.setSpacing(theme.SPACE_2)
        ears.addWidget(Icon("headphones", "accent_ink"))
        ears.addWidget(self._listeners, 1)
        column.addWidget(self._ears)

    def _show(self, now: SeatRecording) -> None:
        known = now.state is not None or now.may_start
        self.setVisible(known or bool(now.supervisors))
        self.state.setVisible(known)
        text, tone, icon = self._look(now)
        self.state.set(text, tone=tone, icon=icon)
        paused = now.state == "paused"
        theme.restyle(self, tone="warning" if paused else "")
        self.button.setVisible(now.may_start or (now.may_pause and now.state in ("recording", "paused")))
        if now.may_start:
            self.button.set_label(self.tr("Record"))
            self.button.set_icon("circle-dot")
        else:
            self.button.set_label(self.tr("Go on recording") if paused else self.tr("Pause recording"))
            # Beside the longer word there is no room for a symbol in every language.
            self.button.set_icon("" if paused else "pause")
        self.button.set_tip("" if paused or now.may_start else self.tr("While card data is spoken"))
        self.button.setEnabled(True)
        self._listeners.setText(self._who(now))
        self._ears.setVisible(bool(now.supervisors))
        self.says.setVisible(paused)
        self._count()
        if paused:
            elapsed.ticker().join(self)
        else:
            elapsed.ticker().leave(self)

    def _look(self, now: SeatRecording) -> tuple[str, str, str]:
        if now.state == "recording":
            return self.tr("Recording"), "bad", "circle-dot"
        if now.state == "paused":
            return self.tr("Recording paused"), "warning", "circle-pause"
        if now.state == "wanted":
            return self.tr("Recording begins"), "muted", "hourglass"
        if now.state == "refused":
            return self.tr("Recording failed"), "warning", "triangle-alert"
        return self.tr("Not recorded"), "muted", "circle-off"

    def _who(self, now: SeatRecording) -> str:
        said = []
        for one in now.supervisors:
            name = words.pick(one.person.name, one.person.name_en)
            texts = {
                "listen": self.tr("{name} listens"),
                "whisper": self.tr("{name} speaks to you, unheard by the customer"),
                "barge": self.tr("{name} is in the call"),
            }
            said.append(texts[one.mode].format(name=name))
        return " · ".join(said)

    def _count(self) -> None:
        at = self._watch.now.resumes_at
        if self._watch.now.state == "paused" and at is not None:
            left = elapsed.format_ms(-elapsed.since_ms(at))
            self.says.setText(self.tr("Nothing is recorded. It goes on by itself in {time}.").format(time=left))

    def _key(self) -> None:
        if self.button.isVisible() and self.button.isEnabled():
            self._pressed()

    def _pressed(self) -> None:
        """Until the outcome is known the button rests, so that a second press does not undo the first."""
        self.button.setEnabled(False)
        if self._watch.now.may_start:
            self._watch.start()
        else:
            self._watch.pause(on=self._watch.now.state != "paused")

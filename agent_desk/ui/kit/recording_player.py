"""A small player for the recordings of one call: fetched when it is first played, kept in memory alone, seen by those who may.

Without the permission nothing is shown at all; without sound at this seat one sentence says why.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from agent_desk.desk.calls import recordings
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.schemas.calls.changes import RecordingChanged
from agent_desk.schemas.calls.recordings import Recording
from agent_desk.ui.kit import elapsed, sounds, theme, words
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.cards import Icon
from agent_desk.ui.kit.wav_sound import NotPlayable, WavSound

PERMISSION = "calls.play"


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is heard, by whose right: how it is listed, and how the sound of one is fetched."""

    permission: str
    listed: Callable[[Api], list[Recording]]
    sound: Callable[[Api, uuid.UUID], bytes]


class RecordingPlayer(QWidget):
    """Recordings below each other; one plays at a time. `show_call` fetches those of a call, `hear` those that an area names."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._call: uuid.UUID | None = None
        self._hearing: Hearing | None = None
        self.feed: Feed[list[Recording]] = Feed(
            context, self._ask, cares=changes_of(RecordingChanged, id_of=lambda: self._call), parent=self
        )
        self.feed.came.connect(self._came)
        self.feed.failed.connect(self._failed)
        self.feed.start(ask=False)
        self.lines: list[PlayerLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_2)
        self.hide()

    def show_call(self, call_id: uuid.UUID | None) -> None:
        """The recordings of this call; none for None, and for whoever may not play them."""
        self._call = call_id
        if call_id is None:
            self.hear(None)
        else:
            self.hear(Hearing(PERMISSION, lambda api: recordings.of_call(api, call_id), recordings.sound))

    def hear(self, hearing: Hearing | None) -> None:
        """Show what is to be heard; nothing for None, and for whoever has not the right."""
        self._hearing = hearing if hearing is not None and self._context.session.may(hearing.permission) else None
        self._clear()
        self.feed.anew()

    def _ask(self) -> Request[list[Recording]] | None:
        return self._hearing.listed if self._hearing is not None else None

    def _came(self, found: list[Recording]) -> None:
        if found == [line.recording for line in self.lines]:
            return
        self._clear()
        for one in found:
            assert self._hearing is not None  # else nothing was asked for
            line = PlayerLine(self._context, one, self._hearing.sound, self)
            self.lines.append(line)
            self._column.addWidget(line)
        self.setVisible(bool(found))

    def _failed(self, error: DeskError) -> None:
        if error.error_id != "not_found":
            self._context.tell(error)

    def _clear(self) -> None:
        for line in self.lines:
            line.stop()
            line.hide()
            line.deleteLater()
        self.lines = []
        self.hide()


class PlayerLine(QWidget):
    """One recording: play or pause, where it is, how long; or a sentence about why it cannot be played."""

    def __init__(
        self,
        context: DeskContext,
        recording: Recording,
        fetch: Callable[[Api, uuid.UUID], bytes] = recordings.sound,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self.recording, self._fetch = context, recording, fetch
        self._sound: WavSound | None = None
        self.button = Button(self.tr("Play"), icon="play", size="small")
        self.place = QSlider(Qt.Orientation.Horizontal)
        self.place.setAccessibleName(self.tr("Place in the recording"))
        self.place.setRange(0, max(1, recording.duration_ms or 1))
        self.time = theme.label("", "muted")
        self.says = theme.label("", "muted", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(Icon("users" if recording.consultation else "volume-2", "muted"))
        self.of = theme.label(self._asked(), "muted")
        theme.appear(self.of, recording.consultation)
        row.addWidget(self.of)
        for widget, share in ((self.button, 0), (self.place, 1), (self.time, 0), (self.says, 1)):
            row.addWidget(widget, share)
        self.button.clicked.connect(self.press)
        self.place.sliderMoved.connect(self._seek)
        self._say()

    def _say(self) -> None:
        """What there is: a player, or why there is none."""
        sentence = self._why_not()
        playable = not sentence
        for widget in (self.button, self.place, self.time):
            widget.setVisible(playable)
        self.says.setText(sentence)
        self.says.setVisible(not playable)
        self._show_time(0)

    def _asked(self) -> str:
        """Return whom the agent asked, where it is of that."""
        asked = self.recording.asked
        if asked is None:
            return self.tr("With an outside number")
        return self.tr("With {name}").format(name=words.pick(asked.name, asked.name_en))

    def _why_not(self) -> str:
        state = self.recording.state
        if state in ("wanted", "recording", "paused"):
            return self.tr("This call is being recorded.")
        if state == "ended":
            return self.tr("The recording is on its way from the telephone exchange.")
        if state == "missing":
            return self.tr("The recording is missing: its file never came from the telephone exchange.")
        if state == "deleted":
            return self.tr("The recording was deleted: it was older than the bank keeps recordings.")
        if state == "refused":
            return self.tr("The telephone exchange did not record this call.")
        heard, why = sounds.available()
        return "" if heard else self.tr("There is a recording, but it cannot be heard here. {why}").format(why=why)

    def press(self) -> None:
        """Play, or pause."""
        if self._sound is not None:
            self._sound.pause() if self._sound.playing else self._sound.play()
            return
        self.button.setEnabled(False)
        api, wanted, fetch = self._context.api, self.recording.id, self._fetch
        self._context.background.run(self, lambda: fetch(api, wanted), self.take_sound, self._not_fetched)

    def _not_fetched(self, error: DeskError) -> None:
        self.button.setEnabled(True)
        self._context.tell(error)

    def take_sound(self, octets: bytes) -> None:
        """The sound is here: play it."""
        self.button.setEnabled(True)
        library = sounds.player().library()
        if library is None:
            self._say()
            return
        try:
            self._sound = WavSound(octets, library, self)
        except NotPlayable as fault:
            self._cannot(str(fault))
            return
        self.place.setRange(0, max(1, self._sound.length_ms))
        self._sound.moved.connect(self._moved)
        self._sound.playing_changed.connect(self._playing)
        self._sound.failed.connect(self._cannot)
        self._sound.play()

    def _cannot(self, why: str) -> None:
        self._context.notices.bad(self.tr("The recording cannot be played: {why}").format(why=why), key="recording")

    def _playing(self, playing: bool) -> None:
        self.button.set_label(self.tr("Pause") if playing else self.tr("Play"))
        self.button.set_icon("pause" if playing else "play")

    def _moved(self, position: int) -> None:
        if not self.place.isSliderDown():
            self.place.setValue(position)
        self._show_time(position)

    def _seek(self, position: int) -> None:
        if self._sound is not None:
            self._sound.seek(position)

    def _show_time(self, position: int) -> None:
        length = elapsed.format_ms(self.recording.duration_ms or 0)
        self.time.setText(f"{elapsed.format_ms(position)} / {length}")

    def stop(self) -> None:
        """Silence, and nothing of it stays in memory."""
        if self._sound is not None:
            self._sound.pause()
            self._sound.deleteLater()
        self._sound = None

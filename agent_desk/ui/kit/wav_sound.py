"""One sound of WAV kind, played from memory: begins, pauses, goes to a place, ends.

A recording is WAV and nothing else (`hub/kit/files/content_type.py`), so it goes straight to the seat's audio output. What Qt has for
every kind of film and sound, FFmpeg with Qt Quick below it, would be 38 MiB of a packed desk (docs/decisions/0072-two-builds.md).
"""

from __future__ import annotations

import io
import wave
from types import ModuleType
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QElapsedTimer, QIODevice, QObject, QTimer, Signal, Slot

SAY_EVERY_MS = 100
TAIL_MS = 400
"""How long an output may still hold what it was given; some never say that they have come to the end of it."""
_FORMATS = {1: "UInt8", 2: "Int16", 4: "Int32"}
"""By the octets of one sample: names of QAudioFormat's."""


class NotPlayable(Exception):
    """The octets are no WAV of linear samples; its text says what they are instead."""


class WavSound(QObject):
    """A sound that is ready to be played. `library` is Qt's sound library (`sounds.Player.library`). Raises NotPlayable."""

    moved = Signal(int)
    """Where it is, in milliseconds from its beginning."""
    playing_changed = Signal(bool)
    failed = Signal(str)
    """The audio output does not take it; the text is a name of Qt's for why."""

    def __init__(self, octets: bytes, library: ModuleType, parent: QObject | None = None) -> None:
        super().__init__(parent)
        samples, width, channels, self._rate = _read(octets)
        self._frame = width * channels
        self.length_ms = len(samples) // self._frame * 1000 // self._rate
        self._library: Any = library
        form = self._library.QAudioFormat()
        form.setSampleRate(self._rate)
        form.setChannelCount(channels)
        form.setSampleFormat(getattr(self._library.QAudioFormat.SampleFormat, _FORMATS[width]))
        self._samples = QBuffer(self)
        self._samples.setData(QByteArray(samples))
        self._samples.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = self._library.QAudioSink(self._library.QMediaDevices.defaultAudioOutput(), form, self)
        self._states, self._errors = library.QtAudio.State, library.QtAudio.Error
        self._sink.stateChanged.connect(self._state_changed)
        self._from_ms = 0
        self._heard = QElapsedTimer()
        """Since it was last begun. The output's own count goes by what it was given, in steps of its buffer."""
        self.playing = False
        self._clock = QTimer(self, interval=SAY_EVERY_MS)
        self._clock.timeout.connect(self._tick)

    def position_ms(self) -> int:
        """Return where it is, in milliseconds from its beginning."""
        return min(self.length_ms, self._from_ms + (self._heard.elapsed() if self.playing else 0))

    def play(self) -> None:
        """Go on from where it is; from the beginning when it had ended."""
        if self.playing:
            return
        if self._from_ms >= self.length_ms:
            self._from_ms = 0
        self._samples.seek(self._from_ms * self._rate // 1000 * self._frame)
        self._heard.start()
        self._tell(True)
        self._sink.start(self._samples)

    def pause(self) -> None:
        """Be silent and stay where it is."""
        self._from_ms = self.position_ms()
        self._tell(False)
        self._sink.reset()

    def seek(self, position_ms: int) -> None:
        """Go to this place, playing or not."""
        playing = self.playing
        if playing:
            self.pause()
        self._from_ms = min(max(0, position_ms), self.length_ms)
        self.moved.emit(self._from_ms)
        if playing:
            self.play()

    def _tell(self, playing: bool) -> None:
        if playing != self.playing:
            self.playing = playing
            self._clock.start() if playing else self._clock.stop()
            self.playing_changed.emit(playing)

    def _tick(self) -> None:
        if self._from_ms + self._heard.elapsed() >= self.length_ms + TAIL_MS:
            self._end()
        else:
            self.moved.emit(self.position_ms())

    @Slot()
    def _state_changed(self) -> None:
        # Asked for the state, not told it: PySide cannot hand a state of QtAudio over to a method.
        if self.playing and self._sink.state() in (self._states.IdleState, self._states.StoppedState):
            fault = self._sink.error()
            self._end()
            if fault not in (self._errors.NoError, self._errors.UnderrunError):
                self.failed.emit(fault.name)

    def _end(self) -> None:
        self._from_ms = self.length_ms
        self._tell(False)
        self._sink.reset()
        self.moved.emit(self._from_ms)


def _read(octets: bytes) -> tuple[bytes, int, int, int]:
    """Return samples, octets of one sample, channels and samples a second."""
    try:
        with wave.open(io.BytesIO(octets)) as file:
            width = file.getsampwidth()
            if width not in _FORMATS:
                raise NotPlayable(f"{8 * width} bit")
            return file.readframes(file.getnframes()), width, file.getnchannels(), file.getframerate()
    except (wave.Error, EOFError) as fault:
        raise NotPlayable(str(fault) or "WAV") from fault

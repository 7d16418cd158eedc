"""A recording goes straight to the seat's audio output: begins, pauses, goes to a place, ends. What stands in is the sound card."""

import io
import wave
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6 import QtMultimedia
from PySide6.QtCore import QBuffer, QObject, Signal
from pytestqt.qtbot import QtBot

from agent_desk.ui.kit.wav_sound import NotPlayable, WavSound


class Card(QObject):
    """What an audio output does that is given samples."""

    stateChanged = Signal()

    def __init__(self, _device: object, form: Any, parent: QObject) -> None:
        super().__init__(parent)
        self.rate = form.sampleRate()
        self.given: list[bytes] = []
        self.now, self.fault = QtMultimedia.QtAudio.State.StoppedState, QtMultimedia.QtAudio.Error.NoError
        CARDS.append(self)

    def start(self, samples: QBuffer) -> None:
        self.given.append(bytes(samples.readAll().data()))
        self.now = QtMultimedia.QtAudio.State.ActiveState

    def reset(self) -> None:
        self.now = QtMultimedia.QtAudio.State.StoppedState

    def state(self) -> Any:
        return self.now

    def error(self) -> Any:
        return self.fault

    def say(self, state: Any) -> None:
        self.now = state
        self.stateChanged.emit()


CARDS: list[Card] = []


@pytest.fixture
def card_library() -> Any:
    CARDS.clear()
    names = ("QAudioFormat", "QMediaDevices", "QtAudio")
    return SimpleNamespace(QAudioSink=Card, **{name: getattr(QtMultimedia, name) for name in names})


def recording(seconds: float, *, width: int = 2) -> tuple[bytes, bytes]:
    """Return a file of telephone quality, and its samples."""
    samples = bytes(at % 251 for at in range(int(8000 * seconds) * width))
    octets = io.BytesIO()
    with wave.open(octets, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(width)
        file.setframerate(8000)
        file.writeframes(samples)
    return octets.getvalue(), samples


def test_it_plays_pauses_goes_to_a_place_and_ends(qtbot: QtBot, card_library: Any) -> None:
    octets, samples = recording(4)
    sound = WavSound(octets, card_library)
    (card,) = CARDS
    states, places = [], []
    sound.playing_changed.connect(states.append)
    sound.moved.connect(places.append)
    assert (sound.length_ms, card.rate) == (4000, 8000)

    sound.play()
    assert card.given == [samples]
    sound.seek(3000)
    assert card.given[1:] == [samples[2 * 8 * 3000 :]] and places[-1] == 3000
    sound.pause()
    stood = sound.position_ms()
    assert 3000 <= stood < 4000 and states == [True, False, True, False]
    sound.play()
    card.say(QtMultimedia.QtAudio.State.IdleState)
    assert not sound.playing and places[-1] == 4000, "it has come to its end"
    sound.play()
    assert card.given[-1] == samples, "from the beginning again"


def test_an_output_that_does_not_say_that_it_ended_ends(qtbot: QtBot, card_library: Any) -> None:
    sound = WavSound(recording(0.1)[0], card_library)
    with qtbot.waitSignal(sound.playing_changed, check_params_cb=lambda playing: not playing):
        sound.play()
    assert sound.position_ms() == sound.length_ms


def test_an_output_that_refuses_says_why(qtbot: QtBot, card_library: Any) -> None:
    sound = WavSound(recording(1)[0], card_library)
    sound.play()
    (card,) = CARDS
    card.fault = QtMultimedia.QtAudio.Error.OpenError
    with qtbot.waitSignal(sound.failed) as told:
        card.say(QtMultimedia.QtAudio.State.StoppedState)
    assert told.args == ["OpenError"] and not sound.playing


@pytest.mark.parametrize("octets", [b"RIFF", b"", b"ID3\x04 an MP3", recording(0.1, width=3)[0]])
def test_what_is_no_wav_of_linear_samples_is_refused(octets: bytes, card_library: Any) -> None:
    with pytest.raises(NotPlayable):
        WavSound(octets, card_library)

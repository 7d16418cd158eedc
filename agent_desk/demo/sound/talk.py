"""Made-up recordings: two voices that take turns, with pauses, somebody who talks into the other's words, and music on hold.

Put together of lines that a synthesiser has said once (`resources/demo/talks`, made by `.ci/talks`); no person was recorded.
"""

import tomllib
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from agent_desk.demo.data.content import demo_folder

RATE: Final = 8000
LONGEST_MS: Final = 45_000
"""A made-up recording is never longer than this, whatever the call was."""
OVERTALK_SHARE: Final = 0.25
_THINKS_SHARE: Final = 0.35
"""How often an agent is silent for some seconds before the answer, looking something up."""
_LINE_NOISE: Final = 12
_BEGINS_MS, _ENDS_MS = 600, 400
_CHORD_HZ: Final = (523.25, 659.25, 783.99, 659.25)
_NOTE_MS: Final = 400

Sound = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Held:
    """The customer hears music: from when in the recording, and how long."""

    from_ms: int
    length_ms: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """One line: its code, which begins with the speaker, and from when to when it is heard."""

    code: str
    from_ms: int
    to_ms: int


@dataclass(frozen=True, slots=True)
class Talk:
    """A made-up recording, and who says what when in it."""

    sound: Sound
    spoken: tuple[Spoken, ...]


@cache
def script() -> dict[str, Any]:
    """Return `talks.toml`."""
    return tomllib.loads((demo_folder() / "talks.toml").read_text(encoding="utf-8"))


@cache
def said(code: str) -> Sound:
    """Return one line as its speaker says it."""
    with wave.open(str(demo_folder() / "talks" / f"{code}.wav"), "rb") as stream:
        return np.frombuffer(stream.readframes(stream.getnframes()), dtype="<i2")


def _samples(ms: float) -> int:
    return round(ms * RATE / 1000)


def _music(length_ms: int) -> Sound:
    """Return soft notes, one after the other."""
    each = np.arange(_samples(_NOTE_MS)) / RATE
    fades = np.exp(-each * 4)
    notes = np.concatenate([np.sin(2 * np.pi * hertz * each) * fades for hertz in _CHORD_HZ])
    wanted = _samples(length_ms)
    return (np.resize(notes, wanted) * 4000).astype(np.int16)


class _Tape:
    """The recording as it grows; `at` is where the talk stands, in samples."""

    def __init__(self, length_ms: int, random: Random) -> None:
        noise = np.random.default_rng(random.getrandbits(32))
        self.sound = noise.integers(-_LINE_NOISE, _LINE_NOISE + 1, _samples(length_ms)).astype(np.int16)
        self.at = _samples(_BEGINS_MS)
        self.spoken: list[Spoken] = []

    def say(self, code: str, until: int, back: int = 0) -> bool:
        """Say a line, `back` samples before where the talk stands; whether there was room for it before `until`."""
        sound = said(code)
        begin = self.lay(sound // 2 if back else sound, until, back)
        if begin is not None:
            self.spoken.append(Spoken(code, begin * 1000 // RATE, (begin + len(sound)) * 1000 // RATE))
        return begin is not None

    def lay(self, sound: Sound, until: int, back: int = 0) -> int | None:
        """Lay a sound down; where it begins, None where there is no room for it."""
        begin = max(0, self.at - back)
        if begin + len(sound) > until:
            return None
        self.sound[begin : begin + len(sound)] += sound
        self.at = max(self.at, begin + len(sound))
        return begin


def talk(queue: str, length_ms: int, seed: str, held: Held | None = None) -> Talk:
    """Return a talk of this length, at most `LONGEST_MS`; the same for the same words. `queue`: what it is about."""
    random = Random(seed)
    tape = _Tape(min(length_ms, LONGEST_MS), random)
    texts = script()
    ending = texts["ending"]
    ends_from = len(tape.sound) - sum(len(said(one)) + _samples(350) for one in ending) - _samples(_ENDS_MS)
    room = ends_from if ends_from > len(tape.sound) // 2 else len(tape.sound)
    interrupted = random.random() < OVERTALK_SHARE
    for code in _codes(texts, queue, random):
        if held is not None and tape.at >= _samples(held.from_ms):
            _hold(tape, texts["hold"], held, room)
            held = None
        speaker = code[0]
        if speaker == "a" and random.random() < _THINKS_SHARE:
            tape.at += _samples(random.uniform(2_000, 5_000))
        if not tape.say(code, room):
            break
        if speaker == "a" and interrupted and code.endswith(("-1", "-2")):
            # The customer has understood before the sentence is over.
            tape.say(random.choice(texts["over"]), room, back=_samples(random.uniform(600, 1_200)))
            interrupted = random.random() < OVERTALK_SHARE
        tape.at += _samples(random.uniform(250, 900))
    if room == ends_from:
        tape.at = ends_from
        for code in ending:
            tape.say(code, len(tape.sound))
            tape.at += _samples(350)
    return Talk(tape.sound, tuple(tape.spoken))


def _codes(texts: dict[str, Any], queue: str, random: Random) -> Iterator[str]:
    """Every line of the talk's middle, for as long as somebody asks."""
    about = texts["queues"].get(queue) or random.choice(list(texts["queues"].values()))
    yield from (*texts["greeting"], about[0], *texts["check"], *about[1:])
    more = list(texts["more"])
    while True:
        random.shuffle(more)
        for pair in more:
            yield from pair


def _hold(tape: _Tape, lines: list[str], held: Held, room: int) -> None:
    """What is said before the music and after it."""
    for code in lines[:-1]:
        tape.say(code, room)
        tape.at += _samples(300)
    length_ms = min(held.length_ms, (room - tape.at) * 1000 // RATE - 3_000)
    if length_ms > 0:
        tape.lay(_music(length_ms), room)
    tape.say(lines[-1], room)
    tape.at += _samples(300)


def write_talk(file: Path, length_ms: int, queue: str = "", seed: str = "", held: Held | None = None) -> None:
    """Write a made-up recording. It appears whole or not at all. Raises OSError."""
    part = file.with_suffix(".part")
    with wave.open(str(part), "wb") as sound:
        sound.setparams((1, 2, RATE, 0, "NONE", ""))
        sound.writeframes(talk(queue, length_ms, seed, held).sound.astype("<i2").tobytes())
    part.replace(file)

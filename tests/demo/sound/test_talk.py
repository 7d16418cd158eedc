"""Made-up recordings: as long as the call, two voices in turns, silence, some that talk into each other, music on hold."""

import wave
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from agent_desk.demo.data.content import content, demo_folder
from agent_desk.demo.sound.talk import LONGEST_MS, RATE, Held, Sound, said, script, talk, write_talk

QUEUES = content().queue_codes


def pitch_hz(sound: Sound) -> float:
    """Return the pitch of a voice, by the autocorrelation of its loudest half second."""
    half = RATE // 2
    begin = max(
        range(0, max(1, len(sound) - half), RATE // 10), key=lambda at: float(np.abs(sound[at : at + half]).mean())
    )
    part = sound[begin : begin + half].astype(float)
    spectrum = np.abs(np.fft.rfft(part, 4 * len(part))) ** 2
    same = np.fft.irfft(spectrum)
    lags = range(RATE // 400, RATE // 70)
    return RATE / max(lags, key=lambda lag: same[lag])


def windows(sound: Sound) -> list[float]:
    """Return how loud each tenth of a second is."""
    return [float(np.abs(part).mean()) for part in np.array_split(sound, max(1, len(sound) // (RATE // 10)))]


def test_every_line_of_the_script_was_said_and_the_speakers_differ_in_pitch() -> None:
    lines = script()["lines"]
    assert {file.stem for file in (demo_folder() / "talks").glob("*.wav")} == lines.keys()
    agent, customer = (
        float(np.median([pitch_hz(said(code)) for code in lines if code.startswith(speaker)]))
        for speaker in ("a-", "c-")
    )
    assert agent > 1.25 * customer, f"the agent speaks at {agent:.0f} Hz, the customer at {customer:.0f} Hz"


@pytest.mark.parametrize("length_ms", [900, 8_000, LONGEST_MS, 3_600_000])
def test_a_recording_is_as_long_as_the_call_up_to_a_bound(tmp_path: Path, length_ms: int) -> None:
    write_talk(tmp_path / "r.wav", length_ms, "account", "x")
    with wave.open(str(tmp_path / "r.wav")) as sound:
        assert sound.getnframes() * 1000 // sound.getframerate() == min(length_ms, LONGEST_MS)
    assert [one.name for one in tmp_path.iterdir()] == ["r.wav"]


def test_two_people_take_turns_about_the_queues_matter_and_are_silent_between() -> None:
    for number, queue in enumerate(QUEUES):
        made = talk(queue, LONGEST_MS, f"seed {number}")
        codes = [one.code for one in made.spoken]
        assert codes[0] == "a-greeting" and codes[-1] == "c-bye" and f"c-{queue}-1" in codes
        turns = sum(one[0] != other[0] for one, other in pairwise(codes))
        assert turns > len(codes) * 0.6
        loud = [level > 300 for level in windows(made.sound)]
        assert 0.45 < sum(loud) / len(loud) < 0.98
        assert loud[-1] is False, "the line is quiet when the customer has put the receiver down"
    again, other = talk("loan", 30_000, "one"), talk("loan", 30_000, "two")
    assert (talk("loan", 30_000, "one").sound == again.sound).all() and (again.sound != other.sound).any()


def test_on_hold_the_customer_hears_music() -> None:
    made = talk("credit", LONGEST_MS, "held", Held(12_000, 10_000))
    asked = next(one for one in made.spoken if one.code == "c-yes")
    back = next(one for one in made.spoken if one.code == "a-back")
    assert 9_900 <= back.from_ms - asked.to_ms <= 11_000
    loud = windows(made.sound)[asked.to_ms // 100 + 5 : back.from_ms // 100 - 1]
    assert min(loud) > 300, "music without a pause"


def test_in_a_few_somebody_talks_into_the_others_words() -> None:
    into = [
        any(one.to_ms > other.from_ms for one, other in pairwise(talk("account", LONGEST_MS, str(number)).spoken))
        for number in range(60)
    ]
    assert 5 <= sum(into) <= 30

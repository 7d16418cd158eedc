"""What can be heard in a sound: how loud a pitch is in it, and where it is silent."""

import math
import struct
import wave
from pathlib import Path

RATE = 8000


def samples(file: Path) -> list[int]:
    """The samples of a WAV file (8 kHz, 16 bit, one channel), also of one that is still being written."""
    octets = file.read_bytes()
    at = octets.index(b"data") + 8
    whole = octets[at : at + (len(octets) - at) // 2 * 2]
    return list(struct.unpack(f"<{len(whole) // 2}h", whole))


def length_s(file: Path) -> float:
    """Length by the file's own head."""
    with wave.open(str(file)) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (RATE, 1, 2)
        return sound.getnframes() / RATE


def loudness(heard: list[int], pitch: float) -> float:
    """Amplitude of one pitch (Goertzel), 0 for none; a tone of amplitude 9000 gives about 9000."""
    if not heard:
        return 0.0
    turn = 2 * math.cos(2 * math.pi * pitch / RATE)
    before = last = 0.0
    for one in heard:
        before, last = last, one + turn * last - before
    power = last * last + before * before - turn * last * before
    return 2 * math.sqrt(max(power, 0.0)) / len(heard)


def longest_silence_s(heard: list[int], quiet: int = 60) -> float:
    """The longest stretch in which nothing is louder than `quiet`."""
    longest = run = 0
    for one in heard:
        run = run + 1 if abs(one) <= quiet else 0
        longest = max(longest, run)
    return longest / RATE

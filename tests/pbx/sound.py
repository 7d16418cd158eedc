"""What can be heard in a sound: how loud a pitch is in it, and where it is silent."""

import math
import struct
import wave
from pathlib import Path

RATE = 8000
PIECE = RATE // 5


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
    """Amplitude of one pitch (Goertzel) in the fifth of the time in which it is loudest; a tone of 8000 gives about 8000.

    By pieces of a fifth of a second: over the whole, breaks in a tone would cancel it out.
    """
    pieces = sorted(_amplitude(heard[at : at + PIECE], pitch) for at in range(0, len(heard) - PIECE, PIECE))
    return pieces[-max(1, len(pieces) // 5)] if pieces else 0.0


def _amplitude(heard: list[int], pitch: float) -> float:
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

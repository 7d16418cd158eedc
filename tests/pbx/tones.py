"""Keys as RFC 4733 telephone events, for a customer who cannot send SIP INFO: captures that SIPp plays into the line.

SIPp's own captures bear fixed times: Asterisk takes a key that goes back in time for one that came late, and drops it. Here sequence
and time rise over all the keys of a call.
"""

import itertools
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

KEYS = "0123456789*#ABCD"
PAYLOAD, SSRC = 101, 0x41440001
STEP_S, STEPS, ENDS = 0.02, 8, 3
"""A key lasts eight packets of 20 ms; its end is told three times, as RFC 4733 2.5.1.4 wants it."""


def captures(folder: Path, groups: Sequence[str]) -> list[Path]:
    """A capture for each group of keys, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    sequence, made = itertools.count(100), []
    moment = 8000
    for at, group in enumerate(groups):
        file = folder / f"keys-{at}.pcap"
        head = struct.pack("<IHHIIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)
        file.write_bytes(head + b"".join(_group(group, moment, sequence)))
        made.append(file)
        moment += 4000 * len(group) + 80_000
    return made


def _group(group: str, moment: int, sequence: Iterator[int]) -> Iterator[bytes]:
    time_s = 1.0
    for at, key in enumerate(group):
        begins = moment + 4000 * at
        for step in range(1, STEPS + 1):
            yield _packet(time_s, next(sequence), begins, key, 160 * step, first=step == 1)
            time_s += STEP_S
        for _ in range(ENDS):
            yield _packet(time_s, next(sequence), begins, key, 160 * (STEPS + 1), last=True)
            time_s += 0.001
        time_s += 0.25


def _packet(
    time_s: float, sequence: int, begins: int, key: str, length: int, *, first: bool = False, last: bool = False
) -> bytes:
    event = struct.pack(">BBH", KEYS.index(key), 0x8A if last else 0x0A, length)
    rtp = struct.pack(">BBHII", 0x80, (0x80 if first else 0) | PAYLOAD, sequence & 0xFFFF, begins, SSRC) + event
    udp = struct.pack(">HHHH", 10_000, 10_000, 8 + len(rtp), 0) + rtp
    here = bytes((127, 0, 0, 1))
    head = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0, here, here)
    head = head[:10] + struct.pack(">H", _checksum(head)) + head[12:]
    frame = bytes(12) + b"\x08\x00" + head + udp
    return struct.pack("<IIII", int(time_s), int(time_s % 1 * 1e6), len(frame), len(frame)) + frame


def _checksum(head: bytes) -> int:
    total = sum(struct.unpack(f">{len(head) // 2}H", head))
    total = (total & 0xFFFF) + (total >> 16)
    return ~((total & 0xFFFF) + (total >> 16)) & 0xFFFF

"""Files of recordings: taken over from the exchange's folder into the store, whole or not at all, and checked again.

A file is copied beside its place, its digest computed on the way, written through to the disk, and then renamed: whoever
looks finds nothing or all of it. The store is a folder by day; access is the hub's user alone.
"""

import hashlib
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

PIECE: Final = 1 << 20
HEAD: Final = 4096
"""The head of a WAV file lies in its first octets."""


class NotFinished(Exception):
    """The exchange still writes this file, or it is none that we know."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken over: where it lies below the store, its size, digest and length."""

    path: str
    size_bytes: int
    sha256: str
    duration_ms: int


def take_over(source: Path, store: Path, at: datetime) -> Taken:
    """Copy a finished file into the store. Raises FileNotFoundError, NotFinished, OSError.

    Done again after a break it gives the same file in the same place.
    """
    duration_ms = length_of(source)
    relative = Path(f"{at:%Y/%m/%d}") / source.name
    place = store / relative
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = place.with_suffix(".part")
    digest, size = hashlib.sha256(), 0
    with (
        source.open("rb") as given,
        os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as kept,
    ):
        for piece in _pieces(given):
            digest.update(piece)
            size += len(piece)
            kept.write(piece)
        kept.flush()
        os.fsync(kept.fileno())
    part.replace(place)
    _write_through(place.parent)
    return Taken(relative.as_posix(), size, digest.hexdigest(), duration_ms)


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(PIECE):
        yield piece


def _write_through(folder: Path) -> None:
    """The rename itself survives a power cut; where a folder cannot be opened (Windows) the system sees to it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def length_of(file: Path) -> int:
    """Length of the sound of a finished WAV file in milliseconds. Raises NotFinished, FileNotFoundError, OSError.

    Its head says how long it is only when the exchange has closed it.
    """
    size = file.stat().st_size
    with file.open("rb") as stream:
        head = stream.read(HEAD)
    if len(head) < 44 or head[:4] != b"RIFF" or head[8:12] != b"WAVE":
        raise NotFinished(file.name)
    octets_per_s: int = 0
    length: int = 0
    at = 12
    while at + 8 <= len(head):
        name = head[at : at + 4]
        (length,) = struct.unpack_from("<I", head, at + 4)
        if name == b"fmt ":
            (octets_per_s,) = struct.unpack_from("<I", head, at + 16)
        if name == b"data":
            if at + 8 + length > size or size - (at + 8 + length) > HEAD or not octets_per_s:
                raise NotFinished(file.name)
            return length * 1000 // octets_per_s
        at += 8 + length + length % 2
    raise NotFinished(file.name)


def digest_of(file: Path) -> str:
    """SHA-256 of a file of the store. Raises OSError."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        for piece in _pieces(stream):
            digest.update(piece)
    return digest.hexdigest()

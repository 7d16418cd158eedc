"""How a file lies on disk: AES-256-GCM in frames, so that any part of it can be read and checked by itself.

Head: eight bytes of name and format, the file's id. Then frames of `FRAME` plain bytes, each with its tag. The nonce is
the frame's number and whether it is the last one: with a key used for one file alone it never repeats, and a frame that
was moved, repeated, left out or cut off does not open. The head is bound into every frame.
"""

import os
import struct
import uuid
from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from agent_desk.hub.kit.files.errors import FileDamaged

FRAME: Final = 1 << 16
KEY_BYTES: Final = 32
_MAGIC: Final = b"ADFILE\x00\x01"
_TAG: Final = 16
HEAD: Final = len(_MAGIC) + 16


def new_key() -> bytes:
    """Return a fresh key for one file."""
    return os.urandom(KEY_BYTES)


def _head(file_id: uuid.UUID) -> bytes:
    return _MAGIC + file_id.bytes


def _nonce(number: int, last: bool) -> bytes:
    return struct.pack(">QI", number, last)


def write(source: BinaryIO, target: BinaryIO, file_id: uuid.UUID, key: bytes) -> tuple[int, str]:
    """Encrypt everything from `source` into `target`; return size and SHA-256 of the plain bytes. Raises OSError."""
    cipher, head = AESGCM(key), _head(file_id)
    digest, size, number = sha256(), 0, 0
    target.write(head)
    frame = _filled(source)
    while True:
        following = _filled(source) if len(frame) == FRAME else b""
        digest.update(frame)
        size += len(frame)
        target.write(cipher.encrypt(_nonce(number, not following), frame, head))
        if not following:
            return size, digest.hexdigest()
        frame, number = following, number + 1


def _filled(source: BinaryIO) -> bytes:
    """Read one frame; shorter only at the end."""
    pieces, left = [], FRAME
    while left and (piece := source.read(left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


class Sealed:
    """An encrypted file, open for reading; `size` in plain bytes as its row says. One thread at a time."""

    def __init__(self, stream: BinaryIO, file_id: uuid.UUID, key: bytes, size: int) -> None:
        self._stream, self._cipher, self._head, self.size = stream, AESGCM(key), _head(file_id), size
        self._frames = max(1, -(-size // FRAME))

    def pieces(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Yield the plain bytes from `start` to `end` (exclusive). Raises FileDamaged, OSError."""
        end = self.size if end is None else min(end, self.size)
        first = start // FRAME
        last = max(first, (end - 1) // FRAME if end > 0 else 0)
        self._stream.seek(0)
        if self._stream.read(HEAD) != self._head:
            raise FileDamaged()
        self._stream.seek(HEAD + first * (FRAME + _TAG))
        for number in range(first, last + 1):
            plain = self._frame(number)
            begins = number * FRAME
            piece = plain[max(0, start - begins) : max(0, end - begins)]
            if piece:
                yield piece

    def _frame(self, number: int) -> bytes:
        last = number == self._frames - 1
        length = self.size - number * FRAME if last else FRAME
        sealed = self._stream.read(length + _TAG)
        # What follows the last frame was not written by us.
        if len(sealed) != length + _TAG or (last and self._stream.read(1)):
            raise FileDamaged()
        try:
            return self._cipher.decrypt(_nonce(number, last), sealed, self._head)
        except InvalidTag as fault:
            raise FileDamaged() from fault

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


class Plain:
    """An unencrypted file of release 0.1.0, read in the same way until it is taken over."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream, self.size = stream, size

    def pieces(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """Yield the bytes from `start` to `end` (exclusive). Raises FileDamaged, OSError."""
        left = (self.size if end is None else min(end, self.size)) - start
        self._stream.seek(start)
        while left > 0:
            piece = self._stream.read(min(FRAME, left))
            if not piece:
                raise FileDamaged()
            left -= len(piece)
            yield piece

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


Opened = Sealed | Plain

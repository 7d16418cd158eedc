"""The key under which unsent writes and drafts lie on a seat's disk: in the system's keyring, or a file beside them.

A keyring that does not answer today may have a key that it gave yesterday: rows name the key they were sealed with, and those
of another key stay where they are until it is there again.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from agent_desk.desk.kit.errors import DeskError

log = logging.getLogger(__name__)

KEY_FILE: Final = "outbox.key"
_PLACE: Final = "outbox"
"""In the keyring, beside the tokens of the hubs."""
_NONCE: Final = 12


class Memory(Protocol):
    """The system's keyring: :class:`agent_desk.desk.kit.seat_memory.SeatMemory`."""

    def keep(self, hub: str, login: str, token: str) -> None: ...
    def recall(self, hub: str, login: str) -> str | None: ...


class NotOurs(Exception):
    """What was sealed has been changed, or is no seal at all."""


@dataclass(frozen=True)
class Keys:
    """Keys by their names: the first seals, each opens what it sealed."""

    keys: tuple[bytes, ...]
    in_keyring: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names that rows carry."""
        return tuple(_name(key) for key in self.keys)

    @property
    def name(self) -> str:
        """Return the name of the key that seals."""
        return _name(self.keys[0])

    def sealed(self, text: str, about: str) -> bytes:
        """Return a text sealed with what it is about: it opens for nothing else."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(self.keys[0]).encrypt(nonce, text.encode(errors="surrogatepass"), about.encode())

    def opened(self, name: str, seal: object, about: str) -> str:
        """Return the text. Raises NotOurs for one that was changed."""
        key = next((one for one in self.keys if _name(one) == name), None)
        if key is None or not isinstance(seal, bytes):
            raise NotOurs()
        try:
            return AESGCM(key).decrypt(seal[:_NONCE], seal[_NONCE:], about.encode()).decode(errors="surrogatepass")
        except (InvalidTag, ValueError) as fault:
            raise NotOurs() from fault


def keys_in_memory() -> Keys:
    """Return a key that is forgotten with the desk."""
    return Keys((AESGCM.generate_key(256),), in_keyring=False)


def keys_beside(folder: Path) -> Keys:
    """Return the key of the file in this folder, made at the first use, readable by its owner alone. Raises OSError."""
    return Keys((_of_file(folder) or _into_file(folder),), in_keyring=False)


def keys_of_seat(folder: Path, memory: Memory) -> Keys:
    """Return the keys of this seat: the keyring's, and the file's where there is one. Raises OSError."""
    user = hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:20]
    kept, beside = _of_keyring(memory, user), _of_file(folder)
    if kept is None and beside is None:
        kept = _into_keyring(memory, user)
    if kept is None:
        log.info("no keyring on this seat: the key of what waits unsent lies in a file beside it")
        return Keys((beside or _into_file(folder),), in_keyring=False)
    return Keys((kept,) if beside is None else (kept, beside), in_keyring=True)


def _of_file(folder: Path) -> bytes | None:
    try:
        key = bytes.fromhex((folder / KEY_FILE).read_text(encoding="ascii").strip())
    except (FileNotFoundError, ValueError):
        return None
    return key if len(key) == 32 else None


def _into_file(folder: Path) -> bytes:
    key = AESGCM.generate_key(256)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / KEY_FILE
    with suppress(FileNotFoundError):
        # One that cannot be read is kept for who can.
        file.replace(file.with_suffix(".unreadable"))
    with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
        out.write(key.hex())
        out.flush()
        os.fsync(out.fileno())
    return key


def _of_keyring(memory: Memory, user: str) -> bytes | None:
    try:
        key = bytes.fromhex(memory.recall(_PLACE, user) or "")
    except (DeskError, ValueError):
        return None
    return key if len(key) == 32 else None


def _into_keyring(memory: Memory, user: str) -> bytes | None:
    key = AESGCM.generate_key(256)
    try:
        memory.keep(_PLACE, user, key.hex())
    except DeskError:
        return None
    # A backend that forgets in silence is none.
    return key if _of_keyring(memory, user) == key else None


def _name(key: bytes) -> str:
    return hashlib.sha256(b"agent-desk outbox" + key).hexdigest()[:16]

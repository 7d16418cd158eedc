"""Keys of the files: each file has a key of its own, which lies in its row, encrypted with one of the hub's keys.

The hub's keys stand in its settings, outside the database, and the database knows them by their fingerprints. Which of them
wraps new files is said there, so that all hubs agree. Rotating wraps the files' keys anew: the files are not touched.
"""

import hashlib
import secrets
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.files.errors import FileDamaged, FileKeyMissing
from agent_desk.hub.kit.files.sealed import KEY_BYTES
from agent_desk.hub.kit.settings import Settings
from agent_desk.models.files import FileKey, StoredFile
from agent_desk.models.people import SecondFactor
from agent_desk.schemas.kit.file_text import read_text

BATCH: Final = 500
_NONCE: Final = 12


class UnknownFileKeys(Exception):
    """Files were written with keys that this hub's settings do not hold; `ids` are their fingerprints."""

    def __init__(self, ids: list[str]) -> None:
        super().__init__(", ".join(ids))
        self.ids = ids


def fresh() -> str:
    """Return a new key as it stands in the settings: 64 hexadecimal digits."""
    return secrets.token_hex(KEY_BYTES)


def fingerprint(key: bytes) -> str:
    """Return the name by which the database knows a key."""
    return hashlib.sha256(b"agent-desk file key" + key).hexdigest()[:16]


class Keyring:
    """The hub's keys by their fingerprints; the first in the settings is the one that a rotation makes the active one."""

    def __init__(self, words: str) -> None:
        keys = [bytes.fromhex(word) for word in words.replace(",", " ").split()]
        if any(len(key) != KEY_BYTES for key in keys):
            raise ValueError("a file key has 64 hexadecimal digits")
        self._keys = {fingerprint(key): key for key in keys}

    @classmethod
    def of(cls, settings: Settings) -> "Keyring":
        """Return the keys of these settings: `file_key`, then those in the file `file_key_file`. Raises ValueError, OSError."""
        words = settings.file_key
        if settings.file_key_file:
            words += " " + read_text(Path(settings.file_key_file))
        return cls(words)

    @property
    def ids(self) -> list[str]:
        """Fingerprints, in the order of the settings."""
        return list(self._keys)

    def wrap(self, key_id: str, file_id: uuid.UUID, file_key: bytes) -> bytes:
        """Encrypt a file's key. Raises FileKeyMissing."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(self._key(key_id)).encrypt(nonce, file_key, file_id.bytes)

    def unwrap(self, key_id: str, file_id: uuid.UUID, wrapped: bytes) -> bytes:
        """Decrypt a file's key. Raises FileKeyMissing, FileDamaged."""
        try:
            return AESGCM(self._key(key_id)).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], file_id.bytes)
        except InvalidTag as fault:
            raise FileDamaged() from fault

    def _key(self, key_id: str) -> bytes:
        if key_id not in self._keys:
            raise FileKeyMissing(key=key_id)
        return self._keys[key_id]


def require_keys(db: Session, ring: Keyring) -> None:
    """Make the first key of an empty database active; check that every key in use is in the ring. Raises UnknownFileKeys."""
    if ring.ids:
        first = insert(FileKey).values(id=ring.ids[0], active=True)
        if db.scalar(select(FileKey.id).limit(1)) is None:
            db.execute(first.on_conflict_do_nothing())
    used = set(db.scalars(select(StoredFile.key_id).where(StoredFile.deleted_at.is_(None)).distinct()))
    used.update(db.scalars(select(SecondFactor.key_id).distinct()))
    used.add(db.scalar(select(FileKey.id).where(FileKey.active)))
    missing = sorted(one for one in used if one is not None and one not in ring.ids)
    if missing:
        raise UnknownFileKeys(missing)


def active(db: Session, ring: Keyring) -> str:
    """Return the key that new files are wrapped with; it stays so until this transaction ends. Raises FileKeyMissing."""
    # A rotation that is under way may make another one active while this waits for it: asked again, that one is seen.
    for _ in range(2):
        found = db.scalar(select(FileKey.id).where(FileKey.active).with_for_update(read=True))
        if found is not None:
            break
    if found is None or found not in ring.ids:
        raise FileKeyMissing(key=found or "–")
    return found


def activate(database: Database, key_id: str) -> None:
    """Wrap new files with this key from now on, in every hub."""
    with database.write() as db:
        db.execute(update(FileKey).where(FileKey.active, FileKey.id != key_id).values(active=False))
        known = insert(FileKey).values(id=key_id, active=True)
        db.execute(known.on_conflict_do_update(index_elements=[FileKey.id], set_={"active": True}))


def rotate(database: Database, ring: Keyring, told: Callable[[int, int], None] | None = None) -> int:
    """Wrap the keys of all files with the first key of the ring, a batch at a time; return how many were wrapped anew.

    May be broken off and begun again: what is done is done. Raises FileKeyMissing, FileDamaged.
    """
    wanted = ring.ids[0]
    activate(database, wanted)
    with database.read() as db:
        total = db.scalar(select(func.count()).select_from(StoredFile).where(*_others(wanted))) or 0
        total += db.scalar(select(func.count()).select_from(SecondFactor).where(SecondFactor.key_id != wanted)) or 0
    done = 0
    while batch := _batch(database, ring, wanted) + _secrets(database, ring, wanted):
        done += batch
        if told is not None:
            told(done, max(total, done))
    return done


def _others(wanted: str) -> tuple[ColumnElement[bool], ...]:
    return StoredFile.key_id.is_not(None), StoredFile.key_id != wanted


def _batch(database: Database, ring: Keyring, wanted: str) -> int:
    with database.write() as db:
        rows = db.scalars(
            select(StoredFile).where(*_others(wanted)).order_by(StoredFile.id).limit(BATCH).with_for_update()
        ).all()
        for row in rows:
            assert row.key_id is not None and row.wrapped_key is not None
            file_key = ring.unwrap(row.key_id, row.id, row.wrapped_key)
            row.wrapped_key, row.key_id = ring.wrap(wanted, row.id, file_key), wanted
        return len(rows)


def _secrets(database: Database, ring: Keyring, wanted: str) -> int:
    """Encrypt the secrets of second factors anew, a batch at a time; return how many."""
    with database.write() as db:
        rows = db.scalars(
            select(SecondFactor).where(SecondFactor.key_id != wanted).limit(BATCH).with_for_update()
        ).all()
        for row in rows:
            secret = ring.unwrap(row.key_id, row.person_id, row.sealed_secret)
            row.sealed_secret, row.key_id = ring.wrap(wanted, row.person_id, secret), wanted
        return len(rows)


def in_use(db: Session) -> list[tuple[str, bool, int]]:
    """Return every key the database knows: its fingerprint, whether it is active, how many files need it."""
    counted = select(FileKey.id, FileKey.active, func.count(StoredFile.id)).outerjoin(
        StoredFile, StoredFile.key_id == FileKey.id
    )
    rows = db.execute(counted.group_by(FileKey.id, FileKey.active).order_by(FileKey.active.desc(), FileKey.id))
    return [(key_id, is_active, files) for key_id, is_active, files in rows]

"""The outbox's file: SQLite on the seat's disk, written through, readable by its owner only."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

from agent_desk.desk.kit.errors import OutboxUnusable

T = TypeVar("T")
log = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS unsent (
    position INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, state TEXT NOT NULL CHECK (state IN ('pending', 'refused')),
    method TEXT NOT NULL, path TEXT NOT NULL, body TEXT, what_zh TEXT NOT NULL, what_en TEXT NOT NULL, written_at TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, error_id TEXT NOT NULL DEFAULT '', sentence_zh TEXT NOT NULL DEFAULT '',
    sentence_en TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS draft (
    kind TEXT NOT NULL, key TEXT NOT NULL, data TEXT NOT NULL, typed_at TEXT NOT NULL, PRIMARY KEY (kind, key)
);
"""
_COLUMNS = "key, state, method, path, body, what_zh, what_en, written_at, tries, error_id, sentence_zh, sentence_en"


@dataclass(frozen=True, slots=True)
class UnsentWrite:
    """One write that the hub has not taken yet, or has refused."""

    key: str
    state: Literal["pending", "refused"]
    method: str
    path: str
    body_json: str | None
    what_zh: str
    what_en: str
    written_at: datetime
    tries: int
    error_id: str
    sentence_zh: str
    sentence_en: str


def outbox_path(data_dir: Path, hub: str, person_id: str) -> Path:
    """Return one file per hub and person: a digest, so that neither name can break out of the folder."""
    name = hashlib.sha256(f"{hub.rstrip('/')}|{person_id}".encode()).hexdigest()[:20]
    return data_dir / f"outbox-{name}.sqlite"


def _machine_time() -> datetime:
    return datetime.now(UTC)


class OutboxFile:
    """The rows. Opens or makes the file at once; a damaged one is set aside beside it, never deleted.

    Every method raises OutboxUnusable when the disk is full, read-only or not ours.
    """

    now: Callable[[], datetime] = staticmethod(_machine_time)
    """The clock of the rows; the desk puts the hub's here, which the seat's own may be far from."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.set_aside: Path | None = None
        """Where a damaged file was moved at opening, so that the shell can say so."""
        self._lock = threading.RLock()
        self._base: sqlite3.Connection | None = None
        self.in_memory = False
        """Whether the disk could not be used and rows live only as long as the desk."""
        try:
            self._open()
        except sqlite3.DatabaseError as fault:
            if isinstance(fault, sqlite3.OperationalError) and not _damaged(fault):
                raise _unusable(fault, path) from fault
            self._move_damaged()
            self._guard(self._open)

    @classmethod
    def without_disk(cls, path: Path) -> OutboxFile:
        """Rows in memory only, for a seat whose disk takes none: the person has been told, and works on."""
        file = cls.__new__(cls)
        file.path, file.set_aside, file.in_memory = path, None, True
        file._lock = threading.RLock()
        file._base = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        file._base.executescript(_SCHEMA)
        return file

    # -- unsent writes -----------------------------------------------------------------------------------------------

    def add(self, key: str, method: str, path: str, body_json: str | None, what_zh: str, what_en: str) -> None:
        """Append a write; the same key a second time changes nothing."""
        self._write(
            "INSERT OR IGNORE INTO unsent (key, state, method, path, body, what_zh, what_en, written_at)"
            " VALUES (?, 'pending', ?, ?, ?, ?, ?, ?)",
            (key, method, path, body_json, what_zh, what_en, self.now().isoformat()),
        )

    def remove(self, key: str) -> None:
        """The hub has it, or a person let it go."""
        self._write("DELETE FROM unsent WHERE key = ?", (key,))

    def refuse(self, key: str, error_id: str, sentence_zh: str, sentence_en: str) -> None:
        """Keep it for a person to look at, out of the line."""
        self._write(
            "UPDATE unsent SET state = 'refused', error_id = ?, sentence_zh = ?, sentence_en = ? WHERE key = ?",
            (error_id, sentence_zh, sentence_en, key),
        )

    def revive(self, key: str, new_key: str) -> None:
        """Put a refused write at the end of the line under a new key."""
        self._write(
            "UPDATE unsent SET state = 'pending', key = ?, tries = 0,"
            " position = (SELECT max(position) + 1 FROM unsent) WHERE key = ? AND state = 'refused'",
            (new_key, key),
        )

    def count_try(self, key: str) -> int:
        """Return one more try that the hub failed at; gives how many there were."""
        self._write("UPDATE unsent SET tries = tries + 1 WHERE key = ?", (key,))
        rows = self._read("SELECT tries FROM unsent WHERE key = ?", (key,))
        return int(rows[0][0]) if rows else 0

    def first_pending(self) -> UnsentWrite | None:
        """Return the write that is next in line."""
        rows = self._read(f"SELECT {_COLUMNS} FROM unsent WHERE state = 'pending' ORDER BY position LIMIT 1")  # noqa: S608
        return _unsent(rows[0]) if rows else None

    def writes(self, state: Literal["pending", "refused"]) -> list[UnsentWrite]:
        """Return all writes in one state, in the order of writing."""
        rows = self._read(f"SELECT {_COLUMNS} FROM unsent WHERE state = ? ORDER BY position", (state,))  # noqa: S608
        return [_unsent(row) for row in rows]

    def pending_count(self) -> int:
        """Return how many wait."""
        return int(self._read("SELECT count(*) FROM unsent WHERE state = 'pending'")[0][0])

    def refused_count(self) -> int:
        """Return how many were refused and not looked at."""
        return int(self._read("SELECT count(*) FROM unsent WHERE state = 'refused'")[0][0])

    # -- drafts ------------------------------------------------------------------------------------------------------

    def put_draft(self, kind: str, key: str, data: str) -> None:
        """Keep a draft, replacing the one before."""
        self._write(
            "INSERT INTO draft VALUES (?, ?, ?, ?)"
            " ON CONFLICT (kind, key) DO UPDATE SET data = excluded.data, typed_at = excluded.typed_at",
            (kind, key, data, self.now().isoformat()),
        )

    def get_draft(self, kind: str, key: str) -> str | None:
        """Return the draft's text, or None."""
        rows = self._read("SELECT data FROM draft WHERE kind = ? AND key = ?", (kind, key))
        return str(rows[0][0]) if rows else None

    def drop_draft(self, kind: str, key: str) -> None:
        """Forget a draft."""
        self._write("DELETE FROM draft WHERE kind = ? AND key = ?", (kind, key))

    def drafts(self, kind: str) -> list[str]:
        """Keys of the drafts of one kind, newest first."""
        return [
            str(row[0]) for row in self._read("SELECT key FROM draft WHERE kind = ? ORDER BY typed_at DESC", (kind,))
        ]

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            if self._base is not None:
                self._base.close()
                self._base = None

    # -- below -------------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Made by us first, so that it is never readable by others, not even for a moment.
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            os.chmod(self.path, 0o600)
        except OSError as fault:
            raise _unusable(fault, self.path) from fault
        base = sqlite3.connect(self.path, timeout=5.0, isolation_level=None, check_same_thread=False)
        try:
            # Written through to the disk before a call returns; what is deleted is overwritten, for it names customers.
            base.execute("PRAGMA journal_mode = DELETE")
            base.execute("PRAGMA synchronous = FULL")
            base.execute("PRAGMA secure_delete = ON")
            verdict = base.execute("PRAGMA quick_check").fetchone()[0]
            if verdict != "ok":
                raise sqlite3.DatabaseError(f"damaged: {verdict}")
            base.executescript(_SCHEMA)
        except BaseException:
            base.close()
            raise
        self._base = base

    def _move_damaged(self) -> None:
        stamp = time.strftime("%Y%m%d-%H%M%S")
        target = self.path.with_name(f"{self.path.name}.damaged-{stamp}")
        try:
            os.replace(self.path, target)
            for tail in ("-journal", "-wal", "-shm"):
                side = self.path.with_name(self.path.name + tail)
                if side.exists():
                    os.replace(side, target.with_name(target.name + tail))
        except OSError as fault:
            raise _unusable(fault, self.path) from fault
        log.info("the outbox file was damaged and set aside")
        self.set_aside = target

    def _write(self, statement: str, values: Sequence[Any]) -> None:
        self._guard(lambda: self._connection().execute(statement, values))

    def _read(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._guard(lambda: self._connection().execute(statement, values).fetchall())

    def _connection(self) -> sqlite3.Connection:
        if self._base is None:
            raise sqlite3.OperationalError("unable to open database file: closed")
        return self._base

    def _guard(self, work: Callable[[], T]) -> T:
        with self._lock:
            try:
                return work()
            except (sqlite3.Error, OSError) as fault:
                raise _unusable(fault, self.path) from fault


def _unsent(row: tuple[Any, ...]) -> UnsentWrite:
    key, state, method, path, body_json, what_zh, what_en, written_at, tries, error_id, sentence_zh, sentence_en = row
    return UnsentWrite(
        key=key,
        state=state,
        method=method,
        path=path,
        body_json=body_json,
        what_zh=what_zh,
        what_en=what_en,
        written_at=datetime.fromisoformat(written_at),
        tries=tries,
        error_id=error_id,
        sentence_zh=sentence_zh,
        sentence_en=sentence_en,
    )


def _damaged(fault: sqlite3.Error) -> bool:
    return "malformed" in str(fault) or "not a database" in str(fault)


def _unusable(fault: Exception, path: Path) -> OutboxUnusable:
    text = str(fault)
    code = fault.errno if isinstance(fault, OSError) else None
    if code in (errno.ENOSPC, errno.EDQUOT) or "disk is full" in text:
        return OutboxUnusable("disk_full", path, detail=text)
    if code == errno.EROFS or "readonly" in text or "read-only" in text:
        return OutboxUnusable("read_only", path, detail=text)
    return OutboxUnusable("unreadable", path, detail=text)

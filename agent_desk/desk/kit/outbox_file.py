"""The outbox's file: SQLite on the seat's disk, written through, its rows sealed under the seat's key (docs/decisions/0047)."""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import os
import re
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

from agent_desk.desk.kit.errors import OutboxUnusable
from agent_desk.desk.kit.seat_key import Keys, NotOurs, keys_beside, keys_in_memory

T = TypeVar("T")
log = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS waiting (
    position INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, state TEXT NOT NULL CHECK (state IN ('pending', 'refused')),
    tries INTEGER NOT NULL DEFAULT 0, sealed_by TEXT NOT NULL, sealed BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS typed (
    kind TEXT NOT NULL, key TEXT NOT NULL, typed_at TEXT NOT NULL, sealed_by TEXT NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY (kind, key)
);
CREATE TABLE IF NOT EXISTS set_aside (at TEXT NOT NULL, held TEXT NOT NULL);
"""
_IN_CLEAR = (
    "SELECT key, state, method, path, body, what_zh, what_en, written_at, tries, error_id, sentence_zh, sentence_en"
    " FROM unsent ORDER BY position"
)
"""What a desk before 0.2 wrote."""
_ENVIRONMENT = ("disk is full", "readonly", "read-only", "unable to open", "locked", "busy", "closed")
"""What SQLite says where the file itself may be sound."""


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
    """The rows, sealed under the seat's key. Opens or makes the file at once; a damaged one is set aside beside it, never deleted,
    and so is a damaged row within it.

    Every method raises OutboxUnusable when the disk is full, read-only or not ours.
    """

    now: Callable[[], datetime] = staticmethod(_machine_time)
    """The clock of the rows; the desk puts the hub's here, which the seat's own may be far from."""

    def __init__(self, path: Path, keys: Callable[[Path], Keys] = keys_beside) -> None:
        """`keys`: gives the keys for the folder of the file."""
        self.path = path
        self.set_aside: Path | None = None
        """Where a damaged file was moved, so that the shell can say so."""
        self.on_set_aside: Callable[[Path], None] = lambda path: None
        """Hears of a file, or of rows in it, that had to be set aside later; from any thread."""
        self.rows_set_aside = 0
        """How many single rows were set aside since the file was opened."""
        self._lock = threading.RLock()
        self._base: sqlite3.Connection | None = None
        self._opening = False
        self.in_memory = False
        """Whether the disk could not be used and rows live only as long as the desk."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.keys = keys(path.parent)
        except OSError as fault:
            raise _unusable(fault, path) from fault
        self._guard(self._open_whatever_it_is)

    @classmethod
    def without_disk(cls, path: Path) -> OutboxFile:
        """Rows in memory only, for a seat whose disk takes none: the person has been told, and works on."""
        file = cls.__new__(cls)
        file.path, file.set_aside, file.in_memory, file.rows_set_aside = path, None, True, 0
        file.on_set_aside, file.keys = lambda path: None, keys_in_memory()
        file._lock, file._opening = threading.RLock(), False
        file._base = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        file._base.executescript(_SCHEMA)
        return file

    # -- unsent writes -----------------------------------------------------------------------------------------------

    def add(self, key: str, method: str, path: str, body_json: str | None, what_zh: str, what_en: str) -> None:
        """Append a write; the same key a second time changes nothing."""
        write = UnsentWrite(key, "pending", method, path, body_json, what_zh, what_en, self.now(), 0, "", "", "")
        self._do(
            "INSERT OR IGNORE INTO waiting (key, state, sealed_by, sealed) VALUES (?, 'pending', ?, ?)",
            (key, self.keys.name, self._sealed(write)),
        )

    def remove(self, key: str) -> None:
        """The hub has it, or a person let it go."""
        self._do("DELETE FROM waiting WHERE key = ?", (key,))

    def refuse(self, key: str, error_id: str, sentence_zh: str, sentence_en: str) -> None:
        """Keep it for a person to look at, out of the line."""
        write = self._one(key)
        if write is not None:
            said = replace(write, error_id=error_id, sentence_zh=sentence_zh, sentence_en=sentence_en)
            self._do(
                "UPDATE waiting SET state = 'refused', sealed_by = ?, sealed = ? WHERE key = ?",
                (self.keys.name, self._sealed(said), key),
            )

    def revive(self, key: str, new_key: str) -> None:
        """Put a refused write at the end of the line under a new key."""
        write = self._one(key)
        if write is not None and write.state == "refused":
            self._do(
                "UPDATE waiting SET state = 'pending', key = ?, tries = 0, sealed_by = ?, sealed = ?,"
                " position = (SELECT max(position) + 1 FROM waiting) WHERE key = ?",
                (new_key, self.keys.name, self._sealed(replace(write, key=new_key)), key),
            )

    def count_try(self, key: str) -> int:
        """Return one more try that the hub failed at; gives how many there were."""
        self._do("UPDATE waiting SET tries = tries + 1 WHERE key = ?", (key,))
        rows = self._read("SELECT tries FROM waiting WHERE key = ?", (key,))
        return int(rows[0][0]) if rows else 0

    def first_pending(self) -> UnsentWrite | None:
        """Return the write that is next in line."""
        return next(self._writes("state = 'pending'"), None)

    def writes(self, state: Literal["pending", "refused"]) -> list[UnsentWrite]:
        """Return all writes in one state, in the order of writing."""
        return list(self._writes("state = ?", state))

    def pending_count(self) -> int:
        """Return how many wait."""
        return len(self.writes("pending"))

    def refused_count(self) -> int:
        """Return how many were refused and not looked at."""
        return len(self.writes("refused"))

    # -- drafts ------------------------------------------------------------------------------------------------------

    def put_draft(self, kind: str, key: str, data: str) -> None:
        """Keep a draft, replacing the one before."""
        self._do(
            "INSERT INTO typed VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET"
            " typed_at = excluded.typed_at, sealed_by = excluded.sealed_by, sealed = excluded.sealed",
            (kind, key, self.now().isoformat(), self.keys.name, self.keys.sealed(data, f"draft {kind} {key}")),
        )

    def get_draft(self, kind: str, key: str) -> str | None:
        """Return the draft's text, or None."""
        rows = self._read("SELECT rowid, sealed_by, sealed FROM typed WHERE kind = ? AND key = ?", (kind, key))
        return self._draft(kind, key, *rows[0]) if rows else None

    def _draft(self, kind: str, key: str, row: int, sealed_by: str, sealed: bytes) -> str | None:
        if sealed_by not in self.keys.names:
            return None
        try:
            return self.keys.opened(sealed_by, sealed, f"draft {kind} {key}")
        except NotOurs:
            self._set_row_aside("typed", row)
            return None

    def drop_draft(self, kind: str, key: str) -> None:
        """Forget a draft."""
        self._do("DELETE FROM typed WHERE kind = ? AND key = ?", (kind, key))

    def drafts(self, kind: str) -> list[str]:
        """Keys of the drafts of one kind, newest first."""
        return [
            str(row[0]) for row in self._read("SELECT key FROM typed WHERE kind = ? ORDER BY typed_at DESC", (kind,))
        ]

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            if self._base is not None:
                self._base.close()
                self._base = None

    # -- rows --------------------------------------------------------------------------------------------------------

    def _sealed(self, write: UnsentWrite) -> bytes:
        facts = [write.method, write.path, write.body_json, write.what_zh, write.what_en, write.written_at.isoformat()]
        said = [write.error_id, write.sentence_zh, write.sentence_en]
        return self.keys.sealed(json.dumps([*facts, *said]), f"write {write.key}")

    def _writes(self, which: str, *values: str) -> Iterator[UnsentWrite]:
        """Yield the writes that can be read with the keys of this seat; a damaged one is set aside, alone."""
        asked = f"SELECT rowid, key, state, tries, sealed_by, sealed FROM waiting WHERE {which} ORDER BY position"  # noqa: S608
        for row, key, state, tries, sealed_by, sealed in self._read(asked, values):
            if sealed_by not in self.keys.names:
                continue
            try:
                yield _unsent(key, state, tries, self.keys.opened(sealed_by, sealed, f"write {key}"))
            except (NotOurs, ValueError, TypeError):
                self._set_row_aside("waiting", row)

    def _one(self, key: str) -> UnsentWrite | None:
        return next(self._writes("key = ?", key), None)

    def _set_row_aside(self, table: str, row: int) -> None:
        held = json.dumps(
            [table, *self._read(f"SELECT * FROM {table} WHERE rowid = ?", (row,))],  # noqa: S608
            default=lambda value: bytes(value).hex(),
        )
        self._do("INSERT INTO set_aside VALUES (?, ?)", (self.now().isoformat(), held))
        self._do(f"DELETE FROM {table} WHERE rowid = ?", (row,))  # noqa: S608
        self.rows_set_aside += 1
        log.info("a damaged row of the outbox was set aside")
        self.on_set_aside(self.path)

    # -- below -------------------------------------------------------------------------------------------------------

    def _open_whatever_it_is(self) -> None:
        try:
            self._open()
        except (sqlite3.Error, ValueError, TypeError) as fault:
            if _environment(fault):
                raise
            self._move_damaged()
            self._open()

    def _open(self) -> None:
        try:
            # Made by us first, so that it is never readable by others, not even for a moment.
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            os.chmod(self.path, 0o600)
        except OSError as fault:
            raise _unusable(fault, self.path) from fault
        base = sqlite3.connect(self.path, timeout=5.0, isolation_level=None, check_same_thread=False)
        try:
            # Written through to the disk before a call returns; what is deleted is overwritten, for it names customers.
            # A byte that is no letter makes one row unreadable, not all that are read with it.
            base.text_factory = lambda raw: raw.decode(errors="replace")
            base.execute("PRAGMA journal_mode = DELETE")
            base.execute("PRAGMA synchronous = FULL")
            base.execute("PRAGMA secure_delete = ON")
            verdict = base.execute("PRAGMA quick_check").fetchone()[0]
            if verdict != "ok":
                raise sqlite3.DatabaseError(f"damaged: {verdict}")
            base.executescript(_SCHEMA)
            self._base, self._opening = base, True
            self._seal_what_lies_in_clear(base)
            self._look_through(base)
        except BaseException:
            self._base = None
            base.close()
            raise
        finally:
            self._opening = False

    def _seal_what_lies_in_clear(self, base: sqlite3.Connection) -> None:
        """Take over the rows of an earlier desk, which did not seal them, and overwrite them."""
        if not base.execute("SELECT 1 FROM sqlite_master WHERE name = 'unsent'").fetchall():
            return
        base.execute("BEGIN")
        for key, state, method, path, body, *what, written_at, tries, error_id, zh, en in base.execute(
            _IN_CLEAR
        ).fetchall():
            at = datetime.fromisoformat(written_at)
            write = UnsentWrite(key, state, method, path, body, what[0], what[1], at, tries, error_id, zh, en)
            base.execute(
                "INSERT OR IGNORE INTO waiting (key, state, tries, sealed_by, sealed) VALUES (?, ?, ?, ?, ?)",
                (key, state, tries, self.keys.name, self._sealed(write)),
            )
        for kind, key, data, typed_at in base.execute("SELECT kind, key, data, typed_at FROM draft").fetchall():
            sealed = self.keys.sealed(data, f"draft {kind} {key}")
            base.execute(
                "INSERT OR IGNORE INTO typed VALUES (?, ?, ?, ?, ?)", (kind, key, typed_at, self.keys.name, sealed)
            )
        base.execute("DROP TABLE unsent")
        base.execute("DROP TABLE draft")
        base.execute("COMMIT")
        base.execute("VACUUM")

    def _look_through(self, base: sqlite3.Connection) -> None:
        """Find what is damaged now, and not when it is to be sent. Raises sqlite3.DatabaseError where the tables are not ours."""
        tables = {
            "waiting": ["position", "key", "state", "tries", "sealed_by", "sealed"],
            "typed": ["kind", "key", "typed_at", "sealed_by", "sealed"],
            "set_aside": ["at", "held"],
        }
        for name, columns in tables.items():
            if [row[1] for row in base.execute(f"PRAGMA table_info({name})")] != columns:
                raise sqlite3.DatabaseError(f"damaged: the table {name} is not ours")
        for row, sealed_by, state in base.execute("SELECT rowid, sealed_by, state FROM waiting").fetchall():
            if state not in ("pending", "refused") or not _key_name(sealed_by):
                self._set_row_aside("waiting", row)
        list(self._writes("1"))
        for row, kind, key, sealed_by, sealed in base.execute(
            "SELECT rowid, kind, key, sealed_by, sealed FROM typed"
        ).fetchall():
            if _key_name(sealed_by):
                self._draft(kind, key, row, sealed_by, sealed)
            else:
                self._set_row_aside("typed", row)

    def _move_damaged(self) -> None:
        stamp = f"{self.now():%Y%m%d-%H%M%S}"
        target = self.path.with_name(f"{self.path.name}.damaged-{stamp}")
        for number in range(2, 1000):
            if not target.exists():
                break
            target = self.path.with_name(f"{self.path.name}.damaged-{stamp}-{number}")
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

    def _do(self, statement: str, values: Sequence[Any]) -> None:
        self._guard(lambda: self._connection().execute(statement, values))

    def _read(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._guard(lambda: self._connection().execute(statement, values).fetchall())

    def _connection(self) -> sqlite3.Connection:
        if self._base is None:
            raise sqlite3.OperationalError("unable to open database file: closed")
        return self._base

    def _guard(self, work: Callable[[], T]) -> T:
        """Do it; where the file turns out to be damaged, set it aside and do it with a new one."""
        with self._lock:
            try:
                return work()
            except (sqlite3.Error, OSError, ValueError) as fault:
                if self._opening:
                    raise
                opened = self._base
                if isinstance(fault, OSError) or opened is None or self.in_memory or _environment(fault):
                    raise _unusable(fault, self.path) from fault
                opened.close()
                self._base = None
            try:
                self._move_damaged()
                self._open()
                self.on_set_aside(self.set_aside or self.path)
                return work()
            except (sqlite3.Error, OSError, ValueError) as fault:
                raise _unusable(fault, self.path) from fault


def _unsent(key: str, state: Literal["pending", "refused"], tries: int, opened: str) -> UnsentWrite:
    method, path, body, what_zh, what_en, written_at, error_id, zh, en = json.loads(opened)
    at = datetime.fromisoformat(written_at)
    return UnsentWrite(key, state, method, path, body, what_zh, what_en, at, tries, error_id, zh, en)


def _key_name(found: object) -> bool:
    return isinstance(found, str) and re.fullmatch("[0-9a-f]{16}", found) is not None


def _environment(fault: Exception) -> bool:
    return any(word in str(fault) for word in _ENVIRONMENT)


def _unusable(fault: Exception, path: Path) -> OutboxUnusable:
    text = str(fault)
    code = fault.errno if isinstance(fault, OSError) else None
    if code in (errno.ENOSPC, errno.EDQUOT) or "disk is full" in text:
        return OutboxUnusable("disk_full", path, detail=text)
    if code == errno.EROFS or "readonly" in text or "read-only" in text:
        return OutboxUnusable("read_only", path, detail=text)
    return OutboxUnusable("unreadable", path, detail=text)

"""The mark on each entry of the audit trail: an HMAC of what it says, made by the process that wrote it.

The key is not in the database, so an entry that somebody puts there, or changes before it is sealed, has no right mark. Each
process also numbers its entries and says in each how many of its earlier ones are safely committed: where one of those is
gone, that shows as well, whatever became of the chain.
"""

import hashlib
import hmac
import json
import threading
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any, Final

from agent_desk.models.kit import AuditEntry

_MARKS: Final = b"agent-desk audit: marks of entries"


def derived(key: bytes, use: bytes) -> bytes:
    """Return the key for one use, so that what is signed for one can never pass for another."""
    return hmac.new(key, use, hashlib.sha256).digest()


def content_digest(entry: AuditEntry) -> bytes:
    """SHA-256 over everything the entry says."""
    said = [
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        str(entry.person_id),
        entry.person_login,
        entry.action,
        entry.entity,
        entry.entity_id,
        entry.reason,
        entry.detail,
        entry.request_id,
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True, default=str).encode()).digest()


def mark(key: bytes, witness: str, number: int, settled: int, content: bytes) -> bytes:
    """Return the mark of one entry; `key` is the key of marks (`marks_key`)."""
    said = f"{witness}:{number}:{settled}:".encode()
    return hmac.new(key, said + content, hashlib.sha256).digest()


def marks_key(key: bytes) -> bytes:
    """Return the key of marks."""
    return derived(key, _MARKS)


def witnessed(key: bytes, entry: AuditEntry, content: bytes) -> bool:
    """Return whether a process with the key wrote exactly this; `key` is the key of marks."""
    if entry.witness is None or entry.number is None or entry.settled is None or entry.mark is None:
        return False
    return hmac.compare_digest(entry.mark, mark(key, entry.witness, entry.number, entry.settled, content))


@dataclass(slots=True)
class _Life:
    """A run of numbers without a gap. One whose outcome is not known ends it, and the next entry begins another."""

    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    last: int = 0
    open: set[int] = field(default_factory=set)
    looked_to: int = 0

    @property
    def settled(self) -> int:
        """All of its numbers up to this one are committed."""
        return min(self.open) - 1 if self.open else self.last


@dataclass(frozen=True, slots=True)
class Taken:
    """Numbers that one transaction has written, until it is known what became of it."""

    life: _Life
    numbers: range


@dataclass(frozen=True, slots=True)
class Claim:
    """Entries that this process has committed and has not yet seen again."""

    witness: str
    after: int
    to: int


class Witness:
    """What marks the entries of this process; from any thread."""

    def __init__(self, key: bytes) -> None:
        self._key = marks_key(key)
        self._lock = threading.Lock()
        self._life = _Life()
        self._ended: list[_Life] = []

    def take(self, rows: Sequence[dict[str, Any]], digests: Sequence[bytes]) -> Taken:
        """Number and mark rows that are about to be written, as columns of theirs."""
        with self._lock:
            life = self._life
            settled = life.settled
            numbers = range(life.last + 1, life.last + 1 + len(rows))
            life.last += len(rows)
            life.open.update(numbers)
        for row, number, content in zip(rows, numbers, digests, strict=True):
            row["witness"], row["number"], row["settled"] = life.id, number, settled
            row["mark"] = rf"\x{mark(self._key, life.id, number, settled, content).hex()}"
        return Taken(life, numbers)

    def committed(self, taken: Taken) -> None:
        """Their transaction is committed."""
        with self._lock:
            taken.life.open.difference_update(taken.numbers)

    def lost(self, taken: Taken) -> None:
        """Their transaction is undone, or nobody knows: nothing is claimed of these numbers or of later ones in their run."""
        with self._lock:
            if self._life is taken.life:
                self._ended.append(self._life)
                self._life = _Life()

    def claims(self) -> list[Claim]:
        """Return what must be in the trail and was not looked for yet."""
        with self._lock:
            lives = [*self._ended, self._life]
            return [Claim(life.id, life.looked_to, life.settled) for life in lives if life.settled > life.looked_to]

    def seen(self, claim: Claim) -> None:
        """It was looked for; whatever came of that, it is not looked for again."""
        with self._lock:
            for life in (*self._ended, self._life):
                if life.id == claim.witness:
                    life.looked_to = max(life.looked_to, claim.to)
            # What another thread still holds of an ended run may yet be committed.
            self._ended = [life for life in self._ended if life.open and life.settled > life.looked_to]

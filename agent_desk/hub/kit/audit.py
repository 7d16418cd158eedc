"""The audit trail: entries chained by keyed digests, sealed in order by one hub, and verified by anybody with the key.

Chaining at insert would make every write wait for the one before it, so entries are inserted unchained and a sealer
(one hub at a time) numbers and chains them within about a second. The digest is HMAC-SHA-256 with a key that is not in
the database: whoever can change rows cannot forge the chain.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from agent_desk.models.kit import AuditEntry, AuditHead

GENESIS = bytes(32)
_TRIED = 100
"""Links at the end of the chain that a key is tried on: one that was changed must not make a right key look wrong."""


class AnotherKey(Exception):
    """The chain was made with another key: what this one would add could never be verified."""


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


def _link(key: bytes, seq: int, before: bytes, content: bytes) -> bytes:
    return hmac.new(key, seq.to_bytes(8, "big") + before + content, hashlib.sha256).digest()


def key_fits(db: Session, key: bytes) -> bool:
    """Return whether the end of the chain was made with this key; a chain that has no links yet fits every key."""
    last = select(AuditEntry.seq, AuditEntry.digest, AuditEntry.content_digest).where(AuditEntry.seq.is_not(None))
    rows = db.execute(last.order_by(AuditEntry.seq.desc()).limit(_TRIED))
    links = {seq: (digest or GENESIS, content) for seq, digest, content in rows if seq is not None}
    known = [seq for seq in links if seq == 1 or seq - 1 in links]
    return not known or any(
        links[seq][0] == _link(key, seq, GENESIS if seq == 1 else links[seq - 1][0], links[seq][1]) for seq in known
    )


def require_key(db: Session, key: bytes) -> None:
    """Raises AnotherKey."""
    if not key_fits(db, key):
        raise AnotherKey


def seal(db: Session, key: bytes, limit: int = 1000) -> int:
    """Number and chain the entries that wait, oldest first; returns how many. The head row's lock lets one sealer in.

    Raises AnotherKey: two hubs may have begun an empty chain with a key each, and the second must not spoil the first's.
    """
    head = db.scalar(select(AuditHead).where(AuditHead.id == 1).with_for_update())
    if head is None:
        head = AuditHead(id=1, seq=0, digest=GENESIS)
        db.add(head)
        db.flush()
    waiting = db.scalars(select(AuditEntry).where(AuditEntry.seq.is_(None)).order_by(AuditEntry.id).limit(limit)).all()
    if waiting:
        require_key(db, key)
    for entry in waiting:
        head.seq += 1
        head.digest = _link(key, head.seq, head.digest, entry.content_digest)
        entry.seq, entry.digest = head.seq, head.digest
    if waiting:
        head.sealed_at = db.scalar(select(text("clock_timestamp()")))
    return len(waiting)


@dataclass(slots=True)
class Verdict:
    """What verifying found. `broken` lists sequence numbers whose entry was changed, removed or re-chained.

    `checked_to` of `last_seq` entries were reached; only at the end is it known whether the head matches.
    """

    entries: int = 0
    unsealed: int = 0
    broken: list[int] = field(default_factory=list)
    head_matches: bool = True
    checked_to: int = 0
    last_seq: int = 0

    @property
    def sound(self) -> bool:
        """Whether no row was changed or removed."""
        return not self.broken and self.head_matches

    @property
    def done(self) -> bool:
        """Whether the end of the chain was reached."""
        return self.checked_to >= self.last_seq


BATCH = 2000
_ENDS = text("""
SELECT coalesce(max(seq), 0), (SELECT seq FROM audit_head WHERE id = 1), (SELECT digest FROM audit_head WHERE id = 1),
       count(*) FILTER (WHERE seq IS NULL)
FROM audit_entry
""")


def verify(db: Session, key: bytes, *, after_seq: int = 0, limit: int | None = None) -> Verdict:
    """Walk the chain: whole, or the next `limit` entries after `after_seq`, which an earlier walk has checked.

    Reads in batches, so the length of the trail does not matter. Where the chain ends is read once, in one statement:
    what is sealed meanwhile is left for the next time.
    """
    last_seq, head_seq, head_digest, unsealed = db.execute(_ENDS).one()
    verdict = Verdict(unsealed=unsealed, last_seq=last_seq)
    before, expected = _digest_at(db, after_seq), after_seq + 1
    for entry in _chain(db, after_seq, last_seq, limit):
        assert entry.seq is not None
        while expected < entry.seq and len(verdict.broken) < 1000:
            verdict.broken.append(expected)
            expected += 1
        same = content_digest(entry) == entry.content_digest
        if not same or entry.digest != _link(key, entry.seq, before, entry.content_digest):
            verdict.broken.append(entry.seq)
        before, expected = entry.digest or GENESIS, entry.seq + 1
        verdict.entries += 1
    verdict.checked_to = expected - 1
    if verdict.done:
        verdict.head_matches = (head_seq or 0) == verdict.checked_to and (head_seq is None or head_digest == before)
    return verdict


def _chain(db: Session, after_seq: int, last_seq: int, limit: int | None) -> Iterator[AuditEntry]:
    """Entries in their order, a batch at a time, each forgotten when the next is asked for."""
    left = limit
    while left is None or left > 0:
        batch = db.scalars(
            select(AuditEntry)
            .where(AuditEntry.seq > after_seq, AuditEntry.seq <= last_seq)
            .order_by(AuditEntry.seq)
            .limit(BATCH if left is None else min(BATCH, left))
        ).all()
        if not batch:
            return
        left = None if left is None else left - len(batch)
        for entry in batch:
            assert entry.seq is not None
            after_seq = entry.seq
            yield entry
            db.expunge(entry)


def _digest_at(db: Session, seq: int) -> bytes:
    return db.scalar(select(AuditEntry.digest).where(AuditEntry.seq == seq)) or GENESIS

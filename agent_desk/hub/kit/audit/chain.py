"""The chain of the audit trail: entries numbered and linked in their order by one hub at a time.

Chaining at insert would make every write wait for the one before it, so entries are inserted unchained and a sealer numbers and
links them within about a second, in a table of its own to which rows are only added. Each link is an HMAC over the one before it,
and the head, which says how far the chain goes, is signed: whoever can change rows can forge neither.
"""

import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from agent_desk.hub.kit.audit.witness import content_digest, derived, marks_key, witnessed
from agent_desk.models.kit import AuditArchive, AuditEntry, AuditHead, AuditLink

GENESIS: Final = bytes(32)
_TRIED: Final = 100
"""Links at the end of the chain that a key is tried on: one that was changed must not make a right key look wrong."""
_LINKS: Final = b"agent-desk audit: links of the chain"
_HEAD: Final = b"agent-desk audit: head of the chain"
_ARCHIVE: Final = b"agent-desk audit: archived parts"


class AnotherKey(Exception):
    """The chain was made with another key: what this one would add could never be verified."""


def link_digest(key: bytes, seq: int, before: bytes, entry: AuditEntry, form: int, was_witnessed: bool) -> bytes:
    """Return the digest of a link. Form 1 is that of releases in which entries had no marks."""
    said = seq.to_bytes(8, "big") + before + entry.content_digest
    if form == 1:
        return hmac.new(key, said, sha256).digest()
    by = [entry.witness, entry.number, entry.settled, entry.mark.hex() if entry.mark else None, was_witnessed]
    return hmac.new(derived(key, _LINKS), said + json.dumps(by).encode(), sha256).digest()


def head_mac(key: bytes, seq: int, digest: bytes, at: datetime) -> bytes:
    """Return the signature of a head."""
    said = seq.to_bytes(8, "big") + digest + at.astimezone(UTC).isoformat(timespec="microseconds").encode()
    return hmac.new(derived(key, _HEAD), said, sha256).digest()


def archive_mac(key: bytes, row: AuditArchive) -> bytes:
    """Return the signature of what is said of an archived part."""
    said = [row.from_seq, row.to_seq, row.digest.hex(), row.witnesses, row.file_name, row.file_sha256]
    words = json.dumps([*said, row.made_at.astimezone(UTC).isoformat()], sort_keys=True, ensure_ascii=False)
    return hmac.new(derived(key, _ARCHIVE), words.encode(), sha256).digest()


def archived(db: Session, key: bytes) -> AuditArchive | None:
    """Return the last part that was moved into a file, where its signature is right."""
    row = db.scalar(select(AuditArchive).order_by(AuditArchive.to_seq.desc()).limit(1))
    return row if row is not None and hmac.compare_digest(row.mac, archive_mac(key, row)) else None


def head_is_signed(key: bytes, head: AuditHead) -> bool:
    """Return whether the head was written by a sealer with this key."""
    return head.mac is not None and hmac.compare_digest(head.mac, head_mac(key, head.seq, head.digest, head.sealed_at))


def key_fits(db: Session, key: bytes) -> bool:
    """Return whether the end of the chain was made with this key; a chain that has no links yet fits every key."""
    found = select(AuditLink, AuditEntry).join(AuditEntry, AuditEntry.id == AuditLink.entry_id)
    rows = db.execute(found.order_by(AuditLink.seq.desc()).limit(_TRIED)).all()
    digests = {link.seq: link.digest for link, _ in rows}
    part = archived(db, key)
    if part is not None:
        digests.setdefault(part.to_seq, part.digest)
    digests[0] = GENESIS
    known = [(link, entry) for link, entry in rows if link.seq - 1 in digests]
    return not known or any(
        link.digest == link_digest(key, link.seq, digests[link.seq - 1], entry, link.form, link.witnessed)
        for link, entry in known
    )


def require_key(db: Session, key: bytes) -> None:
    """Raises AnotherKey."""
    if not key_fits(db, key):
        raise AnotherKey


@dataclass(slots=True)
class Place:
    """A place in the chain."""

    seq: int = 0
    digest: bytes = GENESIS


@dataclass(slots=True)
class Doubt:
    """Something that is not as this hub, or the key, knows it to have been."""

    what: str
    """set_back, rewritten, head_forged, end_missing, not_witnessed, entries_missing, unprotected."""
    seq: int | None
    """The first doubtful entry, where there is one."""
    since: datetime | None
    """When the trail was last known to be right."""
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Sealed:
    """What one round of sealing did."""

    count: int
    end: Place
    doubts: list[Doubt]
    entries: list[tuple[int, bytes, AuditEntry]]
    """Number, digest and entry of each that was sealed."""


class Sealer:
    """Seals round by round, and remembers between them where the chain stood: one that goes back is found at once."""

    def __init__(self, key: bytes) -> None:
        self._key, self._marks = key, marks_key(key)
        self._known: Place | None = None
        self._known_at: datetime | None = None
        self._told_of = -1
        """The furthest place that is missing and was told of: until something stands behind it, that is no news."""
        self._floor = 0
        self._floors: list[tuple[float, int]] = []

    def knows(self, place: Place, at: datetime) -> None:
        """Tell it, before its first round, where the trail stood at some time, from outside the database."""
        if self._known is None:
            self._known, self._known_at = place, at

    def seal(self, db: Session, limit: int = 1000) -> Sealed:
        """Number and link the entries that wait, oldest first. The head row's lock lets one sealer in.

        What is not as it was known to be is told in the answer. The chain goes on from the furthest place that is known.
        Raises AnotherKey: two hubs may have begun an empty chain with a key each, and the second must not spoil the first's.
        """
        head = db.scalar(select(AuditHead).where(AuditHead.id == 1).with_for_update())
        last = db.scalar(select(AuditLink).order_by(AuditLink.seq.desc()).limit(1))
        part = archived(db, self._key)
        base = Place(part.to_seq, part.digest) if part is not None else Place()
        end = Place(last.seq, last.digest) if last is not None else base
        waiting = _waiting(db, self._floor, limit)
        if waiting or (head is not None and not head_is_signed(self._key, head)):
            require_key(db, self._key)
        doubts = head_doubts(self._key, head, end, last)
        doubts += self._memory_doubts(db, end, base)
        furthest = self._furthest(head, end)
        if furthest.seq == self._told_of:
            doubts = []
        self._told_of = furthest.seq if furthest.seq > end.seq else -1
        end = furthest
        sealed = self._link(db, waiting, end)
        now = db.scalar(select(text("clock_timestamp()")))
        assert isinstance(now, datetime)
        if head is None:
            head = AuditHead(id=1, seq=0, digest=GENESIS, sealed_at=now)
            db.add(head)
        if head.mac is None or doubts or (head.seq, head.digest) != (end.seq, end.digest):
            head.seq, head.digest, head.sealed_at = end.seq, end.digest, now
            head.mac = head_mac(self._key, end.seq, end.digest, now)
        forged = [(seq, entry) for seq, _, entry, right in sealed if not right]
        if forged:
            names = {"entries": [seq for seq, _ in forged][:20], "count": len(forged)}
            doubts.append(Doubt("not_witnessed", forged[0][0], self._known_at, names))
        db.flush()
        return Sealed(len(sealed), Place(end.seq, end.digest), doubts, [(s, d, e) for s, d, e, _ in sealed])

    def remember(self, sealed: Sealed, at: datetime) -> None:
        """The round is committed."""
        self._known, self._known_at = sealed.end, at
        if sealed.entries:
            # A transaction may commit entries with smaller ids a little later than others.
            self._floors.append((at.timestamp(), max(entry.id for _, _, entry in sealed.entries)))
        while self._floors and self._floors[0][0] < at.timestamp() - _LATE_S:
            self._floor = max(self._floor, self._floors.pop(0)[1])

    def look_at_all(self) -> None:
        """Look for entries that wait everywhere in the next round, also among old ids."""
        self._floor, self._floors = 0, []

    def _memory_doubts(self, db: Session, end: Place, base: Place) -> list[Doubt]:
        known = self._known
        if known is None or known.seq <= base.seq:
            return []
        if end.seq < known.seq:
            return [Doubt("set_back", end.seq + 1, self._known_at, {"known_to": known.seq, "ends_at": end.seq})]
        there = db.scalar(select(AuditLink.digest).where(AuditLink.seq == known.seq))
        if there != known.digest:
            return [Doubt("rewritten", known.seq, self._known_at, {"known_to": known.seq, "ends_at": end.seq})]
        return []

    def _furthest(self, head: AuditHead | None, end: Place) -> Place:
        """Return from where the chain goes on: what was cut off its end leaves a gap that everybody sees."""
        places = [end]
        if head is not None and head_is_signed(self._key, head):
            places.append(Place(head.seq, head.digest))
        if self._known is not None:
            places.append(self._known)
        best = max(places, key=lambda place: place.seq)
        return Place(best.seq, best.digest)

    def _link(
        self, db: Session, waiting: Sequence[AuditEntry], end: Place
    ) -> list[tuple[int, bytes, AuditEntry, bool]]:
        """Add a link for each and move `end` on."""
        again = _numbers_used(db, waiting)
        made, rows = [], []
        for entry in waiting:
            content = content_digest(entry)
            name = (entry.witness, entry.number)
            right = content == entry.content_digest and witnessed(self._marks, entry, content) and name not in again
            if right:
                again.add(name)
            end.seq += 1
            end.digest = link_digest(self._key, end.seq, end.digest, entry, 2, right)
            rows.append({"seq": end.seq, "entry_id": entry.id, "digest": end.digest, "form": 2, "witnessed": right})
            made.append((end.seq, end.digest, entry, right))
        if rows:
            db.execute(AuditLink.__table__.insert(), rows)  # type: ignore[attr-defined]
        return made


_LATE_S: Final = 300.0
_NUMBERS_USED: Final = text("""
    SELECT entry.witness, entry.number FROM unnest(CAST(:witnesses AS text[]), CAST(:numbers AS bigint[])) AS new (witness, number)
    JOIN audit_entry entry ON entry.witness = new.witness AND entry.number = new.number
    JOIN audit_link link ON link.entry_id = entry.id AND link.witnessed
""")


def _numbers_used(db: Session, waiting: Sequence[AuditEntry]) -> set[tuple[str | None, int | None]]:
    """Return which numbers of processes are sealed already: a copy of an entry, put there again, has a right mark too."""
    if not waiting:
        return set()
    named = {"witnesses": [one.witness for one in waiting], "numbers": [one.number for one in waiting]}
    return {(row.witness, row.number) for row in db.execute(_NUMBERS_USED, named)}


def _waiting(db: Session, floor: int, limit: int) -> Sequence[AuditEntry]:
    linked = select(AuditLink.seq).where(AuditLink.entry_id == AuditEntry.id).exists()
    found = select(AuditEntry).where(AuditEntry.id > floor, ~linked).order_by(AuditEntry.id).limit(limit)
    return db.scalars(found).all()


def head_doubts(key: bytes, head: AuditHead | None, end: Place, last: AuditLink | None) -> list[Doubt]:
    """Return what the head has against the chain. One of an earlier release is not signed yet."""
    if head is None:
        return [Doubt("head_forged", end.seq, None, {"head": None, "ends_at": end.seq})] if end.seq else []
    old = head.mac is None and (last is None or last.form == 1)
    if not old and not head_is_signed(key, head):
        return [Doubt("head_forged", end.seq, None, {"head": head.seq, "ends_at": end.seq})]
    if head.seq > end.seq:
        return [Doubt("end_missing", end.seq + 1, None, {"known_to": head.seq, "ends_at": end.seq})]
    if head.seq < end.seq or head.digest != end.digest:
        return [Doubt("head_forged", head.seq + 1, None, {"head": head.seq, "ends_at": end.seq})]
    return []


def seal(db: Session, key: bytes, limit: int = 1000) -> int:
    """Seal what waits, once, without a memory; returns how many. Raises AnotherKey."""
    return Sealer(key).seal(db, limit).count

"""Verify the audit trail: the chain, its head, each entry's mark, what the processes claim, and where the trail was known to stand."""

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from agent_desk.hub.kit.audit.anchors import Anchor
from agent_desk.hub.kit.audit.chain import GENESIS, Place, archived, head_doubts, link_digest
from agent_desk.hub.kit.audit.witness import content_digest, marks_key, witnessed
from agent_desk.models.kit import AuditArchive, AuditEntry, AuditHead, AuditLink

TRAIL: Final = uuid.UUID(int=0)
"""Id of the trail itself, in entries about it."""
ENTITY, DOUBT, ACCEPTED = "audit_trail", "audit.doubt", "audit.accept"
_MOST: Final = 1000
BATCH: Final = 2000


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be. `seq`: the first entry that is in doubt; `known_at`: until when it is known to be right."""

    what: str
    """broken, end, not_witnessed, entries_missing, not_as_anchored, told."""
    seq: int
    known_at: datetime | None = None
    detail: str = ""


@dataclass(slots=True)
class Verdict:
    """What verifying found. `broken` lists sequence numbers whose entry was changed, removed or re-chained.

    `checked_to` of `last_seq` entries were reached; only at the end is it known whether the head matches, whether entries
    are missing, and whether the trail is as the anchors say. `accepted`: what somebody with the key has looked into and named
    one by one; it counts no more.
    """

    entries: int = 0
    unsealed: int = 0
    broken: list[int] = field(default_factory=list)
    head_matches: bool = True
    checked_to: int = 0
    last_seq: int = 0
    findings: list[Finding] = field(default_factory=list)
    accepted: set[tuple[str, int]] = field(default_factory=set)
    anchors: int = 0
    archived_to: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing was changed, removed or put in."""
        return self.head_matches and not self.open

    @property
    def done(self) -> bool:
        """Whether the end of the chain was reached."""
        return self.checked_to >= self.last_seq

    @property
    def open(self) -> list[Finding]:
        """What was found and nobody has accepted, the first entry first."""
        found = [*(Finding("broken", seq) for seq in self.broken), *self.findings]
        left = [one for one in found if (one.what, one.seq) not in self.accepted]
        return sorted(left, key=lambda one: (one.seq, one.known_at is None))

    def to_accept(self) -> list[tuple[str, int, int]]:
        """Return what was found and nobody has accepted, as kinds with the first and last number of a run."""
        runs: list[tuple[str, int, int]] = []
        for what, seq in sorted({(one.what, one.seq) for one in self.open}):
            if runs and runs[-1][0] == what and runs[-1][2] + 1 == seq:
                runs[-1] = (what, runs[-1][1], seq)
            else:
                runs.append((what, seq, seq))
        return runs

    @property
    def first(self) -> Finding | None:
        """The first entry in doubt, and until when the trail is known to be right."""
        return next(iter(self.open), None)


def verify(
    db: Session, key: bytes, *, after_seq: int = 0, limit: int | None = None, anchors: Sequence[Anchor] = ()
) -> Verdict:
    """Walk the chain: whole, or the next `limit` entries after `after_seq`, which an earlier walk has checked.

    Reads in batches, so the length of the trail does not matter. Where the chain ends is read once: what is sealed meanwhile is
    left for the next time.
    """
    head = db.scalar(select(AuditHead).where(AuditHead.id == 1))
    part = archived(db, key)
    base = Place(part.to_seq, part.digest) if part is not None else Place()
    last = db.scalar(select(AuditLink).order_by(AuditLink.seq.desc()).limit(1))
    end = Place(last.seq, last.digest) if last is not None else base
    verdict = Verdict(unsealed=_unsealed(db), last_seq=end.seq, archived_to=base.seq, accepted=_accepted(db, key))
    _walk(db, key, verdict, max(after_seq, base.seq), base, limit)
    if verdict.done:
        verdict.head_matches = not head_doubts(key, head, end, last)
        verdict.findings += [*_missing(db, part), *_told(db, key), *as_anchored(db, anchors, base)]
        verdict.anchors = len(anchors)
    return verdict


def _walk(db: Session, key: bytes, verdict: Verdict, after_seq: int, base: Place, limit: int | None) -> None:
    marks = marks_key(key)
    before, expected = _digest_at(db, after_seq, base), after_seq + 1
    for link, entry in _chain(db, after_seq, verdict.last_seq, limit):
        while expected < link.seq and len(verdict.broken) < _MOST:
            verdict.broken.append(expected)
            expected += 1
        if entry is None or not _stands(key, marks, link, entry, before):
            verdict.broken.append(link.seq)
        elif not link.witnessed and len(verdict.findings) < _MOST:
            verdict.findings.append(Finding("not_witnessed", link.seq, link.sealed_at))
        before, expected = link.digest, link.seq + 1
        verdict.entries += 1
    verdict.checked_to = expected - 1


def _stands(key: bytes, marks: bytes, link: AuditLink, entry: AuditEntry, before: bytes) -> bool:
    content = content_digest(entry)
    if link.digest != link_digest(key, link.seq, before, entry, link.form, link.witnessed):
        return False
    if link.form == 2 and not link.witnessed:
        return True  # sealed as what it was, and named as not witnessed
    return content == entry.content_digest and (link.form == 1 or witnessed(marks, entry, content))


def _chain(
    db: Session, after_seq: int, last_seq: int, limit: int | None
) -> Iterator[tuple[AuditLink, AuditEntry | None]]:
    """Links in their order with their entries, a batch at a time, each forgotten when the next is asked for."""
    left = limit
    joined = select(AuditLink, AuditEntry).outerjoin(AuditEntry, AuditEntry.id == AuditLink.entry_id)
    while left is None or left > 0:
        batch = db.execute(
            joined.where(AuditLink.seq > after_seq, AuditLink.seq <= last_seq)
            .order_by(AuditLink.seq)
            .limit(BATCH if left is None else min(BATCH, left))
        ).all()
        if not batch:
            return
        left = None if left is None else left - len(batch)
        for link, entry in batch:
            after_seq = link.seq
            yield link, entry
        db.expunge_all()


def _digest_at(db: Session, seq: int, base: Place) -> bytes:
    if seq == base.seq:
        return base.digest
    return db.scalar(select(AuditLink.digest).where(AuditLink.seq == seq)) or GENESIS


def _unsealed(db: Session) -> int:
    linked = select(AuditLink.seq).where(AuditLink.entry_id == AuditEntry.id).exists()
    return db.scalar(select(func.count()).select_from(AuditEntry).where(~linked)) or 0


# ---------------------------------------------------------------------- what the processes claim

_MISSING: Final = text("""
    WITH claim AS (SELECT witness, max(settled) AS settled FROM audit_entry WHERE witness IS NOT NULL GROUP BY witness),
    there AS (
        SELECT claim.witness, claim.settled, count(DISTINCT entry.number) AS numbers
        FROM claim LEFT JOIN audit_entry entry
            ON entry.witness = claim.witness AND entry.number BETWEEN 1 AND claim.settled
        GROUP BY claim.witness, claim.settled
    )
    SELECT witness, settled, numbers FROM there
    WHERE numbers + coalesce(CAST(CAST(:archived AS jsonb) ->> witness AS bigint), 0) < settled
""")
_GAP: Final = text("""
    SELECT entry.number, link.seq, entry.at,
           lag(entry.number, 1, 0::bigint) OVER w AS before, lag(link.seq) OVER w AS seq_before, lag(entry.at) OVER w AS at_before
    FROM audit_entry entry LEFT JOIN audit_link link ON link.entry_id = entry.id
    WHERE entry.witness = :witness
    WINDOW w AS (ORDER BY entry.number) ORDER BY entry.number
""")


def _missing(db: Session, part: AuditArchive | None) -> list[Finding]:
    """Return where entries are gone that their process says it had committed."""
    held = json.dumps(part.witnesses if part is not None else {})
    found = []
    for witness, settled, numbers in db.execute(_MISSING, {"archived": held}).all():
        gone = settled - numbers
        for number, seq, at, before, seq_before, at_before in db.execute(_GAP, {"witness": witness}):
            if (number > before + 1 and number - 1 <= settled) or number > settled:
                place = (seq_before + 1) if seq_before is not None else (seq or 1)
                detail = f"{gone} entries of {witness}, written before {at.isoformat()}"
                found.append(Finding("entries_missing", place, at_before, detail))
                break
    return found


# ---------------------------------------------------------------------- what was said before


def _of_trail(db: Session, key: bytes, action: str) -> list[tuple[AuditEntry, int | None]]:
    """Return the witnessed entries about the trail itself, each with its place."""
    marks = marks_key(key)
    found = (
        select(AuditEntry, AuditLink.seq)
        .outerjoin(AuditLink, AuditLink.entry_id == AuditEntry.id)
        .where(AuditEntry.entity == ENTITY, AuditEntry.entity_id == str(TRAIL), AuditEntry.action == action)
        .order_by(AuditEntry.id)
    )
    return [(entry, seq) for entry, seq in db.execute(found) if witnessed(marks, entry, content_digest(entry))]


def _accepted(db: Session, key: bytes) -> set[tuple[str, int]]:
    told = (entry.detail.get("findings", []) for entry, _ in _of_trail(db, key, ACCEPTED))
    return {(what, seq) for findings in told for what, first, last in findings for seq in range(first, last + 1)}


def _told(db: Session, key: bytes) -> list[Finding]:
    """Return what sealers have told: what was cut off is in no chain any more, but that it was is."""
    found = []
    for entry, seq in _of_trail(db, key, DOUBT):
        known = entry.detail.get("known_at")
        place = entry.detail.get("first") or seq or 1
        at = datetime.fromisoformat(known) if known else None
        found.append(Finding("told", int(place), at, str(entry.detail.get("what", ""))))
    return found


def as_anchored(db: Session, anchors: Sequence[Anchor], base: Place) -> list[Finding]:
    """Return the first place at which the trail is not what it was when it was anchored."""
    accepted = max((place for place, one in enumerate(anchors) if one.accepted), default=None)
    good = anchors[accepted] if accepted is not None else None
    left = anchors[accepted + 1 :] if accepted is not None else anchors
    for first in range(0, len(left), BATCH):
        some = [one for one in left[first : first + BATCH] if one.seq >= base.seq]
        rows = db.execute(select(AuditLink.seq, AuditLink.digest).where(AuditLink.seq.in_({one.seq for one in some})))
        there = {row.seq: row.digest for row in rows} | {base.seq: base.digest}
        for one in some:
            if there.get(one.seq) != one.digest:
                seq, at = (good.seq + 1, good.at) if good is not None else (1, None)
                detail = f"entry {one.seq} stood at {one.at.isoformat()}"
                return [Finding("not_as_anchored", max(1, min(seq, one.seq)), at, detail)]
            good = one
    return []

"""Move an old part of the audit trail into a file, from which it is verified together with what is left.

The file holds each entry with its link, one a line, and ends with a signature. What remains in the database is one signed row per
part, where the chain goes on. Entries are taken off the tables by the database's owner alone: the hub's own role cannot.
"""

import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from agent_desk.hub.kit.audit.chain import GENESIS, archive_mac, archived, link_digest
from agent_desk.hub.kit.audit.witness import content_digest, derived, marks_key, witnessed
from agent_desk.hub.kit.private_files import create
from agent_desk.models.kit import AuditArchive, AuditEntry, AuditLink

FORMAT: Final = "agent-desk audit archive 1"
_FILE: Final = b"agent-desk audit: archive files"
_ENTRY: Final = (
    "id",
    "person_login",
    "action",
    "entity",
    "entity_id",
    "reason",
    "detail",
    "request_id",
    "witness",
    "number",
    "settled",
)
_BATCH: Final = 2000
_STRADDLING: Final = text("""
    SELECT entry.witness, count(*) FROM audit_entry entry JOIN audit_link link ON link.entry_id = entry.id
    WHERE link.seq <= :to AND entry.witness IN (
        SELECT later.witness FROM audit_entry later LEFT JOIN audit_link l ON l.entry_id = later.id
        WHERE coalesce(l.seq, :to + 1) > :to AND later.witness IS NOT NULL
    ) GROUP BY entry.witness
""")


class NothingToArchive(Exception):
    """No sealed entry is old enough; the newest always stays."""


@dataclass(slots=True)
class ArchiveVerdict:
    """What a file of the archive is worth."""

    name: str
    from_seq: int = 0
    to_seq: int = 0
    signed: bool = False
    known: bool = False
    """Whether the database has this very part, with this digest at its end."""
    broken: list[int] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing in it was changed, and it is the part that the database knows."""
        return self.signed and self.known and not self.broken


def make(db: Session, key: bytes, before: datetime, file: Path) -> AuditArchive:
    """Write the entries up to the last one before `before` into a new file; `remove` takes them off the tables afterwards.

    Raises NothingToArchive, FileExistsError, OSError.
    """
    part = archived(db, key)
    first = part.to_seq + 1 if part is not None else 1
    joined = select(func.min(AuditLink.seq)).join(AuditEntry, AuditEntry.id == AuditLink.entry_id)
    last = db.scalar(select(func.max(AuditLink.seq))) or 0
    stays = db.scalar(joined.where(AuditEntry.at >= before)) or last
    to_seq = min(stays, last) - 1
    if to_seq < first:
        raise NothingToArchive
    start = part.digest if part is not None else GENESIS
    digest = db.scalar(select(AuditLink.digest).where(AuditLink.seq == to_seq))
    assert digest is not None
    head = {"format": FORMAT, "from_seq": first, "to_seq": to_seq, "before": start.hex(), "digest": digest.hex()}
    whole = _write(file, key, head, _lines(db, first, to_seq))
    counted: dict[str, int] = {row[0]: int(row[1]) for row in db.execute(_STRADDLING, {"to": to_seq})}
    if part is not None:
        counted = {name: n + int(part.witnesses.get(name, 0)) for name, n in counted.items()}
        counted |= {name: int(n) for name, n in part.witnesses.items() if name not in counted}
    row = AuditArchive(
        to_seq=to_seq,
        from_seq=first,
        digest=digest,
        witnesses=counted,
        file_name=file.name,
        file_sha256=whole,
        made_at=datetime.now(UTC),
    )
    row.mac = archive_mac(key, row)
    db.add(row)
    db.flush()
    return row


def remove(db: Session, to_seq: int) -> int:
    """Take what a file holds off the tables; returns how many entries. Raises ProgrammingError where the role is not the owner's."""
    for table in ("audit_entry", "audit_link"):
        db.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER {table}_only_added"))
    gone = db.execute(
        text("DELETE FROM audit_entry USING audit_link WHERE entry_id = id AND seq <= :to"), {"to": to_seq}
    )
    db.execute(text("DELETE FROM audit_link WHERE seq <= :to"), {"to": to_seq})
    for table in ("audit_entry", "audit_link"):
        db.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER {table}_only_added"))
    return int(getattr(gone, "rowcount", 0))


def may_remove(engine: Engine) -> bool:
    """Return whether the role of this connection owns the trail's tables."""
    owned = text("""
        SELECT count(*) FROM pg_class WHERE relname IN ('audit_entry', 'audit_link') AND pg_has_role(current_user, relowner, 'USAGE')
    """)
    with engine.connect() as connection:
        return bool(connection.scalar(owned) == 2)


def verify_file(db: Session, key: bytes, file: Path) -> ArchiveVerdict:
    """Walk a file as the chain is walked. Raises OSError, ValueError (it is no such file)."""
    marks = marks_key(key)
    digest = sha256()
    verdict = ArchiveVerdict(file.name)
    with file.open("rb") as stream:
        first = stream.readline()
        head = json.loads(first)
        if head.get("format") != FORMAT:
            raise ValueError
        digest.update(first)
        verdict.from_seq, verdict.to_seq = int(head["from_seq"]), int(head["to_seq"])
        before, expected, mac = bytes.fromhex(head["before"]), verdict.from_seq, ""
        for line in stream:
            told = json.loads(line)
            if "mac" in told and "seq" not in told:
                mac = str(told["mac"])
                break
            digest.update(line)
            link, entry = _read(told)
            while expected < link.seq and len(verdict.broken) < 1000:
                verdict.broken.append(expected)
                expected += 1
            if not _right(key, marks, link, entry, before):
                verdict.broken.append(link.seq)
            before, expected = link.digest, link.seq + 1
    verdict.signed = hmac.compare_digest(mac, _mac(key, digest.digest())) and expected == verdict.to_seq + 1
    row = db.get(AuditArchive, verdict.to_seq)
    verdict.known = (
        row is not None
        and hmac.compare_digest(row.mac, archive_mac(key, row))
        and (row.from_seq, row.digest) == (verdict.from_seq, before)
        and row.file_sha256 == digest.hexdigest()
    )
    return verdict


def _right(key: bytes, marks: bytes, link: AuditLink, entry: AuditEntry, before: bytes) -> bool:
    if link.digest != link_digest(key, link.seq, before, entry, link.form, link.witnessed):
        return False
    content = content_digest(entry)
    return (link.form == 2 and not link.witnessed) or (
        content == entry.content_digest and (link.form == 1 or witnessed(marks, entry, content))
    )


def _mac(key: bytes, digest: bytes) -> str:
    return hmac.new(derived(key, _FILE), digest, sha256).hexdigest()


def _write(file: Path, key: bytes, head: dict[str, Any], lines: Iterator[dict[str, Any]]) -> str:
    digest = sha256()
    with create(file) as stream:
        stream.write(_line(head, digest))
        for told in lines:
            stream.write(_line(told, digest))
        stream.write(json.dumps({"mac": _mac(key, digest.digest())}).encode() + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    return digest.hexdigest()


def _line(told: dict[str, Any], digest: Any) -> bytes:
    line = json.dumps(told, ensure_ascii=False).encode() + b"\n"
    digest.update(line)
    return line


def _lines(db: Session, first: int, to_seq: int) -> Iterator[dict[str, Any]]:
    joined = select(AuditLink, AuditEntry).outerjoin(AuditEntry, AuditEntry.id == AuditLink.entry_id)
    for start in range(first, to_seq + 1, _BATCH):
        end = min(start + _BATCH - 1, to_seq)
        for link, entry in db.execute(joined.where(AuditLink.seq.between(start, end)).order_by(AuditLink.seq)):
            if entry is not None:
                yield _said(link, entry)
        db.expunge_all()


def _said(link: AuditLink, entry: AuditEntry) -> dict[str, Any]:
    return {
        "seq": link.seq,
        "digest": link.digest.hex(),
        "form": link.form,
        "witnessed": link.witnessed,
        "at": entry.at.astimezone(UTC).isoformat(),
        "person_id": str(entry.person_id) if entry.person_id else None,
        **{name: getattr(entry, name) for name in _ENTRY},
        "content_digest": entry.content_digest.hex(),
        "mark": entry.mark.hex() if entry.mark is not None else None,
    }


def _read(told: dict[str, Any]) -> tuple[AuditLink, AuditEntry]:
    link = AuditLink(
        seq=int(told["seq"]),
        entry_id=told["id"],
        digest=bytes.fromhex(told["digest"]),
        form=told["form"],
        witnessed=told["witnessed"],
    )
    entry = AuditEntry(
        at=datetime.fromisoformat(told["at"]),
        person_id=told["person_id"],
        **{name: told[name] for name in _ENTRY},
        content_digest=bytes.fromhex(told["content_digest"]),
        mark=bytes.fromhex(told["mark"]) if told["mark"] is not None else None,
    )
    return link, entry

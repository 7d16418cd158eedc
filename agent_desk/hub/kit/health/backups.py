"""Proofs of backups: that one was made, and that one was restored and looked through."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select, table, text
from sqlalchemy.orm import Session

from agent_desk.hub.kit.audit.verify import Verdict, verify
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.health import BackupRecord
from agent_desk.models.kit import AuditEntry

ENTITY: Final = "backup"
COUNTED: Final = ("audit_entry", "person", "customer", "call", "stored_file")
"""Tables whose rows are counted in a restored database, as far as it has them."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was seen in a restored database. `newest_at`: its newest entry of the audit trail; none in an empty one."""

    verdict: Verdict
    newest_at: datetime | None
    rows: dict[str, int]

    @property
    def holds(self) -> bool:
        """Whether it is a backup that one could go on with: it has entries, and the chain of its audit trail is whole."""
        return self.newest_at is not None and self.verdict.head_matches and not self.verdict.broken


def made(unit: Unit, at: datetime, note: str) -> None:
    """Record that a backup was made."""
    unit.db.add(BackupRecord(kind="made", at=at, note=note))
    unit.audit("backup.made", ENTITY, "made", at=at.isoformat(), note=note)


def looked_through(restored: Session, key: bytes) -> Proof:
    """Read a restored database: its audit trail from end to end, and how many rows it has."""
    there = set(restored.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")))
    rows = {
        name: restored.scalar(select(func.count()).select_from(table(name))) or 0 for name in COUNTED if name in there
    }
    return Proof(verify(restored, key), restored.scalar(select(func.max(AuditEntry.at))), rows)


def proved(unit: Unit, proof: Proof, note: str) -> None:
    """Record that a backup was restored and holds."""
    assert proof.holds, "only a proof that holds is recorded"
    facts: dict[str, Any] = dict(proof.rows)
    unit.db.add(BackupRecord(kind="restored", at=unit.now, note=note, newest_at=proof.newest_at, facts=facts))
    unit.audit(
        "backup.restored", ENTITY, "restored", note=note, newest_at=str(proof.newest_at), entries=proof.verdict.entries
    )

"""What a hub's process does for the audit trail while it runs: seal, anchor, see that what it wrote is still there, and tell."""

import time
from dataclasses import replace
from typing import Final

import structlog
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from agent_desk.hub.kit.audit.anchors import Anchor, Anchors
from agent_desk.hub.kit.audit.chain import Doubt, Place, Sealed, Sealer, archived, head_is_signed
from agent_desk.hub.kit.audit.verify import ACCEPTED, DOUBT, ENTITY, TRAIL, Verdict
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind, end, put, register
from agent_desk.models.kit import AuditHead, AuditLink
from agent_desk.models.work_items import WorkItem

ALL_S: Final = 3600.0
"""So often entries that wait are looked for among old ids as well."""
TRIGGERS: Final = (
    "audit_entry_only_added",
    "audit_link_only_added",
    "audit_archive_only_added",
    "audit_head_stays",
)
IN_DOUBT: Final = register(WorkKind("audit_doubt"))
_LOOK_INTO = (
    "审计日志可疑（{what}）：请运行 agent-desk audit verify 核查",
    "The audit trail is in doubt ({what}): look into it with agent-desk audit verify",
)
_NUMBERS = text("""
    SELECT count(DISTINCT number) FROM audit_entry
    WHERE witness = :witness AND number > :after AND number <= :to
""")
_TRIGGERS = text("SELECT count(*) FROM pg_trigger WHERE tgname = ANY(:names) AND tgenabled IN ('O', 'A')")

log = structlog.get_logger()


class TrailKeeper:
    """One process's knowledge of the trail."""

    def __init__(self, hub_context: HubContext) -> None:
        self._hub_context = hub_context
        self.anchors = Anchors(hub_context.settings.audit_anchors, hub_context.audit_key)
        self._sealer = Sealer(hub_context.audit_key)
        self._begun = False
        self._all_at = 0.0
        self._unprotected = False

    def seal(self) -> int:
        """Seal what waits, and tell what is not as it was known to be; returns how many were sealed. Raises AnotherKey."""
        if not self._begun:
            last = self.anchors.last()
            if last is not None:
                self._sealer.knows(Place(last.seq, last.digest), last.at)
            self._begun, self._all_at = True, time.monotonic()
        if time.monotonic() - self._all_at >= ALL_S:
            self._sealer.look_at_all()
            self._all_at = time.monotonic()
        with self._hub_context.database.write() as db:
            sealed: Sealed = self._sealer.seal(db)
            self._tell(db, sealed.doubts)
        self._sealer.remember(sealed, self._hub_context.now())
        return sealed.count

    def anchor(self) -> None:
        """See that the trail is as it was anchored and guarded as it must be, and write down where it stands. Raises OSError."""
        key = self._hub_context.audit_key
        doubts: list[Doubt] = []
        before = self.anchors.last()
        with self._hub_context.database.read() as db:
            head = db.scalar(select(AuditHead).where(AuditHead.id == 1))
            now, signed = Anchor(self._hub_context.now(), 0, b""), False
            if head is not None:
                now, signed = replace(now, seq=head.seq, digest=head.digest), head_is_signed(key, head)
            if before is not None and not self._stands(db, before):
                doubts.append(_not_as_anchored(before, now))
            open_to_change = db.scalar(_TRIGGERS, {"names": list(TRIGGERS)}) != len(TRIGGERS)
        if open_to_change and not self._unprotected:
            doubts.append(Doubt("unprotected", now.seq or None, None))
        self._unprotected = open_to_change
        if doubts:
            with self._hub_context.database.write() as db:
                self._tell(db, doubts)
        if signed and (before is None or (before.seq, before.digest) != (now.seq, now.digest)):
            self.anchors.add(now)
            log.info("the audit trail stands at", seq=now.seq, digest=now.digest.hex())

    def accept(self, unit: Unit, verdict: Verdict, reason: str, by: str) -> None:
        """Write down that somebody with the key has looked into what was found: it is named, and counts no more. Raises OSError."""
        unit.audit(ACCEPTED, ENTITY, TRAIL, reason=reason, findings=verdict.to_accept(), by=by)
        end(unit, IN_DOUBT, TRAIL)
        head = unit.db.scalar(select(AuditHead).where(AuditHead.id == 1))
        if head is not None:
            self.anchors.add(Anchor(unit.now, head.seq, head.digest, accepted=True))

    def look(self) -> None:
        """See that what this process has committed since the last look is in the trail."""
        witness = self._hub_context.database.witness
        claims = witness.claims() if witness is not None else []
        doubts = []
        with self._hub_context.database.read() as db:
            for claim in claims:
                asked = {"witness": claim.witness, "after": claim.after, "to": claim.to}
                gone = claim.to - claim.after - (db.scalar(_NUMBERS, asked) or 0)
                if gone:
                    doubts.append(Doubt("entries_missing", None, None, {**asked, "count": gone}))
        if doubts:
            with self._hub_context.database.write() as db:
                self._tell(db, doubts)
        for claim in claims:
            assert witness is not None
            witness.seen(claim)

    def _stands(self, db: Session, anchor: Anchor) -> bool:
        part = archived(db, self._hub_context.audit_key)
        if anchor.accepted or anchor.seq == 0 or (part is not None and anchor.seq <= part.to_seq):
            return True
        return db.scalar(select(AuditLink.digest).where(AuditLink.seq == anchor.seq)) == anchor.digest

    def _tell(self, db: Session, doubts: list[Doubt]) -> None:
        """Say it in the log, in the trail itself and to whoever may see the trail."""
        if not doubts:
            return
        unit = Unit(db=db, now=self._hub_context.now(), jobs=self._hub_context.jobs, context=self._hub_context)
        for doubt in doubts:
            known_at = doubt.since.isoformat() if doubt.since is not None else None
            log.error(
                "the audit trail is in doubt", what=doubt.what, first=doubt.seq, known_at=known_at, **doubt.detail
            )
            unit.audit(DOUBT, ENTITY, TRAIL, what=doubt.what, first=doubt.seq, known_at=known_at, **doubt.detail)
        title = tuple(words.format(what=doubts[0].what) for words in _LOOK_INTO)
        put(unit, IN_DOUBT, TRAIL, (title[0], title[1]), permission="audit.view", priority=3)


def _not_as_anchored(before: Anchor, now: Anchor) -> Doubt:
    return Doubt("not_as_anchored", before.seq, before.at, {"known_to": before.seq, "ends_at": now.seq})


def in_doubt(db: Session) -> bool:
    """Return whether something was found that nobody has looked into."""
    open_item = select(WorkItem.id).where(WorkItem.kind == IN_DOUBT.name, WorkItem.ended_at.is_(None))
    return db.scalar(open_item.limit(1)) is not None


def keeper_of(hub_context: HubContext) -> TrailKeeper:
    """Return the keeper of this process, made once."""
    keeper = hub_context.state.get(TrailKeeper)
    if not isinstance(keeper, TrailKeeper):
        keeper = hub_context.state[TrailKeeper] = TrailKeeper(hub_context)
    return keeper

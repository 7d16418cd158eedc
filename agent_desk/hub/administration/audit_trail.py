"""The audit trail as auditors search and verify it."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import audit, naming, scope
from agent_desk.hub.kit.audit.watch import keeper_of
from agent_desk.hub.kit.errors import InvalidForm, NotPermitted
from agent_desk.hub.kit.paging import page_size, place_of, to_cursor
from agent_desk.hub.kit.permissions import reader_of
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kit import AuditEntry, AuditLink
from agent_desk.models.people import Person
from agent_desk.schemas.administration.audit_words import refers
from agent_desk.schemas.administration.operations import AUDIT, MANAGE
from agent_desk.schemas.administration.records import (
    AuditFinding,
    AuditPage,
    AuditRow,
    AuditVerdict,
    AuditWanted,
    Called,
    TakenOut,
)
from agent_desk.schemas.settings import declared

READ: Final = "audit.read"
HISTORY: Final = "audit.history"
STRETCH = 20_000
"""Entries verified per request: a second or two, so that the seat can show progress and stop."""


def page(
    unit: Unit,
    *,
    person: str = "",
    entity: str = "",
    entity_id: str = "",
    action: str = "",
    from_at: datetime | None = None,
    to_at: datetime | None = None,
    limit: int | None = None,
    after: str | None = None,
) -> AuditPage:
    """Return a page of the trail, newest first. `person` is a login or a part of a name; `action` the beginning of one.

    `entity_id`: an id, or what people call a record. Raises InvalidForm.
    """
    size = page_size(limit)
    if any(moment is not None and moment.tzinfo is None for moment in (from_at, to_at)):
        raise InvalidForm({"from_at": "no_zone"})
    wanted = AuditWanted.model_construct(
        person=person, action=action, entity=entity, record=entity_id, from_at=from_at, to_at=to_at
    )
    found = matching(unit.db, wanted)
    place = place_of(after, int)
    if place is not None:
        found = found.where(AuditEntry.id < place[0])
    rows = unit.db.execute(found.order_by(AuditEntry.id.desc()).limit(size + 1)).all()
    shown = rows[:size]
    return AuditPage(
        items=records(unit.db, unit.zone, shown),
        next=to_cursor(shown[-1][0].id) if len(rows) > size else None,
    )


def history(unit: Unit, entity: str, *, entity_id: str = "", limit: int | None = None) -> AuditPage:
    """Return what was changed in one record, newest first; without an id in every one of its kind. Raises NotPermitted for who neither
    keeps such records nor audits, and InvalidForm for a customer's record.

    Readings of it are no changes, or looking at a history would lengthen it.
    """
    may_read = {AUDIT, _keeper_of(entity, entity_id) or AUDIT}
    if not any(scope.everything(unit, one) for one in may_read):
        raise NotPermitted(permission=AUDIT)
    kind = naming.kinds().get(entity)
    if kind is not None and kind.of_customers:
        # One row an hour says that histories were read: of a customer's record the trail itself says which.
        raise InvalidForm({"entity": "not_a_record_of_the_centre"})
    found = matching(unit.db, AuditWanted.model_construct(entity=entity))
    found = found.where(AuditEntry.action.not_in([READ, HISTORY]))
    if entity_id:
        found = found.where(AuditEntry.entity_id == entity_id)
    rows = unit.db.execute(found.order_by(AuditEntry.id.desc()).limit(page_size(limit))).all()
    return AuditPage(items=records(unit.db, unit.zone, rows), next=None)


def _keeper_of(entity: str, entity_id: str) -> str | None:
    """Return the permission of who keeps a record; a setting's is its own."""
    if entity != "setting":
        return reader_of(entity)
    return next((one.permission for one in declared() if one.key == entity_id), MANAGE)


def matching(db: Session, wanted: AuditWanted) -> Select[AuditEntry, int, str, str]:
    """Return the entries that are meant, with their place in the chain and the name of who did it."""
    found = (
        select(AuditEntry, AuditLink.seq, Person.name, Person.name_en)
        .outerjoin(AuditLink, AuditLink.entry_id == AuditEntry.id)
        .outerjoin(Person, Person.id == AuditEntry.person_id)
    )
    if wanted.person.strip():
        typed = wanted.person.strip()
        people = select(Person.id).where(Person.name.contains(typed, autoescape=True))
        # A sign-in is written before there is a caller: its detail names the person.
        signing_in = (AuditEntry.person_login == "system") & (AuditEntry.detail["login"].astext == typed)
        found = found.where((AuditEntry.person_login == typed) | AuditEntry.person_id.in_(people) | signing_in)
    if wanted.entity:
        found = found.where(AuditEntry.entity == wanted.entity)
    if wanted.record.strip():
        found = found.where(AuditEntry.entity_id.in_(_ids(db, wanted.record.strip())))
    if wanted.action.strip():
        found = found.where(AuditEntry.action.startswith(wanted.action.strip(), autoescape=True))
    if wanted.from_at is not None:
        found = found.where(AuditEntry.at >= wanted.from_at)
    if wanted.to_at is not None:
        found = found.where(AuditEntry.at < wanted.to_at)
    return found


def _ids(db: Session, typed: str) -> list[str]:
    """Return the id that was typed, and those of records that people call so."""
    found = {typed}
    for kind in naming.kinds().values():
        if kind.find is not None:
            found |= set(kind.find(db, typed))
    return sorted(found)


def records(db: Session, zone: ZoneInfo, rows: Iterable[Any]) -> list[AuditRow]:
    """Return entries as they leave the hub, each with the names of the records in it: one question for each kind of record."""
    made = [_record(*row) for row in rows]
    wanted = naming.Wanted()
    for row in made:
        for kind, key in refers(row):
            wanted.add(kind, key)
    named = {key: Called(zh=zh, en=en) for key, (zh, en) in naming.named(db, zone, wanted).items()}
    for row in made:
        keys = {key if naming.is_uuid(key) else f"{kind}:{key}" for kind, key in refers(row)}
        row.names = {key: named[key] for key in keys if key in named}
    return made


def verify(unit: Unit, after_seq: int = 0) -> AuditVerdict:
    """Verify the next stretch of the chain. The first stretch and any fault are written down."""
    anchors = keeper_of(unit.hub).anchors.all()
    found = audit.verify(unit.db, unit.hub.audit_key, after_seq=after_seq, limit=STRETCH, anchors=anchors)
    if after_seq == 0 or not found.sound:
        unit.audit(
            "audit.verify",
            "audit_trail",
            uuid.UUID(int=0),
            after_seq=after_seq,
            entries=found.entries,
            broken=found.broken[:20],
            head_matches=found.head_matches,
        )
    return AuditVerdict(
        checked_to=found.checked_to,
        last_seq=found.last_seq,
        done=found.done,
        entries=found.entries,
        broken=[one.seq for one in found.open if one.what == "broken"],
        head_matches=found.head_matches,
        unsealed=found.unsealed,
        findings=[
            AuditFinding(what=one.what, seq=one.seq, known_at=one.known_at)
            for one in found.open
            if one.what != "broken"
        ],
    )


def taken_out(unit: Unit, form: TakenOut) -> None:
    """Write down that personal data was copied or printed at the seat of who asks."""
    action = "personal.copied" if form.kind == "copy" else "personal.printed"
    first = form.sources[0] if form.sources else ""
    unit.audit(action, "reading", first, sources=form.sources, times=form.times, seat=unit.me.seat)


def _record(entry: AuditEntry, seq: int | None, name: str | None, name_en: str | None) -> AuditRow:
    return AuditRow(
        id=entry.id,
        at=entry.at,
        person_id=entry.person_id,
        login=entry.person_login,
        name=name or "",
        name_en=name_en or "",
        action=entry.action,
        entity=entry.entity,
        entity_id=entry.entity_id,
        reason=entry.reason,
        detail=entry.detail,
        request_id=entry.request_id,
        seq=seq,
    )

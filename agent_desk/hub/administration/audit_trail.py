"""The audit trail as auditors search and verify it."""

import uuid
from datetime import datetime

from sqlalchemy import select

from agent_desk.hub.kit import audit, scope
from agent_desk.hub.kit.audit.watch import keeper_of
from agent_desk.hub.kit.errors import InvalidForm, NotPermitted
from agent_desk.hub.kit.paging import page_size, place_of, to_cursor
from agent_desk.hub.kit.permissions import reader_of
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kit import AuditEntry, AuditLink
from agent_desk.models.people import Person
from agent_desk.schemas.administration.operations import AUDIT, MANAGE
from agent_desk.schemas.administration.records import AuditFinding, AuditPage, AuditRow, AuditVerdict
from agent_desk.schemas.settings import declared

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

    Raises InvalidForm.
    """
    size = page_size(limit)
    found = (
        select(AuditEntry, AuditLink.seq, Person.name, Person.name_en)
        .outerjoin(AuditLink, AuditLink.entry_id == AuditEntry.id)
        .outerjoin(Person, Person.id == AuditEntry.person_id)
    )
    if person.strip():
        typed = person.strip()
        people = select(Person.id).where(Person.name.contains(typed, autoescape=True))
        # A sign-in is written before there is a caller: its detail names the person.
        signing_in = (AuditEntry.person_login == "system") & (AuditEntry.detail["login"].astext == typed)
        found = found.where((AuditEntry.person_login == typed) | AuditEntry.person_id.in_(people) | signing_in)
    if entity:
        found = found.where(AuditEntry.entity == entity)
    if entity_id.strip():
        found = found.where(AuditEntry.entity_id == entity_id.strip())
    if action.strip():
        found = found.where(AuditEntry.action.startswith(action.strip(), autoescape=True))
    for moment in (from_at, to_at):
        if moment is not None and moment.tzinfo is None:
            raise InvalidForm({"from_at": "no_zone"})
    if from_at is not None:
        found = found.where(AuditEntry.at >= from_at)
    if to_at is not None:
        found = found.where(AuditEntry.at < to_at)
    place = place_of(after, int)
    if place is not None:
        found = found.where(AuditEntry.id < place[0])
    rows = unit.db.execute(found.order_by(AuditEntry.id.desc()).limit(size + 1)).all()
    shown = rows[:size]
    return AuditPage(
        items=[_record(*row) for row in shown],
        next=to_cursor(shown[-1][0].id) if len(rows) > size else None,
    )


def history(unit: Unit, entity: str, *, entity_id: str = "", limit: int | None = None) -> AuditPage:
    """Return what was done to one record, newest first. Raises NotPermitted for who neither keeps such records nor audits."""
    may_read = {AUDIT, _keeper_of(entity, entity_id) or AUDIT}
    if not any(scope.everything(unit, one) for one in may_read):
        raise NotPermitted(permission=AUDIT)
    return page(unit, entity=entity, entity_id=entity_id, limit=limit)


def _keeper_of(entity: str, entity_id: str) -> str | None:
    """Return the permission of who keeps a record; a setting's is its own."""
    if entity != "setting":
        return reader_of(entity)
    return next((one.permission for one in declared() if one.key == entity_id), MANAGE)


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

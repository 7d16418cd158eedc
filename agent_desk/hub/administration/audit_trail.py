"""The audit trail as auditors search and verify it."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from agent_desk.hub.kit import audit
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.paging import from_cursor, page_size, to_cursor
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kit import AuditEntry
from agent_desk.models.people import Person
from agent_desk.schemas.administration.records import AuditPage, AuditRow, AuditVerdict, VerifyAsk

STRETCH = 20_000
"""Entries verified per request: a second or two, so that the seat can show progress and stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to look for. `person` is a login or a part of a name; `action` the beginning of one ("customers.")."""

    person: str = ""
    entity: str = ""
    entity_id: str = ""
    action: str = ""
    from_at: datetime | None = None
    to_at: datetime | None = None


def page(unit: Unit, wanted: Wanted, limit: int | None, after: str | None) -> AuditPage:
    """A page of the trail, newest first. Raises InvalidForm."""
    size = page_size(limit)
    found = select(AuditEntry, Person.name, Person.name_en).outerjoin(Person, Person.id == AuditEntry.person_id)
    if wanted.person.strip():
        typed = wanted.person.strip()
        people = select(Person.id).where(Person.name.contains(typed, autoescape=True))
        # A sign-in is written before there is a caller: its detail names the person.
        signing_in = (AuditEntry.person_login == "system") & (AuditEntry.detail["login"].astext == typed)
        found = found.where((AuditEntry.person_login == typed) | AuditEntry.person_id.in_(people) | signing_in)
    if wanted.entity:
        found = found.where(AuditEntry.entity == wanted.entity)
    if wanted.entity_id.strip():
        found = found.where(AuditEntry.entity_id == wanted.entity_id.strip())
    if wanted.action.strip():
        found = found.where(AuditEntry.action.startswith(wanted.action.strip(), autoescape=True))
    for moment in (wanted.from_at, wanted.to_at):
        if moment is not None and moment.tzinfo is None:
            raise InvalidForm({"from_at": "no_zone"})
    if wanted.from_at is not None:
        found = found.where(AuditEntry.at >= wanted.from_at)
    if wanted.to_at is not None:
        found = found.where(AuditEntry.at < wanted.to_at)
    place = from_cursor(after, 1)
    if place is not None:
        if not isinstance(place[0], int):
            raise InvalidForm({"after": "not_a_cursor"})
        found = found.where(AuditEntry.id < place[0])
    rows = unit.db.execute(found.order_by(AuditEntry.id.desc()).limit(size + 1)).all()
    shown = rows[:size]
    return AuditPage(
        items=[_record(entry, name, name_en) for entry, name, name_en in shown],
        next=to_cursor(shown[-1][0].id) if len(rows) > size else None,
    )


def verify(unit: Unit, form: VerifyAsk, key: bytes) -> AuditVerdict:
    """Verify the next stretch of the chain. The first stretch and any fault are written down."""
    found = audit.verify(unit.db, key, after_seq=form.after_seq, limit=STRETCH)
    if form.after_seq == 0 or not found.sound:
        unit.audit(
            "audit.verify",
            "audit_trail",
            uuid.UUID(int=0),
            after_seq=form.after_seq,
            entries=found.entries,
            broken=found.broken[:20],
            head_matches=found.head_matches,
        )
    return AuditVerdict(
        checked_to=found.checked_to,
        last_seq=found.last_seq,
        done=found.done,
        entries=found.entries,
        broken=found.broken,
        head_matches=found.head_matches,
        unsealed=found.unsealed,
    )


def _record(entry: AuditEntry, name: str | None, name_en: str | None) -> AuditRow:
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
        seq=entry.seq,
    )

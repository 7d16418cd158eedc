"""Which roles a person holds, how far each reaches and from when to when; and the bounds of whoever hands them out.

Nobody widens their own rights, and nobody hands out what reaches further than their own right to manage people. While only one person
in the whole house can manage people, they may do for themselves what nobody else can do for them; it is written down as done alone.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import deciders, scope
from agent_desk.hub.kit.centre import ZONE, centre_zone
from agent_desk.hub.kit.security import NOTHING, Reach, held_by, reaches_of
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people import rules
from agent_desk.hub.people.errors import BeyondReach, OwnRights
from agent_desk.models.people import Person, PersonRole, Role, Substitution
from agent_desk.schemas.administration.records import HeldRole
from agent_desk.schemas.people.changes import RightsChanged
from agent_desk.schemas.people.held import in_line

EVERYBODY: Final = uuid.UUID(int=0)
NAMED: Final = ("team", "queue", "branch")
"""Scopes that can name what they reach."""
Reaches = Mapping[str, Reach]


def held(db: Session, people: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[HeldRole]]:
    """Return what these people hold, by person and role."""
    found: dict[uuid.UUID, list[HeldRole]] = {}
    rows = select(PersonRole).where(PersonRole.person_id.in_(list(people))).order_by(PersonRole.role_code)
    zone = ZoneInfo(centre_zone(db, ZONE))
    for row in db.scalars(rows):
        found.setdefault(row.person_id, []).append(_record(row, zone))
    return found


def told(db: Session, person_id: uuid.UUID) -> list[str]:
    """Return what a person holds as the audit trail keeps it: the role, and what of scope and dates is not for everything and for good."""
    return [in_line(one, codes(db, one)) for one in held(db, [person_id]).get(person_id, [])]


def codes(db: Session, one: HeldRole) -> dict[str, str]:
    """Return the codes of the teams, queues or branches that a role names, by id: what a person reads in the trail."""
    if not one.subjects:
        return {}
    return {entry.id: entry.code for entry in scope.subjects(db) if entry.scope == one.scope}


def effect(before: Reaches, after: Reaches) -> dict[str, Any]:
    """Return what a change of rights comes to, as the audit trail and the second person see it: permissions that are gained, lost, and
    those that reach further or less far."""
    found = {
        "gained": [word for word in after if word not in before],
        "lost": [word for word in before if word not in after],
        "wider": [word for word in after if word in before and not before[word].covers(after[word])],
        "narrower": [word for word in before if word in after and not after[word].covers(before[word])],
    }
    return {name: sorted(words) for name, words in found.items() if words}


def faults(db: Session, roles: Sequence[str | HeldRole], person: Person | None) -> dict[str, str]:
    """Return what is wrong with roles that are to be given."""
    wanted = [as_record(one) for one in roles]
    known = {row.code: row for row in db.scalars(select(Role))}
    mine = {one.role for one in held(db, [person.id]).get(person.id, [])} if person is not None else set()
    there = {(one.scope, one.id) for one in scope.subjects(db)}
    for one in wanted:
        if one.role not in known or not (known[one.role].active or one.role in mine):
            return {"roles": "unknown"}
        if any((one.scope, subject) not in there for subject in one.subjects):
            return {"roles": "subjects_unknown"}
        if one.from_on is not None and one.to_on is not None and one.to_on < one.from_on:
            return {"roles": "ends_before_it_begins"}
    return {"roles": "twice"} if len({one.role for one in wanted}) != len(wanted) else {}


def set_roles(unit: Unit, person: Person, wanted: Sequence[str | HeldRole], *, moved: bool = False) -> None:
    """Give a person these roles and no others. Raises OwnRights, BeyondReach. `moved`: they are of another team or branch now."""
    db = unit.db
    before = own_reaches(unit, person.id)
    rows = {row.role_code: row for row in db.scalars(select(PersonRole).where(PersonRole.person_id == person.id))}
    zone = ZoneInfo(centre_zone(db, ZONE))
    changed = False
    for one in (as_record(one) for one in wanted):
        row = rows.pop(one.role, None)
        if row is None:
            row = PersonRole(
                person_id=person.id, role_code=one.role, scope=db.get_one(Role, one.role).default_scope, subjects=[]
            )
            db.add(row)
            changed = True
            _note_giver(unit, row)
        if one.scope is not None:
            values = {
                "scope": one.scope,
                "subjects": sorted(set(one.subjects)) if one.scope in NAMED else [],
                "valid_from": _midnight(one.from_on, zone),
                "valid_to": _midnight(one.to_on + timedelta(days=1) if one.to_on is not None else None, zone),
            }
            if any(getattr(row, name) != value for name, value in values.items()):
                changed = True
                _note_giver(unit, row)
            for name, value in values.items():
                setattr(row, name, value)
    for row in rows.values():
        db.delete(row)
        changed = True
    db.flush()
    if changed or moved:
        # Of rights that begin later, too: the day is left out.
        require_allowed(unit, person.id, before, own_reaches(unit, person.id))
        tell(unit, EVERYBODY if moved else person.id)


def _note_giver(unit: Unit, row: PersonRole) -> None:
    row.given_at, row.given_by_id = unit.now, unit.me.person_id if unit.caller is not None else None


def tell(unit: Unit, person_id: uuid.UUID) -> None:
    """Say that somebody's rights (or perhaps everybody's) are others now: their open lines look again."""
    to = ["all"] if person_id == EVERYBODY else [f"person:{person_id}"]
    unit.change(RightsChanged(id=person_id), to=to)
    if person_id != EVERYBODY:
        tell_substitutes(unit, person_id)


def tell_substitutes(unit: Unit, person_id: uuid.UUID) -> None:
    """Say to whoever stands in for somebody now that what they have by it is another thing."""
    running = select(Substitution.substitute_id).where(
        Substitution.person_id == person_id,
        Substitution.ended_at.is_(None),
        Substitution.from_at <= unit.now,
        Substitution.until_at > unit.now,
    )
    for substitute_id in unit.db.scalars(running):
        unit.change(RightsChanged(id=substitute_id), to=[f"person:{substitute_id}"])


def require_allowed(unit: Unit, person_id: uuid.UUID, before: Reaches, after: Reaches) -> None:
    """Check that the caller may widen somebody's rights so. Raises OwnRights, BeyondReach. The set-up of a house is nobody's."""
    if unit.caller is None:
        return
    wider = {word: reach for word, reach in after.items() if not before.get(word, NOTHING).covers(reach)}
    if not wider:
        return
    if person_id == unit.me.person_id and not alone(unit):
        raise OwnRights()
    own = scope.reach(unit, rules.KEEPER)
    if any(not _within(own, reach, person_id) for reach in wider.values()):
        raise BeyondReach()


def _within(own: Reach, reach: Reach, person_id: uuid.UUID) -> bool:
    """What reaches the person's own work alone lies within any right to manage that person."""
    return own.covers(reach) or reach == Reach(people=frozenset({person_id}))


def require_outranking(unit: Unit, person_id: uuid.UUID) -> None:
    """Check that nobody with a narrow right takes over an account that reaches further. Raises BeyondReach."""
    if unit.caller is None:
        return
    own = scope.reach(unit, rules.KEEPER)
    theirs = _reaches(unit, person_id, lent=True)
    if any(not _within(own, reach, person_id) for reach in theirs.values()):
        raise BeyondReach()


def alone(unit: Unit) -> bool:
    """Return whether the caller is the only one who can sign in and manage people of the whole house."""
    return not deciders.others(unit.db, rules.KEEPER, unit.now, unit.me.person_id)


def as_record(one: str | HeldRole) -> HeldRole:
    """Return a role that is named alone as a record that says no more."""
    return HeldRole(role=one) if isinstance(one, str) else one


def own_reaches(unit: Unit, person_id: uuid.UUID) -> dict[str, Reach]:
    """Return what a person's own roles allow, now and on later days, taken together: what they can lend to whoever stands in for them."""
    return _reaches(unit, person_id)


def _reaches(unit: Unit, person_id: uuid.UUID, *, lent: bool = False) -> dict[str, Reach]:
    """Return what a person may do now and what they hold for later days, taken together.

    `lent`: with what they may do while they stand in for somebody. That is not theirs: it counts for nothing when rights are given.
    """
    later = select(Role.permissions, PersonRole.scope, PersonRole.subjects).join(
        PersonRole, PersonRole.role_code == Role.code
    )
    found = reaches_of(one for one in held_by(unit.db, person_id, unit.now) if lent or one.for_login is None)
    for words, kind, named in unit.db.execute(
        later.where(PersonRole.person_id == person_id, PersonRole.valid_from > unit.now, Role.active)
    ):
        reach = Reach.of(kind, named)
        found |= {word: found.get(word, NOTHING) | reach for word in words}
    return found


def _record(row: PersonRole, zone: ZoneInfo) -> HeldRole:
    return HeldRole(
        role=row.role_code,
        scope=row.scope,  # type: ignore[arg-type]
        subjects=list(row.subjects),
        from_on=_day(row.valid_from, zone),
        to_on=_day(row.valid_to - timedelta(seconds=1) if row.valid_to is not None else None, zone),
    )


def _midnight(day: date | None, zone: ZoneInfo) -> datetime | None:
    return datetime.combine(day, time(), zone) if day is not None else None


def _day(at: datetime | None, zone: ZoneInfo) -> date | None:
    return at.astimezone(zone).date() if at is not None else None

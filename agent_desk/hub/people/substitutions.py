"""Substitution while somebody is away: who stands in for whom, made, ended early, and told when it begins and ends by itself.

The substitute holds the absent person's own roles beside their own (hub/kit/security.py). What somebody holds as a substitute is lent on to
nobody: the session's statement never looks at it, and whoever manages people only as a substitute names none.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import and_, or_, select

from agent_desk.hub.kit import deciders, scope, settings_in_force
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import InvalidForm, NotFound, NotPermitted
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.security import NOTHING
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people import grants, rules
from agent_desk.hub.people.errors import BeyondReach, LentRights, OwnRights
from agent_desk.models.people import Person, PersonRole, Role, Substitution
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.people.changes import SubstitutionChanged
from agent_desk.schemas.people.settings import RIGHTS
from agent_desk.schemas.people.substitutions import (
    Candidate,
    RoleRef,
    SubstitutionEnd,
    SubstitutionForm,
    SubstitutionRow,
    Substitutions,
    SubstitutionState,
)

LISTED: Final = 300
TELL_EVERY_S: Final = 5.0
SUBSTITUTIONS: Final = Records(
    model=Substitution,
    what="substitution",
    change=lambda row: SubstitutionChanged(id=row.id, version=row.version),
    to=lambda row: [
        *scope.audience(rules.KEEPER, people=[row.person_id, row.substitute_id]),
        f"person:{row.person_id}",
        f"person:{row.substitute_id}",
    ],
)


def listed(unit: Unit) -> Substitutions:
    """Return the substitutions that the caller has a part in, or whose people they manage: the newest first."""
    me, managed = unit.me.person_id, scope.reach(unit, rules.KEEPER)
    seen = or_(
        Substitution.person_id == me,
        Substitution.substitute_id == me,
        scope.person(managed, Substitution.person_id),
        scope.person(managed, Substitution.substitute_id),
    )
    order = (Substitution.from_at.desc(), Substitution.id)
    rows = unit.db.scalars(select(Substitution).where(seen).order_by(*order).limit(LISTED)).all()
    centre = settings_in_force.read(unit.db, RIGHTS, unit.now)
    return Substitutions(
        items=_records(unit, rows),
        may_make_own=centre.own_substitute or me in managed.people or managed.everything,
        may_make=unit.me.own_reach(rules.KEEPER) != NOTHING,
        longest_days=centre.longest_days,
    )


def candidates(unit: Unit) -> list[Candidate]:
    """Return whom the caller may name: those whom they manage, and for themselves colleagues of a team, branch or role of theirs."""
    me, managed = unit.me.person_id, scope.reach(unit, rules.KEEPER)
    own = unit.db.get_one(Person, me)
    mine = select(PersonRole.role_code).where(PersonRole.person_id == me)
    near = or_(
        and_(Person.team_id.is_not(None), Person.team_id == own.team_id),
        and_(Person.branch_code.is_not(None), Person.branch_code == own.branch_code),
        Person.id.in_(select(PersonRole.person_id).where(PersonRole.role_code.in_(mine))),
    )
    within = scope.person(managed, Person.id)
    holds = select(PersonRole.person_id)
    found = (
        select(Person, within.label("managed"), Person.id.in_(holds).label("holds"))
        .where(deciders.can_sign_in(unit.now), or_(within, near, Person.id == me))
        .order_by(Person.login)
        .limit(2000)
    )
    return [
        Candidate(
            **_ref(one).model_dump(),
            login=one.login,
            away=bool((is_managed or one.id == me) and has_roles),
            stand_in=one.id != me or bool(is_managed),
        )
        for one, is_managed, has_roles in unit.db.execute(found)
    ]


def add(unit: Unit, form: SubstitutionForm) -> SubstitutionRow:
    """Let somebody stand in. Raises NotPermitted, NotFound, InvalidForm, LentRights, OwnRights, BeyondReach."""
    _require_may_name(unit, form.person_id)
    wrong = _faults(unit, form)
    if wrong:
        raise InvalidForm(wrong)
    _require_allowed(unit, form)
    row = Substitution(
        id=uuid.uuid4(),
        person_id=form.person_id,
        substitute_id=form.substitute_id,
        from_at=max(form.from_at, unit.now),
        until_at=form.until_at,
        reason=form.reason.strip(),
        made_by_id=unit.me.person_id,
        made_at=unit.now,
        version=1,
    )
    row.told = _standing(row, unit.now)
    unit.db.add(row)
    SUBSTITUTIONS.tell(unit, row, "people.substitution_add", reason=row.reason, **_facts(unit, row))
    grants.tell(unit, row.substitute_id)
    return _records(unit, [row])[0]


def end(unit: Unit, substitution_id: uuid.UUID, form: SubstitutionEnd) -> SubstitutionRow:
    """End it now, or take back what has not begun: by either of the two, or who manages one of them. Raises NotFound, StaleVersion.

    What is over already is left as it is.
    """
    managed = scope.reach(unit, rules.KEEPER)
    seen = or_(
        Substitution.person_id == unit.me.person_id,
        Substitution.substitute_id == unit.me.person_id,
        scope.person(managed, Substitution.person_id),
        scope.person(managed, Substitution.substitute_id),
    )
    if unit.db.scalar(select(Substitution.id).where(Substitution.id == substitution_id, seen)) is None:
        raise NotFound(what="substitution")
    row = SUBSTITUTIONS.open(unit, substitution_id, form.version, lambda one: _records(unit, [one])[0])
    if row.ended_at is None and row.until_at > unit.now:
        row.ended_at, row.told = unit.now, "over"
        said = form.reason.strip() or None
        SUBSTITUTIONS.close(unit, row, "people.substitution_end", reason=said, **_facts(unit, row))
        grants.tell(unit, row.substitute_id)
    return _records(unit, [row])[0]


def tell_what_began_or_ended(hub_context: HubContext) -> int:
    """Say which substitutions have begun or ended by themselves since the last time; return how many."""
    with hub_context.database.write() as db:
        now = hub_context.now()
        unit = Unit(db=db, now=now, jobs=hub_context.jobs, context=hub_context)
        other = or_(
            and_(Substitution.told == "planned", Substitution.from_at <= now),
            and_(Substitution.told != "over", Substitution.until_at <= now),
        )
        found = select(Substitution).where(Substitution.ended_at.is_(None), other).with_for_update(skip_locked=True)
        rows = db.scalars(found).all()
        for row in rows:
            row.told = _standing(row, now)
            deed = "people.substitution_begins" if row.told == "running" else "people.substitution_is_over"
            SUBSTITUTIONS.close(unit, row, deed, **_facts(unit, row))
            grants.tell(unit, row.substitute_id)
        return len(rows)


# ---------------------------------------------------------------------- who may, and what is wrong


def _require_may_name(unit: Unit, person_id: uuid.UUID) -> None:
    """Check that the caller may give away this person's rights. Raises NotPermitted, NotFound, LentRights."""
    me, managed = unit.me, scope.reach(unit, rules.KEEPER)
    if person_id == me.person_id and settings_in_force.read(unit.db, RIGHTS, unit.now).own_substitute:
        return
    if managed == NOTHING:
        raise NotPermitted(permission=rules.KEEPER)
    scope.require_person(unit, rules.KEEPER, person_id, "person")
    if me.own_reach(rules.KEEPER) == NOTHING:
        raise LentRights()


def _faults(unit: Unit, form: SubstitutionForm) -> dict[str, str]:
    days = settings_in_force.read(unit.db, RIGHTS, unit.now).longest_days
    if form.person_id == form.substitute_id:
        return {"substitute_id": "yourself"}
    if form.until_at <= form.from_at:
        return {"until_at": "ends_before_it_begins"}
    if form.until_at <= unit.now:
        return {"until_at": "is_over"}
    if form.until_at - max(form.from_at, unit.now) > timedelta(days=days):
        return {"until_at": "too_long"}
    known = [one.id for one in candidates(unit) if one.stand_in]
    if form.substitute_id not in known:
        return {"substitute_id": "cannot_sign_in" if unit.db.get(Person, form.substitute_id) else "unknown"}
    if unit.db.scalar(select(PersonRole.role_code).where(PersonRole.person_id == form.person_id).limit(1)) is None:
        return {"person_id": "no_roles"}
    same = select(Substitution.id).where(
        Substitution.person_id == form.person_id,
        Substitution.substitute_id == form.substitute_id,
        Substitution.ended_at.is_(None),
        Substitution.from_at < form.until_at,
        Substitution.until_at > max(form.from_at, unit.now),
    )
    return {"substitute_id": "exists"} if unit.db.scalar(same.limit(1)) is not None else {}


def _require_allowed(unit: Unit, form: SubstitutionForm) -> None:
    """Check that nobody widens their own rights by it, and that nobody gives away what they do not reach. Raises OwnRights, BeyondReach."""
    lent = grants.own_reaches(unit, form.person_id)
    if form.substitute_id == unit.me.person_id:
        mine = grants.own_reaches(unit, form.substitute_id)
        wider = any(not mine.get(word, NOTHING).covers(reach) for word, reach in lent.items())
        if wider and not grants.alone(unit):
            raise OwnRights()
    own = unit.me.own_reach(rules.KEEPER)
    if form.person_id != unit.me.person_id and not all(own.covers(reach) for reach in lent.values()):
        raise BeyondReach()


# ---------------------------------------------------------------------- as it is told


def _standing(row: Substitution, now: datetime) -> SubstitutionState:
    if row.until_at <= now:
        return "over"
    return "running" if row.from_at <= now else "planned"


def _facts(unit: Unit, row: Substitution) -> dict[str, Any]:
    people = _people(unit, [row])
    return {
        "person": people[row.person_id].login,
        "substitute": people[row.substitute_id].login,
        "from_at": row.from_at.isoformat(),
        "to_at": row.until_at.isoformat(),
    }


def _people(unit: Unit, rows: Iterable[Substitution]) -> dict[uuid.UUID, Person]:
    ids = {one for row in rows for one in (row.person_id, row.substitute_id, row.made_by_id)}
    return {one.id: one for one in unit.db.scalars(select(Person).where(Person.id.in_(ids)))}


def _ref(one: Person) -> PersonRef:
    return PersonRef(id=one.id, name=one.name, name_en=one.name_en, agent_code=one.agent_code)


def _records(unit: Unit, rows: Sequence[Substitution]) -> list[SubstitutionRow]:
    people = _people(unit, rows)
    held: dict[uuid.UUID, list[RoleRef]] = {}
    roles = (
        select(PersonRole.person_id, Role)
        .join(Role, Role.code == PersonRole.role_code)
        .where(PersonRole.person_id.in_({row.person_id for row in rows}), Role.active)
    )
    for person_id, role in unit.db.execute(roles.order_by(PersonRole.role_code)):
        ref = RoleRef(code=role.code, name_zh=role.name_zh, name_en=role.name_en)
        held.setdefault(person_id, []).append(ref)
    return [
        SubstitutionRow(
            id=row.id,
            person=_ref(people[row.person_id]),
            substitute=_ref(people[row.substitute_id]),
            from_at=row.from_at,
            until_at=row.until_at,
            reason=row.reason,
            made_by=_ref(people[row.made_by_id]),
            made_at=row.made_at,
            ended_at=row.ended_at,
            state="ended" if row.ended_at is not None else _standing(row, unit.now),
            roles=held.get(row.person_id, []),
            may_end=row.ended_at is None and row.until_at > unit.now,
            version=row.version,
        )
        for row in rows
    ]

"""The bank's people as an administrator manages them: list, new, edit, unlock, one-time password."""

import secrets
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, exists, func, or_, select, text
from sqlalchemy.orm import Session

from agent_desk.hub.kit import scope
from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.paging import page_size, place_of, to_cursor
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.security import EVERYTHING, hash_password
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people import grants, limits, rules, second_factor
from agent_desk.hub.people.errors import BeyondReach, LastAdministrator
from agent_desk.hub.people.service import AT_THE_SEAT
from agent_desk.hub.people.sounds import by_sound
from agent_desk.models.people import Person, PersonRole, Role, SeatSession
from agent_desk.models.people import Team as TeamModel
from agent_desk.schemas.administration.records import (
    HeldRole,
    NewStaff,
    OneTimePassword,
    PasswordState,
    StaffEdit,
    StaffFields,
    StaffPage,
    StaffRow,
    Team,
)
from agent_desk.schemas.people.changes import PersonChanged, SeatSessionEnded
from agent_desk.schemas.people.records import FactorReset

PEOPLE: Final = Records(
    model=Person,
    what="person",
    change=lambda row: PersonChanged(id=row.id, version=row.version),
    to=lambda row: [*scope.audience(rules.KEEPER, people=[row.id]), f"person:{row.id}"],
)
_FIELDS = ("name", "name_en", "agent_code", "branch_code", "active")


def page(
    unit: Unit,
    *,
    q: str = "",
    role: str | None = None,
    active: bool | None = None,
    limit: int | None = None,
    after: str | None = None,
) -> StaffPage:
    """Return a page of people by login. Raises InvalidForm for a torn cursor."""
    db = unit.db
    size = page_size(limit)
    within = scope.person(scope.reach(unit, rules.KEEPER), Person.id)
    found = _narrowed(unit.db, select(Person).where(within), q, role, active)
    total = db.scalar(select(func.count()).select_from(found.subquery())) or 0
    place = place_of(after, str)
    if place is not None:
        found = found.where(Person.login > place[0])
    rows = db.scalars(found.order_by(Person.login).limit(size + 1)).all()
    shown = rows[:size]
    return StaffPage(
        items=records(db, shown), total=total, next=to_cursor(shown[-1].login) if len(rows) > size else None
    )


def seen(unit: Unit, person_id: uuid.UUID) -> StaffRow:
    """Return one person within reach. Raises NotFound."""
    scope.require_person(unit, rules.KEEPER, person_id, "person")
    return one(unit.db, person_id)


def one(db: Session, person_id: uuid.UUID) -> StaffRow:
    """Return one person. Raises NotFound."""
    person = db.get(Person, person_id)
    if person is None:
        raise NotFound(what="person")
    return records(db, [person])[0]


def teams(db: Session) -> list[Team]:
    """Return the teams that somebody may be put into, and retired ones that somebody is in."""
    held = exists().where(Person.team_id == TeamModel.id)
    rows = select(TeamModel).where(or_(TeamModel.active, held)).order_by(TeamModel.position, TeamModel.code)
    return [_team(row) for row in db.scalars(rows)]


def add(unit: Unit, form: NewStaff) -> StaffRow:
    """Return a new person, without a password yet. Raises InvalidForm."""
    one_at_a_time(unit.db)
    _require_place(unit, form)
    wrong = _faults(unit.db, form, None)
    if unit.db.scalar(select(Person.id).where(Person.login_key == func.login_key(form.login))):
        wrong["login"] = "taken"
    if wrong:
        raise InvalidForm(wrong)
    person = Person(
        login=form.login,
        name=form.name.strip(),
        name_en=form.name_en.strip(),
        agent_code=form.agent_code or None,
        team_id=form.team_id,
        branch_code=form.branch,
        version=1,
    )
    unit.db.add(person)
    unit.db.flush()
    grants.set_roles(unit, person, form.roles)
    comes_to = grants.effect({}, grants.own_reaches(unit, person.id))
    PEOPLE.tell(unit, person, "people.add", login=person.login, roles=grants.told(unit.db, person.id), **comes_to)
    return one(unit.db, person.id)


def edit(unit: Unit, person_id: uuid.UUID, form: StaffEdit) -> StaffRow:
    """Return a person anew. Raises NotFound, InvalidForm, LastAdministrator, and StaleVersion with the person as they are."""
    one_at_a_time(unit.db)
    scope.require_person(unit, rules.KEEPER, person_id, "person")
    person = PEOPLE.open(unit, person_id, form.version, lambda row: records(unit.db, [row])[0])
    _require_place(unit, form)
    wrong = _faults(unit.db, form, person)
    if wrong:
        raise InvalidForm(wrong)
    before, could = _facts(unit.db, person), grants.own_reaches(unit, person.id)
    person.name, person.name_en = form.name.strip(), form.name_en.strip()
    person.agent_code, person.active = form.agent_code or None, form.active
    moved = (person.team_id, person.branch_code) != (form.team_id, form.branch)
    person.team_id, person.branch_code = form.team_id, form.branch
    grants.set_roles(unit, person, form.roles, moved=moved)
    unit.db.flush()
    after = _facts(unit.db, person)
    if before == after:
        return one(unit.db, person.id)
    ensure_somebody_manages(unit.db)
    if not person.active:
        end_sessions(unit, person.id)
        grants.tell_substitutes(unit, person.id)
    changed = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    comes_to = grants.effect(could, grants.own_reaches(unit, person.id))
    PEOPLE.close(unit, person, "people.edit", login=person.login, changed=changed, **comes_to)
    return one(unit.db, person.id)


def unlock(unit: Unit, person_id: uuid.UUID) -> StaffRow:
    """Let somebody whose name is slowed down by wrong passwords try again. Raises NotFound."""
    scope.require_person(unit, rules.KEEPER, person_id, "person")
    person = PEOPLE.lock(unit, person_id)
    if limits.release(unit.db, person.login):
        PEOPLE.close(unit, person, "people.unlock", login=person.login)
    return one(unit.db, person.id)


def reset_second_factor(unit: Unit, person_id: uuid.UUID, form: FactorReset) -> StaffRow:
    """Take somebody's second factor away, for the reason given. Raises NotFound, BeyondReach."""
    scope.require_person(unit, rules.KEEPER, person_id, "person")
    grants.require_outranking(unit, person_id)
    person = PEOPLE.lock(unit, person_id)
    if second_factor.reset(unit.db, person.id):
        PEOPLE.close(unit, person, "people.second_factor_reset", reason=form.reason.strip(), login=person.login)
    return one(unit.db, person.id)


def set_one_time_password(unit: Unit, person_id: uuid.UUID) -> OneTimePassword:
    """Return a new password, shown once; it ends the person's sign-in and what slows it down. Raises NotFound, InvalidForm (not active)."""
    scope.require_person(unit, rules.KEEPER, person_id, "person")
    grants.require_outranking(unit, person_id)
    person = PEOPLE.lock(unit, person_id)
    if not person.active:
        raise InvalidForm({"active": "not_active"})
    password = rules.one_time_password(secrets.choice)
    give_once(unit, person, hash_password(password))
    return OneTimePassword(password=password, person=one(unit.db, person.id))


def give_once(unit: Unit, person: Person, hashed: str) -> None:
    """Give a locked person a one-time password; it ends their sign-in and what slows it down."""
    person.password_hash, person.password_once, person.password_given_at = hashed, True, unit.now
    limits.release(unit.db, person.login)
    end_sessions(unit, person.id)
    PEOPLE.close(unit, person, "people.one_time_password", login=person.login)


def ensure_somebody_manages(db: Session) -> None:
    """Raises LastAdministrator where nobody who can sign in may manage people any more."""
    db.flush()
    keeper = (
        select(Person.id)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .join(Role, Role.code == PersonRole.role_code)
        .where(Person.active, Person.password_hash.is_not(None), Role.permissions.contains([rules.KEEPER]))
        # For good and for everything: whoever goes away on a day, or reaches a team alone, cannot give back every right.
        .where(Role.active, PersonRole.scope == "all", PersonRole.valid_from.is_(None), PersonRole.valid_to.is_(None))
    )
    if db.scalar(keeper.limit(1)) is None:
        raise LastAdministrator()


def one_at_a_time(db: Session) -> None:
    """Two administrators who take each other's role at once would both see the other's: they wait for each other."""
    db.execute(text("SELECT pg_advisory_xact_lock(hashtext('people.administrators'))"))


def end_sessions(unit: Unit, person_id: uuid.UUID) -> None:
    """Sign the person out wherever they are."""
    open_ones = select(SeatSession).where(SeatSession.person_id == person_id, SeatSession.ended_at.is_(None))
    for session in unit.db.scalars(open_ones.with_for_update()):
        session.ended_at, session.end_reason = unit.now, "by_administrator"
        unit.change(SeatSessionEnded(id=session.id, ended="session_expired"), to=["all"])


def records(db: Session, people: Sequence[Person]) -> list[StaffRow]:
    """People as they cross the wire; five more queries whatever their number."""
    ids = [person.id for person in people]
    held = grants.held(db, ids)
    of_team = {row.id: _team(row) for row in db.scalars(select(TeamModel))}
    seats = {
        row.person_id: row
        for row in db.scalars(
            select(SeatSession).where(
                SeatSession.person_id.in_(ids), SeatSession.ended_at.is_(None), SeatSession.expires_at > func.now()
            )
        )
    }
    slowed = limits.held_until(db, [person.login for person in people], utc_now())
    factors = second_factor.in_force(db, ids)
    return [
        _record(person, held.get(person.id, []), of_team, seats.get(person.id), slowed.get(person.login)).model_copy(
            update={"second_factor": person.id in factors}
        )
        for person in people
    ]


def _record(
    person: Person,
    roles: list[HeldRole],
    of_team: dict[uuid.UUID, Team],
    session: SeatSession | None,
    slowed_until: datetime | None,
) -> StaffRow:
    state: PasswordState = "own"
    if person.password_hash is None or person.password_once:
        state = "none" if person.password_hash is None else "once"
    return StaffRow(
        id=person.id,
        login=person.login,
        name=person.name,
        name_en=person.name_en,
        agent_code=person.agent_code,
        team=of_team.get(person.team_id) if person.team_id else None,
        branch=person.branch_code,
        roles=[one.role for one in roles],
        held=roles,
        active=person.active,
        locked_until_at=slowed_until,
        password=state,
        seat=session.seat if session else None,
        since_at=session.started_at if session else None,
        version=person.version,
    )


def _team(row: TeamModel) -> Team:
    return Team(id=row.id, code=row.code, name_zh=row.name_zh, name_en=row.name_en)


def _narrowed(db: Session, found: Select[Person], q: str, role: str | None, active: bool | None) -> Select[Person]:
    typed = q.strip()
    if typed:
        part = "%" + typed.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
        columns = (Person.login, Person.name, Person.name_en, Person.agent_code)
        found = found.where(or_(*(column.ilike(part) for column in columns), Person.id.in_(by_sound(db, typed))))
    if role is not None:
        found = found.where(exists().where(PersonRole.person_id == Person.id, PersonRole.role_code == role))
    if active is not None:
        found = found.where(Person.active == active)
    return found


def _faults(db: Session, form: StaffFields, person: Person | None) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if not form.name.strip():
        wrong["name"] = "missing"
    if form.team_id is not None and db.get(TeamModel, form.team_id) is None:
        wrong["team_id"] = "unknown"
    if form.branch is not None and ("branch", form.branch) not in {(one.scope, one.id) for one in scope.subjects(db)}:
        wrong["branch"] = "unknown"
    wrong |= grants.faults(db, form.roles, person)
    code = form.agent_code or None
    another = person is None or person.agent_code != code
    if code is not None and another and db.scalar(select(Person.id).where(Person.agent_code == code)):
        wrong["agent_code"] = "taken"
    elif person is not None and another and any(at_the_seat(db, person.id) for at_the_seat in AT_THE_SEAT):
        wrong["agent_code"] = "at_the_seat"
    return wrong


def _require_place(unit: Unit, form: StaffFields) -> None:
    """Who manages the people of a team or branch puts nobody elsewhere. Raises BeyondReach."""
    reach = scope.reach(unit, rules.KEEPER) if unit.caller is not None else EVERYTHING
    if not (reach.everything or form.team_id in reach.teams or form.branch in reach.branches):
        raise BeyondReach()


def _facts(db: Session, person: Person) -> dict[str, Any]:
    """Return what an edit can change, as the audit trail keeps it."""
    found: dict[str, Any] = {name: getattr(person, name) for name in _FIELDS}
    # By its code, as people know it: digits of an id can look like a number that is masked.
    found["team"] = db.scalar(select(TeamModel.code).where(TeamModel.id == person.team_id))
    found["roles"] = grants.told(db, person.id)
    return found

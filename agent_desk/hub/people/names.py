"""What people of the centre, their roles, teams and sign-ins are called."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.naming import Called, EntityName, Naming, itself, keys_of, of_columns
from agent_desk.models.directory import DirectoryGroup
from agent_desk.models.people import Person, RightsReview, Role, SeatSession, Substitution, Team


def _people(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.scalars(select(Person).where(Person.id.in_(keys_of(Person.id, wanted))))
    return {str(row.id): _person(row) for row in rows}


def _by_login(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.scalars(select(Person).where(Person.login.in_(wanted)))
    return {row.login: (row.name, row.name_en or row.name) for row in rows}


def _by_code(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.scalars(select(Person).where(Person.agent_code.in_(wanted)))
    return {row.agent_code: _person(row) for row in rows if row.agent_code}


def _person(row: Person) -> Called:
    return f"{row.name} ({row.login})", f"{row.name_en or row.name} ({row.login})"


def _called_so(db: Session, typed: str) -> Iterable[str]:
    same = or_(Person.login == typed, Person.name == typed, func.lower(Person.name_en) == typed.lower())
    return map(str, db.scalars(select(Person.id).where(or_(same, Person.agent_code == typed))))


def _sessions(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.execute(
        select(SeatSession.id, SeatSession.seat, Person)
        .join(Person, Person.id == SeatSession.person_id)
        .where(SeatSession.id.in_(keys_of(SeatSession.id, wanted)))
    )
    return {str(key): (f"{who.name} · {seat}", f"{who.name_en or who.name} · {seat}") for key, seat, who in rows}


def _substitutions(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.scalars(select(Substitution).where(Substitution.id.in_(keys_of(Substitution.id, wanted)))).all()
    people = naming.of("person", [one for row in rows for one in (row.person_id, row.substitute_id)])
    named = {}
    for row in rows:
        away, there = (people.get(str(one), ("", "")) for one in (row.person_id, row.substitute_id))
        named[str(row.id)] = f"{there[0]} 代 {away[0]}", f"{there[1]} for {away[1]}"
    return named


def _reviews(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.scalars(select(RightsReview).where(RightsReview.id.in_(keys_of(RightsReview.id, wanted))))
    return {str(row.id): naming.time(row.begun_at) for row in rows}


NAMES: Final[Mapping[str, EntityName]] = {
    "person": EntityName(names=_people, find=_called_so),
    "login": EntityName(names=_by_login, by_code=True),
    "agent_code": EntityName(names=_by_code, by_code=True),
    "team": EntityName(names=of_columns(Team.id, Team.name_zh, Team.name_en)),
    "team_code": EntityName(names=of_columns(Team.code, Team.name_zh, Team.name_en), by_code=True),
    "role": EntityName(names=of_columns(Role.code, Role.name_zh, Role.name_en), by_code=True),
    "substitution": EntityName(names=_substitutions),
    "rights_review": EntityName(names=_reviews),
    "seat_session": EntityName(names=_sessions),
    "directory_group": EntityName(names=of_columns(DirectoryGroup.id, DirectoryGroup.name)),
    "directory_account": EntityName(names=itself, by_code=True),
}

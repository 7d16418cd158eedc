"""The first administrator: somebody who can sign in and add everybody else in the desk."""

import secrets
import uuid

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.security import hash_password
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people import rules, staff
from agent_desk.models.people import Person, PersonRole, Role
from agent_desk.schemas.administration.records import NewStaff


class AdministratorExists(Exception):
    """Somebody manages people already; `login` is theirs."""

    def __init__(self, login: str) -> None:
        super().__init__(login)
        self.login = login


def make_administrator(unit: Unit, login: str, name: str, *, another: bool) -> tuple[uuid.UUID, str]:
    """Return a new administrator and their one-time password. Raises AdministratorExists unless `another`, InvalidForm."""
    staff.one_at_a_time(unit.db)
    there = _keeper(unit.db)
    if there is not None and not another:
        raise AdministratorExists(there)
    added = staff.add(unit, NewStaff(login=login, name=name, roles=["administrator"]))
    person = unit.db.get_one(Person, added.id)
    password = rules.one_time_password(secrets.choice)
    person.password_hash, person.password_once, person.password_given_at = hash_password(password), True, unit.now
    unit.audit("people.one_time_password", "person", person.id, login=person.login)
    return person.id, password


def _keeper(db: Session) -> str | None:
    """Return the login of somebody who may manage people."""
    found = (
        select(func.min(Person.login))
        .join(PersonRole, PersonRole.person_id == Person.id)
        .join(Role, Role.code == PersonRole.role_code)
        .where(Person.active, Role.permissions.contains([rules.KEEPER]))
    )
    return db.scalar(found)

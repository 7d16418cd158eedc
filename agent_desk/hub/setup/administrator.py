"""The first administrators: whoever manages people can sign in and add everybody else in the desk."""

import secrets
import uuid
from collections.abc import Collection
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.permissions import KEEPERS, offices_of
from agent_desk.hub.kit.security import hash_password
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people import rules, staff
from agent_desk.models.people import Person, PersonRole, Role
from agent_desk.schemas.administration.records import HeldRole, NewStaff
from agent_desk.schemas.people.offices import Office

FIRST: Final[tuple[Office, ...]] = ("security",)
"""Whoever manages people can add the others."""


class AdministratorExists(Exception):
    """Somebody manages people already; `login` is theirs."""

    def __init__(self, login: str) -> None:
        super().__init__(login)
        self.login = login


class NobodyManages(Exception):
    """The first administrator is to be of an office that does not manage people: nobody could add anybody."""


class NoSuchRole(Exception):
    """No role in force is of this office alone or together with others."""


def make_administrator(
    unit: Unit, login: str, name: str, *, another: bool, offices: Collection[Office] = FIRST
) -> tuple[uuid.UUID, str]:
    """Return a new administrator of these offices and their one-time password.

    Raises AdministratorExists unless `another`, NobodyManages, NoSuchRole, InvalidForm.
    """
    staff.one_at_a_time(unit.db)
    there = _keeper(unit.db)
    if there is not None and not another:
        raise AdministratorExists(there)
    if there is None and "security" not in offices:
        raise NobodyManages()
    codes = sorted({_role_of(unit.db, office) for office in offices})
    # For everything and for good, whatever the roles' usual reach: who comes in by the machine room is not narrowed.
    added = staff.add(
        unit, NewStaff(login=login, name=name, roles=[HeldRole(role=code, scope="all") for code in codes])
    )
    person = unit.db.get_one(Person, added.id)
    password = rules.one_time_password(secrets.choice)
    person.password_hash, person.password_once, person.password_given_at = hash_password(password), True, unit.now
    unit.audit("people.one_time_password", "person", person.id, login=person.login)
    return person.id, password


def _role_of(db: Session, office: Office) -> str:
    """Return the role in force that is of an office and of as few others as may be, the product's own first. Raises NoSuchRole."""
    found = [
        row
        for row in db.scalars(select(Role).where(Role.active))
        if office in offices_of(row.permissions) and (office != "security" or rules.KEEPER in row.permissions)
    ]
    if not found:
        raise NoSuchRole(office)
    return min(found, key=lambda row: (len(offices_of(row.permissions)), row.code != KEEPERS[office], row.code)).code


def _keeper(db: Session) -> str | None:
    """Return the login of somebody who may manage people."""
    found = (
        select(func.min(Person.login))
        .join(PersonRole, PersonRole.person_id == Person.id)
        .join(Role, Role.code == PersonRole.role_code)
        .where(Person.active, Role.active, Role.permissions.contains([rules.KEEPER]))
    )
    return db.scalar(found)

"""Somebody whom a directory vouches for, as a person here: known, joined to a person without a password, or made.

Their roles are exactly those that their groups give, at each sign-in and when they are read anew. Who has a password of the
hub's own signs in with it and is joined to nobody: so the administrator of the first day stays when the directory is down.
"""

import re
import uuid
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agent_desk.hub.gateways.directory.protocol import DirectoryPerson
from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.errors import RefusedAfterCommit
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people import grants
from agent_desk.hub.people.directory import groups
from agent_desk.hub.people.directory.errors import NoRoleHere, NotHere
from agent_desk.hub.people.staff import PEOPLE, end_sessions
from agent_desk.models.directory import DirectoryAccount
from agent_desk.models.people import Person
from agent_desk.schemas.administration.records import LOGIN, HeldRole
from agent_desk.schemas.people.directory import Outcome, Source
from agent_desk.schemas.people.settings import DIRECTORY

_LOGIN: Final = re.compile(LOGIN)
LONGEST_NAME: Final = 60


def roles_of(db: Session, source: Source, seen: DirectoryPerson, person: Person | None = None) -> list[HeldRole]:
    """Return the roles that somebody's groups give, by code, as far as those reach together."""
    by_group = groups.given(db, source, seen.groups)
    return groups.together(db, [role for roles in by_group.values() for role in roles], person)


def outcome(db: Session, source: Source, seen: DirectoryPerson) -> Outcome:
    """Return what would become of this person's sign-in."""
    account, person = _account(db, source, seen.subject), None
    person = db.get(Person, account.person_id) if account is not None else by_login(db, seen.login)
    if not seen.active:
        return "disabled_there"
    if person is not None and not person.active and (account is None or account.gone_at is None):
        return "disabled_here"
    if account is None and person is not None and person.password_hash is not None:
        return "own_password"
    if not roles_of(db, source, seen):
        return "no_role"
    if account is not None:
        return "known"
    if person is not None:
        return "joins"
    return "made" if _may_be_made(db, seen) else "not_here"


def admit(unit: Unit, source: Source, seen: DirectoryPerson) -> Person | None:
    """Return the person of somebody who has signed in there, locked, with the roles that their groups give.

    None for who is not to be let in: disabled here, or with a password of the hub's own. Raises NotHere, and RefusedAfterCommit
    with NoRoleHere: who has lost their last role is told so, and has lost it.
    """
    what = outcome(unit.db, source, seen)
    if what in ("disabled_here", "disabled_there", "own_password"):
        return None
    if what == "not_here":
        raise NotHere()
    account = _account(unit.db, source, seen.subject)
    if account is None and what == "no_role":
        raise NoRoleHere()
    person = _person(unit, source, seen, account)
    if what == "no_role":
        raise RefusedAfterCommit(NoRoleHere())
    return person


def apply(unit: Unit, account: DirectoryAccount, seen: DirectoryPerson | None) -> None:
    """Bring somebody into line with what the directory says of them now; None: it does not know them any more."""
    person = PEOPLE.lock(unit, account.person_id)
    if seen is None or not seen.active:
        if account.gone_at is None:
            account.gone_at = unit.now
            person.active = False
            end_sessions(unit, person.id)
            why = "unknown" if seen is None else "disabled"
            PEOPLE.close(unit, person, "people.gone_from_directory", login=person.login, source=account.source, why=why)
        return
    _bring_into_line(unit, account, person, seen)


def by_login(db: Session, login: str) -> Person | None:
    """Return the person of a login, however it is written."""
    return db.scalar(select(Person).where(Person.login_key == func.login_key(login)))


def subject_of(db: Session, source: Source, person_id: uuid.UUID) -> str | None:
    """Return what names a person in a directory; None for who is not joined to it."""
    return db.scalar(
        select(DirectoryAccount.subject).where(
            DirectoryAccount.source == source, DirectoryAccount.person_id == person_id
        )
    )


def _account(db: Session, source: Source, subject: str) -> DirectoryAccount | None:
    return db.scalar(
        select(DirectoryAccount).where(DirectoryAccount.source == source, DirectoryAccount.subject == subject)
    )


def _may_be_made(db: Session, seen: DirectoryPerson) -> bool:
    return settings_in_force.read(db, DIRECTORY).make_people and bool(_LOGIN.match(seen.login.lower()))


def _person(unit: Unit, source: Source, seen: DirectoryPerson, account: DirectoryAccount | None) -> Person:
    if account is None:
        person = by_login(unit.db, seen.login) or _made(unit, seen)
        account = DirectoryAccount(person_id=person.id, source=source, subject=seen.subject, checked_at=unit.now)
        unit.db.add(account)
        unit.db.flush()
        unit.audit("people.joined_to_directory", "person", person.id, login=person.login, source=source)
    person = PEOPLE.lock(unit, account.person_id)
    _bring_into_line(unit, account, person, seen)
    return person


def _made(unit: Unit, seen: DirectoryPerson) -> Person:
    person = Person(id=uuid.uuid4(), login=seen.login.lower(), name=seen.name[:LONGEST_NAME], version=1)
    unit.db.add(person)
    PEOPLE.tell(unit, person, "people.made_by_directory", login=person.login)
    return person


def _bring_into_line(unit: Unit, account: DirectoryAccount, person: Person, seen: DirectoryPerson) -> None:
    account.checked_at = unit.now
    wanted = roles_of(unit.db, account.source, seen, person)  # type: ignore[arg-type]
    held = {one.role: one for one in grants.held(unit.db, [person.id]).get(person.id, [])}
    back = account.gone_at is not None
    name = seen.name[:LONGEST_NAME]
    if _stands(wanted, held) and not back and person.name == name:
        return
    before = grants.told(unit.db, person.id)
    if back:
        account.gone_at, person.active = None, True
    person.name = name
    grants.set_roles(unit, person, wanted)
    after = grants.told(unit.db, person.id)
    PEOPLE.close(
        unit,
        person,
        "people.read_from_directory",
        login=person.login,
        source=account.source,
        given=[one for one in after if one not in before],
        taken=[one for one in before if one not in after],
        back=back or None,
    )


def _stands(wanted: list[HeldRole], held: dict[str, HeldRole]) -> bool:
    """Return whether a person holds these roles and no others, each as its groups say; where they say no more, as it is held."""
    return {one.role for one in wanted} == set(held) and all(
        one.scope is None or (one.scope, sorted(one.subjects)) == (held[one.role].scope, held[one.role].subjects)
        for one in wanted
    )

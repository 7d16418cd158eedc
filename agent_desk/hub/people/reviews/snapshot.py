"""Who holds what at a moment, by their own roles or as a substitute: the rows of a review."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from agent_desk.hub.kit import scope
from agent_desk.models.people import Person, PersonRole, RightsReviewItem, Role, SeatSession, Substitution, Team


def taken(db: Session, review_id: uuid.UUID, now: datetime) -> list[RightsReviewItem]:
    """Return a row for each role that an active person holds, or will hold, by login and role; those that are over are left out."""
    names = {(str(one.scope), one.id): one.name_zh for one in scope.subjects(db)}
    signed_in = select(SeatSession.person_id, func.max(SeatSession.started_at)).group_by(SeatSession.person_id)
    last = dict(db.execute(signed_in).all())
    teams = {team.id: team for team in db.scalars(select(Team))}
    found: list[RightsReviewItem] = []
    for held, person, role, more in [*_own(db, now), *_lent(db, now)]:
        team = teams.get(person.team_id) if person.team_id is not None else None
        row = RightsReviewItem(
            id=uuid.uuid4(),
            review_id=review_id,
            person_id=person.id,
            login=person.login,
            name=person.name,
            name_en=person.name_en,
            team_zh=team.name_zh if team is not None else "",
            team_en=team.name_en if team is not None else "",
            role_code=role.code,
            role_zh=role.name_zh,
            role_en=role.name_en,
            scope=held.scope,
            subjects=[names.get((held.scope, one), one) for one in held.subjects],
            last_sign_in_at=last.get(person.id),
            version=1,
            **more,
        )
        found.append(row)
    return found


Held = tuple[PersonRole, Person, Role, dict[str, Any]]
"""A role that somebody holds, and what else is to be said of it."""


def _own(db: Session, now: datetime) -> list[Held]:
    giver = aliased(Person)
    rows = db.execute(
        select(PersonRole, Person, Role, giver)
        .join(Person, Person.id == PersonRole.person_id)
        .join(Role, Role.code == PersonRole.role_code)
        .outerjoin(giver, giver.id == PersonRole.given_by_id)
        .where(Person.active, Role.active, or_(PersonRole.valid_to.is_(None), PersonRole.valid_to > now))
    )
    found: list[Held] = []
    for held, person, role, by in rows:
        dates = {"valid_from": held.valid_from, "valid_to": held.valid_to}
        given = {"given_at": held.given_at, "given_by": by.name if by is not None else ""}
        found.append((held, person, role, dates | given))
    return found


def _lent(db: Session, now: datetime) -> list[Held]:
    giver, away = aliased(Person), aliased(Person)
    rows = db.execute(
        select(Substitution, PersonRole, Person, Role, giver, away)
        .join(Person, Person.id == Substitution.substitute_id)
        .join(away, away.id == Substitution.person_id)
        .join(PersonRole, PersonRole.person_id == Substitution.person_id)
        .join(Role, Role.code == PersonRole.role_code)
        .join(giver, giver.id == Substitution.made_by_id)
        .where(Person.active, away.active, Role.active, Substitution.ended_at.is_(None), Substitution.until_at > now)
        .where(or_(PersonRole.valid_to.is_(None), PersonRole.valid_to > now))
    )
    found: list[Held] = []
    for lent, held, person, role, by, absent in rows:
        dates = {"valid_from": lent.from_at, "valid_to": lent.until_at}
        given = {"given_at": lent.made_at, "given_by": by.name}
        found.append((held, person, role, {"substitution_id": lent.id, "for_login": absent.login} | dates | given))
    return found

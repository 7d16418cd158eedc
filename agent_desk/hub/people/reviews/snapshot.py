"""Who holds what at a moment: the rows of a review."""

import uuid
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from agent_desk.hub.kit import scope
from agent_desk.models.people import Person, PersonRole, RightsReviewItem, Role, SeatSession, Team


def taken(db: Session, review_id: uuid.UUID, now: datetime) -> list[RightsReviewItem]:
    """Return a row for each role that an active person holds, or will hold, by login and role; those that are over are left out."""
    giver = aliased(Person)
    last = (
        select(SeatSession.person_id, func.max(SeatSession.started_at).label("at"))
        .group_by(SeatSession.person_id)
        .subquery()
    )
    found = (
        select(PersonRole, Person, Role, Team, giver, last.c.at)
        .join(Person, Person.id == PersonRole.person_id)
        .join(Role, Role.code == PersonRole.role_code)
        .outerjoin(Team, Team.id == Person.team_id)
        .outerjoin(giver, giver.id == PersonRole.given_by_id)
        .outerjoin(last, last.c.person_id == Person.id)
        .where(Person.active, Role.active, (PersonRole.valid_to.is_(None)) | (PersonRole.valid_to > now))
        .order_by(Person.login, Role.code)
    )
    names = {(one.scope, one.id): one.name_zh for one in scope.subjects(db)}
    return [
        RightsReviewItem(
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
            valid_from=held.valid_from,
            valid_to=held.valid_to,
            given_at=held.given_at,
            given_by=by.name if by is not None else "",
            last_sign_in_at=last_at,
            version=1,
        )
        for held, person, role, team, by, last_at in db.execute(found)
    ]

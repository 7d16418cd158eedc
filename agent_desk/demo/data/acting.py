"""People of the demonstration as the hub's services know them: what they did in the past is done by the services themselves."""

import uuid

from sqlalchemy.orm import Session

from agent_desk.demo.data.content import Content
from agent_desk.demo.data.ids import named
from agent_desk.hub.kit.permissions import permissions_of
from agent_desk.hub.kit.security import Caller
from agent_desk.models.people import Person


def acting(db: Session, content: Content, role: str) -> list[Caller]:
    """Return the staff who hold a role, in the order of the file, each with that role's rights."""
    return [_caller(db, one["login"], role) for one in content.staff(role)]


def _caller(db: Session, login: str, role: str) -> Caller:
    person = db.get_one(Person, named("person", login))
    return Caller(
        person_id=person.id,
        login=login,
        name=person.name,
        session_id=uuid.uuid5(person.id, "demo"),
        seat="demo",
        roles=frozenset({role}),
        permissions=frozenset(permissions_of(role)),
        agent_code=None,
    )

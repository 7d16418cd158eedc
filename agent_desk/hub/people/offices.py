"""Who unites what the three offices administer with: people, by all roles that are in force for them now or later.

A bank may have to unite offices (a small house, one of before the offices were apart). It is no fault then, but it is told: on the
pages of roles and people, and as a piece of work of whoever manages people until it is over.
"""

import uuid
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.permissions import offices_of
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind, end, put, register
from agent_desk.hub.people import rules
from agent_desk.models.people import Person, PersonRole, Role
from agent_desk.schemas.administration.records import UnitedOffices

LOOK_EVERY_S: Final = 60.0
UNITED: Final = register(WorkKind("offices_united"))
_ROW: Final = uuid.UUID(int=2)
_TITLE: Final = (
    "{people} 人同时掌握系统、安全、审计中的多项管理权：请在“岗位”页分开（见管理员手册“三权分立”）",
    "{people} of the people hold several of system, security and audit: separate them on the page Roles (administrator's guide)",
)


def united(db: Session) -> list[UnitedOffices]:
    """Return the active people who hold more than one office, by login."""
    found = (
        select(Person.login, Person.name, Person.name_en, Role.permissions)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .join(Role, Role.code == PersonRole.role_code)
        .where(Person.active, Role.active, or_(PersonRole.valid_to.is_(None), PersonRole.valid_to > func.now()))
        .order_by(Person.login)
    )
    words: dict[tuple[str, str, str], set[str]] = {}
    for login, name, name_en, held in db.execute(found):
        words.setdefault((login, name, name_en), set()).update(held)
    rows = [
        UnitedOffices(login=login, name=name, name_en=name_en, offices=offices_of(held))
        for (login, name, name_en), held in words.items()
    ]
    return [one for one in rows if len(one.offices) > 1]


def look(hub_context: HubContext) -> int:
    """Say that people unite offices, or that nobody does any more; return how many do."""
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs, context=hub_context)
        people = len(united(db))
        if people:
            title = tuple(words.format(people=people) for words in _TITLE)
            put(unit, UNITED, _ROW, (title[0], title[1]), permission=rules.KEEPER)
        else:
            end(unit, UNITED, _ROW)
        return people

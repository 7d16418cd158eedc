"""People and roles over HTTP, for administrators."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Query

from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import read, write
from agent_desk.hub.people import roles, staff
from agent_desk.schemas.administration.records import (
    NewStaff,
    OneTimePassword,
    RoleEdit,
    RoleRow,
    Roles,
    StaffEdit,
    StaffPage,
    StaffRow,
    Team,
)

router = APIRouter(prefix="/api/people", tags=["people"])
MANAGE = "people.manage"


@read(router, "", permission=MANAGE)
def people(
    unit: Unit,
    q: Annotated[str, Query(max_length=64)] = "",
    role: Annotated[str | None, Query(max_length=64)] = None,
    active: bool | None = None,
    limit: int | None = None,
    after: str | None = None,
) -> StaffPage:
    """The bank's people by login; `q` is a part of login, name or agent code."""
    return staff.page(unit.db, staff.Wanted(q=q, role=role, active=active), limit, after)


@write(router, "", permission=MANAGE)
def add(unit: Unit, form: NewStaff) -> StaffRow:
    """A new person; they cannot sign in before a one-time password is set."""
    return staff.add(unit, form)


@read(router, "/teams", permission=MANAGE)
def teams(unit: Unit) -> list[Team]:
    """Every team."""
    return staff.teams(unit.db)


@read(router, "/roles", permission=MANAGE)
def every_role(unit: Unit) -> Roles:
    """Every role with its permissions."""
    return roles.roles(unit.db)


@write(router, "/roles/{code}", permission=MANAGE, method="PUT")
def edit_role(unit: Unit, code: str, form: RoleEdit) -> RoleRow:
    """A role anew; in force with the next request of everybody who holds it."""
    return roles.edit(unit, code, form)


@read(router, "/{person_id}", permission=MANAGE)
def one_person(unit: Unit, person_id: uuid.UUID) -> StaffRow:
    """One person."""
    return staff.one(unit.db, person_id)


@write(router, "/{person_id}", permission=MANAGE, method="PUT")
def edit(unit: Unit, person_id: uuid.UUID, form: StaffEdit) -> StaffRow:
    """A person anew; 409 with the present record for a stale form, and where nobody could manage people any more."""
    return staff.edit(unit, person_id, form)


@write(router, "/{person_id}/unlock", permission=MANAGE)
def unlock(unit: Unit, person_id: uuid.UUID) -> StaffRow:
    """Let somebody who is locked out try again."""
    return staff.unlock(unit, person_id)


@write(router, "/{person_id}/one-time-password", permission=MANAGE, idempotent=False)
def one_time_password(unit: Unit, person_id: uuid.UUID) -> OneTimePassword:
    """A password for one use. Not idempotent on purpose: the answer is a secret and is never stored."""
    return staff.set_one_time_password(unit, person_id)

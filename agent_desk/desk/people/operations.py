"""What an administrator's seat can do with people and roles: each function is one request to the hub. They block.

Errors are those of `Api` (HubUnreachable, HubRefused, HubFault); HubRefused("stale_version") carries the present record as
`current` in its values.
"""

import uuid

from agent_desk.desk.kit.api import Api
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


def people(
    api: Api,
    *,
    q: str = "",
    role: str | None = None,
    active: bool | None = None,
    after: str | None = None,
    limit: int = 100,
) -> StaffPage:
    """The bank's people by login; `q` is a part of login, name or agent code."""
    asked = {"q": q, "role": role, "active": None if active is None else str(active).lower(), "after": after}
    given = {name: value for name, value in asked.items() if value}
    return api.get("/people", StaffPage, params={**given, "limit": limit})


def person(api: Api, person_id: uuid.UUID) -> StaffRow:
    """One person."""
    return api.get(f"/people/{person_id}", StaffRow)


def teams(api: Api) -> list[Team]:
    """Every team."""
    return api.get("/people/teams", list[Team])


def add_person(api: Api, form: NewStaff) -> StaffRow:
    """A new person; they cannot sign in before a one-time password is set."""
    return api.post("/people", form.model_dump(mode="json"), StaffRow)


def edit_person(api: Api, person_id: uuid.UUID, form: StaffEdit) -> StaffRow:
    """A person anew."""
    return api.put(f"/people/{person_id}", form.model_dump(mode="json"), StaffRow)


def unlock(api: Api, person_id: uuid.UUID) -> StaffRow:
    """Let somebody who is locked out try again."""
    return api.post(f"/people/{person_id}/unlock", {}, StaffRow)


def set_one_time_password(api: Api, person_id: uuid.UUID) -> OneTimePassword:
    """A password for one use, shown once; it ends the person's sign-in."""
    return api.post(f"/people/{person_id}/one-time-password", {}, OneTimePassword)


def roles(api: Api) -> Roles:
    """Every role, and every permission there is."""
    return api.get("/people/roles", Roles)


def edit_role(api: Api, code: str, form: RoleEdit) -> RoleRow:
    """A role anew; in force with the next request of everybody who holds it."""
    return api.put(f"/people/roles/{code}", form.model_dump(mode="json"), RoleRow)

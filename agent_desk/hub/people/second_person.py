"""What of people and roles a second person confirms."""

import uuid
from typing import Any, Final

from agent_desk.hub.kit.approvals import SecondPerson
from agent_desk.hub.kit.permissions import offices_of
from agent_desk.hub.kit.security import held_by
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people import rules
from agent_desk.models.people import Person


def _gives_roles(_unit: Unit, rows: list[Any]) -> bool:
    return any(action == "people.add" and detail["roles"] for action, detail in rows)


def _changes_rights(_unit: Unit, rows: list[Any]) -> bool:
    """Roles, and what their scope follows: team, branch; and who is active."""
    told = {"roles", "team", "branch_code", "active"}
    return any(action == "people.edit" and told & set(detail["changed"]) for action, detail in rows)


def _changes_permissions(_unit: Unit, rows: list[Any]) -> bool:
    return any(detail.get("given") or detail.get("taken") or detail.get("scope") for _, detail in rows)


def _of_an_administrator(unit: Unit, rows: list[Any]) -> bool:
    deeds = ("people.one_time_password", "people.second_factor_reset")
    logins = [detail["login"] for action, detail in rows if action in deeds and "login" in detail]
    ids = [row.id for row in unit.db.query(Person).filter(Person.login.in_(logins))]
    return any(administers(unit, one) for one in ids)


def administers(unit: Unit, person_id: uuid.UUID) -> bool:
    """Return whether somebody holds what administers: their password is reset by two."""
    return any(offices_of(one.permissions) for one in held_by(unit.db, person_id, unit.now))


NEW_PERSON: Final = SecondPerson(
    kind="rights", title=("新增人员并授予岗位", "New person with roles"), when=_gives_roles
)
PERSON: Final = SecondPerson(
    kind="rights", title=("变更人员权限", "Change of a person's rights"), when=_changes_rights, about="person_id"
)
ROLE: Final = SecondPerson(kind="rights", title=("变更岗位权限", "Change of a role"), when=_changes_permissions)
NEW_ROLE: Final = SecondPerson(kind="rights", title=("新增岗位", "New role"), when=_changes_permissions)
RETIRED_ROLE: Final = SecondPerson(kind="rights", title=("停用岗位", "Role retired"))
RESTORED_ROLE: Final = SecondPerson(kind="rights", title=("恢复岗位", "Role brought back"))
PASSWORD: Final = SecondPerson(
    kind="rights",
    title=("重置管理人员密码", "New password of an administrator"),
    when=_of_an_administrator,
    about="person_id",
    again=True,
)
FACTOR: Final = SecondPerson(
    kind="rights",
    title=("重置管理人员双因素", "Second factor of an administrator taken away"),
    when=_of_an_administrator,
    about="person_id",
)
SUBSTITUTION: Final = SecondPerson(
    kind="rights",
    title=("指定代理人", "A substitute while somebody is away"),
    about="form.substitute_id",
    decides=rules.KEEPER,
)
GROUP: Final = SecondPerson(kind="rights", title=("变更目录组对应的岗位", "Change of what a directory group gives"))

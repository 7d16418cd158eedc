"""Roles and what they allow, as an administrator makes, copies, edits and retires them; in force with the next request of their holders."""

import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import scope
from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.names import pinyin
from agent_desk.hub.kit.permissions import office_of, offices_of, permissions
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people import grants, offices, rules
from agent_desk.hub.people.errors import OwnRights, RoleStands
from agent_desk.hub.people.grants import EVERYBODY, alone, tell
from agent_desk.hub.people.staff import ensure_somebody_manages, one_at_a_time
from agent_desk.models.people import Person, PersonRole, Role
from agent_desk.schemas.administration.records import NewRole, RoleEdit, RoleHolder, RoleRow, Roles
from agent_desk.schemas.people.changes import RoleChanged

EVERY_ROLE = uuid.UUID(int=0)
"""What a change of a role names: a role has no id of its own, its code is in the hint."""
NAMED_HOLDERS: Final = 20
"""So many logins an entry of the audit trail names of those whom a change of a role concerns."""
LISTED_HOLDERS: Final = 500
ROLES: Final = Records(
    model=Role,
    what="role",
    change=lambda row: RoleChanged(id=EVERY_ROLE, version=row.version, code=row.code),
    to=("perm:people.manage",),
    audit_id="code",
)


def roles(db: Session) -> Roles:
    """Return every role in the product's order, the bank's own after them, retired ones last; every permission; who unites offices."""
    held = (
        select(PersonRole.role_code, func.count())
        .join(Person, Person.id == PersonRole.person_id)
        .where(Person.active)
        .group_by(PersonRole.role_code)
    )
    counts = dict(db.execute(held).all())
    order = list(rules.ROLES)

    def place(row: Role) -> tuple[bool, int, str]:
        return not row.active, order.index(row.code) if row.code in order else len(order), row.code

    rows = sorted(db.scalars(select(Role)), key=place)
    known = sorted(set(permissions()).union(*(row.permissions for row in rows)))
    return Roles(
        roles=[_record(row, counts.get(row.code, 0)) for row in rows],
        permissions=known,
        offices={one: office for one in known if (office := office_of(one)) is not None},
        united=offices.united(db),
    )


def holders(unit: Unit, code: str) -> list[RoleHolder]:
    """Return the active people within reach who hold a role, by login. Raises NotFound."""
    within = scope.person(scope.reach(unit, rules.KEEPER), Person.id)
    if unit.db.get(Role, code) is None:
        raise NotFound(what=ROLES.what)
    found = (
        select(Person)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(Person.active, PersonRole.role_code == code, within)
        .order_by(Person.login)
        .limit(LISTED_HOLDERS)
    )
    people = unit.db.scalars(found).all()
    held = grants.held(unit.db, [one.id for one in people])
    return [
        RoleHolder(
            id=one.id,
            login=one.login,
            name=one.name,
            name_en=one.name_en,
            held=next(role for role in held[one.id] if role.role == code),
        )
        for one in people
    ]


def add(unit: Unit, form: NewRole) -> RoleRow:
    """Return a role of the bank's own. Raises InvalidForm."""
    one_at_a_time(unit.db)
    wrong: dict[str, str] = {}
    if set(form.permissions) - set(permissions()):
        wrong["permissions"] = "unknown"
    taken = set(unit.db.scalars(select(Role.code)))
    if form.code in taken:
        wrong["code"] = "taken"
    if form.like is not None and form.like not in taken:
        wrong["like"] = "unknown"
    if wrong:
        raise InvalidForm(wrong)
    row = Role(
        code=form.code or code_of(form.name_en, form.name_zh, taken),
        name_zh=form.name_zh.strip(),
        name_en=form.name_en.strip(),
        permissions=sorted(set(form.permissions)),
        default_scope=form.default_scope,
        active=True,
        version=1,
    )
    unit.db.add(row)
    ROLES.tell(unit, row, "people.add_role", named=[row.name_zh, row.name_en], given=row.permissions, like=form.like)
    return _record(row, 0)


def edit(unit: Unit, code: str, form: RoleEdit) -> RoleRow:
    """Return a role anew. Raises NotFound, InvalidForm, LastAdministrator, and StaleVersion with the role as it is."""
    one_at_a_time(unit.db)
    row = ROLES.open(unit, code, form.version, partial(_current, unit.db))
    if set(form.permissions) - set(permissions()) - set(row.permissions):
        raise InvalidForm({"permissions": "unknown"})
    before, after = set(row.permissions), set(form.permissions)
    names, reach = (row.name_zh, row.name_en), row.default_scope
    row.name_zh, row.name_en, row.permissions = form.name_zh.strip(), form.name_en.strip(), sorted(after)
    row.default_scope = form.default_scope or reach
    ensure_somebody_manages(unit.db)
    if after - before and row.active:
        require_not_own(unit, row.code)
    if after != before:
        tell(unit, EVERYBODY)
    detail: dict[str, Any] = {"given": sorted(after - before), "taken": sorted(before - after)}
    if names != (row.name_zh, row.name_en):
        detail["named"] = [*names, row.name_zh, row.name_en]
    if reach != row.default_scope:
        detail["scope"] = [reach, row.default_scope]
    if after != before:
        detail |= _concerned(unit.db, row)
    ROLES.close(unit, row, "people.edit_role", **detail)
    return _current(unit.db, row)


def retire(unit: Unit, code: str, version: int) -> RoleRow:
    """Return the role, which allows nothing any more. Raises NotFound, StaleVersion, RoleStands, LastAdministrator."""
    one_at_a_time(unit.db)
    row = ROLES.open(unit, code, version, partial(_current, unit.db))
    if not row.active:
        raise RoleStands()
    row.active = False
    ensure_somebody_manages(unit.db)
    tell(unit, EVERYBODY)
    ROLES.close(unit, row, "people.retire_role", taken=sorted(row.permissions), **_concerned(unit.db, row))
    return _current(unit.db, row)


def restore(unit: Unit, code: str, version: int) -> RoleRow:
    """Return the role, in force again. Raises NotFound, StaleVersion, RoleStands, OwnRights."""
    one_at_a_time(unit.db)
    row = ROLES.open(unit, code, version, partial(_current, unit.db))
    if row.active:
        raise RoleStands()
    _require_not_held(unit, code)
    row.active = True
    tell(unit, EVERYBODY)
    ROLES.close(unit, row, "people.restore_role", given=sorted(row.permissions), **_concerned(unit.db, row))
    return _current(unit.db, row)


def require_not_own(unit: Unit, code: str) -> None:
    """Check that a role that is to allow more is not one's own. Raises OwnRights."""
    if unit.caller is not None and code in unit.me.roles and not alone(unit):
        raise OwnRights()


def _require_not_held(unit: Unit, code: str) -> None:
    """Check that a role that is brought back is not one's own. Raises OwnRights."""
    if unit.caller is None:
        return
    held = select(PersonRole.role_code).where(PersonRole.person_id == unit.me.person_id, PersonRole.role_code == code)
    if unit.db.scalar(held) is not None and not alone(unit):
        raise OwnRights()


def code_of(name_en: str, name_zh: str, taken: Iterable[str]) -> str:
    """Return a code that is free: of the letters and digits of the English name, else of the Chinese one's pinyin."""
    there = set(taken)
    words = rules.code_words(name_en) or rules.code_words(pinyin(name_zh))
    plain = words or "role"
    tries = (plain if number == 1 else f"{plain}_{number}" for number in range(1, len(there) + 2))
    return next(one for one in tries if one not in there)


def _concerned(db: Session, row: Role) -> dict[str, Any]:
    """Return whom a change of a role concerns: the first of its active holders, and how many there are."""
    found = (
        select(Person.login)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(Person.active, PersonRole.role_code == row.code)
        .order_by(Person.login)
    )
    logins = list(db.scalars(found))
    return {"people": len(logins), "holders": logins[:NAMED_HOLDERS]}


def _current(db: Session, row: Role) -> RoleRow:
    held = (
        select(func.count())
        .select_from(PersonRole)
        .join(Person, Person.id == PersonRole.person_id)
        .where(Person.active, PersonRole.role_code == row.code)
    )
    return _record(row, db.scalar(held) or 0)


def _record(row: Role, people: int) -> RoleRow:
    return RoleRow(
        code=row.code,
        name_zh=row.name_zh,
        name_en=row.name_en,
        permissions=sorted(row.permissions),
        default_scope=row.default_scope,  # type: ignore[arg-type]
        active=row.active,
        offices=offices_of(row.permissions),
        people=people,
        version=row.version,
    )

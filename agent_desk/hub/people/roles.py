"""Roles and what they allow, as an administrator edits them; in force with the next request of everybody who holds one."""

import uuid
from functools import partial
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.permissions import permissions
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people import rules
from agent_desk.hub.people.errors import OwnRights
from agent_desk.hub.people.grants import EVERYBODY, alone, tell
from agent_desk.hub.people.staff import ensure_somebody_manages, one_at_a_time
from agent_desk.models.people import Person, PersonRole, Role
from agent_desk.schemas.administration.records import RoleEdit, RoleRow, Roles
from agent_desk.schemas.people.changes import RoleChanged

EVERY_ROLE = uuid.UUID(int=0)
"""What a change of a role names: a role has no id of its own, its code is in the hint."""
ROLES: Final = Records(
    model=Role,
    what="role",
    change=lambda row: RoleChanged(id=EVERY_ROLE, version=row.version, code=row.code),
    to=("perm:people.manage",),
    audit_id="code",
)


def roles(db: Session) -> Roles:
    """Return every role in the product's order, the bank's own after them; and every permission there is."""
    held = (
        select(PersonRole.role_code, func.count())
        .join(Person, Person.id == PersonRole.person_id)
        .where(Person.active)
        .group_by(PersonRole.role_code)
    )
    counts = dict(db.execute(held).all())
    order = list(rules.ROLES)
    rows = sorted(
        db.scalars(select(Role)), key=lambda row: (order.index(row.code) if row.code in order else len(order), row.code)
    )
    known = set(permissions()).union(*(row.permissions for row in rows))
    return Roles(roles=[_record(row, counts.get(row.code, 0)) for row in rows], permissions=sorted(known))


def edit(unit: Unit, code: str, form: RoleEdit) -> RoleRow:
    """Return a role anew. Raises NotFound, InvalidForm, LastAdministrator, and StaleVersion with the role as it is."""
    one_at_a_time(unit.db)
    row = ROLES.open(unit, code, form.version, partial(_current, unit.db))
    if set(form.permissions) - set(permissions()) - set(row.permissions):
        raise InvalidForm({"permissions": "unknown"})
    before, after = set(row.permissions), set(form.permissions)
    names = (row.name_zh, row.name_en)
    row.name_zh, row.name_en, row.permissions = form.name_zh.strip(), form.name_en.strip(), sorted(after)
    ensure_somebody_manages(unit.db)
    if after - before:
        require_not_own(unit, row.code)
    if after != before:
        tell(unit, EVERYBODY)
    ROLES.close(
        unit,
        row,
        "people.edit_role",
        given=sorted(after - before),
        taken=sorted(before - after),
        named=[*names, row.name_zh, row.name_en] if names != (row.name_zh, row.name_en) else None,
    )
    return _current(unit.db, row)


def require_not_own(unit: Unit, code: str) -> None:
    """Check that a role that is to allow more is not one's own. Raises OwnRights."""
    if code in unit.me.roles and not alone(unit):
        raise OwnRights()


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
        people=people,
        version=row.version,
    )

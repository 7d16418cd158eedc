"""Which group gives which role: versioned rows that an administrator keeps."""

import uuid
from collections.abc import Iterable
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.gateways.directory.protocol import group_key
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.records import Records, require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people.grants import NAMED, codes
from agent_desk.models.directory import DirectoryGroup
from agent_desk.models.people import SCOPES, Person, Role
from agent_desk.schemas.administration.records import HeldRole
from agent_desk.schemas.people.changes import DirectoryGroupChanged
from agent_desk.schemas.people.directory import GroupForm, GroupRow, Source
from agent_desk.schemas.people.held import in_line
from agent_desk.schemas.people.records import Done

GROUPS: Final = Records(
    model=DirectoryGroup,
    what="directory group",
    change=lambda row: DirectoryGroupChanged(id=row.id, version=row.version),
    to=("perm:people.manage",),
)


def listed(unit: Unit) -> list[GroupRow]:
    """Return every group that gives a role, by source and name."""
    order = (DirectoryGroup.source, DirectoryGroup.key, DirectoryGroup.role_code)
    rows = unit.db.execute(select(DirectoryGroup, Role).join(Role).order_by(*order))
    return [_record(row, role) for row, role in rows]


def add(unit: Unit, form: GroupForm) -> GroupRow:
    """Let a group give a role. Raises InvalidForm."""
    row = DirectoryGroup(id=uuid.uuid4(), version=1)
    _fill(unit.db, row, form)
    unit.db.add(row)
    GROUPS.tell(unit, row, "people.add_directory_group", after=_facts(unit.db, row))
    return _shown(unit.db, row)


def change(unit: Unit, group_id: uuid.UUID, form: GroupForm) -> GroupRow:
    """Change what a group gives. Raises NotFound, InvalidForm, and StaleVersion with both versions."""
    row = GROUPS.open(unit, group_id, form.version, lambda one: _shown(unit.db, one))
    before = _facts(unit.db, row)
    _fill(unit.db, row, form)
    GROUPS.close(unit, row, "people.edit_directory_group", before=before, after=_facts(unit.db, row))
    return _shown(unit.db, row)


def remove(unit: Unit, group_id: uuid.UUID, version: int) -> Done:
    """Let a group give this role no more. Raises NotFound, StaleVersion."""
    row = GROUPS.lock(unit, group_id)
    require_version(row.version, version, lambda: _shown(unit.db, row))
    unit.audit("people.remove_directory_group", "directory_group", row.id, before=_facts(unit.db, row))
    unit.change(DirectoryGroupChanged(id=row.id, version=row.version + 1), to=GROUPS.to)  # type: ignore[arg-type]
    unit.db.delete(row)
    return Done()


def given(db: Session, source: Source, groups: Iterable[str]) -> dict[str, list[HeldRole]]:
    """Return the roles that each of these groups gives, retired ones left out; groups as `group_key` writes them."""
    rows = db.scalars(
        select(DirectoryGroup)
        .join(Role)
        .where(DirectoryGroup.source == source, DirectoryGroup.key.in_(list(groups)), Role.active)
        .order_by(DirectoryGroup.key, DirectoryGroup.role_code)
    )
    found: dict[str, list[HeldRole]] = {}
    for row in rows:
        one = HeldRole(role=row.role_code, scope=row.scope, subjects=row.subjects)  # type: ignore[arg-type]
        found.setdefault(row.key, []).append(one)
    return found


def together(db: Session, roles: Iterable[HeldRole], person: Person | None) -> list[HeldRole]:
    """Return each of these roles once, by code, as far as all groups that give it reach together.

    Of reaches of different kinds the widest counts, since a role is held in one way; teams, queues or branches are added up, with those
    that the person belongs to where a group names none.
    """
    by_role: dict[str, list[HeldRole]] = {}
    for one in roles:
        by_role.setdefault(one.role, []).append(one)
    return [_together(db, several, person) for _, several in sorted(by_role.items())]


def _together(db: Session, several: list[HeldRole], person: Person | None) -> HeldRole:
    usual = db.get_one(Role, several[0].role).default_scope
    kind = max((one.scope or usual for one in several), key=SCOPES.index)
    alike = [one for one in several if (one.scope or usual) == kind]
    if all(one.scope is None for one in several):
        return several[0]
    named = {subject for one in alike for subject in one.subjects}
    if named and any(not one.subjects for one in alike):
        named |= scope.belongs_to(db, kind, person) if person is not None else set()
    return HeldRole(role=alike[0].role, scope=kind, subjects=sorted(named))  # type: ignore[arg-type]


def _fill(db: Session, row: DirectoryGroup, form: GroupForm) -> None:
    name, key = form.name.strip(), group_key(form.name)
    wrong: dict[str, str] = {}
    if not key:
        wrong["name"] = "missing"
    elif form.source == "directory" and "=" not in key:
        wrong["name"] = "no_distinguished_name"
    role = db.get(Role, form.role)
    if role is None or not (role.active or row.role_code == form.role):
        wrong["role"] = "unknown"
    there = {(one.scope, one.id) for one in scope.subjects(db)}
    if form.scope in NAMED and any((form.scope, subject) not in there for subject in form.subjects):
        wrong["reach"] = "subjects_unknown"
    same = select(DirectoryGroup.id).where(
        DirectoryGroup.source == form.source, DirectoryGroup.key == key, DirectoryGroup.role_code == form.role
    )
    with db.no_autoflush:
        if db.scalar(same.where(DirectoryGroup.id != row.id)) is not None:
            wrong["role"] = "taken"
    if wrong:
        raise InvalidForm(wrong)
    row.source, row.name, row.key, row.role_code = form.source, name, key, form.role
    row.scope, row.subjects = form.scope, sorted(set(form.subjects)) if form.scope in NAMED else []


def _facts(db: Session, row: DirectoryGroup) -> dict[str, str | None]:
    held = HeldRole.model_construct(role=row.role_code, scope=row.scope, subjects=row.subjects)
    return {"source": row.source, "name": row.name, "role": in_line(held, codes(db, held)), "scope": row.scope}


def _shown(db: Session, row: DirectoryGroup) -> GroupRow:
    return _record(row, db.get_one(Role, row.role_code))


def _record(row: DirectoryGroup, role: Role) -> GroupRow:
    return GroupRow(
        id=row.id,
        source=row.source,  # type: ignore[arg-type]
        name=row.name,
        role=row.role_code,
        scope=row.scope,  # type: ignore[arg-type]
        subjects=list(row.subjects),
        role_zh=role.name_zh,
        role_en=role.name_en,
        version=row.version,
    )

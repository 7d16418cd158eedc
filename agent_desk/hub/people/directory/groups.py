"""Which group gives which role: versioned rows that an administrator keeps."""

import uuid
from collections.abc import Iterable
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.gateways.directory.protocol import group_key
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.records import Records, require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.directory import DirectoryGroup
from agent_desk.models.people import Role
from agent_desk.schemas.people.changes import DirectoryGroupChanged
from agent_desk.schemas.people.directory import GroupForm, GroupRow, Source
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
    GROUPS.tell(unit, row, "people.add_directory_group", after=_facts(row))
    return _shown(unit.db, row)


def change(unit: Unit, group_id: uuid.UUID, form: GroupForm) -> GroupRow:
    """Change what a group gives. Raises NotFound, InvalidForm, and StaleVersion with both versions."""
    row = GROUPS.open(unit, group_id, form.version, lambda one: _shown(unit.db, one))
    before = _facts(row)
    _fill(unit.db, row, form)
    GROUPS.close(unit, row, "people.edit_directory_group", before=before, after=_facts(row))
    return _shown(unit.db, row)


def remove(unit: Unit, group_id: uuid.UUID, version: int) -> Done:
    """Let a group give this role no more. Raises NotFound, StaleVersion."""
    row = GROUPS.lock(unit, group_id)
    require_version(row.version, version, lambda: _shown(unit.db, row))
    unit.audit("people.remove_directory_group", "directory_group", row.id, before=_facts(row))
    unit.change(DirectoryGroupChanged(id=row.id, version=row.version + 1), to=GROUPS.to)  # type: ignore[arg-type]
    unit.db.delete(row)
    return Done()


def given(db: Session, source: Source, groups: Iterable[str]) -> dict[str, set[str]]:
    """Return the roles that each of these groups gives; groups as `group_key` writes them."""
    rows = db.execute(
        select(DirectoryGroup.key, DirectoryGroup.role_code).where(
            DirectoryGroup.source == source, DirectoryGroup.key.in_(list(groups))
        )
    )
    found: dict[str, set[str]] = {}
    for key, role in rows:
        found.setdefault(key, set()).add(role)
    return found


def _fill(db: Session, row: DirectoryGroup, form: GroupForm) -> None:
    name, key = form.name.strip(), group_key(form.name)
    wrong: dict[str, str] = {}
    if not key:
        wrong["name"] = "missing"
    elif form.source == "directory" and "=" not in key:
        wrong["name"] = "no_distinguished_name"
    if db.get(Role, form.role) is None:
        wrong["role"] = "unknown"
    same = select(DirectoryGroup.id).where(
        DirectoryGroup.source == form.source, DirectoryGroup.key == key, DirectoryGroup.role_code == form.role
    )
    with db.no_autoflush:
        if db.scalar(same.where(DirectoryGroup.id != row.id)) is not None:
            wrong["role"] = "taken"
    if wrong:
        raise InvalidForm(wrong)
    row.source, row.name, row.key, row.role_code = form.source, name, key, form.role


def _facts(row: DirectoryGroup) -> dict[str, str]:
    return {"source": row.source, "name": row.name, "role": row.role_code}


def _shown(db: Session, row: DirectoryGroup) -> GroupRow:
    return _record(row, db.get_one(Role, row.role_code))


def _record(row: DirectoryGroup, role: Role) -> GroupRow:
    return GroupRow(
        id=row.id,
        source=row.source,  # type: ignore[arg-type]
        name=row.name,
        role=row.role_code,
        role_zh=role.name_zh,
        role_en=role.name_en,
        version=row.version,
    )

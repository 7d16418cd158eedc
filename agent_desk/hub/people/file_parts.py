"""Roles, and what groups of the bank's directory give, in the centre's file. People are not in it."""

from typing import Annotated, Any, Final

from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.gateways.directory.protocol import group_key
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.centre_file.parts import ROWS, Entry, Part, Taking, in_file, words
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.people import roles
from agent_desk.hub.people.directory import groups
from agent_desk.models.directory import DirectoryGroup
from agent_desk.models.people import Role
from agent_desk.schemas.administration.records import NewRole, RoleCode, RoleEdit, RoleFields, ScopeWord
from agent_desk.schemas.kit.bounded import Line
from agent_desk.schemas.kit.settings import Words
from agent_desk.schemas.people.directory import GroupFields, GroupForm, Source

_GroupName = Annotated[Line, Field(min_length=1, max_length=500)]


class RoleInFile(BaseModel):
    """A role with what it allows."""

    code: RoleCode
    name_zh: Annotated[Line, Field(min_length=1, max_length=60)]
    name_en: Annotated[Line, Field(min_length=1, max_length=60)]
    permissions: list[Line] = Field(max_length=200)
    default_scope: ScopeWord = "all"
    active: bool = True


def _roles(db: Session) -> list[Entry]:
    return [
        {
            "code": row.code,
            "name_zh": row.name_zh,
            "name_en": row.name_en,
            "permissions": sorted(row.permissions),
            "default_scope": row.default_scope,
            "active": row.active,
        }
        for row in db.scalars(select(Role).order_by(Role.code))
    ]


def _put_role(taking: Taking, before: Entry | None, after: Entry) -> None:
    unit, code = taking.unit, after["code"]
    fields: dict[str, Any] = {name: after[name] for name in (*RoleFields.model_fields, "default_scope")}
    if before is None:
        roles.add(unit, NewRole(code=code, **fields))
        active = True
    else:
        active = before["active"]
        if any(after[name] != before[name] for name in fields):
            roles.edit(unit, code, RoleEdit(**fields, version=_version(unit.db, code)))
    if after["active"] != active:
        (roles.restore if after["active"] else roles.retire)(unit, code, _version(unit.db, code))


def _version(db: Session, code: str) -> int:
    return db.scalar(select(Role.version).where(Role.code == code)) or 0


def _groups(db: Session) -> list[Entry]:
    codes = {one.id: one.code for one in scope.subjects(db)}
    rows = db.scalars(
        select(DirectoryGroup).order_by(DirectoryGroup.source, DirectoryGroup.key, DirectoryGroup.role_code)
    )
    return [
        {
            "source": row.source,
            "name": row.name,
            "role": row.role_code,
            "scope": row.scope,
            "subjects": sorted(codes.get(one, one) for one in row.subjects),
        }
        for row in rows
    ]


def _put_group(taking: Taking, before: Entry | None, after: Entry) -> None:
    unit = taking.unit
    ids = {(one.scope, one.code): one.id for one in scope.subjects(unit.db)}
    unknown = [one for one in after["subjects"] if (after["scope"], one) not in ids]
    if unknown:
        raise InvalidForm({"subjects": "subjects_unknown"})
    fields = after | {"subjects": [ids[after["scope"], one] for one in after["subjects"]]}
    if before is None:
        groups.add(unit, GroupForm(**fields))
        return
    of = (
        DirectoryGroup.source == after["source"],
        DirectoryGroup.key == group_key(after["name"]),
        DirectoryGroup.role_code == after["role"],
    )
    row = unit.db.scalars(select(DirectoryGroup).where(*of)).one()
    groups.change(unit, row.id, GroupForm(**fields, version=row.version))


PARTS: Final = (
    Part(
        name="roles",
        title=Words("岗位", "Roles"),
        permission="people.manage",
        record=RoleInFile,
        read=_roles,
        put=_put_role,
        shown=words(
            code=("代码", "Code"),
            name_zh=("中文名称", "Chinese name"),
            name_en=("英文名称", "English name"),
            permissions=("权限", "Permissions"),
            default_scope=("默认范围", "Reaches by default"),
            active=("在用", "In use"),
        ),
        confirmed={
            "people.add_role": "rights",
            "people.edit_role": "rights",
            "people.retire_role": "rights",
            "people.restore_role": "rights",
        },
        place=ROWS + 6,
    ),
    Part(
        name="directory_groups",
        title=Words("目录组", "Directory groups"),
        note=Words("目录中的组给予哪个岗位。", "Which role a group of the directory gives."),
        permission="people.manage",
        record=in_file(
            "Group",
            GroupFields,
            {"source": Source, "name": Annotated[Line, Field(min_length=1, max_length=500)], "role": RoleCode},
        ),
        keys=("source", "name", "role"),
        read=_groups,
        put=_put_group,
        shown=words(
            source=("来源", "Source"),
            name=("组", "Group"),
            role=("岗位", "Role"),
            scope=("范围", "Reaches"),
            subjects=("班组、队列或网点", "Teams, queues or branches"),
        ),
        confirmed={"people.add_directory_group": "rights", "people.edit_directory_group": "rights"},
        place=ROWS + 7,
    ),
)

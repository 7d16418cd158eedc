"""What the kit's own records are called: long jobs, things to do, requests for a second person, operations."""

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import select

from agent_desk.hub.kit.naming import Called, EntityName, Naming, fixed, keys_of, of_columns
from agent_desk.models.approvals import Approval
from agent_desk.models.long_jobs import LongJob
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.kit.long_jobs import KINDS
from agent_desk.schemas.kit.operation import known
from agent_desk.schemas.kit.readings import READINGS
from agent_desk.schemas.people.words import PERMISSIONS


def _jobs(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.execute(select(LongJob.id, LongJob.kind).where(LongJob.id.in_(keys_of(LongJob.id, wanted))))
    return {str(key): KINDS.of(kind).both for key, kind in rows}


def _operations(_naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    """Name an operation by what it shows; one that shows nothing of customers' by the right that it takes."""
    named: dict[str, Called] = {}
    for one in wanted:
        operation = known(one)
        if one in READINGS:
            named[one] = READINGS[one].both
        elif operation is not None and operation.permission in PERMISSIONS:
            zh, en = PERMISSIONS[operation.permission].both
            named[one] = f"须有权限：{zh}", f"needs the right: {en}"
        elif operation is not None:
            named[one] = "登录后的操作", "for who is signed in"
    return named


def _approvals(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.execute(
        select(Approval.id, Approval.asked_at, Approval.kind).where(Approval.id.in_(keys_of(Approval.id, wanted)))
    )
    return {str(key): naming.time(at) for key, at, _kind in rows}


NAMES: Final[Mapping[str, EntityName]] = {
    "long_job": EntityName(names=_jobs),
    "files": EntityName(names=fixed({"files": ("全部文件", "all files")}), by_code=True),
    "backup": EntityName(
        names=fixed({"made": ("备份", "backup"), "restored": ("恢复的备份", "restored backup")}), by_code=True
    ),
    "work_item": EntityName(names=of_columns(WorkItem.id, WorkItem.title_zh, WorkItem.title_en)),
    "approval": EntityName(names=_approvals),
    "operation": EntityName(names=_operations, by_code=True),
    "reading": EntityName(names=_operations, by_code=True),
}

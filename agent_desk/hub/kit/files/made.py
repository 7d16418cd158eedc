"""Workbooks that long jobs make: kept for a while, for who asked for the job alone, and written down when they are taken out."""

import io
import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from agent_desk.hub.kit.errors import NotFound
from agent_desk.hub.kit.files import store
from agent_desk.hub.kit.files.content_type import XLSX
from agent_desk.hub.kit.files.errors import FileGone, not_written
from agent_desk.hub.kit.files.kinds import FileKind
from agent_desk.hub.kit.files.sealed import Opened
from agent_desk.hub.kit.long_jobs import Running
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.files import StoredFile
from agent_desk.models.long_jobs import LongJob


def made_by_job(name: str, read_action: str) -> FileKind:
    """Return the kind of such a workbook; `read_action` is its word in the audit trail."""
    return FileKind(
        name=name,
        owner="long_job",
        folder="reports",
        types=(XLSX,),
        may_read=_who_asked,
        read_action=read_action,
        removed=lambda _unit, _row: None,
    )


def _who_asked(unit: Unit, row: StoredFile) -> None:
    job = unit.db.get(LongJob, row.owner_id)
    if job is None or job.asked_by != unit.me.person_id:
        raise NotFound(what="file")


def keep(job: Running[Any], kind: FileKind, content: bytes, lasts: timedelta) -> None:
    """Keep what a job has made. Raises StorageFull and the like, FileNotFoundError where the hub has no folder for it."""
    hub = job.hub_context
    try:
        with store.written(hub.settings, kind, io.BytesIO(content), hub.now()) as done, hub.database.write() as db:
            unit = Unit(db=db, now=hub.now(), jobs=hub.jobs)
            store.keep(unit, done, job.id, unit.now + lasts)
    except OSError as fault:
        raise not_written(fault) from fault


def opened(unit: Unit, job_id: uuid.UUID, kind: FileKind, /, **detail: Any) -> Opened:
    """Open what a job of the caller's made; written down with `detail`. Raises NotFound, FileDamaged."""
    row = unit.db.scalar(select(StoredFile).where(StoredFile.owner_id == job_id, StoredFile.kind == kind.name))
    if row is None:
        raise NotFound(what="file")
    try:
        return store.read(unit, unit.hub.settings, row, **detail)
    except FileGone as fault:
        raise NotFound(what="file") from fault

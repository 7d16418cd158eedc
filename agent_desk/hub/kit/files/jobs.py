"""Long work on the store: every file checked, and the files of release 0.1.0 encrypted."""

import uuid
from datetime import timedelta
from typing import Final

from pydantic import BaseModel
from sqlalchemy import select

from agent_desk.hub.kit import long_jobs
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.files import keeping
from agent_desk.hub.kit.files.keeping import Finding, Verdict
from agent_desk.hub.kit.long_jobs import JobKind, Running
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.long_jobs import LongJob
from agent_desk.schemas.kit.long_jobs import FileFault, FilesChecked

PERMISSION: Final = "settings.manage"
AGAIN: Final = timedelta(days=1)
"""Files that could not be encrypted are tried again after so long."""


class NoArgs(BaseModel):
    """All files."""


class _Checkpoint(BaseModel):
    """How far a check has come."""

    last: uuid.UUID | None = None
    checked: int = 0
    faults: list[FileFault] = []


def _faults(verdict: Verdict) -> list[FileFault]:
    return [FileFault(file=one.file_id, kind=one.kind, owner=one.owner_id, fault=one.fault) for one in verdict.findings]


def _verify(job: Running[NoArgs]) -> FilesChecked:
    hub, begun = job.hub_context, _Checkpoint.model_validate(job.checkpoint)
    findings = [Finding(one.file, one.owner, one.kind, one.fault) for one in begun.faults]
    verdict = Verdict(begun.checked, findings, last=begun.last)

    def told(done: int, total: int) -> bool:
        so_far = _Checkpoint(last=verdict.last, checked=verdict.checked, faults=_faults(verdict))
        job.tell(done, total, so_far.model_dump(mode="json"))
        return True

    keeping.verify(hub.database, hub.settings, so_far=verdict, told=told)
    job.tell(verdict.checked, verdict.checked)
    unknown = len(keeping.strays(hub.database, hub.settings))
    return FilesChecked(checked=verdict.checked, faults=_faults(verdict), unknown=unknown)


def _take_over(job: Running[NoArgs]) -> FilesChecked:
    def told(done: int, total: int) -> bool:
        job.tell(done, total)
        return True

    verdict = keeping.take_over(job.hub_context, told=told)
    job.tell(verdict.checked, verdict.checked)
    return FilesChecked(checked=verdict.checked, faults=_faults(verdict))


VERIFY: Final = long_jobs.register(JobKind("files.verify", NoArgs, PERMISSION, _verify, resumes=True))
TAKE_OVER: Final = long_jobs.register(JobKind("files.take_over", NoArgs, PERMISSION, _take_over, resumes=True))


def verify(unit: Unit) -> LongJob:
    """Have every stored file checked."""
    unit.audit("files.verify", "long_job", "files")
    return long_jobs.start(unit, VERIFY, NoArgs())


def encrypt_old(hub_context: HubContext) -> bool:
    """Have the files of release 0.1.0 encrypted while there are any; whether it was asked for now."""
    with hub_context.database.write() as db:
        if not keeping.plain_left(db):
            return False
        lately = select(LongJob.id).where(LongJob.kind == TAKE_OVER.name, LongJob.asked_at > hub_context.now() - AGAIN)
        if db.scalar(lately.limit(1)) is not None:
            return False
        long_jobs.start(Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs), TAKE_OVER, NoArgs())
    return True


def duties() -> list[Duty]:
    """Return what one hub looks after."""
    return [*keeping.duties(), Duty("encrypt files of an earlier release", 60.0, encrypt_old)]

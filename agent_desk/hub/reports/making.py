"""Saved reports by the clock: a duty asks for what is due, a job makes the file, another duty removes what has had its time.

The job's row is written with the file's row, so a hub that is killed between leaves the making to another one. Making
twice is harmless: the row says whether it is still due, the file is renamed into its place whole.
"""

import errno
import hashlib
import os
import uuid
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from agent_desk.hub.kit.centre import centre_zone
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import HubError, NotPermitted
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people import service as people
from agent_desk.hub.reports import scope, sheets
from agent_desk.hub.reports.schedule import next_due
from agent_desk.hub.reports.workbook import workbook
from agent_desk.models.people import Person
from agent_desk.models.reports import ReportFile, SavedReport
from agent_desk.schemas.reports.changes import ReportFileChanged
from agent_desk.schemas.reports.sheet import ReportChoice, Sheet

MAKE: Final = "reports.make"
LOOK_S: Final = 20.0
TIDY_S: Final = 3600.0
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)

log = structlog.get_logger()


def register(hub_context: HubContext) -> None:
    """Make the task known to this hub's job queue."""

    @hub_context.jobs.app.task(name=MAKE)
    def make(file_id: str) -> None:
        make_file(hub_context, uuid.UUID(file_id))


def duties() -> list[Duty]:
    """What one hub looks after."""
    return [Duty("ask for reports that are due", LOOK_S, ask_for_due), Duty("remove old reports", TIDY_S, remove_old)]


def ask_for_due(hub_context: HubContext) -> int:
    """Have every report made that is due, once for all the times it was missed; how many."""
    now = hub_context.now()
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=now, jobs=hub_context.jobs)
        due = db.scalars(
            select(SavedReport)
            .where(SavedReport.next_at <= now)
            .order_by(SavedReport.id)
            .with_for_update(skip_locked=True)
        ).all()
        zone = ZoneInfo(centre_zone(db, hub_context.settings.zone))
        for row in due:
            assert row.next_at is not None
            ask_for(unit, row, row.next_at)
            row.next_at = next_due(row.every, row.at_minute, row.on_day, now, zone)  # type: ignore[arg-type]
    return len(due)


def ask_for(unit: Unit, report: SavedReport, due_at: datetime) -> ReportFile:
    """Have it made after the commit; one file per moment it is due."""
    expires_at = due_at + timedelta(days=report.keep_days)
    first = insert(ReportFile).values(
        id=uuid.uuid4(), report_id=report.id, due_at=due_at, state="due", expires_at=expires_at
    )
    unit.db.execute(first.on_conflict_do_nothing())
    row = unit.db.scalars(
        select(ReportFile).where(ReportFile.report_id == report.id, ReportFile.due_at == due_at)
    ).one()
    unit.later(MAKE, file_id=str(row.id))
    return row


# ---------------------------------------------------------------------- the job


def make_file(hub_context: HubContext, file_id: uuid.UUID) -> None:
    """Make one file that is due; why it could not be made is kept with it."""
    with hub_context.database.read() as db:
        row = db.get(ReportFile, file_id)
        if row is None or row.state != "due":
            return
        report = db.get_one(SavedReport, row.report_id)
        # Read whole, and used after this session.
        db.expunge_all()
    try:
        made = _sheet(hub_context, report, row.due_at)
        content = workbook(made)
        _write(Path(hub_context.settings.reports), f"{file_id}.xlsx", content)
    except HubError as fault:
        _say(hub_context, file_id, state="failed", error=fault.id)
    except OSError as fault:
        _say(hub_context, file_id, state="failed", error="disk_full" if fault.errno in _FULL else "folder_unusable")
    else:
        digest = hashlib.sha256(content).hexdigest()
        name = f"{made.file_name}.xlsx"
        _say(hub_context, file_id, state="made", name=name, size_bytes=len(content), sha256=digest)


def _sheet(hub_context: HubContext, report: SavedReport, due_at: datetime) -> Sheet:
    """As the owner may see it when it is made: somebody who has lost the right gets no more of them."""
    choice = ReportChoice.model_validate(report.choice)
    with hub_context.database.read() as db:
        owner = db.get_one(Person, report.owner_id)
        permissions = people.rights_of(db, owner)[1] if owner.active else []
        if scope.VIEW not in permissions and choice.of != f"agent:{owner.agent_code}":
            raise NotPermitted(permission=scope.VIEW)
        of = scope.named(db, choice)
        zone = centre_zone(db, hub_context.settings.zone)
        choice = choice.model_copy(update={"as_of": due_at.astimezone(ZoneInfo(zone)).date()})
        about = sheets.asked(db, choice, of, zone, hub_context.now(), f"{owner.name} · {report.name}")
        return sheets.sheet(db, about)


def _write(folder: Path, name: str, content: bytes) -> None:
    """Whole or not at all. Raises OSError."""
    if not str(folder).strip(".") or not folder.is_dir():
        raise FileNotFoundError(errno.ENOENT, "no folder")
    temporary = folder / f".{name}.{uuid.uuid4().hex[:8]}.part"
    try:
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(folder / name)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _say(hub_context: HubContext, file_id: uuid.UUID, *, state: str, **values: object) -> None:
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        row = db.get(ReportFile, file_id, with_for_update=True)
        if row is None or row.state != "due":
            return
        row.state, row.made_at = state, unit.now
        for name, value in values.items():
            setattr(row, name, value)
        unit.change(ReportFileChanged(id=row.id, state=state), to=["perm:reports.view"])
    log.info(
        "a saved report was made" if state == "made" else "a saved report could not be made", error=values.get("error")
    )


def remove_old(hub_context: HubContext) -> int:
    """Remove files whose time is over; how many."""
    folder = Path(hub_context.settings.reports) if hub_context.settings.reports else None
    with hub_context.database.write() as db:
        old = db.scalars(
            select(ReportFile)
            .where(ReportFile.state == "made", ReportFile.expires_at < hub_context.now())
            .with_for_update()
        ).all()
        for row in old:
            if folder is not None:
                with suppress(OSError):
                    (folder / f"{row.id}.xlsx").unlink(missing_ok=True)
            row.state = "gone"
    return len(old)

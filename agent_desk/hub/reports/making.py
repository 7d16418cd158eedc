"""Saved reports by the clock: a duty asks for what is due, a long job makes the file, the store removes what has had its time.

The job's row is written with the file's row, so a hub that is killed between leaves the making to another one. Making
twice is harmless: the row says whether it is still due, the file is kept with the row alone.
"""

import io
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import structlog
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from agent_desk.hub.kit import long_jobs
from agent_desk.hub.kit.centre import centre_zone
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import NotPermitted
from agent_desk.hub.kit.files import store
from agent_desk.hub.kit.files.content_type import XLSX
from agent_desk.hub.kit.files.errors import not_written
from agent_desk.hub.kit.files.kinds import FileKind
from agent_desk.hub.kit.files.kinds import register as register_kind
from agent_desk.hub.kit.long_jobs import JobKind, Running
from agent_desk.hub.kit.security import NOTHING, held_by, reaches_of
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.reports import scope, sheets
from agent_desk.hub.reports.charts import file_of
from agent_desk.hub.reports.schedule import next_due
from agent_desk.models.files import StoredFile
from agent_desk.models.people import Person
from agent_desk.models.reports import ReportFile, SavedReport
from agent_desk.schemas.reports.changes import ReportFileChanged
from agent_desk.schemas.reports.sheet import ReportChoice, Sheet

LOOK_S: Final = 20.0

log = structlog.get_logger()


def duties() -> list[Duty]:
    """Return what one hub looks after."""
    return [Duty("ask for reports that are due", LOOK_S, ask_for_due)]


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
    long_jobs.start(unit, MAKE, MakeReport(file_id=row.id), about=str(row.id))
    return row


# ---------------------------------------------------------------------- the job


class MakeReport(BaseModel):
    """Which file is to be made."""

    file_id: uuid.UUID


def _run(job: Running[MakeReport]) -> None:
    make_file(job.hub_context, job.args.file_id, job.tell)


def make_file(hub_context: HubContext, file_id: uuid.UUID, tell: Callable[[int, int], None] | None = None) -> None:
    """Make one file that is due. Raises what it cannot be made for; `tell` is called between the steps."""
    with hub_context.database.read() as db:
        row = db.get(ReportFile, file_id)
        if row is None or row.state != "due":
            return
        report = db.get_one(SavedReport, row.report_id)
        # Read whole, and used after this session.
        db.expunge_all()
    steps = iter(range(3))

    def step() -> None:
        if tell is not None:
            tell(next(steps), 3)

    step()
    made = _sheet(hub_context, report, row.due_at)
    step()
    content = io.BytesIO(file_of(made))
    step()
    try:
        with store.written(hub_context.settings, REPORT, content, hub_context.now()) as done:
            _made(hub_context, file_id, f"{made.file_name}.xlsx", done)
    except OSError as fault:
        raise not_written(fault) from fault


def _sheet(hub_context: HubContext, report: SavedReport, due_at: datetime) -> Sheet:
    """As the owner may see it when it is made: somebody who has lost the right gets no more of them."""
    choice = ReportChoice.model_validate(report.choice)
    with hub_context.database.read() as db:
        owner = db.get_one(Person, report.owner_id)
        reach = reaches_of(held_by(db, owner.id, hub_context.now())).get(scope.VIEW, NOTHING)
        if choice.of != f"agent:{owner.agent_code}" and not scope.within(db, reach, choice.of):
            raise NotPermitted(permission=scope.VIEW)
        of = scope.named(db, choice)
        zone = centre_zone(db, hub_context.settings.zone)
        choice = choice.model_copy(update={"as_of": due_at.astimezone(ZoneInfo(zone)).date()})
        about = sheets.asked(db, choice, of, zone, hub_context.now(), f"{owner.name} · {report.name}")
        return sheets.sheet(db, about)


def _made(hub_context: HubContext, file_id: uuid.UUID, name: str, done: store.Written) -> None:
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        row = _due(unit, file_id)
        if row is not None:
            row.file_id = store.keep(unit, done, row.report_id, row.expires_at).id
            row.state, row.made_at, row.name = "made", unit.now, name
            _told(unit, row)
    log.info("a saved report was made")


def _not_made(unit: Unit, args: MakeReport, state: str, fault: str) -> None:
    row = _due(unit, args.file_id)
    if row is not None:
        row.state, row.made_at, row.error = "failed", unit.now, fault or state
        _told(unit, row)


def _due(unit: Unit, file_id: uuid.UUID) -> ReportFile | None:
    """Return the row, locked, if nobody has made the file meanwhile."""
    row = unit.db.get(ReportFile, file_id, with_for_update=True)
    return row if row is not None and row.state == "due" else None


def _told(unit: Unit, row: ReportFile) -> None:
    unit.change(ReportFileChanged(id=row.id, state=row.state), to=["perm:reports.view@all"])


# ---------------------------------------------------------------------- files


def _may_read(unit: Unit, file: StoredFile) -> None:
    report = unit.db.get_one(SavedReport, file.owner_id)
    scope.require(unit, ReportChoice.model_validate(report.choice))


def _removed(unit: Unit, file: StoredFile) -> None:
    row = unit.db.scalars(select(ReportFile).where(ReportFile.file_id == file.id).with_for_update()).one()
    row.state = "gone"
    _told(unit, row)


MAKE: Final = long_jobs.register(JobKind("reports.make", MakeReport, scope.VIEW, _run, resumes=True, ended=_not_made))
REPORT: Final = register_kind(
    FileKind(
        name="report",
        owner="saved_report",
        folder="reports",
        types=(XLSX,),
        may_read=_may_read,
        read_action="reports.export",
        removed=_removed,
    )
)

"""Reports kept by name: who may change them, when they are made next, and the files that were made."""

import uuid
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from sqlalchemy import select

from agent_desk.hub.kit import scope as kit
from agent_desk.hub.kit.errors import NotFound, NotPermitted
from agent_desk.hub.kit.files import store
from agent_desk.hub.kit.files.errors import FileGone
from agent_desk.hub.kit.files.sealed import Opened
from agent_desk.hub.kit.records import Records, require_version
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.reports import scope
from agent_desk.hub.reports.errors import FixedDays, NameTaken, NoFile, NoReportFolder
from agent_desk.hub.reports.making import ask_for
from agent_desk.hub.reports.schedule import next_due
from agent_desk.models.files import StoredFile
from agent_desk.models.people import Person
from agent_desk.models.reports import ReportFile, SavedReport
from agent_desk.schemas.reports import sheet as schemas
from agent_desk.schemas.reports.changes import SavedReportChanged

VIEWERS = "perm:reports.view@all"
MANAGE = "settings.manage"
SHOWN = 100
REPORTS: Final = Records(
    model=SavedReport,
    what="report",
    change=lambda row: SavedReportChanged(id=row.id, version=row.version),
    to=(VIEWERS,),
)


def listed(unit: Unit) -> list[schemas.SavedReport]:
    """Return every saved report, by name."""
    rows = unit.db.execute(
        select(SavedReport, Person)
        .join(Person, Person.id == SavedReport.owner_id)
        .where(SavedReport.active)
        .order_by(SavedReport.name)
    ).all()
    reach = kit.reach(unit, scope.VIEW)
    known = frozenset() if reach.everything else scope.words(unit.db, reach)
    return [_shown(unit, row, owner) for row, owner in rows if reach.everything or row.choice.get("of") in known]


def save(unit: Unit, form: schemas.SavedForm, zone: str, folder: str) -> schemas.SavedReport:
    """Keep a report. Raises NameTaken, FixedDays, NoReportFolder, BadChoice, NotFound, NotPermitted."""
    row = SavedReport(id=uuid.uuid4(), owner_id=unit.me.person_id, active=True, version=1)
    _fill(unit, row, form, zone, folder)
    unit.db.add(row)
    REPORTS.tell(unit, row, "reports.saved", name=row.name, every=row.every)
    return _shown(unit, row, unit.me)


def change(unit: Unit, report_id: uuid.UUID, form: schemas.SavedForm, zone: str, folder: str) -> schemas.SavedReport:
    """Change a report of one's own. Raises as `save`, and StaleVersion."""
    row = _own(unit, report_id)
    require_version(row.version, form.version, lambda: _shown(unit, row, unit.me))
    _fill(unit, row, form, zone, folder)
    REPORTS.close(unit, row, "reports.saved", name=row.name, every=row.every)
    return _shown(unit, row, unit.me)


def remove(unit: Unit, report_id: uuid.UUID) -> None:
    """Make it no more; what was made stays until its time is over. Raises NotFound, NotPermitted."""
    row = _own(unit, report_id)
    row.active, row.next_at = False, None
    unit.audit("reports.removed", "saved_report", row.id, name=row.name)
    unit.change(SavedReportChanged(id=row.id), to=[VIEWERS])


def make_now(unit: Unit, report_id: uuid.UUID, folder: str) -> schemas.MadeFile:
    """Have it made at once, beside its schedule. Raises NotFound, NoReportFolder."""
    row = _found(unit, report_id)
    if not folder:
        raise NoReportFolder()
    return shown_file(ask_for(unit, row, unit.now), None)


def _fill(unit: Unit, row: SavedReport, form: schemas.SavedForm, zone: str, folder: str) -> None:
    scope.require(unit, form.choice)
    taken = select(SavedReport.id).where(SavedReport.name == form.name, SavedReport.active, SavedReport.id != row.id)
    if unit.db.scalar(taken) is not None:
        raise NameTaken(name=form.name)
    if form.every != "never" and form.choice.period == "dates":
        raise FixedDays()
    if form.every != "never" and not folder:
        raise NoReportFolder()
    row.name, row.every, row.at_minute, row.on_day = form.name, form.every, form.at, form.on
    row.keep_days = form.keep_days
    row.choice = form.choice.model_copy(update={"as_of": None}).model_dump(mode="json")
    row.next_at = next_due(form.every, form.at, form.on, unit.now, ZoneInfo(zone))


def _found(unit: Unit, report_id: uuid.UUID) -> SavedReport:
    row = unit.db.scalar(select(SavedReport).where(SavedReport.id == report_id, SavedReport.active).with_for_update())
    if row is None or not _within(unit, row):
        raise NotFound(what="report")
    return row


def _within(unit: Unit, row: SavedReport) -> bool:
    return scope.within(unit.db, kit.reach(unit, scope.VIEW), str(row.choice.get("of", "centre")))


def _own(unit: Unit, report_id: uuid.UUID) -> SavedReport:
    row = _found(unit, report_id)
    if row.owner_id != unit.me.person_id and not unit.me.may(MANAGE):
        raise NotPermitted(permission=MANAGE)
    return row


def _shown(unit: Unit, row: SavedReport, owner: Caller | Person) -> schemas.SavedReport:
    last = unit.db.scalar(
        select(ReportFile)
        .where(ReportFile.report_id == row.id, ReportFile.state != "due")
        .order_by(ReportFile.due_at.desc())
        .limit(1)
    )
    return schemas.SavedReport(
        id=row.id,
        name=row.name,
        choice=schemas.ReportChoice.model_validate(row.choice),
        every=cast(Any, row.every),
        at=row.at_minute,
        on=row.on_day,
        keep_days=row.keep_days,
        version=row.version,
        owner=owner.name,
        owner_en=owner.name_en,
        next_at=row.next_at,
        last_at=last.due_at if last is not None else None,
        last_error=last.error if last is not None else "",
    )


# ---------------------------------------------------------------------- files


def files(unit: Unit, report_id: uuid.UUID) -> list[schemas.MadeFile]:
    """Return what was made of a report, newest first. Raises NotFound."""
    report = unit.db.get(SavedReport, report_id)
    if report is None or not _within(unit, report):
        raise NotFound(what="report")
    rows = unit.db.execute(
        select(ReportFile, StoredFile)
        .outerjoin(StoredFile, StoredFile.id == ReportFile.file_id)
        .where(ReportFile.report_id == report_id)
        .order_by(ReportFile.due_at.desc())
        .limit(SHOWN)
    ).all()
    return [shown_file(row, file) for row, file in rows]


def shown_file(row: ReportFile, file: StoredFile | None) -> schemas.MadeFile:
    """Return it as it crosses the wire."""
    return schemas.MadeFile(
        id=row.id,
        report_id=row.report_id,
        due_at=row.due_at,
        made_at=row.made_at,
        state=cast(Any, row.state),
        name=row.name,
        size_bytes=file.size_bytes if file is not None else 0,
        sha256=file.sha256 if file is not None else "",
        error=row.error,
        expires_at=row.expires_at,
    )


def content(unit: Unit, file_id: uuid.UUID, settings: Settings) -> Opened:
    """Open the file, if the caller may see what is in it; written down. Raises NotFound, NoFile, NotPermitted, FileDamaged."""
    row = unit.db.get(ReportFile, file_id)
    if row is None:
        raise NotFound(what="report")
    scope.require(unit, _choice(unit, row))
    file = unit.db.get(StoredFile, row.file_id) if row.file_id is not None else None
    if file is None:
        raise NoFile()
    try:
        return store.read(unit, settings, file, kind="xlsx", file=row.name)
    except FileGone as fault:
        raise NoFile() from fault


def _choice(unit: Unit, row: ReportFile) -> schemas.ReportChoice:
    return schemas.ReportChoice.model_validate(unit.db.get_one(SavedReport, row.report_id).choice)

"""The trail as a workbook: a long job writes what the filters mean, in the words of the screen, and the store keeps it for a day.

Taking it out takes the right to copy (`personal.copy`), is an entry of the trail itself, and waits for a second person where the
entries are many.
"""

import uuid
from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agent_desk.hub.administration import audit_trail
from agent_desk.hub.kit import long_jobs
from agent_desk.hub.kit.centre import centre_zone
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import HubError, InvalidForm
from agent_desk.hub.kit.files import made as job_files
from agent_desk.hub.kit.files.kinds import register
from agent_desk.hub.kit.files.made import made_by_job
from agent_desk.hub.kit.files.sealed import Opened
from agent_desk.hub.kit.long_jobs import JobKind, Running
from agent_desk.hub.kit.security import require
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.workbook import workbook
from agent_desk.models.kit import AuditEntry
from agent_desk.schemas.administration.audit_words import AuditWords
from agent_desk.schemas.administration.records import AuditExported, AuditRow, AuditWanted
from agent_desk.schemas.administration.words import EXPORT
from agent_desk.schemas.kit import long_jobs as job_schemas
from agent_desk.schemas.kit.operation import COPY
from agent_desk.schemas.kit.table import Cell, Table, TableColumn, TableRow

MOST_ROWS: Final = 100_000
"""What one workbook holds; more is taken out by shorter times."""
KEPT: Final = timedelta(days=1)
_BATCH: Final = 500
_COLUMNS: Final = ("when", "who", "what", "record", "reason", "facts", "seq")


class NoFolder(HubError):
    """The hub was given no folder."""

    id, status = "no_report_folder", 409
    sentence = "This hub has no folder for reports: set `reports` in its settings file."


def ask_for(unit: Unit, form: AuditWanted) -> job_schemas.LongJob:
    """Have the entries made into a workbook. Raises NotPermitted, InvalidForm (there are more than a workbook holds), NoFolder."""
    require(unit.me, COPY)
    if not unit.hub.settings.reports:
        raise NoFolder()
    rows = _count(unit.db, form)
    if rows > MOST_ROWS:
        raise InvalidForm({"from_at": "too_many_rows"})
    said = form.model_dump(mode="json", exclude_defaults=True)
    # Before this entry itself: what is in the workbook is what was counted.
    before = unit.db.scalar(select(func.max(AuditEntry.id))) or 0
    unit.audit("audit.export", "audit_trail", "", rows=rows, kind="xlsx", wanted=said)
    args = ExportAudit(wanted=form, before=before, by=unit.me.name, rows=rows)
    job = long_jobs.start(unit, EXPORT_JOB, args, about=str(uuid.uuid4()))
    return long_jobs.one(unit, job.id)


def file(unit: Unit, job_id: uuid.UUID) -> Opened:
    """Open the workbook that a job of the caller's made; written down. Raises NotFound, FileDamaged."""
    return job_files.opened(unit, job_id, FILE, kind="xlsx")


def _count(db: Session, wanted: AuditWanted) -> int:
    found = audit_trail.matching(db, wanted).with_only_columns(AuditEntry.id).order_by(None).subquery()
    return int(db.scalar(select(func.count()).select_from(found)) or 0)


# ---------------------------------------------------------------------- the job


class ExportAudit(BaseModel):
    """Which entries, up to which, for whom."""

    wanted: AuditWanted
    before: int
    by: str
    rows: int


def _run(job: Running[ExportAudit]) -> AuditExported:
    args, hub = job.args, job.hub_context
    entries: list[AuditRow] = []
    last = args.before + 1
    with hub.database.read() as db:
        zone = ZoneInfo(centre_zone(db, hub.settings.zone))
    while True:
        job.tell(len(entries), args.rows)
        with hub.database.read() as db:
            found = audit_trail.matching(db, args.wanted).where(AuditEntry.id < last)
            rows = db.execute(found.order_by(AuditEntry.id.desc()).limit(_BATCH)).all()
            made = audit_trail.records(db, zone, rows)
        if not made:
            break
        entries += made
        last = made[-1].id
    written = sheet(entries, args, zone)
    name = f"{_file_name(entries, args, zone)}.xlsx"
    job_files.keep(job, FILE, workbook(written, args.wanted.lang), KEPT)
    return AuditExported(name=name, rows=len(entries))


def sheet(entries: list[AuditRow], args: ExportAudit, zone: ZoneInfo) -> Table:
    """Return the entries as a sheet, newest first, in the words of the screen."""
    lang = args.wanted.lang
    say, words = AuditWords(lang, zone), {code: term.say(lang) for code, term in EXPORT.items()}
    times = [say.time(one) for one in (args.wanted.from_at, args.wanted.to_at) if one is not None]
    notes = [words["of"].format(by=args.by, rows=len(entries), zone=zone.key)]
    if times:
        notes.append(words["days"].format(times=" – ".join(times)))
    return Table(
        title=words["title"],
        notes=notes,
        columns=[TableColumn(title=words[one], form="count" if one == "seq" else "text") for one in _COLUMNS],
        rows=[_row(one, say, zone) for one in entries],
    )


def _file_name(entries: list[AuditRow], args: ExportAudit, zone: ZoneInfo) -> str:
    name = EXPORT["file"].say(args.wanted.lang)
    return f"{name}-{entries[0].at.astimezone(zone):%Y%m%d-%H%M}" if entries else name


def _row(entry: AuditRow, say: AuditWords, zone: ZoneInfo) -> TableRow:
    facts = "; ".join(f"{label}: {value}" for label, value in say.facts(entry))
    texts: list[Any] = [say.who(entry), say.action(entry.action), say.record(entry), entry.reason or "", facts]
    when = Cell(text=say.time(entry.at, seconds=True), at=entry.at.astimezone(zone), grain="second")
    seq = Cell(text=str(entry.seq or ""), value=entry.seq)
    return TableRow(cells=[when, *(Cell(text=one) for one in texts), seq])


# ---------------------------------------------------------------------- files


EXPORT_JOB: Final = JobKind("audit.export", ExportAudit, "audit.view", _run, resumes=True)
FILE: Final = made_by_job("audit_export", "audit.export")


def make_known(_hub_context: HubContext) -> None:
    """Make the job and the kind of file known to a process of the hub."""
    long_jobs.register(EXPORT_JOB)
    register(FILE)

"""Long work: asked for in a transaction, done by one worker at a time, told to the seats, stopped, and taken up after a crash.

An area declares a `JobKind`. `start` writes the row; a worker of any hub takes it, tells how far it is (which is also its
heartbeat), and ends it with a result or a fault. A job whose worker has gone silent is taken up by another where its kind goes
on from a checkpoint; else it is said to be interrupted. Who has lost a job to another learns it at its next word.
"""

import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Generic, TypeVar, cast

import psycopg
import structlog
from pydantic import BaseModel, ValidationError
from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import foreseeing, scope, settings_in_force
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import DatabaseDown, HubError, NotFound
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.trusted_clock import now_to_delete
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.long_jobs import OPEN_JOB, LongJob
from agent_desk.models.people import Person
from agent_desk.schemas.kit import long_jobs as schemas
from agent_desk.schemas.kit.changes import LongJobChanged
from agent_desk.schemas.kit.retention import RETENTION, Retention

Args = TypeVar("Args", bound=BaseModel)
LOOK_S: Final = 0.5
"""So often a worker looks for work."""
TELL_S: Final = 0.5
"""Progress is written at most so often."""
SILENT_AFTER: Final = timedelta(seconds=20)
"""A worker that has said nothing for so long is dead, or cut off and will learn it."""
HEARTBEAT_S: Final = 5.0
UNREADABLE: Final = "unreadable_job"
"""Fault of a job whose arguments this release does not understand."""
MOST_TRIES: Final = 10
"""A job whose workers have died so often is not tried again."""
SHOWN: Final = 50

log = structlog.get_logger()


class Stopped(Exception):
    """Somebody has asked for the job to be stopped."""


class Interrupted(Exception):
    """This hub ends, or another worker has the job."""


@dataclass(frozen=True)
class JobKind(Generic[Args]):
    """A kind of long work."""

    name: str
    args: type[Args]
    permission: str
    """Who holds it sees and stops jobs of this kind; who asked sees and stops their own."""
    run: Callable[["Running[Args]"], BaseModel | None]
    """Does it; called in a thread of its own, without a session."""
    resumes: bool
    """Whether it may be run again after an interruption; it then finds what it last said in `Running.checkpoint`."""
    ended: Callable[[Unit, Args, str, str], None] | None = None
    """Told in the same transaction how it ended (state, id of the fault) where that was not `done`."""


KINDS: Final[dict[str, JobKind[Any]]] = {}


def register(kind: JobKind[Args]) -> JobKind[Args]:
    """Make a kind known; called once by its area, where it is declared."""
    KINDS[kind.name] = kind
    return kind


# ---------------------------------------------------------------------- asking, looking, stopping


def start(unit: Unit, kind: JobKind[Args], args: Args, about: str = "") -> LongJob:
    """Have it done after the commit; one that is open about the same thing is returned as it is."""
    row = _open_about(unit.db, kind.name, about)
    if row is None:
        row = LongJob(
            id=uuid.uuid4(),
            kind=kind.name,
            about=about,
            args=args.model_dump(mode="json"),
            asked_by=unit.caller.person_id if unit.caller is not None else None,
            asked_at=unit.now,
            state="waiting",
            done=0,
            stop_asked=False,
            checkpoint={},
            tries=0,
            version=1,
        )
        unit.db.add(row)
        unit.db.flush()
        _tell(unit, row)
    return row


def _open_about(db: Session, kind: str, about: str) -> LongJob | None:
    # Whoever asks for the same at once waits here for the other's commit.
    db.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"long_job:{kind}:{about}"))))
    found = select(LongJob).where(LongJob.kind == kind, LongJob.about == about, LongJob.state.in_(OPEN_JOB))
    return db.scalar(found)


def listed(unit: Unit) -> list[schemas.LongJob]:
    """Return the jobs that the caller may see, the newest first."""
    mine = or_(LongJob.asked_by == unit.me.person_id, LongJob.kind.in_(_seen_by(unit)))
    return _shown(unit, mine, LongJob.kind.in_(KINDS))


def one(unit: Unit, job_id: uuid.UUID) -> schemas.LongJob:
    """Return one job. Raises NotFound, also where the caller may not see it."""
    row = unit.db.get(LongJob, job_id)
    if row is None or not _may(unit, row):
        raise NotFound(what="job")
    return _shown(unit, LongJob.id == job_id)[0]


def stop(unit: Unit, job_id: uuid.UUID) -> schemas.LongJob:
    """Ask for a job to be stopped; one that has not begun is stopped at once. Raises NotFound as `one`."""
    row = unit.db.get(LongJob, job_id, with_for_update=True)
    if row is None or not _may(unit, row):
        raise NotFound(what="job")
    if row.state in OPEN_JOB and not row.stop_asked:
        row.stop_asked = True
        unit.audit("long_jobs.stop", "long_job", row.id, kind=row.kind)
        if row.state == "waiting":
            _end(unit, row, "stopped")
        else:
            row.version += 1
            _tell(unit, row)
        unit.db.flush()
    return one(unit, job_id)


def _may(unit: Unit, row: LongJob) -> bool:
    seen = _seen_by(unit)
    return row.asked_by == unit.me.person_id or row.kind in seen


def _seen_by(unit: Unit) -> list[str]:
    """A job that somebody else has asked for is the whole centre's."""
    return [kind.name for kind in KINDS.values() if scope.everything(unit, kind.permission)]


def _shown(unit: Unit, *conditions: ColumnElement[bool]) -> list[schemas.LongJob]:
    found = select(LongJob, Person.name).outerjoin(Person, Person.id == LongJob.asked_by).where(*conditions)
    rows = unit.db.execute(found.order_by(LongJob.asked_at.desc()).limit(SHOWN)).all()
    return [_view(row, name or "", unit) for row, name in rows]


def _view(row: LongJob, asked_by: str, unit: Unit) -> schemas.LongJob:
    return schemas.LongJob(
        id=row.id,
        kind=row.kind,
        about=row.about,
        state=cast(schemas.JobState, row.state),
        done=row.done,
        total=row.total,
        asked_by=asked_by,
        asked_at=row.asked_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        stop_asked=row.stop_asked,
        may_stop=row.state in OPEN_JOB and not row.stop_asked and _may(unit, row),
        result=row.result,
        fault=row.fault,
        version=row.version,
    )


def _tell(unit: Unit, row: LongJob) -> None:
    to = [f"person:{row.asked_by}"] if row.asked_by is not None else []
    if row.kind in KINDS:
        to.append(f"perm:{KINDS[row.kind].permission}@all")
    unit.change(LongJobChanged(id=row.id, version=row.version, state=row.state, about=row.about), to=to)


def _end(unit: Unit, row: LongJob, state: str, fault: str = "", result: BaseModel | None = None) -> None:
    row.state, row.fault, row.ended_at, row.worker = state, fault, unit.now, None
    row.result = result.model_dump(mode="json") if result is not None else None
    row.version += 1
    kind = KINDS.get(row.kind)
    if kind is not None and kind.ended is not None and state != "done" and fault != UNREADABLE:
        kind.ended(unit, kind.args.model_validate(row.args), state, fault)
    _tell(unit, row)
    unit.db.flush()


# ---------------------------------------------------------------------- doing


class Running(Generic[Args]):
    """A job under way, in the hand of one worker."""

    def __init__(self, hub_context: HubContext, row: LongJob, kind: JobKind[Args]) -> None:
        assert row.worker is not None
        self.hub_context, self.kind, self.id = hub_context, kind, row.id
        self.args: Args = kind.args.model_validate(row.args)
        self.checkpoint: dict[str, Any] = dict(row.checkpoint)
        """What it last said to go on from; empty at the first time."""
        self._worker = row.worker
        self._told_at = -TELL_S
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._why: type[Exception] | None = None

    def tell(self, done: int, total: int | None, checkpoint: dict[str, Any] | None = None) -> None:
        """Say how far it is, and from where it can go on. Raises Stopped, Interrupted; every piece of work calls it between steps."""
        if checkpoint is not None:
            self.checkpoint = checkpoint
        if time.monotonic() - self._told_at >= TELL_S or done == total:
            self._write(done=done, total=total, checkpoint=self.checkpoint)
        self._raise()

    def beat(self) -> None:
        """Say that the worker lives, between two words of the work itself."""
        self._write()

    def _raise(self) -> None:
        if self.hub_context.stopping.is_set():
            raise Interrupted
        if self._why is not None:
            raise self._why

    def _write(self, **values: Any) -> None:
        with self._lock, self.hub_context.database.write() as db:
            row = db.get(LongJob, self.id, with_for_update=True)
            if row is None or row.worker != self._worker:
                self._why = Interrupted
                return
            row.heartbeat_at = db.scalar(select(func.clock_timestamp()))
            if row.stop_asked:
                self._why = Stopped
            if values:
                for name, value in values.items():
                    setattr(row, name, value)
                row.version += 1
                _tell(Unit(db=db, now=self.hub_context.now(), jobs=self.hub_context.jobs), row)
            self._told_at = time.monotonic()

    def do(self) -> None:
        """Run it to its end, whatever that is, and write the end down."""
        beating = threading.Thread(target=self._beat, name=f"heartbeat of {self.kind.name}", daemon=True)
        beating.start()
        try:
            self._raise()
            result = self.kind.run(self)
        except Stopped:
            self._ended("stopped")
        except Interrupted:
            self._give_back()
        except (psycopg.Error, DatabaseDown):
            self._give_back()
        except HubError as fault:
            self._ended("failed", fault.id)
        except Exception:
            log.exception("a long job failed", kind=self.kind.name, job=str(self.id))
            self._ended("failed", "internal_fault")
        else:
            self._ended("done", result=result)
        finally:
            self._over.set()

    def _beat(self) -> None:
        while not self._over.wait(HEARTBEAT_S):
            try:
                self.beat()
            except (psycopg.Error, DatabaseDown) as fault:
                log.info("a long job waits for the database", cause=type(fault).__name__)

    def _ended(self, state: str, fault: str = "", result: BaseModel | None = None) -> None:
        with self.hub_context.database.write() as db:
            row = db.get(LongJob, self.id, with_for_update=True)
            if row is not None and row.worker == self._worker:
                _end(Unit(db=db, now=self.hub_context.now(), jobs=self.hub_context.jobs), row, state, fault, result)
        log.info("a long job has ended", kind=self.kind.name, job=str(self.id), state=state, fault=fault or None)

    def _give_back(self) -> None:
        """Let another worker have it; where the database is away, it finds the job by its silence."""
        try:
            with self.hub_context.database.write() as db:
                row = db.get(LongJob, self.id, with_for_update=True)
                if row is not None and row.worker == self._worker:
                    unit = Unit(db=db, now=self.hub_context.now(), jobs=self.hub_context.jobs)
                    _abandoned(unit, row, self.kind, self.checkpoint)
        except (psycopg.Error, DatabaseDown):
            log.info("a long job is left to its silence", kind=self.kind.name, job=str(self.id))


def _abandoned(unit: Unit, row: LongJob, kind: JobKind[Any], checkpoint: dict[str, Any] | None = None) -> None:
    """Its worker is gone: it waits for another, or is said to be interrupted."""
    if not kind.resumes or row.tries >= MOST_TRIES:
        _end(unit, row, "interrupted", "interrupted")
        return
    row.state, row.worker, row.version = "waiting", None, row.version + 1
    if checkpoint is not None:
        row.checkpoint = checkpoint
    _tell(unit, row)
    unit.db.flush()


def take(hub_context: HubContext, kind: JobKind[Any]) -> Running[Any] | None:
    """Take the oldest waiting job of a kind that no worker holds; None where there is none. Raises DatabaseDown."""
    worker = uuid.uuid4()
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        _find_silent(unit, kind)
        row = db.scalar(
            select(LongJob)
            .where(LongJob.kind == kind.name, LongJob.state == "waiting")
            .order_by(LongJob.asked_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if row is None:
            return None
        row.state, row.worker, row.version, row.tries = "running", worker, row.version + 1, row.tries + 1
        row.started_at = row.started_at or unit.now
        row.heartbeat_at = db.scalar(select(func.clock_timestamp()))
        db.flush()
        try:
            running = Running(hub_context, row, kind)
        except ValidationError:
            log.exception("a long job cannot be read", kind=kind.name, job=str(row.id))
            _end(unit, row, "failed", UNREADABLE)
            return None
        _tell(unit, row)
        return running


def _find_silent(unit: Unit, kind: JobKind[Any]) -> None:
    silent = and_(LongJob.state == "running", LongJob.heartbeat_at < func.clock_timestamp() - SILENT_AFTER)
    found = select(LongJob).where(LongJob.kind == kind.name, silent).with_for_update(skip_locked=True)
    for row in unit.db.scalars(found):
        log.info("a long job has lost its worker", kind=kind.name, job=str(row.id))
        _abandoned(unit, row, kind)


def any_open(db: Session) -> set[str]:
    """Return the kinds of which a job waits or runs."""
    return set(db.scalars(select(LongJob.kind).where(LongJob.state.in_(OPEN_JOB)).distinct()))


class LongJobWorker(threading.Thread):
    """Does long jobs in this process: of each kind one at a time, so that a report does not wait for a check of all files."""

    def __init__(self, hub_context: HubContext) -> None:
        super().__init__(name="long-jobs", daemon=True)
        self._hub_context = hub_context
        self._busy: dict[str, threading.Thread] = {}

    def run(self) -> None:
        """Until the hub stops; what is under way then is given back."""
        while not self._hub_context.stopping.wait(LOOK_S):
            try:
                self._look()
            except (psycopg.Error, DatabaseDown) as fault:
                log.info("long jobs wait for the database", cause=type(fault).__name__)
            except Exception:
                # A fault of ours must not end all long work for good.
                log.exception("looking for long jobs failed")
        for thread in self._busy.values():
            thread.join(5)

    def _look(self) -> None:
        with self._hub_context.database.read() as db:
            asked = any_open(db)
        for name in asked & KINDS.keys():
            thread = self._busy.get(name)
            if thread is not None and thread.is_alive():
                continue
            running = take(self._hub_context, KINDS[name])
            if running is not None:
                self._busy[name] = threading.Thread(target=running.do, name=f"long job {name}", daemon=True)
                self._busy[name].start()


def _prune(hub_context: HubContext) -> None:
    now = now_to_delete(hub_context)
    with hub_context.database.write() as db:
        before = now - timedelta(days=settings_in_force.read(db, RETENTION, now).jobs_days)
        db.execute(delete(LongJob).where(LongJob.ended_at < before))


def foreseen(unit: Unit, value: Retention) -> list[tuple[str, str]]:
    """Say how much another retention would remove within the hour."""
    before = unit.now - timedelta(days=value.jobs_days)
    return foreseeing.would_go(unit, LongJob.ended_at, before, "已结束的长任务", "Long jobs that have ended")


def duties() -> list[Duty]:
    """Return what one hub looks after."""
    return [Duty("prune long jobs", 3600.0, _prune)]

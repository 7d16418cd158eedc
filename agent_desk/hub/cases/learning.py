"""What is learnt from the texts of complaints at night, and where it lies: one long job of the back room, read when somebody types.

A text is learnt from with the classes that its complaint has now, so that what handlers have corrected counts. What is stored are numbers
(`class_rules.Learnt.packed`); each process reads the newest once, when it is first asked.
"""

import threading
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from pydantic import BaseModel
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from agent_desk.hub.cases.class_rules import LEAST_CASES, Classed, Learning, Learnt
from agent_desk.hub.kit import long_jobs
from agent_desk.hub.kit.centre import centre_zone
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.long_jobs import JobKind, Running
from agent_desk.hub.kit.proving import is_nights_turn
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.cases import Complaint, TextModel
from agent_desk.models.long_jobs import LongJob
from agent_desk.schemas.cases.kinds.operations import MANAGE
from agent_desk.schemas.cases.records import AxisWord
from agent_desk.schemas.cases.text_told import AxisLearnt, TextsLearnt

AXES: Final[tuple[AxisWord, ...]] = ("business", "cause")
LEARN_FROM: Final = timedelta(days=730)
AGAIN_AFTER: Final = timedelta(hours=6)
"""A job that was stopped, or that failed, is not asked for again sooner."""
MOST_CASES: Final = 20_000
"""The newest so many are learnt from: more teach hardly more and take longer."""


class Learn(BaseModel):
    """Nothing has to be said: what is there is learnt from."""


def cases_there(db: Session, now: datetime) -> int:
    """Return how many there are to learn from, as far as it matters."""
    enough = select(Complaint.id).where(Complaint.received_at >= now - LEARN_FROM).limit(LEAST_CASES).subquery()
    return db.scalar(select(func.count()).select_from(enough)) or 0


def newest(db: Session) -> TextModel | None:
    """Return what was learnt last; its content is read when it is asked for."""
    return db.scalar(select(TextModel).order_by(TextModel.learnt_at.desc()).limit(1))


def measured(row: TextModel) -> list[AxisLearnt]:
    """Return how good it is."""
    return [AxisLearnt.model_validate({"axis": axis, **found}) for axis, found in row.measured.items()]


# ---------------------------------------------------------------------- learning


def look(hub_context: HubContext) -> None:
    """Duty: have it learnt at night, and at once where there is enough to learn from for the first time."""
    now = hub_context.now()
    with hub_context.database.read() as db:
        last = newest(db)
        zone = ZoneInfo(centre_zone(db, hub_context.settings.zone))
        if last is not None and not is_nights_turn(last.learnt_at, now, zone):
            return
        asked_at = db.scalar(select(func.max(LongJob.asked_at)).where(LongJob.kind == LEARN.name))
        if asked_at is not None and now - asked_at < AGAIN_AFTER:
            return
        if cases_there(db, now) < LEAST_CASES:
            return
    with hub_context.database.write() as db:
        long_jobs.start(Unit(db=db, now=now, jobs=hub_context.jobs), LEARN, Learn())


def _run(job: Running[Learn]) -> TextsLearnt:
    """Learn from the newest complaints. A job that is stopped has changed nothing."""
    database, now = job.hub_context.database, job.hub_context.now()
    with database.read() as db:
        cases = _cases(db, now)
    job.tell(0, None)
    learning = Learning(cases, AXES)
    for done in learning.steps():
        job.tell(done, learning.total)
    found = {
        axis: {"cases": one.cases, "right": one.right, "commonest": one.commonest}
        for axis, one in learning.measured.items()
    }
    row = TextModel(
        id=uuid.uuid4(), learnt_at=now, cases=len(cases), measured=found, content=learning.learnt().packed()
    )
    with database.write() as db:
        db.add(row)
        db.flush()
        db.execute(delete(TextModel).where(TextModel.id != row.id))
        return TextsLearnt(cases=len(cases), axes=measured(row))


def _cases(db: Session, now: datetime) -> list[Classed]:
    rows = db.execute(
        select(Complaint.narrative, *(getattr(Complaint, axis) for axis in AXES))
        .where(Complaint.received_at >= now - LEARN_FROM)
        .order_by(Complaint.received_at.desc())
        .limit(MOST_CASES)
    ).all()
    return [Classed(text, dict(zip(AXES, classes, strict=True))) for text, *classes in reversed(rows)]


LEARN: Final = long_jobs.register(JobKind("cases.learn", Learn, MANAGE, _run, resumes=True))


# ---------------------------------------------------------------------- what was learnt


class _Kept:
    """What this process has read of it, until there is something newer."""

    def __init__(self) -> None:
        self.id: uuid.UUID | None = None
        self.learnt: Learnt | None = None
        self.changing = threading.Lock()


def learnt(unit: Unit) -> tuple[Learnt | None, Mapping[str, Any]]:
    """Return what was learnt last, and when and from how many; None and how many of the needed there are, where nothing was."""
    row = newest(unit.db)
    if row is None:
        return None, {"cases": cases_there(unit.db, unit.now), "needed": LEAST_CASES}
    kept: _Kept = unit.hub.state.setdefault(_Kept, _Kept())  # type: ignore[assignment]
    with kept.changing:
        if kept.id != row.id or kept.learnt is None:
            kept.learnt, kept.id = Learnt.unpacked(row.content), row.id
        return kept.learnt, {"learnt_at": row.learnt_at, "cases": row.cases, "needed": LEAST_CASES}

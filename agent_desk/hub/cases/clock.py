"""The legal clock of stored complaints: its facts are read from the rows, the due time is computed by the rules, never edited.

Facts are receipt and class (the complaint), pauses (`CasePause`), and two kinds of lines of the story, which nobody edits:
"class" with an approval, and "new_facts" with the receipt of the new material.
"""

import uuid
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, Final, cast

from sqlalchemy import Integer, func, select, text
from sqlalchemy.orm import Session

from agent_desk.hub.cases import rounds
from agent_desk.hub.cases.rules import Approval, CaseClass, Due, Pause, due
from agent_desk.models.cases import CaseEvent, CasePause, Complaint
from agent_desk.schemas.cases.rules import OPEN_STATES

_NUMBER_LOCK: Final = 0x5453
"""First half of the advisory lock under which numbers are drawn ("TS")."""
_WAITS_AT_MOST: Final = timedelta(days=7)
_MOMENT: Final = timedelta(microseconds=1)


def due_of(db: Session, complaint: Complaint, *, zone: tzinfo, now: datetime) -> Due:
    """Return when this complaint is due, from everything the database holds about it; two queries.

    A complaint that is over is judged as of its end: what runs on after it changes nothing.
    """
    pauses = db.scalars(select(CasePause).where(CasePause.complaint_id == complaint.id)).all()
    events = db.execute(
        select(CaseEvent.kind, CaseEvent.detail).where(
            CaseEvent.complaint_id == complaint.id, CaseEvent.kind.in_(["class", "new_facts"])
        )
    ).all()
    here = rounds.now_of(db, complaint)
    told_at = complaint.told_at if here is None else here.told_at
    return due(
        complaint.received_at,
        cast(CaseClass, complaint.case_class),
        zone=zone,
        as_of=now if complaint.state in OPEN_STATES else (told_at or complaint.closed_at or now),
        reopened=(here.started_at, here.limit_days) if here is not None and here.limit_days is not None else None,
        pauses=[Pause(started_at=one.started_at, ended_at=one.ended_at, told_at=one.told_at) for one in pauses],
        restarts=[_moment(detail, "received_at") for kind, detail in events if kind == "new_facts"],
        approvals=[
            Approval(approved_at=_moment(detail, "approved_at"), told_at=_moment_or_none(detail, "told_at"))
            for kind, detail in events
            if kind == "class" and detail.get("approved_at")
        ],
    )


def wind(db: Session, complaint: Complaint, *, zone: tzinfo, now: datetime) -> Due:
    """Compute the due time anew and store it to sort by."""
    db.flush()
    found = due_of(db, complaint, zone=zone, now=now)
    if complaint.due_at != found.due_at:
        complaint.due_at = found.due_at
    return found


def next_number(db: Session, received_at: datetime, zone: tzinfo) -> str:
    """Return the next number of the day of receipt: TS20261123-0001. Unique under any number of hubs, since the day's numbers are
    drawn one after the other; a complaint that is rolled back leaves no mark, one that is deleted leaves a gap."""
    day = received_at.astimezone(zone).date()
    db.execute(text("SELECT pg_advisory_xact_lock(:one, :two)"), {"one": _NUMBER_LOCK, "two": day.toordinal()})
    prefix = f"TS{day:%Y%m%d}-"
    count = func.split_part(Complaint.number, "-", 2).cast(Integer)
    last = db.scalar(select(func.max(count)).where(Complaint.number.startswith(prefix, autoescape=True)))
    return f"{prefix}{(last or 0) + 1:04d}"


def receipt(taken_at: datetime | None, now: datetime, zone: tzinfo) -> datetime:
    """Return the moment of receipt: the hub's now; or when the seat took the form down, where that was on an earlier day of the
    centre and the form had to wait for the hub. After a week it was not the line that it waited for: then it is now."""
    if taken_at is None or taken_at >= now or now - taken_at > _WAITS_AT_MOST:
        return now
    return taken_at if taken_at.astimezone(zone).date() < now.astimezone(zone).date() else now


def last_day(due_at: datetime, zone: tzinfo) -> date:
    """Return the last calendar day of a stored due time, in the centre's zone."""
    return (due_at - _MOMENT).astimezone(zone).date()


def running_pause(db: Session, complaint_id: uuid.UUID) -> CasePause | None:
    """Return the pause that runs now."""
    return db.scalar(select(CasePause).where(CasePause.complaint_id == complaint_id, CasePause.ended_at.is_(None)))


def _moment(detail: dict[str, Any], key: str) -> datetime:
    return datetime.fromisoformat(detail[key])


def _moment_or_none(detail: dict[str, Any], key: str) -> datetime | None:
    return datetime.fromisoformat(detail[key]) if detail.get(key) else None

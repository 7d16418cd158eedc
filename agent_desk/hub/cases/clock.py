"""The legal clock of stored complaints: its facts are read from the rows, the due time is computed by the rules, never edited.

Facts are receipt and class (the complaint), pauses (`CasePause`), and lines of the story, which nobody edits: "class" with an
approval, "extension_told" with when the complainant was told of the last one, and "new_facts" with the receipt of the new material.
The numbers are those of the edition of the law that was in force on the day of receipt.
"""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.cases import limits, numbers, rounds
from agent_desk.hub.cases.rules import Approval, CaseClass, Due, Pause, day_begins, due
from agent_desk.hub.kit import settings_in_force
from agent_desk.models.cases import CaseEvent, CasePause, Complaint
from agent_desk.schemas.cases.rules import OPEN_STATES
from agent_desk.schemas.cases.settings import LAW_EDITION, WARNING, LawEdition

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
        select(CaseEvent.kind, CaseEvent.detail)
        .where(CaseEvent.complaint_id == complaint.id, CaseEvent.kind.in_(["class", "extension_told", "new_facts"]))
        .order_by(CaseEvent.at)
    ).all()
    here = rounds.now_of(db, complaint)
    told_at = complaint.told_at if here is None else here.told_at
    return due(
        complaint.received_at,
        cast(CaseClass, complaint.case_class),
        law=law_on(db, complaint.received_at, zone),
        zone=zone,
        as_of=now if complaint.state in OPEN_STATES else (told_at or complaint.closed_at or now),
        reopened=(here.started_at, here.limit_days) if here is not None and here.limit_days is not None else None,
        pauses=[Pause(started_at=one.started_at, ended_at=one.ended_at, told_at=one.told_at) for one in pauses],
        restarts=[_moment(detail, "received_at") for kind, detail in events if kind == "new_facts"],
        approvals=_approvals((kind, detail) for kind, detail in events),
    )


def _approvals(events: Iterable[tuple[str, dict[str, Any]]]) -> list[Approval]:
    """Return the approvals of the story, each with when the complainant was told of it."""
    found: list[Approval] = []
    for kind, detail in events:
        if kind == "class" and detail.get("approved_at"):
            approved_at, told_at = _moment(detail, "approved_at"), _moment_or_none(detail, "told_at")
            found.append(Approval(approved_at=approved_at, told_at=told_at))
        elif kind == "extension_told" and found:
            found[-1] = replace(found[-1], told_at=_moment(detail, "told_at"))
    return found


def awaits_told(db: Session, complaint: Complaint) -> datetime | None:
    """Return when the last extension was approved, where the complainant is still to be told of it; None otherwise."""
    if complaint.case_class != "extended":
        return None
    found = (
        select(CaseEvent.kind, CaseEvent.detail)
        .where(CaseEvent.complaint_id == complaint.id, CaseEvent.kind.in_(["class", "extension_told"]))
        .order_by(CaseEvent.at)
    )
    approvals = _approvals((kind, detail) for kind, detail in db.execute(found))
    return approvals[-1].approved_at if approvals and approvals[-1].told_at is None else None


def law_on(db: Session, received_at: datetime, zone: tzinfo) -> LawEdition:
    """Return the edition of the law for what is received on this day of the centre: the one in force as the day begins."""
    return settings_in_force.read(db, LAW_EDITION, day_begins(received_at.astimezone(zone).date(), zone))


def wind(db: Session, complaint: Complaint, *, zone: tzinfo, now: datetime) -> Due:
    """Compute the due time anew and store it to sort by."""
    db.flush()
    found = due_of(db, complaint, zone=zone, now=now)
    if complaint.due_at != found.due_at or complaint.clock_from_at != found.clock_from_at:
        complaint.due_at, complaint.clock_from_at = found.due_at, found.clock_from_at
        shares = settings_in_force.read(db, WARNING, now).shares()
        complaint.warned = limits.kept(complaint.warned, found.clock_from_at, found.due_at, now, shares)
    return found


def next_number(db: Session, received_at: datetime, zone: tzinfo) -> str:
    """Return the next number of the day of receipt: TS20261123-0001."""
    return numbers.following(db, Complaint.number, "TS", received_at.astimezone(zone).date(), lock=_NUMBER_LOCK)


def receipt(taken_at: datetime | None, received_on: date | None, now: datetime, zone: tzinfo) -> datetime:
    """Return the moment of receipt: the beginning of the day that was said, where that is an earlier one; the hub's now; or when the
    seat took the form down, where that was on an earlier day of the centre and the form had to wait for the hub. After a week it was
    not the line that it waited for: then it is now."""
    if received_on is not None and received_on < now.astimezone(zone).date():
        return day_begins(received_on, zone)
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

"""Lists and counts of complaints, and the duty that moves the due times of those that stand still."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import ColumnElement, Text, and_, exists, func, literal_column, or_, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import SQLColumnExpression

from agent_desk.hub.cases import seen
from agent_desk.hub.cases.rules import day_begins
from agent_desk.hub.cases.service import publish, wound
from agent_desk.hub.cases.terms import term_table
from agent_desk.hub.cases.views import Views
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.paging import MOMENT, page_size, place_of, to_cursor
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.cases import SEARCHED, CasePause, Complaint
from agent_desk.models.customers import Customer
from agent_desk.schemas.cases.records import BucketWord, CaseStateWord, ComplaintPage, DueSoon, SortWord
from agent_desk.schemas.cases.rules import OPEN_STATES


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which complaints, in which order. `q` is a part of a number, of a name as it was typed, of the text, or a customer's
    whole number."""

    states: Sequence[CaseStateWord] = ()
    due_before: datetime | None = None
    bucket: BucketWord | None = None
    mine: bool = False
    customer_id: uuid.UUID | None = None
    q: str = ""
    sort: SortWord = "due"
    limit: int | None = None
    after: str | None = None


def complaints(unit: Unit, wanted: Wanted, zone: tzinfo) -> ComplaintPage:
    """Return a page of what the caller may see. Sorted by due date (first due first) or by receipt (newest first).

    `due_before` means open complaints only: what is told is due no more. Raises InvalidForm.
    """
    conditions = [seen.visible(unit), *_conditions(unit, wanted, zone)]
    by_due = wanted.sort == "due"
    moment = Complaint.due_at if by_due else Complaint.received_at
    place = place_of(wanted.after, MOMENT, uuid.UUID)
    if place is not None:
        here = tuple_(moment, Complaint.id)
        conditions.append(here > place if by_due else here < place)
    order: list[SQLColumnExpression[object]] = (
        [moment, Complaint.id] if by_due else [moment.desc(), Complaint.id.desc()]
    )
    limit = page_size(wanted.limit)
    rows = unit.db.scalars(select(Complaint).where(*conditions).order_by(*order).limit(limit + 1)).all()
    shown = rows[:limit]
    last = shown[-1] if len(rows) > limit else None
    views = Views.of(unit, shown, zone)
    return ComplaintPage(
        items=[views.row(unit, one) for one in shown],
        next=to_cursor(last.due_at if by_due else last.received_at, last.id) if last else None,
    )


def _conditions(unit: Unit, wanted: Wanted, zone: tzinfo) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    me = unit.me.person_id
    if wanted.states:
        found.append(Complaint.state.in_(wanted.states))
    if wanted.due_before is not None:
        if wanted.due_before.tzinfo is None:
            raise InvalidForm({"due_before": "no_zone"})
        found.append(and_(Complaint.due_at < wanted.due_before, Complaint.state.in_(OPEN_STATES)))
    if wanted.bucket is not None:
        found += [_in_buckets(unit.now, zone)[wanted.bucket], Complaint.state.in_(OPEN_STATES)]
    if wanted.mine:
        found.append(or_(Complaint.opened_by == me, Complaint.assigned_to == me))
    if wanted.customer_id is not None:
        found.append(Complaint.customer_id == wanted.customer_id)
    if wanted.q.strip():
        found.append(_says(unit.db, wanted.q.strip()))
    return found


def _says(db: Session, q: str) -> ColumnElement[bool]:
    if db.scalar(select(Complaint.id).where(Complaint.number == q.upper())) is not None:
        return Complaint.number == q.upper()
    fields = (Complaint.number, Complaint.complainant, Complaint.narrative)
    says = or_(*(one.icontains(q, autoescape=True) for one in fields))
    if len(q) >= 2:
        # The index knows which characters stand side by side; that they are the words is looked at in those few.
        says = and_(
            literal_column(SEARCHED, ARRAY(Text)).contains(func.text_pairs(q, type_=ARRAY(Text))),
            says,
        )
    of_customer = select(Customer.id).where(func.upper(Customer.number) == q.upper())
    worded = select(Complaint.id).where(says).correlate(None)
    theirs = select(Complaint.id).where(Complaint.customer_id.in_(of_customer)).correlate(None)
    return Complaint.id.in_(worded.union_all(theirs))


def due_soon(unit: Unit, zone: tzinfo, *, mine: bool = False) -> DueSoon:
    """Open complaints the caller may see, by the day they are due; one query."""
    me = unit.me.person_id
    conditions = [seen.visible(unit), Complaint.state.in_(OPEN_STATES)]
    if mine:
        conditions.append(or_(Complaint.opened_by == me, Complaint.assigned_to == me))
    paused = exists().where(CasePause.complaint_id == Complaint.id, CasePause.ended_at.is_(None))
    buckets = _in_buckets(unit.now, zone)
    counts = unit.db.execute(
        select(
            *(func.count().filter(inside).label(bucket) for bucket, inside in buckets.items()),
            func.count().filter(paused).label("paused"),
        ).where(*conditions)
    ).one()
    return DueSoon(as_of=unit.now, **counts._mapping)


def _in_buckets(now: datetime, zone: tzinfo) -> dict[BucketWord, ColumnElement[bool]]:
    """Return which due times each bucket holds; every one lies in exactly one of them."""
    today, in_3, in_7 = (_end_of_day(now, days, zone) for days in (0, 3, 7))
    due = Complaint.due_at
    return {
        "overdue": due <= now,
        "today": and_(due > now, due <= today),
        "in_3_days": and_(due > today, due <= in_3),
        "in_7_days": and_(due > in_3, due <= in_7),
        "later": due > in_7,
    }


def _end_of_day(now: datetime, days: int, zone: tzinfo) -> datetime:
    """24:00 of the day that many days after today, in the centre's zone."""
    return day_begins(now.astimezone(zone).date() + timedelta(days=days + 1), zone)


def move_paused(unit: Unit, zone: tzinfo) -> int:
    """While a told pause runs, the due day moves with the days: store it anew and tell the seats. Gives how many moved."""
    paused = exists().where(CasePause.complaint_id == Complaint.id, CasePause.ended_at.is_(None))
    rows = unit.db.scalars(
        select(Complaint).where(paused, Complaint.state.in_(OPEN_STATES)).with_for_update(skip_locked=True)
    ).all()
    moved = 0
    terms = term_table(unit.db) if rows else None
    for one in rows:
        before = one.due_at
        wound(unit, one, zone)
        if one.due_at != before and terms is not None:
            publish(unit, one, terms)
            moved += 1
    return moved

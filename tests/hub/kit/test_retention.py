"""What is over goes after as many days as the centre says, whatever area's it is, and saving says before how much would go."""

import uuid
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agent_desk.hub import areas
from agent_desk.hub.back_room import ticker
from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.base import Base
from agent_desk.models.cases import Complaint
from agent_desk.models.equipment import SeatIncident, WorkSeat
from agent_desk.models.kinds import CaseKindVersion, KindCase
from agent_desk.models.long_jobs import LongJob
from agent_desk.models.people import Person
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.kit.retention import RETENTION, Retention
from agent_desk.schemas.kit.settings import Number
from tests.fixtures.people import ADMINISTRATORS, Client, Staff

ELSEWHERE: Final = "calls_days"
"""Calls go with their counters: tests/hub/figures/test_retention.py."""


def _work(at: datetime) -> list[Base]:
    asked = {"id": uuid.uuid4(), "kind": "x", "subject_id": uuid.uuid4(), "title_zh": "事", "title_en": "Work"}
    return [WorkItem(**asked, permission="x", state="done", created_at=at, ended_at=at)]


def _job(at: datetime) -> list[Base]:
    return [LongJob(id=uuid.uuid4(), kind="x", args={}, asked_at=at, state="done", ended_at=at)]


def _incident(at: datetime) -> list[Base]:
    seat = WorkSeat(id=uuid.uuid4(), name=f"A-{uuid.uuid4()}", first_at=at)
    fault = {"cause": "reported", "what": "坏", "solution": "换", "mended_at": at}
    return [seat, SeatIncident(id=uuid.uuid4(), seat_id=seat.id, at=at, **fault)]


def _case(at: datetime) -> list[Base]:
    """A case of a register that is over; one that belongs to a complaint stays with it."""
    code = f"k{uuid.uuid4().hex[:8]}"
    who = Person(id=uuid.uuid4(), login=code, name="某人", password_hash="x")
    kind = CaseKindVersion(
        id=uuid.uuid4(),
        code=code,
        number=1,
        definition={},
        digest="x",
        state="published",
        from_day=at.date(),
        made_at=at,
    )
    case = {"number": code, "kind": code, "kind_number": 1, "state": "over", "title": "事", "fields": {}}
    moments = {"opened_at": at, "entered_at": at, "closed_at": at}
    return [who, kind, KindCase(id=uuid.uuid4(), opened_by=who.id, **case, **moments)]


def _complaint(at: datetime) -> list[Base]:
    code = f"k{uuid.uuid4().hex[:8]}"
    who = Person(id=uuid.uuid4(), login=code, name="某人", password_hash="x")
    terms = dict.fromkeys(("source", "channel", "business", "cause", "wish"), "x")
    moments = {"received_at": at, "due_at": at, "decided_at": at, "told_at": at, "closed_at": at}
    return [
        who,
        Complaint(id=uuid.uuid4(), number=code, narrative="退款", state="closed", opened_by=who.id, **terms, **moments),
    ]


PLANTED: Final[Mapping[str, tuple[type[Base], Callable[[datetime], list[Base]]]]] = {
    "work_days": (WorkItem, _work),
    "jobs_days": (LongJob, _job),
    "complaints_days": (Complaint, _complaint),
    "registers_days": (KindCase, _case),
    "seats_days": (SeatIncident, _incident),
}


def test_whatever_is_over_goes_after_as_many_days_as_the_page_says(
    hub_context: HubContext, client: Client, staff: Staff
) -> None:
    """The kind: a field of retention that comes later is asked for here by its name."""
    fields = {name: mark for name, mark in RETENTION.fields().items() if name != ELSEWHERE}
    assert fields.keys() == PLANTED.keys()
    staff.person("admin1", *ADMINISTRATORS)
    assert client.sign_in("admin1").ok
    areas.register(hub_context)
    now = hub_context.now()
    least = {name: mark.low for name, mark in fields.items() if isinstance(mark, Number)}
    with hub_context.database.write() as db:
        for name, (_model, made) in PLANTED.items():
            for days in (least[name] - 1, least[name] + 1):
                for row in made(now - timedelta(days=days)):
                    db.add(row)
                    db.flush()
    assert _left(hub_context) == dict.fromkeys(PLANTED, 2)
    _do_the_duties(hub_context)
    assert _left(hub_context) == dict.fromkeys(PLANTED, 2), "by the product's own values nothing of this is old"
    told = client.ask("POST", "/api/settings/values/retention/foreseen", least | {ELSEWHERE: 0}).json()
    assert len(told) == len(PLANTED) and all(" 1 " in one["zh"] for one in told), told
    with hub_context.database.write() as db:
        settings_store.put(Unit(db=db, now=now, jobs=hub_context.jobs), RETENTION, Retention.model_validate(least))
    _do_the_duties(hub_context)
    assert _left(hub_context) == dict.fromkeys(PLANTED, 1)


def _do_the_duties(hub_context: HubContext) -> None:
    going = ticker(hub_context)
    going._round(dict.fromkeys((duty.name for duty in going._duties), 0.0))


def _left(hub_context: HubContext) -> dict[str, int]:
    def count(db: Session, model: type[Base]) -> int:
        columns = {SeatIncident: SeatIncident.mended_at, KindCase: KindCase.closed_at, Complaint: Complaint.closed_at}
        over = columns.get(model, getattr(model, "ended_at", None)).is_not(None)  # type: ignore[call-overload]
        return db.scalar(select(func.count()).select_from(model).where(over)) or 0

    with hub_context.database.read() as db:
        return {name: count(db, model) for name, (model, _made) in PLANTED.items()}

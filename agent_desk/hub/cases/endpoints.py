"""Complaints over HTTP: the form, lists, the story, and what handlers do."""

import uuid
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query
from sqlalchemy.orm import Session

from agent_desk.hub.cases import handling, lists, service
from agent_desk.hub.cases.terms import term_table
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import house_of, read, write
from agent_desk.hub.people import service as people
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.cases.records import (
    BucketWord,
    CaseStateWord,
    ClassForm,
    Complaint,
    ComplaintOpened,
    ComplaintPage,
    ComplaintStory,
    DueAsk,
    DueDate,
    DueSoon,
    EditComplaint,
    NewComplaint,
    NoteForm,
    PauseForm,
    ResumeForm,
    SimilarComplaint,
    SortWord,
    Terms,
    Text,
    TransitionForm,
)

router = APIRouter(prefix="/api/cases", tags=["cases"])


def zone_name(hub_context: Annotated[HubContext, Depends(house_of)]) -> str:
    """The zone of the settings: a plain word, since what a write is given counts in its idempotency digest."""
    return hub_context.settings.zone


ZoneName = Annotated[str, Depends(zone_name)]


def _zone(name: str, db: Session) -> ZoneInfo:
    """The zone the centre counts its days in, the very one that seats show."""
    return ZoneInfo(people.centre(db, zone=name, simulated=False, demo=False).zone)


@read(router, "/terms", permission="cases.view")
def terms(unit: Unit) -> Terms:
    """The axes A, B, C and the lists of wishes, sources and urgencies."""
    return term_table(unit.db).offered()


@write(router, "/preview-due", permission="cases.open", idempotent=False)
def preview_due(unit: Unit, zone: ZoneName, form: DueAsk) -> DueDate:
    """When a complaint would be due, explained. Writes nothing, so it needs no idempotency."""
    return service.preview_due(unit, form, _zone(zone, unit.db))


@read(router, "/similar", permission="cases.open")
def similar(unit: Unit, zone: ZoneName, customer_id: uuid.UUID, business: Text, cause: Text) -> list[SimilarComplaint]:
    """Open complaints of the customer about the same business and cause."""
    return service.look_for_similar(unit, customer_id, business, cause, _zone(zone, unit.db))


@read(router, "/due-soon", permission="cases.view")
def due_soon(unit: Unit, zone: ZoneName, mine: bool = False) -> DueSoon:
    """Open complaints by the day they are due."""
    return lists.due_soon(unit, _zone(zone, unit.db), mine=mine)


@read(router, "/handlers", permission="cases.handle")
def handlers(unit: Unit) -> list[PersonRef]:
    """The people a complaint can be assigned to."""
    return handling.handlers(unit)


@write(router, "/complaints", permission="cases.open")
def open_complaint(unit: Unit, zone: ZoneName, form: NewComplaint) -> ComplaintOpened:
    """Receive a complaint; the answer has its number and its explained due date."""
    return service.open_complaint(unit, form, _zone(zone, unit.db))


@read(router, "/complaints", permission="cases.view")
def complaints(
    unit: Unit,
    zone: ZoneName,
    state: Annotated[list[CaseStateWord] | None, Query()] = None,
    due_before: datetime | None = None,
    bucket: BucketWord | None = None,
    mine: bool = False,
    customer_id: uuid.UUID | None = None,
    q: Annotated[Text, Query(max_length=64)] = "",
    sort: SortWord = "due",
    limit: int | None = None,
    after: str | None = None,
) -> ComplaintPage:
    """Complaints the caller may see: all with cases.all; else the own ones and those of the customer at the seat."""
    wanted = lists.Wanted(state or (), due_before, bucket, mine, customer_id, q, sort, limit, after)
    return lists.complaints(unit, wanted, _zone(zone, unit.db))


@read(router, "/complaints/{complaint_id}", permission="cases.view", audited=True)
def story(unit: Unit, zone: ZoneName, complaint_id: uuid.UUID) -> ComplaintStory:
    """One complaint with its story."""
    return service.story(unit, complaint_id, _zone(zone, unit.db))


@write(router, "/complaints/{complaint_id}", permission="cases.view", method="PUT")
def edit(unit: Unit, zone: ZoneName, complaint_id: uuid.UUID, form: EditComplaint) -> Complaint:
    """Correct what was recorded; 409 with the complaint as it is when somebody was quicker."""
    return service.edit(unit, complaint_id, form, _zone(zone, unit.db))


@write(router, "/complaints/{complaint_id}/events", permission="cases.view")
def note(unit: Unit, zone: ZoneName, complaint_id: uuid.UUID, form: NoteForm) -> ComplaintStory:
    """Add a note, or new facts and reasons."""
    return service.note(unit, complaint_id, form, _zone(zone, unit.db))


@write(router, "/complaints/{complaint_id}/transition", permission="cases.view")
def transition(unit: Unit, zone: ZoneName, complaint_id: uuid.UUID, form: TransitionForm) -> Complaint:
    """Bring it to another state; which roles may is decided per move."""
    return handling.transition(unit, complaint_id, form, _zone(zone, unit.db))


@write(router, "/complaints/{complaint_id}/pause", permission="cases.handle")
def pause(unit: Unit, zone: ZoneName, complaint_id: uuid.UUID, form: PauseForm) -> Complaint:
    """Outside appraisal or testing begins."""
    return handling.pause(unit, complaint_id, form, _zone(zone, unit.db))


@write(router, "/complaints/{complaint_id}/resume", permission="cases.handle")
def resume(unit: Unit, zone: ZoneName, complaint_id: uuid.UUID, form: ResumeForm) -> Complaint:
    """The appraisal is over."""
    return handling.resume(unit, complaint_id, form, _zone(zone, unit.db))


@write(router, "/complaints/{complaint_id}/class", permission="cases.handle")
def set_class(unit: Unit, zone: ZoneName, complaint_id: uuid.UUID, form: ClassForm) -> Complaint:
    """Another class; the extension with its approval."""
    return handling.set_class(unit, complaint_id, form, _zone(zone, unit.db))


def keep_due_times(hub_context: HubContext) -> int:
    """Duty: due times of complaints whose clock stands still move with the days."""
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        return lists.move_paused(unit, _zone(hub_context.settings.zone, db))

"""Complaints: opening, correcting, notes; and what every change of one leaves behind (story, time line, change, audit)."""

import dataclasses
import uuid
from collections.abc import Collection, Mapping
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Any, Final, get_args

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.calls.views import person_ref
from agent_desk.hub.cases import checks, flow, grading, internal, recusal, seen, time_work
from agent_desk.hub.cases.clock import law_on, next_number, receipt, wind
from agent_desk.hub.cases.rules import CaseClass, Due, day_begins, due, limit_days, recused
from agent_desk.hub.cases.terms import TermTable, term_table
from agent_desk.hub.cases.views import Views, about_branch
from agent_desk.hub.cases.words import explained
from agent_desk.hub.customers import service as customers
from agent_desk.hub.kit import scope, settings_in_force, work_items
from agent_desk.hub.kit.errors import InvalidForm, NotPermitted
from agent_desk.hub.kit.records import require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind
from agent_desk.models.calls.calls import Call
from agent_desk.models.cases import CaseEvent, Complaint, ComplaintLink
from agent_desk.models.customers import Branch, Customer
from agent_desk.models.people import Person
from agent_desk.schemas.cases.changes import ComplaintChanged
from agent_desk.schemas.cases.records import Complaint as ComplaintView
from agent_desk.schemas.cases.records import (
    ComplaintOpened,
    ComplaintStory,
    DueAsk,
    DueDate,
    EditComplaint,
    NewComplaint,
    NoteForm,
    SimilarComplaint,
    Terms,
)
from agent_desk.schemas.cases.rules import OPEN_STATES
from agent_desk.schemas.cases.settings import WARNING

COMPLAINT: Final = work_items.register(WorkKind("complaint", leads=seen.HANDLE, does=seen.HANDLE))
_ABOUT: Final = ("about_person_id", "about_branch_code")
_CLEARED: Final = frozenset((*_ABOUT, "proxy_on", "happened_on", "amount"))
"""Fields that a correction may empty by saying so."""
_PERSONAL: Final = frozenset(("complainant", "proxy_name", "proxy_reach", "proxy_proof", "representatives"))
"""Fields of which the trail says that they were corrected, not how."""
_GRADED: Final = frozenset(("source", "people", "amount"))
"""Fields that the grade comes of."""
_BY_CORRECTION: Final = ("complained_of", "leads", "branch")
"""Reasons to stand back that a correction of whom it is about can make."""
PRIORITY: Final = {"urgent": 2, "critical": 3}
"""Of an urgency; others are usual."""
LATE_FROM: Final = ((100, 3), (80, 2))
"""From which share of a limit on a complaint stands how far up in the inbox."""


def offered(unit: Unit) -> Terms:
    """Return what the form offers: the lists, whom it can be about, and the days of each class by the law in force today."""
    people = select(Person).where(Person.active).order_by(Person.name, Person.login)
    branches = select(Branch).where(Branch.active).order_by(Branch.position, Branch.code)
    law = law_on(unit.db, unit.now, unit.zone)
    return term_table(unit.db).offered(
        people=[person_ref(one) for one in unit.db.scalars(people)],
        branches=[about_branch(one) for one in unit.db.scalars(branches)],
        limit_days={word: limit_days(law, word) for word in get_args(CaseClass)},
    )


def preview_due(unit: Unit, ask: DueAsk, zone: tzinfo) -> DueDate:
    """Return when a complaint of this class would be due. Raises InvalidForm for a receipt that cannot be."""
    faults = checks.moment_faults(unit.now, received_at=ask.received_at)
    faults |= checks.day_faults(unit.now.astimezone(zone).date(), ask.received_on, None)
    if faults:
        raise InvalidForm(faults)
    received_at = receipt(None, ask.received_on, ask.received_at or unit.now, zone)
    law = law_on(unit.db, received_at, zone)
    return explained(due(received_at, ask.case_class, law=law, zone=zone, as_of=unit.now), zone)


def open_complaint(unit: Unit, form: NewComplaint, zone: tzinfo) -> ComplaintOpened:
    """Receive a complaint. Raises InvalidForm with every fault by field."""
    terms = term_table(unit.db)
    faults = faults_in(unit, form, terms.choices())
    if faults:
        raise InvalidForm(faults)
    call = unit.db.get(Call, form.call_id) if form.call_id else None
    customer = unit.db.get(Customer, form.customer_id) if form.customer_id else None
    received_at = receipt(form.taken_at, form.received_on, unit.now, zone)
    similar = similar_complaints(unit.db, form.customer_id, form.business, form.cause, seen.visible(unit))
    one = Complaint(
        **form.model_dump(
            exclude={"taken_at", "received_on", "complainant", "narrative", "amount", "same_as", *checks.PARTY_FIELDS}
        ),
        **checks.party_kept(form),
        amount=Decimal(form.amount) if form.amount else None,
        complainant=form.complainant.strip(),
        narrative=form.narrative.strip(),
        number=next_number(unit.db, received_at, zone),
        received_at=received_at,
        due_at=received_at,
        state="received",
        kind_number=flow.number_today(unit.db, unit.today),
        opened_by=unit.me.person_id,
        caller=call.caller if call else "",
        branch_code=customer.branch_code if customer else None,
    )
    unit.db.add(one)
    grading.settle(unit, one)
    one.internal_from_at = unit.now
    internal.limit(unit, one)
    found = wound(unit, one, zone)
    tell_story(unit, one, "opened", case_class=one.case_class)
    same = same_matter(unit, form)
    if same is not None:
        join(unit, one, same)
    unit.audit(
        "cases.open", "complaint", one.id, number=one.number, call=_text(form.call_id), customer=_text(form.customer_id)
    )
    publish(unit, one, terms)
    return Views.of(unit, [one], zone).opened(unit, one, found, similar)


def faults_in(unit: Unit, form: NewComplaint, choices: checks.Choices) -> checks.Faults:
    """Return everything that is wrong with a new complaint, by field."""
    faults = checks.new_complaint_faults(form, choices)
    faults |= checks.moment_faults(unit.now, taken_at=form.taken_at) if _has_no_zone(form.taken_at) else {}
    faults |= checks.day_faults(unit.now.astimezone(unit.zone).date(), form.received_on, form.source_on)
    faults |= _about_faults(unit.db, form.about_person_id, form.about_branch_code)
    faults |= _party_faults(unit, form)
    if form.happened_on is not None and form.happened_on > unit.today:
        faults["happened_on"] = "in_future"
    if form.same_as.strip() and same_matter(unit, form) is None:
        faults["same_as"] = "not_found"
    if form.call_id and unit.db.get(Call, form.call_id) is None:
        faults["call_id"] = "not_found"
    elif form.call_id and not seen.had_call(unit, form.call_id):
        faults["call_id"] = "not_yours"
    if form.customer_id and unit.db.get(Customer, form.customer_id) is None:
        faults["customer_id"] = "not_found"
    return faults


def same_matter(unit: Unit, form: NewComplaint) -> Complaint | None:
    """Return the complaint that a new one is said to be about the same matter as, if the caller may see it, or could in the call that the
    form is of: it may be handed in when that is over. None where none is named."""
    wanted = form.same_as.strip().upper()
    if not wanted:
        return None
    may = seen.visible(unit)
    if form.call_id and form.customer_id and seen.had_call(unit, form.call_id):
        theirs = select(Call.customer_id).where(Call.id == form.call_id, Call.customer_id == form.customer_id)
        may = or_(may, Complaint.customer_id.in_(theirs))
    return unit.db.scalar(select(Complaint).where(Complaint.number == wanted, may))


def join(unit: Unit, one: Complaint, other: Complaint) -> bool:
    """Say of two complaints that the caller sees that they are about the same matter; the other is told of, the one is the caller's to
    tell of. Gives False where that was said already."""
    first, second = sorted((one.id, other.id))
    unit.db.flush()
    made = unit.db.execute(
        insert(ComplaintLink)
        .values(complaint_id=first, other_id=second, linked_by=unit.me.person_id, linked_at=unit.now)
        .on_conflict_do_nothing()
        .returning(ComplaintLink.other_id)
    ).all()
    if made:
        tell_of_pair(unit, one, other, "linked")
        unit.audit("cases.link", "complaint", one.id, number=one.number, other=other.number)
    return bool(made)


def tell_of_pair(unit: Unit, one: Complaint, other: Complaint, kind: str) -> None:
    """Write it into the story of both, and tell of the other."""
    tell_story(unit, one, kind, number=other.number)
    other.version += 1
    tell_story(unit, other, kind, number=one.number)
    publish(unit, other, term_table(unit.db))


def similar_complaints(
    db: Session, customer_id: uuid.UUID | None, business: str, cause: str, within: ColumnElement[bool]
) -> list[Complaint]:
    """Open complaints of this customer about the same business and cause that the caller may see, the first due first."""
    if customer_id is None:
        return []
    return list(
        db.scalars(
            select(Complaint)
            .where(
                Complaint.customer_id == customer_id,
                Complaint.business == business,
                Complaint.cause == cause,
                Complaint.state.in_(OPEN_STATES),
                within,
            )
            .order_by(Complaint.due_at, Complaint.number)
        )
    )


def look_for_similar(
    unit: Unit, customer_id: uuid.UUID, business: str, cause: str, zone: tzinfo
) -> list[SimilarComplaint]:
    """Return the same as records, for the form while it is being filled."""
    found = similar_complaints(unit.db, customer_id, business, cause, seen.visible(unit))
    views = Views.of(unit, found, zone)
    return [views.similar(one) for one in found]


def story(unit: Unit, complaint_id: uuid.UUID, zone: tzinfo) -> ComplaintStory:
    """Return one complaint with all that was done. Raises NotFound."""
    one = seen.require_complaint(unit, complaint_id)
    unit.audit("cases.read", "complaint", one.id, number=one.number)
    return Views.of(unit, [one], zone).story(unit, one)


def edit(unit: Unit, complaint_id: uuid.UUID, form: EditComplaint, zone: tzinfo) -> ComplaintView:
    """Correct what was recorded. Raises NotFound, NotPermitted, InvalidForm, and StaleVersion with the complaint as it is."""
    one = seen.require_complaint(unit, complaint_id, lock=True)
    seen.require_edit(unit, one)
    recusal.require_record(unit, one)
    views = Views.of(unit, [one], zone)
    require_version(one.version, form.version, lambda: views.complaint(unit, one))
    sent = form.model_dump(exclude_unset=True, exclude={"version"})
    faults = checks.edit_faults(sent, views.terms.choices(), has_customer=one.customer_id is not None)
    faults |= _about_faults(unit.db, form.about_person_id, form.about_branch_code)
    faults |= _party_faults(unit, _as_it_would_be(one, sent), only=sent)
    if faults:
        raise InvalidForm(faults)
    if "amount" in sent:
        sent["amount"] = Decimal(form.amount) if form.amount else None
    changed = {
        field: value
        for field, value in sent.items()
        if (value is not None or field in _CLEARED) and value != getattr(one, field)
    }
    if not changed:
        return views.complaint(unit, one)
    before = {field: getattr(one, field) for field in changed}
    for field, value in changed.items():
        setattr(one, field, value.strip() if isinstance(value, str) else value)
    if one.assigned_to is not None and recused(one.assigned_to, recusal.interests(unit.db, one)) in _BY_CORRECTION:
        raise InvalidForm({next(field for field in _ABOUT if field in changed): "handles_it"})
    if _GRADED & changed.keys():
        grading.settle(unit, one)
        internal.limit(unit, one)
    tell_story(unit, one, "edited", fields=sorted(changed))
    named = {field: [_said(before[field]), _said(changed[field])] for field in changed if field not in _PERSONAL}
    unit.audit("cases.edit", "complaint", one.id, number=one.number, fields=sorted(changed), changed=named)
    return finish(unit, one, zone)


def note(unit: Unit, complaint_id: uuid.UUID, form: NoteForm, zone: tzinfo) -> ComplaintStory:
    """Add a line to the story; new facts and reasons start the legal limit anew. Raises NotFound, NotPermitted, InvalidForm."""
    one = seen.require_complaint(unit, complaint_id, lock=True)
    if not (unit.me.may(seen.OPEN) or unit.me.may(seen.HANDLE)):
        raise NotPermitted(permission=seen.OPEN)
    faults = checks.text_faults(words=form.words)
    if form.kind == "new_facts":
        recusal.require_record(unit, one)
        faults |= checks.moment_faults(unit.now, earliest=one.received_at, received_at=form.received_at)
        if one.state not in OPEN_STATES:
            faults["kind"] = "not_open"
    if faults:
        raise InvalidForm(faults)
    detail: dict[str, Any] = {}
    if form.kind == "new_facts":
        detail["received_at"] = (form.received_at or unit.now).isoformat()
    tell_story(unit, one, form.kind, form.words, **detail)
    unit.audit("cases.note", "complaint", one.id, number=one.number, kind=form.kind)
    finish(unit, one, zone)
    return Views.of(unit, [one], zone).story(unit, one)


def finish(unit: Unit, one: Complaint, zone: tzinfo) -> ComplaintView:
    """Return what ends every change of a complaint: the clock anew, the next version, the time line, the change; gives the record."""
    one.version += 1
    found = wound(unit, one, zone)
    unit.db.flush()
    views = Views.of(unit, [one], zone)
    publish(unit, one, views.terms)
    return views.complaint(unit, one, found)


def wound(unit: Unit, one: Complaint, zone: tzinfo) -> Due:
    """Compute both limits anew: the legal one, and the centre's own."""
    found = wind(unit.db, one, zone=zone, now=unit.now)
    internal.wind(unit, one, settings_in_force.read(unit.db, WARNING, unit.now).shares())
    return found


def tell_story(unit: Unit, one: Complaint, kind: str, words: str = "", **detail: Any) -> None:
    """Write a line of the complaint's story."""
    unit.db.flush()
    unit.db.add(
        CaseEvent(
            complaint_id=one.id,
            at=unit.now,
            person_id=unit.caller.person_id if unit.caller else None,
            kind=kind,
            words=words.strip(),
            detail=detail,
        )
    )


def publish(unit: Unit, one: Complaint, terms: TermTable) -> None:
    """Write the customer's time line anew and tell the seats that may know."""
    if one.customer_id is not None:
        business, cause = terms.ref("business", one.business), terms.ref("cause", one.cause)
        customers.remember_contact(
            unit,
            one.customer_id,
            "complaint",
            one.id,
            one.received_at,
            one.number,
            words=f"{business.name_zh} · {cause.name_zh}",
            words_en=f"{business.name_en or business.name_zh} · {cause.name_en or cause.name_zh}",
            state=one.state,
            open_=one.state in OPEN_STATES,
            due_at=one.due_at if one.state in OPEN_STATES else None,
            person_id=one.opened_by,
        )
    _to_do(unit, one, terms)
    change = ComplaintChanged(id=one.id, version=one.version, number=one.number, state=one.state)
    unit.change(change, to=heard(unit, one))


def heard(unit: Unit, one: Complaint) -> list[str]:
    """Return who hears of a complaint: whom the right to all reaches, who opened it and who has it."""
    people = (one.opened_by, one.assigned_to)
    return [*_reached_by(unit, one, "cases.all"), *(f"person:{person}" for person in people if person is not None)]


def _reached_by(unit: Unit, one: Complaint, permission: str) -> list[str]:
    queue_id = unit.db.get_one(Call, one.call_id).queue_id if one.call_id is not None else None
    people = (one.opened_by, one.assigned_to)
    return scope.audience(permission, people=people, queue_id=queue_id, branch=one.branch_code)


def _to_do(unit: Unit, one: Complaint, terms: TermTable) -> None:
    """An open complaint stands in the inbox of its handler, or of everybody who works on its step while it has none."""
    late = max(one.warned, one.internal_warned)
    if one.state not in OPEN_STATES or not late:
        time_work.end(unit, time_work.COMPLAINT_TIME, one.id)
    if one.state not in OPEN_STATES:
        work_items.end(unit, COMPLAINT, one.id, withdrawn=one.state in ("withdrawn", "merged"))
        return
    business = terms.ref("business", one.business)
    state = flow.state_of(flow.definition(unit.db, one), one)
    marks_zh, marks_en = [], []
    if one.supervised_by_id is not None:
        marks_zh, marks_en = ["督办"], ["supervised"]
    if one.urged:
        marks_zh, marks_en = [*marks_zh, f"催办 {one.urged} 次"], [*marks_en, f"urged {one.urged} times"]
    zh = f"（{'，'.join(marks_zh)}）" if marks_zh else ""
    en = f" ({', '.join(marks_en)})" if marks_en else ""
    gone_zh, gone_en = late_words(one)
    title = (
        f"{one.number} · {business.name_zh}{zh}{gone_zh}",
        f"{one.number} · {business.name_en or business.name_zh}{en}{gone_en}",
    )
    anybody = None if one.assigned_to is not None else (state.permissions or [seen.HANDLE])[0]
    pressing = 3 if one.supervised_by_id is not None else 2 if one.urged else 1
    work_items.put(
        unit,
        COMPLAINT,
        one.id,
        title,
        person_id=one.assigned_to,
        permission=anybody,
        audience=_reached_by(unit, one, anybody) if anybody is not None else None,
        roles=state.workers or None if anybody is not None else None,
        not_for=recusal.interests(unit.db, one).people() if anybody is not None else (),
        due_at=one.due_at,
        priority=max(PRIORITY.get(one.urgency, 1), pressing, priority_of(late)),
        sort=one.case_class,
    )


def late_words(one: Complaint) -> tuple[str, str]:
    """Return how much of its limits is gone, as it stands behind a complaint's number; empty while nobody was told."""
    said = [
        (zh, en, share)
        for zh, en, share in (("法定期限", "legal limit", one.warned), ("内部时限", "own limit", one.internal_warned))
        if share
    ]
    if not said:
        return "", ""
    zh = "，".join(f"{name}已过 {share} %" for name, _, share in said)
    en = ", ".join(f"{share} % of the {name} gone" for _, name, share in said)
    return f"（{zh}）", f" ({en})"


def priority_of(share: int) -> int:
    """Return how far up in the inbox something stands of whose time so many percent are gone."""
    return next((priority for least, priority in LATE_FROM if share >= least), 1)


def _party_faults(unit: Unit, form: NewComplaint | checks.PartyFacts, only: Collection[str] = ()) -> checks.Faults:
    """Return what is wrong with who complains, by the law of the day of receipt; `only`: of a correction, where one of these was sent."""
    if only and not checks.PARTY_FIELDS & set(only):
        return {}
    received = form.received_on or unit.today
    law = law_on(unit.db, day_begins(received, unit.zone), unit.zone)
    return checks.party_faults(form, today=unit.today, most=law.most_representatives)


def _as_it_would_be(one: Complaint, sent: Mapping[str, Any]) -> checks.PartyFacts:
    """Return who complains, as a correction would have it."""
    names = [field.name for field in dataclasses.fields(checks.PartyFacts) if field.name != "received_on"]
    facts = {name: sent[name] if sent.get(name) is not None else getattr(one, name) for name in names}
    return checks.PartyFacts(**facts)


def _has_no_zone(at: datetime | None) -> bool:
    return at is not None and at.tzinfo is None


def _said(value: Any) -> Any:
    return str(value) if isinstance(value, uuid.UUID) else value


def _about_faults(db: Session, person_id: uuid.UUID | None, branch_code: str | None) -> checks.Faults:
    """Return what is wrong with whom it is about."""
    found: checks.Faults = {}
    if person_id is not None and db.get(Person, person_id) is None:
        found["about_person_id"] = "not_found"
    if branch_code is not None and db.get(Branch, branch_code) is None:
        found["about_branch_code"] = "not_found"
    return found


def _text(value: uuid.UUID | None) -> str | None:
    return str(value) if value else None

"""What handlers do with a complaint: its steps, as its definition has them, pauses of the legal clock, its class.

What a step is, who may go it and what has to be done before, the definition says (`flow.py`); what the law sets where a state of it is
entered stands here, and in no drawing.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from typing import Any, Final, NoReturn

from sqlalchemy import select

from agent_desk.hub.calls.views import person_ref
from agent_desk.hub.cases import checks, flow, matter, proofs, recusal, rounds, seen
from agent_desk.hub.cases.clock import awaits_told, running_pause
from agent_desk.hub.cases.kinds import engine
from agent_desk.hub.cases.kinds.service import checked
from agent_desk.hub.cases.rules import recused
from agent_desk.hub.cases.service import COMPLAINT, finish, publish, tell_story
from agent_desk.hub.cases.tasks import keeping
from agent_desk.hub.cases.terms import term_table
from agent_desk.hub.kit import approvals, scope, work_items
from agent_desk.hub.kit.approvals import SecondPerson, TwoPersons, WaitsForSecondPerson
from agent_desk.hub.kit.errors import InvalidForm, NotPermitted, RefusedAfterCommit, TransitionRefused
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.cases import CasePause, Complaint
from agent_desk.models.letters import CaseLetter
from agent_desk.models.people import Person
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.cases import law
from agent_desk.schemas.cases.kinds.definition import Kind, Transition
from agent_desk.schemas.cases.kinds.values import missing
from agent_desk.schemas.cases.records import (
    CaseStateWord,
    ClassForm,
    ExtensionForm,
    ExtensionToldForm,
    PauseForm,
    ResumeForm,
    TransitionForm,
)
from agent_desk.schemas.cases.records import Complaint as ComplaintView
from agent_desk.schemas.cases.rules import OPEN_STATES

_A_MINUTE: Final = timedelta(minutes=1)
_WORDS_NEEDED: Final = frozenset({"decided", "withdrawn", "merged"})
_DECIDED: Final = ("decided", "told", "closed")
"""Whoever works on one of these takes it up again."""


def transition(unit: Unit, complaint_id: uuid.UUID, form: TransitionForm, zone: tzinfo) -> ComplaintView:
    """Bring a complaint to a state of its definition. Raises NotFound, TransitionRefused, NotPermitted, Recused, TasksOpen, InvalidForm,
    WaitsForSecondPerson."""
    one = seen.require_complaint(unit, complaint_id, lock=True)
    kind, facts = flow.definition(unit.db, one), flow.facts_of(unit, one)
    ways = flow.wanted(unit, kind, facts, form.to)
    for way in ways:
        recusal.require(unit, one, law.enters(kind, way, facts.state))
    own = fill(unit, kind, one, form.fields)
    facts = replace(facts, values=flow.values_of(one))
    way = flow.choose(kind, ways, facts)
    faults = checks.text_faults(words=form.words)
    if faults.get("words") == "too_long" or (faults and (way.reason or form.to in _WORDS_NEEDED)):
        raise InvalidForm(faults)
    left = missing(flow.own_fields(kind), one.fields, way.required)
    if left:
        raise InvalidForm(dict.fromkeys(left, "missing"))
    if facts.waits:
        raise TransitionRefused(state=facts.state, trigger=form.to)
    if way.waits:
        keeping.require_done(unit.db, complaint_id=one.id)
    if way.second:
        _ask_second(unit, one, way, form)
    return _go(unit, one, kind, way, form, own, zone, facts)


def _go(
    unit: Unit,
    one: Complaint,
    kind: Kind,
    way: Transition,
    form: TransitionForm,
    own: list[str],
    zone: tzinfo,
    facts: engine.Facts,
    mover: uuid.UUID | None = None,
) -> ComplaintView:
    """Do a step: what the law sets where a state of it is entered, who has the complaint, the tasks that begin. `facts`: before it;
    `mover`: who asked for it, where somebody else confirms."""
    before, enters = one.state, law.enters(kind, way, flow.at(one))
    after = law.law_of(kind, way.to_state)
    detail = _ENTER[enters](unit, one, form) if enters is not None else {}
    if way.assign in ("mover", "nobody"):
        one.assigned_to = engine.owner_after(way, facts, None, mover or unit.me.person_id)
    one.state, one.step, one.urged = after, way.to_state if way.to_state != after else None, 0
    if one.state not in OPEN_STATES:
        _end_pause(unit, one)
    if way.to_state != after or enters is None:
        # What a state of the bank's own is called stays in the story, whatever a later version calls it.
        detail["said"] = [way.name_zh, way.name_en]
    moved: dict[str, Any] = {"from": before, "to": after}
    tell_story(unit, one, "transition", form.words, way=way.code, **moved, **detail)
    unit.audit(
        "cases.transition",
        "complaint",
        one.id,
        number=one.number,
        step=way.name_zh,
        fields=engine.called(kind, own),
        **moved,
    )
    concerned = matter.of_complaint(unit, one)
    if one.state in OPEN_STATES:
        keeping.begin(unit, concerned, way)
    else:
        keeping.withdraw_all(unit, concerned)
    return finish(unit, one, zone)


def _ask_second(unit: Unit, one: Complaint, way: Transition, form: TransitionForm) -> NoReturn:
    """Ask a second person for a step, with what was filled in. Raises WaitsForSecondPerson once it is committed."""
    tell_story(unit, one, "asked", form.words, said=[way.name_zh, way.name_en])
    one.version += 1
    unit.audit("cases.ask", "complaint", one.id, number=one.number, step=way.name_zh)
    publish(unit, one, term_table(unit.db))
    body = {
        "number": one.number,
        "step": way.code,
        "form": form.model_dump(mode="json"),
        "by": str(unit.me.person_id),
        "version": one.version,
    }
    asked = approvals.ask(unit, flow.MOVE_ASKED, str(one.id), body, form.words.strip() or way.name_zh)
    raise RefusedAfterCommit(WaitsForSecondPerson(approval=str(asked.id), expires_at=asked.expires_at.isoformat()))


def _confirmed(unit: Unit, subject: str, body: dict[str, Any]) -> None:
    """Do the step that somebody asked for, by the word of whoever confirms. Raises as `transition`, StaleVersion."""
    one = seen.require_complaint(unit, uuid.UUID(subject), lock=True)
    kind = flow.definition(unit.db, one)
    way = kind.transitions_by_code[body["step"]]
    recusal.require(unit, one, law.enters(kind, way, flow.at(one)))
    if not set(way.second) & unit.me.roles:
        raise NotPermitted(permission=seen.HANDLE)
    if flow.at(one) not in way.from_states or one.version != body["version"]:
        raise TransitionRefused(state=flow.at(one), trigger=way.to_state)
    if way.waits:
        keeping.require_done(unit.db, complaint_id=one.id)
    form = TransitionForm.model_validate(body["form"])
    _go(unit, one, kind, way, form, [], unit.zone, flow.facts_of(unit, one), mover=uuid.UUID(body["by"]))


STEP_SECOND: Final = TwoPersons(
    kind=flow.MOVE_ASKED, title=("投诉流转复核", "Step of a complaint"), permission=seen.HANDLE, carry_out=_confirmed
)


def fill(unit: Unit, kind: Kind, one: Complaint, given: Mapping[str, str]) -> list[str]:
    """Put values of the bank's own fields into a complaint and return which are others now. Raises InvalidForm by field."""
    kept = checked(unit, {field.code: field for field in flow.own_fields(kind)}, one.fields, given)
    changed = sorted(code for code in {*kept, *one.fields} if kept.get(code, "") != one.fields.get(code, ""))
    one.fields = kept
    return changed


def _given(unit: Unit, complaint_id: uuid.UUID, person_id: uuid.UUID, words: str) -> None:
    """Assign a complaint from the inbox. Raises as `transition`."""
    form = TransitionForm(to="assigned", assigned_to=person_id, words=words)
    transition(unit, complaint_id, form, unit.zone)


work_items.given_by(COMPLAINT, _given)


def _assign(unit: Unit, one: Complaint, form: TransitionForm) -> dict[str, Any]:
    if form.assigned_to is None:
        raise InvalidForm({"assigned_to": "missing"})
    person = next((person for person in _handlers(unit) if person.id == form.assigned_to), None)
    if person is None:
        raise InvalidForm({"assigned_to": "not_a_handler"})
    reason = recused(person.id, recusal.interests(unit.db, one))
    if reason is not None:
        raise InvalidForm({"assigned_to": f"recused_{reason}"})
    one.assigned_to = person.id
    return {"assignee": person.name}


def _work_on(unit: Unit, one: Complaint, form: TransitionForm) -> dict[str, Any]:
    detail: dict[str, Any] = {}
    if one.state in _DECIDED:
        if not form.words.strip():
            raise InvalidForm({"words": "missing"})
        detail = rounds.reopen(unit, one, form.words.strip())
    if one.assigned_to is None:
        one.assigned_to = unit.me.person_id
    return detail


def _decide(unit: Unit, one: Complaint, form: TransitionForm) -> dict[str, Any]:
    one.resolution = form.words.strip()
    rounds.decided(unit, one)
    return {}


def _tell(unit: Unit, one: Complaint, form: TransitionForm) -> dict[str, Any]:
    rounds.told(unit, one)
    one.satisfaction = form.satisfaction or ""
    return _by_letter(unit, one, form.letter_id) | ({"satisfaction": form.satisfaction} if form.satisfaction else {})


def _by_letter(unit: Unit, one: Complaint, letter_id: uuid.UUID | None) -> dict[str, str]:
    """Return the number of the letter by which the complainant was told, for the story. Raises InvalidForm."""
    if letter_id is None:
        return {}
    letter = unit.db.scalar(proofs.letters_of(one).where(CaseLetter.id == letter_id))
    if letter is None:
        raise InvalidForm({"letter_id": "unknown"})
    return {"letter": letter.number}


def _end(unit: Unit, one: Complaint, form: TransitionForm) -> dict[str, Any]:
    """Closed; or withdrawn: that ends the procedure on the day it is received, which is now."""
    rounds.closed(unit, one)
    return {}


def _merge(unit: Unit, one: Complaint, form: TransitionForm) -> dict[str, Any]:
    """The complaint with the earlier receipt goes on under its own, first clock; this one ends in it."""
    into = unit.db.scalar(select(Complaint).where(Complaint.number == form.merged_into.strip(), seen.visible(unit)))
    if not form.merged_into.strip():
        raise InvalidForm({"merged_into": "missing"})
    if into is None or into.id == one.id:
        raise InvalidForm({"merged_into": "not_found"})
    if into.state not in OPEN_STATES or into.customer_id != one.customer_id:
        raise InvalidForm({"merged_into": "not_open" if into.state not in OPEN_STATES else "other_customer"})
    if into.received_at > one.received_at:
        raise InvalidForm({"merged_into": "younger"})
    one.merged_into_id = into.id
    rounds.closed(unit, one)
    into.version += 1
    tell_story(unit, into, "merged_in", number=one.number)
    publish(unit, into, term_table(unit.db))
    return {"into": into.number}


def _nothing(unit: Unit, one: Complaint, form: TransitionForm) -> dict[str, Any]:
    return {}


_ENTER: Final[dict[CaseStateWord, Callable[[Unit, Complaint, TransitionForm], dict[str, Any]]]] = {
    "received": _nothing,
    "assigned": _assign,
    "in_progress": _work_on,
    "awaiting_customer": _nothing,
    "decided": _decide,
    "told": _tell,
    "closed": _end,
    "withdrawn": _end,
    "merged": _merge,
}
"""What each state sets when it is entered; gives facts for the story."""


def pause(unit: Unit, complaint_id: uuid.UUID, form: PauseForm, zone: tzinfo) -> ComplaintView:
    """Outside appraisal or testing begins now. Raises NotFound, TransitionRefused (it runs already, or is over), InvalidForm."""
    one = _open_one(unit, complaint_id, "pause")
    faults = checks.text_faults(reason=form.reason) | checks.moment_faults(
        unit.now, earliest=_day_of(one), told_at=form.told_at
    )
    if faults:
        raise InvalidForm(faults)
    if running_pause(unit.db, one.id) is not None:
        raise TransitionRefused(state="paused", trigger="pause")
    reason = form.reason.strip()
    unit.db.add(CasePause(complaint_id=one.id, reason=reason, started_at=unit.now, told_at=form.told_at))
    tell_story(unit, one, "paused", reason, told_at=form.told_at.isoformat() if form.told_at else None)
    unit.audit("cases.pause", "complaint", one.id, number=one.number, told=form.told_at is not None)
    return finish(unit, one, zone)


def resume(unit: Unit, complaint_id: uuid.UUID, form: ResumeForm, zone: tzinfo) -> ComplaintView:
    """The appraisal is over. The days count only if the complainant was told, at the pause or now. Raises NotFound,
    TransitionRefused (nothing is paused), InvalidForm."""
    one = _open_one(unit, complaint_id, "resume")
    faults = checks.moment_faults(unit.now, earliest=_day_of(one), told_at=form.told_at)
    if faults:
        raise InvalidForm(faults)
    running = running_pause(unit.db, one.id)
    if running is None:
        raise TransitionRefused(state=one.state, trigger="resume")
    running.ended_at = unit.now
    running.told_at = running.told_at or form.told_at
    tell_story(unit, one, "resumed", told_at=running.told_at.isoformat() if running.told_at else None)
    unit.audit("cases.resume", "complaint", one.id, number=one.number, told=running.told_at is not None)
    return finish(unit, one, zone)


def set_class(unit: Unit, complaint_id: uuid.UUID, form: ClassForm, zone: tzinfo) -> ComplaintView:
    """Another class, and with it another limit. Raises NotFound, NotPermitted, Recused, TransitionRefused (it is over), InvalidForm."""
    one = _open_one(unit, complaint_id, "class")
    if form.case_class == "extended":
        raise InvalidForm({"case_class": "needs_approval"})
    if form.case_class == one.case_class:
        raise InvalidForm({"case_class": "unchanged"})
    moved: dict[str, Any] = {"from": one.case_class, "to": form.case_class}
    one.case_class = form.case_class
    tell_story(unit, one, "class", **moved)
    unit.audit("cases.class", "complaint", one.id, number=one.number, **moved)
    return finish(unit, one, zone)


EXTENSION: Final = SecondPerson(
    kind=None, title=("投诉延长处理期限", "Extension of a complaint's limit"), decides=seen.APPROVE
)
"""The law asks for a second person: no rule of the bank does without (docs/decisions/0078)."""


def extend(unit: Unit, complaint_id: uuid.UUID, form: ExtensionForm, zone: tzinfo) -> ComplaintView:
    """Write down the extension, as whoever approves it: it is served as what a second person confirms. It counts once the complainant
    was told of it. Raises NotFound, NotPermitted, Recused, TransitionRefused (it is over)."""
    one = _open_one(unit, complaint_id, "extend")
    if awaits_told(unit.db, one):
        raise TransitionRefused(state="extended", trigger="extend")
    moved: dict[str, Any] = {"from": one.case_class, "to": "extended"}
    one.case_class = "extended"
    tell_story(unit, one, "class", form.reason, **moved, approved_by=unit.me.name, approved_at=unit.now.isoformat())
    unit.audit("cases.extend", "complaint", one.id, number=one.number, **moved)
    return finish(unit, one, zone)


def extension_told(unit: Unit, complaint_id: uuid.UUID, form: ExtensionToldForm, zone: tzinfo) -> ComplaintView:
    """Note how and when the complainant was told of the extension. Raises NotFound, NotPermitted, Recused, TransitionRefused,
    InvalidForm: a moment before the approval."""
    one = _open_one(unit, complaint_id, "tell")
    faults = checks.text_faults(words=form.words)
    approved_at = awaits_told(unit.db, one)
    if approved_at is None:
        faults["words"] = "no_extension"
    else:
        faults |= checks.moment_faults(unit.now, earliest=approved_at - _A_MINUTE, told_at=form.told_at)
    if faults:
        raise InvalidForm(faults)
    told_at = form.told_at or unit.now
    by_letter = _by_letter(unit, one, form.letter_id)
    tell_story(unit, one, "extension_told", form.words, told_at=told_at.isoformat(), **by_letter)
    unit.audit("cases.extension_told", "complaint", one.id, number=one.number)
    return finish(unit, one, zone)


def _day_of(one: Complaint) -> datetime:
    """Return the earliest moment that can have to do with a complaint: forms know minutes, so a little before its receipt."""
    return one.received_at - _A_MINUTE


def _open_one(unit: Unit, complaint_id: uuid.UUID, trigger: str) -> Complaint:
    one = seen.require_complaint(unit, complaint_id, lock=True)
    if not seen.within(unit, one, seen.HANDLE):
        raise NotPermitted(permission=seen.HANDLE)
    recusal.require(unit, one)
    if one.state not in OPEN_STATES:
        raise TransitionRefused(state=one.state, trigger=trigger)
    return one


def _end_pause(unit: Unit, one: Complaint) -> None:
    running = running_pause(unit.db, one.id)
    if running is not None:
        running.ended_at = unit.now


def handlers(unit: Unit, *, complaint_id: uuid.UUID | None = None) -> list[PersonRef]:
    """The people a complaint can be assigned to, without those who have to stand back from this one. Raises NotFound."""
    if complaint_id is None:
        return [person_ref(person) for person in _handlers(unit)]
    found = recusal.interests(unit.db, seen.require_complaint(unit, complaint_id))
    return [person_ref(person) for person in _handlers(unit) if recused(person.id, found) is None]


def _handlers(unit: Unit) -> list[Person]:
    """Who may handle complaints, within what the caller's own right to it reaches."""
    within = scope.person(scope.reach(unit, seen.HANDLE), Person.id)
    people = select(Person).where(Person.active, Person.id.in_(scope.holders(seen.HANDLE, unit.now)), within)
    return list(unit.db.scalars(people.order_by(Person.name, Person.login)))

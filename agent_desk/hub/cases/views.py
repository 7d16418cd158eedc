"""From rows to what may be shown: every record of this area is built here, and every text passes the mask policy."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, cast

from sqlalchemy import select

from agent_desk.hub.calls.views import people_of
from agent_desk.hub.cases import flow, grading, internal, linked, proofs, recusal, rounds, seen, words
from agent_desk.hub.cases.clock import awaits_told, due_of, last_day
from agent_desk.hub.cases.kinds import complaint_side, engine
from agent_desk.hub.cases.rules import Due, RecusalReason, barred
from agent_desk.hub.cases.terms import TermTable, term_table
from agent_desk.hub.customers import service as customers
from agent_desk.hub.kit.masking import Masks, masks_of
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.approvals import Approval
from agent_desk.models.cases import CaseEvent, CasePause, CaseRound, Complaint
from agent_desk.models.customers import Branch
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.cases import law
from agent_desk.schemas.cases import records as wire
from agent_desk.schemas.cases.kinds.definition import Kind
from agent_desk.schemas.cases.rules import OPEN_STATES
from agent_desk.schemas.cases.tasks.operations import DO, SUPERVISE
from agent_desk.schemas.customers.records import CustomerBrief


@dataclass(frozen=True, slots=True)
class Views:
    """Builds records for one caller, with everything they need read beforehand: six queries, however many rows."""

    caller: Caller
    zone: tzinfo
    masks: Masks
    terms: TermTable
    people: Mapping[uuid.UUID, PersonRef]
    customers: Mapping[uuid.UUID, CustomerBrief]
    paused: frozenset[uuid.UUID]

    @classmethod
    def of(cls, unit: Unit, complaints: Sequence[Complaint], zone: tzinfo) -> "Views":
        """For these complaints."""
        ids = [one.id for one in complaints]
        people = {person for one in complaints for person in (one.opened_by, one.assigned_to) if person}
        owners = {one.customer_id for one in complaints if one.customer_id}
        paused = select(CasePause.complaint_id).where(CasePause.complaint_id.in_(ids), CasePause.ended_at.is_(None))
        return cls(
            caller=unit.me,
            zone=zone,
            masks=masks_of(unit.db),
            terms=term_table(unit.db),
            people=people_of(unit.db, people),
            customers=customers.briefs(unit.db, owners) if owners else {},
            paused=frozenset(unit.db.scalars(paused)),
        )

    def row(self, unit: Unit, one: Complaint) -> wire.ComplaintRow:
        """Return a line of a list. Where the clock stands still the due day is computed now: the stored one may be of yesterday."""
        facts = self._facts(one)
        if one.id in self.paused:
            found = due_of(unit.db, one, zone=self.zone, now=unit.now)
            facts |= {"due_at": found.due_at, "due_on": found.due_on}
        return wire.ComplaintRow(**facts)

    def complaint(self, unit: Unit, one: Complaint, due: Due | None = None) -> wire.Complaint:
        """Return the whole complaint, its due time computed now."""
        return wire.Complaint(**self._fields(unit, one, due))

    def opened(self, unit: Unit, one: Complaint, due: Due, similar: Sequence[Complaint]) -> wire.ComplaintOpened:
        """Return the answer to the form."""
        return wire.ComplaintOpened(**self._fields(unit, one, due), similar=[self.similar(other) for other in similar])

    def similar(self, one: Complaint) -> wire.SimilarComplaint:
        """Return what is said of an open complaint about the same thing."""
        return wire.SimilarComplaint(
            id=one.id,
            number=one.number,
            state=cast(wire.CaseStateWord, one.state),
            received_at=one.received_at,
            due_at=one.due_at,
            due_on=last_day(one.due_at, self.zone),
        )

    def _facts(self, one: Complaint) -> dict[str, Any]:
        ref = self.terms.ref
        in_clear = seen.names_in_clear(self.caller, one)
        return {
            "id": one.id,
            "number": one.number,
            "state": one.state,
            "open": one.state in OPEN_STATES,
            "case_class": one.case_class,
            "channel": ref("channel", one.channel),
            "business": ref("business", one.business),
            "cause": ref("cause", one.cause),
            "wish": ref("wish", one.wish),
            "source": ref("source", one.source),
            "urgency": ref("urgency", one.urgency),
            "customer": self.customers.get(one.customer_id) if one.customer_id else None,
            "complainant": one.complainant if in_clear else self.masks.name(one.complainant),
            "party": one.party,
            "people": one.people,
            "grade": one.grade,
            "received_at": one.received_at,
            "due_at": one.due_at,
            "due_on": last_day(one.due_at, self.zone),
            "told_at": one.told_at,
            "closed_at": one.closed_at,
            "round": one.round,
            "reopened_at": one.reopened_at,
            "told_again_at": one.told_again_at,
            "opened_by": self.people[one.opened_by],
            "assigned_to": self.people.get(one.assigned_to) if one.assigned_to else None,
            "paused": one.id in self.paused,
            "version": one.version,
        }

    def _fields(self, unit: Unit, one: Complaint, due: Due | None) -> dict[str, Any]:
        found = due or due_of(unit.db, one, zone=self.zone, now=unit.now)
        into = unit.db.get(Complaint, one.merged_into_id) if one.merged_into_id else None
        why_not = recusal.of(unit, one)
        about = people_of(unit.db, [one.about_person_id, one.held_by_id])
        in_clear = seen.names_in_clear(self.caller, one)
        name = (lambda text: text) if in_clear else self.masks.name
        branch = unit.db.get(Branch, one.about_branch_code) if one.about_branch_code else None
        waits_told = awaits_told(unit.db, one) is not None
        return {
            **self._facts(one),
            "due_at": found.due_at,
            "due_on": found.due_on,
            "source_number": one.source_number,
            "source_on": one.source_on,
            "about_person": about.get(one.about_person_id) if one.about_person_id else None,
            "about_branch": about_branch(branch) if branch is not None else None,
            "about_department": one.about_department,
            "proxy_name": name(one.proxy_name),
            "proxy_reach": self.masks.words(one.proxy_reach),
            "proxy_on": one.proxy_on,
            "proxy_proof": self.masks.words(one.proxy_proof),
            "representatives": [name(other) for other in one.representatives],
            "amount": f"{one.amount:.2f}" if one.amount is not None else "",
            "happened_on": one.happened_on,
            "grade_why": grading.why(unit, one, self.masks.words(_overruled(unit, one))),
            "grade_set": one.grade_set,
            "satisfaction": one.satisfaction or None,
            "letters": self._letters(unit, one) if one.state == "decided" or waits_told else [],
            "internal": internal.explained(unit, one, self.terms),
            "hold": self._hold(one, about),
            "recused": why_not,
            "call_id": one.call_id,
            "caller": self.masks.telephone(one.caller),
            "narrative": self.masks.words(one.narrative),
            "resolution": self.masks.words(one.resolution),
            "decided_at": one.decided_at,
            "merged_into": into.number if into else "",
            "rounds": [self._round(other) for other in rounds.of(unit.db, one)],
            "due": words.explained(found, self.zone),
            "linked": linked.of(unit.db, one),
            "begins": complaint_side.beginnings(unit, one),
            **self._steps(unit, one, why_not),
            "may": seen.actions(
                self.caller,
                one,
                paused=one.id in self.paused,
                extended=waits_told,
                why_not=why_not,
            ),
        }

    def _letters(self, unit: Unit, one: Complaint) -> list[wire.ToldLetter]:
        found = unit.db.scalars(proofs.letters_of(one))
        return [wire.ToldLetter(id=letter.id, number=letter.number, title=letter.title) for letter in found]

    def _hold(self, one: Complaint, people: Mapping[uuid.UUID, PersonRef]) -> wire.LegalHold | None:
        if one.held_at is None or one.held_by_id is None:
            return None
        return wire.LegalHold(at=one.held_at, by=people[one.held_by_id], reason=self.masks.words(one.held_reason))

    def _steps(self, unit: Unit, one: Complaint, why_not: RecusalReason | None) -> dict[str, Any]:
        """Return where it is on its definition, and where the caller may bring it now."""
        kind, facts = flow.definition(unit.db, one), flow.facts_of(unit, one)
        state = flow.state_of(kind, one)
        own = {field.code: field for field in flow.own_fields(kind)}
        offered = dict[str, wire.ComplaintWay]()
        for way in engine.open_ways(kind, self.caller, facts):
            enters = law.enters(kind, way, facts.state)
            if way.to_state in offered or (why_not is not None and barred(enters, why_not)):
                continue
            offered[way.to_state] = wire.ComplaintWay(
                to=way.to_state,
                name_zh=way.name_zh,
                name_en=way.name_en,
                enters=enters,
                fields=[own[code] for code in way.required if code in own],
                reason=way.reason,
                tone=way.tone,
            )
        waits = flow.waits(unit.db, one) if facts.waits else None
        handles = seen.HANDLE in facts.reached and why_not is None and one.state in OPEN_STATES
        return {
            "step": wire.OwnStep(code=state.code, name_zh=state.name_zh, name_en=state.name_en, tone=state.tone)
            if one.step is not None
            else None,
            "own": [
                wire.OwnValue(zh=field.name_zh, en=field.name_en, value=self.masks.words(one.fields[code]))
                for code, field in own.items()
                if one.fields.get(code)
            ],
            "fields": {code: self.masks.words(one.fields[code]) for code in own if one.fields.get(code)},
            "moves": list(offered),
            "ways": list(offered.values()),
            "waits": self._pending(unit, kind, waits) if waits is not None else None,
            "held_up": facts.held_up,
            "urged": one.urged,
            "supervised_by": people_of(unit.db, [one.supervised_by_id]).get(one.supervised_by_id)
            if one.supervised_by_id
            else None,
            "may_give": handles and self.caller.may(DO),
            "may_urge": one.state in OPEN_STATES and why_not is None and one.assigned_to != self.caller.person_id,
            "may_supervise": one.state in OPEN_STATES and why_not is None and self.caller.may(SUPERVISE),
        }

    def _pending(self, unit: Unit, kind: Kind, waits: Approval) -> wire.PendingComplaintStep:
        way = kind.transitions_by_code[waits.body["step"]]
        asked_by = people_of(unit.db, [waits.asked_by_id])
        return wire.PendingComplaintStep(name_zh=way.name_zh, name_en=way.name_en, asked_by=asked_by[waits.asked_by_id])

    def _round(self, one: CaseRound) -> wire.CaseRound:
        return wire.CaseRound(
            round=one.round,
            started_at=one.started_at,
            reason=self.masks.words(one.reason),
            due_at=one.due_at,
            decided_at=one.decided_at,
            told_at=one.told_at,
            closed_at=one.closed_at,
            resolution=self.masks.words(one.resolution),
        )

    def story(self, unit: Unit, one: Complaint) -> wire.ComplaintStory:
        """Return the complaint with its story, newest first."""
        events = unit.db.scalars(
            select(CaseEvent).where(CaseEvent.complaint_id == one.id).order_by(CaseEvent.at.desc(), CaseEvent.id)
        ).all()
        people = people_of(unit.db, (event.person_id for event in events))
        return wire.ComplaintStory(
            complaint=self.complaint(unit, one), events=[self._event(event, people) for event in events]
        )

    def _event(self, event: CaseEvent, people: Mapping[uuid.UUID, PersonRef]) -> wire.CaseEvent:
        zh, en = words.event_words(event.kind, event.detail)
        return wire.CaseEvent(
            id=event.id,
            at=event.at,
            kind=cast(wire.CaseEventKind, event.kind),
            person=people.get(event.person_id) if event.person_id else None,
            zh=zh,
            en=en,
            words=self.masks.words(event.words),
        )


def _overruled(unit: Unit, one: Complaint) -> str:
    """Return the reason of who gave it another grade than the rules do; empty where nobody has."""
    if not one.grade_set:
        return ""
    said = select(CaseEvent.words).where(CaseEvent.complaint_id == one.id, CaseEvent.kind == "grade")
    return unit.db.scalar(said.order_by(CaseEvent.at.desc()).limit(1)) or ""


def about_branch(one: Branch) -> wire.AboutBranch:
    """Return a branch that a complaint can be about."""
    return wire.AboutBranch(code=one.code, name_zh=one.name_zh, name_en=one.name_en)

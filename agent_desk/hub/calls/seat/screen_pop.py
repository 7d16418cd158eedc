"""Who may be calling: the screen pop, attaching the call to a customer by choice, and the check of the caller's identity.

The pop goes to the seat with the very change that says it rings (docs/decisions/0014); a seat that comes back asks for it.
"""

import uuid
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls import views
from agent_desk.hub.calls.access import require_call_to_write, within
from agent_desk.hub.calls.rows import row_of
from agent_desk.hub.calls.seat.wrapup import remember
from agent_desk.hub.calls.state.machine import Agent
from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.calls.voice_plan import menu
from agent_desk.hub.customers import service as customers
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.centre import centre_day
from agent_desk.hub.kit.errors import NotFound, TransitionRefused
from agent_desk.hub.kit.phone_numbers import canonical
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call, CallLeg, Queue, Verification, WrapUp
from agent_desk.schemas.calls.changes import PopShown
from agent_desk.schemas.calls.records import CallRow, MatchWord, PassedNote, Pop, Verified
from agent_desk.schemas.calls.voice_plan import CallFact
from agent_desk.schemas.customers.records import Candidate, VerificationForm

CUSTOMERS: Final = "customers.view"
Legs = list[tuple[CallLeg, Queue]]


def pop(unit: Unit, call_id: uuid.UUID) -> Pop:
    """Return every candidate, with open matters; nobody is attached. That it was shown is written down. Raises NotFound."""
    call, legs, policy = _read(unit, call_id)
    found = customers.candidates(unit.db, _sent(call), unit.today, views=policy.views)
    facts = menu.facts_of(unit.db, menu.told_by(call))
    return _compose(unit, call, legs, policy, found, facts, (unit.me.person_id, unit.me.login))


def send(unit: Unit, board: Switchboard, call: Call, agent: Agent) -> None:
    """The pop of a call that begins to ring at this agent's seat, as a change that only they hear."""
    found, policy = customers.candidates_and_policy(unit.db, _sent(call), centre_day(unit.db, unit.now))
    telling = [one for one in menu.told_by(call) if one not in board.silent]
    facts = menu.facts_of(unit.db, telling) if telling else []
    told = _compose(unit, call, board.parts(call), policy, found, facts, (agent.person_id, agent.login))
    unit.change(
        PopShown(id=call.id, version=call.version, pop=told.model_dump(mode="json", exclude_defaults=True)),
        to=[f"person:{agent.person_id}"],
    )


def _compose(
    unit: Unit,
    call: Call,
    legs: Legs,
    policy: customers.Policy,
    found: list[Candidate],
    facts: list[CallFact],
    whose: tuple[uuid.UUID, str],
) -> Pop:
    chosen = call.customer_id
    briefs = customers.briefs(unit.db, {chosen}, call.verified_at is not None) if chosen is not None else {}
    unit.audit(
        "calls.pop",
        "call",
        call.id,
        shown_to=whose,
        candidates=[str(one.customer_id) for one in found],
        customer=str(chosen) if chosen else None,
    )
    return Pop(
        call=views.brief_of(unit.db, call, legs, policy.views.masks, whose[0]),
        match=_match(call, found),
        candidates=found,
        customer=briefs.get(chosen) if chosen is not None else None,
        verified_at=call.verified_at,
        verification=policy.verification,
        again_of=call.again_of_id,
        facts=facts,
        passed_notes=_passed(unit.db, call, legs, whose[0]),
    )


def _passed(db: Session, call: Call, legs: Legs, person_id: uuid.UUID) -> list[PassedNote]:
    """Return what colleagues wrote who had the call before; an ordinary call, which nobody had, costs no query."""
    before = {leg.person_id for leg, _ in legs if leg.answered_at is not None} - {person_id}
    if not before:
        return []
    mine = WrapUp.call_id == call.id, WrapUp.person_id.in_(before), WrapUp.notes != ""
    found = db.scalars(select(WrapUp).where(*mine).order_by(WrapUp.saved_at)).all()
    people = views.people_of(db, (one.person_id for one in found))
    return [PassedNote(person=people[one.person_id], notes=one.notes, saved_at=one.saved_at) for one in found]


def _read(unit: Unit, call_id: uuid.UUID) -> tuple[Call, Legs, customers.Policy]:
    """Return the call with its legs, and what says how customers are shown: in one query, since a caller waits. Raises NotFound."""
    rows = unit.db.execute(
        select(Call, CallLeg, Queue, *customers.policy_columns())
        .outerjoin(CallLeg, CallLeg.call_id == Call.id)
        .outerjoin(Queue, Queue.id == CallLeg.queue_id)
        .where(Call.id == call_id)
        .order_by(CallLeg.rung_at, CallLeg.id)
    ).all()
    legs = [(leg, queue) for _, leg, queue, *_ in rows if leg is not None]
    own = any(leg.person_id == unit.me.person_id for leg, _ in legs)
    scope.by_rule(unit)
    if not rows or not (own or within(unit, call_id)):
        raise NotFound(what="call")
    return rows[0][0], legs, customers.Policy.of_columns(*rows[0][3:])


def _sent(call: Call) -> str:
    """Return the caller's number as the exchange sent it, with an extension; as we completed it, where that alone says who it is."""
    return call.caller_raw if canonical(call.caller_raw).dialable else call.caller


def _match(call: Call, found: list[Candidate]) -> MatchWord:
    if not call.caller:
        return "withheld"
    if canonical(call.caller).kind == "unknown":
        return "not_understood"
    if any(one.match.verified for one in found):
        return "verified"
    return "guess" if found else "none"


def choose_customer(unit: Unit, call_id: uuid.UUID, customer_id: uuid.UUID | None) -> CallRow:
    """Attach the call to a customer, or take it off; another customer is not verified. Raises NotFound."""
    call = require_call_to_write(unit, call_id, lock=True)
    if customer_id is not None:
        customers.require_customer(unit.db, customer_id)
        scope.require_customer(unit, CUSTOMERS, customer_id)
    if call.customer_id != customer_id:
        unit.audit(
            "calls.choose_customer",
            "call",
            call.id,
            customer=str(customer_id) if customer_id else None,
            before=str(call.customer_id) if call.customer_id else None,
        )
        _attach(unit, call, customer_id)
        _tell(unit, call)
    return row_of(unit.db, call)


def _attach(unit: Unit, call: Call, customer_id: uuid.UUID | None) -> None:
    if call.customer_id is not None:
        customers.forget_contact(unit, "call", call.id, call.customer_id)
    call.customer_id, call.verified_at = customer_id, None
    unit.db.flush()
    remember(unit, call)


def verify(unit: Unit, call_id: uuid.UUID, form: VerificationForm) -> Verified:
    """Decide by the checklist whether the caller is this customer; the last check holds. Only while they are on the line.

    Passing attaches the call to the customer. Raises NotFound, InvalidForm, TransitionRefused.
    """
    call = require_call_to_write(unit, call_id, lock=True)
    if call.state not in ("ringing", "talking", "on_hold"):
        raise TransitionRefused(state=call.state, trigger="verify")
    customers.require_customer(unit.db, form.customer_id)
    scope.require_customer(unit, CUSTOMERS, form.customer_id)
    passed = customers.verification_passed(unit.db, form, _queue_of(unit, call))
    unit.db.add(
        Verification(
            call_id=call.id,
            customer_id=form.customer_id,
            person_id=unit.me.person_id,
            passed=passed,
            items=list(form.items),
            at=unit.now,
        )
    )
    unit.audit(
        "calls.verified" if passed else "calls.verification_failed",
        "call",
        call.id,
        customer=str(form.customer_id),
        right=form.items,
        wrong=form.wrong,
    )
    if passed and call.customer_id != form.customer_id:
        _attach(unit, call, form.customer_id)
    if passed or call.customer_id == form.customer_id:
        call.verified_at = unit.now if passed else None
    _tell(unit, call)
    return Verified(
        call_id=call.id, customer_id=form.customer_id, passed=passed, verified_at=call.verified_at, version=call.version
    )


def _queue_of(unit: Unit, call: Call) -> str:
    """Return the code of the queue in which the call stands."""
    return unit.db.scalar(select(Queue.code).where(Queue.id == call.queue_id)) or ""


def _tell(unit: Unit, call: Call) -> None:
    board = Switchboard(unit, call.exchange)
    board.bring_call(call.id)
    board.touch_all(call)
    board.finish()

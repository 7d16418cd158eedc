"""Customers: who may be calling, what is open with them, and what the other areas note about them."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import ColumnElement, Executable, Select, Text, bindparam, delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.customers import rules
from agent_desk.hub.customers.keys import add_phone_keys
from agent_desk.hub.customers.views import (
    VERIFICATION,
    WORDS,
    Policy,
    Views,
    customer_words,
    policy_columns,
    verification_policy,
    view_columns,
)
from agent_desk.hub.kit import scope, settings_store
from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.hook import Hook
from agent_desk.hub.kit.phone_numbers import Number, canonical
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.customers import Branch, Contact, ContactPoint, Customer
from agent_desk.models.kit import Setting
from agent_desk.models.people import Person
from agent_desk.schemas.customers.changes import CustomerChanged, TimelineChanged
from agent_desk.schemas.customers.records import (
    Candidate,
    ContactKind,
    ContactPointKind,
    CustomerBrief,
    CustomerWords,
    Match,
    VerificationForm,
)
from agent_desk.schemas.customers.settings import IDENTITY, IdentityRule

CONTACTS_SHOWN: Final[Hook[Callable[[Caller], ColumnElement[bool]]]] = Hook("contacts shown")
"""Conditions that a line of the time line must meet for this person to see it."""


class Matter(NamedTuple):
    """What somebody has to do with a customer: an entity of the audit trail and its id."""

    entity: str
    id: uuid.UUID


MOST_CANDIDATES = 50
"""A number shared by more people than this is a switchboard: the rest are found by the lookup."""
LAST_CONTACTS = 3
_FAR = datetime.max.replace(tzinfo=UTC)
VERIFIED_IN_CALL: Final[Hook[Callable[[Session, uuid.UUID, uuid.UUID, uuid.UUID], bool]]] = Hook("verified in call")
"""Asked with ids of a call, a customer and a person: is the person busy with this call, and it is verified for this customer?"""

OWN_MATTERS: Final[Hook[Callable[[Session, uuid.UUID, uuid.UUID, uuid.UUID | None], Matter | None]]] = Hook(
    "own matters"
)
"""Asked with ids of a customer, a person and a call, if one is named: what has the person to do with this customer now? That call,
any of theirs where none is named, or a case of their own."""


def candidates(
    db: Session, caller: str, today: date, verified_call: bool = False, views: Views | None = None
) -> list[Candidate]:
    """Return everybody who may be calling from this number, checked contact points first, guesses after them; one query.

    `caller` in any form (canonical or as the exchange sent it); a withheld number has no candidates. Never attaches.
    `views`: the policy, where the caller has read it already; one query more where not.
    """
    number = canonical(caller)
    rows = _rows(db, _CANDIDATES, number)
    return _as_candidates(rows, views or Views.of(db), number, today, verified_call) if rows else []


def candidates_and_policy(db: Session, caller: str, today: date) -> tuple[list[Candidate], Policy]:
    """As `candidates`, with the policy by which they are shown: in one query where the number is somebody's."""
    number = canonical(caller)
    rows = _rows(db, _CANDIDATES_AND_POLICY, number)
    policy = Policy.of_columns(*(rows[0][-_WIDTH:] if rows else db.execute(_POLICY).one()))
    return _as_candidates([row[:-_WIDTH] for row in rows], policy.views, number, today, False), policy


def _given(number: Number) -> dict[str, str]:
    return {"number": number.dialable or "", "extension": number.extension or ""}


def _rows(db: Session, query: Executable, number: Number) -> Sequence[Any]:
    """Return what is known of a number; a withheld one is nobody's."""
    return db.execute(query, _given(number)).all() if number.dialable else []


def _as_candidates(
    rows: Iterable[Any], views: Views, number: Number, today: date, verified_call: bool
) -> list[Candidate]:
    found: dict[uuid.UUID, Candidate] = {}
    for customer, point, branch, shared, contact, *person in rows:
        # One row for each line of the time line that is shown, at least one for each contact point.
        one = found.get(point.id)
        if one is None:
            match = _match(views, point, number, shared, verified_call)
            one = found[point.id] = Candidate(
                **views.in_list(customer, branch, verified_call, today), match=match, open_matters=[], last_contacts=[]
            )
        if contact is not None:
            (one.open_matters if contact.open else one.last_contacts).append(views.timeline_item(contact, *person))
    for one in found.values():
        one.open_matters.sort(key=lambda item: item.due_at or _FAR)
    return list(found.values())


def _candidates_query() -> Select[Any]:
    """Return who has this number, each with every open matter and the last contacts, newest first."""
    order = (
        ContactPoint.verified.desc(),
        (func.coalesce(ContactPoint.extension, "") == bindparam("extension", type_=Text)).desc(),
        Customer.number,
    )
    here = (
        select(
            ContactPoint.id,
            ContactPoint.customer_id,
            func.count().over().label("shared"),
            func.row_number().over(order_by=order).label("place"),
        )
        .join(Customer, Customer.id == ContactPoint.customer_id)
        .where(ContactPoint.value == bindparam("number", type_=Text))
        .order_by(*order)
        .limit(MOST_CANDIDATES)
        .cte("here")
    )
    newest = func.row_number().over(partition_by=[Contact.customer_id, Contact.open], order_by=Contact.at.desc())
    ranked = (
        select(Contact.id, Contact.customer_id, Contact.open, newest.label("place"))
        .where(Contact.customer_id.in_(select(here.c.customer_id)))
        .subquery()
    )
    shown = (ranked.c.customer_id == Customer.id) & or_(ranked.c.open, ranked.c.place <= LAST_CONTACTS)
    return (
        select(Customer, ContactPoint, Branch, here.c.shared, Contact, Person.name, Person.name_en)
        .join(here, here.c.customer_id == Customer.id)
        .join(ContactPoint, ContactPoint.id == here.c.id)
        .outerjoin(Branch, Branch.code == Customer.branch_code)
        .outerjoin(ranked, shown)
        .outerjoin(Contact, Contact.id == ranked.c.id)
        .outerjoin(Person, Person.id == Contact.person_id)
        .order_by(here.c.place, Contact.at.desc(), Contact.id)
    )


_CANDIDATES: Final = _candidates_query()
_POLICY: Final = select(*policy_columns())
_WIDTH: Final = len(policy_columns())
_CANDIDATES_AND_POLICY: Final = _CANDIDATES.add_columns(*policy_columns())


def _match(views: Views, point: ContactPoint, number: Number, shared: int, verified_call: bool) -> Match:
    return Match(
        verified=point.verified,
        kind=cast(ContactPointKind, point.kind),
        source=point.source,
        value=views.contact_value(point, verified_call),
        same_extension=number.extension is not None and number.extension == point.extension,
        shared_by=shared,
    )


def require_customer(db: Session, customer_id: uuid.UUID) -> Customer:
    """Return the customer. Raises NotFound."""
    customer = db.get(Customer, customer_id)
    if customer is None:
        raise NotFound(what="customer")
    return customer


def contact_point(db: Session, point_id: uuid.UUID) -> tuple[uuid.UUID, str]:
    """Return whose telephone this is, and its number: for dialling, never for the desk. Raises NotFound, also for an address."""
    found = db.get(ContactPoint, point_id)
    if found is None or found.kind == "mail":
        raise NotFound(what="telephone")
    return found.customer_id, found.value


def briefs(db: Session, customer_ids: Iterable[uuid.UUID], verified: bool = False) -> dict[uuid.UUID, CustomerBrief]:
    """Masked lines of these customers, for lists of calls and cases; one query."""
    rows = db.execute(
        select(Customer, Branch, *view_columns())
        .outerjoin(Branch, Branch.code == Customer.branch_code)
        .where(Customer.id.in_(set(customer_ids)))
    ).all()
    if not rows:
        return {}
    views = Views.of_columns(rows[0].masks, rows[0].words)
    return {customer.id: views.brief_record(customer, branch, verified) for customer, branch, _, _ in rows}


def remember_contact(
    unit: Unit,
    customer_id: uuid.UUID,
    kind: ContactKind,
    entity_id: uuid.UUID,
    at: datetime,
    title: str,
    words: str = "",
    state: str = "",
    open_: bool = False,
    due_at: datetime | None = None,
    person_id: uuid.UUID | None = None,
    title_en: str = "",
    words_en: str = "",
) -> None:
    """Write a line of the customer's time line, or the same line (kind, entity_id) anew.

    What is a word of the bank's lists comes in both languages; what somebody typed in `title` and `words` alone.
    """
    row = {
        "at": at,
        "title": title,
        "title_en": title_en,
        "words": words,
        "words_en": words_en,
        "state": state,
        "open": open_,
        "due_at": due_at,
        "person_id": person_id,
    }
    unit.db.execute(
        insert(Contact)
        .values(id=uuid.uuid4(), customer_id=customer_id, kind=kind, entity_id=entity_id, **row)
        .on_conflict_do_update(index_elements=["customer_id", "kind", "entity_id"], set_=row)
    )
    _told(unit, customer_id, kind, person_id)


def close_contact(unit: Unit, kind: ContactKind, entity_id: uuid.UUID, state: str = "closed") -> None:
    """The matter is no longer open, for whichever customer has it; nothing where there is none."""
    lines = unit.db.scalars(select(Contact).where(Contact.kind == kind, Contact.entity_id == entity_id)).all()
    for line in lines:
        line.open, line.state = False, state
        _told(unit, line.customer_id, kind, line.person_id)


def forget_contact(unit: Unit, kind: ContactKind, entity_id: uuid.UUID, customer_id: uuid.UUID | None = None) -> None:
    """Take the line off (a call was attached to the wrong customer); of one customer, or of all."""
    gone = delete(Contact).where(Contact.kind == kind, Contact.entity_id == entity_id)
    if customer_id is not None:
        gone = gone.where(Contact.customer_id == customer_id)
    for owner, person_id in unit.db.execute(gone.returning(Contact.customer_id, Contact.person_id)).all():
        _told(unit, owner, kind, person_id)


def _told(unit: Unit, customer_id: uuid.UUID, kind: ContactKind, person_id: uuid.UUID | None) -> None:
    """A call's line concerns the agent who has it; every seat hears of the rest, since the customer may be on any screen."""
    to = scope.audience("customers.view", people=[person_id])
    if kind == "call":
        to = [*scope.audience("calls.all", people=[person_id]), *([f"person:{person_id}"] if person_id else [])]
    unit.change(TimelineChanged(id=customer_id, kind=kind), to=to)


def note_number(unit: Unit, customer_id: uuid.UUID, number: str, source: str = "call") -> bool:
    """Note a number of the customer as unverified, so that it is a guess next time. Whether it was new and usable."""
    value = canonical(number)
    if value.e164 is None:
        return False
    added = unit.db.scalar(
        insert(ContactPoint)
        .values(
            id=uuid.uuid4(),
            customer_id=customer_id,
            kind=rules.telephone_kind(value.e164),
            value=value.e164,
            extension=value.extension,
            verified=False,
            source=source,
        )
        .on_conflict_do_nothing(index_elements=["customer_id", "value"])
        .returning(ContactPoint.id)
    )
    if added is None:
        return False
    add_phone_keys(unit.db, customer_id, value.e164)
    unit.audit("customers.number_noted", "customer", customer_id, contact_point=str(added), source=source)
    unit.change(CustomerChanged(id=customer_id), to=scope.audience("customers.view"))
    return True


def store_words(db: Session, words: CustomerWords) -> None:
    """Make these the bank's lists and its identity check (the demonstration does; an administrator may)."""
    lists = words.model_dump(mode="json", exclude={"verification"})
    rule = IdentityRule(required=words.verification.required, max_wrong=words.verification.max_wrong)
    settings_store.bring_in_line(db, IDENTITY, rule)
    questions = words.verification.model_dump(mode="json", include={"questions"})
    for key, value in ((WORDS, lists), (VERIFICATION, questions)):
        db.execute(
            insert(Setting)
            .values(key=key, value=value)
            .on_conflict_do_update(index_elements=["key"], set_={"value": value, "version": Setting.version + 1})
        )


def verification_passed(db: Session, form: VerificationForm, queue: str) -> bool:
    """Return whether the ticked answers are enough for this customer in this queue (its code).

    Raises InvalidForm for a code that is no question.
    """
    level = db.scalar(select(Customer.level).where(Customer.id == form.customer_id)) or ""
    try:
        return rules.verification_passed(verification_policy(db).asked_of(level, queue), form)
    except ValueError as fault:
        raise InvalidForm({"items": "unknown_question"}) from fault


__all__ = [
    "Policy",
    "briefs",
    "candidates",
    "close_contact",
    "customer_words",
    "forget_contact",
    "note_number",
    "policy_columns",
    "remember_contact",
    "require_customer",
    "store_words",
    "verification_passed",
    "verification_policy",
]

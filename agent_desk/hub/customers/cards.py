"""One customer: the card, the time line, one field in clear, and the few things people of the centre may edit."""

import uuid
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import func, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.customers import access, rules
from agent_desk.hub.customers.keys import add_phone_keys
from agent_desk.hub.customers.service import CONTACTS_SHOWN, OWN_MATTERS, VERIFIED_IN_CALL, require_customer
from agent_desk.hub.customers.views import Views, customer_words, field_id, view_columns
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.centre import area_code
from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.masking import holds_personal_number, masks_of
from agent_desk.hub.kit.paging import MOMENT, page_size, place_of, to_cursor
from agent_desk.hub.kit.phone_numbers import canonical
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.customers import Branch, Contact, ContactPoint, Customer, Holding
from agent_desk.models.people import Person
from agent_desk.schemas.customers.changes import CustomerChanged
from agent_desk.schemas.customers.records import (
    ContactPointForm,
    CustomerCard,
    Revealed,
    TimelinePage,
)

_MAIL_LONGEST = 200
CUSTOMERS: Final = Records(
    model=Customer,
    what="customer",
    change=lambda row: CustomerChanged(id=row.id, version=row.version),
    to=lambda row: scope.audience("customers.view", branch=row.branch_code),
)


def verified_for(db: Session, call_id: uuid.UUID | None, customer_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Return whether the person is busy with this call, and it is verified for this customer."""
    return call_id is not None and any(one(db, call_id, customer_id, person_id) for one in VERIFIED_IN_CALL)


def read_card(unit: Unit, customer_id: uuid.UUID, call_id: uuid.UUID | None = None) -> CustomerCard:
    """Return the card, and write down that it was read. Raises NotFound."""
    shown = card(unit, customer_id, call_id)
    unit.audit(
        "customers.read", "customer", customer_id, call=str(call_id) if call_id else None, verified=shown.verified
    )
    access.opened(unit)
    return shown


def card(unit: Unit, customer_id: uuid.UUID, call_id: uuid.UUID | None) -> CustomerCard:
    """Return the card, masked by policy. Raises NotFound."""
    opened = (
        select(func.count())
        .where(Contact.customer_id == Customer.id, Contact.open, scope.contact(unit))
        .correlate(Customer)
        .scalar_subquery()
    )
    row = unit.db.execute(
        select(Customer, Branch, opened, *view_columns())
        .outerjoin(Branch, Branch.code == Customer.branch_code)
        .where(Customer.id == customer_id)
    ).one_or_none()
    if row is None:
        raise NotFound(what="customer")
    customer, branch, open_count, masks, words = row
    views = Views.of_columns(masks, words)
    verified = verified_for(unit.db, call_id, customer_id, unit.me.person_id)
    points = unit.db.scalars(
        select(ContactPoint)
        .where(ContactPoint.customer_id == customer_id)
        .order_by(ContactPoint.verified.desc(), ContactPoint.kind.desc(), ContactPoint.value)
    )
    holdings = unit.db.scalars(
        select(Holding)
        .where(Holding.customer_id == customer_id)
        .order_by(Holding.opened_on.desc().nulls_last(), Holding.number)
    )
    return CustomerCard(
        **views.brief(customer, branch, verified),
        gender=customer.gender,
        age=rules.age_on(customer.born_on, unit.today),
        identity_number=views.masked("identity", customer.identity_number, "identity_number", verified)
        if customer.identity_number
        else None,
        address=views.masked("address", customer.address, "address", verified) if customer.address else None,
        contact_points=[views.contact_point(point, verified) for point in points],
        holdings=[views.holding(holding, verified) for holding in holdings],
        note=views.masks.words(customer.note),
        open_count=open_count,
        verified=verified,
        version=customer.version,
    )


def timeline(
    unit: Unit, customer_id: uuid.UUID, *, kinds: Sequence[str] = (), limit: int | None = None, after: str | None = None
) -> TimelinePage:
    """Return a page of all contacts, newest first; open matters all on the first page. Raises NotFound, InvalidForm."""
    db = unit.db
    require_customer(db, customer_id)
    size = page_size(limit)
    views = Views.of(db)
    wanted = (
        select(Contact, Person.name, Person.name_en)
        .outerjoin(Person, Person.id == Contact.person_id)
        .where(
            Contact.customer_id == customer_id,
            scope.contact(unit),
            *(one(unit.me) for one in CONTACTS_SHOWN),
        )
    )
    if kinds:
        wanted = wanted.where(Contact.kind.in_(kinds))
    past = wanted.where(~Contact.open).order_by(Contact.at.desc(), Contact.id.desc()).limit(size + 1)
    if last := place_of(after, MOMENT, uuid.UUID):
        past = past.where(tuple_(Contact.at, Contact.id) < last)
    rows = db.execute(past).all()
    opened: Sequence[Any] = []
    if last is None:
        opened = db.execute(wanted.where(Contact.open).order_by(Contact.due_at.asc().nulls_last(), Contact.at)).all()
    unit.audit("customers.timeline", "customer", customer_id)
    bottom = rows[size - 1].Contact if len(rows) > size else None
    return TimelinePage(
        items=[views.timeline_item(*row) for row in rows[:size]],
        open_matters=[views.timeline_item(*row) for row in opened],
        next=to_cursor(bottom.at, bottom.id) if bottom else None,
    )


def reveal(
    unit: Unit,
    customer_id: uuid.UUID,
    field: str,
    reason_code: str,
    reason_text: str = "",
    call_id: uuid.UUID | None = None,
) -> Revealed:
    """Return one field in clear, against a reason. Written down with its name, never with its value.

    Who has neither a call nor a case of this customer now writes the reason in words, and a leader is told of it
    (docs/decisions/0042). Raises InvalidForm, NotFound, TooManyRequests.
    """
    customer = require_customer(unit.db, customer_id)
    reasons = {word.code for word in customer_words(unit.db).reveal_reasons}
    words = masks_of(unit.db).words(reason_text.strip())
    if reason_code not in reasons and (reason_code or len(words) < rules.SHORTEST):
        raise InvalidForm({"reason_code": "unknown_word" if reason_code else "missing"})
    asked = (one(unit.db, customer_id, unit.me.person_id, call_id) for one in OWN_MATTERS)
    matter = next((one for one in asked if one is not None), None)
    if matter is None and len(words) < rules.LEAST_REASON:
        raise InvalidForm({"reason_text": "no_matter"})
    value = _clear(unit.db, customer, field)
    if not value:
        raise NotFound(what="field")
    access.revealed(unit)
    if matter is None:
        access.tell_without_matter(unit, customer_id, customer.number, words)
    about: dict[str, Any] = {matter.entity: str(matter.id)} if matter else {}
    unit.audit(
        "customers.reveal",
        "customer",
        customer_id,
        reason=": ".join(part for part in (reason_code, words) if part),
        field=field,
        **about,
    )
    return Revealed(field=field, value=value)


def _clear(db: Session, customer: Customer, field: str) -> str | None:
    own = {"identity_number": customer.identity_number, "name": customer.name, "address": customer.address}
    if field in own:
        return own[field]
    if point_id := field_id(field, "phone"):
        point = db.get(ContactPoint, point_id)
        return point.value if point is not None and point.customer_id == customer.id else None
    if holding_id := field_id(field, "holding"):
        holding = db.get(Holding, holding_id)
        return holding.number if holding is not None and holding.customer_id == customer.id else None
    return None


def write_note(
    unit: Unit, customer_id: uuid.UUID, note: str, version: int, call_id: uuid.UUID | None = None
) -> CustomerCard:
    """Return the standing note anew. Raises StaleVersion with the card as it is, InvalidForm for a number that belongs in a field."""
    if holds_personal_number(note):
        raise InvalidForm({"note": "personal_number"})
    customer = _to_edit(unit, customer_id, version, call_id)
    customer.note = note.strip()
    return _edited(unit, customer, "note", call_id)


def write_care_flags(
    unit: Unit, customer_id: uuid.UUID, care_flags: Sequence[str], version: int, call_id: uuid.UUID | None = None
) -> CustomerCard:
    """Return the care flags anew, in the order of the bank's list. Raises StaleVersion, InvalidForm for an unknown word."""
    customer = _to_edit(unit, customer_id, version, call_id)
    known = [word.code for word in customer_words(unit.db).care_flags]
    # A flag that the bank took off its list stays until somebody takes it off the customer.
    allowed = [*known, *(code for code in customer.care_flags if code not in known)]
    if any(code not in allowed for code in care_flags):
        raise InvalidForm({"care_flags": "unknown_word"})
    customer.care_flags = [code for code in allowed if code in care_flags]
    return _edited(unit, customer, "care_flags", call_id, flags=customer.care_flags)


def _to_edit(unit: Unit, customer_id: uuid.UUID, version: int, call_id: uuid.UUID | None) -> Customer:
    return CUSTOMERS.open(unit, customer_id, version, lambda _: card(unit, customer_id, call_id))


def _edited(unit: Unit, customer: Customer, field: str, call_id: uuid.UUID | None, **detail: Any) -> CustomerCard:
    CUSTOMERS.close(unit, customer, "customers.edit", field=field, version=customer.version + 1, **detail)
    return card(unit, customer.id, call_id)


def add_contact_point(unit: Unit, customer_id: uuid.UUID, form: ContactPointForm) -> CustomerCard:
    """Note a number or an address; one that is known already is only marked verified where it now is.

    Verified needs a call that is verified for this customer: anybody can say a number. Raises InvalidForm, NotFound.
    """
    customer = require_customer(unit.db, customer_id)
    if form.verified and not verified_for(unit.db, form.call_id, customer_id, unit.me.person_id):
        raise InvalidForm({"verified": "call_not_verified"})
    kind, value, extension = _contact_value(form, area_code(unit.db))
    added = insert(ContactPoint).values(
        id=uuid.uuid4(),
        customer_id=customer_id,
        kind=kind,
        value=value,
        extension=extension,
        verified=form.verified,
        source=form.source,
    )
    if form.verified:
        added = added.on_conflict_do_update(index_elements=["customer_id", "value"], set_={"verified": True})
    else:
        added = added.on_conflict_do_nothing(index_elements=["customer_id", "value"])
    point_id = unit.db.scalar(added.returning(ContactPoint.id))
    if point_id is not None:
        if kind != "mail":
            add_phone_keys(unit.db, customer_id, value)
        unit.audit(
            "customers.contact_point",
            "customer",
            customer_id,
            contact_point=str(point_id),
            kind=kind,
            verified=form.verified,
            source=form.source,
        )
        unit.change(
            CustomerChanged(id=customer_id, version=customer.version),
            to=scope.audience("customers.view", branch=customer.branch_code),
        )
    return card(unit, customer_id, form.call_id)


def _contact_value(form: ContactPointForm, area: str) -> tuple[str, str, str | None]:
    """kind, canonical value, extension. Raises InvalidForm for what is neither a number nor an address."""
    text = form.value.strip()
    if form.kind == "mail" or (form.kind is None and "@" in text and not text.lower().startswith(("sip", "tel"))):
        local, at, hub_context = text.rpartition("@")
        if (
            not (local and at and "." in hub_context)
            or any(sign.isspace() for sign in text)
            or len(text) > _MAIL_LONGEST
        ):
            raise InvalidForm({"value": "not_an_address"})
        return "mail", f"{local}@{hub_context.lower()}", None
    number = canonical(text, area=area)
    if number.e164 is None:
        raise InvalidForm({"value": "not_a_number"})
    kind = rules.telephone_kind(number.e164)
    return form.kind or kind, number.e164, number.extension

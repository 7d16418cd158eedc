"""Entering a customer whom nobody knows yet: looked for first, so that one person does not become two customers.

Who is alike is answered as a lookup is (docs/decisions/0042): within the person's reach, masked, by a whole telephone only to who may
see one in clear, counted, limited and written down.
"""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from agent_desk.hub.customers import access, rules
from agent_desk.hub.customers.cards import CUSTOMERS, card
from agent_desk.hub.customers.errors import CustomersAlike
from agent_desk.hub.customers.keys import refresh_keys
from agent_desk.hub.customers.views import Views, customer_words
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.centre import area_code
from agent_desk.hub.kit.errors import InvalidForm, RefusedAfterCommit
from agent_desk.hub.kit.phone_numbers import Number, canonical
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.customers import ENTERED_NUMBER, Branch, ContactPoint, Customer
from agent_desk.schemas.customers.operations import EDIT, REVEAL
from agent_desk.schemas.customers.records import CustomerCard, CustomerInList, CustomerWords, NewCustomer, Word
from agent_desk.schemas.kit.chinese import CHARACTER

MOST_ALIKE: Final = 5
"""More than this are told a few at a time: whoever says that these are others is shown the next."""
_SOURCE: Final = "call"


def words(unit: Unit) -> CustomerWords:
    """Return the bank's lists, with the branches where a new customer may belong."""
    offered = unit.db.scalars(select(Branch).where(Branch.active).order_by(Branch.position, Branch.code))
    branches = [Word(code=one.code, name_zh=one.name_zh, name_en=one.name_en) for one in offered]
    return customer_words(unit.db).model_copy(update={"branches": branches})


def enter(unit: Unit, form: NewCustomer) -> CustomerCard:
    """Enter a customer with the first level of the bank's list and a number of the centre's own: N00000001.

    Raises CustomersAlike while somebody alike is not said to be another, InvalidForm, TooManyRequests.
    """
    name = _written(form.name)
    number = _telephone(unit.db, form.telephone)
    _check(unit, form, name)
    _refuse_alike(unit, form, name, number)
    customer = Customer(
        number=f"N{unit.db.scalar(ENTERED_NUMBER):08d}",
        name=name,
        gender=form.gender,
        born_on=form.born_on,
        branch_code=form.branch_code,
        level=customer_words(unit.db).levels[0].code,
        care_flags=[],
        entered_by=unit.me.person_id,
    )
    unit.db.add(customer)
    unit.db.flush()
    if number is not None and number.e164 is not None:
        unit.db.add(
            ContactPoint(
                customer_id=customer.id,
                kind=rules.telephone_kind(number.e164),
                value=number.e164,
                extension=number.extension,
                verified=False,
                source=_SOURCE,
            )
        )
    refresh_keys(unit.db, customer)
    CUSTOMERS.tell(
        unit,
        customer,
        "customers.enter",
        apart_from=[str(one) for one in form.apart_from],
        telephone=number is not None,
    )
    return card(unit, customer.id, form.call_id)


def _written(typed: str) -> str:
    """Return a name as it is stored: no blanks between Chinese parts, one between others."""
    parts = typed.split()
    return ("" if all(CHARACTER.match(part) for part in parts) else " ").join(parts)


def _telephone(db: Session, typed: str) -> Number | None:
    if not typed.strip():
        return None
    number = canonical(typed, area=area_code(db))
    if number.e164 is None:
        raise InvalidForm({"telephone": "not_a_number"})
    return number


def _check(unit: Unit, form: NewCustomer, name: str) -> None:
    wrong = {}
    if not name or not rules.squeeze(name):
        wrong["name"] = "missing"
    if form.born_on is not None and form.born_on > unit.today:
        wrong["born_on"] = "in_future"
    if form.branch_code is not None:
        branch = unit.db.get(Branch, form.branch_code)
        if branch is None or not branch.active:
            wrong["branch_code"] = "unknown_word"
    if wrong:
        raise InvalidForm(wrong)


def _refuse_alike(unit: Unit, form: NewCustomer, name: str, number: Number | None) -> None:
    """Look for who has the telephone, or the name with the day of birth. Raises CustomersAlike, and counts it as a lookup."""
    found = _alike(unit, name, form.born_on, number, form.apart_from)
    if not found:
        return
    born = f"{form.born_on:%Y%m%d}" if form.born_on else ""
    fragments = [one for text in (name, form.telephone, born) for one in rules.fragments_of(text)]
    access.looked_up(unit, fragments, len(found))
    # The count and the entry stay, although nothing is entered.
    raise RefusedAfterCommit(CustomersAlike(alike=[one.model_dump(mode="json") for one in found]))


def _alike(
    unit: Unit, name: str, born_on: date | None, number: Number | None, apart_from: Sequence[uuid.UUID]
) -> list[CustomerInList]:
    ways: list[ColumnElement[bool]] = []
    if number is not None and unit.me.may(REVEAL):
        # Only who may see whole telephones may learn whose one is.
        ways.append(Customer.id.in_(select(ContactPoint.customer_id).where(ContactPoint.value == number.e164)))
    if born_on is not None:
        ways.append(and_(Customer.name == name, Customer.born_on == born_on))
    within = scope.customer(unit, scope.reach(unit, EDIT))
    if not ways:
        return []
    rows = unit.db.execute(
        select(Customer, Branch)
        .outerjoin(Branch, Branch.code == Customer.branch_code)
        .where(or_(*ways), within, Customer.id.not_in(apart_from))
        .order_by(Customer.number)
        .limit(MOST_ALIKE)
    ).all()
    views = Views.of(unit.db)
    return [CustomerInList(**views.in_list(customer, branch, False, unit.today)) for customer, branch in rows]

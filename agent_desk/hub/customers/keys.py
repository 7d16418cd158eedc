"""The searchable keys of customers, kept beside them: written with every change, and in bulk for a whole bank."""

import uuid
from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.customers import rules
from agent_desk.models.customers import ContactPoint, Customer, CustomerKey, Holding


def keys_of(
    customer_id: uuid.UUID,
    number: str,
    name: str,
    telephones: Iterable[str] = (),
    identity_number: str | None = None,
    holdings: Iterable[str] = (),
) -> list[tuple[uuid.UUID, str, str]]:
    """Rows (customer_id, kind, value) of `customer_key`, ready for COPY; no database is asked."""
    keys = rules.keys_of(number, name, telephones, identity_number, holdings)
    return [(customer_id, kind, value) for kind, value in sorted(keys)]


def refresh_keys(db: Session, customer: Customer) -> None:
    """Write the customer's keys anew from what the database holds."""
    db.flush()
    points = db.scalars(
        select(ContactPoint.value).where(ContactPoint.customer_id == customer.id, ContactPoint.kind != "mail")
    )
    holdings = db.scalars(select(Holding.number).where(Holding.customer_id == customer.id))
    rows = keys_of(customer.id, customer.number, customer.name, points, customer.identity_number, holdings)
    db.execute(delete(CustomerKey).where(CustomerKey.customer_id == customer.id))
    db.execute(
        insert(CustomerKey), [{"customer_id": owner, "kind": kind, "value": value} for owner, kind, value in rows]
    )


def add_phone_keys(db: Session, customer_id: uuid.UUID, telephone: str) -> None:
    """Add the keys of one more telephone."""
    rows = [{"customer_id": customer_id, "kind": "phone", "value": key} for key in rules.phone_keys(telephone)]
    if rows:
        db.execute(insert(CustomerKey).on_conflict_do_nothing(), rows)

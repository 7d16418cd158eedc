"""Made-up customers for the tests of this area."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from agent_desk.hub.customers.keys import refresh_keys
from agent_desk.hub.kit.database import Database
from agent_desk.models.customers import Branch, Contact, ContactPoint, Customer, Holding

NOW = datetime(2025, 11, 13, 6, 0, tzinfo=UTC)
IDENTITY = "370802199001011234"
CARD = "6217001234567890123"
MOBILE = "+8613800138000"
LANDLINE = "+8653188889999"


def branch(db: Session) -> None:
    """One branch, once."""
    if db.get(Branch, "B01") is None:
        db.add(Branch(code="B01", name_zh="云台支行", name_en="Yuntai Branch"))
        db.flush()


def customer(db: Session, number: str = "C000123", name: str = "王小明", **more: Any) -> Customer:
    """A customer with a branch and keys; `phones` are (value, verified, source, extension), `cards` are numbers."""
    branch(db)
    phones = more.pop("phones", [(MOBILE, True, "core_bank", None)])
    cards = more.pop("cards", [CARD])
    made = Customer(
        number=number,
        name=name,
        identity_number=more.pop("identity_number", IDENTITY),
        branch_code="B01",
        born_on=date(1990, 1, 1),
        gender="male",
        address="齐川市云台区府前大街88号3单元501",
        level="gold",
        care_flags=["elderly"],
        **more,
    )
    db.add(made)
    db.flush()
    for value, verified, source, extension in phones:
        kind = "mail" if "@" in value else "mobile" if value.startswith("+861") else "landline"
        db.add(
            ContactPoint(
                customer_id=made.id, kind=kind, value=value, verified=verified, source=source, extension=extension
            )
        )
    for at, card in enumerate(cards):
        db.add(
            Holding(
                customer_id=made.id,
                product_code="P101",
                kind="debit",
                name_zh="齐川卡",
                name_en="Qichuan Card",
                number=card,
                opened_on=date(2020, 1, 1 + at),
            )
        )
    refresh_keys(db, made)
    return made


def contact(db: Session, owner: Customer, kind: str = "call", days_ago: float = 1, **more: Any) -> Contact:
    """A line of the time line."""
    made = Contact(
        customer_id=owner.id,
        kind=kind,
        entity_id=uuid.uuid4(),
        at=NOW - timedelta(days=days_ago),
        title=more.pop("title", f"{kind} {days_ago}"),
        **more,
    )
    db.add(made)
    db.flush()
    return made


def one_customer(database: Database, **more: Any) -> Customer:
    """A customer in a transaction of its own."""
    with database.write() as db:
        return customer(db, **more)

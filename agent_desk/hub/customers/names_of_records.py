"""What customers and their numbers are called in the audit trail: by the customer number, never by a name in clear."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.naming import Called, EntityName, Naming, keys_of, of_columns
from agent_desk.models.customers import Branch, ContactPoint, Customer
from agent_desk.models.kit import MaskRule
from agent_desk.schemas.customers.words import FIELDS


def _customers(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    # An import names the file that it came from.
    named: dict[str, Called] = {one: (one, one) for one in wanted if "." in one}
    rows = naming.db.execute(
        select(Customer.id, Customer.number, Customer.name).where(Customer.id.in_(keys_of(Customer.id, wanted)))
    )
    for key, number, name in rows:
        said = f"{number} {naming.masks.name(name)}".strip()
        named[str(key)] = said, said
    return named


def _numbered(db: Session, typed: str) -> Iterable[str]:
    return map(str, db.scalars(select(Customer.id).where(Customer.number == typed.upper())))


def _points(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.execute(
        select(ContactPoint.id, ContactPoint.kind, ContactPoint.value).where(
            ContactPoint.id.in_(keys_of(ContactPoint.id, wanted))
        )
    )
    return {
        str(key): 2 * (naming.masks.show("mail" if kind == "mail" else "telephone", value),)
        for key, kind, value in rows
    }


def _masks(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    rows = naming.db.execute(select(MaskRule.id, MaskRule.field).where(MaskRule.id.in_(keys_of(MaskRule.id, wanted))))
    return {str(key): FIELDS.of(field).both for key, field in rows}


NAMES: Final[Mapping[str, EntityName]] = {
    "customer": EntityName(names=_customers, find=_numbered, of_customers=True),
    "contact_point": EntityName(names=_points, of_customers=True),
    "mask_rule": EntityName(names=_masks),
    "branch": EntityName(names=of_columns(Branch.code, Branch.name_zh, Branch.name_en), by_code=True),
}

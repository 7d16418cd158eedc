"""What complaints and their lists are called: a complaint by its number."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.naming import Called, EntityName, Naming, of_columns
from agent_desk.models.cases import CaseTerm, Complaint, ComplaintEdition


def _numbered(db: Session, typed: str) -> Iterable[str]:
    return map(str, db.scalars(select(Complaint.id).where(Complaint.number == typed.upper())))


def _terms(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    """Return terms by their key; an edition of the lists is its own name."""
    keys = naming.db.execute(select(CaseTerm.key, CaseTerm.name_zh, CaseTerm.name_en).where(CaseTerm.key.in_(wanted)))
    return {one: (one, one) for one in wanted} | {key: (zh, en) for key, zh, en in keys}


def _editions(naming: Naming, wanted: Collection[str]) -> dict[str, Called]:
    """Return editions by their month and number."""
    found = naming.db.execute(
        select(ComplaintEdition.id, ComplaintEdition.month, ComplaintEdition.number).where(
            ComplaintEdition.id.in_(wanted)
        )
    )
    return {str(key): (f"{month:%Y-%m} · {number}", f"{month:%Y-%m} · {number}") for key, month, number in found}


NAMES: Final[Mapping[str, EntityName]] = {
    "complaint": EntityName(names=of_columns(Complaint.id, Complaint.number), find=_numbered, of_customers=True),
    "complaint_edition": EntityName(names=_editions),
    "case_term": EntityName(names=_terms, by_code=True),
}

"""Customers: who may be calling, what is open with them, and what the other areas note about them."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from agent_desk.hub.kit.unit import Unit
from agent_desk.models.customers import Customer
from agent_desk.schemas.customers import Candidate, ContactKind, CustomerBrief, VerificationForm, VerificationPolicy


def candidates(db: Session, caller: str, verified_call: bool = False) -> list[Candidate]:
    """Everybody who may be calling from this number, checked contact points first, guesses after them; two queries.

    `caller` in any form (canonical or as the exchange sent it); a withheld number has no candidates. Never attaches.
    """
    raise NotImplementedError


def require_customer(db: Session, customer_id: uuid.UUID) -> Customer:
    """The customer. Raises NotFound."""
    raise NotImplementedError


def briefs(db: Session, customer_ids: Iterable[uuid.UUID], verified: bool = False) -> dict[uuid.UUID, CustomerBrief]:
    """Masked lines of these customers, for lists of calls and cases; one query."""
    raise NotImplementedError


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
) -> None:
    """Write a line of the customer's time line, or the same line (kind, entity_id) anew."""
    raise NotImplementedError


def close_contact(unit: Unit, kind: ContactKind, entity_id: uuid.UUID, state: str = "closed") -> None:
    """The matter is no longer open, for whichever customer has it; nothing where there is none."""
    raise NotImplementedError


def forget_contact(unit: Unit, kind: ContactKind, entity_id: uuid.UUID, customer_id: uuid.UUID | None = None) -> None:
    """Take the line off (a call was attached to the wrong customer); of one customer, or of all."""
    raise NotImplementedError


def note_number(unit: Unit, customer_id: uuid.UUID, number: str, source: str = "call") -> bool:
    """Note a number of the customer as unverified, so that it is a guess next time. Whether it was new and usable."""
    raise NotImplementedError


def verification_policy(db: Session) -> VerificationPolicy:
    """The questions of the identity check and how many must be right."""
    raise NotImplementedError


def verification_passed(db: Session, form: VerificationForm) -> bool:
    """Whether the ticked answers are enough. Raises InvalidForm for a code that is no question."""
    raise NotImplementedError

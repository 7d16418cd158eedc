"""What can be asked about customers: lookup, card, time line, one field in clear, the few edits, and the mask policy."""

import uuid
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from agent_desk.schemas.customers.records import (
    CareFlagsForm,
    ContactKind,
    ContactPointForm,
    CustomerCard,
    CustomerWords,
    LookupAnswer,
    MaskPolicy,
    MaskPolicyForm,
    MaskRuleForm,
    NewCustomer,
    NoteForm,
    Reveal,
    Revealed,
    TimelinePage,
)
from agent_desk.schemas.kit.bounded import Line
from agent_desk.schemas.kit.operation import ALL, COMMON, HELD, InQuery, Operations
from agent_desk.schemas.kit.paging import After, Limit

VIEW, EDIT, REVEAL, MANAGE = "customers.view", "customers.edit", "customers.reveal", "security.manage"
area = Operations("customers")


@area.read("/customers", VIEW, HELD, audits="customers.lookup")
def find(
    typed: Annotated[Line, Field(max_length=64), InQuery("q")] = "", limit: Annotated[int, Field(ge=1, le=100)] = 20
) -> LookupAnswer:
    """Return customers by any fragment: telephone, name, pinyin, initials, number, last digits of a document.

    Less than two characters gives a hint instead of everybody. Written down with the kind and length of what was typed, never
    with the words: they are personal data themselves.
    """


@area.read("/customers/words", VIEW, COMMON)
def words() -> CustomerWords:
    """Return levels, care flags, reasons to reveal, branches, and the questions of the identity check."""


@area.write("/customers", EDIT, HELD)
def enter(form: NewCustomer) -> CustomerCard:
    """Enter a customer whom nobody knows yet; 409 with the customers who are alike and not said to be somebody else."""


@area.read("/customers/{customer_id}", VIEW, HELD, audits="customers.read")
def card(customer_id: uuid.UUID, call_id: uuid.UUID | None = None) -> CustomerCard:
    """Return the card, masked; a little more of it while `call_id` is verified for this customer."""


@area.read("/customers/{customer_id}/timeline", VIEW, HELD, audits="customers.timeline")
def timeline(
    customer_id: uuid.UUID,
    *,
    kinds: Annotated[Sequence[ContactKind], Field(max_length=50)] = (),
    limit: Limit = None,
    after: After = None,
) -> TimelinePage:
    """Return all contacts with the customer, newest first; open matters apart, on the first page."""


@area.write("/customers/{customer_id}/reveal", REVEAL, HELD, body=Reveal, once=False)
def reveal(
    customer_id: uuid.UUID, field: str, reason_code: str, reason_text: str = "", call_id: uuid.UUID | None = None
) -> Revealed:
    """Return one field in clear, against a reason; it is written down. The answer is never stored."""


@area.write("/customers/{customer_id}/note", EDIT, HELD, method="PUT", body=NoteForm)
def save_note(customer_id: uuid.UUID, note: str, version: int, call_id: uuid.UUID | None = None) -> CustomerCard:
    """Write the standing note anew; 409 with the current card when somebody was quicker."""


@area.write("/customers/{customer_id}/care-flags", EDIT, HELD, method="PUT", body=CareFlagsForm)
def save_care_flags(
    customer_id: uuid.UUID, care_flags: Sequence[str], version: int, call_id: uuid.UUID | None = None
) -> CustomerCard:
    """Set the care flags anew; 409 with the current card when somebody was quicker."""


@area.write("/customers/{customer_id}/contact-points", EDIT, HELD)
def add_contact_point(customer_id: uuid.UUID, form: ContactPointForm) -> CustomerCard:
    """Note a number or address, as people type it; verified only while the call is verified for this customer."""


@area.read("/settings/masks", MANAGE, ALL)
def masks() -> MaskPolicy:
    """Return how each field leaves the hub."""


@area.write("/settings/masks", MANAGE, ALL, method="PUT", body=MaskPolicyForm)
def change_masks(rules: Sequence[MaskRuleForm]) -> MaskPolicy:
    """Change rules of the mask policy; in force with the next request."""

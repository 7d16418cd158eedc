"""What the seat can do with customers: each function is one request to the hub. They block; run them by `background.run`.

Errors are those of `Api` (HubUnreachable, HubRefused, HubFault). The note goes through the outbox and may raise
KeptForLater: then it lies on the seat's disk and is sent when the hub is back. A revealed value is never kept anywhere.
"""

import uuid
from collections.abc import Sequence

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.outbox import Outbox
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
    NoteForm,
    Reveal,
    Revealed,
    TimelinePage,
)


def find(api: Api, typed: str, limit: int = 20) -> LookupAnswer:
    """Customers by any fragment: telephone, name, pinyin, initials, number, last digits of a document."""
    return api.get("/customers", LookupAnswer, params={"q": typed, "limit": limit})


def words(api: Api) -> CustomerWords:
    """The bank's lists: levels, care flags, reasons to reveal, the questions of the identity check."""
    return api.get("/customers/words", CustomerWords)


def card(api: Api, customer_id: uuid.UUID, call_id: uuid.UUID | None = None) -> CustomerCard:
    """The card, masked by the hub; a little more of it while `call_id` is verified for this customer."""
    return api.get(f"/customers/{customer_id}", CustomerCard, params=_call(call_id))


def timeline(
    api: Api,
    customer_id: uuid.UUID,
    *,
    kinds: Sequence[ContactKind] = (),
    after: str | None = None,
    limit: int = 50,
) -> TimelinePage:
    """A page of all contacts, newest first; `after` is the `next` of the page before."""
    asked: dict[str, object] = {"limit": limit}
    if kinds:
        asked["kinds"] = list(kinds)
    if after:
        asked["after"] = after
    return api.get(f"/customers/{customer_id}/timeline", TimelinePage, params=asked)


def reveal(
    api: Api, customer_id: uuid.UUID, field: str, reason_code: str, reason_text: str, call_id: uuid.UUID | None = None
) -> Revealed:
    """One field in clear, against a reason; the hub writes down that it was asked for."""
    form = Reveal(field=field, call_id=call_id, reason_code=reason_code, reason_text=reason_text)
    return api.post(f"/customers/{customer_id}/reveal", form, Revealed)


def save_note(
    outbox: Outbox, customer_id: uuid.UUID, note: str, version: int, call_id: uuid.UUID | None = None
) -> CustomerCard:
    """The standing note anew. Raises HubRefused ("stale_version") and KeptForLater."""
    return outbox.submit(
        "PUT",
        f"/customers/{customer_id}/note{_query(call_id)}",
        NoteForm(note=note, version=version),
        CustomerCard,
        what_zh="客户备注",
        what_en="Customer note",
    )


def save_care_flags(
    api: Api, customer_id: uuid.UUID, care_flags: Sequence[str], version: int, call_id: uuid.UUID | None = None
) -> CustomerCard:
    """The care flags anew. Raises HubRefused ("stale_version")."""
    form = CareFlagsForm(care_flags=list(care_flags), version=version)
    return api.put(f"/customers/{customer_id}/care-flags{_query(call_id)}", form, CustomerCard)


def add_contact_point(api: Api, customer_id: uuid.UUID, form: ContactPointForm) -> CustomerCard:
    """Note a number or address, as people type it."""
    return api.post(f"/customers/{customer_id}/contact-points", form, CustomerCard)


def masks(api: Api) -> MaskPolicy:
    """How each field leaves the hub; for administrators."""
    return api.get("/settings/masks", MaskPolicy)


def change_masks(api: Api, rules: Sequence[MaskRuleForm]) -> MaskPolicy:
    """Change rules of the mask policy."""
    return api.put("/settings/masks", MaskPolicyForm(rules=list(rules)), MaskPolicy)


def _call(call_id: uuid.UUID | None) -> dict[str, str]:
    return {"call_id": str(call_id)} if call_id else {}


def _query(call_id: uuid.UUID | None) -> str:
    return f"?call_id={call_id}" if call_id else ""

"""Customers over HTTP: lookup, card, time line, one field in clear, the few edits, and the mask policy."""

import uuid
from datetime import date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query

from agent_desk.hub.customers import cards, mask_settings
from agent_desk.hub.customers.lookup import lookup
from agent_desk.hub.customers.rules import fragments_of
from agent_desk.hub.customers.views import customer_words
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import house_of, read, write
from agent_desk.schemas.customers.records import (
    CareFlagsForm,
    ContactKind,
    ContactPointForm,
    CustomerCard,
    CustomerWords,
    LookupAnswer,
    MaskPolicy,
    MaskPolicyForm,
    NoteForm,
    Reveal,
    Revealed,
    TimelinePage,
)

router = APIRouter(prefix="/api/customers", tags=["customers"])
settings_router = APIRouter(prefix="/api/settings", tags=["settings"])


def zone_of(hub_context: Annotated[HubContext, Depends(house_of)]) -> str:
    """The centre's zone, by which a birthday begins. A plain word, since a write's parameters are digested."""
    return hub_context.settings.zone


Zone = Annotated[str, Depends(zone_of)]


def _today(zone: str, now: datetime) -> date:
    return now.astimezone(ZoneInfo(zone)).date()


@read(router, "", permission="customers.view", audited=True)
def find(unit: Unit, q: Annotated[str, Query(max_length=64)] = "", limit: int = 20) -> LookupAnswer:
    """Customers by any fragment; less than two characters gives a hint instead of everybody.

    Written down with the kind and length of what was typed, never with the words: they are personal data themselves.
    """
    answer = lookup(unit.db, q, limit=max(1, min(limit, 50)))
    if not answer.hint:
        typed = [f"{'/'.join(one.inside)}:{len(one.text)}" for one in fragments_of(q)]
        unit.audit("customers.lookup", "customer", "", typed=typed, found=len(answer.items))
    return answer


@read(router, "/words", permission="customers.view")
def words(unit: Unit) -> CustomerWords:
    """Levels, care flags, reasons to reveal, and the questions of the identity check."""
    return customer_words(unit.db)


@read(router, "/{customer_id}", permission="customers.view", audited=True)
def card(unit: Unit, zone: Zone, customer_id: uuid.UUID, call_id: uuid.UUID | None = None) -> CustomerCard:
    """The card, masked; a little more of it when the call is verified for this customer."""
    shown = cards.card(unit, customer_id, call_id, _today(zone, unit.now))
    unit.audit(
        "customers.read", "customer", customer_id, call=str(call_id) if call_id else None, verified=shown.verified
    )
    return shown


@read(router, "/{customer_id}/timeline", permission="customers.view", audited=True)
def timeline(
    unit: Unit,
    customer_id: uuid.UUID,
    kinds: Annotated[list[ContactKind] | None, Query()] = None,
    limit: int | None = None,
    after: str | None = None,
) -> TimelinePage:
    """All contacts with the customer, newest first; open matters apart, on the first page."""
    page = cards.timeline(unit.db, customer_id, kinds or [], limit, after)
    if after is None:
        unit.audit("customers.timeline", "customer", customer_id)
    return page


@write(router, "/{customer_id}/reveal", permission="customers.reveal", idempotent=False)
def reveal(unit: Unit, customer_id: uuid.UUID, form: Reveal) -> Revealed:
    """One field in clear, against a reason. Not idempotent on purpose: a stored answer would hold the value in clear."""
    return cards.reveal(unit, customer_id, form)


@write(router, "/{customer_id}/note", permission="customers.edit", method="PUT")
def note(
    unit: Unit, zone: Zone, customer_id: uuid.UUID, form: NoteForm, call_id: uuid.UUID | None = None
) -> CustomerCard:
    """The standing note anew; 409 with the current card when somebody was quicker."""
    return cards.write_note(unit, customer_id, form, call_id, _today(zone, unit.now))


@write(router, "/{customer_id}/care-flags", permission="customers.edit", method="PUT")
def care_flags(
    unit: Unit, zone: Zone, customer_id: uuid.UUID, form: CareFlagsForm, call_id: uuid.UUID | None = None
) -> CustomerCard:
    """The care flags anew; 409 with the current card when somebody was quicker."""
    return cards.write_care_flags(unit, customer_id, form, call_id, _today(zone, unit.now))


@write(router, "/{customer_id}/contact-points", permission="customers.edit")
def contact_points(unit: Unit, zone: Zone, customer_id: uuid.UUID, form: ContactPointForm) -> CustomerCard:
    """Note a number or address; verified only while the call is verified for this customer."""
    return cards.add_contact_point(unit, customer_id, form, _today(zone, unit.now))


@read(settings_router, "/masks", permission="settings.manage")
def masks(unit: Unit) -> MaskPolicy:
    """How each field leaves the hub."""
    return mask_settings.policy(unit.db)


@write(settings_router, "/masks", permission="settings.manage", method="PUT")
def change_masks(unit: Unit, form: MaskPolicyForm) -> MaskPolicy:
    """Change rules of the mask policy; in force with the next request."""
    return mask_settings.change_policy(unit, form)

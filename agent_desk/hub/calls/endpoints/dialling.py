"""Calls that agents make, consultation, conference, tones, parking and call quality over HTTP."""

import uuid

from fastapi import APIRouter

from agent_desk.hub.calls.endpoints.seat import TheHouse
from agent_desk.hub.calls.orders import consultation, dialling
from agent_desk.hub.calls.seat import pick_up as picking
from agent_desk.hub.calls.seat import sound_quality
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import read, write
from agent_desk.schemas.calls.dialling import ConsultForm, DialForm, DtmfForm, LegQuality, QualityForm
from agent_desk.schemas.calls.pick_up import RingingCall
from agent_desk.schemas.calls.records import Asked

router = APIRouter(prefix="/api/calls", tags=["calls"])


@write(router, "/dial", permission="calls.dial")
def dial(unit: Unit, hub_context: TheHouse, form: DialForm) -> Asked:
    """Call a customer by a contact point, or a number that was typed."""
    return dialling.dial(unit, hub_context.exchange, form)


@write(router, "/{call_id}/consult", permission="calls.take")
def consult(unit: Unit, call_id: uuid.UUID, form: ConsultForm) -> Asked:
    """Ask a colleague or a number while the customer waits."""
    return consultation.consult(unit, call_id, form)


@write(router, "/{call_id}/consult/complete", permission="calls.take")
def complete(unit: Unit, call_id: uuid.UUID) -> Asked:
    """Pass the customer on to who was asked."""
    return consultation.about_consultation(unit, call_id, "complete")


@write(router, "/{call_id}/consult/cancel", permission="calls.take")
def cancel(unit: Unit, call_id: uuid.UUID) -> Asked:
    """Back to the customer."""
    return consultation.about_consultation(unit, call_id, "cancel_consult")


@write(router, "/{call_id}/consult/join", permission="calls.take")
def join(unit: Unit, call_id: uuid.UUID) -> Asked:
    """Talk of three."""
    return consultation.about_consultation(unit, call_id, "join")


@write(router, "/{call_id}/dtmf", permission="calls.take")
def dtmf(unit: Unit, call_id: uuid.UUID, form: DtmfForm) -> Asked:
    """Send tones."""
    return consultation.dtmf(unit, call_id, form.digits)


@write(router, "/{call_id}/park", permission="calls.take")
def park(unit: Unit, call_id: uuid.UUID) -> Asked:
    """Leave the customer at a parking place."""
    return consultation.park(unit, call_id)


@write(router, "/{call_id}/pick-up", permission="calls.take")
def pick_up(unit: Unit, call_id: uuid.UUID) -> Asked:
    """Have a parked customer ring here."""
    return consultation.pick_up(unit, call_id)


@write(router, "/{call_id}/quality", permission="calls.take")
def note_quality(unit: Unit, call_id: uuid.UUID, form: QualityForm) -> LegQuality:
    """How the own part of the call sounded; what was told first stays."""
    return sound_quality.note(unit, call_id, form)


# ---------------------------------------------------------------------- rings at colleagues


@read(router, "/ringing", permission="calls.pick_up")
def ringing(unit: Unit) -> list[RingingCall]:
    """Calls that ring at colleagues and may be picked up here."""
    return picking.ringing(unit)


@write(router, "/{call_id}/pick-up-ring", permission="calls.pick_up")
def pick_up_ring(unit: Unit, call_id: uuid.UUID) -> Asked:
    """Have a call that rings at a colleague."""
    return picking.pick_up_ring(unit, call_id)

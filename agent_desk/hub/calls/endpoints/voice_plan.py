"""The voice plan and call-backs over HTTP."""

import uuid
from zoneinfo import ZoneInfo

from fastapi import APIRouter

from agent_desk.hub.calls.endpoints.seat import TheHouse, Zone, centre_zone
from agent_desk.hub.calls.seat import callback_list
from agent_desk.hub.calls.voice_plan import apply, plan
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import read, write
from agent_desk.schemas.calls.records import Asked
from agent_desk.schemas.calls.voice_plan import (
    ApplyVoicePlan,
    CallbackRow,
    CancelCallback,
    VoicePlanDraft,
    VoicePlanForm,
    VoicePlanVersion,
    VoicePlanView,
)

router = APIRouter(prefix="/api/calls", tags=["calls"])
MANAGE = "settings.manage"


@read(router, "/voice-plan", permission=MANAGE)
def voice_plan(unit: Unit, hub_context: TheHouse, zone: Zone) -> VoicePlanView:
    """The plan in words, and what applying it would change."""
    return plan.view(unit.db, centre_zone(unit, zone), can_apply=apply.can_apply(hub_context))


@write(router, "/voice-plan", permission=MANAGE, method="PUT")
def set_voice_plan(unit: Unit, zone: Zone, form: VoicePlanForm) -> VoicePlanView:
    """The plan anew; it reaches the exchange when it is applied."""
    return plan.save(unit, form, centre_zone(unit, zone))


@write(router, "/voice-plan/preview", permission=MANAGE)
def preview_voice_plan(unit: Unit, zone: Zone, draft: VoicePlanDraft) -> VoicePlanView:
    """A plan that is not saved, in words, with what does not hold together. Changes nothing."""
    own = centre_zone(unit, zone)
    return plan.preview(unit.db, own, draft, unit.now.astimezone(ZoneInfo(own)).date())


@write(router, "/voice-plan/apply", permission=MANAGE)
def apply_voice_plan(unit: Unit, hub_context: TheHouse, zone: Zone, form: ApplyVoicePlan) -> Asked:
    """Bring the saved plan to the exchange."""
    return apply.order(unit, hub_context, centre_zone(unit, zone), form)


@read(router, "/voice-plan/versions", permission=MANAGE)
def voice_plan_versions(unit: Unit) -> list[VoicePlanVersion]:
    """The latest saved versions with what each changed."""
    return apply.versions(unit.db)


@read(router, "/callbacks", permission="calls.view")
def call_backs(unit: Unit) -> list[CallbackRow]:
    """Call-backs that customers asked for while they waited, the open ones first; of the own queues, or of all with floor.view."""
    return callback_list.listed(unit)


@write(router, "/callbacks/{callback_id}/take", permission="calls.dial")
def take_call_back(unit: Unit, hub_context: TheHouse, callback_id: uuid.UUID) -> Asked:
    """Dial this customer now, from the own seat."""
    return callback_list.take(unit, hub_context.exchange, callback_id)


@write(router, "/callbacks/{callback_id}/cancel", permission="floor.steer")
def cancel_call_back(unit: Unit, callback_id: uuid.UUID, form: CancelCallback) -> CallbackRow:
    """Withdraw a call-back, with a reason that is written down."""
    return callback_list.cancel(unit, callback_id, form.why)

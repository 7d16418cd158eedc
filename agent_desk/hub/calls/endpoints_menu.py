"""The voice plan and call-backs over HTTP."""

from fastapi import APIRouter

from agent_desk.hub.calls import callbacks, plan
from agent_desk.hub.calls.endpoints_seat import Zone, centre_zone
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import read, write
from agent_desk.schemas.calls_menu import CallbackRow, VoicePlanForm, VoicePlanView

router = APIRouter(prefix="/api/calls", tags=["calls"])
MANAGE = "settings.manage"


@read(router, "/voice-plan", permission=MANAGE)
def voice_plan(unit: Unit, zone: Zone) -> VoicePlanView:
    """The plan in words, and what applying it would change."""
    return plan.view(unit.db, centre_zone(unit, zone))


@write(router, "/voice-plan", permission=MANAGE, method="PUT")
def set_voice_plan(unit: Unit, zone: Zone, form: VoicePlanForm) -> VoicePlanView:
    """The plan anew; it reaches the exchange when `agent-desk exchange plan apply` is run."""
    return plan.save(unit, form, centre_zone(unit, zone))


@read(router, "/callbacks", permission="floor.view")
def call_backs(unit: Unit) -> list[CallbackRow]:
    """Call-backs that customers asked for while they waited, the open ones first."""
    return callbacks.listed(unit)

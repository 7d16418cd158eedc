"""Recordings and supervision over HTTP: the agent's buttons, playback, the supervisor's orders, the policies."""

import uuid

from fastapi import APIRouter
from fastapi.responses import FileResponse

from agent_desk.hub.calls.endpoints.seat import TheHouse
from agent_desk.hub.calls.orders import softphone
from agent_desk.hub.calls.recording import lifecycle, playback, policies, supervision
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import read, write
from agent_desk.schemas.calls.recordings import (
    ListenForm,
    ModeForm,
    OwnSupervision,
    PolicyFields,
    PolicyRow,
    Recording,
    RecordingSettings,
    SeatRecording,
    SupervisionView,
)
from agent_desk.schemas.calls.records import Asked, PhoneLine, Switch

router = APIRouter(prefix="/api/calls", tags=["calls"])
settings_router = APIRouter(prefix="/api/settings/recording", tags=["settings"])
MANAGE = "settings.manage"


@read(router, "/seat/recording", permission="calls.take")
def seat_recording(unit: Unit) -> SeatRecording:
    """The recording of the call at this seat, and who listens."""
    return lifecycle.at_seat(unit)


@write(router, "/{call_id}/recording/start", permission="calls.take")
def start_recording(unit: Unit, call_id: uuid.UUID) -> Asked:
    """Record from now on, where the policy leaves it to the agent."""
    return lifecycle.start(unit, call_id)


@write(router, "/{call_id}/recording/pause", permission="calls.take")
def pause_recording(unit: Unit, call_id: uuid.UUID, form: Switch) -> Asked:
    """Record nothing while card data is spoken, or go on."""
    return lifecycle.pause(unit, call_id, on=form.on)


@read(router, "/{call_id}/recordings", permission="calls.play")
def recordings(unit: Unit, call_id: uuid.UUID) -> list[Recording]:
    """The recordings of a call."""
    return playback.of_call(unit, call_id)


@read(router, "/recordings/{recording_id}/sound", permission="calls.play", audited=True, response_class=FileResponse)
def sound(unit: Unit, hub_context: TheHouse, recording_id: uuid.UUID) -> FileResponse:
    """The sound as WAV, whole or the range that is asked for. Each request is written down."""
    return FileResponse(playback.sound(unit, recording_id, hub_context.settings.recordings), media_type="audio/wav")


# ---------------------------------------------------------------------- supervision


@read(router, "/supervision", permission="floor.listen")
def own_supervision(unit: Unit) -> OwnSupervision:
    """The call that the caller is in now."""
    return supervision.own(unit)


@write(router, "/supervision/phone", permission="floor.listen", idempotent=False)
def phone(unit: Unit, hub_context: TheHouse) -> PhoneLine:
    """A fresh secret for the supervisor's own telephone in the desk; like an agent's it is never stored."""
    return softphone.hand_out(unit, hub_context.exchange)


@write(router, "/agents/{person_id}/listen", permission="floor.listen")
def listen(unit: Unit, person_id: uuid.UUID, form: ListenForm) -> SupervisionView:
    """Listen to an agent's call, whisper, barge in or take it over, with a reason that is written down."""
    return supervision.listen(unit, person_id, form)


@write(router, "/supervision/{supervision_id}/mode", permission="floor.listen")
def change_mode(unit: Unit, supervision_id: uuid.UUID, form: ModeForm) -> SupervisionView:
    """Listen, whisper or barge in, in the call that the caller is in."""
    return supervision.change_mode(unit, supervision_id, form.mode)


@write(router, "/supervision/{supervision_id}/take-over", permission="floor.barge")
def take_over(unit: Unit, supervision_id: uuid.UUID) -> SupervisionView:
    """Have the customer instead of the agent."""
    return supervision.take_over(unit, supervision_id)


@write(router, "/supervision/{supervision_id}/stop", permission="floor.listen")
def stop(unit: Unit, supervision_id: uuid.UUID) -> SupervisionView:
    """Leave the call."""
    return supervision.stop(unit, supervision_id)


# ---------------------------------------------------------------------- policies


@read(settings_router, "", permission=MANAGE)
def settings(unit: Unit, hub_context: TheHouse) -> RecordingSettings:
    """Policies, and what is missing."""
    return policies.page(unit.db, folders=bool(hub_context.settings.recordings))


@write(settings_router, "/queues/{code}", permission=MANAGE, method="PUT")
def set_policy(unit: Unit, code: str, form: PolicyFields) -> PolicyRow:
    """Which calls of a queue are recorded."""
    return policies.set_policy(unit, code, form)


routers = (router, settings_router)

"""Calls that agents make, consultation, tones, parking, call quality: each function is one request to the hub, as in calls.py."""

import uuid
from typing import Literal

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.schemas.calls.dialling import ConsultForm, DialForm, DtmfForm, LegQuality, QualityForm
from agent_desk.schemas.calls.pick_up import RingingCall
from agent_desk.schemas.calls.records import Asked

ConsultKind = Literal["agent", "queue", "number"]


def dial_contact(api: Api, contact_point_id: uuid.UUID) -> Asked:
    """Call a customer; the number stays in the hub. HubRefused("cannot_dial") says why not."""
    return api.post("/calls/dial", DialForm(contact_point_id=contact_point_id), Asked)


def dial_number(api: Api, number: str) -> Asked:
    """Call a number that was typed."""
    return api.post("/calls/dial", DialForm(number=number), Asked)


def consult(api: Api, call_id: uuid.UUID, *, kind: ConsultKind, target: str) -> Asked:
    """Ask somebody while the customer waits. HubRefused("nobody_ready") for a queue in which nobody is."""
    return api.post(f"/calls/{call_id}/consult", ConsultForm(kind=kind, target=target), Asked)


def complete(api: Api, call_id: uuid.UUID) -> Asked:
    """Pass the customer on to who was asked; the own part ends."""
    return api.post(f"/calls/{call_id}/consult/complete", {}, Asked)


def back_to_customer(api: Api, call_id: uuid.UUID) -> Asked:
    """Let go who is asked."""
    return api.post(f"/calls/{call_id}/consult/cancel", {}, Asked)


def join(api: Api, call_id: uuid.UUID) -> Asked:
    """Talk of three."""
    return api.post(f"/calls/{call_id}/consult/join", {}, Asked)


def press_keys(api: Api, call_id: uuid.UUID, digits: str) -> Asked:
    """Send tones."""
    return api.post(f"/calls/{call_id}/dtmf", DtmfForm(digits=digits), Asked)


def park(api: Api, call_id: uuid.UUID) -> Asked:
    """Leave the customer where any agent can pick them up."""
    return api.post(f"/calls/{call_id}/park", {}, Asked)


def pick_up(api: Api, call_id: uuid.UUID) -> Asked:
    """Have a parked customer ring here."""
    return api.post(f"/calls/{call_id}/pick-up", {}, Asked)


def ringing(api: Api) -> list[RingingCall]:
    """Calls that ring at colleagues and may be picked up here."""
    return api.get("/calls/ringing", list[RingingCall])


def pick_up_ring(api: Api, call_id: uuid.UUID) -> Asked:
    """Have a call that rings at a colleague."""
    return api.post(f"/calls/{call_id}/pick-up-ring", {}, Asked)


def note_quality(outbox: Outbox, call_id: uuid.UUID, form: QualityForm, *, key: str | None = None) -> LegQuality:
    """How the own part of a call sounded, through the outbox: it is not lost while the hub is away, and counts once."""
    path = f"/calls/{call_id}/quality"
    return outbox.submit("POST", path, form, LegQuality, what_zh="通话音质", what_en="Sound of a call", key=key)

"""Call-backs that customers asked for while they waited: each function is one request to the hub, as in calls.py."""

import uuid

from agent_desk.desk.kit.api import Api
from agent_desk.schemas.calls.records import Asked
from agent_desk.schemas.calls.voice_plan import CallbackRow, CancelCallback


def callbacks(api: Api) -> list[CallbackRow]:
    """Of the own queues, or of all for who watches the floor; the open ones first."""
    return api.get("/calls/callbacks", list[CallbackRow])


def take(api: Api, callback_id: uuid.UUID) -> Asked:
    """Dial this customer now. HubRefused("transition_refused") where somebody dials already."""
    return api.post(f"/calls/callbacks/{callback_id}/take", {}, Asked)


def cancel(api: Api, callback_id: uuid.UUID, why: str) -> CallbackRow:
    """Withdraw a call-back."""
    return api.post(f"/calls/callbacks/{callback_id}/cancel", CancelCallback(why=why), CallbackRow)

"""Calls that agents make, consultation, tones, parking, call quality.

HubRefused("cannot_dial") says why not; HubRefused("nobody_ready"): a queue in which nobody is.
"""

import uuid
from typing import Literal

from agent_desk.desk.kit.api import Api, call
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.schemas.calls import operations as ops
from agent_desk.schemas.calls.dialling import ConsultForm, DialForm, LegQuality, QualityForm
from agent_desk.schemas.calls.records import Asked

ConsultKind = Literal["agent", "queue", "number"]
complete = call(ops.complete)
back_to_customer = call(ops.back_to_customer)
join = call(ops.join)
press_keys = call(ops.press_keys)
park = call(ops.park)
pick_up = call(ops.pick_up)
ringing = call(ops.ringing)
pick_up_ring = call(ops.pick_up_ring)


def dial_contact(api: Api, contact_point_id: uuid.UUID) -> Asked:
    """Call a customer; the number stays in the hub."""
    return api.ask(ops.dial.request(DialForm(contact_point_id=contact_point_id)))


def dial_number(api: Api, number: str) -> Asked:
    """Call a number that was typed."""
    return api.ask(ops.dial.request(DialForm(number=number)))


def consult(api: Api, call_id: uuid.UUID, *, kind: ConsultKind, target: str) -> Asked:
    """Ask somebody while the customer waits."""
    return api.ask(ops.consult.request(call_id, ConsultForm(kind=kind, target=target)))


def note_quality(outbox: Outbox, call_id: uuid.UUID, form: QualityForm, *, key: str | None = None) -> LegQuality:
    """Note how the own part of a call sounded, through the outbox: not lost while the hub is away, and counted once."""
    request = ops.note_quality.request(call_id, form)
    return outbox.submit(request, what_zh="通话音质", what_en="Sound of a call", key=key)

"""What the seat can do with calls. HubRefused("no_softphone") where the exchange takes no telephone in the desk.

The wrap-up goes through the outbox and may raise KeptForLater: then it lies on the seat's disk and is sent when the hub is back.
"""

import uuid

from agent_desk.desk.kit.api import Api, call
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.schemas.calls import operations as ops
from agent_desk.schemas.calls.records import (
    Asked,
    SeatAsk,
    SeatView,
    TransferForm,
    TransferKind,
    Verified,
    WrapUp,
    WrapUpForm,
)
from agent_desk.schemas.customers.records import VerificationForm

seat = call(ops.seat)
sign_in_seat = call(ops.sign_in_seat)
phone_line = call(ops.phone_line)
sign_out_seat = call(ops.sign_out_seat)
ask = call(ops.ask)
finish_after_call_work = call(ops.finish_after_call_work)
answer = call(ops.answer)
refuse = call(ops.refuse)
hold = call(ops.hold)
mute = call(ops.mute)
hang_up = call(ops.hang_up)
targets = call(ops.targets)
pop = call(ops.pop)
choose_customer = call(ops.choose_customer)
dispositions = call(ops.dispositions)
reasons = call(ops.reasons)
wrap_up = call(ops.wrap_up)
calls = call(ops.calls, limit=50)
story = call(ops.story)
set_agent_state = call(ops.set_agent_state)
free_agent = call(ops.free_agent)
steer_agents = call(ops.steer_agents)


def ask_ready(api: Api) -> SeatView:
    """Ask to take calls."""
    return ask(api, SeatAsk(state="ready"))


def ask_not_ready(api: Api, reason: str) -> SeatView:
    """Ask to take no calls, for this reason (a code of `SeatView.reasons`)."""
    return ask(api, SeatAsk(state="not_ready", reason=reason))


def transfer(api: Api, call_id: uuid.UUID, *, kind: TransferKind, target: str) -> Asked:
    """Send the customer on; the own part ends at once."""
    return api.ask(ops.transfer.request(call_id, TransferForm(kind=kind, target=target)))


def verify(
    api: Api, call_id: uuid.UUID, customer_id: uuid.UUID, *, right: list[str], wrong: list[str] | None = None
) -> Verified:
    """Hand in the checklist; the hub decides whether it is enough. Passing attaches the call to the customer."""
    form = VerificationForm(customer_id=customer_id, items=right, wrong=wrong or [])
    return api.ask(ops.verify.request(call_id, form))


def save_wrap_up(outbox: Outbox, call_id: uuid.UUID, form: WrapUpForm, *, key: str | None = None) -> WrapUp:
    """Save disposition and notes through the outbox. HubRefused("stale_version") carries both versions in its values."""
    return outbox.submit(
        ops.save_wrap_up.request(call_id, form), what_zh="通话小结", what_en="Wrap-up of a call", key=key
    )

"""What the seat can do with calls: each function is one request to the hub. They block; run them by `background.run`.

Errors are those of `Api` (HubUnreachable, HubRefused, HubFault); the wrap-up goes through the outbox and may raise
KeptForLater: then it lies on the seat's disk and is sent when the hub is back.
"""

import uuid
from datetime import date

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.schemas.calls.records import (
    Asked,
    CallPage,
    CallRow,
    CallStory,
    ChooseCustomer,
    Disposition,
    OwnState,
    PhoneLine,
    Pop,
    Reason,
    SeatAsk,
    SeatSignIn,
    SeatView,
    Switch,
    Targets,
    TransferForm,
    TransferKind,
    Verified,
    WrapUp,
    WrapUpForm,
)
from agent_desk.schemas.calls.supervisor_control import SteerFree, SteerState
from agent_desk.schemas.customers.records import VerificationForm

# ---------------------------------------------------------------------- the seat


def seat(api: Api) -> SeatView:
    """State, queues, reasons, the call at this seat, today's own counts."""
    return api.get("/calls/seat", SeatView)


def sign_in_seat(api: Api, *, extension: str | None = None) -> SeatView:
    """Join the own queues at the exchange, not ready. Changes nothing for somebody who is at the seat already."""
    return api.post("/calls/seat/sign-in", SeatSignIn(extension=extension), SeatView)


def phone_line(api: Api) -> PhoneLine:
    """A fresh secret for the telephone in this desk. HubRefused("no_softphone") where the exchange takes none."""
    return api.post("/calls/seat/phone", {}, PhoneLine)


def sign_out_seat(api: Api) -> SeatView:
    """Leave the queues; in a call it is kept as asked and happens after it."""
    return api.post("/calls/seat/sign-out", {}, SeatView)


def ask_ready(api: Api) -> SeatView:
    """Ask to take calls."""
    return api.post("/calls/seat/ask", SeatAsk(state="ready"), SeatView)


def ask_not_ready(api: Api, reason: str) -> SeatView:
    """Ask to take no calls, for this reason (a code of `SeatView.reasons`)."""
    return api.post("/calls/seat/ask", SeatAsk(state="not_ready", reason=reason), SeatView)


def finish_after_call_work(api: Api) -> SeatView:
    """ "Done": end after-call work. Saving a disposition never does."""
    return api.post("/calls/seat/done", {}, SeatView)


# ---------------------------------------------------------------------- control of a call


def answer(api: Api, call_id: uuid.UUID) -> Asked:
    """Take the ringing call."""
    return api.post(f"/calls/{call_id}/answer", {}, Asked)


def refuse(api: Api, call_id: uuid.UUID) -> Asked:
    """Give the ringing call back to its queue. Counts like a missed ring."""
    return api.post(f"/calls/{call_id}/refuse", {}, Asked)


def hold(api: Api, call_id: uuid.UUID, *, on: bool) -> Asked:
    """Put the customer on hold, or take them back."""
    return api.post(f"/calls/{call_id}/hold", Switch(on=on), Asked)


def mute(api: Api, call_id: uuid.UUID, *, on: bool) -> Asked:
    """Close or open the own microphone."""
    return api.post(f"/calls/{call_id}/mute", Switch(on=on), Asked)


def transfer(api: Api, call_id: uuid.UUID, *, kind: TransferKind, target: str) -> Asked:
    """Send the customer on; the own part ends at once."""
    return api.post(f"/calls/{call_id}/transfer", TransferForm(kind=kind, target=target), Asked)


def hang_up(api: Api, call_id: uuid.UUID) -> Asked:
    """End the call."""
    return api.post(f"/calls/{call_id}/hang-up", {}, Asked)


def targets(api: Api) -> Targets:
    """Colleagues, queues and numbers a call can be sent to."""
    return api.get("/calls/targets", Targets)


# ---------------------------------------------------------------------- the pop, customer, verification


def pop(api: Api, call_id: uuid.UUID) -> Pop:
    """Who may be calling. The hub writes down that it was shown."""
    return api.get(f"/calls/{call_id}/pop", Pop)


def choose_customer(api: Api, call_id: uuid.UUID, customer_id: uuid.UUID | None) -> CallRow:
    """Attach the call to a customer; None takes it off."""
    return api.post(f"/calls/{call_id}/customer", ChooseCustomer(customer_id=customer_id), CallRow)


def verify(
    api: Api, call_id: uuid.UUID, customer_id: uuid.UUID, *, right: list[str], wrong: list[str] | None = None
) -> Verified:
    """Hand in the checklist; the hub decides whether it is enough. Passing attaches the call to the customer."""
    form = VerificationForm(customer_id=customer_id, items=right, wrong=wrong or [])
    return api.post(f"/calls/{call_id}/verification", form, Verified)


# ---------------------------------------------------------------------- wrap-up


def dispositions(api: Api) -> list[Disposition]:
    """The tree of dispositions."""
    return api.get("/calls/dispositions", list[Disposition])


def reasons(api: Api) -> list[Reason]:
    """Every not-ready reason, those of the hub included, for their names."""
    return api.get("/calls/reasons", list[Reason])


def wrap_up(api: Api, call_id: uuid.UUID) -> WrapUp:
    """The own wrap-up of a call; version 0 where nothing is saved yet."""
    return api.get(f"/calls/{call_id}/wrap-up", WrapUp)


def save_wrap_up(outbox: Outbox, call_id: uuid.UUID, form: WrapUpForm, *, key: str | None = None) -> WrapUp:
    """Save disposition and notes through the outbox. HubRefused("stale_version") carries both versions in its values."""
    return outbox.submit(
        "PUT", f"/calls/{call_id}/wrap-up", form, WrapUp, what_zh="通话小结", what_en="Wrap-up of a call", key=key
    )


# ---------------------------------------------------------------------- lists and stories


def calls(
    api: Api,
    *,
    customer_id: uuid.UUID | None = None,
    day: date | None = None,
    queue: str | None = None,
    agent: uuid.UUID | None = None,
    outcome: str | None = None,
    limit: int = 50,
    after: str | None = None,
) -> CallPage:
    """Calls, newest first: the own ones, or all with calls.all. `day` is a day of the centre."""
    wanted = {
        "customer_id": customer_id,
        "day": day,
        "queue": queue,
        "agent": agent,
        "outcome": outcome,
        "limit": limit,
        "after": after,
    }
    return api.get("/calls", CallPage, params={key: str(value) for key, value in wanted.items() if value is not None})


def story(api: Api, call_id: uuid.UUID) -> CallStory:
    """One call from joining the queue to its end."""
    return api.get(f"/calls/{call_id}", CallStory)


# ---------------------------------------------------------------------- steering by supervisors


def set_agent_state(api: Api, person_id: uuid.UUID, form: SteerState) -> OwnState:
    """Set an agent's state, with a reason that is written down."""
    return api.post(f"/calls/agents/{person_id}/state", form, OwnState)


def free_agent(api: Api, person_id: uuid.UUID, why: str) -> OwnState:
    """Free a stuck agent, with a reason that is written down."""
    return api.post(f"/calls/agents/{person_id}/free", SteerFree(why=why), OwnState)

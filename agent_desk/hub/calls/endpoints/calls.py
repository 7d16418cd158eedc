"""Calls over HTTP: control of the own call, pop, customer, identity check, wrap-up, lists and stories."""

import uuid
from datetime import date

from fastapi import APIRouter

from agent_desk.hub.calls.endpoints.dialling import router as dialling_router
from agent_desk.hub.calls.endpoints.seat import Zone, centre_zone
from agent_desk.hub.calls.endpoints.voice_plan import router as menu_router
from agent_desk.hub.calls.orders import control
from agent_desk.hub.calls.seat import queries, wrapup
from agent_desk.hub.calls.seat import screen_pop as pop
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import read, write
from agent_desk.schemas.calls.records import (
    Asked,
    CallPage,
    CallRow,
    CallStory,
    ChooseCustomer,
    Outcome,
    Pop,
    Switch,
    TransferForm,
    Verified,
    WrapUp,
    WrapUpForm,
)
from agent_desk.schemas.customers.records import VerificationForm

router = APIRouter(prefix="/api/calls", tags=["calls"])


@read(router, "", permission="calls.view", audited=True)
def calls(
    unit: Unit,
    zone: Zone,
    customer_id: uuid.UUID | None = None,
    day: date | None = None,
    queue: str | None = None,
    agent: uuid.UUID | None = None,
    outcome: Outcome | None = None,
    limit: int | None = None,
    after: str | None = None,
) -> CallPage:
    """Calls, newest first: the own ones, or all with calls.all. `day` is a day of the centre."""
    wanted = queries.Wanted(customer_id=customer_id, day=day, queue=queue, agent=agent, outcome=outcome)
    return queries.page(unit, wanted, centre_zone(unit, zone), limit, after)


@read(router, "/{call_id}", permission="calls.view", audited=True)
def story(unit: Unit, call_id: uuid.UUID) -> CallStory:
    """One call from joining the queue to its end."""
    return queries.story(unit, call_id)


@read(router, "/{call_id}/pop", permission="calls.view", audited=True)
def screen_pop(unit: Unit, call_id: uuid.UUID) -> Pop:
    """Who may be calling, with their open matters."""
    return pop.pop(unit, call_id)


@write(router, "/{call_id}/answer", permission="calls.take")
def answer(unit: Unit, call_id: uuid.UUID) -> Asked:
    """Take the ringing call."""
    return control.order(unit, call_id, "answer")


@write(router, "/{call_id}/refuse", permission="calls.take")
def refuse(unit: Unit, call_id: uuid.UUID) -> Asked:
    """Give the ringing call back to its queue."""
    return control.order(unit, call_id, "refuse")


@write(router, "/{call_id}/hold", permission="calls.take")
def hold(unit: Unit, call_id: uuid.UUID, form: Switch) -> Asked:
    """Put the customer on hold, or take them back."""
    return control.order(unit, call_id, "hold", on=form.on)


@write(router, "/{call_id}/mute", permission="calls.take")
def mute(unit: Unit, call_id: uuid.UUID, form: Switch) -> Asked:
    """Close or open the own microphone."""
    return control.order(unit, call_id, "mute", on=form.on)


@write(router, "/{call_id}/transfer", permission="calls.take")
def transfer(unit: Unit, call_id: uuid.UUID, form: TransferForm) -> Asked:
    """Send the customer on to an agent, a queue or a number."""
    return control.transfer(unit, call_id, form)


@write(router, "/{call_id}/hang-up", permission="calls.take")
def hang_up(unit: Unit, call_id: uuid.UUID) -> Asked:
    """End the call."""
    return control.order(unit, call_id, "hang_up")


@write(router, "/{call_id}/customer", permission="calls.take")
def choose_customer(unit: Unit, call_id: uuid.UUID, form: ChooseCustomer) -> CallRow:
    """Attach the call to a customer by choice, or take it off."""
    return pop.choose_customer(unit, call_id, form.customer_id)


@write(router, "/{call_id}/verification", permission="customers.verify")
def verification(unit: Unit, call_id: uuid.UUID, form: VerificationForm) -> Verified:
    """Hand in the identity checklist."""
    return pop.verify(unit, call_id, form)


@read(router, "/{call_id}/wrap-up", permission="calls.take")
def wrap_up(unit: Unit, call_id: uuid.UUID) -> WrapUp:
    """The own wrap-up; version 0 where nothing is saved yet."""
    return wrapup.wrap_up(unit, call_id)


@write(router, "/{call_id}/wrap-up", permission="calls.take", method="PUT")
def save_wrap_up(unit: Unit, call_id: uuid.UUID, form: WrapUpForm) -> WrapUp:
    """Save disposition and notes; 409 with both versions when the form is stale. After-call work goes on."""
    return wrapup.save(unit, call_id, form)


routers = (menu_router, dialling_router, router)
"""In this order, and after the seat's: words in paths stand where ids of calls could."""

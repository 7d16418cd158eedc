"""The seat over HTTP: state, signing in and out at the exchange, asking for a state, ending after-call work; steering."""

import uuid
from typing import Annotated

from fastapi import APIRouter, Depends

from agent_desk.hub.calls import views
from agent_desk.hub.calls.orders import softphone
from agent_desk.hub.calls.seat import queries, seats, supervisor_control
from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import house_of, read, write
from agent_desk.hub.people import service as people
from agent_desk.schemas.calls.records import (
    Disposition,
    OwnState,
    PhoneLine,
    Reason,
    SeatAsk,
    SeatSignIn,
    SeatView,
    Targets,
)
from agent_desk.schemas.calls.settings import RINGS
from agent_desk.schemas.calls.supervisor_control import SteerFree, SteerState

router = APIRouter(prefix="/api/calls", tags=["calls"])


async def zone_of(hub_context: Annotated[HubContext, Depends(house_of)]) -> str:
    """The zone of the settings; the centre's own, where it is set, goes before it. A plain word: writes digest it."""
    return hub_context.settings.zone


Zone = Annotated[str, Depends(zone_of)]
TheHouse = Annotated[HubContext, Depends(house_of)]


def centre_zone(unit: Unit, zone: str) -> str:
    """The centre's one time zone."""
    return people.centre(unit.db, zone=zone, simulated=False, demo=False).zone


@read(router, "/seat", permission="calls.take")
def seat(unit: Unit, zone: Zone) -> SeatView:
    """State, queues, reasons, the call at this seat, today's own counts."""
    return seats.view(unit, zone)


@write(router, "/seat/sign-in", permission="calls.take")
def sign_in(unit: Unit, zone: Zone, form: SeatSignIn) -> SeatView:
    """Join the own queues at the exchange, not ready; whoever is at a seat already keeps their state."""
    seats.sign_in(unit, form.extension)
    return seats.view(unit, zone)


@write(router, "/seat/phone", permission="calls.take", idempotent=False)
def phone(unit: Unit, hub_context: TheHouse) -> PhoneLine:
    """A fresh secret for the telephone in the desk. Not idempotent on purpose: the answer is a secret and is never stored."""
    return softphone.hand_out(unit, hub_context.exchange)


@write(router, "/seat/sign-out", permission="calls.take")
def sign_out(unit: Unit, zone: Zone) -> SeatView:
    """Leave the queues, now or after the call."""
    seats.sign_out(unit)
    return seats.view(unit, zone)


@write(router, "/seat/ask", permission="calls.take")
def ask(unit: Unit, zone: Zone, form: SeatAsk) -> SeatView:
    """Ask for ready or not ready; while busy it is kept as asked."""
    seats.ask(unit, form)
    return seats.view(unit, zone)


@write(router, "/seat/done", permission="calls.take")
def done(unit: Unit, zone: Zone) -> SeatView:
    """End after-call work."""
    seats.done(unit)
    return seats.view(unit, zone)


@read(router, "/dispositions", permission="calls.view")
def dispositions(unit: Unit) -> list[Disposition]:
    """The tree of dispositions."""
    return views.dispositions(unit.db)


@read(router, "/reasons", permission="calls.view")
def reasons(unit: Unit) -> list[Reason]:
    """Every not-ready reason, for names and for choice."""
    return views.reasons(unit.db)


@read(router, "/targets", permission="calls.take")
def targets(unit: Unit) -> Targets:
    """Where a call can be sent."""
    return queries.targets(unit)


@write(router, "/agents/{person_id}/state", permission="floor.steer")
def set_agent_state(unit: Unit, person_id: uuid.UUID, form: SteerState) -> OwnState:
    """Set an agent's state, with a reason that is written down."""
    row = supervisor_control.set_agent_state(unit, person_id, form.state, form.reason_code, form.why)
    return views.own_state(row, settings_store.read(unit.db, RINGS, unit.now).misses_allowed)


@write(router, "/agents/{person_id}/free", permission="floor.steer")
def free_agent(unit: Unit, person_id: uuid.UUID, form: SteerFree) -> OwnState:
    """Free a stuck agent, with a reason that is written down."""
    row = supervisor_control.free_agent(unit, person_id, form.why)
    return views.own_state(row, settings_store.read(unit.db, RINGS, unit.now).misses_allowed)

"""The areas of the hub, wired in one place: their endpoints, their duties, their threads, what they start with."""

import threading

from fastapi import FastAPI
from sqlalchemy.orm import Session

from agent_desk.hub.administration import settings_endpoints
from agent_desk.hub.calls.endpoints import calls, recording, seat
from agent_desk.hub.calls.intake import duties as calls_duties
from agent_desk.hub.calls.orders import jobs as calls_jobs
from agent_desk.hub.calls.recording import jobs as recording_jobs
from agent_desk.hub.calls.recording import retention
from agent_desk.hub.calls.recording.keeper import RecordingKeeper
from agent_desk.hub.calls.seat import sign_out as calls_leaving
from agent_desk.hub.calls.voice_plan import apply
from agent_desk.hub.cases import endpoints as cases
from agent_desk.hub.cases.recording_hold import calls_with_open_complaint
from agent_desk.hub.customers import endpoints as customers
from agent_desk.hub.figures import counter_keeper as floor_keeping
from agent_desk.hub.figures import endpoints as floor
from agent_desk.hub.figures import endpoints_history as floor_history
from agent_desk.hub.figures.board_keeper import BoardKeeper
from agent_desk.hub.kit import masking
from agent_desk.hub.kit.changes import Message
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.knowledge import endpoints as knowledge
from agent_desk.hub.knowledge import words as knowledge_words
from agent_desk.hub.people import endpoints as people
from agent_desk.hub.people import service as people_service
from agent_desk.hub.people import staff_endpoints
from agent_desk.hub.quality import endpoints as quality
from agent_desk.hub.reports import endpoints as reports
from agent_desk.hub.reports import making as reports_making
from agent_desk.hub.supervising import alarm_settings
from agent_desk.hub.supervising import duties as floor_duties
from agent_desk.hub.supervising import endpoints as endpoints_work

# FastAPI looks for a path in this order: what every move of every seat asks for goes first, and words before ids.
ROUTERS = [
    seat.router,
    *recording.routers,
    *calls.routers,
    people.router,
    staff_endpoints.router,
    settings_endpoints.router,
    customers.router,
    customers.settings_router,
    knowledge.router,
    cases.router,
    floor.router,
    floor_history.router,
    *endpoints_work.routers,
    quality.router,
    reports.router,
]


def wire(app: FastAPI) -> None:
    """Hand every area's endpoints to the hub."""
    for router in ROUTERS:
        app.include_router(router)


def register(hub_context: HubContext) -> None:
    """Hand every area's jobs to a process of the hub, and what the areas must know of each other."""
    calls_jobs.register(hub_context)
    apply.register(hub_context)
    recording_jobs.register(hub_context)
    retention.hold(calls_with_open_complaint)
    reports_making.register(hub_context)
    hub_context.at_sign_out.append(calls_leaving.leave)


def seed_defaults(db: Session) -> None:
    """What a new database must hold before anybody can sign in; changes nothing in one that is in use."""
    people_service.seed_roles(db)
    masking.seed_masks(db)
    calls_duties.seed_defaults(db)
    alarm_settings.seed_defaults(db)


def duties() -> list[Duty]:
    """Regular duties of the areas."""
    return [
        *calls_duties.duties(),
        *floor_duties.duties(),
        *floor_keeping.duties(),
        Duty("move due times that stand still", 60.0, cases.keep_due_times),
        *reports_making.duties(),
    ]


def threads(hub_context: HubContext, *, counts: bool) -> list[threading.Thread]:
    """Threads that belong where the seats are. `counts`: as of `board`."""
    return [calls_duties.SeatPulse(hub_context), knowledge_words.loader(), board(hub_context, counts=counts)]


def exchange_threads(hub_context: HubContext) -> list[threading.Thread]:
    """Threads that speak with the telephone exchange; what only one hub may do has a lease."""
    return calls_duties.exchange_threads(hub_context)


def is_order(task: str) -> bool:
    """Whether a job of this name is an order to the telephone exchange."""
    return task in calls_jobs.ORDERS


def board(hub_context: HubContext, *, counts: bool) -> BoardKeeper:
    """The keeper of the board in this process. `counts`: it counts the board too, if it has the lease."""
    keeper = BoardKeeper(hub_context, counts=counts)
    hub_context.listeners.append(keeper.heard)
    return keeper


def back_room_threads(hub_context: HubContext) -> list[threading.Thread]:
    """Threads that nobody waits for at a counter; what only one hub may do has a lease."""
    return [RecordingKeeper(hub_context)]


def on_changes(hub_context: HubContext, messages: list[Message]) -> None:
    """New changes have been read: hand them to the seats, if there are any here, in the event loop's thread."""
    hub_context.seats.deliver(messages)
    for listener in hub_context.listeners:
        listener(messages)
    for _, message in messages:
        if message["entity"] in ("seat_session", "wallboard_token") and "ended" in message["hint"]:
            hub_context.seats.end(message["entity_id"], message["hint"]["ended"])

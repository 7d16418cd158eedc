"""The areas of the hub, wired in one place: their endpoints, their duties, their threads, what they start with."""

import threading

from fastapi import FastAPI
from sqlalchemy.orm import Session

from agent_desk.hub.calls import duties as calls_duties
from agent_desk.hub.calls import endpoints as calls
from agent_desk.hub.calls import endpoints_recording, endpoints_seat, plan_apply, recording_jobs, recording_retention
from agent_desk.hub.calls import jobs as calls_jobs
from agent_desk.hub.calls import leaving as calls_leaving
from agent_desk.hub.calls.recording_keeper import RecordingKeeper
from agent_desk.hub.cases import endpoints as cases
from agent_desk.hub.cases.holds import calls_with_open_complaint
from agent_desk.hub.customers import endpoints as customers
from agent_desk.hub.floor import alarm_settings, endpoints_work
from agent_desk.hub.floor import duties as floor_duties
from agent_desk.hub.floor import endpoints as floor
from agent_desk.hub.floor import endpoints_history as floor_history
from agent_desk.hub.floor import keeping as floor_keeping
from agent_desk.hub.floor.keeper import BoardKeeper
from agent_desk.hub.kit import masking
from agent_desk.hub.kit.changes import Message
from agent_desk.hub.kit.house import House
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.knowledge import endpoints as knowledge
from agent_desk.hub.knowledge import words as knowledge_words
from agent_desk.hub.people import endpoints as people
from agent_desk.hub.people import service as people_service
from agent_desk.hub.people import settings_endpoints, staff_endpoints
from agent_desk.hub.quality import endpoints as quality
from agent_desk.hub.reports import endpoints as reports
from agent_desk.hub.reports import making as reports_making

# FastAPI looks for a path in this order: what every move of every seat asks for goes first, and words before ids.
ROUTERS = [
    endpoints_seat.router,
    *endpoints_recording.routers,
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


def furnish(house: House) -> None:
    """Hand every area's jobs to a process of the hub, and what the areas must know of each other."""
    calls_jobs.register(house)
    plan_apply.register(house)
    recording_jobs.register(house)
    recording_retention.hold(calls_with_open_complaint)
    reports_making.register(house)
    house.leaving.append(calls_leaving.leave)


def establish(db: Session) -> None:
    """What a new database must hold before anybody can sign in; changes nothing in one that is in use."""
    people_service.establish_roles(db)
    masking.establish_masks(db)
    calls_duties.establish(db)
    alarm_settings.establish(db)


def duties() -> list[Duty]:
    """Regular duties of the areas."""
    return [
        *calls_duties.duties(),
        *floor_duties.duties(),
        *floor_keeping.duties(),
        Duty("move due times that stand still", 60.0, cases.keep_due_times),
        *reports_making.duties(),
    ]


def threads(house: House, *, counts: bool) -> list[threading.Thread]:
    """Threads that belong where the seats are. `counts`: as of `board`."""
    return [*calls_duties.threads(house), knowledge_words.loader(), board(house, counts=counts)]


def board(house: House, *, counts: bool) -> BoardKeeper:
    """The keeper of the board in this process. `counts`: it counts the board too, if it has the lease."""
    keeper = BoardKeeper(house, counts=counts)
    house.listeners.append(keeper.heard)
    return keeper


def threads_behind(house: House) -> list[threading.Thread]:
    """Threads that nobody waits for at a counter; what only one hub may do has a lease."""
    return [RecordingKeeper(house)]


def on_changes(house: House, messages: list[Message]) -> None:
    """New changes have been read: hand them to the seats, if there are any here, in the event loop's thread."""
    house.seats.deliver(messages)
    for listener in house.listeners:
        listener(messages)
    for _, message in messages:
        if message["entity"] in ("seat_session", "wallboard_token") and "ended" in message["hint"]:
            house.seats.end(message["entity_id"], message["hint"]["ended"])

"""The hub: build, wire, run. Reading this file top to bottom is reading the plan of the house."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import FastAPI
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import generate_latest
from sqlalchemy import text

from agent_desk.hub import areas, backroom
from agent_desk.hub.housekeeping import close_house, open_house, wake_listeners
from agent_desk.hub.kit import audit, handlers, live, memory
from agent_desk.hub.kit.changes import ChangeFeed, Message
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import HubError
from agent_desk.hub.kit.house import House
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.web import OPEN, PERMISSION
from agent_desk.hub.migrations import run as migrations


def build(settings: Settings, *, back_room: bool = False) -> FastAPI:
    """A hub that is ready to serve: database migrated, areas wired. Raises DatabaseDown, AnotherKey.

    `back_room`: what nobody waits for at a counter is done by a process of its own (backroom.py).
    """
    database = Database(settings.database)
    with database.read() as db:
        db.execute(text("SELECT 1"))
    migrations.upgrade(database.engine)
    with database.write() as db:
        areas.establish(db)
        audit.require_key(db, settings.audit_key.encode())
    house = open_house(settings, database)
    app = FastAPI(title="Agent Desk hub", version="1", lifespan=_lifespan, docs_url="/docs", redoc_url=None)
    app.state.house = house
    handlers.install(app)
    app.state.room = backroom.BackRoom(house) if back_room else None
    areas.furnish(house)
    areas.wire(app)
    app.include_router(live.router)
    _operations(app, house)
    app.add_middleware(handlers.Envelope)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    house: House = app.state.house
    loop = asyncio.get_running_loop()
    house.seats.loop = loop

    def deliver(messages: list[Message]) -> None:
        # After the loop has closed nobody is left to tell.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(areas.on_changes, house, messages)

    feed = ChangeFeed(house.database.dsn, deliver, house.stopping, house.database.backends)
    house.database.told = feed.committed
    room: backroom.BackRoom | None = app.state.room
    threads = [feed, *areas.threads(house, counts=room is None)]
    threads += [room] if room is not None else backroom.threads(house)
    for thread in threads:
        thread.start()
    memory.settle()
    memory.answer_quickly()
    house.jobs.begin(house.database, room.hand_over if room is not None else None)
    async with house.jobs.async_app().open_async() as jobs:
        # Only for what a hub left behind: each does its own jobs at once, so that listening would cost and bring nothing.
        worker = asyncio.create_task(
            jobs.run_worker_async(
                concurrency=8, install_signal_handlers=False, listen_notify=False, delete_jobs="successful",
                fetch_job_polling_interval=1.0,
            )
        )  # fmt: skip
        yield
        house.stopping.set()
        await asyncio.to_thread(house.jobs.end)
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker
    await asyncio.to_thread(wake_listeners, house)
    for thread in threads:
        await asyncio.to_thread(thread.join, 5)
    close_house(house)


def _operations(app: FastAPI, house: House) -> None:
    @app.get("/health", tags=["operations"])
    def health() -> JSONResponse:
        """Whether this hub can serve: 200, or 503 with what is missing. Needs no sign-in."""
        try:
            with house.database.read() as db:
                db.execute(text("SELECT 1"))
        except HubError as fault:
            return JSONResponse({"status": "down", "cause": fault.id, "sentence": fault.render()}, status_code=503)
        return JSONResponse({"status": "ok", "hub_time": house.now().isoformat(), "seats": len(house.seats)})

    @app.get("/metrics", tags=["operations"])
    def metrics() -> PlainTextResponse:
        """Prometheus figures of this process; no personal data in them."""
        return PlainTextResponse(generate_latest().decode(), media_type="text/plain; version=0.0.4")

    @app.get("/metrics/back-room", tags=["operations"])
    def back_room_metrics() -> PlainTextResponse:
        """The same of this hub's back room, a few seconds old; nothing where it has none or it has just begun."""
        room: backroom.BackRoom | None = app.state.room
        return PlainTextResponse(room.figures if room else "", media_type="text/plain; version=0.0.4")

    for endpoint in (health, metrics, back_room_metrics):
        setattr(endpoint, PERMISSION, OPEN)

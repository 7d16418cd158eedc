"""The hub: build, wire, run. Reading this file top to bottom is reading the plan of the house."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import generate_latest
from sqlalchemy import text

from agent_desk.hub import areas, back_room, exchange_process, routes
from agent_desk.hub.housekeeping import close_context, open_context, wake_listeners
from agent_desk.hub.kit import audit, handlers, live, memory, trusted_clock, typed_over, watch
from agent_desk.hub.kit.admission.address import TrustedProxies
from agent_desk.hub.kit.admission.connections import Connections
from agent_desk.hub.kit.admission.gate import Gate, long_paths, open_paths
from agent_desk.hub.kit.admission.open_pages import now_and_then
from agent_desk.hub.kit.admission.refusal_writer import RefusalWriter
from agent_desk.hub.kit.area import EVERY, SEATS
from agent_desk.hub.kit.audit import Witness
from agent_desk.hub.kit.audit.watch import in_doubt as audit_in_doubt
from agent_desk.hub.kit.changes import ChangeFeed, Message
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import HubError
from agent_desk.hub.kit.files.keys import Keyring, require_keys
from agent_desk.hub.kit.health.machine import Processes, ProcessSeen
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.statement_limit import SEATS_S, WATCH
from agent_desk.hub.migrations import run as migrations
from agent_desk.hub.side_process import SideProcess

_FIGURES: Final = "text/plain; version=0.0.4"


class SideProcesses:
    """The processes that a hub keeps beside the one that serves the seats."""

    def __init__(self, hub_context: HubContext) -> None:
        self.back_room = SideProcess(hub_context, "back-room", back_room.__name__)
        self.exchange = SideProcess(hub_context, "exchange", exchange_process.__name__)
        self._own = hub_context.database.backends
        self.all = (self.exchange, self.back_room)
        for process in self.all:
            process.do_here = hub_context.jobs.do_here

    def hand_over(self, job_id: int, task: str, words: str) -> bool:
        """Let the process do a job whose business it is; return whether it was handed over. Does not wait."""
        process = self.exchange if areas.is_order(task) else self.back_room
        return process.hand_over(job_id, task, words)

    def seen(self) -> list[ProcessSeen]:
        """Return how each of them is, for the health page."""
        found = ((one, one.health()) for one in self.all)
        return [ProcessSeen(one.name, health.state, health.beat_s, one.pid) for one, health in found]

    def __contains__(self, backend: object) -> bool:
        """Return whether a connection is one whose changes this hub hears of without asking the database."""
        return backend in self._own or backend in self.exchange.backends


def build(settings: Settings, *, processes: bool = False, database: Database | None = None) -> FastAPI:
    """Return a hub that is ready to serve: database migrated, areas wired. Raises DatabaseDown, AnotherKey, UnknownFileKeys.

    `processes`: the exchange, and what nobody waits for at a counter, have processes of their own (side_process.py).
    `database`: one that is open already, where many hubs come and go; its statements are compiled.
    """
    database = database or Database(settings.database)
    database.witness = Witness(settings.audit_key.encode())
    with database.read() as db:
        db.execute(text("SELECT 1"))
    migrations.upgrade(database.engine)
    with database.write() as db:
        areas.seed_defaults(db)
        audit.require_key(db, settings.audit_key.encode())
        require_keys(db, Keyring.of(settings))
    if processes:
        # Seats wait for what this process asks; what takes longer is the back room's.
        WATCH.limit_s = SEATS_S
    typed_over.attend()
    hub_context = open_context(settings, database)
    trusted_clock.begin(hub_context)
    app = FastAPI(title="Agent Desk hub", version="1", lifespan=_lifespan, docs_url=None, redoc_url=None)
    app.state.hub_context = hub_context
    app.state.connections = Connections()
    handlers.install(app)
    app.state.processes = side = SideProcesses(hub_context) if processes else None
    if side is not None:
        hub_context.state[Processes] = Processes(side.seen)
    areas.register(hub_context)
    routes.wire(app)
    app.router.routes.extend(live.router.routes)
    for path, endpoint in (
        ("/health", health),
        ("/metrics", metrics),
        ("/metrics/back-room", back_room_metrics),
        ("/metrics/exchange", exchange_metrics),
    ):
        app.add_api_route(path, endpoint, tags=["operations"])
    app.add_middleware(
        Gate,
        hub_context=hub_context,
        connections=app.state.connections,
        open_paths=open_paths(app.router.routes),
        longest=long_paths(app.router.routes),
    )
    app.add_middleware(handlers.Envelope)
    if settings.trusted_proxies:
        app.state.connections.trusted = settings.trusted_proxies
        app.add_middleware(TrustedProxies, trusted_hosts=settings.trusted_proxies)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    hub_context: HubContext = app.state.hub_context
    loop = asyncio.get_running_loop()
    hub_context.seats.loop = loop

    def deliver(messages: list[Message]) -> None:
        # After the loop has closed nobody is left to tell.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(areas.on_changes, hub_context, messages)

    processes: SideProcesses | None = app.state.processes
    own = hub_context.database.backends if processes is None else processes
    feed = ChangeFeed(hub_context.database.dsn, deliver, hub_context.stopping, own)
    hub_context.database.told = feed.committed
    threads = [feed, RefusalWriter(hub_context), *areas.threads(hub_context, EVERY if processes is None else SEATS)]
    threads += watch.threads(hub_context, keeps=processes is None)
    if processes is None:
        threads.append(back_room.ticker(hub_context))
    else:
        processes.exchange.on_changes = feed.committed
        threads += [processes.exchange, processes.back_room]
    for thread in threads:
        thread.start()
    if processes is not None:
        # This process is a hub and nothing else; where one is a guest, as in tests, what it leaves must be collected.
        memory.settle()
        memory.answer_quickly()
    hub_context.jobs.begin(hub_context.database, processes.hand_over if processes is not None else None)
    async with hub_context.jobs.async_app().open_async() as jobs:
        # Only for what a hub left behind: each does its own jobs at once, so that listening would cost and bring nothing.
        worker = asyncio.create_task(
            jobs.run_worker_async(
                concurrency=8,
                install_signal_handlers=False,
                listen_notify=False,
                delete_jobs="successful",
                fetch_job_polling_interval=1.0,
            )
        )
        rights = asyncio.create_task(live.keep_rights(hub_context))
        yield
        rights.cancel()
        hub_context.stopping.set()
        await asyncio.to_thread(hub_context.jobs.end)
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker
    await asyncio.to_thread(wake_listeners, hub_context)
    for thread in threads:
        await asyncio.to_thread(thread.join, 5)
    close_context(hub_context)


# Not closures: FastAPI remembers every endpoint it has called for as long as the process lives, and with a closure its hub.


@now_and_then
def health(request: Request) -> JSONResponse:
    """Return whether this hub can serve: 200, or 503 with what is missing. Needs no sign-in."""
    hub_context: HubContext = request.app.state.hub_context
    try:
        with hub_context.database.read() as db:
            clock = trusted_clock.look(hub_context, db)
            in_doubt = audit_in_doubt(db)
    except HubError as fault:
        return JSONResponse({"status": "down", "cause": fault.id, "sentence": fault.render()}, status_code=503)
    processes: SideProcesses | None = request.app.state.processes
    found = {one.name: one.health() for one in processes.all} if processes else {}
    ready = all(one.state == "ready" for one in found.values())
    return JSONResponse(
        {
            "status": "ok" if ready else "degraded",
            "hub_time": hub_context.now().isoformat(),
            "seats": len(hub_context.seats),
            "clock": {"trusted": not clock.why, "why": clock.why, "difference_s": round(clock.difference_s, 1)},
            "audit_trail": "in_doubt" if in_doubt else "ok",
            "processes": {
                name: {
                    "state": one.state,
                    "since_at": one.since_at.isoformat(),
                    "beat_s": None if one.beat_s is None else round(one.beat_s, 1),
                }
                for name, one in found.items()
            },
        }
    )


@now_and_then
def metrics(request: Request) -> PlainTextResponse:
    """Return Prometheus figures of this process, and whether its others answer; no personal data in them."""
    processes: SideProcesses | None = request.app.state.processes
    for one in processes.all if processes else ():
        one.measure()
    return PlainTextResponse(generate_latest().decode(), media_type=_FIGURES)


@now_and_then
def back_room_metrics(request: Request) -> PlainTextResponse:
    """Return the same of this hub's back room, a few seconds old; nothing where it has none or it has just begun."""
    processes: SideProcesses | None = request.app.state.processes
    return PlainTextResponse(processes.back_room.figures if processes else "", media_type=_FIGURES)


@now_and_then
def exchange_metrics(request: Request) -> PlainTextResponse:
    """Return the same of this hub's process for the telephone exchange."""
    processes: SideProcesses | None = request.app.state.processes
    return PlainTextResponse(processes.exchange.figures if processes else "", media_type=_FIGURES)

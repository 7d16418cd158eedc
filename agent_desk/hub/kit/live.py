"""The WebSocket of a seat: hello, changes, pushes, heartbeats, goodbye. See docs/wire.md."""

import asyncio
from typing import Any

import structlog
from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from starlette.concurrency import run_in_threadpool

from agent_desk.hub.kit.changes import Cursor, Message, pruned_up_to, settled_cursor, since
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import HubError
from agent_desk.hub.kit.seats import Seat, in_words
from agent_desk.hub.kit.security import WALLBOARD_MARK, WALLBOARD_VIEW, Caller, caller_by_token, wallboard_by_token
from agent_desk.hub.kit.statements import connection_of

HEARTBEAT_S = 5
HELLO_WITHIN_S = 10
WATCHABLE = {"floor.board": "floor.view", "floor.wallboard": WALLBOARD_VIEW}
"""Snapshots a seat may watch, and the permission each needs."""

router = APIRouter()
log = structlog.get_logger()


@router.websocket("/api/live")
async def live(socket: WebSocket) -> None:
    """One seat's line, from hello to goodbye."""
    hub_context: HubContext = socket.app.state.hub_context
    await socket.accept()
    try:
        hello = await asyncio.wait_for(socket.receive_json(), HELLO_WITHIN_S)
        seat, welcome, missed = await run_in_threadpool(_admit, hub_context, hello)
    except HubError as refusal:
        await socket.send_json({"type": "bye", "reason": refusal.id})
        await socket.close(4401)
        return
    except (TimeoutError, ValueError, KeyError, WebSocketDisconnect):
        await _close_quietly(socket, 4400)
        return
    hub_context.seats.add(seat)
    hub_context.seats.heard(seat)
    # Read again after joining: a change between the first reading and the joining would reach neither.
    missed += await run_in_threadpool(_since, hub_context, seat.caller, Cursor.parse(welcome["cursor"]))
    tasks = [
        asyncio.create_task(_send(socket, seat, welcome, missed)),
        asyncio.create_task(_listen(hub_context, socket, seat)),
        asyncio.create_task(_beat(hub_context, seat)),
    ]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        hub_context.seats.remove(seat)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await _close_quietly(socket, 1000)


def _admit(hub_context: HubContext, hello: dict[str, Any]) -> tuple[Seat, dict[str, Any], list[dict[str, Any]]]:
    with hub_context.database.read() as db:
        token = str(hello["token"])
        if token.startswith(WALLBOARD_MARK):
            caller = wallboard_by_token(db, token)
        else:
            caller = caller_by_token(db, token, hub_context.now())
        cursor = Cursor.parse(hello.get("cursor"))
        connection = connection_of(db)
        now = settled_cursor(connection)
        resync = cursor is not None and cursor[0] <= pruned_up_to(connection)
        missed = _filtered(caller, list(since(connection, cursor))) if cursor and not resync else []
    welcome = {
        "type": "welcome",
        "cursor": str(now),
        "hub_time": hub_context.now().isoformat(),
        "heartbeat_s": HEARTBEAT_S,
        "resync": resync,
    }
    return Seat(caller), welcome, missed


def _since(hub_context: HubContext, caller: Caller, cursor: Cursor | None) -> list[dict[str, Any]]:
    if cursor is None:
        return []
    with hub_context.database.read() as db:
        return _filtered(caller, list(since(connection_of(db), cursor)))


def _filtered(caller: Caller, messages: list[Message]) -> list[dict[str, Any]]:
    own = caller.audiences()
    return [message for audience, message in messages if not audience.isdisjoint(own)]


async def _send(socket: WebSocket, seat: Seat, welcome: dict[str, Any], missed: list[dict[str, Any]]) -> None:
    await socket.send_json(welcome)
    for message in missed:
        await socket.send_json(message)
    while (waiting := await seat.queue.get()) is not None:
        if isinstance(waiting, bytes):
            await socket.send_bytes(waiting)
        else:
            await socket.send_text(waiting)


async def _listen(hub_context: HubContext, socket: WebSocket, seat: Seat) -> None:
    try:
        while True:
            message = await socket.receive_json()
            hub_context.seats.heard(seat)
            if message.get("type") == "watch":
                allowed = [
                    name for name in message.get("names", []) if name in WATCHABLE and seat.caller.may(WATCHABLE[name])
                ]
                hub_context.seats.watch(seat, allowed)
    except (WebSocketDisconnect, ValueError, RuntimeError):
        return


async def _beat(hub_context: HubContext, seat: Seat) -> None:
    number = 0
    while True:
        number += 1
        seat.put(in_words({"type": "ping", "n": number, "hub_time": hub_context.now().isoformat()}))
        await asyncio.sleep(HEARTBEAT_S)


async def _close_quietly(socket: WebSocket, code: int) -> None:
    try:
        await socket.close(code)
    except (RuntimeError, WebSocketDisconnect):
        log.debug("socket was closed already")

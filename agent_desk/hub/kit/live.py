"""The WebSocket of a seat: hello, changes, pushes, heartbeats, goodbye. See docs/wire.md."""

import asyncio
import json
from collections.abc import Iterable
from contextlib import suppress
from typing import Annotated, Any, Literal

import structlog
from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from agent_desk.hub.kit.changes import Cursor, Message, pruned_up_to, settled_cursor, since
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import Busy, HubError, NotSignedIn, SessionExpired, TakenOver
from agent_desk.hub.kit.readings import reading_of
from agent_desk.hub.kit.seats import READ_AS, WATCHABLE, Seat, in_words
from agent_desk.hub.kit.security import (
    WALLBOARD_MARK,
    Caller,
    caller_by_token,
    token_digest,
    wallboard_by_token,
    was_given_out,
)
from agent_desk.hub.kit.statements import Statement, connection_of
from agent_desk.hub.kit.unit import Unit
from agent_desk.schemas.kit.bounded import Line

HEARTBEAT_S = 5
HELLO_WITHIN_S = 10
RIGHTS_AGAIN_S = 5.0
"""The rights of every seat are read again at least so often, for what changes without a word: roles with dates, hands at the database."""
LONGEST_MESSAGE = 100_000

router = APIRouter()
log = structlog.get_logger()


@router.websocket("/api/live")
async def live(socket: WebSocket) -> None:
    """One seat's line, from hello to goodbye."""
    hub_context: HubContext = socket.app.state.hub_context
    await socket.accept()
    try:
        hello = _Hello.model_validate(await asyncio.wait_for(_read(socket), HELLO_WITHIN_S))
        await _first_look(hub_context, hello.token)
        seat, welcome, missed = await run_in_threadpool(_admit, hub_context, hello)
    except Busy:
        await _close_quietly(socket, 1013)
        return
    except HubError as refusal:
        await socket.send_json({"type": "bye", "reason": refusal.id})
        await socket.close(4401)
        return
    except (TimeoutError, ValueError, WebSocketDisconnect):
        await _close_quietly(socket, 4400)
        return
    hub_context.seats.add(seat)
    hub_context.seats.heard(seat)
    tasks: list[asyncio.Task[None]] = []
    try:
        # Read again after joining: a change between the first reading and the joining would reach neither.
        missed += await run_in_threadpool(_since, hub_context, seat, Cursor.parse(welcome["cursor"]))
        tasks += [
            asyncio.create_task(_send(socket, seat, welcome, missed)),
            asyncio.create_task(_listen(hub_context, socket, seat)),
            asyncio.create_task(_beat(hub_context, seat)),
        ]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    except HubError as refusal:
        await socket.send_json({"type": "bye", "reason": refusal.id})
    finally:
        hub_context.seats.remove(seat)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await _close_quietly(socket, 1000)


async def _first_look(hub_context: HubContext, token: str) -> None:
    """See that a token was given out before the threads of the seats are asked. Raises NotSignedIn, Busy."""
    if not token.startswith(WALLBOARD_MARK) and token_digest(token) not in hub_context.known_tokens:
        if not await hub_context.pools.lookups.run(_given_out, hub_context, token):
            raise NotSignedIn()
        hub_context.known_tokens.add(token_digest(token))


def _given_out(hub_context: HubContext, token: str) -> bool:
    with hub_context.database.read() as db:
        return was_given_out(db, token_digest(token))


class _Hello(BaseModel):
    """The first message of a seat."""

    type: Literal["hello"]
    token: Annotated[Line, Field(min_length=1)]
    cursor: Line | None = None


class _Watch(BaseModel):
    """A seat wants these snapshots from now on."""

    type: Literal["watch"]
    names: Annotated[list[Line], Field(max_length=20)] = []


async def _read(socket: WebSocket) -> Any:
    """Return the next message. Raises WebSocketDisconnect, and ValueError for one that is no JSON text of ours."""
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1000))
    words = message.get("text")
    if words is None or len(words) > LONGEST_MESSAGE:
        raise ValueError("no text of ours")
    try:
        return json.loads(words)
    except RecursionError as fault:
        raise ValueError("nested too deep") from fault


def _caller(hub_context: HubContext, db: Session, token: str) -> Caller:
    if token.startswith(WALLBOARD_MARK):
        return wallboard_by_token(db, token)
    return caller_by_token(db, token, hub_context.now())


def _admit(hub_context: HubContext, hello: _Hello) -> tuple[Seat, dict[str, Any], list[dict[str, Any]]]:
    with hub_context.database.read() as db:
        caller = _caller(hub_context, db, hello.token)
        cursor = Cursor.parse(hello.cursor)
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
        **({"shows": caller.shows} if caller.shows else {}),
    }
    return Seat(caller, hello.token), welcome, missed


def _since(hub_context: HubContext, seat: Seat, cursor: Cursor | None) -> list[dict[str, Any]]:
    """Return what has changed since the cursor, for the rights that the seat has now. Raises as `caller_by_token`."""
    with hub_context.database.read() as db:
        caller = _caller(hub_context, db, seat.token)
        missed = _filtered(caller, list(since(connection_of(db), cursor))) if cursor is not None else []
    if caller != seat.caller:
        # Nobody hears of this but the loop, which looks at it again at once.
        loop = hub_context.seats.loop
        assert loop is not None, "a hub that serves"
        loop.call_soon_threadsafe(hub_context.seats.suspect, str(caller.person_id))
    return missed


# ---------------------------------------------------------------------- rights that change while the line stands


async def keep_rights(hub_context: HubContext) -> None:
    """Take from every seat at once what its person has lost: as soon as a change may mean it, when a sign-in runs out, and now and then."""
    seats, clock = hub_context.seats, asyncio.get_running_loop()
    all_again = clock.time() + RIGHTS_AGAIN_S
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(seats.changed.wait(), max(0.0, all_again - clock.time()))
        seats.changed.clear()
        # By the clock, not by how long nothing was told: where something is told all the time, everybody has their turn too.
        everybody = clock.time() >= all_again
        chosen = [seat for seat in seats.everybody() if everybody or seat.held is not None]
        wait_s = await _look_again(chosen, hub_context)
        all_again = clock.time() + wait_s if everybody else min(all_again, clock.time() + wait_s)


async def _look_again(chosen: list[Seat], hub_context: HubContext) -> float:
    """Read the rights of these seats again and act on them; return in how many seconds to look at all of them again."""
    doubts = {seat: seat.doubts for seat in chosen}
    try:
        found, wait_s = await run_in_threadpool(_rights, hub_context, chosen)
    except HubError:
        # Without the database nothing changes either; those whose rights are doubtful hear nothing until it is back.
        return 1.0
    except Exception:
        # No connection free in time, a statement that took too long: whoever ends here looks after nobody any more.
        log.exception("rights not read", seats=len(chosen))
        return 1.0
    for seat, rights in found:
        if isinstance(rights, HubError):
            hub_context.seats.bye(seat, rights.id)
        else:
            hub_context.seats.admit(seat, rights, doubts[seat])
    return wait_s


def _rights(hub_context: HubContext, chosen: list[Seat]) -> tuple[list[tuple[Seat, Caller | HubError]], float]:
    found: list[tuple[Seat, Caller | HubError]] = []
    if not chosen:
        return found, RIGHTS_AGAIN_S
    with hub_context.database.read() as db:
        for seat in chosen:
            try:
                found.append((seat, _caller(hub_context, db, seat.token)))
            except (NotSignedIn, SessionExpired, TakenOver) as lost:
                found.append((seat, lost))
        ends = _ENDS.first(db, {"sessions": [seat.caller.session_id for seat in chosen], "now": hub_context.now()})
    left_s = float(ends[0]) if ends is not None and ends[0] is not None else RIGHTS_AGAIN_S
    return found, max(0.05, min(RIGHTS_AGAIN_S, left_s))


_ENDS = Statement(
    "SELECT extract(epoch FROM min(expires_at) - %(now)s) FROM seat_session WHERE id = ANY(%(sessions)s)"
    " AND expires_at > %(now)s"
)


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
            message = await _read(socket)
            hub_context.seats.heard(seat)
            if isinstance(message, dict) and message.get("type") == "watch":
                wanted = _Watch.model_validate(message).names
                names = [name for name in wanted if _may_watch(seat, name)]
                # Before the first snapshot: what is seen is written down.
                await _note_watching(hub_context, seat, names)
                hub_context.seats.watch(seat, names)
    except (WebSocketDisconnect, ValueError, RuntimeError, HubError):
        return


async def _note_watching(hub_context: HubContext, seat: Seat, names: Iterable[str]) -> None:
    """Write down that a person watches what holds customers' data: once an hour, as lists that refresh themselves. Raises HubError."""
    now, readings = hub_context.now(), hub_context.readings
    told = {name: reading_of(str(seat.caller.person_id), name, {}) for name in names if name in READ_AS}
    fresh = [name for name, reading in told.items() if not readings.is_written(reading, now)]
    if fresh:
        await run_in_threadpool(_write_watching, hub_context, seat.caller, fresh)
        for name in fresh:
            readings.written(told[name], now)


def _write_watching(hub_context: HubContext, caller: Caller, names: list[str]) -> None:
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs, caller=caller, context=hub_context)
        for name in names:
            unit.audit(READ_AS[name], "reading", name)


def _may_watch(seat: Seat, name: str) -> bool:
    return name in WATCHABLE and seat.caller.may(WATCHABLE[name])


async def _beat(hub_context: HubContext, seat: Seat) -> None:
    number = 0
    while True:
        number += 1
        with suppress(HubError):
            # A board that stays on the screen is read anew every hour.
            await _note_watching(hub_context, seat, list(seat.watches))
        seat.put(in_words({"type": "ping", "n": number, "hub_time": hub_context.now().isoformat()}))
        await asyncio.sleep(HEARTBEAT_S)


async def _close_quietly(socket: WebSocket, code: int) -> None:
    try:
        await socket.close(code)
    except (RuntimeError, WebSocketDisconnect):
        log.debug("socket was closed already")

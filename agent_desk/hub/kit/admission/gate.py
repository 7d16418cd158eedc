"""The first look at a request, before any thread, database connection or byte of its body is spent on it.

Who has no token that the hub knows gets no further than to the few operations that are open to anybody; bodies are limited
before they are read, and must arrive in time. Whether a token still holds, and what its person may do, is decided where the
work is done (kit/web.py): here it is only known that somebody has once signed in with it.
"""

import asyncio
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agent_desk.hub.kit import handlers
from agent_desk.hub.kit.admission.address import address_of
from agent_desk.hub.kit.admission.connections import Connections
from agent_desk.hub.kit.admission.refusals import ACCESS, Kind
from agent_desk.hub.kit.admission.rights import OPERATION
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import BodyTooLarge, BodyTooSlow, HubError, NotSignedIn
from agent_desk.hub.kit.security import token_digest, token_of, was_given_out
from agent_desk.schemas.kit.operation import OPEN, Operation

LONGEST_BODY: Final = 1024 * 1024
LONGEST_OPEN_BODY: Final = 16 * 1024
"""Of an operation that anybody may ask for."""
BODY_PATIENCE_S: Final = 20.0
UNHURRIED_BYTES: Final = 4 * LONGEST_BODY
"""A body that may be so long has the patience once, one of twice as many twice: a file comes over a branch's line of 2 Mbit/s."""
DRAINED: Final = 16 * 1024 * 1024
"""So much of a body that is too long is read past, so that a seat hears the answer instead of a broken line."""
DRAINED_WITHIN_S: Final = 5.0
UNHURRIED: Final = 500
"""Refusals of one address in ten seconds that are answered at once; more of them wait longer and longer."""
LONGEST_PACE_S: Final = 0.5


class Pace:
    """How long the refusal of an address that gets many is held back: a guesser in a closed loop slows down."""

    def __init__(self) -> None:
        self._counted: dict[str, int] = {}
        self._since = 0.0

    def of(self, address: str) -> float:
        """Count a refusal; return how many seconds it waits."""
        now = time.monotonic()
        if now - self._since > 10 or len(self._counted) > 10_000:
            # Halved, so that who goes on and on does not begin anew.
            self._counted = {one: count // 2 for one, count in self._counted.items() if count > 1}
            self._since = now
        count = self._counted[address] = self._counted.get(address, 0) + 1
        return min(LONGEST_PACE_S, max(0, count - UNHURRIED) * 0.005)


class Gate:
    """Pure ASGI, inside the envelope."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        hub_context: HubContext,
        connections: Connections,
        open_paths: frozenset[str],
        longest: Mapping[str, int],
    ) -> None:
        """`open_paths`: of the operations that anybody may ask for. `longest`: bytes of a body, by the path of an upload."""
        self._app, self._hub, self._connections = app, hub_context, connections
        self._open, self._longest = open_paths, longest
        self._pace = Pace()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "websocket":
            await self._line(scope, receive, send)
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        address = address_of(scope)
        known = False
        try:
            known = await self._known(scope)
            body = await self._body(scope, receive, known)
        except HubError as refusal:
            if refusal.status in (401, 403):
                self._hub.refusals.note(
                    Kind(ACCESS, refusal.id, address, "", f"{scope['method']} {scope['path']}"[:120], None)
                )
            await asyncio.sleep(self._pace.of(address))
            close = {"connection": "close"} if isinstance(refusal, BodyTooLarge | BodyTooSlow) else {}
            await handlers.answer(Request(scope), refusal, headers=close)(scope, receive, send)
            return
        if known:
            self._connections.known(scope)
            await self._app(scope, body, send)
            return

        async def unhurried(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= 400:
                await asyncio.sleep(self._pace.of(address))
            await send(message)

        await self._app(scope, body, unhurried)

    async def _line(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A WebSocket: those whose hello has not been answered yet are counted, and too many of them are refused."""
        waits = [address_of(scope)]
        if not self._connections.waits(waits[0]):
            await send({"type": "websocket.close", "code": 1013})
            return

        async def counted(message: Message) -> None:
            if waits and message["type"] in ("websocket.send", "websocket.close"):
                self._connections.answered(waits.pop())
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            if waits:
                self._connections.answered(waits.pop())

    async def _known(self, scope: Scope) -> bool:
        """Return whether the request carries a token that was given out. Raises NotSignedIn where it needs one, Busy."""
        given = next((value for name, value in scope["headers"] if name == b"authorization"), None)
        if given is not None:
            try:
                digest = token_digest(token_of(given.decode("latin-1")))
            except NotSignedIn:
                digest = b""
            if digest and (digest in self._hub.known_tokens or await self._ask(digest)):
                return True
        path: str = scope["path"]
        if path.startswith(("/api/", "/openapi.json")) and path not in self._open:
            raise NotSignedIn()
        return False

    async def _ask(self, digest: bytes) -> bool:
        if await self._hub.pools.lookups.run(_given_out, self._hub, digest):
            self._hub.known_tokens.add(digest)
            return True
        return False

    async def _body(self, scope: Scope, receive: Receive, known: bool) -> Receive:
        """Return the body, read, as the rest receives it. Raises BodyTooLarge, BodyTooSlow."""
        longest = self._longest.get(scope["path"], LONGEST_BODY) if known else LONGEST_OPEN_BODY
        said = next((value for name, value in scope["headers"] if name == b"content-length"), None)
        if said is not None and int(said) > longest:
            await _drain(receive, known)
            raise BodyTooLarge(most=longest)
        body = bytearray()
        try:
            async with asyncio.timeout(BODY_PATIENCE_S * max(1, longest // UNHURRIED_BYTES)):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return _said([message], receive)
                    body += message.get("body", b"")
                    if len(body) > longest:
                        break
                    if not message.get("more_body"):
                        return _said([{"type": "http.request", "body": bytes(body), "more_body": False}], receive)
        except TimeoutError:
            raise BodyTooSlow() from None
        await _drain(receive, known)
        raise BodyTooLarge(most=longest)


def _given_out(hub_context: HubContext, digest: bytes) -> bool:
    with hub_context.database.read() as db:
        return was_given_out(db, digest)


def _said(messages: list[Message], receive: Receive) -> Receive:
    async def again() -> Message:
        return messages.pop(0) if messages else await receive()

    return again


async def _drain(receive: Receive, known: bool) -> None:
    """Read past a body that is too long, for a while, where somebody of the house sends it."""
    left = DRAINED if known else 0
    try:
        async with asyncio.timeout(DRAINED_WITHIN_S):
            while left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if not message.get("more_body"):
                    return
    except TimeoutError:
        return


def open_paths(routes: Iterable[BaseRoute]) -> frozenset[str]:
    """Return the paths of operations that anybody may ask for."""
    return frozenset(path for path, operation in _operations(routes) if operation.permission == OPEN)


def long_paths(routes: Iterable[BaseRoute]) -> dict[str, int]:
    """Return the bytes that the body of an upload may have, by its path."""
    return {path: operation.longest for path, operation in _operations(routes) if operation.longest}


def _operations(routes: Iterable[BaseRoute]) -> Iterator[tuple[str, Operation[..., Any]]]:
    for one in routes:
        operation = getattr(one.endpoint, OPERATION, None) if isinstance(one, Route) else None
        if isinstance(one, Route) and operation is not None:
            yield one.path, operation

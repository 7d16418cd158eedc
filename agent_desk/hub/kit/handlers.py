"""The one handler of errors, the request id, and the hub's time on every answer."""

import time
import uuid
from collections.abc import Mapping
from typing import Any, Final

import structlog
from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from prometheus_client import Counter, Histogram
from sqlalchemy.exc import TimeoutError as PoolRanOut
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agent_desk.hub.kit.admission import rights
from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.database import foreseen
from agent_desk.hub.kit.errors import (
    DISK_FULL,
    DatabaseDown,
    DiskFull,
    HubError,
    InternalFault,
    InvalidForm,
    MalformedRequest,
    NoSuchMethod,
    NotFound,
)
from agent_desk.schemas.kit.bounded import fault_of

log = structlog.get_logger()
ANSWERS = Counter(
    "agent_desk_http_answers", "Answers given, by method, route and status", ["method", "route", "status"]
)
AGAIN_S = 1
"""After so many seconds a request that met a busy or absent database may be repeated."""
LONGEST_PLACE = 80
SECONDS = Histogram("agent_desk_http_seconds", "Seconds per answer", ["method", "route"])


_OF_STATUS: Final[Mapping[int, type[HubError]]] = {400: MalformedRequest, 405: NoSuchMethod}


class Envelope:
    """Pure ASGI: gives every request an id and every answer `X-Request-Id` and `X-Hub-Time`; counts and times them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = uuid.uuid4().hex[:16]
        scope["request_id"] = request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started, status = time.perf_counter(), 0

        async def stamped(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [
                    *message.get("headers", []),
                    (b"cache-control", b"no-store"),
                    (b"x-request-id", request_id.encode()),
                    (b"x-hub-time", utc_now().isoformat(timespec="microseconds").encode()),
                ]
            await send(message)

        try:
            await self._app(scope, receive, stamped)
        except Exception as error:
            known = error_of(error)
            if type(known) is InternalFault:
                log.exception("unforeseen fault")
            else:
                log.warning("a request was not done", why=known.id)
            if status:
                raise  # Half an answer has left: only cutting the line tells the desk.
            await answer(Request(scope), known)(scope, receive, stamped)
        finally:
            route = getattr(scope.get("route"), "path", "unknown")
            ANSWERS.labels(scope["method"], route, status).inc()
            SECONDS.labels(scope["method"], route).observe(time.perf_counter() - started)


def install(app: FastAPI) -> None:
    """Every error leaves the hub through here, in one shape."""

    # Not functions that wait: the framework would give each a thread of the seats'.

    @app.exception_handler(HubError)
    async def known(request: Request, error: HubError) -> JSONResponse:
        rights.note(request, error)
        return answer(request, error)

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        # Who may not ask is told so, and not what is wrong with the form.
        may_not = await rights.refusal(request)
        if may_not is not None:
            rights.note(request, may_not)
            return answer(request, may_not)
        faults = error.errors()
        if any(fault["type"] == "json_invalid" for fault in faults):
            return answer(request, MalformedRequest())
        return answer(request, InvalidForm({_place(fault): fault_of(fault) for fault in faults}))

    @app.exception_handler(HTTPException)
    async def from_the_framework(request: Request, error: HTTPException) -> JSONResponse:
        if error.status_code == 404:
            return answer(request, NotFound(what="page"))
        return answer(request, _OF_STATUS.get(error.status_code, InternalFault)(), status=error.status_code)


def error_of(fault: Exception) -> HubError:
    """Return the error that an unforeseen exception is answered with."""
    if isinstance(fault, PoolRanOut):
        return DatabaseDown()
    if isinstance(fault, OSError) and fault.errno in DISK_FULL:
        return DiskFull()
    return foreseen(fault) or InternalFault()


def _place(fault: Any) -> str:
    """Return where in a form a fault is, as a field's name with what is below it."""
    return ".".join(str(part).encode(errors="replace").decode()[:LONGEST_PLACE] for part in fault["loc"][1:]) or "body"


def body_of(error: HubError, request_id: str) -> dict[str, Any]:
    """Return what an error is answered with."""
    error.values.setdefault("request_id", request_id)
    return {
        "error": {
            "id": error.id,
            "sentence": error.render(),
            "values": jsonable_encoder(error.values),
            "request_id": request_id,
        }
    }


def answer(
    request: Request, error: HubError, status: int | None = None, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return the answer of an error; one that says after how many `seconds` to come again says so in the header too."""
    status, named = status or error.status, dict(headers or {})
    if status in (429, 503):
        named["Retry-After"] = str(error.values.get("seconds", AGAIN_S))
    return JSONResponse(body_of(error, request.scope.get("request_id", "")), status_code=status, headers=named)

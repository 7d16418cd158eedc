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
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agent_desk.hub.kit.admission import rights
from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.errors import (
    DatabaseDown,
    HubError,
    InternalFault,
    InvalidForm,
    MalformedRequest,
    NoSuchMethod,
    NotFound,
)

log = structlog.get_logger()
ANSWERS = Counter(
    "agent_desk_http_answers", "Answers given, by method, route and status", ["method", "route", "status"]
)
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
            log.exception("unforeseen fault")
            if status:
                raise  # Half an answer has left: only cutting the line tells the desk.
            await answer(Request(scope), error_of(error))(scope, receive, stamped)
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
        fields = {".".join(str(part) for part in fault["loc"][1:]) or "body": fault["type"] for fault in error.errors()}
        return answer(request, InvalidForm(fields))

    @app.exception_handler(HTTPException)
    async def from_the_framework(request: Request, error: HTTPException) -> JSONResponse:
        if error.status_code == 404:
            return answer(request, NotFound(what="page"))
        return answer(request, _OF_STATUS.get(error.status_code, InternalFault)(), status=error.status_code)


def error_of(fault: Exception) -> HubError:
    """Return the error that an unforeseen exception is answered with."""
    return DatabaseDown() if isinstance(fault, SQLAlchemyError) and _pool_ran_out(fault) else InternalFault()


def _pool_ran_out(error: SQLAlchemyError) -> bool:
    return type(error).__name__ == "TimeoutError"


def answer(
    request: Request, error: HubError, status: int | None = None, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return the answer of an error; one that says after how many `seconds` to come again says so in the header too."""
    request_id = request.scope.get("request_id", "")
    error.values.setdefault("request_id", request_id)
    body: dict[str, Any] = {
        "id": error.id,
        "sentence": error.render(),
        "values": jsonable_encoder(error.values),
        "request_id": request_id,
    }
    named = dict(headers or {})
    if error.status in (429, 503) and "seconds" in error.values:
        named["Retry-After"] = str(error.values["seconds"])
    return JSONResponse({"error": body}, status_code=status or error.status, headers=named)

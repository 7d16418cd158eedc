"""The one handler of errors, the request id, and the hub's time on every answer."""

import time
import uuid
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from prometheus_client import Counter, Histogram
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.errors import DatabaseDown, HubError, InternalFault, InvalidForm, NotFound

log = structlog.get_logger()
ANSWERS = Counter(
    "agent_desk_http_answers", "Answers given, by method, route and status", ["method", "route", "status"]
)
SECONDS = Histogram("agent_desk_http_seconds", "Seconds per answer", ["method", "route"])


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
            await _answer(Request(scope), error_of(error))(scope, receive, stamped)
        finally:
            route = getattr(scope.get("route"), "path", "unknown")
            ANSWERS.labels(scope["method"], route, status).inc()
            SECONDS.labels(scope["method"], route).observe(time.perf_counter() - started)


def install(app: FastAPI) -> None:
    """Every error leaves the hub through here, in one shape."""

    @app.exception_handler(HubError)
    def known(request: Request, error: HubError) -> JSONResponse:
        return _answer(request, error)

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        fields = {".".join(str(part) for part in fault["loc"][1:]) or "body": fault["type"] for fault in error.errors()}
        return _answer(request, InvalidForm(fields))

    @app.exception_handler(HTTPException)
    def from_the_framework(request: Request, error: HTTPException) -> JSONResponse:
        if error.status_code == 404:
            return _answer(request, NotFound(what="page"))
        fault = InternalFault()
        return _answer(request, fault, status=error.status_code)


def error_of(fault: Exception) -> HubError:
    """Return the error that an unforeseen exception is answered with."""
    return DatabaseDown() if isinstance(fault, SQLAlchemyError) and _pool_ran_out(fault) else InternalFault()


def _pool_ran_out(error: SQLAlchemyError) -> bool:
    return type(error).__name__ == "TimeoutError"


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


def _answer(request: Request, error: HubError, status: int | None = None) -> JSONResponse:
    return JSONResponse(body_of(error, request.scope.get("request_id", "")), status_code=status or error.status)

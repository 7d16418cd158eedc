"""How an operation is served: session, rights, idempotency, commit and answer, for every operation alike.

A write's result is stored beside its Idempotency-Key in the very transaction that does the work, so a repeat is
answered with the first answer. The commit comes before the answer: endpoint and commit are one function call
(docs/decisions/0011).
"""

import hashlib
import inspect
import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Concatenate, ParamSpec, TypeVar

import structlog
from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import TypeAdapter
from pydantic_core import to_json
from sqlalchemy import select

from agent_desk.hub.kit import approvals
from agent_desk.hub.kit.approvals import Marked, SecondPerson
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import IdempotencyMismatch, IdempotencyMissing, RefusedAfterCommit
from agent_desk.hub.kit.pending import pending
from agent_desk.hub.kit.scope import ensure_scope, require_everything
from agent_desk.hub.kit.security import Claim, caller_and_claim, caller_of, require
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kit import IdempotentAnswer
from agent_desk.schemas.kit.operation import ALL, OPEN, SIGNED_IN, Operation, Part

P = ParamSpec("P")
A = TypeVar("A")
OPERATION = "agent_desk_operation"
"""Attribute of a route's endpoint: the operation that it serves."""

# Starlette's default errors (422) are documented by FastAPI; ours are the same for all.
FAULTS: dict[int | str, dict[str, Any]] = {
    code: {"description": words}
    for code, words in (
        (401, "not signed in"),
        (403, "not permitted"),
        (404, "not found"),
        (409, "refused"),
        (503, "down"),
    )
}


class Endpoint:
    """An operation and the function that does it. Made by `serve`, which sees to it that the two agree."""

    def __init__(
        self, operation: Operation[..., Any], function: Callable[..., Any], second: SecondPerson | None = None
    ) -> None:
        self.operation, self.function = operation, function
        self._marked = Marked(operation, second, self._work, self._read) if second is not None else None
        if self._marked is not None:
            approvals.mark(self._marked)

    def _work(self, unit: Unit, given: dict[str, Any]) -> Any:
        names = [part.name for part in self.operation.parts if part.place == "field"]
        if names:
            form = given["form"]
            given = {name: value for name, value in given.items() if name != "form"}
            given |= {name: getattr(form, name) for name in names}
        return self.function(unit, **given)

    def _read(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return the parameters as they were read, out of what they were as JSON."""
        found = {
            part.name: TypeAdapter(part.annotation).validate_python(said[part.name])
            for part in self.operation.parts
            if part.name in said
        }
        body = [part.name for part in self.operation.parts if part.place == "body"]
        if self.operation.body is not None:
            found["form"] = self.operation.body.model_validate(said["form"])
        elif body:
            found[body[0]] = TypeAdapter(self.operation.signature.parameters[body[0]].annotation).validate_python(
                said[body[0]]
            )
        return found

    def add_to(self, router: APIRouter) -> None:
        """Make the route."""
        operation = self.operation
        options: dict[str, Any] = {"response_class": Response} if operation.answer is bytes else {}
        router.add_api_route(
            f"/api{operation.path}",
            self._as_fastapi_calls_it(),
            methods=[operation.method],
            operation_id=operation.name,
            responses=FAULTS,
            openapi_extra={
                "x-permission": operation.permission,
                "x-scope": str(operation.scope),
                "x-audits": operation.audits or None,
                "x-second-person": self._marked.mark.kind if self._marked is not None else None,
            },
            **options,
        )

    def _intercept(self, unit: Unit, given: dict[str, Any], claim: Claim | None) -> None:
        """Ask for a second person where one is needed; a repeat of the key is answered with the same refusal."""
        assert self._marked is not None
        try:
            approvals.intercept(unit, self._marked, given, json.loads(to_json(given, fallback=str)))
        except RefusedAfterCommit as refused:
            if claim is not None:
                error = refused.error
                error.values.setdefault("request_id", unit.request_id)
                told = {"id": error.id, "sentence": error.render(), "values": error.values}
                _keep_answer(unit, claim, error.status, json.dumps({"error": told | {"request_id": unit.request_id}}))
            raise

    def _as_fastapi_calls_it(self) -> Callable[..., Any]:
        operation = self.operation
        encode = _encoder(operation)
        idempotent = operation.writes and operation.once

        def asked(**given: Any) -> Any:
            request: Request = given.pop("the_request")
            authorization, key = given.pop("authorization"), given.pop("idempotency_key", None)

            claim = _claim(request, key, given) if idempotent and key else None

            def answer(unit: Unit, claimed: bool) -> Any:
                if idempotent and claim is None:
                    raise IdempotencyMissing()
                if claim is not None and not claimed:
                    return _first_answer(unit, claim)
                if self._marked is not None:
                    self._intercept(unit, given, claim)
                said = self._work(unit, given)
                ensure_scope(operation, unit)
                if isinstance(said, Response):
                    return said
                body = encode(said)
                if claim is not None:
                    _keep_answer(unit, claim, 200, body.decode())
                return Response(body, media_type="application/json")

            return _worked(request, authorization, operation, answer, claim)

        needed = [
            _needs("the_request", Request),
            _needs("authorization", Annotated[str | None, Header(include_in_schema=False)], None),
        ]
        if idempotent:
            needed.append(_needs("idempotency_key", Annotated[str | None, Header(max_length=100)], None))
        asked.__name__, asked.__doc__ = operation.declared.__name__, operation.declared.__doc__
        asked.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [*needed, *_parameters(operation)], return_annotation=operation.answer
        )
        setattr(asked, OPERATION, operation)
        return asked


def serve(
    operation: Operation[P, A],
    function: Callable[Concatenate[Unit, P], A | Response],
    *,
    second_person: SecondPerson | None = None,
) -> Endpoint:
    """Return the endpoint of an operation: `function` gets the unit of work and the operation's own parameters.

    `second_person`: what of it waits until somebody else has confirmed it.
    """
    return Endpoint(operation, function, second_person)


def router_of(tag: str, *endpoints: Endpoint) -> APIRouter:
    """Return the routes of an area's endpoints, in their order: FastAPI takes the first that fits."""
    router = APIRouter(tags=[tag])
    for endpoint in endpoints:
        endpoint.add_to(router)
    return router


def _worked(
    request: Request,
    authorization: str | None,
    operation: Operation[..., Any],
    work: Callable[[Unit, bool], Any],
    claim: Claim | None,
) -> Any:
    """Open the session, know the caller, do the work, commit: in one go, on one thread, before any answer leaves.

    `work` is told whether the claimed key is the caller's now.
    """
    hub: HubContext = request.app.state.hub_context
    refusal = None
    with hub.database.write() if operation.writes or operation.audits else hub.database.read() as db:
        now = hub.now()
        caller, claimed = None, False
        if operation.permission != OPEN:
            if claim is not None:
                caller, claimed = caller_and_claim(db, authorization, now, claim)
            else:
                caller = caller_of(db, authorization, now)
            structlog.contextvars.bind_contextvars(person=caller.login)
            if operation.permission != SIGNED_IN:
                require(caller, operation.permission)
                if operation.scope == ALL:
                    require_everything(caller, operation.permission)
        request_id = request.scope.get("request_id", "")
        try:
            unit = Unit(db=db, now=now, jobs=hub.jobs, caller=caller, request_id=request_id, context=hub)
            unit.permission = operation.permission
            return work(unit, claimed)
        except RefusedAfterCommit as refused:
            refusal = refused.error
    raise refusal


def _keep_answer(unit: Unit, claim: Claim, status: int, body: str) -> None:
    pending(unit.db).answer = {"asker": unit.me.person_id, "key": claim.key, "status": status, "body": body}


def _parameters(operation: Operation[..., Any]) -> list[inspect.Parameter]:
    """Return the parameters as FastAPI reads them."""
    parameters = [
        _needs(part.name, _read_from(part), part.default) for part in operation.parts if part.place != "field"
    ]
    return parameters if operation.body is None else [*parameters, _needs("form", operation.body)]


def _read_from(part: Part) -> Any:
    if part.place != "query":
        return part.annotation
    return Annotated[part.annotation, Query(alias=part.wire if part.wire != part.name else None)]


def _needs(name: str, annotation: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def _encoder(operation: Operation[..., Any]) -> Callable[[Any], bytes]:
    """From the function's record to JSON, here and now: FastAPI would validate our own record on yet another thread."""

    @cache
    def adapter() -> TypeAdapter[Any]:
        return TypeAdapter(operation.answer)

    def encode(answer: Any) -> bytes:
        return adapter().dump_json(answer, by_alias=True, warnings="error")

    return encode


def _claim(request: Request, key: str, given: dict[str, Any]) -> Claim:
    return Claim(key, hashlib.sha256(to_json([request.method, request.url.path, given], fallback=str)).digest())


def _first_answer(unit: Unit, claim: Claim) -> Response:
    """Give the first answer of this key. Raises IdempotencyMismatch where something else was asked with it."""
    first = unit.db.scalars(
        select(IdempotentAnswer).where(
            IdempotentAnswer.person_id == unit.me.person_id, IdempotentAnswer.key == claim.key
        )
    ).one()
    if first.request_digest != claim.digest:
        raise IdempotencyMismatch()
    return JSONResponse(first.body, status_code=first.status or 200, headers={"Idempotent-Replay": "true"})

"""How an operation is served: session, rights, idempotency, commit and answer, for every operation alike.

A write's result is stored beside its Idempotency-Key in the very transaction that does the work, so a repeat is
answered with the first answer. The commit comes before the answer: endpoint and commit are one function call
(docs/decisions/0011).
"""

import hashlib
import hmac
import inspect
import json
import warnings
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Annotated, Any, Concatenate, ParamSpec, TypeVar

import structlog
from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, TypeAdapter
from pydantic.warnings import UnsupportedFieldAttributeWarning
from pydantic_core import to_json
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import approvals
from agent_desk.hub.kit.admission.rights import OPERATION, PERSON
from agent_desk.hub.kit.admission.visit import Visit
from agent_desk.hub.kit.approvals import Marked, SecondPerson
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import after_commit
from agent_desk.hub.kit.errors import HubError, IdempotencyMismatch, IdempotencyMissing, RefusedAfterCommit
from agent_desk.hub.kit.handlers import body_of
from agent_desk.hub.kit.masking import TextMask
from agent_desk.hub.kit.pending import pending
from agent_desk.hub.kit.readings import Reading, reading_of, told_of
from agent_desk.hub.kit.scope import ensure_scope, require_everything
from agent_desk.hub.kit.security import Claim, caller_and_claim, caller_of, require
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kit import IdempotentAnswer
from agent_desk.schemas.kit.free_text import MASK
from agent_desk.schemas.kit.operation import ALL, COPY, OPEN, SIGNED_IN, Operation, Part

P = ParamSpec("P")
A = TypeVar("A")

# FastAPI hangs the name of a body on its form and keeps pydantic from warning of it, but only where the form is built there and
# then; ours is built by its first request.
warnings.filterwarnings("ignore", category=UnsupportedFieldAttributeWarning)

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


def _add_route(
    router: APIRouter, operation: Operation[..., Any], asked: Callable[..., Any], second: str | None = None
) -> None:
    options: dict[str, Any] = {"response_class": Response} if operation.answer is bytes else {}
    router.add_api_route(
        f"/api{operation.path}",
        asked,
        methods=[operation.method],
        operation_id=operation.name,
        responses=FAULTS,
        openapi_extra={
            "x-permission": operation.permission,
            "x-scope": str(operation.scope),
            "x-audits": operation.audits or operation.summed or None,
            "x-second-person": second,
        },
        **options,
    )


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
        second = (self._marked.mark.kind or "law") if self._marked is not None else None
        _add_route(router, self.operation, self._as_fastapi_calls_it(), second)

    def _intercept(self, unit: Unit, given: dict[str, Any]) -> None:
        """Ask for a second person where one is needed; a repeat of the key is answered with the same refusal (`_worked`)."""
        assert self._marked is not None
        approvals.intercept(unit, self._marked, given, json.loads(to_json(given, fallback=str)))

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
                    self._intercept(unit, given)
                said = self._work(unit, given)
                ensure_scope(operation, unit)
                if isinstance(said, Response):
                    return said
                body = encode(said, TextMask(unit.db))
                if claim is not None:
                    _keep_answer(unit, claim, body.decode())
                return Response(body, media_type="application/json")

            return _worked(request, authorization, operation, answer, claim, given)

        async def asked_by_anybody(**given: Any) -> Any:
            # Never with the threads of the seats.
            request: Request = given["the_request"]
            return await request.app.state.hub_context.pools.open.run(asked, **given)

        return _signed(asked_by_anybody if operation.permission == OPEN else asked, operation, with_key=idempotent)


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


class ApartEndpoint:
    """An operation that costs a password's hash: done by a thread apart, and no database connection waits for it meanwhile."""

    def __init__(
        self,
        operation: Operation[..., Any],
        function: Callable[..., Any],
        known: Callable[..., bool] | None = None,
        outside: Callable[..., bool] | None = None,
    ) -> None:
        self.operation, self._function, self._known, self._outside = operation, function, known, outside

    def add_to(self, router: APIRouter) -> None:
        """Make the route."""
        _add_route(router, self.operation, self._as_fastapi_calls_it())

    def _as_fastapi_calls_it(self) -> Callable[..., Any]:
        operation, encode = self.operation, _encoder(self.operation)

        async def asked(**given: Any) -> Response:
            request: Request = given.pop("the_request")
            visit = Visit.of(request, given.pop("authorization"))
            lookups, pool = visit.hub.pools.lookups, visit.hub.pools.strangers
            if operation.permission != OPEN:
                visit.caller = await lookups.run(visit.find_caller, operation.permission)
                request.scope[PERSON] = (visit.caller.person_id, visit.caller.login)
                pool = visit.hub.pools.known
            if self._outside is not None and await lookups.run(self._outside, visit, **given):
                pool = visit.hub.pools.outside
            elif self._known is not None and await lookups.run(self._known, visit, **given):
                pool = visit.hub.pools.known
            answer = await pool.run(self._function, visit, **given)
            return Response(encode(answer, None), media_type="application/json")

        return _signed(asked, operation, with_key=False)


def serve_apart(
    operation: Operation[P, A],
    function: Callable[Concatenate[Visit, P], A],
    *,
    known: Callable[Concatenate[Visit, P], bool] | None = None,
    outside: Callable[Concatenate[Visit, P], bool] | None = None,
) -> ApartEndpoint:
    """Return the endpoint of an operation that opens its own units of work and hashes between them.

    `known`: looks whether who is not signed in has been here before (a short question), so that strangers do not stand in
    their way. `outside`: looks whether somebody outside the hub, who may hang, is asked meanwhile.

    The operation needs no idempotency key: it is declared with `once=False`.
    """
    assert not operation.once or not operation.writes, "its answer is not stored"
    return ApartEndpoint(operation, function, known, outside)


def router_of(tag: str, *endpoints: Endpoint | ApartEndpoint) -> APIRouter:
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
    given: dict[str, Any],
) -> Any:
    """Open the session, know the caller, do the work, commit: in one go, on one thread, before any answer leaves.

    `work` is told whether the claimed key is the caller's now. `given`: what was asked for, which a reading is written down with.
    """
    hub: HubContext = request.app.state.hub_context
    refusal, now = None, hub.now()
    reading = _reading(hub, operation, authorization, given, now)
    with hub.database.write() if operation.writes or operation.audits or reading else hub.database.read() as db:
        caller, claimed = None, False
        if operation.permission != OPEN:
            if claim is not None:
                caller, claimed = caller_and_claim(db, authorization, now, claim)
            else:
                caller = caller_of(db, authorization, now)
            structlog.contextvars.bind_contextvars(person=caller.login)
            request.scope[PERSON] = (caller.person_id, caller.login)
            if operation.permission != SIGNED_IN:
                require(caller, operation.permission)
                if operation.scope == ALL:
                    require_everything(caller, operation.permission)
            if operation.file == "personal":
                require(caller, COPY)
        request_id = request.scope.get("request_id", "")
        unit = Unit(db=db, now=now, jobs=hub.jobs, caller=caller, request_id=request_id, context=hub)
        unit.permission = operation.permission
        try:
            said = work(unit, claimed)
            if reading:
                _write_down(unit, operation, reading, given)
            return said
        except RefusedAfterCommit as refused:
            refusal = _shown(db, refused.error)
            if claim is not None and claimed:
                # What was written stays, so a repeat must not do it again: it is refused as this one is.
                _keep_answer(unit, claim, to_json(body_of(refusal, request_id)).decode(), refusal.status)
        except HubError as error:
            raise _shown(db, error) from error.__cause__
    raise refusal


def _reading(
    hub: HubContext, operation: Operation[..., Any], authorization: str | None, given: dict[str, Any], now: datetime
) -> Reading | None:
    """Return the reading that is to be written down; None where none is, or where it was within the hour."""
    if not operation.summed:
        return None
    reading = reading_of(authorization, operation.name, _told_apart(operation, given))
    return None if hub.readings.is_written(reading, now) else reading


def _told_apart(operation: Operation[..., Any], given: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters by which one reading is another than the next."""
    names = operation.summed_by
    return given if names is None else {name: value for name, value in given.items() if name in names}


def _write_down(unit: Unit, operation: Operation[..., Any], reading: Reading, given: dict[str, Any]) -> None:
    """Write down that a list was read, and remember it once the row is committed."""
    unit.audit(operation.summed, "reading", operation.name, asked=told_of(_told_apart(operation, given)))
    after_commit(unit.db, lambda: unit.hub.readings.written(reading, unit.now))


def _shown(db: Session, error: HubError) -> HubError:
    """Return an error as it may leave: the record that stands against an edit is masked like an answer."""
    for name, value in error.values.items():
        if isinstance(value, BaseModel):
            error.values[name] = value.model_dump(mode="json", context={MASK: TextMask(db)})
    return error


def _signed(function: Callable[..., Any], operation: Operation[..., Any], *, with_key: bool) -> Callable[..., Any]:
    """Return the function with the operation's name, words and parameters, as FastAPI reads them.

    `with_key`: it is given the idempotency key of its request too.
    """
    needed = [
        _needs("the_request", Request),
        _needs("authorization", Annotated[str | None, Header(include_in_schema=False)], None),
    ]
    if with_key:
        needed.append(_needs("idempotency_key", Annotated[str | None, Header(max_length=100)], None))
    function.__name__, function.__doc__ = operation.declared.__name__, operation.declared.__doc__
    function.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [*needed, *_parameters(operation)], return_annotation=operation.answer
    )
    setattr(function, OPERATION, operation)
    return function


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


def _encoder(operation: Operation[..., Any]) -> Callable[[Any, TextMask | None], bytes]:
    """From the function's record to JSON, here and now: FastAPI would validate our own record on yet another thread."""

    @cache
    def adapter() -> TypeAdapter[Any]:
        return TypeAdapter(operation.answer)

    def encode(answer: Any, mask: TextMask | None) -> bytes:
        return adapter().dump_json(answer, by_alias=True, warnings="error", context={MASK: mask} if mask else None)

    return encode


def _claim(request: Request, key: str, given: dict[str, Any]) -> Claim:
    """Return the key with a digest of what was asked: keyed, since the digits of a PIN could be tried out on a plain one."""
    hub: HubContext = request.app.state.hub_context
    said = to_json([request.method, request.url.path, given], fallback=str)
    return Claim(key, hmac.new(b"asked" + hub.settings.audit_key.encode(), said, hashlib.sha256).digest())


def _keep_answer(unit: Unit, claim: Claim, body: str, status: int = 200) -> None:
    """A repeat of this key is to be answered so."""
    pending(unit.db).answer = {"asker": unit.me.person_id, "key": claim.key, "status": status, "body": body}


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

"""How an endpoint is declared: `@read` or `@write` with its permission. Sessions, rights, idempotency and commit live here.

A write's result is stored beside its Idempotency-Key in the very transaction that does the work, so a repeat is
answered with the first answer. The commit comes before the answer: endpoint and commit are one function call
(docs/decisions/0011).
"""

import hashlib
import inspect
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache, wraps
from typing import Annotated, Any, TypeVar

import structlog
from fastapi import APIRouter, Header, Request
from fastapi.responses import JSONResponse, Response
from pydantic import TypeAdapter
from pydantic_core import to_json
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import IdempotencyMismatch, IdempotencyMissing
from agent_desk.hub.kit.pending import behind as pending
from agent_desk.hub.kit.security import Claim, caller_and_claim, caller_of, require
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kit import IdempotentAnswer

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
PERMISSION = "agent_desk_permission"
OPEN = "open"
"""Permission word of the few endpoints that anybody may call (sign-in, health)."""
KEPT = timedelta(days=3)
"""How long the first answer to a write is kept: as long as a seat's cursor. What a seat repeats later is done anew."""
SIGNED_IN = "signed_in"
"""Permission word of endpoints that need a sign-in and nothing more."""

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


async def house_of(request: Request) -> HubContext:
    """The house this request came to. Async, since FastAPI sends what is not to another thread."""
    return _house(request)


def _house(request: Request) -> HubContext:
    hub_context: HubContext = request.app.state.hub_context
    return hub_context


def _worked(
    request: Request,
    authorization: str | None,
    permission: str,
    *,
    writes: bool,
    work: Callable[[Unit, bool], Any],
    claim: Claim | None = None,
) -> Any:
    """Open the session, know the caller, do the work, commit: in one go, on one thread, before any answer leaves.

    `work` is told whether the claimed key is the caller's now.
    """
    hub_context = _house(request)
    with hub_context.database.write() if writes else hub_context.database.read() as db:
        now = hub_context.now()
        caller, claimed = None, False
        if permission != OPEN:
            if claim is not None:
                caller, claimed = caller_and_claim(db, authorization, now, claim)
            else:
                caller = caller_of(db, authorization, now)
            structlog.contextvars.bind_contextvars(person=caller.login)
            if permission != SIGNED_IN:
                require(caller, permission)
        request_id = request.scope.get("request_id", "")
        return work(Unit(db=db, now=now, jobs=hub_context.jobs, caller=caller, request_id=request_id), claimed)


def read(
    router: APIRouter, path: str, *, permission: str, audited: bool = False, **options: Any
) -> Callable[[Endpoint], Endpoint]:
    """Declare a GET. `audited`: the read itself is written down (customer data), so its session may write and commits."""

    def declare(endpoint: Endpoint) -> Endpoint:
        wrapped = _in_unit(endpoint, permission, writes=audited, idempotent=False)
        router.get(path, responses=FAULTS, **options)(wrapped)
        return endpoint

    return declare


def write(
    router: APIRouter,
    path: str,
    *,
    permission: str,
    method: str = "POST",
    idempotent: bool = True,
    **options: Any,
) -> Callable[[Endpoint], Endpoint]:
    """Declare a write. Only the sign-in is not `idempotent`: its answer, a secret, is never stored."""

    def declare(endpoint: Endpoint) -> Endpoint:
        wrapped = _in_unit(endpoint, permission, writes=True, idempotent=idempotent)
        router.api_route(path, methods=[method], responses=FAULTS, **options)(wrapped)
        return endpoint

    return declare


def _parameters(endpoint: Callable[..., Any]) -> list[inspect.Parameter]:
    parameters = list(inspect.signature(endpoint, eval_str=True).parameters.values())
    if not parameters or parameters[0].name != "unit":
        raise TypeError(f"{endpoint.__qualname__}: the first parameter of an endpoint is `unit: Unit`")
    return [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in parameters[1:]]


def _needs(name: str, annotation: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def _encoder(endpoint: Callable[..., Any]) -> Callable[[Any], bytes]:
    """From the endpoint's record to JSON, here and now: FastAPI would validate our own record on yet another thread."""

    @cache
    def adapter() -> TypeAdapter[Any]:
        return TypeAdapter(inspect.signature(endpoint, eval_str=True).return_annotation)

    def encode(answer: Any) -> bytes:
        return adapter().dump_json(answer, by_alias=True, warnings="error")

    return encode


def _in_unit(endpoint: Callable[..., Any], permission: str, *, writes: bool, idempotent: bool) -> Callable[..., Any]:
    """The endpoint as FastAPI calls it: its own parameters, and beside them what the unit of work needs."""

    encode = _encoder(endpoint)

    @wraps(endpoint)
    def wrapped(**given: Any) -> Any:
        request: Request = given.pop("the_request")
        authorization, key = given.pop("authorization"), given.pop("idempotency_key", None)
        claim = _claim(request, key, given) if idempotent and key else None

        def work(unit: Unit, claimed: bool) -> Any:
            if idempotent and claim is None:
                raise IdempotencyMissing()
            if claim is not None and not claimed:
                return _first_answer(unit, claim)
            answer = endpoint(unit, **given)
            if isinstance(answer, Response):
                return answer
            body = encode(answer)
            if claim is not None:
                pending(unit.db).answer = {"asker": unit.me.person_id, "key": claim.key, "body": body.decode()}
            return Response(body, media_type="application/json")

        return _worked(request, authorization, permission, writes=writes, work=work, claim=claim)

    signature = inspect.signature(endpoint, eval_str=True)
    needed = [
        _needs("the_request", Request),
        _needs("authorization", Annotated[str | None, Header(include_in_schema=False)], None),
    ]
    if idempotent:
        needed.append(_needs("idempotency_key", Annotated[str | None, Header(max_length=100)], None))
    wrapped.__signature__ = signature.replace(parameters=[*needed, *_parameters(endpoint)])  # type: ignore[attr-defined]
    setattr(wrapped, PERMISSION, permission)
    return wrapped


def _claim(request: Request, key: str, given: dict[str, Any]) -> Claim:
    said = {name: value for name, value in given.items() if not isinstance(value, HubContext)}
    return Claim(key, hashlib.sha256(to_json([request.method, request.url.path, said], fallback=str)).digest())


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


def prune(db: Session, now: datetime) -> int:
    """Forget the answers to writes that no seat will repeat any more; how many."""
    old = delete(IdempotentAnswer).where(IdempotentAnswer.created_at < now - KEPT)
    return len(db.execute(old.returning(IdempotentAnswer.key)).all())

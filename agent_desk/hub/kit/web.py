"""How an endpoint is declared: `@read` or `@write` with its permission. Sessions, rights, idempotency and commit live here.

A write's result is stored beside its Idempotency-Key in the very transaction that does the work, so a repeat is
answered with the first answer. The commit comes before the answer: the unit is a dependency with scope="function".
"""

import hashlib
import inspect
import json
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Annotated, Any, TypeVar

import structlog
from fastapi import APIRouter, Depends, Header, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from agent_desk.hub.kit.errors import IdempotencyMismatch, IdempotencyMissing
from agent_desk.hub.kit.house import House
from agent_desk.hub.kit.security import caller_of, require
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.house import IdempotentAnswer

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
PERMISSION = "agent_desk_permission"
OPEN = "open"
"""Permission word of the few endpoints that anybody may call (sign-in, health)."""
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


def house_of(request: Request) -> House:
    """The house this request came to."""
    house: House = request.app.state.house
    return house


def _unit(permission: str, *, writes: bool) -> Callable[..., Iterator[Unit]]:
    def unit(
        request: Request,
        authorization: Annotated[str | None, Header(include_in_schema=False)] = None,
    ) -> Iterator[Unit]:
        house = house_of(request)
        request_id = request.scope.get("request_id", "")
        opened = house.database.write() if writes else house.database.read()
        with opened as db:
            now = house.now()
            caller = None
            if permission != OPEN:
                caller = caller_of(db, authorization, now)
                structlog.contextvars.bind_contextvars(person=caller.login)
                if permission != SIGNED_IN:
                    require(caller, permission)
            yield Unit(db=db, now=now, jobs=house.jobs, caller=caller, request_id=request_id)

    return unit


def read(
    router: APIRouter, path: str, *, permission: str, audited: bool = False, **options: Any
) -> Callable[[Endpoint], Endpoint]:
    """Declare a GET. `audited`: the read itself is written down (customer data), so its session may write and commits."""

    def declare(endpoint: Endpoint) -> Endpoint:
        wrapped = _with_unit(endpoint, _unit(permission, writes=audited))
        setattr(wrapped, PERMISSION, permission)
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
        unit = _unit(permission, writes=True)
        wrapped = _once(endpoint, unit) if idempotent else _with_unit(endpoint, unit)
        setattr(wrapped, PERMISSION, permission)
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


def _with_unit(endpoint: Callable[..., Any], unit: Callable[..., Iterator[Unit]]) -> Callable[..., Any]:
    @wraps(endpoint)
    def wrapped(**given: Any) -> Any:
        return endpoint(given.pop("unit"), **given)

    signature = inspect.signature(endpoint, eval_str=True)
    needed = _needs("unit", Annotated[Unit, Depends(unit, scope="function")])
    wrapped.__signature__ = signature.replace(parameters=[needed, *_parameters(endpoint)])  # type: ignore[attr-defined]
    return wrapped


def _once(endpoint: Callable[..., Any], unit: Callable[..., Iterator[Unit]]) -> Callable[..., Any]:
    @wraps(endpoint)
    def wrapped(**given: Any) -> Any:
        work: Unit = given.pop("unit")
        request: Request = given.pop("the_request")
        key: str | None = given.pop("idempotency_key")
        if not key:
            raise IdempotencyMissing()
        said = [request.method, request.url.path, jsonable_encoder(given)]
        digest = hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).digest()
        first = _claim(work, key, digest)
        if first is not None:
            return JSONResponse(first.body, status_code=first.status or 200, headers={"Idempotent-Replay": "true"})
        answer = endpoint(work, **given)
        _keep(work, key, answer)
        return answer

    signature = inspect.signature(endpoint, eval_str=True)
    wrapped.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[
            _needs("unit", Annotated[Unit, Depends(unit, scope="function")]),
            _needs("the_request", Request),
            _needs("idempotency_key", Annotated[str | None, Header(max_length=100)], None),
            *_parameters(endpoint),
        ]
    )
    return wrapped


def _claim(unit: Unit, key: str, digest: bytes) -> IdempotentAnswer | None:
    """Claim the key, or give the first answer. A second request with the key waits here until the first has committed."""
    claimed = unit.db.execute(
        insert(IdempotentAnswer)
        .values(person_id=unit.me.person_id, key=key, request_digest=digest)
        .on_conflict_do_nothing()
        .returning(IdempotentAnswer.key)
    ).scalar_one_or_none()
    if claimed is not None:
        return None
    first = unit.db.scalars(
        select(IdempotentAnswer).where(IdempotentAnswer.person_id == unit.me.person_id, IdempotentAnswer.key == key)
    ).one()
    if first.request_digest != digest:
        raise IdempotencyMismatch()
    return first


def _keep(unit: Unit, key: str, answer: Any) -> None:
    unit.db.flush()
    kept = unit.db.get_one(IdempotentAnswer, (unit.me.person_id, key))
    kept.status, kept.body = 200, jsonable_encoder(answer)

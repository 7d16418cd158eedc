"""The one class that speaks HTTP with the hub in records; transport faults leave it as three named errors."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError

from agent_desk.desk.kit.errors import HubFault
from agent_desk.desk.kit.personal_answers import note
from agent_desk.desk.kit.transport import Transport
from agent_desk.schemas.kit.operation import Operation, Request

P = ParamSpec("P")
T = TypeVar("T")
Body = BaseModel | Mapping[str, Any] | None


@lru_cache(maxsize=512)
def _adapter(into: Any) -> TypeAdapter[Any]:
    return TypeAdapter(into)


def dump(body: Body) -> str | None:
    """Return the JSON text of a request body; models keep unset fields out, so that a PATCH says only what changes."""
    if body is None:
        return None
    if isinstance(body, BaseModel):
        return body.model_dump_json(exclude_unset=True)
    return _adapter(dict[str, Any]).dump_json(dict(body)).decode()


class Api(Transport):
    """HTTP to one hub, typed. Safe to call from several threads at once; blocks, so never from the screen thread.

    Every method raises :class:`HubUnreachable`, :class:`HubRefused` or :class:`HubFault`, and nothing else.
    """

    def ask(self, request: Request[T], *, key: str | None = None) -> T:
        """Ask for an operation. ``key`` is a write's idempotency key (made here when absent): the hub does one key's work once."""
        key = None if request.method == "GET" else key or next_key()
        content = self.send(request.method, request.url, dump(request.body), key)
        note(request.personal)
        return answer_of(request, content)


def call(operation: Operation[P, T], **defaults: Any) -> Callable[Concatenate[Api, P], T]:
    """Return the function that asks a hub for an operation: an `Api`, then the operation's own parameters.

    ``defaults``: what this desk says where a caller does not, such as longer pages. It blocks; errors are those of `Api`.
    """

    def asked(api: Api, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return api.ask(operation.request(*args, **(defaults | kwargs)))

    asked.__doc__ = operation.declared.__doc__
    return asked


def answer_of(request: Request[T], content: bytes) -> T:
    """Read an answer as what its operation gives. Raises HubFault when it is not what was agreed."""
    if request.answer is None:
        return cast(T, None)
    return cast(T, content) if request.answer is bytes else parse(content, request.answer)


def new_key() -> str:
    """Return a fresh idempotency key."""
    return str(uuid.uuid4())


_given_key: ContextVar[str | None] = ContextVar("idempotency_key", default=None)


@contextmanager
def under_key(key: str) -> Iterator[None]:
    """Let the first write in this block carry `key`: a form sends the same values again under the same one."""
    token = _given_key.set(key)
    try:
        yield
    finally:
        _given_key.reset(token)


def next_key() -> str:
    """Return the key for a write that names none: that of the block it stands in, once, else a fresh one."""
    given = _given_key.get()
    _given_key.set(None)
    return given or new_key()


def parse(content: bytes, into: type[T]) -> T:
    """Read an answer into a record. Raises HubFault when the answer is not what was agreed."""
    try:
        record: T = _adapter(cast(Any, into)).validate_json(content)
    except ValidationError as fault:
        raise HubFault("unreadable_answer", {"status": 200}, status=200, detail=str(fault)) from fault
    return record

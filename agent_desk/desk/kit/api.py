"""The one class that speaks HTTP with the hub in records; transport faults leave it as three named errors."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, TypeVar, cast, overload

from pydantic import BaseModel, TypeAdapter, ValidationError

from agent_desk.desk.kit.errors import HubFault
from agent_desk.desk.kit.transport import Transport

T = TypeVar("T")
Body = BaseModel | Mapping[str, Any] | None


@lru_cache(maxsize=512)
def _adapter(into: Any) -> TypeAdapter[Any]:
    return TypeAdapter(into)


def dump(body: Body) -> str | None:
    """The JSON text of a request body; models keep unset fields out, so that a PATCH says only what changes."""
    if body is None:
        return None
    if isinstance(body, BaseModel):
        return body.model_dump_json(exclude_unset=True)
    return _adapter(dict[str, Any]).dump_json(dict(body)).decode()


class Api(Transport):
    """HTTP to one hub, typed. Safe to call from several threads at once; blocks, so never from the screen thread.

    Every method raises :class:`HubUnreachable`, :class:`HubRefused` or :class:`HubFault`, and nothing else.
    """

    @overload
    def get(self, path: str, into: type[T], *, params: Mapping[str, Any] | None = None) -> T: ...
    @overload
    def get(self, path: str, into: None = None, *, params: Mapping[str, Any] | None = None) -> None: ...
    def get(self, path: str, into: type[T] | None = None, *, params: Mapping[str, Any] | None = None) -> T | None:
        """Read ``path`` (from ``/api`` on, e.g. ``/cases``) into a record; ``into`` may be ``list[Model]`` as well."""
        return self._typed(self._ask("GET", path, params=params), into)

    @overload
    def post(self, path: str, body: Body, into: type[T], *, key: str | None = None) -> T: ...
    @overload
    def post(self, path: str, body: Body = None, into: None = None, *, key: str | None = None) -> None: ...
    def post(self, path: str, body: Body = None, into: type[T] | None = None, *, key: str | None = None) -> T | None:
        """Write; ``key`` is the idempotency key (made here when absent): the hub does one key's work once."""
        return self._typed(self._ask("POST", path, dump(body), key=key or next_key()), into)

    @overload
    def put(self, path: str, body: Body, into: type[T], *, key: str | None = None) -> T: ...
    @overload
    def put(self, path: str, body: Body = None, into: None = None, *, key: str | None = None) -> None: ...
    def put(self, path: str, body: Body = None, into: type[T] | None = None, *, key: str | None = None) -> T | None:
        """Replace a record; as :meth:`post`."""
        return self._typed(self._ask("PUT", path, dump(body), key=key or next_key()), into)

    @overload
    def patch(self, path: str, body: Body, into: type[T], *, key: str | None = None) -> T: ...
    @overload
    def patch(self, path: str, body: Body = None, into: None = None, *, key: str | None = None) -> None: ...
    def patch(self, path: str, body: Body = None, into: type[T] | None = None, *, key: str | None = None) -> T | None:
        """Change the fields that ``body`` sets; as :meth:`post`."""
        return self._typed(self._ask("PATCH", path, dump(body), key=key or next_key()), into)

    @overload
    def delete(self, path: str, into: type[T], *, key: str | None = None) -> T: ...
    @overload
    def delete(self, path: str, into: None = None, *, key: str | None = None) -> None: ...
    def delete(self, path: str, into: type[T] | None = None, *, key: str | None = None) -> T | None:
        """Remove a record; as :meth:`post`."""
        return self._typed(self._ask("DELETE", path, key=key or next_key()), into)

    def _typed(self, content: bytes, into: type[T] | None) -> T | None:
        if into is None:
            return None
        return parse(content, into)


def new_key() -> str:
    """A fresh idempotency key."""
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

"""The one class that speaks HTTP with the hub; transport faults leave it as three named errors."""

from __future__ import annotations

import http.client
import json
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar, cast, overload

import pydantic.types  # noqa: F401  (with the rest of pydantic: loaded after Qt alone, Qt's import hook breaks it)
import requests
from pydantic import BaseModel, TypeAdapter, ValidationError
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ProtocolError

from agent_desk.desk.clock import HubClock
from agent_desk.desk.errors import HubFault, HubRefused, HubUnreachable, UnreachableCause

T = TypeVar("T")
Body = BaseModel | Mapping[str, Any] | None

CONNECT_TIMEOUT_S = 3.0
READ_TIMEOUT_S = 15.0


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


class Api:
    """HTTP to one hub. Safe to call from several threads at once; blocks, so never from the screen thread.

    Connections are kept in a small stock and handed to one thread at a time: Qt's pool threads forget thread-local
    objects between two pieces of work, and a new TLS handshake per request would cost more than the request.

    Every method raises :class:`HubUnreachable`, :class:`HubRefused` or :class:`HubFault`, and nothing else.
    """

    def __init__(
        self,
        hub: str,
        *,
        ca_file: Path | None = None,
        connect_timeout_s: float = CONNECT_TIMEOUT_S,
        read_timeout_s: float = READ_TIMEOUT_S,
    ) -> None:
        self.hub = hub.rstrip("/")
        self.ca_file = ca_file
        self.clock = HubClock()
        self.on_refused: Callable[[HubRefused], None] | None = None
        """Called (in the asking thread) with every refusal before it is raised: the session watches for its own end."""
        self._timeouts = (connect_timeout_s, read_timeout_s)
        self._token: str | None = None
        self._stock: list[requests.Session] = []
        self._lock = threading.Lock()

    def set_token(self, token: str | None) -> None:
        """Sign every later request with ``token``; None signs none."""
        self._token = token

    @property
    def token(self) -> str | None:
        """The token in use, for the live line's hello; never logged."""
        return self._token

    def hub_now(self) -> datetime:
        """The hub's time now: UTC, aware."""
        return self.clock.now()

    # -- the five verbs --------------------------------------------------------------------------------------------

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
        return self._typed(self._ask("POST", path, dump(body), key=key or new_key()), into)

    @overload
    def put(self, path: str, body: Body, into: type[T], *, key: str | None = None) -> T: ...
    @overload
    def put(self, path: str, body: Body = None, into: None = None, *, key: str | None = None) -> None: ...
    def put(self, path: str, body: Body = None, into: type[T] | None = None, *, key: str | None = None) -> T | None:
        """Replace a record; as :meth:`post`."""
        return self._typed(self._ask("PUT", path, dump(body), key=key or new_key()), into)

    @overload
    def patch(self, path: str, body: Body, into: type[T], *, key: str | None = None) -> T: ...
    @overload
    def patch(self, path: str, body: Body = None, into: None = None, *, key: str | None = None) -> None: ...
    def patch(self, path: str, body: Body = None, into: type[T] | None = None, *, key: str | None = None) -> T | None:
        """Change the fields that ``body`` sets; as :meth:`post`."""
        return self._typed(self._ask("PATCH", path, dump(body), key=key or new_key()), into)

    @overload
    def delete(self, path: str, into: type[T], *, key: str | None = None) -> T: ...
    @overload
    def delete(self, path: str, into: None = None, *, key: str | None = None) -> None: ...
    def delete(self, path: str, into: type[T] | None = None, *, key: str | None = None) -> T | None:
        """Remove a record; as :meth:`post`."""
        return self._typed(self._ask("DELETE", path, key=key or new_key()), into)

    def send(self, method: str, path: str, body_json: str | None, key: str | None) -> bytes:
        """Send a prepared body (the outbox does) and give the answer's bytes. ``key`` None sends no key: sign-in only."""
        return self._ask(method, path, body_json, key=key)

    def download(self, path: str, *, params: Mapping[str, Any] | None = None) -> bytes:
        """Read a file (an export, a recording) whole into memory."""
        return self._ask("GET", path, params=params)

    # -- below: the transport ---------------------------------------------------------------------------------------

    def _ask(
        self,
        method: str,
        path: str,
        body_json: str | None = None,
        *,
        key: str | None = None,
        params: Mapping[str, Any] | None = None,
    ) -> bytes:
        headers = {"Accept": "application/json"}
        if body_json is not None:
            headers["Content-Type"] = "application/json"
        if key is not None:
            headers["Idempotency-Key"] = key
        if self._token is not None:
            headers["Authorization"] = f"Bearer {self._token}"
        repeatable = method == "GET" or key is not None
        with _Lent(self) as session:
            sent = time.monotonic()
            try:
                answer = self._once_or_twice(session, method, path, body_json, headers, params, repeatable)
            except (requests.RequestException, OSError) as fault:
                raise HubUnreachable(_cause(fault), self.hub, detail=str(fault)) from fault
            self.clock.note_text(answer.headers.get("X-Hub-Time"), sent, time.monotonic())
        if answer.status_code >= 400:
            raise self._refusal(answer)
        return answer.content

    def _once_or_twice(
        self,
        session: requests.Session,
        method: str,
        path: str,
        body_json: str | None,
        headers: dict[str, str],
        params: Mapping[str, Any] | None,
        repeatable: bool,
    ) -> requests.Response:
        """A kept-alive connection may have been closed by the hub in the very moment we use it: ask once more at once."""
        data = None if body_json is None else body_json.encode()
        url = f"{self.hub}/api{path}"
        for last in (not repeatable, True):
            try:
                return session.request(
                    method,
                    url,
                    data=data,
                    headers=headers,
                    params=params,
                    timeout=self._timeouts,
                    allow_redirects=False,
                )
            except requests.ConnectionError as fault:
                if last or not _line_was_cut(fault):
                    raise
        raise AssertionError("unreachable")

    def _refusal(self, answer: requests.Response) -> HubRefused | HubFault:
        try:
            error = json.loads(answer.content)["error"]
            error_id, sentence = str(error["id"]), str(error.get("sentence", ""))
            values, request_id = dict(error.get("values") or {}), str(error.get("request_id", ""))
        except (ValueError, KeyError, TypeError, AttributeError):
            request_id = answer.headers.get("X-Request-Id", "")
            return HubFault(
                "unreadable_answer" if answer.status_code not in (502, 503, 504) else "hub_away",
                {"status": answer.status_code},
                status=answer.status_code,
                request_id=request_id,
            )
        if answer.status_code >= 500:
            return HubFault(error_id, values, status=answer.status_code, request_id=request_id, detail=sentence)
        refused = HubRefused(error_id, values, sentence, answer.status_code)
        if self.on_refused is not None:
            self.on_refused(refused)
        return refused

    def _typed(self, content: bytes, into: type[T] | None) -> T | None:
        if into is None:
            return None
        return parse(content, into)

    def _lend(self) -> requests.Session:
        with self._lock:
            if self._stock:
                return self._stock.pop()
        session = requests.Session()
        # Proxies, netrc and certificate bundles of the environment are not the bank's choice: only our settings count.
        session.trust_env = False
        session.verify = str(self.ca_file) if self.ca_file is not None else True
        session.mount("https://", HTTPAdapter(pool_connections=1, pool_maxsize=1))
        session.mount("http://", HTTPAdapter(pool_connections=1, pool_maxsize=1))
        return session

    def _give_back(self, session: requests.Session) -> None:
        with self._lock:
            self._stock.append(session)

    def close(self) -> None:
        """Close the connections at rest."""
        with self._lock:
            stock, self._stock = self._stock, []
        for session in stock:
            session.close()


class _Lent:
    """One session, lent to one thread for one request."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def __enter__(self) -> requests.Session:
        self._session = self._api._lend()
        return self._session

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._api._give_back(self._session)


def new_key() -> str:
    """A fresh idempotency key."""
    return str(uuid.uuid4())


def parse(content: bytes, into: type[T]) -> T:
    """Read an answer into a record. Raises HubFault when the answer is not what was agreed."""
    try:
        record: T = _adapter(cast(Any, into)).validate_json(content)
    except ValidationError as fault:
        raise HubFault("unreadable_answer", {"status": 200}, status=200, detail=str(fault)) from fault
    return record


def _chain(fault: BaseException) -> list[BaseException]:
    """The fault and everything it was made of: requests wraps urllib3, which wraps http.client and ssl."""
    found: list[BaseException] = []
    waiting: list[BaseException] = [fault]
    while waiting and len(found) < 32:
        one = waiting.pop(0)
        if any(one is other for other in found):
            continue
        found.append(one)
        parts = [*one.args, getattr(one, "reason", None), one.__cause__, one.__context__]
        waiting.extend(part for part in parts if isinstance(part, BaseException))
    return found


def _line_was_cut(fault: BaseException) -> bool:
    """Whether a connection that stood was closed under us (as opposed to one that never came about)."""
    cut = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError)
    chain = _chain(fault)
    return any(isinstance(one, ProtocolError) for one in chain) and any(isinstance(one, cut) for one in chain)


def _cause(fault: BaseException) -> UnreachableCause:
    if isinstance(fault, requests.exceptions.SSLError):
        text = str(fault)
        wrong = "CERTIFICATE_VERIFY_FAILED" in text or "hostname" in text.lower()
        return "certificate" if wrong else "not_tls"
    if isinstance(fault, requests.Timeout):
        return "timeout"
    if isinstance(fault, requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema):
        return "address"
    if isinstance(fault, requests.exceptions.MissingSchema):
        return "address"
    if not isinstance(fault, requests.RequestException):
        return "certificate_file"
    return "no_connection"

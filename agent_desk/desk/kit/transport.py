"""HTTP without types: bytes out, bytes in, transport faults as three named errors.

Apart from :mod:`agent_desk.desk.kit.api` so that signing in can be on its way while the records' library is still being loaded.
"""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ProtocolError

from agent_desk.desk.kit.clock import HubClock
from agent_desk.desk.kit.errors import HubFault, HubRefused, HubUnreachable, UnreachableCause

CONNECT_TIMEOUT_S = 3.0
READ_TIMEOUT_S = 15.0


class Transport:
    """The way to one hub. Safe to use from several threads at once; blocks, so never from the screen thread.

    Connections are kept in a small stock and handed to one thread at a time: Qt's pool threads forget thread-local
    objects between two pieces of work, and a new TLS handshake per request would cost more than the request.
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
        """Return the hub's time now: UTC, aware."""
        return self.clock.now()

    def send(self, method: str, path: str, body_json: str | None, key: str | None) -> bytes:
        """Send a prepared body (the outbox does) and give the answer's bytes. ``key`` None sends no key: sign-in only."""
        return self._ask(method, path, body_json, key=key)

    def download(self, path: str, *, params: Mapping[str, Any] | None = None) -> bytes:
        """Read a file (an export, a recording) whole into memory."""
        return self._ask("GET", path, params=params)

    def adopt(self, other: Transport) -> None:
        """Go on with the connections and the clock of ``other``, which is not used any more."""
        with other._lock:
            stock, other._stock = other._stock, []
        with self._lock:
            self._stock += stock
        self.clock = other.clock

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
                cause = _cause(fault)
                if cause == "no_connection" and _answered_strangely(fault) and _speaks_tls(self.hub, self._timeouts[0]):
                    cause = "tls_only"
                raise HubUnreachable(cause, self.hub, detail=str(fault)) from fault
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

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __enter__(self) -> requests.Session:
        self._session = self._transport._lend()
        return self._session

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transport._give_back(self._session)


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
    """Return whether a connection that stood was closed under us (as opposed to one that never came about)."""
    cut = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError)
    chain = _chain(fault)
    return any(isinstance(one, ProtocolError) for one in chain) and any(isinstance(one, cut) for one in chain)


def _answered_strangely(fault: BaseException) -> bool:
    """Return whether somebody was there who hung up, or spoke no HTTP."""
    return _line_was_cut(fault) or any(isinstance(one, http.client.BadStatusLine) for one in _chain(fault))


def _speaks_tls(hub: str, timeout_s: float) -> bool:
    """Return whether an http:// address leads to a port that shakes hands for TLS. Nothing is sent but the handshake."""
    address = urlsplit(hub)
    if address.scheme != "http" or address.hostname is None:
        return False
    anybody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    try:
        with (
            socket.create_connection((address.hostname, address.port or 80), timeout_s) as line,
            anybody.wrap_socket(line, server_hostname=address.hostname),
        ):
            return True
    except (OSError, ValueError):
        return False


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

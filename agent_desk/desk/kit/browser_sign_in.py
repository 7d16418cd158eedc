"""Signing in with the system's browser: the bank's OpenID provider asks, and the answer comes back to a port of this machine.

As RFC 8252 has it: the seat listens on loopback for one answer, for some minutes, and can be told to stop. Verifier, state and
nonce are made here for each sign-in; what comes without the right state is nobody's answer, and the waiting goes on.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import json
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from agent_desk.desk.kit.errors import HubFault, HubRefused
from agent_desk.desk.kit.transport import Transport

OFFER = "/people/sign-in/offer"
START = "/people/sign-in/openid"
RETURN = "/people/sign-in/openid/return"
PATH: Final = "/signed-in"
WAITS_S: Final = 300.0
"""So long the person has for the browser."""
_READS_S: Final = 5.0
_DONE: Final = ("您可以关闭此页，返回坐席工作台。", "You can close this page and go back to Agent Desk.")
_FAILED: Final = (
    "登录未成功，请返回坐席工作台重试。",
    "The sign-in did not succeed. Go back to Agent Desk and try again.",
)


@dataclass(frozen=True, slots=True)
class Offer:
    """How one can sign in at the hub, for the sign-in window (``schemas.people.directory.SignInOffer``)."""

    directory: bool = False
    simulated: bool = False
    off: bool = False
    openid: bool = False
    openid_zh: str = ""
    openid_en: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Proven:
    """Who has signed in, and what says so to the hub. The repr does not show it."""

    login: str
    proof: str

    def __repr__(self) -> str:
        return f"Proven(login={self.login!r})"


def ask_offer(transport: Transport) -> Offer:
    """Return what the hub offers; nothing but passwords where it does not know the question. Blocks; raises as Transport."""
    try:
        said = _read(transport.send("GET", OFFER, None, None))
    except HubRefused:
        return Offer()
    known = {name: said[name] for name in Offer.__slots__ if name in said}
    return Offer(**known)


class BrowserSignIn:
    """One sign-in. `begin` and `wait` block and run off the screen thread; `cancel` may be called from anywhere, any time.

    `anew`: the provider asks who it is even if it remembers, as to unlock a seat.
    """

    def __init__(self, transport: Transport, seat: str, *, anew: bool = False) -> None:
        self._transport, self._seat, self._anew = transport, seat, anew
        self._verifier = secrets.token_urlsafe(48)
        self._state, self._nonce = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        self._came = threading.Event()
        self._answer: dict[str, str] | None = None
        self._server: _Listener | None = None
        self._lock = threading.Lock()
        self.cancelled = False

    def begin(self) -> str:
        """Listen, and return the address for the browser. Raises as Transport, and HubRefused where this machine has no port."""
        try:
            server = _Listener(self._state, self._take)
        except OSError as fault:
            raise HubRefused("no_return_port") from fault
        with self._lock:
            if self.cancelled:
                server.server_close()
                raise HubRefused("openid_cancelled")
            self._server = server
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="return", daemon=True).start()
        try:
            digest = hashlib.sha256(self._verifier.encode()).digest()
            body: dict[str, Any] = {
                "redirect_uri": self._redirect_uri,
                "anew": self._anew,
                "state": self._state,
                "nonce": self._nonce,
                "challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            }
            url = str(_read(self._transport.send("POST", START, json.dumps(body), None))["url"])
            if urlsplit(url).scheme not in ("http", "https"):
                # Whatever else the system would open for us is no page to sign in at.
                raise HubFault("unreadable_answer", {"status": 200}, status=200, detail="address of the provider")
        except BaseException:
            self.close()
            raise
        return url

    def wait(self, within_s: float = WAITS_S) -> Proven:
        """Return who has signed in. Raises HubRefused: cancelled, too late, refused in the browser; and as Transport."""
        try:
            came = self._came.wait(within_s)
        finally:
            self.close()
        if self.cancelled:
            raise HubRefused("openid_cancelled")
        if not came or self._answer is None or "code" not in self._answer:
            raise HubRefused("openid_refused")
        body = {
            "code": self._answer["code"],
            "verifier": self._verifier,
            "nonce": self._nonce,
            "redirect_uri": self._redirect_uri,
            "issuer": self._answer.get("iss"),
            "seat": self._seat,
        }
        said = _read(self._transport.send("POST", RETURN, json.dumps(body), None))
        return Proven(str(said["login"]), str(said["proof"]))

    def cancel(self) -> None:
        """Stop waiting; whoever waits is told at once."""
        with self._lock:
            self.cancelled = True
        self._came.set()

    def close(self) -> None:
        """Listen no more."""
        with self._lock:
            server = self._server
        if server is not None:
            server.end()

    @property
    def _redirect_uri(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.server_port}{PATH}"

    def _take(self, answer: dict[str, str]) -> None:
        with self._lock:
            if self._answer is None:
                self._answer = answer
        self._came.set()


class _Listener(ThreadingHTTPServer):
    """Takes one answer on loopback."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, state: str, take: Callable[[dict[str, str]], None]) -> None:
        super().__init__(("127.0.0.1", 0), _Page)
        self.state, self.take = state, take
        self._over = False

    def end(self) -> None:
        """Once; from any thread but its own."""
        if not self._over:
            self._over = True
            self.shutdown()
            self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that breaks off is no news: the browser comes again, or nobody does."""


class _Page(BaseHTTPRequestHandler):
    """The answer of the browser, and what the person reads in it then."""

    server: _Listener
    timeout = _READS_S
    server_version = "AgentDesk"
    sys_version = ""

    def do_GET(self) -> None:
        """Take the answer where it is ours."""
        parts = urlsplit(self.path)
        said = {name: values[0] for name, values in parse_qs(parts.query).items()}
        ours = self.headers.get("host") == f"127.0.0.1:{self.server.server_port}" and parts.path == PATH
        if not ours or not hmac.compare_digest(said.get("state", "").encode(), self.server.state.encode()):
            self._say(404, _FAILED)
            return
        self._say(200, _DONE if "code" in said else _FAILED)
        self.server.take(said)

    def _say(self, status: int, words: tuple[str, str]) -> None:
        told = "".join(f"<p>{html.escape(one)}</p>" for one in words)
        style = "font:16px sans-serif;margin:15vh auto;max-width:32em"
        page = f"<!doctype html><meta charset=utf-8><title>Agent Desk</title><body style='{style}'>{told}"
        body = page.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the line would hold the code."""


def _read(content: bytes) -> dict[str, Any]:
    try:
        said = json.loads(content)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise HubFault("unreadable_answer", {"status": 200}, status=200, detail="sign-in")
    return said

"""The live line: one WebSocket that tells the seat what changed, mends itself, and says when it is not to be trusted."""

from __future__ import annotations

import enum
import json
import logging
import random
import time
import uuid
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QTimer, QUrl, Signal
from PySide6.QtNetwork import QAbstractSocket, QNetworkProxy, QSsl, QSslCertificate, QSslConfiguration, QSslError
from PySide6.QtWebSockets import QWebSocket

from agent_desk.desk.kit.clock import HubClock

log = logging.getLogger(__name__)

SEEN_LIMIT = 4096
"""How many change ids are remembered: far more than one hub repeats after a break, far less than memory notices."""
FIRST_WAIT_MS = 500
LONGEST_WAIT_MS = 10_000
HELLO_TIMEOUT_MS = 5_000
MISSED_HEARTBEATS = 3
_LASTING_BYES = {"taken_over", "signed_out", "session_expired", "not_signed_in"}


class LiveState(enum.Enum):
    """What the status line says about the line to the hub."""

    OFF = "off"
    CONNECTING = "connecting"
    LIVE = "live"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the hub's change feed: which record moved, never what is in it."""

    id: int
    area: str
    entity: str
    entity_id: uuid.UUID
    version: int
    hint: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, message: dict[str, Any]) -> Change:
        """From the wire's JSON. Raises KeyError or ValueError when a field is missing or not what was agreed."""
        return cls(
            id=int(message["id"]),
            area=str(message["area"]),
            entity=str(message["entity"]),
            entity_id=uuid.UUID(str(message["entity_id"])),
            version=int(message["version"]),
            hint=dict(message.get("hint") or {}),
        )


class _Seen:
    """The ids seen lately, oldest forgotten first: the hub delivers at least once, the desk acts once."""

    def __init__(self, limit: int) -> None:
        self._ids: OrderedDict[int, None] = OrderedDict()
        self._limit = limit

    def add(self, change_id: int) -> bool:
        """True when the id is new."""
        if change_id in self._ids:
            self._ids.move_to_end(change_id)
            return False
        self._ids[change_id] = None
        if len(self._ids) > self._limit:
            self._ids.popitem(last=False)
        return True

    def clear(self) -> None:
        self._ids.clear()


def back_off_ms(attempt: int, jitter: float) -> int:
    """Wait before reconnecting for the ``attempt``-th time (from 0): doubling from 0.5 s to 10 s, times ``jitter`` in [0.5, 1].

    The jitter keeps a hundred seats from coming back in the same instant after the hub restarts.
    """
    return int(min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** min(attempt, 10)) * jitter)


class Live(QObject):
    """The seat's ear. ``start`` once after sign-in; it reconnects by itself until ``stop`` or a lasting good-bye."""

    changed = Signal(object)
    """Change: a record moved; every open panel decides whether it cares."""
    pushed = Signal(str, object)
    """(name, body): a new snapshot that this seat watches, such as ``floor.board``."""
    state_changed = Signal(object)
    """LiveState."""
    shows = Signal(object)
    """Of a wallboard: which `pages` it shows and for how many `seconds`, as the hub says when it welcomes it."""
    resync = Signal()
    """The hub cannot tell what was missed (also at the first connection, which comes after the first panels): fetch anew."""
    ended = Signal(str)
    """The hub said good-bye for good: taken_over, signed_out, session_expired."""

    def __init__(
        self,
        hub: str,
        *,
        clock: HubClock,
        token: Callable[[], str | None],
        ca_file: Path | None = None,
        cursor: str | None = None,
        keep_cursor: Callable[[str], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._url = QUrl(hub.rstrip("/").replace("http", "ws", 1) + "/api/live")
        self._clock, self._token, self._ca_file = clock, token, ca_file
        self._cursor, self._keep_cursor = cursor, keep_cursor
        self._watched: dict[str, int] = {}
        self._seen = _Seen(SEEN_LIMIT)
        self._state = LiveState.OFF
        self._attempt = 0
        self._heartbeat_ms = 5_000
        self._heard_at: datetime | None = None
        self._socket: QWebSocket | None = None
        self.certificate_fault = False
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._connect)
        self._silence = QTimer(self, singleShot=True)
        self._silence.timeout.connect(self._gone_silent)

    # -- what others use ---------------------------------------------------------------------------------------------

    @property
    def state(self) -> LiveState:
        """Whether what is on the screen can be believed."""
        return self._state

    @property
    def cursor(self) -> str | None:
        """Where in the change feed this seat stands."""
        return self._cursor

    @property
    def heard_at(self) -> datetime | None:
        """The hub's time when the line was last heard: "as of" in the status line."""
        return self._heard_at

    def start(self) -> None:
        """Connect, and keep connected."""
        if self._state is LiveState.OFF:
            self._attempt = 0
            self._connect()

    def stop(self) -> None:
        """Hang up and stay silent."""
        self._again.stop()
        self._silence.stop()
        self._drop_socket()
        self._become(LiveState.OFF)

    def retry_now(self) -> None:
        """Do not wait for the back-off: the person pressed "try again", or an HTTP answer showed that the hub is back."""
        if self._state is LiveState.LOST and self._again.isActive():
            self._again.stop()
            self._connect()

    def watch(self, *names: str) -> None:
        """Ask for snapshots by name. Counted: as many ``unwatch`` as ``watch`` end it."""
        fresh = [name for name in names if name not in self._watched]
        for name in names:
            self._watched[name] = self._watched.get(name, 0) + 1
        if fresh:
            self._send_watched()

    def unwatch(self, *names: str) -> None:
        """Take back a ``watch``."""
        gone = False
        for name in names:
            left = self._watched.get(name, 0) - 1
            if left > 0:
                self._watched[name] = left
            elif self._watched.pop(name, None) is not None:
                gone = True
        if gone:
            self._send_watched()

    # -- connecting --------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self._drop_socket()
        self.certificate_fault = False
        socket = QWebSocket("", parent=self)
        socket.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
        if self._url.scheme() == "wss":
            socket.setSslConfiguration(_tls(self._ca_file))
        socket.connected.connect(self._say_hello)
        socket.disconnected.connect(self._lost)
        socket.errorOccurred.connect(self._failed)
        socket.sslErrors.connect(self._ssl_failed)
        socket.textMessageReceived.connect(self._heard)
        socket.binaryMessageReceived.connect(self._heard_packed)
        self._socket = socket
        if self._state is not LiveState.LOST:
            self._become(LiveState.CONNECTING)
        self._silence.start(HELLO_TIMEOUT_MS)
        socket.open(self._url)

    def _say_hello(self) -> None:
        token = self._token()
        if token is None:
            self._end("signed_out")
            return
        self._send({"type": "hello", "token": token, "cursor": self._cursor})

    def _send_watched(self) -> None:
        if self._state is LiveState.LIVE:
            self._send({"type": "watch", "names": sorted(self._watched)})

    def _send(self, message: dict[str, Any]) -> None:
        if self._socket is not None:
            self._socket.sendTextMessage(json.dumps(message))

    def _failed(self, error: QAbstractSocket.SocketError) -> None:
        log.info("live line: %s", error.name)
        self._lost()

    def _ssl_failed(self, errors: Iterable[QSslError]) -> None:
        self.certificate_fault = True
        log.info("live line: certificate refused: %s", "; ".join(error.errorString() for error in errors))

    def _gone_silent(self) -> None:
        log.info("live line: nothing heard for too long")
        self._lost()

    def _lost(self) -> None:
        if self._state is LiveState.OFF or self._again.isActive():
            return
        self._silence.stop()
        self._drop_socket()
        self._again.start(back_off_ms(self._attempt, random.uniform(0.5, 1.0)))
        self._attempt += 1
        self._become(LiveState.LOST)

    def _end(self, reason: str) -> None:
        self.stop()
        self.ended.emit(reason)

    def _drop_socket(self) -> None:
        socket, self._socket = self._socket, None
        if socket is None:
            return
        for signal in (
            socket.connected,
            socket.disconnected,
            socket.errorOccurred,
            socket.textMessageReceived,
            socket.binaryMessageReceived,
        ):
            signal.disconnect()
        socket.abort()
        socket.deleteLater()

    def _become(self, state: LiveState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)

    # -- hearing -----------------------------------------------------------------------------------------------------

    def _heard_packed(self, packed: QByteArray) -> None:
        """A snapshot: the hub has compressed it once for all who watch."""
        try:
            text = zlib.decompress(packed.data()).decode()
        except (zlib.error, ValueError):
            log.exception("live line: a snapshot that cannot be unpacked")
            return
        self._heard(text)

    def _heard(self, text: str) -> None:
        self._silence.start(self._heartbeat_ms * MISSED_HEARTBEATS)
        self._heard_at = self._clock.now()
        try:
            message = json.loads(text)
            kind = message["type"]
            if kind == "change":
                self._heard_change(message)
            elif kind == "push":
                self.pushed.emit(str(message["name"]), message["body"])
            elif kind == "ping":
                self._send({"type": "pong", "n": message["n"]})
            elif kind == "welcome":
                self._heard_welcome(message)
            elif kind == "bye":
                self._heard_bye(str(message["reason"]))
        except (ValueError, KeyError, TypeError):
            log.exception("live line: a message that cannot be read")

    def _heard_welcome(self, message: dict[str, Any]) -> None:
        self._heartbeat_ms = int(float(message["heartbeat_s"]) * 1000)
        self._silence.start(self._heartbeat_ms * MISSED_HEARTBEATS)
        now = time.monotonic()
        if not self._clock.known:
            self._clock.note_text(message.get("hub_time"), now, now)
        # Without a cursor, or when ours is too old, we begin at the hub's, and what panels fetched before now may have missed
        # a change: they fetch anew. Otherwise our cursor stands until the missed changes are here: taking the hub's and
        # losing the line again would lose them.
        anew = self._cursor is None or bool(message.get("resync"))
        if anew:
            self._seen.clear()
            self._move_cursor(message.get("cursor"))
        self._attempt = 0
        if isinstance(message.get("shows"), dict):
            self.shows.emit(message["shows"])
        self._become(LiveState.LIVE)
        if self._watched:
            self._send_watched()
        if anew:
            self.resync.emit()

    def _heard_change(self, message: dict[str, Any]) -> None:
        change = Change.read(message)
        if self._seen.add(change.id):
            self.changed.emit(change)
        self._move_cursor(message.get("cursor"))

    def _heard_bye(self, reason: str) -> None:
        if reason in _LASTING_BYES:
            self._end(reason)
        else:
            self._lost()

    def _move_cursor(self, cursor: str | None) -> None:
        if cursor is not None and cursor != self._cursor:
            self._cursor = cursor
            if self._keep_cursor is not None:
                self._keep_cursor(cursor)


def _tls(ca_file: Path | None) -> QSslConfiguration:
    """TLS that trusts the bank's certificate file and nothing else; the system's store when no file is set."""
    configuration = QSslConfiguration.defaultConfiguration()
    configuration.setProtocol(QSsl.SslProtocol.TlsV1_2OrLater)
    if ca_file is not None:
        configuration.setCaCertificates(QSslCertificate.fromPath(str(ca_file)))
    return configuration

"""A small real hub for the desk's tests: HTTP that can be cut in mid-answer, and a WebSocket that says what a test tells it."""

import contextlib
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

Answer = tuple[int, Any]


@dataclass
class Asked:
    """One request as the hub saw it."""

    method: str
    path: str
    key: str | None
    token: str | None
    body: Any


@dataclass
class SmallHub:
    """Answers with ``answer``; a key that was answered before gets the first answer again, as the real hub does."""

    answer: Callable[[Asked], Answer] = field(default=lambda _asked: (200, {"done": True}))
    asked: list[Asked] = field(default_factory=list)
    done: list[Asked] = field(default_factory=list)
    """What was carried out: a repeat of a key is asked, but not done."""
    cut_after_doing: int = 0
    """How many of the next requests are carried out and then lose their line before the answer."""
    connections: int = 0
    url: str = ""
    _answers: dict[str, Answer] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, asked: Asked) -> tuple[Answer, bool]:
        with self._lock:
            self.asked.append(asked)
            cut = self.cut_after_doing > 0
            self.cut_after_doing -= cut
            if asked.key is not None and asked.key in self._answers:
                return self._answers[asked.key], cut
            answer = self.answer(asked)
            if answer[0] < 500:
                self.done.append(asked)
                if asked.key is not None:
                    self._answers[asked.key] = answer
            return answer, cut


def refusal(status: int, error_id: str, **values: Any) -> Answer:
    """An error as the wire has it."""
    return status, {
        "error": {"id": error_id, "sentence": f"Sentence of {error_id}.", "values": values, "request_id": "r1"}
    }


def _handler(hub: SmallHub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            hub.connections += 1
            super().setup()

        def _any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            text = self.rfile.read(length)
            token = (self.headers.get("Authorization") or "").removeprefix("Bearer ") or None
            asked = Asked(
                self.command, self.path, self.headers.get("Idempotency-Key"), token, json.loads(text) if text else None
            )
            (status, body), cut = hub.take(asked)
            if cut:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("X-Hub-Time", "2030-01-01T00:00:00.000000+00:00")
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _any

        def log_message(self, format: str, *args: Any) -> None:
            return

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        return


@contextmanager
def small_hub(
    hub: SmallHub | None = None, *, port: int = 0, tls: tuple[Path, Path] | None = None
) -> Iterator[SmallHub]:
    """Serve ``hub`` on a loopback port; ``tls`` is (certificate, key)."""
    hub = hub or SmallHub()
    server = _Server(("127.0.0.1", port), _handler(hub))
    if tls is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*tls)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    hub.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class LiveHub:
    """The WebSocket side: remembers every hello, says what ``say`` puts in, closes on ``hang_up``."""

    heartbeat_s: float = 5.0
    resync: bool = False
    hellos: "Queue[dict[str, Any]]" = field(default_factory=Queue)
    heard: "Queue[dict[str, Any]]" = field(default_factory=Queue)
    url: str = ""
    _line: ServerConnection | None = None

    def say(self, message: dict[str, Any]) -> None:
        assert self._line is not None
        self._line.send(json.dumps(message))

    def hang_up(self) -> None:
        """Cut the line without a good-bye, as a cable does."""
        if self._line is not None:
            with contextlib.suppress(OSError):
                self._line.socket.shutdown(socket.SHUT_RDWR)

    def serve_line(self, line: ServerConnection) -> None:
        try:
            hello = json.loads(line.recv())
            self._line = line
            line.send(
                json.dumps(
                    {
                        "type": "welcome",
                        "cursor": "c0",
                        "hub_time": "2030-01-01T00:00:00+00:00",
                        "heartbeat_s": self.heartbeat_s,
                        "resync": self.resync,
                    }
                )
            )
            self.hellos.put(hello)
            for text in line:
                self.heard.put(json.loads(text))
        except ConnectionClosed:
            return


@contextmanager
def live_hub(hub: LiveHub | None = None) -> Iterator[LiveHub]:
    """Serve the live line on a loopback port."""
    hub = hub or LiveHub()
    with serve(hub.serve_line, "127.0.0.1", 0, ping_interval=None) as server:
        hub.url = f"http://127.0.0.1:{server.socket.getsockname()[1]}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield hub
        hub.hang_up()
        server.shutdown()

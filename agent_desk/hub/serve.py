"""Run a hub in this process: for `agent-desk hub` in the foreground, for the demonstration and the tests in a thread."""

import errno
import socket
import threading

import uvicorn
from fastapi import FastAPI

from agent_desk.hub.app import build
from agent_desk.hub.kit.house import House
from agent_desk.hub.kit.settings import Settings


class PortTaken(Exception):
    """Another program listens on the port; the message says which and what to do."""


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises PortTaken with a sentence."""
    # The protocol is named so that asyncio sees TCP and turns Nagle's delay off: without it small answers wait 40 ms.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as fault:
        listener.close()
        if fault.errno == errno.EADDRINUSE:
            raise PortTaken(
                f"Port {port} on {host} is taken by another program. Stop it or give another port with --port."
            ) from fault
        raise PortTaken(f"The hub cannot listen on {host}:{port}: {fault.strerror}.") from fault
    listener.listen(512)
    return listener


def server(app: FastAPI, settings: Settings) -> uvicorn.Server:
    """uvicorn with our settings: TLS where a certificate is given, its access log off (requests are counted instead)."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            ssl_certfile=settings.tls_certificate or None,
            ssl_keyfile=settings.tls_key or None,
            log_config=None,
            access_log=False,
            ws="websockets-sansio",
            ws_ping_interval=None,
            # It would compress for every seat anew; what is worth it is compressed once (kit/seats.py).
            ws_per_message_deflate=False,
            timeout_graceful_shutdown=3,
            server_header=False,
        )
    )


class HubThread:
    """A hub served by a thread of this process. `with HubThread(settings) as hub: hub.url ...`"""

    def __init__(self, settings: Settings) -> None:
        self._listener = bind(settings.host, settings.port)
        try:
            self.app = build(settings)
        except BaseException:
            self._listener.close()
            raise
        self.house: House = self.app.state.house
        scheme = "https" if settings.tls_certificate else "http"
        self.url = f"{scheme}://{settings.host}:{self._listener.getsockname()[1]}"
        self._server = server(self.app, settings)
        self._thread = threading.Thread(target=self._serve, name="hub", daemon=True)

    def _serve(self) -> None:
        self._server.run(sockets=[self._listener])

    def start(self) -> "HubThread":
        """Serve; returns when the hub answers."""
        self._thread.start()
        waited = threading.Event()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("the hub ended while starting; its log says why")
            waited.wait(0.01)
        return self

    def stop(self) -> None:
        """Stop serving and wait for the end."""
        self.house.stopping.set()
        self._server.should_exit = True
        self._thread.join(15)
        self._listener.close()

    def __enter__(self) -> "HubThread":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

"""Run a hub in this process: for `agent-desk hub` in the foreground, for the demonstration and the tests in a thread."""

import asyncio
import errno
import socket
import threading
from contextlib import suppress
from types import FrameType
from typing import Final

import structlog
import uvicorn
from fastapi import FastAPI

from agent_desk.hub.app import build
from agent_desk.hub.kit.admission.connections import guarded
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings, require_tls

GRACE_S: Final = 3
"""So long requests that have begun may take to end when the hub stops."""
KEEP_ALIVE_S: Final = 75
"""So long a connection may be idle; longer than clients keep theirs, or a request would now and then meet its closing."""
_LOOK_S: Final = 0.005

log = structlog.get_logger()


class PortTaken(Exception):
    """Another program listens on the port; the message says which and what to do."""


def bind(host: str, port: int) -> socket.socket:
    """Return a listening socket; port 0 takes a free one. Raises PortTaken with a sentence."""
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


class PromptServer(uvicorn.Server):
    """uvicorn that ends when nothing is left to wait for. The original sleeps a tenth of a second to see that it shall end,
    another whatever there is, and others until the last connection has gone; seats look for another hub meanwhile."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._ending = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def end(self) -> None:
        """Stop serving; from any thread. Returns at once."""
        self.should_exit = True
        if self._loop is not None:
            # A loop that has closed has ended already.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._ending.set)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal has come; a second Ctrl-C waits for nothing."""
        super().handle_exit(sig, frame)
        self.end()

    async def main_loop(self) -> None:
        """Serve until told to end; ten rounds a second as uvicorn counts them, for the date in its answers."""
        self._loop, counter = asyncio.get_running_loop(), 0
        while not await self.on_tick(counter):
            counter = (counter + 1) % 864_000
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), 0.1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more, let what has begun end, then end the hub itself."""
        for listening in self.servers:
            listening.close()
        for listener in sockets or []:
            listener.close()
        state = self.server_state
        for connection in list(state.connections):
            connection.shutdown()
        with suppress(TimeoutError):
            async with asyncio.timeout(GRACE_S):
                while (state.connections or state.tasks) and not self.force_exit:
                    await asyncio.sleep(_LOOK_S)
        if state.tasks:
            log.error("requests were cut off by the end of the hub", requests=len(state.tasks))
        for task in list(state.tasks):
            task.cancel()
        if not self.force_exit:
            await self.lifespan.shutdown()


def server(app: FastAPI, settings: Settings) -> PromptServer:
    """uvicorn with our settings: TLS where a certificate is given, its access log off (requests are counted instead)."""
    return PromptServer(
        uvicorn.Config(
            app,
            http=guarded(app.state.connections),
            # Whose address a header may give, `trusted_proxies` says (kit/admission/address.py).
            proxy_headers=False,
            ssl_certfile=settings.tls_certificate or None,
            ssl_keyfile=settings.tls_key or None,
            log_config=None,
            access_log=False,
            ws="websockets-sansio",
            ws_ping_interval=None,
            timeout_keep_alive=KEEP_ALIVE_S,
            # It would compress for every seat anew; what is worth it is compressed once (kit/seats.py).
            ws_per_message_deflate=False,
            server_header=False,
        )
    )


class HubThread:
    """A hub served by a thread of this process. `with HubThread(settings) as hub: hub.url ...`

    `processes`: with its other processes beside it, as `agent-desk hub` has them. `database`: as of `build`.
    """

    def __init__(self, settings: Settings, *, processes: bool = False, database: Database | None = None) -> None:
        require_tls(settings)
        self._listener = bind(settings.host, settings.port)
        try:
            self.app = build(settings, processes=processes, database=database)
        except BaseException:
            self._listener.close()
            raise
        self.hub_context: HubContext = self.app.state.hub_context
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

    def serves(self) -> bool:
        """Return whether its thread is alive."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Stop serving and wait for the end."""
        self.hub_context.stopping.set()
        self._server.end()
        self._thread.join(15)
        self._listener.close()

    def __enter__(self) -> "HubThread":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

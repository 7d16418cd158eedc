"""A hub as a process of its own, so that it can be killed as a power cut would."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import requests

from tests.waiting import until


def free_port() -> int:
    """A port of the loopback interface that nobody uses now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


STARTS_WITHIN_S = 90
"""On a machine on which others work as well."""


class HubProcess:
    """`agent-desk hub` on one port; started, killed, started again."""

    def __init__(self, database: str, exchange: str, log: Path) -> None:
        self._port = free_port()
        self._arguments = ["hub", "--database", database, "--exchange", exchange, "--port", str(self._port)]
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its address, the same after a restart."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start, and wait until it answers."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "agent_desk.cli", *self._arguments],
                stdout=log,
                stderr=log,
                env={**os.environ, "AGENT_DESK_AUDIT_KEY": "test-audit-key"},
            )
        try:
            until(self._answers, "the hub's first answer", within_s=STARTS_WITHIN_S)
        except BaseException:
            self.kill()  # nobody else knows of it
            raise

    def _answers(self) -> bool:
        assert self._process is not None and self._process.poll() is None, self._log.read_text()
        try:
            return requests.get(f"{self.url}/health", timeout=5).ok
        except requests.RequestException:
            return False

    @property
    def back_room(self) -> psutil.Process:
        """The process for what nobody waits for at a counter."""
        return self._beside("agent_desk.hub.back_room")

    @property
    def exchange(self) -> psutil.Process:
        """The process that reads the exchange and carries out its orders."""
        return self._beside("agent_desk.hub.exchange_process")

    def _beside(self, module: str) -> psutil.Process:
        assert self._process is not None
        hub = psutil.Process(self._process.pid)

        def found() -> psutil.Process | None:
            running = (one for one in hub.children() if one.status() != psutil.STATUS_ZOMBIE)
            return next((one for one in running if module in one.cmdline()), None)

        return until(found, f"the hub's process {module}")

    def kill(self) -> None:
        """As a power cut: no goodbye, nothing is tidied up."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
            self._process = None


@contextmanager
def hub_process(database: str, exchange: str, log: Path) -> Iterator[HubProcess]:
    """A hub in a process; gone afterwards."""
    hub = HubProcess(database, exchange, log)
    hub.start()
    try:
        yield hub
    finally:
        hub.kill()

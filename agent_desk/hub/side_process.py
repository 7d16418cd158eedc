"""A process that a hub keeps beside the one that serves the seats: the back room, the exchange's (docs/decisions/0024, 0025).

The hub starts it, hands it the settings by a pipe (there are secrets in them) and then its jobs, and starts another where one
ends. The pipe is also how the process knows that its hub is gone, however it went. By a second pipe it tells the hub what
it has committed, so that seats hear of it at once, and its figures, since the hub answers for all its processes.
"""

import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any, Final

import structlog
from prometheus_client import generate_latest

from agent_desk.hub.housekeeping import close_context, open_context, wake_listeners
from agent_desk.hub.kit import log as logs
from agent_desk.hub.kit.changes import Row
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings

FIGURES_EVERY_S: Final = 2.0
AGAIN_S: Final = 1.0

log = structlog.get_logger()


class SideProcess(threading.Thread):
    """The hub's side: keeps one process of a module going while the hub runs, and hands it the hub's jobs."""

    def __init__(self, hub_context: HubContext, name: str, module: str) -> None:
        """`module` is run as `python -m module` and calls `run` below."""
        super().__init__(name=name, daemon=True)
        self._hub_context, self._module = hub_context, module
        self.figures = ""
        """Prometheus figures of the process, as it last told them."""
        self.backends: Collection[int] = ()
        """The server's process ids of its connections, whose changes `on_changes` hears of."""
        self.on_changes: Callable[[Sequence[Row]], None] = lambda rows: None
        """Hears of what the process has committed, in this thread."""
        self._process: subprocess.Popen[bytes] | None = None
        self._sending = threading.Lock()

    def run(self) -> None:
        """Keep it going until the hub stops."""
        stopping = self._hub_context.stopping
        while not stopping.is_set():
            try:
                with self._begun() as process:
                    self._attend(process)
            except OSError:
                log.exception("a process of the hub cannot be begun", process=self.name)
            else:
                if not stopping.is_set():
                    log.warning(
                        "a process of the hub has ended and is begun again", process=self.name, code=process.returncode
                    )
            stopping.wait(AGAIN_S)

    def join(self, timeout: float | None = None) -> None:
        """Let the process end, and wait for it; one that does not end in time is ended."""
        process = self._leave()
        super().join(timeout)
        if process is not None and self.is_alive():
            process.kill()

    def hand_over(self, job_id: int, task: str, words: str) -> bool:
        """Let the process do a job of this hub; return whether it was handed over. Does not wait."""
        line = json.dumps([job_id, task, words]).encode() + b"\n"
        with self._sending:
            # A line of this length goes whole or not at all.
            if self._process is None or len(line) > select.PIPE_BUF:
                return False
            try:
                os.write(_pipe(self._process), line)
            except OSError:
                return False
        return True

    def _begun(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-m", self._module], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def _attend(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdout is not None
        # One that has ended already is seen by who waits for it.
        with suppress(BrokenPipeError):
            os.write(_pipe(process), json.dumps(asdict(self._hub_context.settings)).encode() + b"\n")
        os.set_blocking(_pipe(process), False)
        with self._sending:
            if self._hub_context.stopping.is_set():
                return
            self._process = process
        for line in process.stdout:
            # One that was killed may not have told its last word.
            with suppress(ValueError):
                self._hear(*json.loads(line))
        self._leave()
        self.figures, self.backends = "", ()

    def _hear(self, subject: str, told: Any) -> None:
        if subject == "changes":
            self.on_changes(told)
        elif subject == "backends":
            self.backends = frozenset(told)
        else:
            self.figures = told

    def _leave(self) -> "subprocess.Popen[bytes] | None":
        """Close the pipe, if it is open: the process ends, if it has not. Return which one it was."""
        with self._sending:
            process, self._process = self._process, None
            if process is not None and process.stdin is not None:
                process.stdin.close()
        return process


def _pipe(process: "subprocess.Popen[bytes]") -> int:
    assert process.stdin is not None
    return process.stdin.fileno()


# ---------------------------------------------------------------------- the process's own side


class ToHub:
    """The way from the process to its hub; from any thread. A hub that is gone is told nothing."""

    def __init__(self) -> None:
        self._sending = threading.Lock()

    def changes(self, rows: Sequence[Row]) -> None:
        """Tell what has been committed."""
        self._tell("changes", rows)

    def backends(self, numbers: Collection[int]) -> None:
        """Tell which connections of the database are ours."""
        self._tell("backends", sorted(numbers))

    def figures(self, stopping: threading.Event) -> None:
        """Tell our figures until we stop."""
        while not stopping.wait(FIGURES_EVERY_S):
            self._tell("figures", generate_latest().decode())

    def _tell(self, subject: str, told: Any) -> None:
        line = json.dumps([subject, told], ensure_ascii=False).encode() + b"\n"
        with self._sending, suppress(OSError):
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()


Begin = Callable[[HubContext, ToHub], Sequence[threading.Thread]]
"""Wires the process and gives the threads that it consists of, not started yet."""


def run(begin: Begin, options: str = "") -> None:
    """Be such a process until the pipe to the hub closes. `options`: of its connections, as of `Database`."""
    # Ctrl-C goes to the hub and its processes alike; the hub ends first, and they with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    told = sys.stdin.readline()
    if told:  # else the hub has gone already
        settings = Settings(**json.loads(told))
        logs.configure(settings.log_level)
        _work(open_context(settings, Database(settings.database, options=options)), begin)
    # Nothing is left to do, and a thread that waits for a network must not keep the process.
    os._exit(0)


def _work(hub_context: HubContext, begin: Begin) -> None:
    hub = ToHub()
    threads = begin(hub_context, hub)
    for thread in threads:
        thread.start()
    hub_context.jobs.begin(hub_context.database)
    threading.Thread(target=hub.figures, args=(hub_context.stopping,), name="figures", daemon=True).start()
    for line in sys.stdin:
        hub_context.jobs.take(*json.loads(line))
    hub_context.stopping.set()
    hub_context.jobs.end()
    wake_listeners(hub_context)
    for thread in threads:
        thread.join(5)
    close_context(hub_context)

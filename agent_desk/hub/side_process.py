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
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final, Literal

import structlog
from prometheus_client import Gauge, generate_latest

from agent_desk.hub.housekeeping import close_context, open_context, wake_listeners
from agent_desk.hub.kit import log as logs
from agent_desk.hub.kit.changes import Row
from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings

FIGURES_EVERY_S: Final = 2.0
AGAIN_S: Final = 0.1
"""So long after its end a process is begun again."""
BEAT_S: Final = 0.25
LATE_S: Final = 1.0
"""After so long without a beat nothing more is handed to a process: the hub does it itself."""
HANGS_AFTER: Final = 10
"""After so many beats without an answer a process hangs."""
STARTS_WITHIN: Final = 480
"""So many beats a process may take to start."""
REFUSED_S: Final = 0.4
TAKE_BACK_S: Final = 0.8
"""A job that has lain in the pipe for so long is refused by the process, and done by the hub some time after that; never by both."""

log = structlog.get_logger()


State = Literal["starting", "ready", "hung", "ended"]
Task = tuple[str, str]
"""Name and arguments (JSON) of a job."""
READY: Final = Gauge(
    "agent_desk_process_ready", "Whether a process of this hub does its work (1) or not (0)", ["process"]
)
AGE: Final = Gauge("agent_desk_process_beat_seconds", "Seconds since a process of this hub answered last", ["process"])


@dataclass(frozen=True, slots=True)
class Health:
    """How one process of the hub is. `since_at`: when it came to this state; `beat_s`: seconds since it answered last."""

    state: State
    since_at: datetime
    beat_s: float | None


class SideProcess(threading.Thread):
    """The hub's side: keeps one process of a module going while the hub runs, and hands it the hub's jobs.

    It is watched for progress, not for life: the thread that takes its jobs answers a beat twice a second. One that does not
    is killed and another begun; what it had not taken by then the hub does itself.
    """

    def __init__(self, hub_context: HubContext, name: str, module: str) -> None:
        """`module` is run as `python -m module` and calls `run` below."""
        super().__init__(name=name, daemon=True)
        self._hub_context, self._module = hub_context, module
        self._figures = ""
        self.backends: Collection[int] = ()
        """The server's process ids of its connections, whose changes `on_changes` hears of."""
        self.on_changes: Callable[[Sequence[Row]], None] = lambda rows: None
        """Hears of what the process has committed, in this thread."""
        self.do_here: Callable[[int, str, str], None] = lambda job_id, task, words: None
        """Does a job that the process has not taken, in the hub itself; must not wait."""
        self._process: subprocess.Popen[bytes] | None = None
        self._sending = threading.Lock()
        self._state: State = "starting"
        self._since = utc_now()
        self._beat: float | None = None
        self._waiting: dict[int, tuple[Task, float]] = {}

    # -- what others ask, from any thread

    def health(self) -> Health:
        """Return how it is now."""
        beat = self._beat
        return Health(self._state, self._since, None if beat is None else time.monotonic() - beat)

    @property
    def pid(self) -> int:
        """The system's number of the process; 0 while there is none."""
        process = self._process
        return process.pid if process is not None else 0

    @property
    def figures(self) -> str:
        """Prometheus figures of the process, as it last told them; nothing while it does not answer."""
        return self._figures if self._answers() else ""

    def measure(self) -> None:
        """Put its health into the hub's own figures."""
        health = self.health()
        READY.labels(self.name).set(float(health.state == "ready" and self._answers()))
        AGE.labels(self.name).set(-1.0 if health.beat_s is None else health.beat_s)

    def hand_over(self, job_id: int, task: str, words: str) -> bool:
        """Let the process do a job of this hub; return whether it was handed over. Does not wait."""
        now = time.monotonic()
        line = json.dumps([job_id, task, words, now]).encode() + b"\n"
        with self._sending:
            # A line of this length goes whole or not at all.
            if self._process is None or not self._answers() or len(line) > select.PIPE_BUF:
                return False
            self._waiting[job_id] = ((task, words), now)
            try:
                os.write(_pipe(self._process), line)
            except OSError:
                self._waiting.pop(job_id, None)
                return False
        return True

    def _answers(self) -> bool:
        beat = self._beat
        return self._state == "ready" and beat is not None and time.monotonic() - beat < LATE_S

    # -- its own thread

    def run(self) -> None:
        """Keep it going until the hub stops."""
        stopping = self._hub_context.stopping
        while not stopping.is_set():
            self._comes_to("starting")
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
            self._comes_to("ended")
            stopping.wait(AGAIN_S)

    def join(self, timeout: float | None = None) -> None:
        """Let the process end, and wait for it; one that does not end in time is ended."""
        process = self._leave()
        super().join(timeout)
        if process is not None and self.is_alive():
            process.kill()

    def _begun(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-m", self._module], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def _attend(self, process: "subprocess.Popen[bytes]") -> None:
        # One that has ended already is seen by who waits for it.
        with suppress(BrokenPipeError):
            os.write(_pipe(process), json.dumps(asdict(self._hub_context.settings)).encode() + b"\n")
        os.set_blocking(_pipe(process), False)
        with self._sending:
            if self._hub_context.stopping.is_set():
                return
            self._process = process
        try:
            self._listen(process)
        finally:
            self._leave()
            self._beat, self._figures, self.backends = None, "", ()
            self._take_back(0.0)

    def _listen(self, process: "subprocess.Popen[bytes]") -> None:
        """Hear what it tells until it ends, or hangs and is killed. Rounds are counted, not seconds: a machine that stands still
        stands still for both."""
        assert process.stdout is not None
        told, rest, rounds, next_beat = process.stdout.fileno(), b"", 0, time.monotonic()
        while True:
            readable, _, _ = select.select([told], [], [], max(0.0, next_beat - time.monotonic()))
            if readable:
                came = os.read(told, 1 << 16)
                if not came:
                    return
                *lines, rest = (rest + came).split(b"\n")
                for line in lines:
                    if self._heard(line):
                        rounds = 0
            if time.monotonic() >= next_beat:
                rounds, next_beat = rounds + 1, time.monotonic() + BEAT_S
                self._ask_for_a_beat()
                self._take_back(TAKE_BACK_S)
                if rounds > (STARTS_WITHIN if self._state == "starting" else HANGS_AFTER):
                    self._comes_to("hung")
                    log.error("a process of the hub does not answer and is killed", process=self.name, rounds=rounds)
                    process.kill()
                    return

    def _heard(self, line: bytes) -> bool:
        """Take what one line tells; return whether it was a beat."""
        # One that was killed may not have told its last word.
        try:
            subject, told = json.loads(line)
        except ValueError:
            return False
        if subject == "beat":
            self._beat = time.monotonic()
            if self._state != "ready":
                self._comes_to("ready")
            return True
        if subject == "taken":
            self._waiting.pop(told, None)
        elif subject == "changes":
            self.on_changes(told)
        elif subject == "backends":
            self.backends = frozenset(told)
        else:
            self._figures = told
        return False

    def _ask_for_a_beat(self) -> None:
        with self._sending, suppress(OSError):
            if self._process is not None:
                os.write(_pipe(self._process), b'[0, "", "", 0]\n')

    def _take_back(self, after_s: float) -> None:
        """Do in the hub what the process has not taken in time: it refuses by itself what has lain in the pipe for longer."""
        before = time.monotonic() - after_s
        for job_id, ((task, words), sent) in list(self._waiting.items()):
            if sent <= before and self._waiting.pop(job_id, None) is not None:
                self.do_here(job_id, task, words)

    def _comes_to(self, state: State) -> None:
        if state != self._state:
            self._state, self._since = state, utc_now()

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

    def taken(self, job_id: int) -> None:
        """Tell that a job that was handed over is being done here."""
        self._tell("taken", job_id)

    def beat(self) -> None:
        """Tell that the jobs are taken as they come."""
        self._tell("beat", None)

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
    hub.beat()
    for line in sys.stdin:
        job_id, task, words, sent = json.loads(line)
        if not task:
            # A process that has lost one of its threads does not do its work any more; another one will.
            if all(thread.is_alive() for thread in threads):
                hub.beat()
        elif time.monotonic() - sent < REFUSED_S:
            hub.taken(job_id)
            hub_context.jobs.take(job_id, task, words)
    hub_context.stopping.set()
    hub_context.jobs.end()
    wake_listeners(hub_context)
    for thread in threads:
        thread.join(5)
    close_context(hub_context)

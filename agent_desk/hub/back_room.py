"""The back room of a hub: a process of its own for what nobody waits for at a counter.

Counting the board, looking for alarms, sealing the audit trail, taking over recordings, telling the exchange what has been
decided: in the hub's own process they would take the one interpreter from requests and from the telephone, and it from
them. The hub starts its back room, hands it the settings by a pipe (there are secrets in them) and then its jobs, and starts
another where one ends. The pipe is also how the back room knows that its hub is gone, however it went (docs/decisions/0024).
"""

import json
import os
import select
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from typing import Final

import structlog
from prometheus_client import generate_latest

from agent_desk.hub import areas
from agent_desk.hub.housekeeping import DUTIES, close_context, open_context, wake_listeners
from agent_desk.hub.kit import log as logs
from agent_desk.hub.kit import memory
from agent_desk.hub.kit.area import BACK_ROOM
from agent_desk.hub.kit.changes import ChangeFeed
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.ticker import Ticker

REST_S: Final = 0.05
"""So long the back room gathers what has changed before it looks again: nothing in it is sooner than the board's second."""
FIGURES_EVERY_S: Final = 2.0
_AGAIN_S: Final = 1.0

log = structlog.get_logger()


class BackRoom(threading.Thread):
    """The hub's side: keeps one back room going while the hub runs, and hands it the hub's jobs."""

    def __init__(self, hub_context: HubContext) -> None:
        super().__init__(name="back-room", daemon=True)
        self._house = hub_context
        self.figures = ""
        """Prometheus figures of the back room, as it last told them."""
        self._room: subprocess.Popen[bytes] | None = None
        self._sending = threading.Lock()

    def run(self) -> None:
        """Until the hub stops."""
        while not self._house.stopping.is_set():
            try:
                with self._begun() as room:
                    self._attend(room)
            except OSError:
                log.exception("the back room cannot be begun")
            else:
                if not self._house.stopping.is_set():
                    log.warning("the back room has ended and is begun again", code=room.returncode)
            self._house.stopping.wait(_AGAIN_S)

    def join(self, timeout: float | None = None) -> None:
        """Let the back room end, and wait for it; one that does not end in time is ended."""
        room = self._leave()
        super().join(timeout)
        if room is not None and self.is_alive():
            room.kill()

    def hand_over(self, job_id: int, task: str, words: str) -> bool:
        """Let the back room do a job of this hub; whether it was handed over. Does not wait."""
        line = json.dumps([job_id, task, words]).encode() + b"\n"
        with self._sending:
            # A line of this length goes whole or not at all.
            if self._room is None or len(line) > select.PIPE_BUF:
                return False
            try:
                os.write(_pipe(self._room), line)
            except OSError:
                return False
        return True

    def _begun(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def _attend(self, room: "subprocess.Popen[bytes]") -> None:
        assert room.stdout is not None
        # One that has ended already is seen by who waits for it.
        with suppress(BrokenPipeError):
            os.write(_pipe(room), json.dumps(asdict(self._house.settings)).encode() + b"\n")
        os.set_blocking(_pipe(room), False)
        with self._sending:
            if self._house.stopping.is_set():
                return
            self._room = room
        for line in room.stdout:
            # One that was killed may not have told its last word.
            with suppress(ValueError):
                self.figures = json.loads(line)
        self._leave()
        self.figures = ""

    def _leave(self) -> "subprocess.Popen[bytes] | None":
        """Close the pipe, if it is open: the back room ends, if it has not. Which one it was."""
        with self._sending:
            room, self._room = self._room, None
            if room is not None and room.stdin is not None:
                room.stdin.close()
        return room


def _pipe(room: "subprocess.Popen[bytes]") -> int:
    assert room.stdin is not None
    return room.stdin.fileno()


def ticker(hub_context: HubContext) -> Ticker:
    """Return what does the regular duties; in the hub's own process where there is no back room."""
    return Ticker(hub_context, [*DUTIES, *areas.duties()])


def work(hub_context: HubContext) -> None:
    """Do what a back room does until the pipe to the hub closes."""
    areas.register(hub_context)
    deliver = partial(areas.on_changes, hub_context)
    feed = ChangeFeed(
        hub_context.database.dsn, deliver, hub_context.stopping, hub_context.database.backends, rest_s=REST_S
    )
    hub_context.database.told = feed.committed
    begun = [feed, *areas.threads(hub_context, BACK_ROOM), ticker(hub_context)]
    for thread in begun:
        thread.start()
    hub_context.jobs.begin(hub_context.database)
    memory.settle()
    memory.answer_quickly()
    threading.Thread(target=_tell_figures, args=(hub_context.stopping,), name="figures", daemon=True).start()
    for line in sys.stdin:
        hub_context.jobs.take(*json.loads(line))
    hub_context.stopping.set()
    hub_context.jobs.end()
    wake_listeners(hub_context)
    for thread in begun:
        thread.join(5)
    close_context(hub_context)


def _tell_figures(stopping: threading.Event) -> None:
    """By the pipe to the hub, which answers for both."""
    with suppress(BrokenPipeError):
        while not stopping.wait(FIGURES_EVERY_S):
            sys.stdout.write(json.dumps(generate_latest().decode()) + "\n")
            sys.stdout.flush()


def main() -> None:
    """The back room's process."""
    # Ctrl-C goes to hub and back room alike; the hub ends first, and this with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    told = sys.stdin.readline()
    if not told:
        return  # the hub has gone already
    settings = Settings(**json.loads(told))
    logs.configure(settings.log_level)
    work(open_context(settings))
    # Nothing is left to do, and a thread that waits for a network must not keep the process.
    os._exit(0)


if __name__ == "__main__":
    main()

"""What every process of a hub watches over while it runs: its entries in the audit trail, its clock; one of them the anchors too."""

import threading
import time
from contextlib import suppress
from typing import Final

import psycopg
import structlog

from agent_desk.hub.kit.audit.syslog import Export
from agent_desk.hub.kit.audit.watch import keeper_of
from agent_desk.hub.kit.clock_watch import ClockWatch
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import DatabaseDown

LOOK_S: Final = 5.0
"""So often a process looks whether its entries are in the trail."""
CLOCK_S: Final = 15.0
"""So often it compares its clock."""
ANCHOR_S: Final = 60.0
"""So often a hub writes down where the trail stands."""

log = structlog.get_logger()


def threads(hub_context: HubContext, *, keeps: bool) -> list[threading.Thread]:
    """Return what watches in a process; `keeps`: in the one of its hub that also writes down what is right, and sends it elsewhere."""
    exports = [Export(hub_context)] if keeps and hub_context.settings.audit_syslog else []
    return [Watch(hub_context, keeps=keeps), *exports]


class Watch(threading.Thread):
    """Watches in one process; `keeps`: it is the one of its hub that writes down what is right (anchors, the clock)."""

    def __init__(self, hub_context: HubContext, *, keeps: bool) -> None:
        super().__init__(name="watch", daemon=True)
        self._hub_context, self._keeps = hub_context, keeps
        self._keeper, self._clock = keeper_of(hub_context), ClockWatch(hub_context)
        self._anchored_at, self._compared_at = -ANCHOR_S, -CLOCK_S

    def run(self) -> None:
        """Until the hub stops."""
        while not self._hub_context.stopping.wait(LOOK_S):
            try:
                self._round()
            except (psycopg.Error, DatabaseDown) as fault:
                log.info("the watch waits for the database", cause=type(fault).__name__)
            except OSError as fault:
                log.error("the audit trail cannot be anchored", cause=fault.strerror)
                self._anchored_at = time.monotonic()
        if self._keeps:
            with suppress(psycopg.Error, DatabaseDown, OSError):
                self._keeper.anchor()

    def _round(self) -> None:
        self._keeper.look()
        if time.monotonic() - self._compared_at >= CLOCK_S:
            self._clock.look(marks=self._keeps)
            self._compared_at = time.monotonic()
        if self._keeps and time.monotonic() - self._anchored_at >= ANCHOR_S:
            self._keeper.anchor()
            self._anchored_at = time.monotonic()

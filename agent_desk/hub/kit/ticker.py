"""Small regular duties of a hub (seal the audit trail, end after-call work, prune): each under a lease, so one hub does it."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import psycopg
import structlog

from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import DatabaseDown
from agent_desk.hub.kit.leases import Lease
from agent_desk.hub.kit.trusted_clock import ClockNotTrusted

log = structlog.get_logger()


FIRST_S: Final = 1.0
"""A hub that begins serves first who waits for it; duties that go on for ever can wait so long."""
LEASE_CHECK_S = 1.0
"""How often the lease is asked for, or asked whether it still holds."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to do every `every_s` seconds by whichever hub holds the lease."""

    name: str
    every_s: float
    do: Callable[[HubContext], object]


class Ticker(threading.Thread):
    """Runs the duties while this hub holds the lease "ticker"."""

    def __init__(self, hub_context: HubContext, duties: list[Duty]) -> None:
        super().__init__(name="ticker", daemon=True)
        self._hub_context, self._duties = hub_context, duties

    def run(self) -> None:
        """Until the hub stops."""
        due = dict.fromkeys((duty.name for duty in self._duties), 0.0)
        asked_at, nap_s = -LEASE_CHECK_S, FIRST_S
        with Lease(self._hub_context.database.dsn, "ticker") as lease:
            while not self._hub_context.stopping.wait(nap_s):
                nap_s = LEASE_CHECK_S
                try:
                    if time.monotonic() - asked_at >= LEASE_CHECK_S:
                        if not lease.take():
                            continue
                        asked_at = time.monotonic()
                    self._round(due)
                    nap_s = max(0.01, min(due.values(), default=nap_s) - time.monotonic())
                except (psycopg.Error, DatabaseDown) as fault:
                    lease.drop()
                    asked_at = -LEASE_CHECK_S
                    log.info("ticker waits for the database", cause=type(fault).__name__)

    def _round(self, due: dict[str, float]) -> None:
        for duty in self._duties:
            if time.monotonic() < due[duty.name]:
                continue
            due[duty.name] = time.monotonic() + duty.every_s
            try:
                duty.do(self._hub_context)
            except (psycopg.Error, DatabaseDown):
                raise
            except ClockNotTrusted as fault:
                # The watch has told of it; what goes by the clock is tried again next time.
                log.info("duty waits for a clock that is right", duty=duty.name, why=fault.values.get("why"))
            except Exception:
                # One duty's fault must not stop the others; it is written down and tried again next time.
                log.exception("duty failed", duty=duty.name)

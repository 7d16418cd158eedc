"""The threads that look: in each hub at what is its own, and in one hub at a time at what is the centre's."""

import threading
from contextlib import suppress
from typing import Final

import psycopg
import structlog

from agent_desk.hub.kit.area import Process
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import DatabaseDown, HubError
from agent_desk.hub.kit.health.check import Where
from agent_desk.hub.kit.health.round import Rounds, leave, tidy
from agent_desk.hub.kit.leases import Lease
from agent_desk.hub.kit.unit import Unit

LOOK_S: Final = 10.0
"""So often it is seen which checks are due; the first time after a start as well."""
TIDY_EVERY: Final = 360
"""Looks from one tidying to the next."""

log = structlog.get_logger()


def threads(hub_context: HubContext, processes: frozenset[Process]) -> list[threading.Thread]:
    """Return what looks in a process that is all of `processes`."""
    found: list[threading.Thread] = []
    if "seats" in processes:
        found.append(HealthWatch(hub_context, "hub"))
    if "back_room" in processes:
        found.append(HealthWatch(hub_context, "centre"))
    return found


class HealthWatch(threading.Thread):
    """Looks regularly. A check that hangs keeps nothing but other checks waiting."""

    def __init__(self, hub_context: HubContext, where: Where) -> None:
        super().__init__(name=f"health-{where}", daemon=True)
        self._hub_context, self._where = hub_context, where
        self._rounds = Rounds(hub_context, where)
        self._looks = 0

    def run(self) -> None:
        """Until the hub stops."""
        stopping = self._hub_context.stopping
        with Lease(self._hub_context.database.dsn, "health") as lease:
            while not stopping.wait(LOOK_S):
                try:
                    if self._where == "hub" or lease.take():
                        self._round()
                except (psycopg.Error, DatabaseDown) as fault:
                    lease.drop()
                    log.info("health waits for the database", cause=type(fault).__name__)
                except Exception:
                    # A fault of one check must not end the looking.
                    log.exception("health could not be looked at")
        if self._where == "hub":
            with suppress(HubError, psycopg.Error):
                leave(self._hub_context)

    def _round(self) -> None:
        self._rounds.look()
        if self._where == "centre" and self._looks % TIDY_EVERY == 0:
            with self._hub_context.database.write() as db:
                tidy(Unit(db=db, now=self._hub_context.now(), jobs=self._hub_context.jobs, context=self._hub_context))
        self._looks += 1

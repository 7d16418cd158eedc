"""Rights are read anew on a timer: who has left the directory, or is disabled there, is signed out without having to come by.

A thread of its own under a lease: a directory that hangs keeps no other duty waiting. People who sign in by OpenID alone are
read when they sign in; the provider cannot be asked about them in between.
"""

import threading
import time
from collections.abc import Iterator
from typing import Final

import psycopg
import structlog
from sqlalchemy import Select, select

from agent_desk.hub.gateways.directory.protocol import DirectoryAway
from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.area import Process
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import DatabaseDown
from agent_desk.hub.kit.leases import Lease
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people.directory import accounts, switches
from agent_desk.models.directory import DirectoryAccount
from agent_desk.schemas.people.settings import DIRECTORY

log = structlog.get_logger()
LOOK_S: Final = 5.0
"""How often it is looked whether it is time; a setting counts from then on."""
AT_ONCE: Final = 50


def threads(hub_context: HubContext, processes: frozenset[Process]) -> list[threading.Thread]:
    """Return the thread, where there is a directory to be read."""
    return [DirectoryWatch(hub_context)] if "back_room" in processes and hub_context.directories.directory else []


class DirectoryWatch(threading.Thread):
    """Reads everybody anew while this hub holds the lease "directory"."""

    def __init__(self, hub_context: HubContext) -> None:
        super().__init__(name="directory", daemon=True)
        self._hub = hub_context
        self._read_at = time.monotonic()

    def run(self) -> None:
        """Until the hub stops."""
        with Lease(self._hub.database.dsn, "directory") as lease:
            while not self._hub.stopping.wait(LOOK_S):
                try:
                    if lease.take() and self._is_due():
                        self._read_at = time.monotonic()
                        read_everybody(self._hub)
                except (psycopg.Error, DatabaseDown) as fault:
                    lease.drop()
                    log.info("the directory is read when the database is back", cause=type(fault).__name__)
                except DirectoryAway as away:
                    # Nobody loses a right because the directory is down.
                    log.info("the directory does not answer; rights stay as they are", cause=away.cause)
                except Exception:
                    log.exception("the directory was not read")

    def _is_due(self) -> bool:
        with self._hub.database.read() as db:
            if not switches.is_on(db, "directory"):
                return False
            every_s = settings_in_force.read(db, DIRECTORY).every_min * 60
        return time.monotonic() - self._read_at >= every_s


def read_everybody(hub_context: HubContext) -> int:
    """Read everybody of the directory anew; return how many were asked for. Raises DirectoryAway."""
    asked = 0
    for batch in _batches(hub_context):
        found = hub_context.directories.read_anew(batch)
        asked += len(found)
        for subject, seen in found.items():
            # One transaction each, so that nobody's sign-in waits for the others.
            with hub_context.database.write() as db:
                unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs, context=hub_context)
                account = db.scalar(_accounts().where(DirectoryAccount.subject == subject))
                if account is not None:
                    accounts.apply(unit, account, seen)
    return asked


def _accounts() -> Select[DirectoryAccount]:
    return select(DirectoryAccount).where(DirectoryAccount.source == "directory")


def _batches(hub_context: HubContext) -> Iterator[list[str]]:
    with hub_context.database.read() as db:
        subjects = [one.subject for one in db.scalars(_accounts().order_by(DirectoryAccount.subject))]
    for begin in range(0, len(subjects), AT_ONCE):
        yield subjects[begin : begin + AT_ONCE]

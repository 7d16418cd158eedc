"""Everything a hub process holds, built once and handed to what needs it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from agent_desk.hub.exchange.protocol.calls import Exchange
from agent_desk.hub.kit.changes import Message
from agent_desk.hub.kit.clock import Clock, utc_now
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.readings import Readings
from agent_desk.hub.kit.seats import Seats
from agent_desk.hub.kit.settings import Settings


@dataclass
class HubContext:
    """One hub process. `exchange` is the line for commands; the event reader opens its own."""

    settings: Settings
    database: Database
    jobs: Jobs
    seats: Seats
    exchange: Exchange | None = None
    clock: Clock = utc_now
    readings: Readings = field(default_factory=Readings)
    stopping: threading.Event = field(default_factory=threading.Event)
    listeners: list[Callable[[list[Message]], None]] = field(default_factory=list)
    """Told of every batch of new changes, in the event loop's thread: they must not wait for anything."""

    def now(self) -> datetime:
        """Return the hub's time, aware, UTC."""
        return self.clock()

    @property
    def audit_key(self) -> bytes:
        """The secret of the audit chain."""
        return self.settings.audit_key.encode()

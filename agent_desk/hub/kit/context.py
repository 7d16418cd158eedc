"""Everything a hub process holds, built once and handed to what needs it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from agent_desk.hub.exchange.protocol.calls import Exchange
from agent_desk.hub.gateways.directory.directories import Directories
from agent_desk.hub.kit.admission.pools import Pools
from agent_desk.hub.kit.admission.refusals import Refusals
from agent_desk.hub.kit.admission.tokens import KnownTokens
from agent_desk.hub.kit.audit.witness import Witness
from agent_desk.hub.kit.changes import Message
from agent_desk.hub.kit.clock import Clock, EvenClock
from agent_desk.hub.kit.database import Database, database_now
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
    clock: Clock = field(default_factory=EvenClock)
    directories: Directories = field(default_factory=Directories)
    readings: Readings = field(default_factory=Readings)
    pools: Pools = field(default_factory=Pools)
    """Threads for those whom the hub does not know yet."""
    known_tokens: KnownTokens = field(default_factory=KnownTokens)
    refusals: Refusals = field(default_factory=Refusals)
    stopping: threading.Event = field(default_factory=threading.Event)
    database_clock: Callable[[Session], datetime] = database_now
    """The database's own clock, which the hub's is compared with."""
    state: dict[type, object] = field(default_factory=dict)
    """What parts of this process remember while it runs, each under its own type."""
    listeners: list[Callable[[list[Message]], None]] = field(default_factory=list)
    """Told of every batch of new changes, in the event loop's thread: they must not wait for anything."""

    def __post_init__(self) -> None:
        """What this process writes into the audit trail it marks as its own."""
        if self.settings.audit_key and self.database.witness is None:
            self.database.witness = Witness(self.audit_key)

    def now(self) -> datetime:
        """Return the hub's time, aware, UTC."""
        return self.clock()

    @property
    def audit_key(self) -> bytes:
        """The secret of the audit chain."""
        return self.settings.audit_key.encode()

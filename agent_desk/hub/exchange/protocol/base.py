"""What every event and every command of the exchange has; the events and commands themselves are in `protocol.py`."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One fact told by the exchange. `id` is unique and stable: an event told twice is the same event."""

    id: str
    at: datetime
    call: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One order to the exchange. `id` makes it idempotent: the same id again is answered with the first answer."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCommand(Command):
    """An order about one agent's part in one call."""

    call: str
    agent: str

"""All that is understood of Asterisk's events: the parts put together, and each event handed through them.

A part may look at an event before the parts below it (`first`): it tells something itself, hands the event on, or both.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final, Protocol

from agent_desk.hub.exchange.asterisk.address import Address
from agent_desk.hub.exchange.asterisk.ami import Message
from agent_desk.hub.exchange.asterisk.events.calls import CallEvents, Events, Handler
from agent_desk.hub.exchange.asterisk.events.dialling import DiallingEvents
from agent_desk.hub.exchange.asterisk.events.recording import RecordingEvents
from agent_desk.hub.exchange.asterisk.mirror import Mirror
from agent_desk.hub.exchange.protocol.calls import AnyEvent

Link = Callable[[Message, float, Handler], Events]
"""Handles an event; the last argument hands it on."""


class Part(Protocol):
    """Events of one kind: those that are its own, and those that it looks at before the parts below."""

    @property
    def table(self) -> Mapping[str, Handler]: ...

    @property
    def first(self) -> Mapping[str, Link]: ...


class Translator:
    """Feed it Asterisk's events in the order in which they came. `ignored` counts what told nothing, by event and why."""

    def __init__(self, address: Address) -> None:
        self.mirror: Final = Mirror(address)
        self.ignored: Final[Counter[str]] = Counter()
        calls = CallEvents(self.mirror, self._ignore)
        self._table = dict(calls.table)
        for part in (DiallingEvents(calls), RecordingEvents(calls, address)):
            self._add(part)

    def _add(self, part: Part) -> None:
        self._table.update(part.table)
        for event, link in part.first.items():
            self._table[event] = _linked(link, self._table[event])

    @property
    def wanted(self) -> frozenset[str]:
        """Names of Asterisk's events that can tell something."""
        return frozenset(self._table)

    def feed(self, message: Message, now: float) -> list[AnyEvent]:
        """Return our events for one of Asterisk's. `now`: when it came, for an Asterisk that does not stamp its events."""
        handler = self._table.get(message.get("Event", ""))
        if handler is None:
            self._ignore(message, "unknown")
            return []
        self.mirror.turn += 1
        try:
            told = self._of_leg(message) if self.mirror.local else message
            return list(handler(told, self.moment_of(told, now))) if told is not None else []
        except ValueError:  # a number that is none
            self._ignore(message, "faulty")
            return []

    def _of_leg(self, message: Message) -> Message | None:
        """Return an event of a telephone behind a Local channel as one of that channel; None where it tells nothing of it."""
        local = self.mirror.local
        leg = self.mirror.leg_of(local.leg_of(message))
        return local.seen(message, talking=leg is not None and leg[1].answered)

    @staticmethod
    def moment_of(message: Message, now: float) -> float:
        """Return when it happened by Asterisk's clock; by ours where it does not say."""
        try:
            return float(message["Timestamp"])
        except (KeyError, ValueError):
            return now

    def _ignore(self, message: Message, why: str) -> None:
        self.ignored[f"{message.get('Event', '')}:{why}"] += 1


def _linked(link: Link, rest: Handler) -> Handler:
    return lambda message, at: link(message, at, rest)

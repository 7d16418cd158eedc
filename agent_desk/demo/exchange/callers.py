"""The people who call the simulated exchange: their numbers, their patience, how long they talk.

Every customer draws from a stream of their own, named by queue and running number, so that nothing an agent does
changes who calls next or what that person is like.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Protocol

from agent_desk.demo.exchange.profile import QueueProfile

KNOWN, UNKNOWN, ANONYMOUS = 0.85, 0.07, 0.05
"""Shares of callers: known to the bank, unknown mobile numbers, withheld; the rest call from a landline's extension."""

WITHHELD = ("anonymous", "")
AREA_CODES = ("010", "021", "0531", "0532", "0537", "0538")
MOBILE_PREFIXES = ("130", "135", "138", "150", "159", "177", "186", "188", "199")

CallerSource = Callable[[Random], str]
"""Gives the number of one caller, drawn from that caller's own stream."""


def read_numbers(path: Path) -> list[str]:
    """Return the numbers of a callers file: one a line; blank lines and lines that begin with # are passed over. Raises OSError."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def unknown_mobile(random: Random) -> str:
    """Return a mobile number of nobody in particular."""
    return f"{random.choice(MOBILE_PREFIXES)}{random.randrange(10**8):08d}"


def office_line(random: Random) -> str:
    """Return a landline with an extension, as switchboards send it."""
    area = random.choice(AREA_CODES)
    digits = 8 if len(area) == 3 else 7
    first = random.randrange(2, 9)
    return f"{area}{first}{random.randrange(10 ** (digits - 1)):0{digits - 1}d}-{random.randrange(100, 1000)}"


def caller_book(known: Sequence[str]) -> CallerSource:
    """Return a source that mostly gives numbers of `known`; with an empty list those callers are unknown mobile numbers."""

    def draw(random: Random) -> str:
        lot = random.random()
        if lot < KNOWN and known:
            return random.choice(known)
        if lot < KNOWN + UNKNOWN:
            return unknown_mobile(random)
        if lot < KNOWN + UNKNOWN + ANONYMOUS:
            return random.choice(WITHHELD)
        return office_line(random)

    return draw


class Customer(Protocol):
    """One person on one call. Durations are milliseconds of the exchange's clock, the speed already applied."""

    caller: str

    def patience_ms(self) -> int:
        """Return how long this wait is borne, counted from its start. Asked once for each wait."""

    def talk_ms(self) -> int:
        """Return how long the talk with this agent takes, holds not counted. Asked once for each agent."""

    def hold_patience_ms(self) -> int:
        """Return how long this hold is borne."""

    def again_ms(self) -> int | None:
        """After giving up: in how long this person calls again, or None for never."""


@dataclass(slots=True)
class DrawnCustomer:
    """A customer of the model, with a stream of their own."""

    caller: str
    random: Random
    queue: QueueProfile
    speed: float
    again_probability: float
    again_delay_ms: Callable[[Random], float]

    def patience_ms(self) -> int:
        return self._lasting(self.queue.patience.draw_ms(self.random))

    def talk_ms(self) -> int:
        return self._lasting(self.queue.talk.draw_ms(self.random))

    def hold_patience_ms(self) -> int:
        return self._lasting(self.queue.patience.draw_ms(self.random))

    def again_ms(self) -> int | None:
        if self.random.random() >= self.again_probability:
            return None
        return self._lasting(self.again_delay_ms(self.random))

    def _lasting(self, model_ms: float) -> int:
        return max(1, round(model_ms / self.speed))


@dataclass(slots=True)
class ScriptedCustomer:
    """A customer placed by order, who does exactly what was said; on hold they stay as long as they would wait."""

    caller: str
    patience: int
    talk: int

    def patience_ms(self) -> int:
        return self.patience

    def talk_ms(self) -> int:
        return self.talk

    def hold_patience_ms(self) -> int:
        return self.patience

    def again_ms(self) -> int | None:
        return None

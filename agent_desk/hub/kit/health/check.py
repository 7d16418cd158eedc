"""A check of the centre's machinery, declared once by its area (`Area.checks`).

Of the declaration come the row of the page with what to do, the line of `agent-desk health`, the figure for Prometheus, the work item
while it is bad, and the history of its states.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal, TypeVar

from agent_desk.hub.kit.context import HubContext
from agent_desk.schemas.kit.health import GROUPS, UNITS, State
from agent_desk.schemas.kit.settings import NOTHING, Words
from agent_desk.schemas.kit.vocabulary import Term

T = TypeVar("T")
Where = Literal["hub", "centre"]
"""Who looks: the process of every hub that serves the seats, of what is its own; or one hub at a time, of what is the centre's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a check looks with. `facts`: what it kept of each subject the last time; `read`: what this round has read already."""

    hub: HubContext
    now: datetime
    facts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    read: dict[object, Any] = field(default_factory=dict)

    def once(self, reading: Callable[["Look"], T]) -> T:
        """Return what `reading` finds, read once in a round however many checks ask."""
        if reading not in self.read:
            self.read[reading] = reading(self)
        found: T = self.read[reading]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was seen of one subject. `state`: where the value and the bounds do not say it. `said`: more about it, for people."""

    value: float | None = None
    subject: str = ""
    said: Words = NOTHING
    state: State | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: its name and what to do (the term's sentence), how to look, and from which value it is to be watched or bad.

    `warn` and `bad` belong to what they say; with `falls` less is worse. A check that sees nothing has nothing to look at here.
    """

    term: Term
    group: str
    where: Where
    look: Callable[[Look], Iterable[Seen]]
    unit: str = ""
    warn: float | None = None
    bad: float | None = None
    falls: bool = False
    every_s: float = 30.0

    def __post_init__(self) -> None:
        """Raises ValueError for a check without a sentence on what to do, or of an unknown group or unit."""
        if not (self.term.help_zh and self.term.help_en):
            raise ValueError(f"The check {self.term.code!r} does not say what to do.")
        if self.group not in GROUPS or self.unit not in UNITS:
            raise ValueError(f"The check {self.term.code!r} is of an unknown group or unit.")

    def state_of(self, seen: Seen) -> State:
        """Return the state that a look comes to."""
        if seen.state is not None:
            return seen.state
        if seen.value is None:
            return "ok"
        if self.bad is not None and self._reaches(seen.value, self.bad):
            return "bad"
        return "warn" if self.warn is not None and self._reaches(seen.value, self.warn) else "ok"

    def _reaches(self, value: float, bound: float) -> bool:
        return value <= bound if self.falls else value >= bound


_declared: Final[dict[str, Check]] = {}


def declare(checks: Iterable[Check]) -> None:
    """Make an area's checks known. Raises ValueError for one that is known."""
    for one in checks:
        if one.term.code in _declared:
            raise ValueError(f"The check {one.term.code!r} is declared twice.")
        _declared[one.term.code] = one


def declared() -> Mapping[str, Check]:
    """Return every check by its code."""
    return _declared

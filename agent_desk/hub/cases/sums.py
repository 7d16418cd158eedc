"""What is counted of some complaints, and the figures that are worked out of it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from agent_desk.hub.cases.sizes import Size
from agent_desk.models.cases import COUNTED
from agent_desk.schemas.kit.table import FormWord

MOVING: Final = ("late", "overdue")
"""What moves with the clock."""
LINKED: Final = ("reviewed", "overturned", "mediated", "settled", "rectified")
"""What is counted of the cases that belong to complaints (hub/cases/linked.py)."""
ASKED: Final = ("answered", "content")
"""What is counted of what complainants said."""


@dataclass(slots=True)
class Sums:
    """What is counted of some complaints; sums of sums are sums. `late`: neither told nor within their limit; `took`: how many were
    decided after so many days."""

    received: int = 0
    counted: int = 0
    told: int = 0
    in_time: int = 0
    extended: int = 0
    withdrawn: int = 0
    is_open: int = 0
    late: int = 0
    overdue: int = 0
    reviewed: int = 0
    overturned: int = 0
    mediated: int = 0
    settled: int = 0
    rectified: int = 0
    answered: int = 0
    content: int = 0
    took: Counter[int] = field(default_factory=Counter)

    def add(self, other: "Sums") -> None:
        """Count others with these."""
        for name in (*COUNTED, *MOVING, *LINKED, *ASKED):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.took.update(other.took)

    @property
    def judged(self) -> int:
        """How many kept or broke their limit."""
        return self.told + self.late

    @property
    def decided(self) -> int:
        """How many were decided."""
        return self.took.total()

    @property
    def days(self) -> int:
        """The days to decide of all that were decided, together."""
        return sum(days * count for days, count in self.took.items())

    def took_at_most(self, per_cent: int) -> int | None:
        """Return the days that so many in a hundred of those decided took at most: the nearest rank, None where none was decided."""
        rank = -(-self.decided * per_cent // 100)
        for days in sorted(self.took):
            rank -= self.took[days]
            if rank <= 0:
                return days
        return None


def over(part: int, whole: int) -> float | None:
    """Return a part of a whole; None of nothing."""
    return part / whole if whole else None


def _per(count: int, of: int, each: int) -> float | None:
    return count * each / of if of else None


PER_OUTLETS, PER_CUSTOMERS = 1_000, 10_000_000
Figure = Callable[[Sums, Size], float | None]
SHOWN: Final[dict[str, tuple[FormWord, Figure]]] = {
    "received": ("count", lambda one, _: one.received),
    "counted": ("count", lambda one, _: one.counted),
    "in_time": ("share", lambda one, _: over(one.in_time, one.judged)),
    "days": ("change", lambda one, _: over(one.days, one.decided)),
    "median": ("count", lambda one, _: one.took_at_most(50)),
    "p90": ("count", lambda one, _: one.took_at_most(90)),
    "extended": ("share", lambda one, _: over(one.extended, one.counted)),
    "withdrawn": ("count", lambda one, _: one.withdrawn),
    "open": ("count", lambda one, _: one.is_open),
    "overdue": ("count", lambda one, _: one.overdue),
    "per_outlets": ("change", lambda one, size: _per(one.counted, size.outlets, PER_OUTLETS)),
    "per_customers": ("change", lambda one, size: _per(one.counted, size.customers, PER_CUSTOMERS)),
    "reviewed": ("count", lambda one, _: one.reviewed),
    "overturned": ("share", lambda one, _: over(one.overturned, one.reviewed)),
    "mediated": ("count", lambda one, _: one.mediated),
    "settled": ("share", lambda one, _: over(one.settled, one.mediated)),
    "rectified": ("count", lambda one, _: one.rectified),
    "content": ("share", lambda one, _: over(one.content, one.answered)),
}
"""The columns of figures: how each is written and worked out."""

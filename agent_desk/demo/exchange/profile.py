"""What the simulated exchange is like: its queues, the shape of its day, its customers' habits, its settings.

The constants were fitted to the calls of a bank's centre of 1999 (Technion, "Anonymous Bank", 21,602 queue calls) by
    python -m benchmarks.fit_calls ../shared/data/calls
and copied from its output; the kind of call that each queue took them from stands beside it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Literal

HALF_HOUR_MS = 1_800_000
DAY_MS = 48 * HALF_HOUR_MS


@dataclass(frozen=True, slots=True)
class LogNormal:
    """A log-normal duration: `mu` and `sigma` of the natural logarithm of seconds."""

    mu: float
    sigma: float

    @property
    def mean_ms(self) -> float:
        """The mean, exp(mu + sigma^2 / 2), in milliseconds."""
        return 1000 * math.exp(self.mu + self.sigma**2 / 2)

    @property
    def median_ms(self) -> float:
        """The median, exp(mu), in milliseconds."""
        return 1000 * math.exp(self.mu)

    def draw_ms(self, random: Random) -> float:
        """Return one duration in milliseconds."""
        return 1000 * random.lognormvariate(self.mu, self.sigma)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueProfile:
    """One queue: its part of all calls, how long its customers talk and how long they wait before giving up."""

    code: str
    share: float
    talk: LogNormal
    patience: LogNormal


QUEUES: tuple[QueueProfile, ...] = (
    # fitted to PS, regular service
    QueueProfile(code="account", share=0.34, talk=LogNormal(4.8760, 0.8367), patience=LogNormal(6.0761, 2.0407)),
    # fitted to NW, new and prospective customers
    QueueProfile(code="credit", share=0.24, talk=LogNormal(4.4953, 0.9208), patience=LogNormal(5.0340, 1.8074)),
    # fitted to NE, stock exchange business: long calls, patient customers
    QueueProfile(code="loan", share=0.13, talk=LogNormal(5.2152, 0.8948), patience=LogNormal(7.4261, 2.3426)),
    # fitted to IN, help with the internet
    QueueProfile(code="ebank", share=0.21, talk=LogNormal(4.9046, 1.0617), patience=LogNormal(5.7608, 1.6408)),
    # fitted to TT, short calls of customers who give up soon
    QueueProfile(code="urgent", share=0.08, talk=LogNormal(4.2729, 1.2249), patience=LogNormal(5.0154, 1.4010)),
)
"""The queues of the demonstration centre; shares as in its own lists (resources/demo/centre.toml)."""

AGAIN_PROBABILITY = 0.3603
"""Of those who gave up, how many call again within the hour."""

AGAIN_DELAY = LogNormal(6.2603, 1.3577)
"""How long after giving up they call again."""

BANK_DAY: tuple[float, ...] = (
    0.030,
    0.030,
    0.030,
    0.030,
    0.030,
    0.030,
    0.030,
    0.030,
    0.030,
    0.030,
    0.030,
    0.030,
    0.030,
    0.030,
    0.214,
    0.309,
    0.486,
    0.729,
    0.821,
    0.950,
    0.998,
    1.000,
    0.956,
    0.912,
    0.917,
    0.832,
    0.781,
    0.803,
    0.793,
    0.819,
    0.711,
    0.817,
    0.751,
    0.733,
    0.626,
    0.598,
    0.613,
    0.495,
    0.414,
    0.368,
    0.345,
    0.376,
    0.392,
    0.409,
    0.406,
    0.468,
    0.340,
    0.273,
)
"""Calls of each half hour of the day, the busiest being 1. The measured centre was shut at night; a bank's hotline
takes lost cards at any hour, so the night has a little."""

FLAT_DAY: tuple[float, ...] = (1.0,) * 48

TARGET_OCCUPANCY = 0.85
ASSUMED_WORK_MS = 30_000
"""Ringing and after-call work added to the talk when the default load is computed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationSettings:
    """How a simulation runs. Every duration is as it would be at speed 1.

    `speed` divides the durations of the customers (arrivals, patience, talk, calling again); the ring timeout and the
    pause before ringing the same agent again are the exchange's own and stay. `per_hour` is the load of the busiest
    half hour; None takes what keeps `seats` agents at about 85 % occupancy, 0 lets nobody call but by order.
    `day_start_ms` is the time of day at which the simulation starts.
    """

    seed: int = 1
    speed: float = 1.0
    seats: int = 20
    per_hour: float | None = None
    queues: Sequence[QueueProfile] = QUEUES
    day: Sequence[float] = BANK_DAY
    day_start_ms: int = 10 * 2 * HALF_HOUR_MS
    again_probability: float = AGAIN_PROBABILITY
    again_delay: LogNormal = AGAIN_DELAY
    start: Literal["first_available", "at_once"] = "first_available"
    opening_ms: tuple[int, int] | None = (2_000, 4_000)
    """An agent who becomes available for the first time since signing in gets a call after so long, real time."""
    ring_timeout_ms: int = 20_000
    ring_again_after_ms: int = 5_000
    hotline: str = "95000"
    menu: bool = False
    """Whether those who call by themselves hear a voice menu first."""
    callers: Sequence[str] = field(default_factory=tuple)
    callers_file: Path | None = None
    first_callers: Mapping[str, str] = field(default_factory=dict)
    """By agent: the number of whoever calls them first; that customer has time, and nobody else rings there before."""
    recordings: Path | None = None
    """Folder for made-up recordings (talks of two synthesised voices); none: the exchange refuses to record."""

    def __post_init__(self) -> None:
        """Refuse what cannot run. Raises ValueError with a sentence."""
        if not self.speed > 0:
            raise ValueError("The speed of the simulation must be greater than zero.")
        if self.seats < 1:
            raise ValueError("The simulation needs at least one seat to compute its load from.")
        if self.per_hour is not None and not self.per_hour >= 0:
            raise ValueError("Calls per hour cannot be negative.")
        if len(self.day) != 48 or min(self.day) < 0 or not max(self.day) > 0:
            raise ValueError("The day needs 48 half-hour weights, none negative and not all zero.")
        if not self.queues or sum(queue.share for queue in self.queues) <= 0:
            raise ValueError("The simulation needs at least one queue with a share of the calls.")
        if len({queue.code for queue in self.queues}) != len(self.queues):
            raise ValueError("Two queues of the simulation have the same code.")

    @property
    def calls_per_hour(self) -> float:
        """Calls of all queues in an hour at weight 1 and speed 1."""
        if self.per_hour is not None:
            return self.per_hour
        whole = sum(queue.share for queue in self.queues)
        work_ms = ASSUMED_WORK_MS + sum(queue.talk.mean_ms * queue.share for queue in self.queues) / whole
        return TARGET_OCCUPANCY * self.seats * 3_600_000 / work_ms

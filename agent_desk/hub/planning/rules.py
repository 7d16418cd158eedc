"""Staffing: Erlang B, C and A, agents needed, positions (domain, section 3.3).

Loads and forecasts are averages, so times here are seconds as floats (`_s`), not measured milliseconds. `load` is the
offered traffic in Erlang: calls per interval x AHT / interval. Agents may be a fraction: queues are added up in
fractions, and rounding happens once, at the shift step (`positions_needed`), never per queue.

Sources: A. K. Erlang (1917) for B and C, with the recursion 1/B(n) = 1 + n / (A B(n-1)) that neither overflows nor
cancels; Jagerman (1974) for B between whole numbers; Garnett, Mandelbaum, Reiman (2002) and Zeltyn, Mandelbaum (2005)
for Erlang A (M/M/n+M). Published tables are not used: several are wrong.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from agent_desk.schemas.figures.targets import DEFAULT_TARGET

_NODES: Final = 801
_TINY_LOG: Final = -60.0
_TOLERANCE: Final = 1e-9
MOST_AGENTS: Final = 100_000


def _checked(load: float, agents: float) -> None:
    if not (load >= 0 and agents >= 0 and math.isfinite(load) and math.isfinite(agents)):
        raise ValueError("load and agents are finite and at least 0")


def offered_load(calls: float, aht_s: float, interval_s: float) -> float:
    """Offered load in Erlang. Raises ValueError for negative calls or times, or an empty interval."""
    if calls < 0 or aht_s < 0 or interval_s <= 0:
        raise ValueError("calls and handle time are at least 0, the interval is longer than 0 s")
    return calls * aht_s / interval_s


def _erlang_b_below_one(load: float, part: float) -> float:
    """Erlang B for 0 <= part < 1 agents: 1/B = integral over u > 0 of exp(-u) (1 + u/load)^part (Jagerman 1974).

    The substitution u = exp(s - exp(-s)) makes the trapezoidal rule exact to rounding.
    """
    if part == 0:
        return 1.0
    s = np.linspace(-7.0, 7.0, _NODES)
    inner = np.exp(-s)
    u = np.exp(s - inner)
    values = np.exp(-u + part * np.log1p(u / load)) * u * (1.0 + inner)
    return float(1.0 / (values.sum() * (s[1] - s[0])))


def erlang_b(load: float, agents: float) -> float:
    """Share of calls that find every agent busy where nobody waits. `agents` may be a fraction."""
    _checked(load, agents)
    if load == 0:
        return 1.0 if agents == 0 else 0.0
    whole = math.floor(agents)
    blocked = _erlang_b_below_one(load, agents - whole)
    for n in range(1, whole + 1):
        blocked = _next_b(load, agents - whole + n, blocked)
    return blocked


def _next_b(load: float, agents: float, blocked_before: float) -> float:
    """Erlang B with one agent more than before."""
    busy = load * blocked_before
    return busy / (agents + busy)


def _c_from_b(load: float, agents: float, blocked: float) -> float:
    return agents * blocked / (agents - load * (1.0 - blocked)) if agents > load else 1.0


def erlang_c(load: float, agents: float) -> float:
    """Probability of waiting where everybody waits as long as it takes; 1 where the load is not below the agents."""
    if load == 0 and agents > 0:
        return 0.0
    return _c_from_b(load, agents, erlang_b(load, agents))


def _level_c(p_wait: float, load: float, agents: float, aht_s: float, within_s: float) -> float:
    if agents <= load:
        return 0.0
    return 1.0 - p_wait * math.exp(-(agents - load) * within_s / aht_s) if aht_s > 0 else 1.0


def service_level_erlang_c(load: float, agents: float, aht_s: float, within_s: float) -> float:
    """Share answered within `within_s` seconds; 0 where the queue grows without end."""
    return _level_c(erlang_c(load, agents), load, agents, aht_s, within_s)


def asa_erlang_c(load: float, agents: float, aht_s: float) -> float:
    """Mean wait of all calls in seconds; infinite where the queue grows without end."""
    return erlang_c(load, agents) * aht_s / (agents - load) if agents > load else math.inf


def occupancy(load: float, agents: float) -> float:
    """Share of time that agents handle calls, at most 1. Without agents: 1 if there is load, else 0."""
    _checked(load, agents)
    if agents == 0:
        return 1.0 if load > 0 else 0.0
    return min(1.0, load / agents)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErlangA:
    """What Erlang A expects. `service_level` is the share of *all* calls answered in time (as formula F3 counts).

    `p_wait`: probability of not being answered at once. `p_abandon`: share that gives up. `wait_s`: mean time in
    queue of all calls, those who give up included.
    """

    p_wait: float
    p_abandon: float
    service_level: float
    wait_s: float
    occupancy: float


def erlang_a(load: float, agents: int, aht_s: float, patience_s: float, within_s: float) -> ErlangA:
    """Erlang C with exponential patience of mean `patience_s` (M/M/n+M). Needs at least one agent and positive
    times."""
    _checked(load, agents)
    if agents < 1 or min(aht_s, patience_s) <= 0 or within_s < 0:
        raise ValueError("Erlang A needs an agent, and times longer than 0 s")
    if load == 0:
        return ErlangA(p_wait=0.0, p_abandon=0.0, service_level=1.0, wait_s=0.0, occupancy=0.0)
    arrivals, finishes, leaves = load / aht_s, agents / aht_s, 1.0 / patience_s
    blocked = erlang_b(load, agents)
    log_free = -math.log(blocked) if blocked > 0 else math.inf
    log_tail, mean_queue = _queue_tail(arrivals, finishes, leaves)
    log_all = float(np.logaddexp(log_free, log_tail))
    p_abandon = min(1.0, leaves * mean_queue * math.exp(log_tail - log_all) / arrivals)
    log_full = float(np.logaddexp(0.0, log_tail))
    p_wait = math.exp(log_full - log_all)
    level = 1.0 - p_wait
    if within_s > 0 and log_full > -math.inf:
        level += p_wait * _served_in_time(arrivals, finishes, leaves, within_s, log_full)
    return ErlangA(
        p_wait=p_wait,
        p_abandon=p_abandon,
        service_level=min(1.0, level),
        wait_s=p_abandon * patience_s,
        occupancy=min(1.0, load * (1.0 - p_abandon) / agents),
    )


def _queue_tail(arrivals: float, finishes: float, leaves: float) -> tuple[float, float]:
    """Of the states with a queue of 1, 2, ...: log of their sum against the state without one, and the mean queue in
    them."""
    peak = max(0.0, (arrivals - finishes) / leaves)
    count = int(peak + 40.0 * math.sqrt(max(arrivals, finishes) / leaves) + 200.0)
    k = np.arange(1, min(count, 20_000_000) + 1, dtype=np.float64)
    logs = np.cumsum(np.log(arrivals) - np.log(finishes + k * leaves))
    top = float(logs.max())
    weights = np.where(logs - top > _TINY_LOG, np.exp(logs - top), 0.0)
    total = float(weights.sum())
    return top + math.log(total), float((weights * k).sum()) / total


def _served_in_time(arrivals: float, finishes: float, leaves: float, within_s: float, log_full: float) -> float:
    """Of those who wait: share answered within `within_s`, by the density of the virtual wait (Zeltyn, Mandelbaum
    2005).

    Density of the wait x of a patient caller, given a wait: finishes exp(arrivals H(x) - finishes x) / exp(log_full),
    with H(x) = (1 - exp(-leaves x)) / leaves; times exp(-leaves x), the chance to be patient that long.
    """
    x, weight = np.polynomial.legendre.leggauss(16)
    panels = int(min(4096, max(16, within_s * (arrivals + finishes + leaves) / 4.0)))
    edges = np.linspace(0.0, within_s, panels + 1)
    half = (edges[1:] - edges[:-1]) / 2.0
    points = (half[:, None] * (x[None, :] + 1.0)) + edges[:-1, None]
    heights = arrivals * -np.expm1(-leaves * points) / leaves - (finishes + leaves) * points - log_full
    return float(finishes * (np.exp(heights) * weight[None, :] * half[:, None]).sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What an interval asks for: service level `level` within `within_s`, at most `max_occupancy`.

    With `patience_s` Erlang A is used, else Erlang C. Raises ValueError outside the possible.
    """

    calls: float
    aht_s: float
    interval_s: float
    within_s: float = DEFAULT_TARGET.threshold_ms / 1000
    level: float = DEFAULT_TARGET.target
    max_occupancy: float = 1.0
    patience_s: float | None = None

    def __post_init__(self) -> None:
        if not (0 < self.level < 1 and 0 < self.max_occupancy <= 1 and self.within_s >= 0):
            raise ValueError("a level lies in (0, 1), an occupancy in (0, 1], the time to answer is at least 0 s")
        offered_load(self.calls, self.aht_s, self.interval_s)

    @property
    def load(self) -> float:
        """Offered load in Erlang."""
        return offered_load(self.calls, self.aht_s, self.interval_s)


def agents_needed(demand: Demand) -> int:
    """Return the fewest whole agents that meet level and occupancy. Raises ValueError above `MOST_AGENTS`."""
    if demand.load == 0:
        return 0
    least = max(1, math.ceil(demand.load / demand.max_occupancy - _TOLERANCE))
    if demand.patience_s is not None:
        return _needed_a(demand, demand.patience_s)
    _bounded(least)
    blocked = erlang_b(demand.load, least)
    for agents in range(least, MOST_AGENTS + 1):
        p_wait = _c_from_b(demand.load, agents, blocked)
        if _level_c(p_wait, demand.load, agents, demand.aht_s, demand.within_s) >= demand.level:
            return agents
        blocked = _next_b(demand.load, agents + 1, blocked)
    raise ValueError(f"more than {MOST_AGENTS} agents")


def _bounded(agents: float) -> None:
    if agents > MOST_AGENTS:
        raise ValueError(f"more than {MOST_AGENTS} agents")


def _needed_a(demand: Demand, patience_s: float) -> int:
    """Level rises and occupancy falls with every agent, so halve the range."""

    def enough(agents: int) -> bool:
        seen = erlang_a(demand.load, agents, demand.aht_s, patience_s, demand.within_s)
        return seen.service_level >= demand.level and seen.occupancy <= demand.max_occupancy

    low, high = 0, 1
    while not enough(high):
        low, high = high, high * 2
        _bounded(high)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def agents_needed_exactly(demand: Demand) -> float:
    """Return the agents that just meet level and occupancy, as a fraction (Erlang C), for adding queues up before rounding.

    At most one below `agents_needed`. With patience given, the whole number is returned: Erlang A knows whole agents
    only.
    """
    whole = agents_needed(demand)
    if whole == 0 or demand.patience_s is not None:
        return float(whole)
    least = max(demand.load / demand.max_occupancy, whole - 1.0)

    def enough(agents: float) -> bool:
        return service_level_erlang_c(demand.load, agents, demand.aht_s, demand.within_s) >= demand.level

    low, high = least, float(whole)
    if low > demand.load and enough(low):
        return low
    while high - low > _TOLERANCE:
        middle = (low + high) / 2.0
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def positions(agents: float, shrinkage: float) -> float:
    """People to plan so that `agents` are at work: agents / (1 - shrinkage). Not rounded. ValueError outside [0, 1)."""
    if not 0 <= shrinkage < 1:
        raise ValueError("shrinkage lies in [0, 1)")
    return agents / (1.0 - shrinkage)


def positions_needed(fractions: list[float]) -> int:
    """Return the shift step: add the fractions of all queues, then round up once."""
    return math.ceil(math.fsum(fractions) - _TOLERANCE)

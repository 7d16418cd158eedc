"""Fit the simulated exchange to a real centre's calls: `python -m benchmarks.fit_calls FOLDER` prints JSON.

FOLDER holds `queue_log` (Asterisk's syntax). Printed per queue: share of the calls, log-normal talk time and
patience (mu and sigma of the natural logarithm of seconds), and beside each what the data say without a model. The
half-hour weights of the day and the habit of calling again come from all queues together. The numbers in
`agent_desk/demo/exchange/profile.py` were copied from this program's output.
"""

import argparse
import json
import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SHORT_TALK_S = 10
"""Shorter talks are left out of the fit: in this data most of them are agents who hung up to gain a rest
(Brown et al., Statistical Analysis of a Telephone Call Center, JASA 100, 2005, section 3.1)."""

AGAIN_WITHIN_S = 3600
"""A caller who comes back within the hour after giving up counts as calling again."""


@dataclass(slots=True)
class QueueFacts:
    """What happened in one queue; every list is in seconds."""

    offered: int = 0
    talks: list[int] = field(default_factory=list)
    gave_up: list[int] = field(default_factory=list)
    served: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Facts:
    """What the whole log holds."""

    queues: defaultdict[str, QueueFacts] = field(default_factory=lambda: defaultdict(QueueFacts))
    half_hours: Counter[int] = field(default_factory=Counter)
    gave_up_known: int = 0
    again_after: list[int] = field(default_factory=list)


def lines(path: Path) -> Iterator[list[str]]:
    """The log's lines as fields, in order of time, incomplete ones left out."""
    rows = (line.split("|") for line in path.read_text(encoding="utf-8").splitlines())
    return iter(sorted((row for row in rows if len(row) >= 7 and row[0].isdigit()), key=lambda row: int(row[0])))


def gather(path: Path) -> Facts:
    """Count the log once."""
    facts = Facts()
    caller_of: dict[str, str] = {}
    left_at: dict[str, int] = {}
    for row in lines(path):
        at, call, queue, event = int(row[0]), row[1], facts.queues[row[2]], row[4]
        if event == "ENTERQUEUE":
            queue.offered += 1
            facts.half_hours[at % 86400 // 1800] += 1
            caller = caller_of[call] = row[6]
            gone = left_at.pop(caller, None)
            if gone is not None and at - gone <= AGAIN_WITHIN_S:
                facts.again_after.append(at - gone)
        elif event == "CONNECT":
            queue.served.append(int(row[5]))
        elif event == "ABANDON":
            queue.gave_up.append(int(row[7]))
            caller = caller_of.get(call, "0")
            if caller != "0":  # 0 is the log's word for an unknown caller
                left_at[caller] = at
                facts.gave_up_known += 1
        elif event.startswith("COMPLETE"):
            queue.talks.append(int(row[6]))
    return facts


def log_normal(values: Sequence[int]) -> tuple[float, float]:
    """Maximum-likelihood mu and sigma of positive values."""
    logs = [math.log(value) for value in values]
    return statistics.fmean(logs), statistics.pstdev(logs)


def hazard(a: float) -> float:
    """The standard normal's density over its upper tail (inverse Mills ratio)."""
    tail = 0.5 * math.erfc(a / math.sqrt(2))
    if tail < 1e-300:
        return a + 1 / a
    return math.exp(-a * a / 2) / math.sqrt(2 * math.pi) / tail


def censored_log_normal(seen: Sequence[int], at_least: Sequence[int]) -> tuple[float, float]:
    """Mu and sigma of patience: `seen` gave up then, `at_least` were answered and would have waited longer.

    Maximum likelihood by the EM algorithm for a right-censored normal (Little and Rubin, Statistical Analysis with
    Missing Data, chapter 8). An answer without a wait says nothing about patience; whole seconds below one become a half.
    """
    exact = Counter(math.log(max(value, 0.5)) for value in seen)
    cut = Counter(math.log(value) for value in at_least if value > 0)
    count = exact.total() + cut.total()
    first = sum(x * n for x, n in exact.items())
    second = sum(x * x * n for x, n in exact.items())
    mu, sigma = first / exact.total(), 1.0
    for _ in range(20_000):
        one, two = first, second
        for c, n in cut.items():
            h = hazard((c - mu) / sigma)
            one += n * (mu + sigma * h)
            two += n * (mu * mu + sigma * sigma + sigma * (c + mu) * h)
        mean = one / count
        spread = math.sqrt(two / count - mean * mean)
        moved = abs(mean - mu) + abs(spread - sigma)
        mu, sigma = mean, spread
        if moved < 1e-8:
            break
    return mu, sigma


def kaplan_meier_median(seen: Sequence[int], at_least: Sequence[int]) -> int | None:
    """The wait at which half have given up, without a model; None when the curve never falls to one half."""
    gone, cut = Counter(seen), Counter(at_least)
    at_risk, alive = len(seen) + len(at_least), 1.0
    for time in sorted(gone.keys() | cut.keys()):
        if gone[time]:
            alive *= 1 - gone[time] / at_risk
            if alive <= 0.5:
                return time
        at_risk -= gone[time] + cut[time]
    return None


def queue_figures(queue: QueueFacts, calls: int) -> dict[str, object]:
    """One queue's fitted numbers."""
    long_talks = [talk for talk in queue.talks if talk >= SHORT_TALK_S]
    talk_mu, talk_sigma = log_normal(long_talks)
    mu, sigma = censored_log_normal(queue.gave_up, queue.served)
    return {
        "calls": queue.offered,
        "share": round(queue.offered / calls, 4),
        "talk": {
            "mu": round(talk_mu, 4),
            "sigma": round(talk_sigma, 4),
            "mean_s": round(math.exp(talk_mu + talk_sigma**2 / 2), 1),
            "median_s": round(math.exp(talk_mu), 1),
            "data_mean_s": round(statistics.fmean(long_talks), 1),
            "data_median_s": statistics.median(long_talks),
            "left_out": len(queue.talks) - len(long_talks),
        },
        "patience": {
            "mu": round(mu, 4),
            "sigma": round(sigma, 4),
            "median_s": round(math.exp(mu), 1),
            "kaplan_meier_median_s": kaplan_meier_median(queue.gave_up, queue.served),
            "gave_up": len(queue.gave_up),
            "answered": len(queue.served),
        },
    }


def figures(facts: Facts) -> Mapping[str, object]:
    """Everything that is printed."""
    calls = sum(queue.offered for queue in facts.queues.values())
    peak = max(facts.half_hours.values())
    again_mu, again_sigma = log_normal([max(delay, 1) for delay in facts.again_after])
    return {
        "calls": calls,
        "queues": {name: queue_figures(facts.queues[name], calls) for name in sorted(facts.queues)},
        "again": {
            "gave_up_known_caller": facts.gave_up_known,
            "within_s": AGAIN_WITHIN_S,
            "probability": round(len(facts.again_after) / facts.gave_up_known, 4),
            "delay_mu": round(again_mu, 4),
            "delay_sigma": round(again_sigma, 4),
            "delay_median_s": statistics.median(facts.again_after),
        },
        "half_hour_weights": [round(facts.half_hours[slot] / peak, 3) for slot in range(48)],
    }


def main() -> None:
    """Print the fitted numbers of FOLDER/queue_log."""
    parser = argparse.ArgumentParser(description="Fit talk time, patience and the day's shape to a queue_log.")
    parser.add_argument("folder", type=Path, help="folder that holds queue_log")
    folder: Path = parser.parse_args().folder
    path = folder / "queue_log"
    if not path.is_file():
        parser.error(f"there is no queue_log in {folder}")
    print(json.dumps(figures(gather(path)), indent=2))


if __name__ == "__main__":
    main()

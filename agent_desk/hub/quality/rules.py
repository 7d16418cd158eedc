"""Drawing calls to score (by seed, by stratum, the same whatever the order), who
scores which, and what many reviews add up to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from agent_desk.schemas.quality.rules import MOST_POINTS, Answer, Kind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A call that may be drawn: its key, and what it can be stratified by ({"agent": "1001", "queue": "cards"})."""

    key: str
    traits: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn call. `stratum` is the value of every trait drawn by, joined by " · "."""

    key: str
    stratum: str


def draw(
    calls: Iterable[Candidate],
    n: int,
    seed: int,
    strata: Sequence[str] = (),
    share: Literal["even", "proportional"] = "even",
) -> list[Drawn]:
    """Draw `n` calls (all, where there are fewer), stratified by the named traits.

    `even` gives every stratum the same number as far as it goes (each agent as many calls); `proportional` gives each
    its share of the calls by largest remainders. The same seed and calls give the same draw, in the same order, on
    any machine and from any order of `calls`: each call is ranked by the SHA-256 of seed and key. Raises ValueError
    for n below 0.
    """
    if n < 0:
        raise ValueError("a draw takes at least 0 calls")
    groups: dict[str, list[str]] = {}
    for key, traits in {call.key: call.traits for call in calls}.items():
        groups.setdefault(" · ".join(traits.get(name, "") for name in strata), []).append(key)
    order = sorted(groups, key=lambda name: (_rank(seed, f"stratum {name}"), name))
    sizes = [len(groups[name]) for name in order]
    quotas = _even(sizes, n) if share == "even" else _proportional(sizes, n)
    found = [
        Drawn(key, name)
        for name, quota in zip(order, quotas, strict=True)
        for key in sorted(groups[name], key=lambda key: (_rank(seed, f"call {key}"), key))[:quota]
    ]
    return sorted(found, key=lambda drawn: (_rank(seed, f"order {drawn.key}"), drawn.key))


def _rank(seed: int, name: str) -> bytes:
    return sha256(f"{seed} {name}".encode("utf-8", "surrogatepass")).digest()


def _even(sizes: Sequence[int], n: int) -> list[int]:
    """One each in turn, until n are given or every stratum is empty."""
    quotas = [0] * len(sizes)
    left = min(n, sum(sizes))
    while left:
        for i, size in enumerate(sizes):
            if left and quotas[i] < size:
                quotas[i] += 1
                left -= 1
    return quotas


def _proportional(sizes: Sequence[int], n: int) -> list[int]:
    """Largest remainders (Hamilton); of equal remainders the stratum earlier in order."""
    total = sum(sizes)
    n = min(n, total)
    if total == 0:
        return [0] * len(sizes)
    quotas = [n * size // total for size in sizes]
    by_rest = sorted(range(len(sizes)), key=lambda i: -(n * sizes[i] % total))
    for i in by_rest[: n - sum(quotas)]:
        quotas[i] += 1
    return quotas


def assign(
    keys: Sequence[str], reviewers: Sequence[str], took_part: Mapping[str, Collection[str]] | None = None
) -> dict[str, str]:
    """Give each drawn call to a reviewer: to the one with the fewest so far who took no part in it (recusal).

    Of equals the one named first. A call that every reviewer took part in is given to nobody and left out.
    """
    load = dict.fromkeys(reviewers, 0)
    found: dict[str, str] = {}
    for key in keys:
        barred = (took_part or {}).get(key, ())
        free = [name for name in load if name not in barred]
        if free:
            chosen = min(free, key=lambda name: load[name])
            load[chosen] += 1
            found[key] = chosen
    return found


@dataclass(slots=True)
class Tally:
    """What reviews, or the answers to one question, add up to. Add them one by one."""

    reviews: int = 0
    fatal: int = 0
    passed: int = 0
    na: int = 0
    _tenths: int = 0
    _scored: int = 0

    def add(self, score: float | None, *, fatal: bool = False, passed: bool = False, na: bool = False) -> None:
        """Count one review (or one answer), with its score in percent; None where it has none."""
        self.reviews += 1
        self.fatal += fatal
        self.passed += passed
        self.na += na
        if score is not None:
            self._tenths += round(score * 10)
            self._scored += 1

    @property
    def mean(self) -> float | None:
        """Mean of the scores with one decimal, halves upward; None where nothing was scored."""
        if not self._scored:
            return None
        return (2 * self._tenths + self._scored) // (2 * self._scored) / 10


def answer_score(kind: Kind, answer: Answer) -> float | None:
    """One answer as a share of its points in percent; None for a fatal question and for what does not count."""
    if kind == "fatal" or answer is None or answer == "na":
        return None
    return (100.0 if answer else 0.0) if isinstance(answer, bool) else 100.0 * answer / MOST_POINTS

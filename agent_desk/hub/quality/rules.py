"""Scoring a call by a weighted form, drawing calls to score (by seed, by stratum, the same whatever the order), who
scores which, and what many reviews add up to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

Kind = Literal["points", "yesno", "fatal"]
Answer = int | bool | Literal["na"] | None
MOST_POINTS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a form. `points` is answered 0 to 5, `yesno` by True for well done, `fatal` by True for a fatal
    fault.

    The weight of a fatal question is not part of the score: it takes all or nothing. Raises ValueError for a weight
    below 0.
    """

    code: str
    kind: Kind
    weight: int
    section: str = ""

    def __post_init__(self) -> None:
        if self.weight < 0:
            raise ValueError("a weight is at least 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """`value` is 0.0 to 100.0 with one decimal, over what is answered so far; None where nothing has weight.

    `fatal`: a fatal fault, so the value is 0. `missing`: codes still without an answer; a review is submitted without
    any. `sections`: the value of each section by itself, fatal faults aside.
    """

    value: float | None
    fatal: bool
    missing: tuple[str, ...]
    sections: Mapping[str, float | None]


def score(questions: Sequence[Question], answers: Mapping[str, Answer]) -> Score:
    """Score a form. "na" takes the question's weight out of the sum; a missing answer does too, until it is given.

    Raises ValueError for an answer that its question does not allow, or that belongs to no question of the form.
    """
    unknown = set(answers) - {question.code for question in questions}
    if unknown:
        raise ValueError(f"no such question: {', '.join(sorted(unknown))}")
    given = {question.code: answers.get(question.code) for question in questions}
    sums: dict[str, tuple[int, int]] = {}
    fatal = False
    for question in questions:
        points = _points(question, given[question.code])
        if question.kind == "fatal":
            fatal = fatal or bool(points)
        elif points is not None:
            got, of = sums.get(question.section, (0, 0))
            sums[question.section] = (got + question.weight * points, of + question.weight * MOST_POINTS)
    total = _percent(sum(got for got, _ in sums.values()), sum(of for _, of in sums.values()))
    sections = {q.section: _percent(*sums.get(q.section, (0, 0))) for q in questions if q.kind != "fatal"}
    missing = tuple(code for code, answer in given.items() if answer is None)
    return Score(value=0.0 if fatal else total, fatal=fatal, missing=missing, sections=sections)


def _points(question: Question, answer: Answer) -> int | None:
    """The answer in points of five; None where the question does not count."""
    if answer is None or answer == "na":
        return None
    if question.kind == "points":
        if isinstance(answer, bool) or not isinstance(answer, int) or not 0 <= answer <= MOST_POINTS:
            raise ValueError(f"{question.code} is answered with 0 to {MOST_POINTS}")
        return answer
    if not isinstance(answer, bool):
        raise ValueError(f"{question.code} is answered with yes or no")
    return MOST_POINTS if answer else 0


def _percent(got: int, of: int) -> float | None:
    """100 x got / of with one decimal, halves upward, in whole numbers so that no binary fraction decides."""
    return None if of == 0 else (2000 * got + of) // (2 * of) / 10


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

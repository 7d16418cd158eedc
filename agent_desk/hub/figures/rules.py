"""The figures of a call centre: one library for the board, the wallboard, history and the reports (domain, section 3).

Sums are kept as whole milliseconds and counts, and divided once at the end, so that figures of parts add up to
figures of the whole. A figure without a basis (nobody answered, nothing offered) is None, never 0. Times are aware;
intervals and days are half-open and belong to the zone of the centre. A call belongs to the interval in which it was
offered.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final, get_args

from agent_desk.schemas.calls.rules import NOT_OFFERED
from agent_desk.schemas.figures.targets import DEFAULT_TARGET, FormulaWord

FORMULA_IDS: Final[tuple[FormulaWord, ...]] = get_args(FormulaWord)
INTERVAL_MINUTES: Final = (5, 10, 15, 20, 30, 60)
DIGITS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a queue is measured by. `within_ms` is T, `short_ms` is t of F5, `level` the share to reach (0.8 is 80 %).

    Changing a target applies to history too. Raises ValueError outside the possible.
    """

    formula: FormulaWord = DEFAULT_TARGET.formula
    within_ms: int = DEFAULT_TARGET.threshold_ms
    short_ms: int = DEFAULT_TARGET.short_ms
    level: float = DEFAULT_TARGET.target

    def __post_init__(self) -> None:
        if self.formula not in FORMULA_IDS:
            raise ValueError(f"unknown formula {self.formula}")
        if self.within_ms < 0 or self.short_ms < 0 or not 0 <= self.level <= 1:
            raise ValueError("times of a target are at least 0 ms, its level lies between 0 and 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What is counted of a set of calls. Adding two gives the counts of both sets together.

    `offered`: calls that asked for a person (`NOT_OFFERED` are not among them). `answered_within`,
    `abandoned_within`: waited at most T; `abandoned_short`: at most t. `handle_ms` is talk, hold and after-call work
    of the answered calls whose handling is over; `unfinished` counts the other answered ones (still talked to, or in
    after-call work), which have no handle time yet. `abandon_wait_ms` sums the waits of the abandoned. `longest_wait_ms`
    is the longest wait of any offered call.
    """

    offered: int = 0
    answered: int = 0
    abandoned: int = 0
    answered_within: int = 0
    abandoned_within: int = 0
    abandoned_short: int = 0
    wait_ms_answered: int = 0
    handle_ms: int = 0
    talk_ms: int = 0
    hold_ms: int = 0
    acw_ms: int = 0
    abandon_wait_ms: int = 0
    longest_wait_ms: int = 0
    unfinished: int = 0
    undecided: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        sums = {name: getattr(self, name) + getattr(other, name) for name in _SUMMED}
        return Counts(**sums, longest_wait_ms=max(self.longest_wait_ms, other.longest_wait_ms))


_SUMMED: Final = tuple(field.name for field in fields(Counts) if field.name != "longest_wait_ms")


def count_call(
    outcome: str, wait_ms: int, target: Target, *, talk_ms: int = 0, hold_ms: int = 0, acw_ms: int = 0
) -> Counts:
    """The counts of one call that has ended. `outcome` is a word of the exchange's `Outcome`.

    A call that ended in the voice menu (`NOT_OFFERED`) was never offered: zero counts. Outcomes beside `answered` and `abandoned_queue` (a
    call-back, a diversion, a full queue, ...) are offered, and neither answered nor abandoned.
    """
    if outcome in NOT_OFFERED:
        return Counts()
    answered, abandoned = int(outcome == "answered"), int(outcome == "abandoned_queue")
    early = int(wait_ms <= target.within_ms)
    return Counts(
        offered=1,
        answered=answered,
        abandoned=abandoned,
        answered_within=answered * early,
        abandoned_within=abandoned * early,
        abandoned_short=abandoned * int(wait_ms <= target.short_ms),
        wait_ms_answered=answered * wait_ms,
        handle_ms=answered * (talk_ms + hold_ms + acw_ms),
        talk_ms=answered * talk_ms,
        hold_ms=answered * hold_ms,
        acw_ms=answered * acw_ms,
        abandon_wait_ms=abandoned * wait_ms,
        longest_wait_ms=wait_ms,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """One way to count service level. `expression` uses the names of `Counts` and serves "explain"."""

    id: FormulaWord
    name_zh: str
    name_en: str
    words_zh: str
    words_en: str
    expression: str
    parts: Callable[[Counts], tuple[int, int]]


def _formula(
    id_: FormulaWord,
    names: tuple[str, str],
    words: tuple[str, str],
    expression: str,
    parts: Callable[[Counts], tuple[int, int]],
) -> Formula:
    return Formula(
        id=id_,
        name_zh=names[0],
        name_en=names[1],
        words_zh=words[0],
        words_en=words[1],
        expression=expression,
        parts=parts,
    )


FORMULAS: Final[dict[FormulaWord, Formula]] = {
    formula.id: formula
    for formula in (
        _formula(
            "F1",
            ("及时放弃计为达标", "Early abandons count as success"),
            (
                "（T 内接听 + T 内放弃）÷（接听 + 放弃）",
                "(answered within T + abandoned within T) / (answered + abandoned)",
            ),
            "(answered_within + abandoned_within) / (answered + abandoned)",
            lambda c: (c.answered_within + c.abandoned_within, c.answered + c.abandoned),
        ),
        _formula(
            "F2",
            ("不计放弃", "Abandons ignored"),
            ("T 内接听 ÷ 接听", "answered within T / answered"),
            "answered_within / answered",
            lambda c: (c.answered_within, c.answered),
        ),
        _formula(
            "F3",
            ("放弃全部计为未达标", "Every abandon hurts"),
            ("T 内接听 ÷（接听 + 放弃）", "answered within T / (answered + abandoned)"),
            "answered_within / (answered + abandoned)",
            lambda c: (c.answered_within, c.answered + c.abandoned),
        ),
        _formula(
            "F4",
            ("仅超时放弃计为未达标", "Only late abandons hurt"),
            ("T 内接听 ÷（接听 + 超过 T 的放弃）", "answered within T / (answered + abandoned after T)"),
            "answered_within / (answered + (abandoned - abandoned_within))",
            lambda c: (c.answered_within, c.answered + c.abandoned - c.abandoned_within),
        ),
        _formula(
            "F5",
            ("仅极短放弃不计未达标", "Only very short abandons forgiven"),
            (
                "（T 内接听 + t 内放弃）÷（接听 + 放弃）",
                "(answered within T + abandoned within t) / (answered + abandoned)",
            ),
            "(answered_within + abandoned_short) / (answered + abandoned)",
            lambda c: (c.answered_within + c.abandoned_short, c.answered + c.abandoned),
        ),
        _formula(
            "F6",
            ("进线扣除及时放弃", "Offered less early abandons"),
            ("T 内接听 ÷（进线 − T 内放弃）", "answered within T / (offered - abandoned within T)"),
            "answered_within / (offered - abandoned_within)",
            lambda c: (c.answered_within, c.offered - c.abandoned_within),
        ),
    )
}
"""The six formulas of domain, section 3.1. The formula is part of the target and is printed with every figure."""


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole > 0 else None


def service_level(counts: Counts, formula: FormulaWord) -> float | None:
    """Service level between 0 and 1 by the named formula, or None where it has no basis."""
    return _share(*FORMULAS[formula].parts(counts))


def answer_rate(counts: Counts) -> float | None:
    """接通率: answered by a person / transferred to human service (China Banking Association service norm).

    Callers who still wait are in neither: they are no loss yet. In a window that is over nobody waits any more.
    """
    return _share(counts.answered, counts.offered - counts.undecided)


def asa_s(counts: Counts) -> float | None:
    """Average speed of answer in seconds: mean wait of the answered calls, ring included."""
    return _share(counts.wait_ms_answered, counts.answered * 1000)


def aht_s(counts: Counts) -> float | None:
    """Average handle time in seconds: talk, hold and after-call work per answered call whose handling is over."""
    return _share(counts.handle_ms, (counts.answered - counts.unfinished) * 1000)


def abandon_wait_s(counts: Counts) -> float | None:
    """Mean wait in seconds of those who gave up in the queue."""
    return _share(counts.abandon_wait_ms, counts.abandoned * 1000)


def occupancy(handle_ms: int, available_ms: int) -> float | None:
    """Share of signed-in working time spent handling: handling / (handling + available)."""
    return _share(handle_ms, handle_ms + available_ms)


Figure = int | float | None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def figures(counts: Counts) -> dict[str, Figure]:
    """The figures of a set of calls, as reports print them: times in seconds, shares between 0 and 1, six decimals."""
    whole, rest = divmod(counts.longest_wait_ms, 1000)
    return {
        "offered": counts.offered,
        "answered": counts.answered,
        "abandoned": counts.abandoned,
        "answered_within": counts.answered_within,
        "abandoned_within": counts.abandoned_within,
        "abandoned_short": counts.abandoned_short,
        "answer_rate": _rounded(answer_rate(counts)),
        "asa": _rounded(asa_s(counts)),
        "aht": _rounded(aht_s(counts)),
        "abandon_wait": _rounded(abandon_wait_s(counts)),
        "longest_wait": whole if rest == 0 else counts.longest_wait_ms / 1000,
        **{formula: _rounded(service_level(counts, formula)) for formula in FORMULA_IDS},
    }


def agent_figures(counts: Counts) -> dict[str, Figure]:
    """Return the figures of one agent's own legs: what was answered, and its handle time. Waiting is the queue's figure."""
    return {"answered": counts.answered, "aht": _rounded(aht_s(counts))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Where a service level comes from. `substituted` is the expression with its numbers in place of the names."""

    formula: FormulaWord
    expression: str
    substituted: str
    numerator: int
    denominator: int
    value: float | None
    target: Target
    window_start_at: datetime
    window_end_at: datetime


def explain(
    counts: Counts, formula: FormulaWord, *, target: Target, window_start_at: datetime, window_end_at: datetime
) -> Explanation:
    """Explain a service level: its formula, its numbers, and the half-open window of the calls in it."""
    chosen = FORMULAS[formula]
    substituted = chosen.expression
    for name in sorted(_SUMMED, key=len, reverse=True):
        substituted = substituted.replace(name, str(getattr(counts, name)))
    numerator, denominator = chosen.parts(counts)
    return Explanation(
        formula=formula,
        expression=chosen.expression,
        substituted=substituted,
        numerator=numerator,
        denominator=denominator,
        value=service_level(counts, formula),
        target=target,
        window_start_at=window_start_at,
        window_end_at=window_end_at,
    )


def interval_start(at: datetime, minutes: int, zone: tzinfo) -> datetime:
    """Start (UTC) of the interval [start, start + minutes) that holds `at`, on the wall clock of `zone`.

    `minutes` is one of `INTERVAL_MINUTES`; else ValueError. An hour that the clock repeats has its own intervals twice.
    """
    if minutes not in INTERVAL_MINUTES:
        raise ValueError(f"an interval has one of {INTERVAL_MINUTES} minutes, not {minutes}")
    offset = at.astimezone(zone).utcoffset() or timedelta()
    wall = at.astimezone(UTC).replace(tzinfo=None) + offset
    past = timedelta(minutes=wall.minute % minutes, seconds=wall.second, microseconds=wall.microsecond)
    return at.astimezone(UTC) - past


def day_start(at: datetime, zone: tzinfo) -> datetime:
    """First instant (UTC) of the calendar day of `zone` that holds `at`. A day may have 23 or 25 hours."""
    return _first_instant(at.astimezone(zone).date(), zone)


def day_end(at: datetime, zone: tzinfo) -> datetime:
    """First instant (UTC) of the next calendar day: the open end of the day that holds `at`."""
    return _first_instant(at.astimezone(zone).date() + timedelta(days=1), zone)


def _first_instant(day: date, zone: tzinfo) -> datetime:
    """Midnight; where the clock skips midnight, the instant of the jump; where it repeats it, the first one."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)

"""What a day will bring by half hours, from the days before it and the calendar. No database, no clock.

A half hour's forecast is a product, so that anybody can follow it:

    level of a day x weekday x place in the month x marks of the calendar x part of the day x today

- level: the calls of a day, its weekday and marks taken out; each day closes `LEVEL_STEP` of the distance between the level so
  far and itself (exponential smoothing, Brown 1959), but an unusual day counts only as far as `UNUSUAL` times the usual spread.
  A second unusual day to the same side is believed as far as the first one went: two are no accident but another level.
- weekday, place in the month, marks: how many times as many calls such days have (regression of the logarithms with a ridge, so
  that what was seen once or twice is believed a little; Huber's weights, so that a fault of the lines teaches little).
- part of the day: which share of the calls of such days comes in the half hour, newer days weighing more.
- today: what came in the last 90 minutes / what was expected of them, to the power of the share of such a deviation that was
  learnt to persist: for the next hour, and for the rest of the day (least squares through zero over the past days' own
  mornings, by hour; what is sure of it, a standard error less).

The numbers below were chosen on the first part of a bank's series and proved on the rest (docs/decisions/0060).
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from agent_desk.hub.planning.working_days import MARKS, SUNDAY, DayKind

Floats = NDArray[np.float64]

LEVEL_STEP: Final = 0.2
"""How much of the distance to a new day the level goes."""
NEW_LEVEL_STEP: Final = 0.5
"""The same where a day is unusual, and the one before it was to the same side: not an accident but another level."""
UNUSUAL: Final = 2.5
"""A day further from what was expected than so many times the usual spread is unusual."""
LEAST_SPREAD: Final = 0.01
"""Of the logarithms: days are never thought to be nearer to each other than 1 %."""
TREND_DAYS: Final = 20.0
"""Days within about so many of each other share a level when weekdays and marks are told apart from it."""
HALF_LIFE_DAYS: Final = 200.0
"""A day so long ago weighs half in what is learnt of weekdays and marks."""
WEEKDAY_DOUBT, MARK_DOUBT, GROUP_DOUBT = 0.5, 3.0, 0.05
"""Ridge: so many days without any difference are added to what was seen of a weekday, a mark, of workdays and days off."""
PART_HALF_LIFE_DAYS: Final = 30.0
PART_DOUBT: Final = 1.0
"""The same for the parts of the day: half-life, and days of the common course added to those of the weekday."""
RECENT, NEAR = 3, 2
"""Half hours: today is judged by the last 90 minutes; the next hour is one thing, the rest of the day another."""
PERSISTS_DAYS: Final = 100
"""So many days' mornings are looked at for what persists of a deviation."""
PERSISTS_NEED: Final = 15
"""A morning is learnt from when so many days with calls came before it."""
PERSISTS_DOUBT, PERSISTS_SPREAD = 5.0, 0.05
"""Ridge: so many days of this deviation after which nothing persisted are added."""
PERSISTS_SURE: Final = 1.5
"""So many standard errors less are taken than was seen: better too little than worse than the morning."""
PERSISTS_WIDTH: Final = 1.0
"""Neighbouring half hours teach each other, by a bell of so many half hours."""
BASIS: Final = 20.0
"""Calls that must have been expected in the last 90 minutes before today says anything."""
LEAST_TODAY, MOST_TODAY = 0.5, 2.0
"""Today's factor outside of these is a fault of the lines or a day like no other; the forecast goes no further."""
WAVES: Final = 2
"""The month is told by so many waves: its turn, and its middle."""
MONTH_DOUBT: Final = 1.0
"""Ridge of a wave, times its number: quick ones are believed less."""
AFTER_BREAK_GUESS: Final = 1.08
"""The first workday after a holiday is thought to be busier than a Monday before one was seen: more days have gathered."""
HOLIDAY: Final = 7
"""Holidays among the kinds of days; the others are the weekdays."""
_ROUNDS: Final = 4
_GROUPS: Final = 2


@dataclass(frozen=True, slots=True)
class UsedDay:
    """A day with calls that was learnt of. `weight`: its part of the level."""

    day: date
    kind: DayKind
    offered: float
    weight: float
    unusual: bool


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the days have taught; plain numbers, so that it can be written down.

    `level`: calls of a day. `weekdays` (0 is Monday), `marks`: factors. `month`: the waves of its logarithm. `parts`: of a day's calls by
    weekday and half hour, each weekday adds up to 1. `shut`: kinds of days (`_class`) that never had calls. `near`, `later`: how much of a
    deviation persists for the next hour and after it, by half hours that are over.
    """

    level: float
    weekdays: tuple[float, ...]
    marks: dict[str, float]
    month: tuple[float, ...]
    mark_days: dict[str, int]
    parts: tuple[tuple[float, ...], ...]
    shut: frozenset[int]
    near: tuple[float, ...]
    later: tuple[float, ...]
    persists_days: int
    days: tuple[UsedDay, ...]

    def expected(self, kind: DayKind) -> Floats:
        """Return the calls of each half hour of such a day as its morning expects them; empty where such days have none."""
        if _class(kind) in self.shut:
            return np.zeros(0)
        marked = math.prod(self.marks[mark] for mark in kind.marks)
        return np.array(self.parts[kind.like]) * (self.level * self.weekdays[kind.like] * marked * self.in_month(kind))

    def in_month(self, kind: DayKind) -> float:
        """Return what the day's place in the month does to it."""
        return math.exp(math.fsum(part * wave for part, wave in zip(self.month, _waves(kind.place), strict=True)))


@dataclass(frozen=True, slots=True)
class Today:
    """How today goes: calls of the last 90 minutes that are over and those expected of them; how much of the deviation persists for
    the next hour and after it, and the factors that come of it."""

    recent: float = 0.0
    expected: float = 0.0
    near: float = 0.0
    later: float = 0.0
    factor_near: float = 1.0
    factor_later: float = 1.0

    def factors(self, count: int, minutes: int) -> Floats:
        """Return the factor of each of the next `count` intervals of so many minutes."""
        found = np.full(count, self.factor_later)
        found[: NEAR * 30 // minutes] = self.factor_near
        return found


def learn(history: Mapping[date, Sequence[float]], kind_of: Callable[[date], DayKind]) -> Learnt | None:
    """Learn from the calls of past days by half hours. Days without any call are shut. None where no day had a call."""
    days = sorted(history)
    calls = np.array([history[day] for day in days], dtype=np.float64)
    kinds = [kind_of(day) for day in days]
    if not days or not calls.sum():
        return None
    known = _Days.of(days, calls, kinds)
    return _learn(known, _persisting(known))


def go_on(learnt: Learnt, morning: Floats, came: Sequence[float], minutes: int, halves_over: float) -> Today:
    """Return how today goes. `came`: calls of the intervals of `morning`, `minutes` long each, that are over; `halves_over`: the same
    time in half hours."""
    first = max(0, len(came) - RECENT * 30 // minutes)
    recent, expected = float(sum(came[first:])), float(morning[first : len(came)].sum())
    at = min(int(halves_over), len(learnt.near) - 1)
    if expected < BASIS or at < 1:
        return Today(recent, expected)
    times, near, later = max(recent, 0.5) / expected, learnt.near[at], learnt.later[at]
    to_near, to_later = (min(MOST_TODAY, max(LEAST_TODAY, times**share)) for share in (near, later))
    return Today(recent, expected, near, later, to_near, to_later)


def quarters(halves: Floats) -> Floats:
    """Return half hours cut in two, each tilted towards its neighbours; two quarters add up to their half hour."""
    padded = np.concatenate((halves[:1], halves, halves[-1:]))
    tilt = np.clip((padded[2:] - padded[:-2]) / 16.0, -halves / 2.0, halves / 2.0)
    tilt[halves == 0] = 0.0
    return np.stack((halves / 2.0 - tilt, halves / 2.0 + tilt), axis=1).ravel()


# ---------------------------------------------------------------------- learning


@dataclass(frozen=True, slots=True)
class _Days:
    """The days with calls, in order, as arrays; `shut`: kinds of days of which at least two were there, and none had a call."""

    days: list[date]
    kinds: list[DayKind]
    calls: Floats
    ordinals: Floats
    traits: Floats
    shut: frozenset[int]

    @classmethod
    def of(cls, days: list[date], calls: Floats, kinds: list[DayKind]) -> "_Days":
        busy = calls.sum(axis=1) > 0
        seen = {_class(kind) for kind, one in zip(kinds, busy, strict=True) if one}
        quiet = [_class(kind) for kind, one in zip(kinds, busy, strict=True) if not one]
        shut = {one for one in quiet if one not in seen and quiet.count(one) > 1}
        if SUNDAY in shut and HOLIDAY not in seen:
            shut.add(HOLIDAY)
        kept = [place for place, one in enumerate(busy) if one]
        of_kind = [kinds[place] for place in kept]
        return cls(
            days=[days[place] for place in kept],
            kinds=of_kind,
            calls=calls[kept],
            ordinals=np.array([days[place].toordinal() for place in kept], dtype=np.float64),
            traits=np.array([_traits(kind) for kind in of_kind]),
            shut=frozenset(shut),
        )

    def before(self, place: int) -> "_Days":
        """Return the first days, as they were known on the morning of the one at `place`."""
        return _Days(
            self.days[:place],
            self.kinds[:place],
            self.calls[:place],
            self.ordinals[:place],
            self.traits[:place],
            self.shut,
        )


def _class(kind: DayKind) -> int:
    """Return the weekday that a day is like; holidays, which may have calls where Sundays have none, are a kind of their own."""
    return HOLIDAY if "day_off" in kind.marks else kind.like


def _traits(kind: DayKind) -> list[float]:
    """Worked or off, the weekday, the marks: 1 where it is so."""
    return [
        float(kind.worked),
        float(not kind.worked),
        *(float(kind.like == weekday) for weekday in range(7)),
        *(float(mark in kind.marks) for mark in MARKS),
        *_waves(kind.place),
    ]


def _waves(place: float) -> list[float]:
    """Return the waves of the month at a place in it."""
    angles = [2.0 * math.pi * wave * place for wave in range(1, WAVES + 1)]
    return [*map(math.cos, angles), *map(math.sin, angles)]


@dataclass(frozen=True, slots=True)
class _Persisting:
    """What persists, as in `Learnt`, and of how many days that is known."""

    near: Floats
    later: Floats
    days: int


def _learn(known: _Days, persisting: _Persisting) -> Learnt:
    logs = np.log(known.calls.sum(axis=1) + 0.5)
    effects, weights, spread = _effects(known, logs)
    rest = logs - known.traits @ effects
    level, unusual, parts_of_level = _level(rest, spread, np.array([_class(kind) != HOLIDAY for kind in known.kinds]))
    of_group, of_weekday, of_mark, of_month = np.split(effects, (_GROUPS, _GROUPS + 7, _GROUPS + 7 + len(MARKS)))
    worked = np.array([_mostly_worked(known, weekday) for weekday in range(7)])
    weekdays = of_weekday + np.where(worked, of_group[0], of_group[1])
    # Weekdays are told beside the mean of those that are there, so that the level is the calls of a mean day.
    there = np.array([any(kind.like == weekday for kind in known.kinds) for weekday in range(7)])
    mean = float(weekdays[there].mean())
    counted = known.traits[:, _GROUPS + 7 : _GROUPS + 7 + len(MARKS)].sum(axis=0)
    return Learnt(
        level=math.exp(level + mean),
        weekdays=tuple(np.exp(weekdays - mean).tolist()),
        marks=dict(zip(MARKS, np.exp(of_mark).tolist(), strict=True)),
        month=tuple(of_month.tolist()),
        mark_days={mark: int(count) for mark, count in zip(MARKS, counted, strict=True)},
        parts=tuple(tuple(row) for row in _parts(known, weights, worked).tolist()),
        shut=known.shut,
        near=tuple(persisting.near.tolist()),
        later=tuple(persisting.later.tolist()),
        persists_days=persisting.days,
        days=tuple(
            UsedDay(day, kind, float(total), float(weight), bool(odd))
            for day, kind, total, weight, odd in zip(
                known.days, known.kinds, known.calls.sum(axis=1), parts_of_level, unusual, strict=True
            )
        ),
    )


def _mostly_worked(known: _Days, weekday: int) -> bool:
    """Whether days like this weekday are workdays; Monday to Friday where none was seen."""
    found = [kind.worked for kind in known.kinds if kind.like == weekday]
    return sum(found) * 2 >= len(found) if found else weekday < 5


def _effects(known: _Days, logs: Floats) -> tuple[Floats, Floats, float]:
    """Return the logarithms of what each trait does, each day's weight as Huber would have it, and the usual spread."""
    waves = [MONTH_DOUBT * wave for wave in range(1, WAVES + 1)]
    doubt = np.array([GROUP_DOUBT] * _GROUPS + [WEEKDAY_DOUBT] * 7 + [MARK_DOUBT] * len(MARKS) + waves * 2)
    guess = np.zeros(len(doubt))
    guess[_GROUPS + 7 + MARKS.index("after_break")] = math.log(AFTER_BREAK_GUESS)
    fresh = 0.5 ** ((known.ordinals[-1] - known.ordinals) / HALF_LIFE_DAYS)
    near = np.exp(-np.abs(known.ordinals[:, None] - known.ordinals[None, :]) / TREND_DAYS)
    effects, sound, spread = np.zeros(known.traits.shape[1]), np.ones(len(logs)), LEAST_SPREAD
    for _ in range(_ROUNDS):
        rest = logs - known.traits @ effects
        trend = near @ (sound * rest) / (near @ sound)
        weighted = known.traits * (fresh * sound)[:, None]
        effects = np.linalg.solve(
            weighted.T @ known.traits + np.diag(doubt), weighted.T @ (logs - trend) + doubt * guess
        )
        off = np.abs(logs - trend - known.traits @ effects)
        spread = max(LEAST_SPREAD, 1.4826 * float(np.median(off)))
        sound = np.minimum(1.0, UNUSUAL * spread / np.maximum(off, 1e-12))
    return effects, sound, spread


def _level(rest: Floats, spread: float, plain: NDArray[np.bool_]) -> tuple[float, list[bool], Floats]:
    """Return the level at the end, which days were unusual, and the part of each day in the level. Days that are not `plain` (holidays)
    say nothing of the level of others."""
    if not plain.any():
        plain = np.ones(len(rest), dtype=np.bool_)
    level, last, seen = float(np.median(rest[plain][:5])), 0.0, 0
    unusual, parts = [], np.zeros(len(rest))
    for place, one in enumerate(rest):
        off = float(one) - level
        reach = UNUSUAL * spread
        unusual.append(abs(off) > reach)
        if not plain[place]:
            continue
        seen += 1
        again = abs(off) > reach and abs(last) > reach and last * off > 0
        taken = (
            float(np.clip(off, -max(reach, abs(last)), max(reach, abs(last))))
            if again
            else float(np.clip(off, -reach, reach))
        )
        step = max(NEW_LEVEL_STEP if again else LEVEL_STEP, 1.0 / (seen + 1))
        last = off
        parts *= 1.0 - step
        parts[place] = step * (taken / off if off else 1.0)
        level += step * taken
    return level, unusual, parts / parts.sum()


def _parts(known: _Days, sound: Floats, worked: NDArray[np.bool_]) -> Floats:
    """Return which part of a day's calls comes in each half hour, by weekday."""
    totals = known.calls.sum(axis=1)
    likes = np.array([kind.like for kind in known.kinds])
    fresh = 0.5 ** ((known.ordinals[-1] - known.ordinals) / PART_HALF_LIFE_DAYS) * sound
    shares = known.calls / totals[:, None]
    common = {True: _mean(shares, fresh), False: _mean(shares, fresh)}
    of_worked = worked[likes]
    for group in (True, False):
        if (of_worked == group).any():
            common[group] = _mean(shares[of_worked == group], fresh[of_worked == group])
    # A half hour of a day that is far from the course is an outage or a rush: it teaches a little of the day's course only.
    found = np.zeros((7, known.calls.shape[1]))
    weights = np.repeat(fresh[:, None], known.calls.shape[1], axis=1)
    for _ in range(2):
        for weekday in range(7):
            mine = likes == weekday
            own, usual = weights[mine], common[bool(worked[weekday])]
            part = ((own * shares[mine]).sum(axis=0) + PART_DOUBT * usual) / (own.sum(axis=0) + PART_DOUBT)
            found[weekday] = part / part.sum()
        off = np.abs(shares - found[likes]) / np.sqrt(np.maximum(found[likes], 1e-9) / totals[:, None])
        spread = np.maximum(1.0, 1.4826 * np.median(off[:, found.sum(axis=0) > 0]))
        weights = fresh[:, None] * np.minimum(1.0, UNUSUAL * spread / np.maximum(off, 1e-12))
    return found


def _mean(shares: Floats, weights: Floats) -> Floats:
    mean: Floats = (weights[:, None] * shares).sum(axis=0) / weights.sum()
    return mean


def _persisting(known: _Days) -> _Persisting:
    """Return how much of a deviation persists, from what the mornings of past days expected and what then came."""
    count = known.calls.shape[1]
    nothing = _Persisting(np.zeros(count), np.zeros(count), 0)
    mornings, came = [], []
    for place in range(max(PERSISTS_NEED, len(known.days) - PERSISTS_DAYS), len(known.days)):
        expected = _learn(known.before(place), nothing).expected(known.kinds[place])
        if expected.size:
            mornings.append(expected)
            came.append(known.calls[place])
    if not mornings:
        return nothing
    expected_to, came_to = (_up_to(np.array(one)) for one in (mornings, came))
    at = np.arange(count)
    before, soon, end = np.maximum(at - RECENT, 0), np.minimum(at + NEAR, count), np.full(count, count)

    def told(begin: NDArray[np.int_], until: NDArray[np.int_]) -> tuple[Floats, NDArray[np.bool_]]:
        """The deviation of the half hours from `begin` until, and whether enough was expected there to tell."""
        expected = expected_to[:, until] - expected_to[:, begin]
        deviation: Floats = np.log((came_to[:, until] - came_to[:, begin] + 0.5) / (expected + 0.5))
        return deviation, expected >= BASIS

    recent, sure = told(before, at)
    near, later = (
        _share(recent, deviation, sure & known_then)
        for deviation, known_then in (told(at, soon), told(np.minimum(soon, count - 1), end))
    )
    return _Persisting(near, later, len(mornings))


def _up_to(calls: Floats) -> Floats:
    """Return for each day the calls before each half hour, and those of the whole day last."""
    return np.concatenate((np.zeros((len(calls), 1)), np.cumsum(calls, axis=1)), axis=1)


def _share(recent: Floats, then: Floats, told: NDArray[np.bool_]) -> Floats:
    """Return by half hour which share of the recent deviation was there afterwards too, as far as it is sure."""
    spread = np.array([_spread(recent[told[:, at], at]) for at in range(recent.shape[1])])
    weight = np.minimum(1.0, UNUSUAL * spread / np.maximum(np.abs(recent), 1e-12)) * told
    steps = np.arange(recent.shape[1])
    bell = np.exp(-0.5 * ((steps[:, None] - steps[None, :]) / PERSISTS_WIDTH) ** 2)
    square = bell @ (weight * recent * recent).sum(axis=0) + PERSISTS_DOUBT * PERSISTS_SPREAD**2
    share = (bell @ (weight * recent * then).sum(axis=0)) / square
    left = (weight * (then - share * recent) ** 2).sum(axis=0) / np.maximum(weight.sum(axis=0), 1.0)
    found: Floats = np.clip(share - PERSISTS_SURE * np.sqrt(left / square), 0.0, 1.0)
    return found


def _spread(values: Floats) -> float:
    return max(LEAST_SPREAD, 1.4826 * float(np.median(np.abs(values)))) if values.size else LEAST_SPREAD

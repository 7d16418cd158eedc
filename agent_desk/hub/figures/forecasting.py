"""What a day usually looks like, and what today will bring: plain means over the same weekdays. No database, no clock.

The forecast is "weighted same weekdays, at today's level": the mean of the last same weekdays, the newest weighing most,
times what has come today so far / what had usually come by then. Anybody can work it out by hand, which is what a number
that a floor is run by must allow.
"""

from collections.abc import Sequence
from statistics import fmean, median
from typing import Final

DECAY: Final = 0.8
"""Each week further back weighs so much of the one after it."""
BASIS: Final = 20.0
"""Calls that must have been expected so far before today's level says anything; until then it is 1."""
LEAST_LEVEL, MOST_LEVEL = 0.5, 2.0
"""A level outside is a fault of the lines or a day like no other; the forecast goes no further."""

Row = Sequence[float | None]


def usual_mean(days: Sequence[Row]) -> list[float | None]:
    """Return the mean of each place over the days that have a figure there."""
    return [fmean(known) if known else None for known in _by_place(days)]


def usual_median(days: Sequence[Row]) -> list[float | None]:
    """Return the median of each place over the days that have a figure there."""
    return [median(known) if known else None for known in _by_place(days)]


def _by_place(days: Sequence[Row]) -> list[list[float]]:
    return [[value for value in values if value is not None] for values in zip(*days, strict=True)]


def weighted(days: Sequence[Sequence[float]]) -> list[float]:
    """Return the weighted mean of each place; days newest first, each weighing `DECAY` of the one before it."""
    weights = [DECAY**age for age in range(len(days))]
    whole = sum(weights)
    return [
        sum(value * weight for value, weight in zip(values, weights, strict=True)) / whole
        for values in zip(*days, strict=True)
    ]


def level(so_far: float, expected_so_far: float) -> float:
    """Return today's level: what has come / what was expected by now, between `LEAST_LEVEL` and `MOST_LEVEL`; 1 without a basis."""
    if expected_so_far < BASIS:
        return 1.0
    return min(MOST_LEVEL, max(LEAST_LEVEL, so_far / expected_so_far))

"""What a day usually looks like: plain means and medians over the same weekdays. No database, no clock."""

from collections.abc import Sequence
from statistics import fmean, median

Row = Sequence[float | None]


def usual_mean(days: Sequence[Row]) -> list[float | None]:
    """Return the mean of each place over the days that have a figure there."""
    return [fmean(known) if known else None for known in _by_place(days)]


def usual_median(days: Sequence[Row]) -> list[float | None]:
    """Return the median of each place over the days that have a figure there."""
    return [median(known) if known else None for known in _by_place(days)]


def _by_place(days: Sequence[Row]) -> list[list[float]]:
    return [[value for value in values if value is not None] for values in zip(*days, strict=True)]

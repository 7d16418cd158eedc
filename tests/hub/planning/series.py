"""Made-up calls of a bank by half hours: a course of the day, weekdays, noise with a seed."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

START = date(2026, 3, 2)
"""A Monday."""
WEEK = (1.3, 1.0, 0.95, 0.95, 1.05, 0.5, 0.4)
COURSE = np.array(
    [0.0] * 14
    + [2, 4, 7, 10, 12, 13, 12, 10, 8, 7, 8, 10, 11, 11, 10, 9, 8, 7, 6, 5, 4, 4, 3, 3, 2, 2, 1, 1]
    + [0.0] * 6
)
History = dict[date, list[float]]


def made_up(
    days: int,
    *,
    start: date = START,
    level: float = 3000.0,
    week: tuple[float, ...] = WEEK,
    of_day: Callable[[date], float] = lambda _day: 1.0,
    weekday_of: Callable[[date], int] = date.weekday,
    seed: int = 1,
) -> History:
    """So many days of calls. `of_day`: times as many on a day; `weekday_of`: the weekday it is like."""
    draw = np.random.default_rng(seed)
    course = COURSE / COURSE.sum()
    found = {}
    for more in range(days):
        day = start + timedelta(days=more)
        found[day] = draw.poisson(course * level * week[weekday_of(day)] * of_day(day)).astype(float).tolist()
    return found

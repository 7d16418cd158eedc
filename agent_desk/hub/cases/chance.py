"""Whether two numbers of complaints differ by more than chance.

Complaints of one cell are taken as a Poisson process, each period with a rate of its own per day. Given how many there were in both
periods together, the number in the first is binomial with the share of the days that are the first period's: the exact conditional test of
two Poisson rates (Przyborowski and Wilenski, Biometrika 31, 1940). Two-sided, by the outcomes that are no likelier than the one seen, as
R's `poisson.test` does. A table asks of many cells at once, so that some would seem remarkable by luck alone: Holm's correction
(Scandinavian Journal of Statistics 6, 1979) keeps the chance that any cell is marked wrongly at `LEVEL`, however the cells hang together.

Repeats of one matter come in heaps and are no chance: numbers after merging are compared. Where many different people complain of one
failure the test rightly calls it more than chance; it does not say of what.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import lgamma, log
from typing import Final

import numpy as np

LEVEL: Final = 0.05
"""The chance that any cell of a table is marked though nothing has changed."""
_AS_LIKELY: Final = 1 + 1e-7
"""Outcomes that differ in likelihood by rounding alone are equally likely; as in R's `binom.test`."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a cell changed. `p`: how often chance alone gives a difference as great; `more_than_chance`: with the whole table in mind."""

    p: float
    more_than_chance: bool


def p_value(now: int, before: int, days_now: int, days_before: int) -> float:
    """Return how often chance alone gives counts as different as these in so many days each; 1 where there was nothing."""
    both = now + before
    if not both:
        return 1.0
    share = days_now / (days_now + days_before)
    counts = np.arange(both + 1)
    factorials = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, both + 1)))))
    likelihood = (
        lgamma(both + 1) - factorials - factorials[::-1] + counts * log(share) + (both - counts) * log(1 - share)
    )
    outcomes = np.exp(likelihood)
    return float(min(1.0, outcomes[outcomes <= outcomes[now] * _AS_LIKELY].sum()))


def changes(pairs: Sequence[tuple[int, int]], days_now: int, days_before: int) -> list[Change]:
    """Return for each cell (now, before) of one table whether it changed by more than chance."""
    found = [p_value(now, before, days_now, days_before) for now, before in pairs]
    marked: set[int] = set()
    # Holm: from the smallest on, until one is not small enough.
    for rank, at in enumerate(sorted(range(len(found)), key=found.__getitem__)):
        if found[at] > LEVEL / (len(found) - rank):
            break
        marked.add(at)
    return [Change(p, at in marked) for at, p in enumerate(found)]

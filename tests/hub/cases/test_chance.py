"""Whether numbers differ by more than chance: against exact fractions, a published example, and what luck alone gives."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest

from agent_desk.hub.cases import chance


def by_fractions(now: int, before: int, days_now: int, days_before: int) -> float:
    """The same from the definition, without rounding."""
    both, share = now + before, Fraction(days_now, days_now + days_before)
    likely = [comb(both, k) * share**k * (1 - share) ** (both - k) for k in range(both + 1)]
    return float(sum(one for one in likely if one <= likely[now]))


@pytest.mark.parametrize(
    ("now", "before", "days_now", "days_before"),
    [(0, 0, 31, 28), (0, 5, 31, 31), (7, 3, 28, 31), (40, 20, 31, 30), (3, 12, 365, 365), (130, 100, 90, 92)],
)
def test_the_exact_test_is_what_its_definition_says(now: int, before: int, days_now: int, days_before: int) -> None:
    wanted = by_fractions(now, before, days_now, days_before)
    assert chance.p_value(now, before, days_now, days_before) == pytest.approx(wanted, rel=1e-9)


def test_a_published_example() -> None:
    # The example of R's poisson.test: 11 in 800 against 21 in 3011.
    assert chance.p_value(11, 21, 800, 3011) == pytest.approx(0.07967, abs=5e-6)


def test_luck_alone_marks_a_table_no_oftener_than_the_level_says() -> None:
    drawn = np.random.default_rng(20261201)
    tables = 400
    wrongly = 0
    for _ in range(tables):
        now, before = drawn.poisson(12, 40), drawn.poisson(12, 40)
        pairs = list(zip(now.tolist(), before.tolist(), strict=True))
        wrongly += any(one.more_than_chance for one in chance.changes(pairs, 31, 31))
    assert wrongly / tables <= chance.LEVEL + 0.02
    seen = chance.changes([(60, 20), *[(12, 12)] * 39], 31, 31)
    assert seen[0].more_than_chance and not any(one.more_than_chance for one in seen[1:])

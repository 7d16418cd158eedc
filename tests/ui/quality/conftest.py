"""A reviewer at a seat on a real hub, with calls to score."""

import pytest

from tests.fixtures.quality import Centre, centre, items, reviewer_seat, six_calls
from tests.fixtures.seats import Seat

__all__ = ["centre", "items", "reviewer_seat", "six_calls"]


@pytest.fixture
def seat(reviewer_seat: Seat) -> Seat:
    """The first reviewer's."""
    return reviewer_seat


@pytest.fixture(autouse=True)
def _calls_to_score(six_calls: Centre) -> None:
    return

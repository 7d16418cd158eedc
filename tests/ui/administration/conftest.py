"""Pages of the administration are tested at the administrator's seat."""

import pytest

from tests.fixtures.administrator import administrator
from tests.fixtures.seats import Seat

__all__ = ["administrator"]


@pytest.fixture
def seat(administrator: Seat) -> Seat:
    """The administrator's."""
    return administrator

"""The small centre of the tests of quality."""

import pytest

from agent_desk.hub.kit.database import Database
from tests.conftest import Staff
from tests.hub.quality.centre import Centre, make_centre


@pytest.fixture
def centre(database: Database, staff: Staff) -> Centre:
    """Two queues, three agents, two reviewers, one score form; no calls yet."""
    return make_centre(database, staff)

"""What tests of work on the floor share."""

import pytest

from agent_desk.hub.calls import jobs
from agent_desk.hub.kit.house import House
from agent_desk.hub.kit.security import Caller
from tests.conftest import Staff
from tests.hub.floor.working import Floor


@pytest.fixture
def ground(house: House) -> Floor:
    """A floor at 14:40 with nobody on it."""
    jobs.register(house)
    return Floor(house)


@pytest.fixture
def boss(staff: Staff) -> Caller:
    """A supervisor."""
    return staff.caller("boss", "supervisor")

"""What tests of work on the floor share."""

import pytest

from agent_desk.hub.calls.orders import jobs
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.security import Caller
from tests.conftest import Staff
from tests.hub.floor.working import Floor


@pytest.fixture
def ground(hub_context: HubContext) -> Floor:
    """A floor at 14:40 with nobody on it."""
    jobs.register(hub_context)
    return Floor(hub_context)


@pytest.fixture
def boss(staff: Staff) -> Caller:
    """A supervisor."""
    return staff.caller("boss", "supervisor")

"""What journeys lean on: a quiet simulated exchange and a hub that is joined to it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from tests.fixtures.centre import Telephone, register
from tests.fixtures.exchange import running_server


@pytest.fixture
def telephone() -> Iterator[Telephone]:
    """A simulated exchange on which nobody calls but by order."""
    with running_server() as port:
        telephone = Telephone(port)
        yield telephone
        telephone.control.close()


@pytest.fixture
def settings(settings: Settings, telephone: Telephone, database: Database) -> Settings:
    """Settings of a hub that reads the exchange, on a furnished database."""
    register(database)
    return replace(settings, exchange=telephone.url)


@pytest.fixture
def centre(hub: HubThread) -> HubThread:
    """The running hub of the journey."""
    return hub

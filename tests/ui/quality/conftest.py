"""A reviewer at a seat on a real hub, with calls to score."""

import uuid
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from agent_desk.hub.kit.database import Database
from agent_desk.ui.kit import elapsed, theme, words
from tests.conftest import Staff
from tests.hub.quality.centre import Centre, InUnit, given_items, make_centre
from tests.ui.cases.conftest import GoingHub, MakeSeat, Seat, going_hub, make_seat

__all__ = ["going_hub", "make_seat"]


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication) -> Iterator[None]:
    """Light colours, English, the centre's zone."""
    theme.apply(qapp, "light")
    words.install(qapp, "en")
    words.set_zone("Asia/Shanghai")
    yield
    elapsed.set_source(None)


@pytest.fixture
def centre(database: Database, staff: Staff) -> Centre:
    """Two queues, three agents, two reviewers, one score form, six past calls."""
    made = make_centre(database, staff)
    made.calls(6)
    return made


@pytest.fixture
def items(centre: Centre, in_unit: InUnit) -> list[uuid.UUID]:
    """Three calls given to the first reviewer, in their order."""
    return given_items(centre, in_unit)


@pytest.fixture
def seat(centre: Centre, make_seat: MakeSeat, going_hub: GoingHub) -> Seat:
    """The first reviewer's seat."""
    return make_seat(going_hub.url, "quality1")

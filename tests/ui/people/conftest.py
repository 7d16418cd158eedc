"""An administrator's seat on a real hub."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import Disposition, NotReadyReason, Queue
from agent_desk.models.people import Team
from agent_desk.ui.kit import elapsed, theme, words
from tests.ui.cases.conftest import GoingHub, MakeSeat, Seat, going_hub, make_seat

__all__ = ["going_hub", "make_seat"]


@pytest.fixture
def usual_look(qapp: QApplication) -> Iterator[None]:
    """Light colours, English, the centre's zone."""
    theme.apply(qapp, "light")
    words.install(qapp, "en")
    words.set_zone("Asia/Shanghai")
    yield
    elapsed.set_source(None)


@pytest.fixture
def seat(usual_look: None, make_seat: MakeSeat, going_hub: GoingHub, database: Database) -> Seat:
    """The administrator of a centre with one team, two queues, one reason and one topic."""
    with database.write() as db:
        db.add(Team(code="T1", name_zh="一组", name_en="Team 1"))
        db.add_all(
            [Queue(code="card", name_zh="卡", name_en="Cards"), Queue(code="loan", name_zh="贷", name_en="Loans")]
        )
        db.add(NotReadyReason(code="break", name_zh="小休", name_en="Break"))
        db.add(Disposition(code="fee", name_zh="收费", name_en="Fees"))
        db.flush()
        db.add(Disposition(code="fee.sms", parent_code="fee", name_zh="短信费", name_en="SMS fee"))
    return make_seat(going_hub.url, "admin1", "administrator")

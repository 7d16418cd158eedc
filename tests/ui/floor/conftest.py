"""A supervisor's seat on a real hub, and boards on a clock that stands still."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.live import Live, LiveState
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.desk.kit.outbox_file import OutboxFile, outbox_path
from agent_desk.desk.kit.seat_memory import SeatMemory
from agent_desk.desk.kit.sentences import sentence
from agent_desk.desk.kit.session import Session
from agent_desk.desk.kit.settings import DeskSettings
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.notices import RecordedNotices
from tests.conftest import PASSWORD, Staff
from tests.ui.floor.boards import NOW

SignIn = Callable[..., DeskContext]


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication) -> Iterator[None]:
    """Light colours, English, the centre's zone."""
    theme.apply(qapp, "light")
    words.install(qapp, "en")
    words.set_zone("Asia/Shanghai")
    yield
    elapsed.set_source(None)
    words.install(qapp, "en")


@pytest.fixture
def at_two() -> None:
    """It is one second after the made-up boards were made."""
    elapsed.set_source(lambda: NOW + timedelta(seconds=1))


@pytest.fixture
def sign_in(qtbot: QtBot, tmp_path: Path, staff: Staff) -> Iterator[SignIn]:
    """Signs somebody in at a seat of their own, with the live line open."""
    seats: list[DeskContext] = []

    def signed_in(url: str, login: str, *roles: str) -> DeskContext:
        if roles:
            staff.person(login, *roles)
        settings = DeskSettings(hub=url, data_dir=tmp_path / login, seat=f"{login}-seat")
        api = Api(url, connect_timeout_s=1)
        session = Session(api, seat=settings.seat, data_dir=settings.data_dir, memory=SeatMemory)
        person = session.sign_in(login, PASSWORD, takeover=True).person
        outbox = Outbox(api, OutboxFile(outbox_path(settings.data_dir, url, str(person.id))), sentence)
        live = Live(url, clock=api.clock, token=lambda: api.token)
        live.start()
        context = DeskContext(
            api=api,
            live=live,
            outbox=outbox,
            session=session,
            background=Background(),
            settings=settings,
            language=words.language,
            notices=RecordedNotices(),
        )
        seats.append(context)
        elapsed.set_source(context.hub_now)
        qtbot.waitUntil(lambda: live.state is LiveState.LIVE, timeout=10_000)
        return context

    yield signed_in
    for context in seats:
        context.live.stop()
        context.outbox.close()
        context.background.close()
        context.api.close()

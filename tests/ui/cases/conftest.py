"""Seats on a real hub: a context as the shell makes it, with notices that are remembered, and a hub that can go away."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
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
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.notices import RecordedNotices
from tests.conftest import PASSWORD, Staff
from tests.hub.cases.given import terms


@dataclass
class Seat:
    """One signed-in seat. `told` is everything that was said as a notice."""

    context: DeskContext
    told: RecordedNotices = field(default_factory=RecordedNotices)


MakeSeat = Callable[..., Seat]


@dataclass
class GoingHub:
    """A hub that can be stopped and started again at the same address."""

    settings: Settings
    running: HubThread

    @property
    def url(self) -> str:
        return self.running.url

    def stop(self) -> None:
        self.settings = replace(self.settings, port=int(self.url.rsplit(":", 1)[1]))
        self.running.stop()

    def start(self) -> None:
        self.running = HubThread(self.settings).start()


@pytest.fixture
def going_hub(settings: Settings) -> Iterator[GoingHub]:
    """A running hub that a test may stop and start."""
    hub = GoingHub(settings, HubThread(settings).start())
    yield hub
    hub.running.stop()


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication, database: Database) -> Iterator[None]:
    """Light colours, English, the centre's zone, and the lists of the form in the database."""
    theme.apply(qapp, "light")
    words.install(qapp, "en")
    words.set_zone("Asia/Shanghai")
    terms(database)
    yield
    elapsed.set_source(None)


@pytest.fixture
def make_seat(qtbot: QtBot, tmp_path: Path, staff: Staff) -> Iterator[MakeSeat]:
    """Seats that are closed after the test; the same login twice is the same person starting the desk again."""
    open_seats: list[Seat] = []

    def make(url: str, login: str, *roles: str) -> Seat:
        if roles:
            staff.person(login, *roles)
        background = Background()
        settings = DeskSettings(hub=url, data_dir=tmp_path / login, seat=f"{login}-seat")
        api = Api(url, connect_timeout_s=1)
        session = Session(api, seat=settings.seat, data_dir=settings.data_dir, memory=SeatMemory)
        person = session.sign_in(login, PASSWORD, takeover=True).person
        outbox = Outbox(api, OutboxFile(outbox_path(settings.data_dir, url, str(person.id))), sentence)
        live = Live(url, clock=api.clock, token=lambda: api.token)
        live.state_changed.connect(lambda state: outbox.send_now() if state is LiveState.LIVE else None)
        live.start()
        context = DeskContext(
            api=api,
            live=live,
            outbox=outbox,
            session=session,
            background=background,
            settings=settings,
            language=words.language,
        )
        seat = Seat(context)
        context.notices = seat.told
        open_seats.append(seat)
        qtbot.waitUntil(lambda: context.live.state is LiveState.LIVE, timeout=10_000)
        return seat

    yield make
    for seat in open_seats:
        close(seat)


def close(seat: Seat) -> None:
    """The desk ends."""
    seat.context.live.stop()
    seat.context.outbox.close()
    seat.context.background.close()
    seat.context.api.close()

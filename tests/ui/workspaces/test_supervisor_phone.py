"""A supervisor whose telephone is this computer: a real hub, a scripted page, and an exchange that is told by hand."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from agent_desk.desk.calls import listening as calls_listening
from agent_desk.desk.calls.seat_phone import SeatPhone
from agent_desk.hub.exchange.protocol.calls import Ended
from agent_desk.hub.exchange.protocol.recording import Listen, SupervisorJoined, SupervisorLeft
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.recording import Supervision
from agent_desk.schemas.figures.board import AgentRow
from agent_desk.ui.supervising.supervising import Supervising
from agent_desk.ui.workspaces import supervisor_phone
from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace
from tests.fixtures.calls import Story
from tests.fixtures.centre import join, register
from tests.fixtures.desks import open_desk, sign_in
from tests.fixtures.people import Staff
from tests.fixtures.scripted_page import ScriptedPage
from tests.fixtures.softphones import Desks, desks

__all__ = ["desks"]


class Own:
    """The desk, its page, the exchange, and what it tells the hub."""

    def __init__(
        self, qtbot: QtBot, space: SupervisorWorkspace, page: ScriptedPage, story: Story, desks: Desks
    ) -> None:
        self.qtbot, self.space, self.page, self.story, self.desks = qtbot, space, page, story, desks

    def until(self, holds: Callable[[], object], ms: int = 10_000) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=ms)

    @property
    def supervising(self) -> Supervising:
        return self.space.floor.agent_actions.supervising

    def row(self) -> AgentRow:
        self.until(lambda: any(row.state == "talking" for row in self.space.floor.agents.rows()))
        return next(row for row in self.space.floor.agents.rows() if row.state == "talking")

    def asks(self, mode: str = "listen", *, takes: bool = False) -> None:
        """Through the dialog, which wants a reason alone."""
        dialog = self.supervising.ask(self.row(), mode, takes=takes)  # type: ignore[arg-type]
        assert set(dialog.form.values()) == {"why"}
        dialog.form.set_values({"why": "coaching"})
        dialog.action_button.click()

    def registers(self) -> None:
        self.until(lambda: (it := self.space.context.window.lasts(SeatPhone)) is not None and it.phone is not None)
        self.page.says("page")
        self.page.says("line", state="registered")

    def ordered(self) -> Listen:
        """What the hub has told the exchange."""
        self.until(lambda: any(isinstance(one, Listen) for one in self.desks.performed))
        return next(one for one in self.desks.performed if isinstance(one, Listen))

    def joins(self, mode: str = "listen") -> str:
        """The exchange rings, and the supervisor is in."""
        supervision = self.ordered().supervision
        self.page.says("call", state="ringing")
        assert self.page.words()[-1] == "answer", "nobody has to press anything"
        self.page.says("call", state="talking")
        self.story.tell(
            SupervisorJoined(**self.story.head("a"), agent="8001", supervision=supervision, mode=mode)  # type: ignore[arg-type]
        )
        self.until(lambda: self.supervising.watch.now is not None and self.supervising.watch.now.state == "joined")
        return supervision


@pytest.fixture
def own(
    qapp: QApplication,
    qtbot: QtBot,
    hub: HubThread,
    desks: Desks,
    staff: Staff,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Own]:
    """A supervisor with a code, beside an agent in a talk."""
    register(hub.hub_context.database)
    person = staff.person("lin", "agent", agent_code="8001")
    join(staff.database, person, ["account"])
    staff.person("boss", "supervisor", agent_code="8006")
    page = ScriptedPage()
    monkeypatch.setattr(supervisor_phone, "make_phone_page", lambda url, context: page)
    story = Story(hub.hub_context, {"8001": person.id}, at=hub.hub_context.now())
    story.talk("a")
    with open_desk(qapp, hub.url, tmp_path, telephone="computer") as desk:
        yield Own(qtbot, sign_in(qtbot, desk, "boss", SupervisorWorkspace), page, story, desks)
    story.later(1_000).tell(Ended(**story.head("a"), outcome="answered", wait_ms=0))


def test_the_telephone_is_there_when_they_first_listen_and_takes_the_ring_by_itself(own: Own) -> None:
    own.row()
    assert (it := own.space.context.window.lasts(SeatPhone)) is not None and it.phone is None, (
        "nothing is loaded before"
    )
    own.asks()
    own.registers()
    order = own.ordered()
    assert (order.extension, order.agent, order.mode) == ("8006web", "8001", "listen")
    assert own.page.given("register")["uri"] == "sip:8006web@pbx"
    own.joins()
    assert own.page.given("mute")["on"], "who listens only has a closed microphone"
    bar = own.space.floor.supervision
    assert bar.isVisible() and bar.state.text() == "You listen"


def test_who_is_to_be_heard_has_an_open_microphone_and_who_leaves_no_call(own: Own) -> None:
    own.asks()
    own.registers()
    supervision = own.joins()
    own.page.says("muted", on=True)
    own.story.tell(SupervisorJoined(**own.story.head("a"), agent="8001", supervision=supervision, mode="whisper"))
    own.until(lambda: own.page.given("mute") == {"on": False})
    own.story.tell(SupervisorLeft(**own.story.head("a"), supervision=supervision))
    own.until(lambda: own.supervising.watch.now is None)
    assert own.page.words()[-1] == "hang_up"


def test_who_takes_over_is_heard_at_once(own: Own) -> None:
    own.asks(takes=True)
    own.registers()
    assert own.ordered().mode == "listen"
    own.joins()
    assert "mute" not in own.page.words()


def test_a_ring_that_nobody_asked_for_is_not_taken(own: Own) -> None:
    own.asks()
    own.registers()
    supervision = own.joins()
    own.story.tell(SupervisorLeft(**own.story.head("a"), supervision=supervision))
    own.until(lambda: own.supervising.watch.now is None)
    own.page.says("call", state="ended")
    own.page.says("call", state="ringing")
    assert own.page.words()[-1] == "refuse"


def test_a_telephone_that_does_not_come_rings_nowhere(own: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    assert own.space.phone is not None
    own.space.phone.listening._within.setInterval(200)
    own.asks()
    own.until(lambda: (it := own.space.context.window.lasts(SeatPhone)) is not None and it.phone is not None)
    own.page.says("page")
    own.qtbot.wait(400)
    own.page.says("line", state="registered")
    with own.story.hub_context.database.read() as db:
        assert not list(db.scalars(select(Supervision)))
    assert calls_listening.WITHIN_MS > 200


def test_without_a_code_or_a_telephone_at_the_exchange_an_extension_is_asked_for_again(own: Own) -> None:
    own.desks.there = False
    own.asks()
    own.until(lambda: (it := own.space.context.window.lasts(SeatPhone)) is not None and it.none_here)
    dialog = own.supervising.ask(own.row(), "listen")
    dialog.form.set_values({"extension": "8009", "why": "coaching"})
    dialog.action_button.click()
    assert own.ordered().extension == "8009"
    assert uuid.UUID(own.ordered().supervision)

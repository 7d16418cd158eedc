"""An agent whose telephone is this computer: a real hub, a scripted page, and an exchange that is told by hand."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.desk.calls import seat_phone
from agent_desk.desk.calls.seat_phone import NoPhoneHere, SeatPhone
from agent_desk.desk.kit.context import DeskContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.ui.app import Desk
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.workspaces import agent_phone
from agent_desk.ui.workspaces.agent import AgentWorkspace
from tests.fixtures.calls import Story
from tests.fixtures.centre import join, register
from tests.fixtures.desks import open_desk, sign_in
from tests.fixtures.people import Staff
from tests.fixtures.scripted_page import ScriptedPage
from tests.fixtures.softphones import Desks, desks

__all__ = ["desks"]
GRACE_MS = 60


class Own:
    """The desk, its page, and what the exchange tells the hub."""

    def __init__(self, qtbot: QtBot, desk: Desk, page: ScriptedPage, story: Story) -> None:
        self.qtbot, self.desk, self.page, self.story = qtbot, desk, page, story
        self.space = sign_in(qtbot, desk, "lin", AgentWorkspace)

    def until(self, holds: Callable[[], object], ms: int = 10_000) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=ms)

    def registered(self) -> "Own":
        self.until(lambda: (it := self.space.context.window.lasts(SeatPhone)) is not None and it.phone is not None)
        self.page.says("page")
        self.page.says("line", state="registered")
        self.until(lambda: self.state == "not_ready")
        return self

    def ready(self) -> "Own":
        self.space.seat.ready()
        self.until(lambda: self.state == "ready")
        return self

    @property
    def state(self) -> str:
        view = self.space.seat.view
        return view.own.state if view is not None else ""

    @property
    def reason(self) -> str | None:
        view = self.space.seat.view
        return view.own.reason if view is not None else None

    @property
    def shown(self) -> str:
        assert self.desk.shell is not None
        return self.desk.shell.status.phone_text()

    def press(self, name: str) -> None:
        button = next(one for one in self.space.call.findChildren(Button) if one.text() == name)
        self.until(lambda: button.isVisible() and button.isEnabled())
        button.click()

    def told(self) -> list[str]:
        """What stands at the top edge."""
        assert self.desk.shell is not None
        return [
            one.accessibleName() for one in self.desk.shell.findChildren(QWidget) if one.property("role") == "toast"
        ]


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
    register(hub.hub_context.database)
    person = staff.person("lin", "agent", agent_code="8001")
    join(staff.database, person, ["account"])
    page = ScriptedPage()
    monkeypatch.setattr(agent_phone, "make_phone_page", lambda url, context: page)
    monkeypatch.setattr(seat_phone, "GRACE_MS", GRACE_MS)
    monkeypatch.setattr(seat_phone, "AGAIN_MS", 30)
    story = Story(hub.hub_context, {"8001": person.id}, at=hub.hub_context.now())
    with open_desk(qapp, hub.url, tmp_path, telephone="computer") as desk:
        yield Own(qtbot, desk, page, story)
    assert page.closed, "the browser goes with the sign-in"


def test_the_seat_is_taken_with_the_extension_of_the_desk(own: Own, database: Database) -> None:
    own.registered()
    assert own.page.given("register")["uri"] == "sip:8001web@pbx"
    assert own.space.seat.view.own.extension == "8001web"  # type: ignore[union-attr]
    assert own.shown == "Telephone ready"
    assert own.space.phone is not None and own.space.phone.dialog is not None, "the test at the start of the shift"


def test_the_test_of_the_shift_comes_once_a_day(own: Own) -> None:
    own.registered()
    own.space.phone.dialog.done_button.click()  # type: ignore[union-attr]
    own.desk.set_language("zh")
    own.until(lambda: own.desk.shell is not None and own.desk.shell.workspace is not own.space)
    space = own.desk.shell.workspace  # type: ignore[union-attr]
    assert isinstance(space, AgentWorkspace) and space.phone is not None
    own.qtbot.wait(2 * agent_phone.LATER_MS)
    assert space.phone.dialog is None
    assert own.shown == "话机就绪" and own.page.words().count("register") == 1, "the telephone outlives a workspace"


def test_a_dead_microphone_makes_not_ready_with_its_own_reason_and_nobody_ready_again(own: Own) -> None:
    own.registered().ready()
    own.page.says("microphone", works=False, why="ended")
    own.until(lambda: own.state == "not_ready")
    assert own.reason == "device_failure" and own.shown == "No microphone"
    assert any("Plug the headset in" in text for text in own.told())
    own.space.seat.ready()
    own.qtbot.wait(200)
    assert own.state == "not_ready", "it would not be heard"
    own.page.says("microphone", works=True, why="")
    own.until(lambda: own.shown == "Telephone ready")
    own.qtbot.wait(200)
    assert own.state == "not_ready"
    own.ready()


def test_a_line_that_is_back_at_once_changes_nothing(own: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    own.registered().ready()
    own.page.says("line", state="lost")
    own.page.says("line", state="registering")
    own.page.says("line", state="registered")
    own.qtbot.wait(4 * GRACE_MS)
    assert own.state == "ready"


def test_whoever_chose_a_reason_keeps_it(own: Own) -> None:
    own.registered()
    own.space.seat.not_ready("break")
    own.until(lambda: own.reason == "break")
    own.page.says("line", state="lost")
    own.qtbot.wait(4 * GRACE_MS)
    assert own.reason == "break"


def test_a_secret_that_is_refused_is_asked_for_anew(own: Own) -> None:
    own.registered()
    own.page.says("line", state="refused", why="Rejected")
    own.until(lambda: own.page.words().count("register") == 2)
    own.page.says("line", state="registered")
    own.until(lambda: own.shown == "Telephone ready")


def test_the_buttons_of_a_call_press_the_telephone(own: Own, hub: HubThread, desks: Desks) -> None:
    own.registered().ready()
    story = own.story
    story.at = hub.hub_context.now()
    story.tell(story.offered("c1"), story.ringing("c1"))
    own.until(lambda: own.state == "reserved")
    own.press("Answer")
    assert "answer" not in own.page.words(), "the hub was quicker than the exchange"
    own.page.says("call", state="ringing", who="")
    assert own.page.words()[-1] == "answer"
    own.page.says("call", state="talking")
    story.later(50).tell(story.answered("c1"))
    own.until(lambda: own.state == "talking")
    own.press("Hold")
    assert own.page.given("hold") == {"on": True}
    own.page.says("call", state="held")
    story.later(50).tell(story.held("c1"))
    own.until(lambda: own.state == "on_hold")
    own.press("Take back")
    assert own.page.given("hold") == {"on": False}
    own.page.says("call", state="talking")
    story.later(50).tell(story.retrieved("c1", hold_ms=50))
    own.until(lambda: own.state == "talking")
    own.press("Mute")
    assert own.page.given("mute") == {"on": True}
    own.page.says("muted", on=True)
    own.until(lambda: any(type(one).__name__ == "Mute" for one in desks.performed))
    own.qtbot.wait(200)
    assert own.page.given("mute") == {"on": True}, "a view of before does not open the microphone"
    own.space.seat.hang_up()
    assert own.page.words()[-1] == "hang_up"
    assert {type(one).__name__ for one in desks.performed} <= {"SignIn", "SetAvailable", "Mute"}


def test_a_telephone_that_does_not_answer_leaves_the_button(own: Own, hub: HubThread) -> None:
    own.registered().ready()
    own.story.at = hub.hub_context.now()
    own.story.tell(own.story.offered("c1"), own.story.ringing("c1"))
    own.until(lambda: own.state == "reserved")
    own.page.says("call", state="ringing", who="")
    own.press("Answer")
    own.page.says("microphone", works=False, why="NotReadableError")
    answer = next(one for one in own.space.call.findChildren(Button) if one.text() == "Answer")
    own.until(answer.isEnabled)
    assert any("No microphone" in text for text in own.told())


def test_it_does_not_work_is_said_by_the_person_too(own: Own) -> None:
    own.registered().ready()
    dialog = own.space.phone.dialog  # type: ignore[union-attr]
    assert dialog is not None
    dialog.broken.emit()
    own.until(lambda: own.reason == "device_failure")


@pytest.mark.parametrize("why", ["exchange", pytest.param("installation", marks=pytest.mark.expects_log)])
def test_where_there_is_none_the_seat_goes_on_with_a_desk_telephone(
    qapp: QApplication,
    qtbot: QtBot,
    hub: HubThread,
    desks: Desks,
    staff: Staff,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    why: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def none_here(url: str, context: DeskContext) -> Any:
        raise NoPhoneHere(detail="libnss3.so")

    monkeypatch.setattr(agent_phone, "make_phone_page", none_here)
    desks.there = why == "installation"
    register(hub.hub_context.database)
    join(staff.database, staff.person("lin", "agent", agent_code="8001"), ["account"])
    with open_desk(qapp, hub.url, tmp_path, telephone="computer") as desk:
        own = Own(qtbot, desk, ScriptedPage(), SimpleNamespace())  # type: ignore[arg-type]
        own.until(lambda: own.state == "not_ready")
        assert not own.space.seat.view.own.extension and own.shown == ""  # type: ignore[union-attr]
        assert any("desk telephone" in text for text in own.told())
        own.ready()


def test_a_seat_with_a_desk_telephone_asks_for_nothing(
    qapp: QApplication, qtbot: QtBot, hub: HubThread, desks: Desks, staff: Staff, tmp_path: Path
) -> None:
    register(hub.hub_context.database)
    join(staff.database, staff.person("lin", "agent", agent_code="8001"), ["account"])
    with open_desk(qapp, hub.url, tmp_path) as desk:
        own = Own(qtbot, desk, ScriptedPage(), SimpleNamespace())  # type: ignore[arg-type]
        own.until(lambda: own.state == "not_ready")
        assert own.space.phone is None and own.space.context.window.lasts(SeatPhone) is None and own.shown == ""

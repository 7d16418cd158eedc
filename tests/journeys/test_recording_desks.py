"""Recording and listening at real desks: the agent's bar, the supervisor's menu and bar, on a hub and the simulated exchange."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.kit import AuditEntry
from agent_desk.schemas.calls.settings import RECORDING_RULES
from agent_desk.ui.app import Desk
from agent_desk.ui.calls.recording_bar import RecordingBar
from agent_desk.ui.kit.controls import Menu
from agent_desk.ui.workspaces.agent import AgentWorkspace
from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace
from tests.fixtures.centre import QUEUES, Seat, Telephone, join
from tests.fixtures.desks import open_desk, press, sign_in
from tests.fixtures.hub import set_clocks
from tests.fixtures.people import Client, Staff
from tests.journeys.test_recording import settings, telephone

__all__ = ["settings", "telephone"]
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qapp: QApplication, hub: HubThread, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(qapp, hub.url, tmp_path) as opened:
        yield opened


def until(qtbot: QtBot, holds: Callable[[], object], ms: int = 10_000) -> None:
    qtbot.waitUntil(lambda: bool(holds()), timeout=ms)


@pytest.fixture
def space(qtbot: QtBot, desk: Desk, staff: Staff, database: Database, telephone: Telephone) -> AgentWorkspace:
    """An agent's desk, in a recorded call."""
    person = staff.person("a1001", "agent", agent_code="1001", name="林静")
    join(database, person, QUEUES)
    space = sign_in(qtbot, desk, "a1001", AgentWorkspace)
    until(qtbot, lambda: space.seat.view is not None and space.seat.view.own.state == "not_ready")
    assert not space.recording.isVisible(), "nothing to say without a call"
    space.seat.ready()
    until(qtbot, lambda: space.seat.view is not None and space.seat.view.own.state == "ready")
    telephone.call("account")
    until(qtbot, lambda: space.seat.call is not None)
    press(qtbot, space, Qt.Key.Key_F2)
    until(qtbot, lambda: says(space.recording, "Recording"))
    return space


def says(bar: RecordingBar, text: str) -> bool:
    return bar.isVisible() and bar.state.text() == text


def test_an_agent_pauses_the_recording_by_key_and_it_is_clear_that_nothing_is_recorded(
    qtbot: QtBot, space: AgentWorkspace
) -> None:
    bar = space.recording
    assert bar.button.text() == "Pause recording" and bar.button.isVisible()
    press(qtbot, space, Qt.Key.Key_P, CTRL_SHIFT)
    assert not bar.button.isEnabled(), "a second press must not undo the first"
    until(qtbot, lambda: says(bar, "Recording paused"))
    assert bar.property("tone") == "warning"
    assert "Nothing is recorded" in bar.says.text() and ":" in bar.says.text()
    assert bar.button.text() == "Go on recording"
    bar.button.click()
    until(qtbot, lambda: says(bar, "Recording"))
    press(qtbot, space, Qt.Key.Key_F9)
    until(qtbot, lambda: not bar.isVisible())


def test_a_forgotten_pause_ends_at_the_desk_too(
    qtbot: QtBot, space: AgentWorkspace, hub: HubThread, database: Database
) -> None:
    shortest = 10
    with database.write() as db:
        settings_store.seed(db, RECORDING_RULES, {"pause_limit_s": shortest})
    space.recording.button.click()
    until(qtbot, lambda: says(space.recording, "Recording paused"))
    # Nobody waits so long here: the hub's clock goes on by it.
    set_clocks(hub.hub_context, lambda: utc_now() + timedelta(seconds=shortest))
    until(qtbot, lambda: says(space.recording, "Recording"))


def test_the_agent_sees_who_listens_and_a_take_over_ends_the_part(
    qtbot: QtBot, space: AgentWorkspace, hub: HubThread, staff: Staff
) -> None:
    staff.person("boss", "supervisor", name="王班长")
    boss = Client(hub.url)
    assert boss.sign_in("boss").ok
    assert space.seat.view is not None
    person = space.seat.view.own.person_id
    form = {"mode": "whisper", "extension": "8009", "why": "new colleague"}
    made = boss.post(f"/api/calls/agents/{person}/listen", form).json()
    until(qtbot, lambda: "speaks to you" in space.recording._listeners.text())
    assert space.recording._listeners.text().startswith("Boss")
    boss.post(f"/api/calls/supervision/{made['id']}/take-over")
    until(qtbot, lambda: space.seat.view is not None and space.seat.view.own.state == "after_call_work")
    until(qtbot, lambda: not space.recording.isVisible())


@pytest.fixture
def floor(
    qtbot: QtBot, desk: Desk, hub: HubThread, staff: Staff, telephone: Telephone
) -> Iterator[tuple[SupervisorWorkspace, Seat]]:
    """A supervisor's desk, and an agent in a call."""
    seat = Seat.take(hub.url, staff, "lin", "8001")
    seat.ready()
    telephone.call()
    seat.takes(seat.rings())
    staff.person("boss", "supervisor", name="王班长")
    space = sign_in(qtbot, desk, "boss", SupervisorWorkspace)
    until(qtbot, lambda: [row.state for row in space.floor.agents.rows()] == ["talking"])
    yield space, seat
    space.close_down()


def menu_of(space: SupervisorWorkspace) -> dict[str, bool]:
    (row,) = space.floor.agents.rows()
    menu = Menu(space)
    space.floor.agent_actions.supervising.offer(menu, row)
    return {action.text(): action.isEnabled() for action in menu.actions() if action.text()}


def test_a_supervisor_listens_from_the_board_changes_the_mode_and_leaves(
    qtbot: QtBot, floor: tuple[SupervisorWorkspace, Seat], database: Database
) -> None:
    space, seat = floor
    bar, supervising = space.floor.supervision, space.floor.agent_actions.supervising
    assert not bar.isVisible()
    assert menu_of(space) == dict.fromkeys(("Listen …", "Whisper to the agent …", "Barge in …", "Take over …"), True)
    (row,) = space.floor.agents.rows()
    dialog = supervising.ask(row, "listen")
    dialog.action_button.click()
    assert set(dialog.form.errors()) == {"extension", "why"}, "nothing goes without a telephone and a reason"
    dialog.form.set_values({"extension": "trunk", "why": "coaching"})
    dialog.action_button.click()
    assert "extension" in dialog.form.errors()
    dialog.form.set_values({"extension": "8009", "why": "coaching"})
    dialog.action_button.click()
    until(qtbot, lambda: bar.isVisible() and bar.state.text() == "You listen")
    assert bar.note.text() == "the agent sees it" and not any(menu_of(space).values())
    bar.modes.changed.emit("barge")
    until(qtbot, lambda: bar.state.text() == "You are in the call")
    assert seat.get("/seat/recording")["supervisors"][0]["mode"] == "barge"
    bar.leave.click()
    until(qtbot, lambda: not bar.isVisible())
    assert seat.state == "talking"
    with database.read() as db:
        entries = list(db.scalars(select(AuditEntry).where(AuditEntry.action == "floor.supervised")))
        assert [(one.detail["mode"], one.reason) for one in entries] == [("listen", "coaching"), ("barge", "coaching")]
    again = supervising.ask(row, "listen")
    assert again.form.values()["extension"] == "8009", "the seat remembers its telephone"
    again.reject()


def test_a_supervisor_takes_over_and_the_bar_says_so(qtbot: QtBot, floor: tuple[SupervisorWorkspace, Seat]) -> None:
    space, seat = floor
    bar, supervising = space.floor.supervision, space.floor.agent_actions.supervising
    (row,) = space.floor.agents.rows()
    dialog = supervising.ask(row, "listen", takes=True)
    dialog.form.set_values({"extension": "8009", "why": "complaint"})
    dialog.action_button.click()
    until(qtbot, lambda: bar.isVisible() and bar.state.text() == "Taken over")
    assert not bar.take.isVisible() and not bar.modes.isVisible()
    seat.comes_to("after_call_work")
    bar.leave.click()
    until(qtbot, lambda: not bar.isVisible())

"""A supervisor whose telephone is the computer: the whole client, offscreen, in an agent's call at a real Asterisk."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desk.desk.calls.seat_phone import SeatPhone
from agent_desk.ui.supervising.supervising import Supervising
from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace
from tests.fixtures.desks import open_desk, sign_in
from tests.fixtures.hub_process import HubProcess
from tests.fixtures.people import Staff
from tests.pbx.oracle import Oracle
from tests.pbx.own_phone import OwnPhone
from tests.pbx.phones import TalkingCustomer
from tests.pbx.rig import Rig
from tests.pbx.sound import RATE, samples
from tests.pbx.test_supervision import Phones, Seats, customer, in_talk

__all__ = ["customer"]
CODE = "8005"
SAID = 300
"""The made-up microphone beeps; silence is far below."""


class Boss(OwnPhone):
    """A desk with a supervisor signed in."""

    def __init__(self, qtbot: QtBot, space: SupervisorWorkspace) -> None:
        super().__init__(qtbot, space.context)
        self.space = space

    def shown(self) -> str:
        return str(self.supervising.watch.now)

    @property
    def supervising(self) -> Supervising:
        return self.space.floor.agent_actions.supervising

    def asks(self, mode: str) -> None:
        """From the board, through the dialog."""
        self.until(lambda: any(row.state == "talking" for row in self.space.floor.agents.rows()), "agent in a talk")
        row = next(row for row in self.space.floor.agents.rows() if row.state == "talking")
        dialog = self.supervising.ask(row, mode)  # type: ignore[arg-type]
        dialog.form.set_values({"why": "coaching"})
        dialog.action_button.click()

    def says(self, state: str) -> None:
        """The bar over the board."""
        bar = self.space.floor.supervision
        self.until(lambda: bar.isVisible() and bar.state.text() == state, state)

    def hears(self) -> None:
        """Sound comes, and goes."""
        before = self.phone.quality.received if self.phone.quality is not None else 0
        self.until(lambda: self.phone.quality is not None and self.phone.quality.received >= before + 50, "sound")


@pytest.fixture
def boss(
    qapp: QApplication, qtbot: QtBot, hub: HubProcess, staff: Staff, asterisk: Rig, tmp_path: Path
) -> Iterator[Boss]:
    staff.person("floorboss", "supervisor", agent_code=CODE)
    with open_desk(qapp, hub.url, tmp_path, telephone="computer") as desk:
        yield Boss(qtbot, sign_in(qtbot, desk, "floorboss", SupervisorWorkspace))
    asterisk.cli("channel request hangup all")


def test_a_supervisor_listens_whispers_and_takes_over_with_the_headset_alone(
    seat: Seats, phone: Phones, customer: Callable[[], TalkingCustomer], oracle: Oracle, boss: Boss
) -> None:
    caller = customer()
    _, agent, _ = in_talk(seat, phone)
    assert (it := boss.space.context.window.lasts(SeatPhone)) is not None and it.phone is None, "no browser before"
    boss.asks("listen")
    boss.says("You listen")
    boss.hears()
    boss.until(lambda: boss.phone.muted, "closed microphone")
    (seen,) = agent.get("/seat/recording")["supervisors"]
    assert seen["mode"] == "listen"
    bar = boss.space.floor.supervision
    bar.modes.changed.emit("whisper")
    boss.says("The agent hears you")
    boss.until(lambda: not boss.phone.muted, "open microphone")
    boss.supervising.watch.take_over()
    boss.says("Taken over")
    agent.comes_to("after_call_work")
    boss.hears()
    until = time.monotonic() + 3
    boss.until(lambda: time.monotonic() > until, "talk with the customer")
    bar.leave.click()
    boss.until(lambda: not bar.isVisible() and boss.phone.call == "idle", "the end")
    caller.happens("CALL_CLOSED")
    last = samples(caller.heard)[-2 * RATE :]
    assert max(abs(one) for one in last) > SAID, "the customer hears the supervisor"
    ((_, call),) = oracle.agrees(1).items()
    assert (call["outcome"], call["legs"][0]["kind"]) == ("answered", "taken_over")

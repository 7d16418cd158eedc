"""The desk as its own telephone: the whole client, offscreen, with a made-up sound device, at a real Asterisk.

Chromium's own switches give the sound device and let sound flow over the loopback interface; an installation has neither.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desk.desk.calls_phone import Softphone
from agent_desk.ui.app import Desk
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.workspaces.agent import AgentWorkspace
from tests.conftest import Staff
from tests.journeys.centre import join
from tests.journeys.desks import open_desk, sign_in
from tests.journeys.hub_process import HubProcess
from tests.pbx.customers import Sipp
from tests.pbx.oracle import Oracle
from tests.pbx.rig import QUEUES, Rig

os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = "--use-fake-device-for-media-stream --allow-loopback-in-peer-connection"
try:
    import PySide6.QtWebEngineCore  # noqa: F401
except ImportError as fault:
    pytest.skip(f"QtWebEngine cannot be loaded: {fault}", allow_module_level=True)

LONG = 20_000
Calls = Callable[..., Sipp]


class Own:
    """A desk whose telephone is this computer, with an agent signed in."""

    def __init__(self, qtbot: QtBot, desk: Desk, login: str) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.space = sign_in(qtbot, desk, login, AgentWorkspace)
        self.until(lambda: self.status() == "Telephone ready", "the registration")

    def until(self, holds: Callable[[], object], what: str, ms: int = LONG) -> None:
        """Wait for it, the desk alive."""
        try:
            self.qtbot.waitUntil(lambda: bool(holds()), timeout=ms)
        except TimeoutError as late:
            raise AssertionError(f"no {what}: {self.status()}, {self.space.seat.view}") from late

    @property
    def phone(self) -> Softphone:
        telephone = self.space.context.phone
        assert telephone is not None and telephone.phone is not None
        return telephone.phone

    def status(self) -> str:
        """What the status line says about the telephone."""
        return self.desk.shell.status.phone_text() if self.desk.shell is not None else ""

    @property
    def state(self) -> str:
        view = self.space.seat.view
        return view.own.state if view is not None else ""

    def press(self, name: str) -> None:
        """A button of the call, which must be there to be pressed."""
        button = next(one for one in self.space.call.findChildren(Button) if one.text() == name)
        self.until(lambda: button.isVisible() and button.isEnabled(), name)
        button.click()

    def takes(self) -> None:
        """Ready, rung, answered."""
        self.space.seat.ready()
        self.until(lambda: self.state == "reserved", "ring")
        self.press("Answer")
        self.until(lambda: self.state == "talking", "talk")

    def sound(self, packets: int) -> None:
        """That many more packets, each way."""
        before = self.phone.quality
        sent, received = (before.sent, before.received) if before is not None else (0, 0)

        def flows() -> bool:
            now = self.phone.quality
            return now is not None and now.sent >= sent + packets and now.received >= received + packets

        self.until(flows, "sound both ways")


@pytest.fixture
def own(
    qapp: QApplication, qtbot: QtBot, hub: HubProcess, staff: Staff, asterisk: Rig, tmp_path: Path
) -> Iterator[Own]:
    """An agent, 8006, with a desk of their own."""
    login = f"own{tmp_path.name}"[:40]
    code = {"test_a_call": "8006"}.get(tmp_path.name[:11], "8005")
    person = staff.person(login, "agent", agent_code=code)
    join(staff.database, person, QUEUES)
    with open_desk(qapp, hub.url, tmp_path, telephone="computer") as desk:
        own = Own(qtbot, desk, login)
        yield own
        own.phone.hang_up()


def digits_at(rig: Rig) -> str:
    """Which digits Asterisk heard from telephones in desks."""
    log = rig.root / "var/log/asterisk/digits.log"
    lines = log.read_text().splitlines() if log.exists() else []
    return "".join(
        line.partition("DTMF end '")[2][:1] for line in lines if "received on PJSIP/" in line and "web-" in line
    )


def test_a_call_through_the_queue_is_answered_held_and_ended_at_the_desk_itself(
    own: Own, asterisk: Rig, calls: Calls, oracle: Oracle
) -> None:
    dialog = own.space.phone.dialog
    assert dialog is not None, "the test at the start of the shift"
    own.until(lambda: dialog.verdict.text() == "The microphone works.", "voice in the self-test")
    dialog.done_button.click()
    customer = calls("95500", "13800138000")
    own.takes()
    own.sound(100)
    own.until(lambda: own.status() == "Sound good", "the quality")
    own.press("Hold")
    own.until(lambda: own.state == "on_hold", "hold")
    own.press("Take back")
    own.until(lambda: own.state == "talking", "talk after the hold")
    own.sound(50)
    heard = len(digits_at(asterisk))
    own.phone.dtmf("159#")
    own.until(lambda: digits_at(asterisk)[heard:] == "159#", "digits at Asterisk")
    own.press("Mute")
    own.until(lambda: own.phone.muted and own.space.seat.call.muted, "closed microphone")
    own.press("Unmute")
    own.until(lambda: not own.phone.muted and not own.space.seat.call.muted, "open microphone")
    own.press("End call")
    own.until(lambda: own.state == "after_call_work", "the end")
    customer.over()
    (call,) = oracle.agrees(1).values()
    assert call["ended_by"] == "agent" and call["hold_ms"] > 0
    assert own.status() == "Telephone ready"

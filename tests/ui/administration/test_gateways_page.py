"""Gateways at the administrator's seat, by keys: what there is, one switched off, what that would change said before."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.browser_sign_in import Offer, ask_offer
from agent_desk.desk.kit.transport import Transport
from agent_desk.hub.kit.health.round import Rounds
from agent_desk.hub.kit.settings import Settings
from agent_desk.ui.administration.gateways_page import GatewaysPage
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from tests.fixtures.hub import GoingHub
from tests.fixtures.seats import Seat

SECRET = "Nobody-Reads-This-1"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, directory=f"simulated://demo?password={SECRET}")


def test_sign_in_by_the_directory_is_switched_off_by_keys_and_the_list_says_so(
    qtbot: QtBot, seat: Seat, going_hub: GoingHub
) -> None:
    Rounds(going_hub.running.app.state.hub_context, "hub").look(at_once=True)
    desk = AdministratorWorkspace(seat.context)
    qtbot.addWidget(desk)
    desk.resize(1280, 720)
    desk.show()
    page = desk.open_page("gateways")
    assert isinstance(page, GatewaysPage)
    qtbot.waitUntil(lambda: page.model.rowCount() > 0 and page.editor.record is not None, timeout=20_000)

    def shown() -> dict[str, list[str]]:
        columns = range(page.model.columnCount())
        rows = [[str(page.model.index(at, one).data() or "") for one in columns] for at in range(page.model.rowCount())]
        return {row[0]: row[1:] for row in rows}

    address, stand, switched, state, answer = shown()["Directory"]
    assert (address, stand, switched, state) == ("simulated://demo", "Simulated", "On", "Good")
    assert " at " in answer and shown()["OpenID"][1:3] == ["Not set up", ""]
    assert SECRET not in str(shown())

    desk.activateWindow()
    page.focus_home().setFocus()
    tick = page.editor.form.field("directory")
    for _ in range(6):
        if tick.hasFocus() or tick.isAncestorOf(QApplication.focusWidget()):
            break
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert page.editor.form.values()["directory"] is False
    qtbot.waitUntil(
        lambda: any("cannot sign in" in line for line in page.editor.foreseen.text().splitlines()), timeout=20_000
    )
    with qtbot.waitSignal(page.editor.saved, timeout=20_000):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown()["Directory"][2] == "Off", timeout=20_000)

    offer: Offer = ask_offer(Transport(going_hub.url))
    assert offer.off and not offer.directory

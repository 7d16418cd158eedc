"""The people beside the one whose screen is shown sit at seats of their own."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from agent_desk.demo.screenshots.colleagues import Colleague, settings_for
from agent_desk.desk.kit.background import Background
from agent_desk.hub.serve import HubThread
from tests.fixtures.people import PASSWORD, Staff


def test_a_colleague_signs_in_without_a_keyring_and_their_state_is_known(
    qtbot: QtBot, hub: HubThread, staff: Staff, tmp_path: Path
) -> None:
    staff.person("agent8001", "agent", agent_code="8001")
    background = Background()
    colleague = Colleague(settings_for(hub.url, tmp_path), "agent8001", PASSWORD, background)
    qtbot.waitUntil(lambda: colleague.state == "not_ready", timeout=10_000)
    colleague.leave()

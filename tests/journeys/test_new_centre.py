"""A centre from nothing: the first administrator by the command, everything else at the desk, and the first call is answered."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typer.testing import CliRunner

from agent_desk.cli import hub_commands
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from agent_desk.ui.administration.new_person import NewPersonDialog
from agent_desk.ui.administration.people_page import PasswordDialog
from agent_desk.ui.app import Desk
from agent_desk.ui.kit.dialogs import ConfirmDialog
from agent_desk.ui.workspaces.administrator import AdministratorWorkspace
from agent_desk.ui.workspaces.agent import AgentWorkspace
from tests.fixtures.centre import Telephone
from tests.fixtures.desks import open_desk
from tests.fixtures.hand import Hand
from tests.fixtures.hub import AUDIT_KEY, FILE_KEY
from tests.fixtures.new_queue import give_number_and_hours, make_queue, put_in, set_target

OWN = "A-Password-Of-Ones-Own-7"
MOST_CLICKS, MOST_KEYS = 50, 18
"""It took 46 clicks, 14 keys and 232 letters: at 3 s a click and 1 s a key or letter, under seven minutes."""


@pytest.fixture
def settings(database_url: str, telephone: Telephone) -> Settings:
    """A hub on an empty database, joined to the exchange."""
    bare = Settings(database=database_url, port=0, audit_key=AUDIT_KEY, file_key=FILE_KEY)
    return replace(bare, exchange=telephone.url)


@pytest.fixture
def first_administrator(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """The one command: `agent-desk setup administrator`. Gives the one-time password."""

    monkeypatch.setenv("AGENT_DESK_AUDIT_KEY", AUDIT_KEY)

    def made() -> str:
        where = ["--database", database_url, "--data", str(tmp_path / "data"), "--json"]
        offices = ["--office", "security", "--office", "system"]
        given = ["setup", "administrator", "boss", "--name", "管理员", *offices, *where]
        result = CliRunner().invoke(hub_commands(), given)
        assert result.exit_code == 0, result.output
        return str(json.loads(result.stdout)["one_time_password"])

    return made


def first_sign_in(hand: Hand, desk: Desk, login: str, once: str) -> Any:
    """The one-time password, then one of their own; gives the workspace."""
    window = desk.sign_in
    hand.until(window.isVisible)
    hand.write(window.login, login)
    hand.write(window.password, once)
    hand.key(window.password, Qt.Key.Key_Return)
    hand.until(window.new_password.first.isVisible)
    hand.write(window.new_password.first, OWN)
    hand.write(window.new_password.again, OWN)
    hand.key(window.new_password.again, Qt.Key.Key_Return)
    hand.until(lambda: desk.shell is not None and desk.shell.isVisible())
    assert desk.shell is not None
    desk.shell.activateWindow()
    return desk.shell.workspace


def add_agent(hand: Hand, space: AdministratorWorkspace, login: str, agent_code: str) -> str:
    """People: Add, name and role; then a one-time password, which is read off the screen."""
    page = hand.open_page(space, "people")
    hand.click(page.new_button)
    dialog = hand.dialog(NewPersonDialog)
    for field, text in (("login", login), ("name", "林晓"), ("agent_code", agent_code)):
        hand.write(dialog.form.field(field), text)
    tick = dialog.roles.line("agent").tick
    hand.click(tick)
    hand.click(dialog.action_button)
    hand.until(lambda: page.editor.record is not None and page.editor.record.login == login)
    hand.click(page.password_button)
    hand.click(hand.dialog(ConfirmDialog).action_button)
    told = hand.dialog(PasswordDialog)
    once = str(told.shown.text())
    hand.key(told, Qt.Key.Key_Return)
    return once


def test_a_centre_is_made_at_the_desk_and_the_first_call_is_answered(
    qtbot: QtBot,
    qapp: QApplication,
    hub: HubThread,
    telephone: Telephone,
    first_administrator: Callable[[], str],
    tmp_path: Path,
) -> None:
    hand = Hand(qtbot)
    with open_desk(qapp, hub.url, tmp_path / "boss") as desk:
        space = first_sign_in(hand, desk, "boss", first_administrator())
        assert isinstance(space, AdministratorWorkspace)
        once = add_agent(hand, space, "lin", "8001")
        make_queue(hand, space, "retail", "个人业务", "Retail")
        put_in(hand, space, "retail", "8001")
        set_target(hand, space, "retail", 20, 80)
        give_number_and_hours(hand, space, "retail", "95500")
    with open_desk(qapp, hub.url, tmp_path / "lin") as desk:
        agent = first_sign_in(hand, desk, "lin", once)
        assert isinstance(agent, AgentWorkspace)

        def state_is(*states: str) -> None:
            hand.until(lambda: agent.seat.view is not None and agent.seat.view.own.state in states)

        state_is("not_ready")
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        hand.key(agent, Qt.Key.Key_R, both)
        state_is("ready")
        telephone.call("retail", "13800138000", talk_ms=600_000)
        state_is("reserved")
        hand.key(agent, Qt.Key.Key_F2)
        state_is("talking")
    assert hand.clicks <= MOST_CLICKS and hand.keys <= MOST_KEYS, hand.says()

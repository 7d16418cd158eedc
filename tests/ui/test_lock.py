"""A seat that nobody touches locks, what goes on goes on, and the password opens it; the own password changed at the desk."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.live import LiveState
from agent_desk.desk.kit.settings import DeskSettings
from agent_desk.hub.serve import HubThread
from agent_desk.ui import locked
from agent_desk.ui.app import Desk
from agent_desk.ui.kit import words
from agent_desk.ui.shell import Shell
from tests.fixtures.people import PASSWORD, Client, Staff
from tests.fixtures.waiting import patience
from tests.ui.test_app import Bench, sign_in


@pytest.fixture
def shell(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, hub: HubThread, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shell]:
    """The window of a signed-in agent."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    staff.person("lin", "agent")
    settings = DeskSettings(
        hub=hub.url, language="en", theme="light", data_dir=tmp_path, seat="s", file=tmp_path / "s.toml"
    )
    desk = Desk(qapp, settings, {}, open_workspace=lambda _name, context: Bench(context))
    desk.start()
    sign_in(qtbot, desk, "lin")
    qtbot.waitUntil(lambda: desk.shell is not None, timeout=patience(5) * 1000)
    assert desk.shell is not None
    yield desk.shell
    desk._leave()
    desk.sign_in.closed.disconnect()
    desk.sign_in.close()
    desk.background.close()
    desk.sign_in.deleteLater()
    desk.deleteLater()
    words.install(qapp, "en")


def typed(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.clear()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_an_idle_seat_locks_by_itself_after_the_minutes_of_the_setting(
    qtbot: QtBot, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [locked.time.monotonic()]
    monkeypatch.setattr(locked.time, "monotonic", lambda: clock[0])
    assert shell._context.session.lock_after_min == 15
    qtbot.keyClick(shell, Qt.Key.Key_Shift)
    clock[0] += 14 * 60
    shell.idle.look()
    assert not shell.locked
    qtbot.keyClick(shell, Qt.Key.Key_Shift)
    clock[0] += 14 * 60
    shell.idle.look()
    assert not shell.locked, "a hand was at the seat"
    clock[0] += 2 * 60
    shell.idle.look()
    assert shell.locked


def test_a_locked_seat_shows_nothing_and_goes_on(qtbot: QtBot, shell: Shell) -> None:
    live = shell._context.live
    qtbot.waitUntil(lambda: live.state is LiveState.LIVE, timeout=patience(5) * 1000)
    assert shell.workspace is not None and shell.workspace.isVisible()
    dialog = QDialog(shell)
    dialog.open()
    shell.notices.warning("A name that is nobody's business", urgent=True)
    shell.lock()
    assert not shell.workspace.isVisible() and not dialog.isVisible() and not shell.notices.isVisible()
    shell.notices.warning("Another", urgent=True)
    assert not shell.notices.isVisible()
    assert live.state is LiveState.LIVE and shell._context.session.active
    typed(qtbot, shell.locked_page.password, "wrong")
    qtbot.waitUntil(lambda: bool(shell.locked_page.fault.text()), timeout=patience(5) * 1000)
    assert shell.locked and "not right" in shell.locked_page.fault.text()
    typed(qtbot, shell.locked_page.password, PASSWORD)
    qtbot.waitUntil(lambda: not shell.locked, timeout=patience(5) * 1000)
    assert shell.workspace.isVisible() and dialog.isVisible() and shell.notices.isVisible()
    assert shell.locked_page.password.text() == ""
    dialog.close()


def test_guesses_at_a_locked_seat_are_slowed_down(qtbot: QtBot, shell: Shell) -> None:
    shell.lock()
    for at in range(5):
        shell.locked_page.fault.clear()
        typed(qtbot, shell.locked_page.password, f"guess {at}")
        qtbot.waitUntil(lambda: bool(shell.locked_page.fault.text()), timeout=patience(5) * 1000)
    assert "seconds" in shell.locked_page.fault.text()
    typed(qtbot, shell.locked_page.password, PASSWORD)
    qtbot.waitUntil(lambda: shell.locked_page.unlock_button.isEnabled(), timeout=patience(5) * 1000)
    assert shell.locked


def test_the_own_password_is_changed_at_the_desk(qtbot: QtBot, shell: Shell, hub: HubThread) -> None:
    shell.change_own_password()
    dialog = shell.findChild(QDialog)
    assert dialog is not None
    for old, new, again, said in (
        (PASSWORD, "Green-Kettle-42", "Green-Kettle-43", "differ"),
        ("wrong", "Green-Kettle-42", "Green-Kettle-42", "not right"),
        (PASSWORD, "password1234", "password1234", "guessed"),
    ):
        dialog.old.setText(old)
        dialog.new.setText(new)
        dialog.again.setText(again)
        dialog.fault.clear()
        dialog.send()
        qtbot.waitUntil(lambda: bool(dialog.fault.text()), timeout=patience(5) * 1000)
        assert said in dialog.fault.text()
    dialog.new.setText("Green-Kettle-42")
    dialog.again.setText("Green-Kettle-42")
    with qtbot.waitSignal(dialog.accepted, timeout=patience(5) * 1000):
        dialog.send()
    client = Client(hub.url)
    assert client.sign_in("lin", PASSWORD, takeover=True).status_code == 401
    assert client.sign_in("lin", "Green-Kettle-42", takeover=True).ok

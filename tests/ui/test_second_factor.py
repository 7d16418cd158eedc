"""The second factor at the sign-in window, on a real hub: taken into a telephone, asked for, wrong, and the codes shown once."""

import sys
from pathlib import Path

import pyotp
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.settings import DeskSettings
from agent_desk.hub.serve import HubThread
from agent_desk.ui.app import Desk
from agent_desk.ui.kit import words
from agent_desk.ui.own_password import RecoveryCodesDialog
from tests.fixtures.people import Staff
from tests.fixtures.second_factor import require_second_factor
from tests.fixtures.waiting import patience
from tests.ui.test_app import Bench, sign_in


def test_a_role_with_a_second_factor_takes_it_up_at_the_sign_in(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, hub: HubThread, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    staff.person("lin", "agent")
    require_second_factor(hub, "agent")
    settings = DeskSettings(
        hub=hub.url, language="en", theme="light", data_dir=tmp_path, seat="s", file=tmp_path / "s.toml"
    )
    desk = Desk(qapp, settings, {}, open_workspace=lambda _name, context: Bench(context))
    desk.start()
    side = desk.sign_in.code
    try:
        sign_in(qtbot, desk, "lin")
        qtbot.waitUntil(side.isVisible, timeout=patience(5) * 1000)
        assert side.qr.isVisible() and not side.qr.grab().isNull()
        key = side.secret.text().rsplit(" ", 1)[-1]
        side.code.setText("000000")
        side.send_button.click()
        qtbot.waitUntil(lambda: "wrong" in side.told_words.text(), timeout=patience(5) * 1000)
        assert side.qr.isVisible(), "the telephone still needs it"
        side.code.setText(pyotp.TOTP(key).now())
        side.send_button.click()
        qtbot.waitUntil(lambda: desk.shell is not None, timeout=patience(5) * 1000)
        assert desk.shell is not None
        qtbot.waitUntil(lambda: desk.shell.findChild(RecoveryCodesDialog) is not None, timeout=patience(5) * 1000)
        dialog = desk.shell.findChild(RecoveryCodesDialog)
        assert len(dialog.shown.text().split()) == 10
        assert side.code.text() == "" and key not in side.secret.text()
        dialog.accept()
    finally:
        desk._leave()
        desk.sign_in.closed.disconnect()
        desk.sign_in.close()
        desk.background.close()
        desk.sign_in.deleteLater()
        desk.deleteLater()
        words.install(qapp, "en")

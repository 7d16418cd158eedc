"""`agent-desk check LOGIN`: does this seat work? Opens the real desk, signs in as a person would, and says how it went.

For roll-outs and for the packed desk: the password comes on standard input, never on the command line. Exit status 0 when the
workspace was painted, 1 with one sentence otherwise.
"""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from agent_desk.desk.kit.errors import DeskError, SettingsFault
from agent_desk.desk.kit.sentences import fill, sentence
from agent_desk.desk.kit.settings import load_settings
from agent_desk.ui.app import Desk, build_application
from agent_desk.ui.kit import words
from agent_desk.ui.sign_in.sign_in import SignInForm

LIMIT_MS = 60_000


class SeatCheck(QObject):
    """One check. `status` is the exit status when the application has quit."""

    def __init__(self, application: QApplication, desk: Desk, form: SignInForm) -> None:
        super().__init__()
        self._application, self._desk, self._form = application, desk, form
        self._began = time.monotonic()
        self.status = 1
        desk.sign_in.painted.connect(self._sign_in)
        desk.sign_in.refused.connect(self._refused)
        desk.workspace_shown.connect(self._shown)
        self._limit = QTimer(self, singleShot=True, interval=LIMIT_MS)
        self._limit.timeout.connect(self._too_late)
        self._limit.start()

    def _sign_in(self) -> None:
        self._desk.sign_in.painted.disconnect(self._sign_in)
        self._desk.sign_in.ask(self._form)

    def _shown(self, workspace: str) -> None:
        seconds = round(time.monotonic() - self._began, 2)
        said = {
            "signed_in": self._form.login,
            "workspace": workspace,
            "seconds": seconds,
            "hub": self._desk.settings.hub,
        }
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
        self.status = 0
        # One turn of the event loop lets the workspace paint and fetch before the seat is left again.
        QTimer.singleShot(500, self._desk.sign_out)
        QTimer.singleShot(1500, self._application.quit)

    def _refused(self, error: DeskError) -> None:
        sys.stderr.write(sentence(error, words.language(), words.zone()) + "\n")
        self._application.quit()

    def _too_late(self) -> None:
        sys.stderr.write(self.tr("No workspace within {seconds} s.").format(seconds=LIMIT_MS // 1000) + "\n")
        self._application.quit()


def run(login: str) -> int:
    """Check the seat for this person; the process's exit status."""
    application = build_application(["agent-desk"])
    try:
        settings = load_settings()
    except SettingsFault as fault:
        for sentence_id, values in fault.faults:
            sys.stderr.write(fill(sentence_id, values, words.install(application)) + "\n")
        return 2
    password = sys.stdin.readline().rstrip("\n")
    desk = Desk(application, settings, {})
    check = SeatCheck(application, desk, SignInForm(login, password, takeover=True))
    desk.start()
    application.exec()
    desk.dispose()
    return check.status

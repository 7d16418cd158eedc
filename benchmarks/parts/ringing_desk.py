"""One real desk that is rung by a real exchange: signs in, goes ready, notes when each pop is painted. Prints "ready", then JSON."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from agent_desk.desk.kit.settings import DeskSettings
from agent_desk.schemas.calls.records import Pop
from agent_desk.ui.app import Desk, build_application
from agent_desk.ui.sign_in.sign_in import SignInForm
from agent_desk.ui.workspaces.agent import AgentWorkspace
from benchmarks.parts.measured_desk import Paints


class Rung(QObject):
    """Notes the time of the painting after each pop."""

    def __init__(self, application: QApplication, desk: Desk, login: str, password: str, seconds: int) -> None:
        super().__init__()
        self._application, self._desk, self._seconds = application, desk, seconds
        self._painted_at: list[float] = []
        self._waiting = False
        desk.sign_in.painted.connect(lambda: desk.sign_in.ask(SignInForm(login, password)))
        desk.workspace_shown.connect(self._shown)

    def _shown(self, _: str) -> None:
        shell = self._desk.shell
        assert shell is not None and isinstance(shell.workspace, AgentWorkspace)
        self._space = shell.workspace
        self._space.seat.popped.connect(self._popped)
        self._paints = Paints(self._space.candidates.rows)
        self._paints.painted.connect(self._painted)
        QTimer.singleShot(1500, self._space.seat.ready)
        QTimer.singleShot(3000, lambda: print("ready", flush=True))
        QTimer.singleShot(self._seconds * 1000, self._finish)

    def _popped(self, _: Pop) -> None:
        self._waiting = True

    def _painted(self) -> None:
        if self._waiting:
            self._waiting = False
            self._painted_at.append(time.time())

    def _finish(self) -> None:
        print(json.dumps(self._painted_at), flush=True)
        self._application.quit()


def main() -> None:
    """Run until the time is over."""
    hub, login, password, seconds, folder = sys.argv[1:6]
    application = build_application(["bench"])
    settings = DeskSettings(
        hub=hub,
        language="zh",
        theme="light",
        data_dir=Path(folder) / "seat",
        seat="bench",
        file=Path(folder) / "s.toml",
    )
    desk = Desk(application, settings, {})
    rung = Rung(application, desk, login, password, int(seconds))
    desk.start()
    application.exec()
    del rung


if __name__ == "__main__":
    main()

"""The one real board of the floor benchmark (offscreen Qt): notes when each snapshot has been painted. Prints "ready", then JSON."""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from agent_desk.desk.kit.settings import DeskSettings
from agent_desk.schemas.figures.board import Board
from agent_desk.ui.app import Desk, build_application
from agent_desk.ui.sign_in.sign_in import SignInForm
from agent_desk.ui.workspaces.supervisor import SupervisorWorkspace
from benchmarks.parts.measured_desk import Paints


class Watching(QObject):
    """Notes (offered so far, time of the painting) of each snapshot that was shown."""

    ended = Signal()

    def __init__(self, application: QApplication, desk: Desk, login: str, password: str) -> None:
        super().__init__()
        self._application, self._desk = application, desk
        self._offered: int | None = None
        self._seen: list[tuple[int, float]] = []
        self.ended.connect(self._finish)
        desk.sign_in.painted.connect(lambda: desk.sign_in.ask(SignInForm(login, password)))
        desk.workspace_shown.connect(self._shown)

    def _shown(self, _: str) -> None:
        shell = self._desk.shell
        assert shell is not None and isinstance(shell.workspace, SupervisorWorkspace)
        self._floor = shell.workspace.floor
        shell.resize(1440, 900)
        self._floor.board_shown.connect(self._board)
        self._paints = Paints(self._floor.tiles.abandoned)
        self._paints.painted.connect(self._painted)
        print("ready", flush=True)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        sys.stdin.readline()
        self.ended.emit()

    def _board(self, board: Board) -> None:
        self._offered = board.total.offered
        # Painted also where this figure has stayed what it was.
        self._floor.tiles.abandoned.update()

    def _painted(self) -> None:
        if self._offered is not None:
            self._seen.append((self._offered, time.time()))
            self._offered = None

    def _finish(self) -> None:
        print(json.dumps(self._seen), flush=True)
        self._application.quit()


def main() -> None:
    """Run until standard input ends."""
    hub, login, password, folder = sys.argv[1:5]
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
    watching = Watching(application, desk, login, password)
    desk.start()
    application.exec()
    del watching


if __name__ == "__main__":
    main()

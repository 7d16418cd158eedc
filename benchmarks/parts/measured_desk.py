"""The one real desk of the screen-pop benchmark, and the floor measured beside it. Prints one line of JSON."""

from __future__ import annotations

import json
import sys
import time
from itertools import pairwise
from pathlib import Path

import psycopg
import requests
from PySide6.QtCore import QEvent, QObject, QTimer, QUrl, Signal
from PySide6.QtWebSockets import QWebSocket
from PySide6.QtWidgets import QApplication, QLabel

from agent_desk.demo.exchange.adapter import SimulatorControl
from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.live import Change
from agent_desk.desk.kit.settings import DeskSettings
from agent_desk.schemas.calls.records import Pop
from agent_desk.ui.app import Desk, build_application
from agent_desk.ui.sign_in.sign_in import SignInForm
from agent_desk.ui.workspaces.agent import AgentWorkspace
from benchmarks.parts.bare_server import CHANNEL

IDLE_ROUNDS = 40


class Paints(QObject):
    """Says when a widget has been painted: the event loop's next turn after the paint event."""

    painted = Signal()

    def __init__(self, watched: QObject) -> None:
        super().__init__()
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt asks before the paint; a zero timer comes after it."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.painted.emit)
        return False


class Floor(QObject):
    """Commit + NOTIFY, WebSocket, HTTP, bare paint: once per `measure`."""

    done = Signal()

    def __init__(self, bare: str, dsn: str) -> None:
        super().__init__()
        self._url = bare
        self._database = psycopg.connect(dsn)
        self._database.execute("CREATE TABLE IF NOT EXISTS bench_floor (n bigserial)")
        self._database.commit()
        self._http = requests.Session()
        self._background = Background(self)
        self._label = QLabel()
        self._label.resize(400, 80)
        self._label.show()
        self._paints = Paints(self._label)
        self._paints.painted.connect(self._painted)
        self._line = QWebSocket()
        self._line.textMessageReceived.connect(self._heard)
        self._line.open(QUrl(bare.replace("http", "ws") + "/live"))
        self._began = 0.0
        self.values: list[float] = []

    def measure(self) -> None:
        """One way from commit to paint."""
        self._background.run(self, self._commit, lambda _: None)

    def _commit(self) -> None:
        self._began = time.time()
        self._database.execute("INSERT INTO bench_floor DEFAULT VALUES")
        self._database.execute("SELECT pg_notify(%s, '1')", (CHANNEL,))
        self._database.commit()

    def _heard(self, _: str) -> None:
        self._background.run(self, lambda: self._http.get(f"{self._url}/card", timeout=5).json(), self._came)

    def _came(self, card: dict[str, str]) -> None:
        self._label.setText(f"{card['name']} {len(self.values)}")

    def _painted(self) -> None:
        if self._began:
            self.values.append((time.time() - self._began) * 1000)
            self._began = 0.0
            self.done.emit()


class Measured(QObject):
    """Signs the desk in, measures the idle floor, then pops and floor in turn."""

    def __init__(
        self, application: QApplication, desk: Desk, control: SimulatorControl, floor: Floor, seconds: int
    ) -> None:
        super().__init__()
        self._application, self._desk, self._control, self._floor = application, desk, control, floor
        self._seconds = seconds
        self._pops: list[float] = []
        self._told_at = self._popped_at = 0.0
        self._stages: list[tuple[float, float, float]] = []
        self._idle: list[float] = []
        self._waiting: Pop | None = None
        self._number = 0
        desk.sign_in.painted.connect(lambda: desk.sign_in.ask(SignInForm("b000", sys.argv[5])))
        desk.workspace_shown.connect(self._shown)

    def _shown(self, _: str) -> None:
        shell = self._desk.shell
        assert shell is not None and isinstance(shell.workspace, AgentWorkspace)
        self._space = shell.workspace
        self._space.seat.popped.connect(self._popped)
        self._space.context.live.changed.connect(self._told)
        self._paints = Paints(self._space.candidates.rows)
        self._paints.painted.connect(self._painted)
        QTimer.singleShot(1500, self._space.seat.ready)
        self._floor.done.connect(self._idle_round)
        QTimer.singleShot(3000, self._floor.measure)

    def _idle_round(self) -> None:
        if len(self._floor.values) < IDLE_ROUNDS:
            QTimer.singleShot(20, self._floor.measure)
            return
        self._idle, self._floor.values = self._floor.values, []
        self._floor.done.disconnect(self._idle_round)
        self._beat = QTimer(self, interval=1000)
        self._beat.timeout.connect(self._ring)
        self._beat.start()
        QTimer.singleShot(self._seconds * 1000, self._finish)

    def _ring(self) -> None:
        """A caller who gives up soon: rings, pops, goes; the agent is ready again."""
        self._number += 1
        self._control.place_call("urgent", f"199{self._number % 2000:08}", patience_ms=450, talk_ms=1000)
        QTimer.singleShot(650, self._floor.measure)

    def _told(self, change: Change) -> None:
        if change.entity == "agent_state" and change.hint.get("state") == "reserved":
            self._told_at = time.time()

    def _popped(self, pop: Pop) -> None:
        self._waiting, self._popped_at = pop, time.time()

    def _painted(self) -> None:
        if self._waiting is not None and self._waiting.call.rung_at is not None:
            rung_at, now = self._waiting.call.rung_at.timestamp(), time.time()
            self._pops.append((now - rung_at) * 1000)
            marks = (rung_at, self._told_at, self._popped_at, now)
            self._stages.append(tuple((late - early) * 1000 for early, late in pairwise(marks)))  # type: ignore[arg-type]
            self._waiting = None

    def _finish(self) -> None:
        found = {
            "pop_ms": self._pops,
            "floor_ms": self._floor.values,
            "floor_idle_ms": self._idle,
            "stages_ms": self._stages,
        }
        print(json.dumps(found), flush=True)
        self._application.quit()


def main() -> None:
    """Run until the time is over."""
    hub, exchange, bare, dsn, _, seconds, folder = sys.argv[1:8]
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
    floor = Floor(bare, dsn)
    measured = Measured(application, desk, SimulatorControl.from_url(exchange), floor, int(seconds))
    desk.start()
    application.exec()
    del measured


if __name__ == "__main__":
    main()

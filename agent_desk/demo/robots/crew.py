"""All robots of one process, and the hand that steers them: orders on standard input, the book on standard output."""

import logging
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from agent_desk.demo.robots.account import Account
from agent_desk.demo.robots.robot import Robot
from agent_desk.demo.robots.settings import RobotSettings
from agent_desk.desk.kit.background import Background
from agent_desk.desk.kit.settings import DeskSettings

log = logging.getLogger(__name__)
LEAVE_WITHIN_MS = 20_000
MOST_THREADS = 24


class Crew(QObject):
    """Robots side by side in one event loop; their requests run on one pool of threads."""

    ordered = Signal(str)
    """A line of standard input: drain, leave, or go."""

    def __init__(self, settings: RobotSettings, application: QCoreApplication) -> None:
        super().__init__()
        self._application = application
        self.account = Account()
        self._background = Background(self, threads=max(4, min(MOST_THREADS, len(settings.logins))))
        self._settled = self._gone = 0
        self._apart_s = settings.begin_apart_s
        self._signing_out = False
        self._robots = [self._robot(settings, login) for login in settings.logins]
        self.ordered.connect(self._order, Qt.ConnectionType.QueuedConnection)
        for place, robot in enumerate(self._robots):
            QTimer.singleShot(round(place * settings.sign_in_apart_s * 1000), robot, robot.start)

    def _robot(self, settings: RobotSettings, login: str) -> Robot:
        desk = DeskSettings(hub=settings.hub, data_dir=Path(settings.data) / login)
        robot = Robot(settings, desk, login, self._background, self.account, parent=self)
        robot.settled.connect(self._one_settled)
        robot.gone.connect(self._one_gone)
        return robot

    def _one_settled(self) -> None:
        """When all sit, the shift begins; nobody goes ready in the same instant as a colleague."""
        self._settled += 1
        if self._settled == len(self._robots):
            say("ready")
            for place, robot in enumerate(self._robots):
                QTimer.singleShot(round(place * self._apart_s * 1000), robot, robot.begin)

    def _order(self, word: str) -> None:
        if word == "drain":
            for robot in self._robots:
                robot.drain()
        elif word == "leave" and not self._signing_out:
            self._signing_out = True
            QTimer.singleShot(LEAVE_WITHIN_MS, self, self._application.quit)
            for robot in self._robots:
                robot.leave()
        elif word == "go":
            self._end()

    def _one_gone(self) -> None:
        self._gone += 1
        if self._gone == len(self._robots):
            self._end()

    def _end(self) -> None:
        self._background.close()
        self._application.quit()


def say(line: str) -> None:
    """One line for the one who started us; they may be gone."""
    try:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except OSError:
        log.info("nobody listens any more")


def listen(crew: Crew) -> threading.Thread:
    """Pass on the lines of standard input; its end means that whoever started us is gone or has no time: go at once."""

    def read() -> None:
        for line in sys.stdin:
            crew.ordered.emit(line.strip())
        crew.ordered.emit("go")

    thread = threading.Thread(target=read, name="orders", daemon=True)
    thread.start()
    return thread

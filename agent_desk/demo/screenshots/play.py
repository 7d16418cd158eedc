"""One run through the screens in one language: the real desk, and waiting until it shows what is to be photographed."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from agent_desk.demo.screenshots.camera import Camera
from agent_desk.demo.screenshots.errand import Errands
from agent_desk.desk.kit.live import LiveState
from agent_desk.desk.kit.settings import DeskSettings
from agent_desk.ui.app import Desk
from agent_desk.ui.kit import sounds, theme, words
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.shell import Shell
from agent_desk.ui.sign_in.demo import DemoAccount
from agent_desk.ui.sign_in.sign_in import SignInForm

Found = TypeVar("Found")
Space = TypeVar("Space", bound=QWidget)
_WITHIN_S = 60.0
"""Patience, not pace: a machine may have other things to do."""
_REST_MS = 60
_TURN_MS = 10


class SeatWithLoudspeaker(sounds.Player):
    """A seat that can be heard, without a sound: the desk shows what it shows at a seat of a centre."""

    def available(self) -> tuple[bool, str]:
        return True, ""

    def play(self, sound: sounds.Sound, *, loop: bool = False, volume: float = 0.8) -> bool:
        return True

    def stop(self, sound: sounds.Sound) -> None:
        """Nothing plays."""


class Missed(Exception):
    """Something that should have come to the screen did not."""


class Play:
    """The desk of one language. `errands` are run behind the scenes, `camera` takes the pictures."""

    def __init__(
        self,
        application: QApplication,
        errands: Errands,
        camera: Camera,
        cast_: dict[str, Any],
        folder: Path,
        *,
        language: words.Language,
        size: QSize,
    ) -> None:
        self.errands, self.camera, self.cast, self.size = errands, camera, cast_, size
        self._application = application
        self.folder = folder / language
        self.settings = DeskSettings(
            hub=cast_["hub"],
            language=language,
            theme="light",
            data_dir=self.folder,
            seat="A-07",
            file=self.folder / "desk.toml",
        )
        self.desk = Desk(application, self.settings, accounts(cast_))
        self._faults: list[BaseException] = []
        sounds.use(SeatWithLoudspeaker())
        sys.excepthook = lambda _kind, fault, _trace: self._faults.append(fault)

    def check(self) -> None:
        """Raises the first fault that a slot ran into meanwhile: Qt would go on in silence."""
        if self._faults:
            raise self._faults[0]

    # ------------------------------------------------------------------ waiting

    def wait(self, look: Callable[[], Found | None], what: str, within_s: float = _WITHIN_S) -> Found:
        """Go on with events until the answer is true. Raises Missed, which says what did not come."""
        deadline = time.monotonic() + within_s
        while not (found := look()):
            self.check()
            if time.monotonic() > deadline:
                raise Missed(f"{what} did not come within {within_s:.0f} s")
            self._turn()
        return found

    def rest(self, ms: int = _REST_MS) -> None:
        """Until nothing is under way, and nothing has been for a moment."""
        quiet_since = time.monotonic()
        deadline = quiet_since + _WITHIN_S
        while time.monotonic() - quiet_since < ms / 1000:
            self._turn()
            if self.desk.background.busy and time.monotonic() < deadline:
                quiet_since = time.monotonic()

    def _turn(self) -> None:
        self._application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _TURN_MS)
        time.sleep(0.002)

    # ------------------------------------------------------------------ the desk

    @property
    def shell(self) -> Shell:
        """The main window. Raises Missed when nobody is signed in."""
        if self.desk.shell is None:
            raise Missed("the main window")
        return self.desk.shell

    def open(self) -> None:
        """The sign-in window, at the size of the pictures."""
        self.desk.sign_in.resize(self.size)
        self.desk.start()
        self.wait(lambda: self.desk.core is not None, "the sign-in window")

    def sign_in(self, login: str, kind: type[Space]) -> Space:
        """Sign in, taking the seat over if need be, and give the workspace."""
        _bury()
        self.desk.sign_in.ask(SignInForm(login, self.cast["password"], takeover=True))
        self.wait(lambda: self.desk.shell is not None and self.desk.shell.isVisible(), f"the workspace of {login}")
        self.shell.resize(self.size)
        self.shell.activateWindow()
        space = self.shell.workspace
        if not isinstance(space, kind):
            raise Missed(f"{kind.__name__} for {login}")
        self.wait(lambda: self.desk.context is not None and self.desk.context.live.heard_at, "the live line")
        return space

    def sign_out(self) -> None:
        """Back to the sign-in window."""
        self.desk.sign_out()
        self.rest()
        self.desk.sign_in.resize(self.size)

    def shoot(self, name: str, *, away: bool = False) -> None:
        """A picture of the main window. `away`: it is to show that the hub is."""
        if not away and self.camera.wants(name):
            self.wait(lambda: self.desk.context and self.desk.context.live.state is LiveState.LIVE, "the live line")
        self.camera.shoot(name, self.shell)

    def press(
        self,
        widget: QWidget,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        text: str = "",
    ) -> None:
        """A key as the widget gets it; shortcuts of the window are called by their own functions instead."""
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            self._application.sendEvent(widget, QKeyEvent(kind, key, modifiers, text))

    def close(self) -> None:
        """Take the desk down."""
        theme.apply(self._application, "light")
        self.desk._leave()
        self.desk.sign_in.closed.disconnect()
        self.desk.sign_in.close()
        self.desk.background.close()
        self.desk.sign_in.deleteLater()
        self.desk.deleteLater()
        self._application.processEvents()
        _bury()


def _bury() -> None:
    """Let go what is to be deleted later: no event loop runs here that would do it, and dead windows answer to keys."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def accounts(cast_: dict[str, Any]) -> dict[str, DemoAccount]:
    """Return the tiles of the sign-in window."""
    found = {}
    for role, held in (
        ("agent", "agents"),
        ("supervisor", "supervisors"),
        ("complaint_handler", "handlers"),
        ("reviewer", "reviewers"),
        ("knowledge_editor", "editors"),
        ("system_administrator", "administrators"),
        ("security_administrator", "security"),
        ("auditor", "auditors"),
    ):
        one = cast_[held][0]
        found[role] = DemoAccount(role, one["login"], cast_["password"], one["name"], one["name_en"])
    return found


def as_kind(widget: QWidget | None, kind: type[Space]) -> Space:
    """Return the widget, known to be of this kind."""
    if not isinstance(widget, kind):
        raise Missed(kind.__name__)
    return widget


def close_dialogs(stage: Play) -> None:
    """Away with every dialog on the screen."""
    for dialog in stage.shell.findChildren(Dialog):
        if dialog.isVisible():
            dialog.reject()
    stage.rest()


def corner(widget: QWidget) -> QPoint:
    """Return the lower left corner on the screen, for a menu."""
    return widget.mapToGlobal(QPoint(0, widget.height()))

"""Real desks for journeys: the whole client, offscreen, on a running hub."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.settings import DeskSettings, TelephoneKind
from agent_desk.ui.app import Desk
from agent_desk.ui.kit import elapsed, words
from agent_desk.ui.shell import Shell
from agent_desk.ui.sign_in.sign_in import SignInForm
from tests.conftest import PASSWORD

Space = TypeVar("Space", bound=QWidget)


@contextmanager
def open_desk(
    qapp: QApplication,
    hub: str,
    folder: Path,
    *,
    language: words.Language = "en",
    telephone: TelephoneKind = "desk",
    ca_file: Path | None = None,
) -> Iterator[Desk]:
    """A desk with its sign-in window shown; everything is taken down after."""
    settings = DeskSettings(
        hub=hub,
        language=language,
        theme="light",
        data_dir=folder / "seat",
        seat="seat",
        file=folder / "seat.toml",
        telephone=telephone,
        ca_file=ca_file,
    )
    desk = Desk(qapp, settings, {})
    desk.start()
    try:
        yield desk
    finally:
        desk._leave()
        desk.sign_in.closed.disconnect()
        desk.sign_in.close()
        desk.background.close()
        desk.sign_in.deleteLater()
        desk.deleteLater()
        elapsed.set_source(None)
        words.install(qapp, "en")


def sign_in(qtbot: QtBot, desk: Desk, login: str, kind: Callable[..., Space]) -> Space:
    """Sign in and give the workspace."""
    desk.sign_in.ask(SignInForm(login, PASSWORD, takeover=True))
    qtbot.waitUntil(lambda: desk.shell is not None and desk.shell.isVisible(), timeout=15_000)
    workspace = cast(Shell, desk.shell).workspace
    assert isinstance(workspace, kind)  # type: ignore[arg-type]
    return workspace


def context_of(desk: Desk) -> DeskContext:
    """What the panels of this desk were handed."""
    assert desk.context is not None
    return desk.context


def press(
    qtbot: QtBot, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """A key, as the window gets it: shortcuts included."""
    qtbot.keyClick(widget, key, modifier)

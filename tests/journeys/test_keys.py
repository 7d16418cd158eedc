"""Every page of every workspace by keys alone, and every dialog that a button of theirs opens: after each key it is known what has
the focus, and never is it something that is covered, hidden or of another task.

Pages and dialogs are found by pressing what there is to press. What nothing here opens (it needs a call, say) stands in
tests/fixtures/every_panel.py; a new dialog that neither finds fails the test.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QFileDialog, QRadioButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import agent_desk
from agent_desk.hub.kit.settings import Settings
from agent_desk.ui import workspaces
from agent_desk.ui.kit import focus
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.shell import Shell
from agent_desk.ui.workspaces.agent import REST_MS
from tests.fixtures.every_panel import Stand, stand
from tests.fixtures.hub import AUDIT_KEY
from tests.fixtures.keyboard import Keyboard, bring_to_front, close_what_opened, keyboard, name_of, panel_of, said

pytestmark = pytest.mark.long

__all__ = ["keyboard", "stand"]

UI = Path(agent_desk.__file__).parent / "ui"


@pytest.fixture
def settings(database_url: str) -> Settings:
    """A hub without an exchange: calls by keys are in test_keys_in_calls.py."""
    return Settings(database=database_url, port=0, audit_key=AUDIT_KEY)


@pytest.fixture
def shell(qtbot: QtBot, stand: Stand, tmp_path: Path) -> Iterator[Shell]:
    """The window of somebody who holds every role."""
    focus.keep()
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = Shell(stand.seat.context, list(workspaces.WORKSPACES), workspaces.open_workspace, memory)
    stand.windows.append(made)
    made.resize(1440, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made


def at_rest(stand: Stand, window: QWidget) -> None:
    """What is in sight is filled, and nothing is asked of the hub."""

    def rests() -> bool:
        shown = [one for one in window.findChildren(FeedPanel) if one.isVisible()]
        return not stand.seat.context.background.busy and all(one.showing() != "loading" for one in shown)

    stand.qtbot.waitUntil(rests, timeout=20_000)


class Walk:
    """Presses everything on the pages of one workspace that opens something, and closes it again."""

    def __init__(self, stand: Stand, shell: Shell, keyboard: Keyboard) -> None:
        self.stand, self.shell, self.keyboard = stand, shell, keyboard
        self.opened: dict[str, int] = {}

    def page(self) -> None:
        """The page in sight."""
        at_rest(self.stand, self.shell)
        self.shell.notices.hold(True)
        space = self.shell.workspace
        assert space is not None
        stops = self.keyboard.judge_window(self.shell, own=space)
        pressed: set[tuple[str, str]] = set()
        for stop in stops:
            if not isValid(stop) or not space.isAncestorOf(stop) or not isinstance(stop, QAbstractButton):
                continue
            kind = (type(panel_of(stop)).__name__, name_of(stop))
            if kind in pressed or isinstance(stop, QCheckBox | QRadioButton) or stop.isCheckable():
                continue
            pressed.add(kind)
            if self.keyboard.reach(stop):
                self.press(stop)

    def press(self, button: QAbstractButton) -> None:
        """Press it, look at what it opens, and come back from there."""
        keyboard, panel = self.keyboard, panel_of(button)
        before = {one for one in self.shell.findChildren(QWidget) if one.isVisible()}
        what = said(button)
        keyboard.press("Return")
        at_rest(self.stand, self.shell)
        over = QApplication.activeWindow()
        if QApplication.activePopupWidget() is None and over is not None and over is not self.shell:
            self.dialog(over)
        close_what_opened(keyboard, self.shell)
        at_rest(self.stand, self.shell)
        keyboard.look(f"Enter on {what}, and Esc")
        now = QApplication.focusWidget()
        if now is None or now is button or not now.isVisible() or focus.rests():
            return
        elsewhere = now in before and isValid(panel) and not panel.isAncestorOf(now) and panel.isVisible()
        if elsewhere and panel_of(now) is not panel:
            keyboard.faults.append(f"{what} sent the focus into another task, to {said(now)}")

    def dialog(self, window: QWidget) -> None:
        """A dialog that was opened."""
        if isinstance(window, QFileDialog):
            return  # The system's own at a seat; only here, where there is no system's, Qt draws one.
        name = type(window).__name__
        self.opened[name] = self.opened.get(name, 0) + 1
        if isinstance(window, QFileDialog):
            # The system's own at a seat, with the keys that people know from there.
            return
        at_rest(self.stand, window)
        self.keyboard.look(f"opening {name}")
        if self.opened[name] == 1:
            self.keyboard.judge_window(window)


def turned_by_keys(keyboard: Keyboard, shell: Shell, stand: Stand) -> Iterator[None]:
    """Each page of the workspace in sight, turned to as a person does: by the tree, by a switch, by nothing where there is one page."""
    space: Any = shell.workspace
    tree, switch = getattr(space, "tree", None), getattr(space, "pages", None)
    if tree is not None:
        assert keyboard.reach(tree), keyboard.told()
        for _ in range(len(space.entries)):
            yield
            assert keyboard.reach(tree), keyboard.told()
            keyboard.press("Down")
            at_rest(stand, shell)
    elif switch is not None:
        buttons = switch.findChildren(QAbstractButton)
        for at in range(len(buttons)):
            # Of choices that exclude each other Tab comes to the one in force, and the arrows walk on.
            assert keyboard.reach(buttons[max(0, at - 1)]), keyboard.told()
            if at:
                keyboard.press("Right")
            assert buttons[at].isChecked(), keyboard.told()
            yield
    else:
        yield


def kinds_of_dialogs() -> set[str]:
    """Every class of a dialog that the desk opens, forms apart: those are walked in tests/ui/kit/pages/test_every_form.py.

    A class that is only there to be derived from is opened nowhere.
    """
    bases: dict[str, set[str]] = {}
    made: set[str] = set()
    for file in UI.rglob("*.py"):
        for one in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(one, ast.ClassDef):
                bases[one.name] = {base.id for base in one.bases if isinstance(base, ast.Name)}
            elif isinstance(one, ast.Call) and isinstance(one.func, ast.Name):
                made.add(one.func.id)
    found = {"Dialog"}
    while more := {name for name, of in bases.items() if of & found and name != "FormDialog"} - found:
        found |= more
    only_derived_from = set().union(*bases.values()) - made
    return found - only_derived_from - {"Dialog"}


def test_every_page_and_dialog_is_worked_by_keys_alone(stand: Stand, shell: Shell, keyboard: Keyboard) -> None:
    walk = Walk(stand, shell, keyboard)
    for name in workspaces.WORKSPACES:
        shell.open_workspace(name)
        stand.qtbot.wait(REST_MS)
        bring_to_front()
        for _ in turned_by_keys(keyboard, shell, stand):
            walk.page()
    shell.hide()
    for more in stand.more():
        more()
        window = stand.windows[-1]
        window.activateWindow()
        stand.qtbot.waitUntil(window.isActiveWindow)
        at_rest(stand, window)
        keyboard.press("Tab", judge=False)
        keyboard.judge_window(window)
        walk.opened.setdefault(type(window).__name__, 1)
        window.close()
    assert not keyboard.faults, keyboard.told()
    left_out = kinds_of_dialogs() - walk.opened.keys()
    assert not left_out, f"opened nowhere in this journey: {sorted(left_out)}"

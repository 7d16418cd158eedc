"""A call comes first: whatever lies over the agent's window, F2 answers, and what was typed there is kept."""

import ast
import collections.abc
import importlib
import inspect
import pkgutil
import types
import typing
import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import agent_desk.ui
from agent_desk.desk.calls.phone import Softphone
from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.cases.kinds.definition import Kind
from agent_desk.schemas.kit.table import Cell, TableRow
from agent_desk.schemas.reports.sheet import SheetRow
from agent_desk.ui.kit import files, shortcuts
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.call_first import CallFirst
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.dialogs import ConfirmDialog, Dialog
from agent_desk.ui.kit.notices import RecordedNotices
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.shown_once import ShownOnce
from agent_desk.ui.own_password import OwnPasswordDialog
from tests.fixtures.kinds import small_kind
from tests.fixtures.scripted_page import ScriptedPage
from tests.ui.kit.pages.test_every_form import FORMS, NOW, World, made, world

__all__ = ["world"]
UI = Path(agent_desk.ui.__file__).parent
RAW = {"QDialog", "QMessageBox", "QInputDialog", "QFileDialog", "QProgressDialog", "QWizard", "QColorDialog"}
"""Windows of Qt's own that would swallow the call's keys, or wait for an answer."""


class Desk(QWidget):
    """A window with a telephone: F2 answers, F3 holds; what is pressed is remembered."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[str] = []
        column = QVBoxLayout(self)
        self.answer = Button("Answer")
        self.field = QLineEdit()
        self.choice = Choice([(1, "one"), (2, "two")])
        for widget in (self.answer, self.field, self.choice):
            column.addWidget(widget)
        shortcuts.bind(self.answer, "call.answer", lambda: self.pressed.append("F2"))
        self.first = CallFirst(self, shortcuts.press_call_key)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made_desk = Desk()
    qtbot.addWidget(made_desk)
    made_desk.show()
    made_desk.activateWindow()
    qtbot.waitUntil(made_desk.isActiveWindow)
    yield made_desk


def dialog_classes() -> list[type[Dialog]]:
    """Every dialog of the product, of areas to come too."""
    for module in pkgutil.walk_packages(agent_desk.ui.__path__, "agent_desk.ui."):
        if not module.name.endswith(("phone_page",)):
            importlib.import_module(module.name)
    found: list[type[Dialog]] = []
    waiting: list[type[Dialog]] = [Dialog]
    while waiting:
        for one in waiting.pop().__subclasses__():
            if one.__module__.startswith("agent_desk.ui") and one not in found:
                found.append(one)
                waiting.append(one)
    return sorted(found, key=lambda one: one.__name__)


_forms: dict[type[QWidget], str] = {}
"""Forms of the other walk by the class of their widget: found once, since each of them takes a while to build."""


def build(kind: type[Dialog], world: World, desk: Desk) -> Dialog:
    """A dialog of a class, made of the least that its signature asks for."""
    if not _forms:
        _forms.update({type(world.form(name).widget): name for name in FORMS})
    if kind in _forms:
        widget = world.form(_forms[kind]).widget
        assert isinstance(widget, Dialog)
        widget.setParent(desk, widget.windowFlags())
        return widget
    dialog = least(kind, world, desk)
    assert isinstance(dialog, Dialog)
    if dialog.parentWidget() is None:
        dialog.setParent(desk, dialog.windowFlags())
    return dialog


def least(kind: type[Any], world: World, desk: Desk) -> Any:
    """One of a class, made of the least that its signature asks for."""
    hints = typing.get_type_hints(kind.__init__)
    given: dict[str, Any] = {}
    for name, parameter in list(inspect.signature(kind.__init__).parameters.items())[1:]:
        if name == "parent":
            given[name] = desk
        elif parameter.default is inspect.Parameter.empty and parameter.kind not in (
            parameter.VAR_POSITIONAL,
            parameter.VAR_KEYWORD,
        ):
            given[name] = value(hints[name], world, desk)
    return kind(**given)


def value(wanted: Any, world: World, desk: Desk) -> Any:
    """The least value of a type."""
    origin = typing.get_origin(wanted)
    if origin is typing.Union or origin is types.UnionType:
        return None
    if origin is Literal:
        return typing.get_args(wanted)[0]
    if origin is collections.abc.Callable:
        return lambda *_args, **_more: None
    if (
        isinstance(origin, type)
        and issubclass(origin, Sequence)
        and typing.get_origin(typing.get_args(wanted)[0]) is tuple
    ):
        # Rows of a table that is compared: one alone is compared with nothing.
        return [tuple(value(one, world, desk) for one in typing.get_args(typing.get_args(wanted)[0]))] * 2
    if isinstance(origin, type):
        return {} if issubclass(origin, Mapping) else []
    if wanted is DeskContext:
        return world.context
    if wanted is Kind:
        return small_kind()
    if wanted is Softphone:
        return Softphone(ScriptedPage())
    if isinstance(wanted, type) and issubclass(wanted, TableRow):
        return made(wanted, cells=[made(Cell)], **({"of": "centre"} if wanted is SheetRow else {}))
    if issubclass(wanted, BaseModel):
        return made(wanted)
    if wanted is QWidget:
        return QWidget()
    simple: dict[Any, Any] = {
        str: "x",
        int: 1,
        bool: True,
        uuid.UUID: uuid.UUID(int=7),
        datetime: NOW,
        date: NOW.date(),
    }
    return simple[wanted] if wanted in simple else least(wanted, world, desk)


KINDS = [one for one in dialog_classes() if one not in (FormDialog,)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_dialog_says_who_rings_and_lets_f2_answer(qtbot: QtBot, world: World, desk: Desk, kind: Any) -> None:
    dialog = build(kind, world, desk)
    dialog.show()
    desk.first.ring("138****8000 · Cards")
    assert dialog.ring_strip is not None and dialog.ring_strip.isVisibleTo(dialog)
    assert "138****8000" in dialog.ring_strip.words.text()
    at = dialog.focusWidget() or dialog
    qtbot.keyClick(at, Qt.Key.Key_F2)
    assert desk.pressed == ["F2"], "the key was swallowed"
    dialog.ring_strip.answer_button.click()
    assert desk.pressed == ["F2", "F2"], "the button answers for whoever has the mouse"
    desk.first.hush()
    assert not dialog.ring_strip.isVisibleTo(dialog) and dialog.isVisible()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_dialog_steps_aside_for_the_answer_or_keeps_what_would_be_lost(
    qtbot: QtBot, world: World, desk: Desk, kind: Any
) -> None:
    dialog = build(kind, world, desk)
    stays = not dialog.may_go()
    dialog.show()
    desk.first.ring("138****8000 · Cards")
    desk.first.answer()
    assert (isValid(dialog) and dialog.isVisible()) == stays
    if stays:
        assert issubclass(kind, ShownOnce)


class Raw(QDialog):
    """A planted dialog that knows nothing of calls."""


def test_a_planted_dialog_of_qts_own_swallows_nothing_either(qtbot: QtBot, desk: Desk) -> None:
    dialog = Raw(desk)
    dialog.setModal(True)
    button = QPushButton("x", dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(button, Qt.Key.Key_F2)
    assert desk.pressed == ["F2"]
    dialog.close()


def raw_windows(source: str) -> set[str]:
    """Windows of Qt's own that a module makes or derives from."""
    tree = ast.parse(source)
    names = {one.func.id for one in ast.walk(tree) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)}
    for one in ast.walk(tree):
        if isinstance(one, ast.ClassDef):
            names |= {base.id for base in one.bases if isinstance(base, ast.Name)}
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute) and isinstance(one.func.value, ast.Name):
            names.add(one.func.value.id)
    return names & RAW


def test_no_area_has_a_dialog_of_its_own_kind() -> None:
    found = {
        str(path.relative_to(UI)): raw
        for path in UI.rglob("*.py")
        if "kit" not in path.relative_to(UI).parts and (raw := raw_windows(path.read_text("utf-8")))
    }
    assert found == {}, "use Dialog, FormDialog or ui/kit/files.py"
    assert raw_windows("QFileDialog.getSaveFileName(x)\nclass Mine(QDialog): ...") == {"QFileDialog", "QDialog"}


def window_key(desk: Desk) -> None:
    """F2 as the system gives it, while a list or menu is open: to the window that has the keyboard."""
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_F2)


def test_a_list_that_dropped_down_and_a_menu_let_the_key_through_and_close(qtbot: QtBot, desk: Desk) -> None:
    desk.first.set_call(True)
    qtbot.waitUntil(lambda: desk.first.everywhere)
    desk.choice.showPopup()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    window_key(desk)
    assert desk.pressed == ["F2"]
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    menu = QMenu(desk)
    menu.addAction("x")
    menu.popup(desk.mapToGlobal(desk.rect().center()))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is menu)
    window_key(desk)
    assert desk.pressed == ["F2", "F2"]
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_nothing_is_looked_at_while_nobody_calls_and_nothing_lies_over(qtbot: QtBot, desk: Desk) -> None:
    assert not desk.first.everywhere
    desk.first.ring("138****8000")
    assert not desk.first.everywhere, "who calls is painted first"
    qtbot.waitUntil(lambda: desk.first.everywhere)
    desk.first.hush()
    assert not desk.first.everywhere
    dialog = ConfirmDialog("x", "x", "x", parent=desk)
    dialog.show()
    assert desk.first.everywhere
    dialog.reject()
    qtbot.waitUntil(lambda: not desk.first.everywhere)


def test_in_its_own_window_a_key_counts_once(qtbot: QtBot, desk: Desk) -> None:
    qtbot.keyClick(desk.field, Qt.Key.Key_F2)
    assert desk.pressed == ["F2"]


def test_a_key_that_cannot_be_used_now_does_nothing_from_a_dialog(qtbot: QtBot, desk: Desk) -> None:
    dialog = ConfirmDialog("x", "x", "x", parent=desk)
    dialog.show()
    desk.answer.setEnabled(False)
    qtbot.keyClick(dialog, Qt.Key.Key_F2)
    assert desk.pressed == []


def test_a_window_of_somebody_else_answers_no_call_here(qtbot: QtBot, desk: Desk) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    qtbot.keyClick(other, Qt.Key.Key_F2)
    assert desk.pressed == []


def test_a_form_that_was_put_away_goes_on_with_what_was_typed(qtbot: QtBot, world: World, desk: Desk) -> None:
    told = world.context.window.notices = RecordedNotices()
    widget = world.form("a_new_report")
    dialog = widget.widget
    assert isinstance(dialog, FormDialog)
    dialog.setParent(desk, dialog.windowFlags())
    dialog.show()
    widget.type()
    desk.first.ring("138****8000")
    desk.first.answer()
    assert not dialog.isVisible() and "What you typed is kept" in told.texts()[-1]
    again = world.form("a_new_report")
    assert again.drafted.values["name"] == "mine"


def test_a_password_that_was_typed_stays_while_the_call_is_answered(qtbot: QtBot, world: World, desk: Desk) -> None:
    dialog = OwnPasswordDialog(world.context, desk)
    dialog.show()
    dialog.old.setText("half a password")
    desk.first.ring("138****8000")
    qtbot.keyClick(dialog.old, Qt.Key.Key_F2)
    desk.first.answer()
    assert desk.pressed == ["F2"] and dialog.isVisible()
    assert dialog.old.text() == "half a password", "passwords are no drafts: what is typed stays where it is"
    dialog.old.clear()
    desk.first.ring("138****8000")
    desk.first.answer()
    assert not isValid(dialog) or not dialog.isVisible()


def test_a_file_dialog_goes_when_it_rings_and_keeps_the_name(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    def ask() -> QFileDialog:
        made_dialog = files.ask_where_to_save(desk, "Save", tmp_path / "a.xlsx", "Workbook (*.xlsx)", chosen.append)
        qtbot.waitUntil(made_dialog.isVisible)
        return made_dialog

    chosen: list[Path] = []
    dialog = ask()
    dialog.selectFile(str(tmp_path / "mine.xlsx"))
    desk.first.ring("138****8000")
    qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())
    again = ask()
    assert [Path(one).name for one in again.selectedFiles()] == ["mine.xlsx"] and chosen == []
    again.reject()


def test_nobody_keeps_a_dialog_alive_after_it_is_gone(qtbot: QtBot, desk: Desk) -> None:
    dialog = ConfirmDialog("x", "x", "x", parent=desk)
    gone: list[QObject | None] = []
    dialog.destroyed.connect(lambda: gone.append(None))
    dialog.show()
    dialog.reject()
    qtbot.waitUntil(lambda: len(gone) == 1)
    desk.first.ring("138****8000")
    desk.first.hush()

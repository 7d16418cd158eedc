"""Nothing is shown before it has its place: it would flash as a window of its own."""

import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import agent_desk
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button

UI = Path(agent_desk.__file__).parent / "ui"


def shown_while_made(source: str) -> list[int]:
    """Lines of constructors that show something at once; what may not be placed yet is to `theme.appear`."""
    return [
        call.lineno
        for made in ast.walk(ast.parse(source))
        if isinstance(made, ast.FunctionDef) and made.name == "__init__"
        for call in ast.walk(made)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and (call.func.attr == "show" or (call.func.attr == "setVisible" and ast.unparse(call.args[0]) != "False"))
    ]


def test_no_constructor_shows_what_may_not_be_placed() -> None:
    found = {str(file.relative_to(UI)): shown_while_made(file.read_text(encoding="utf-8")) for file in UI.rglob("*.py")}
    assert not {name: lines for name, lines in found.items() if lines}


def test_one_that_does_is_found() -> None:
    source = "class A:\n    def __init__(self):\n        self.button.setVisible(may('x'))\n        self.other.setVisible(False)\n"
    assert shown_while_made(source) == [3]


@pytest.mark.parametrize("wanted", [True, False])
def test_what_appears_does_so_in_its_place(qtbot: QtBot, wanted: bool) -> None:
    window, button = QWidget(), Button("Call-backs")
    qtbot.addWidget(window)
    theme.appear(button, wanted)
    assert not button.isVisible(), "nowhere yet"
    QHBoxLayout(window).addWidget(button)
    window.show()
    qtbot.waitUntil(lambda: button.isVisible() is wanted)
    theme.appear(button, not wanted)
    assert button.isVisible() is not wanted

"""What is built late stands where the eye sees it, also for Tab."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.ui.kit import tab_order
from agent_desk.ui.kit.placeholders import StateStack


def _page(*names: str) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for name in names:
        field = QLineEdit()
        field.setObjectName(name)
        column.addWidget(field)
    return page


def _walked(window: QWidget, steps: int) -> list[str]:
    said = []
    for _ in range(steps):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        focused = window.focusWidget()
        said.append(focused.objectName() if focused is not None else "")
    return said


def test_a_late_page_comes_after_its_neighbour_and_before_the_rest(qtbot: QtBot) -> None:
    window, first, last = QWidget(), _page("a", "b"), _page("e")
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for page in (first, last):
        column.addWidget(page)
    window.show()
    window.activateWindow()
    late = _page("c", "d")
    column.insertWidget(1, late)
    tab_order.come_after(first, late)
    qtbot.waitUntil(late.isVisible)
    first.findChild(QLineEdit).setFocus()
    assert _walked(window, 5) == ["b", "c", "d", "e", "a"]


def test_try_again_is_reached_where_the_content_would_be(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    stack = StateStack(_page("content"))
    for page in (_page("above"), stack, _page("below")):
        column.addWidget(page)
    window.show()
    window.activateWindow()
    stack.show_error("The hub does not answer.", lambda: None)
    window.findChild(QLineEdit, "above").setFocus()
    assert stack.showing() == "error"
    walked = _walked(window, 2)
    assert walked[1] == "below" and walked[0] not in ("above", "below", "content")

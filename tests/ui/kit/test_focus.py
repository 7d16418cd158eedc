"""The keyboard stays in its task: what vanishes, is switched off or covered does not send it into another one."""

import gc
import weakref
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.ui.kit import focus, shortcuts
from agent_desk.ui.kit.controls import Button, Card, SearchField
from agent_desk.ui.kit.covers import Cover, Overlay, Pages
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.scrolled import ScrollArea
from tests.fixtures.keyboard import Keyboard, keyboard

__all__ = ["keyboard"]


class Panel(Card):
    """A card with a field, which is its home, and two buttons."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.field, self.one, self.two = QLineEdit(), Button(f"{name} 1"), Button(f"{name} 2")
        self.field.setAccessibleName(f"{name} field")
        for widget in (self.field, self.one, self.two):
            self.add(widget)

    def focus_home(self) -> QWidget:
        return self.field


@pytest.fixture
def window(qtbot: QtBot, usual_look: None) -> QWidget:
    """A window with two panels beside each other, A and B."""
    focus.keep()
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 500)
    column = QVBoxLayout(made)
    made.a, made.b = Panel("A"), Panel("B")  # type: ignore[attr-defined]
    for panel in (made.a, made.b):  # type: ignore[attr-defined]
        column.addWidget(panel)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def at() -> QWidget | None:
    return QApplication.focusWidget()


def test_a_button_that_vanishes_or_is_switched_off_leaves_the_focus_in_its_panel(window: Any) -> None:
    for gone in (lambda: window.a.two.hide(), lambda: window.a.one.setEnabled(False)):
        (window.a.two if window.a.two.isVisible() else window.a.one).setFocus()
        gone()
        assert at() is window.a.field


def test_a_panel_whose_fields_are_switched_off_keeps_the_focus_itself(window: Any) -> None:
    window.a.field.setFocus()
    for widget in (window.a.field, window.a.one, window.a.two):
        widget.setEnabled(False)
    assert at() is window.a and focus.rests()


def test_a_panel_switched_off_as_a_whole_does_not_hand_the_focus_to_its_neighbour(window: Any) -> None:
    window.a.field.setFocus()
    window.a.setEnabled(False)
    assert at() is window


def test_a_control_that_is_destroyed_leaves_the_focus_in_its_panel(qtbot: QtBot, window: Any) -> None:
    window.a.two.setFocus()
    window.a.two.deleteLater()
    qtbot.waitUntil(lambda: at() is window.a.field)


def test_a_window_that_is_closed_for_good_is_let_go(qtbot: QtBot, window: Any) -> None:
    other = QWidget()
    column, panels = QVBoxLayout(other), [Panel("C"), Panel("D")]
    for panel in panels:
        column.addWidget(panel)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    panels[0].two.setFocus()
    focus.enter(panels[1], lambda: None)
    gone = [weakref.ref(panel) for panel in panels]
    other.deleteLater()
    del other, panels, panel, column
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [one() for one in gone] == [None, None]


def test_a_page_that_takes_anothers_place_does_not_press_its_first_button_next(qtbot: QtBot, window: Any) -> None:
    pages = Pages()
    plain = Card("plain")
    plain.add(Button("Call-backs"))
    pages.addWidget(window.b)
    pages.addWidget(plain)
    window.layout().addWidget(pages)
    QApplication.processEvents()
    window.b.one.setFocus()
    pages.setCurrentWidget(plain)
    assert at() is plain, "the page itself, on which no key does anything"
    plain.setFocus()
    pages.setCurrentWidget(window.b)
    assert at() is window.b.field, "a page with a home is gone to"


def test_a_task_gives_the_focus_back_to_where_it_was_entered_from(window: Any) -> None:
    pages = Pages()
    pages.addWidget(QWidget())
    pages.addWidget(window.b)
    window.layout().addWidget(pages)
    QApplication.processEvents()
    window.a.one.setFocus()
    focus.enter(window.b, lambda: pages.setCurrentWidget(window.b))
    assert at() is window.b.field
    pages.setCurrentIndex(0)
    assert at() is window.a.one


def test_where_it_was_entered_from_is_gone_the_panel_around_it_has_the_focus(window: Any) -> None:
    window.a.one.setFocus()
    focus.enter(window.b, lambda: None)
    window.a.one.hide()
    window.b.hide()
    assert at() is window.a.field


def test_a_person_who_has_gone_elsewhere_is_not_fetched_back(window: Any) -> None:
    window.a.one.setFocus()
    focus.enter(window.b, lambda: None)
    window.a.two.setFocus()
    window.b.hide()
    assert at() is window.a.two


def test_what_vanished_behind_a_dialog_does_not_get_the_keys_of_something_else(qtbot: QtBot, window: Any) -> None:
    window.a.two.setFocus()
    dialog = Dialog("Over it", parent=window)
    dialog.add_cancel()
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    window.a.two.hide()
    dialog.reject()
    # As a window manager does: what was behind it is in front, and not any other window of the program.
    window.activateWindow()
    qtbot.waitUntil(lambda: at() is window.a.field)


def test_what_is_covered_takes_no_key(window: Any, keyboard: Keyboard) -> None:
    cover = Cover(window, window.b)
    window.b.setGeometry(window.rect())
    window.b.raise_()
    cover.lay()
    window.b.field.setFocus()
    assert set(keyboard.walk()) == {window.b.field, window.b.one, window.b.two}
    assert not keyboard.faults
    cover.lift()
    assert window.a.isEnabled() and window.a.field in keyboard.walk()


def test_a_panel_over_others_keeps_tab_closes_with_esc_and_gives_the_focus_back(
    qtbot: QtBot, window: Any, keyboard: Keyboard
) -> None:
    over = Overlay(window)
    column = QVBoxLayout(over)
    field, button = SearchField(), Button("Find")
    for widget in (field, button):
        column.addWidget(widget)
    over.setGeometry(20, 20, 300, 120)
    window.a.field.setFocus()
    over.open_now()
    keyboard.press("Tab")
    assert set(keyboard.walk()) == {field, button} == set(keyboard.walk("Shift+Tab"))
    assert keyboard.reach(field)
    keyboard.type("wang")
    keyboard.press("Esc")
    assert over.isHidden() and at() is window.a.field, "once: not first to clear the field"
    over.open_now()
    window.b.field.setFocus()
    assert over.isHidden() and at() is window.b.field, "left for another task, it does not stay over it"


def test_a_key_of_a_page_works_wherever_the_page_is_shown_and_of_two_the_one_with_the_focus_answers(
    window: Any, keyboard: Keyboard
) -> None:
    for name in ("a", "b"):
        shortcuts.register(shortcuts.Action(f"test.focus.{name}", "Ctrl+Alt+F7", "Save", "Test", page=True))
    heard: list[str] = []
    shortcuts.bind(window.a, "test.focus.a", lambda: heard.append("a"))
    window.b.field.setFocus()
    keyboard.press("Ctrl+Alt+F7")
    shortcuts.bind(window.b, "test.focus.b", lambda: heard.append("b"))
    keyboard.press("Ctrl+Alt+F7")
    window.a.field.setFocus()
    keyboard.press("Ctrl+Alt+F7", "Ctrl+Alt+F7")
    window.setFocus()
    keyboard.press("Ctrl+Alt+F7")
    window.a.hide()
    keyboard.press("Ctrl+Alt+F7")
    assert heard == ["a", "b", "a", "a", "a", "b"]


def test_only_esc_may_belong_to_a_panel_alone() -> None:
    with pytest.raises(ValueError, match="wherever"):
        shortcuts.register(shortcuts.Action("test.focus.inside", "Ctrl+Alt+F8", "Save", "Test", inside=True))


def test_enter_presses_the_button_with_the_focus(window: Any, keyboard: Keyboard) -> None:
    pressed: list[bool] = []
    window.a.one.clicked.connect(lambda: pressed.append(True))
    window.a.one.setFocus()
    keyboard.press("Return", "Enter", "Space")
    assert len(pressed) == 3


def test_a_control_that_is_scrolled_away_comes_into_sight_with_the_focus(window: Any, keyboard: Keyboard) -> None:
    area, inside = ScrollArea(), QWidget()
    column = QVBoxLayout(inside)
    for at in range(30):
        column.addWidget(Button(f"row {at}"))
    area.setWidget(inside)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    window.layout().addWidget(area)
    QApplication.processEvents()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    window.b.two.setFocus()
    first = keyboard.press("Tab")
    assert first is not None and first.accessibleName() == "row 0" and not keyboard.faults, keyboard.told()


# -- the walk itself ---------------------------------------------------------------------------------------------------


def test_the_walk_finds_nothing_where_all_is_well(window: Any, keyboard: Keyboard) -> None:
    keyboard.judge_window(window)
    assert not keyboard.faults, keyboard.told()


def test_the_walk_finds_a_covered_control(window: Any, keyboard: Keyboard) -> None:
    over = Card("Over it", parent=window)
    over.setGeometry(window.rect())
    over.show()
    keyboard.judge_window(window)
    assert any(fault.endswith('"A 1" in Panel has the focus and is covered') for fault in keyboard.faults), (
        keyboard.told()
    )


def test_the_walk_finds_an_action_that_loses_the_focus(window: Any, keyboard: Keyboard) -> None:
    window.a.one.clicked.connect(window.a.one.clearFocus)
    assert keyboard.reach(window.a.one)
    keyboard.press("Space")
    assert keyboard.faults == ["after Space: nothing has the focus"]


def test_the_walk_finds_a_key_that_is_local_to_its_panel(window: Any, keyboard: Keyboard) -> None:
    key = QShortcut(QKeySequence("Ctrl+N"), window.b)
    key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    keyboard.judge_window(window)
    assert any(fault.startswith("Ctrl+N does not work while") for fault in keyboard.faults), keyboard.told()


def test_the_walk_finds_a_control_without_a_name(window: Any, keyboard: Keyboard) -> None:
    window.b.add(SearchField())
    window.b.field.setAccessibleName("")
    keyboard.judge_window(window)
    assert 'no name: QLineEdit "" in Panel' in keyboard.faults, keyboard.told()


def test_the_walk_finds_a_button_that_does_not_take_enter(window: Any, keyboard: Keyboard) -> None:
    plain = QPushButton("Add")
    window.b.add(plain)
    keyboard.judge_window(window)
    assert 'Enter does nothing: QPushButton "Add" in Panel' in keyboard.faults, keyboard.told()

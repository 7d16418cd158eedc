"""Small widgets, as an agent meets them."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.ui.kit import elapsed, states, theme
from agent_desk.ui.kit.controls import Badge, Button, ElapsedLabel, IconButton, SearchField, StateStack, Target, Tile

NOON = datetime(2025, 11, 13, 4, 0, tzinfo=UTC)


class Clock:
    """A clock the test moves."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    made = Clock()
    elapsed.set_source(made)
    return made


def test_a_wait_counts_up_on_the_hubs_clock(qtbot: QtBot, clock: Clock) -> None:
    elapsed.set_offset(timedelta(seconds=30))
    try:
        label = ElapsedLabel(NOON + timedelta(seconds=26))
        qtbot.addWidget(label)
        assert label.text() == "0:04"
        label.show()
        clock.at += timedelta(seconds=57)
        qtbot.waitUntil(lambda: label.text() == "1:01", timeout=2000)
        clock.at += timedelta(hours=1)
        qtbot.waitUntil(lambda: label.text() == "1:01:01", timeout=2000)
    finally:
        elapsed.set_offset(timedelta())


def test_a_long_wait_turns_to_a_warning_and_then_to_bad(qtbot: QtBot, clock: Clock) -> None:
    label = ElapsedLabel(NOON, warn_after_ms=20_000, bad_after_ms=60_000)
    qtbot.addWidget(label)
    tones = []
    for seconds in (19, 20, 60):
        clock.at = NOON + timedelta(seconds=seconds)
        tones.append(label.tone())
    assert tones == ["", "warning", "bad"]


def test_nothing_ticks_while_no_label_is_on_screen(qtbot: QtBot, clock: Clock) -> None:
    label = ElapsedLabel(NOON)
    qtbot.addWidget(label)
    label.show()
    assert elapsed.ticker().running()
    label.hide()
    assert not elapsed.ticker().running()


def test_a_button_names_its_key(qtbot: QtBot) -> None:
    answer = Button("Answer", kind="good", icon="phone", shortcut="F2")
    done = IconButton("check", "Done", shortcut="Ctrl+Return")
    for button in (answer, done):
        qtbot.addWidget(button)
    assert answer.toolTip() == "Answer (F2)"
    assert done.toolTip().endswith("(Ctrl+Enter)") or "⌘" in done.toolTip()
    assert done.accessibleName() == "Done"


def test_a_click_on_a_button_leaves_the_cursor_in_the_half_typed_note(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    note, hold = QLineEdit(), Button("Hold")
    layout.addWidget(note)
    layout.addWidget(hold)
    window.show()
    window.activateWindow()
    note.setFocus()
    qtbot.waitUntil(note.hasFocus)
    with qtbot.waitSignal(hold.clicked):
        qtbot.mouseClick(hold, Qt.MouseButton.LeftButton)
    assert note.hasFocus()


@pytest.mark.parametrize(("share", "tone"), [(0.80, "good"), (0.79, "warning"), (0.76, "bad")])
def test_a_tile_judges_its_figure_by_the_target(qtbot: QtBot, share: float, tone: str) -> None:
    tile = Tile("Service level", window="today", unit="%", target=Target(0.8, "target ≥ 80 %", near=0.03))
    qtbot.addWidget(tile)
    tile.set_figure(f"{share * 100:.0f}", share)
    assert tile.tone() == tone
    assert tile.accessibleName().startswith("Service level · today, ") and "target ≥ 80 %" in tile.accessibleName()


def test_a_tile_opens_its_calls_by_mouse_and_by_key(qtbot: QtBot) -> None:
    tile = Tile("Waiting", window="now", clickable=True)
    qtbot.addWidget(tile)
    tile.show()
    with qtbot.waitSignal(tile.clicked):
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(tile.clicked):
        qtbot.keyClick(tile, Qt.Key.Key_Return)


def test_search_waits_for_a_pause_and_asks_once(qtbot: QtBot) -> None:
    field = SearchField(delay_ms=30)
    qtbot.addWidget(field)
    asked: list[str] = []
    field.searched.connect(asked.append)
    qtbot.keyClicks(field, "card")
    qtbot.waitUntil(lambda: bool(asked), timeout=2000)
    assert asked == ["card"]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert asked == ["card", ""]


def test_enter_in_the_search_field_does_not_wait(qtbot: QtBot) -> None:
    field = SearchField(delay_ms=60_000)
    qtbot.addWidget(field)
    asked: list[str] = []
    field.searched.connect(asked.append)
    qtbot.keyClicks(field, "lost")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert asked == ["lost"]


def test_a_panel_shows_one_state_at_a_time_and_keeps_stale_content_in_sight(qtbot: QtBot) -> None:
    stack = StateStack(QWidget())
    qtbot.addWidget(stack)
    stack.show()
    seen = []
    retried: list[bool] = []
    stack.show_loading()
    seen.append(stack.showing())
    stack.show_error("The hub does not answer.", lambda: retried.append(True))
    seen.append(stack.showing())
    stack.show_content()
    stack.set_stale(datetime(2025, 11, 13, 6, 2, 11, tzinfo=UTC))
    seen.append(stack.showing())
    assert seen == ["loading", "error", "content"]
    assert stack.stale.text() == "As of 14:02:11, reconnecting"
    assert stack.stale.isVisible()
    stack.set_stale(None)
    assert not stack.stale.isVisible()


def test_try_again_tries_again(qtbot: QtBot) -> None:
    stack = StateStack(QWidget())
    qtbot.addWidget(stack)
    retried: list[bool] = []
    stack.show_error("The hub does not answer.", lambda: retried.append(True))
    stack.show()
    qtbot.mouseClick(stack.error.findChild(Button), Qt.MouseButton.LeftButton)
    assert retried == [True]


def test_a_state_is_told_in_a_word_with_its_reason(qtbot: QtBot) -> None:
    pill = states.StatePill()
    qtbot.addWidget(pill)
    pill.set_state("not_ready", "Training", since_at=NOON)
    assert pill.text() == "Not ready · Training"
    assert pill.accessibleName() == "Not ready · Training"


def test_a_count_of_none_hides_the_badge(qtbot: QtBot, qapp: QApplication) -> None:
    badge = Badge()
    qtbot.addWidget(badge)
    badge.set_count(120)
    assert (badge.text(), badge.isHidden()) == ("99+", False)
    badge.set_count(0)
    assert badge.isHidden()


def test_a_figure_is_blank_until_there_is_room_for_all_of_it(qtbot: QtBot) -> None:
    """Half a number is another number: "3" for 30 in the first moment after the sign-in."""
    figure = theme.label("5:17", "figure")
    qtbot.addWidget(figure)
    figure.resize(12, 40)
    figure.show()
    ground = figure.grab().toImage().pixelColor(1, 1)

    def inked() -> bool:
        image = figure.grab().toImage()
        return any(image.pixelColor(x, y) != ground for x in range(image.width()) for y in range(image.height()))

    assert not inked()
    figure.resize(figure.sizeHint())
    assert inked()

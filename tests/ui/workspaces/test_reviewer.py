"""A reviewer's work from the list to the results, by keyboard alone."""

import uuid
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.ui.workspaces.reviewer import ReviewerWorkspace
from tests.fixtures.seats import Seat

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot, reviewer_seat: Seat, items: list[uuid.UUID]) -> Iterator[ReviewerWorkspace]:
    """The workspace in a window of 1366 by 768."""
    made = ReviewerWorkspace(reviewer_seat.context)
    qtbot.addWidget(made)
    made.resize(1366, 680)
    made.show()
    qtbot.waitUntil(lambda: len(made.work_list.model.items()) == 3, timeout=10_000)
    yield made
    made.close_down()


def key(
    qtbot: QtBot, desk: QWidget, wanted: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """A key where the cursor is."""
    qtbot.keyClick(QApplication.focusWidget() or desk, wanted, modifier)


def opened(qtbot: QtBot, desk: ReviewerWorkspace, item_id: uuid.UUID) -> None:
    qtbot.waitUntil(lambda: desk.card.work.item_id == item_id and desk.facts.item is not None, timeout=10_000)


def test_a_call_is_scored_by_keyboard_alone(
    qtbot: QtBot, desk: ReviewerWorkspace, reviewer_seat: Seat, items: list[uuid.UUID]
) -> None:
    key(qtbot, desk, Qt.Key.Key_Down, ALT)
    opened(qtbot, desk, items[0])
    for row in desk.card.rows:
        wanted = {"points": Qt.Key.Key_4, "yesno": Qt.Key.Key_Y, "fatal": Qt.Key.Key_N}[row.question.kind]
        key(qtbot, desk, wanted)
    assert desk.card.score.text() == "82.0"
    qtbot.keyClicks(desk.card.comment.editor, "Good")
    with qtbot.waitSignal(desk.card.submitted, timeout=10_000):
        key(qtbot, desk, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: [one.id for one in desk.work_list.model.items()] == items[1:], timeout=10_000)
    assert "submitted" in reviewer_seat.told.texts()[-1]
    key(qtbot, desk, Qt.Key.Key_Down, ALT)
    opened(qtbot, desk, items[1])
    key(qtbot, desk, Qt.Key.Key_3, CONTROL)
    qtbot.waitUntil(lambda: desk.results.models["agent"].rowCount() == 1, timeout=10_000)
    (row,) = desk.results.models["agent"].records()
    assert (row.reviews, row.mean) == (1, 82.0)
    qtbot.waitUntil(lambda: desk.results.review_model.rowCount() == 1, timeout=10_000)
    desk.results.reviews.selectRow(0)
    desk.results.reviews.setFocus()
    key(qtbot, desk, Qt.Key.Key_Return)
    opened(qtbot, desk, items[0])
    assert "final" in desk.card.told_words.text()


def test_half_a_review_survives_turning_away_and_the_end_of_the_workspace(
    qtbot: QtBot, desk: ReviewerWorkspace, reviewer_seat: Seat, items: list[uuid.UUID]
) -> None:
    desk.open_item(items[0])
    opened(qtbot, desk, items[0])
    key(qtbot, desk, Qt.Key.Key_Y)
    key(qtbot, desk, Qt.Key.Key_3)
    desk.open_item(items[2])
    opened(qtbot, desk, items[2])
    key(qtbot, desk, Qt.Key.Key_N)
    desk.close_down()
    again = ReviewerWorkspace(reviewer_seat.context)
    qtbot.addWidget(again)
    again.show()
    for item_id, answers in ((items[0], {"greeting": True, "verification": 3}), (items[2], {"greeting": False})):
        again.open_item(item_id)
        opened(qtbot, again, item_id)
        assert again.card.work.form.answers == answers
    again.close_down()


def test_walking_the_list_opens_nothing_and_enter_does(
    qtbot: QtBot, desk: ReviewerWorkspace, items: list[uuid.UUID]
) -> None:
    key(qtbot, desk, Qt.Key.Key_Left, ALT)
    assert desk.work_list.list.hasFocus()
    key(qtbot, desk, Qt.Key.Key_Down)
    assert desk.card.work.item_id is None
    key(qtbot, desk, Qt.Key.Key_Return)
    opened(qtbot, desk, items[1])


def test_the_samples_page_shows_seed_and_criteria(qtbot: QtBot, desk: ReviewerWorkspace) -> None:
    key(qtbot, desk, Qt.Key.Key_2, CONTROL)
    qtbot.waitUntil(lambda: desk.samples.detail_states.showing() == "content", timeout=10_000)
    (sample,) = desk.samples.model.records()
    assert (sample.seed, sample.items) == (7, 3)
    with qtbot.waitSignal(desk.samples.again_wanted) as told:
        qtbot.mouseClick(desk.samples.again, Qt.MouseButton.LeftButton)
    assert told.args[0].id == sample.id

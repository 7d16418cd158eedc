"""The score card as a reviewer uses it: by keys, with a running score, and nothing submitted with gaps."""

import uuid

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_desk.desk.quality import operations
from agent_desk.schemas.quality.records import ReviewForm
from agent_desk.ui.quality.score_card import ScoreCard
from tests.fixtures.hub import GoingHub
from tests.fixtures.quality import FULL
from tests.fixtures.seats import Seat

KEYS = {0: Qt.Key.Key_0, 3: Qt.Key.Key_3, 4: Qt.Key.Key_4, 5: Qt.Key.Key_5}


@pytest.fixture
def card(qtbot: QtBot, seat: Seat, items: list[uuid.UUID]) -> ScoreCard:
    """The card of the first call, on the screen."""
    made = ScoreCard(seat.context)
    qtbot.addWidget(made)
    made.resize(440, 760)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=5_000)
    made.show_item(operations.item(seat.context.api, items[0]))
    return made


def focused(card: ScoreCard) -> str:
    """The code of the question with the cursor."""
    return next((row.question.code for row in card.rows if row.hasFocus()), "")


def press(qtbot: QtBot, card: ScoreCard, *keys: Qt.Key) -> None:
    """Keys where the cursor is."""
    for key in keys:
        row = next(row for row in card.rows if row.hasFocus())
        qtbot.keyClick(row, key)


def test_keys_answer_and_move_on(qtbot: QtBot, card: ScoreCard) -> None:
    assert focused(card) == "greeting"
    press(qtbot, card, Qt.Key.Key_Y, Qt.Key.Key_4, Qt.Key.Key_3)
    assert focused(card) == "probing"
    assert card.work.form.answers == {"greeting": True, "verification": 4, "listening": 3}
    # (5 x 5 + 10 x 4 + 8 x 3) / (23 x 5)
    assert card.score.text() == "77.4"
    press(qtbot, card, Qt.Key.Key_Minus)
    assert card.work.form.answers["probing"] == "na"
    press(qtbot, card, Qt.Key.Key_Up, Qt.Key.Key_Backspace)
    assert "probing" not in card.work.form.answers
    assert focused(card) == "probing"


def test_a_key_that_is_no_answer_here_does_nothing(qtbot: QtBot, card: ScoreCard) -> None:
    press(qtbot, card, Qt.Key.Key_5, Qt.Key.Key_Down, Qt.Key.Key_Y, Qt.Key.Key_6)
    assert card.work.form.answers == {}
    assert focused(card) == "verification"


def test_a_fatal_fault_is_told_by_word_and_takes_the_score(qtbot: QtBot, card: ScoreCard) -> None:
    press(qtbot, card, Qt.Key.Key_Y)
    card.rows[-1].setFocus()
    press(qtbot, card, Qt.Key.Key_Minus)
    assert card.rows[-1].value() is None, "a fatal question always applies"
    press(qtbot, card, Qt.Key.Key_Y)
    assert card.score.text() == "0.0"
    assert card.comment.editor.hasFocus()


def test_a_click_answers_and_stays(qtbot: QtBot, card: ScoreCard) -> None:
    row = card.rows[1]
    chip = next(one for value, one in row._chips.items() if value == 5)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert card.work.form.answers == {"verification": 5}


def test_submitting_with_gaps_shows_them_and_sends_nothing(
    qtbot: QtBot, card: ScoreCard, seat: Seat, items: list[uuid.UUID]
) -> None:
    for row in card.rows:
        if row.question.code not in ("empathy", "record"):
            row._choose(FULL[row.question.code], move=False)
    qtbot.keyClick(card.comment.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [row.question.code for row in card.rows if row.missing()] == ["empathy", "record"]
    assert focused(card) == "empathy"
    assert "2 questions" in card.told_words.text()
    press(qtbot, card, Qt.Key.Key_4)
    card.rows[[row.question.code for row in card.rows].index("record")].setFocus()
    press(qtbot, card, Qt.Key.Key_4)
    with qtbot.waitSignal(card.submitted, timeout=10_000):
        qtbot.keyClick(card, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert operations.item(seat.context.api, items[0]).review.score == 82.0
    assert card.submit_button.isHidden()
    assert "final" in card.told_words.text()
    row = card.rows[0]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_N)
    assert row.value() is True, "it is final"


def test_what_is_typed_is_kept_while_the_hub_is_away(qtbot: QtBot, card: ScoreCard, going_hub: GoingHub) -> None:
    going_hub.stop()
    press(qtbot, card, Qt.Key.Key_Y)
    card.work.save()
    qtbot.waitUntil(lambda: card.work.state == "waiting", timeout=10_000)
    assert card.state_words.text() == "kept on this seat, sent when the hub is back"
    press(qtbot, card, Qt.Key.Key_5)
    assert card.work.form.answers == {"greeting": True, "verification": 5}


def test_two_seats_and_the_person_chooses(qtbot: QtBot, card: ScoreCard, seat: Seat, items: list[uuid.UUID]) -> None:
    operations.save_review(seat.context.outbox, items[0], ReviewForm(answers={"accuracy": 2}))
    press(qtbot, card, Qt.Key.Key_Y)
    card.work.save()
    qtbot.waitUntil(lambda: card.work.state == "stale", timeout=10_000)
    assert "another seat" in card.notice.text()
    assert not card.submit_button.isEnabled()
    qtbot.mouseClick(card.notice.mine, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card.work.state == "saved", timeout=10_000)
    assert operations.item(seat.context.api, items[0]).review.answers == {"greeting": True}

"""The standing note: nothing typed is lost, and two people who edit it see both versions."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from agent_desk.desk.kit.context import DeskContext
from agent_desk.ui.customers.note import NoteEditor
from agent_desk.ui.kit.difference import differences
from tests.fixtures.small_hub import refusal
from tests.ui.customers.conftest import OTHER, OWNER, Bank, make_card, put

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def editor(context: DeskContext, desk: QWidget) -> NoteEditor:
    """The note of the customer, with the cursor at its end."""
    return opened(context, desk)


def opened(context: DeskContext, desk: QWidget) -> NoteEditor:
    made = NoteEditor(context)
    put(desk, made)
    made.show_card(make_card())
    made.area.setFocus()
    return made


def add(editor: NoteEditor, qtbot: QtBot, text: str) -> None:
    """Type at the end."""
    qtbot.keyClick(editor.area.editor, Qt.Key.Key_End, CTRL)
    qtbot.keyClicks(editor.area.editor, text)


def said(editor: NoteEditor) -> list[str]:
    """The sentences in sight."""
    return [one.text() for one in editor.findChildren(QLabel) if one.isVisible() and one.text()]


def test_a_note_is_typed_and_saved_by_keyboard(editor: NoteEditor, qtbot: QtBot, bank: Bank) -> None:
    assert not editor.save.isEnabled()
    add(editor, qtbot, " Twice.")
    with qtbot.waitSignal(editor.saved):
        qtbot.keyClick(editor.area.editor, Qt.Key.Key_S, CTRL)
    assert bank.cards[OWNER].note == "Speak slowly. Twice."
    assert not editor.dirty()


def test_news_of_the_customer_leaves_a_half_typed_note_alone(editor: NoteEditor, qtbot: QtBot) -> None:
    add(editor, qtbot, " half ty")
    editor.show_card(make_card(version=2, care_flags=[]))
    assert editor.area.value() == "Speak slowly. half ty"
    assert editor.save.isVisible()
    add(editor, qtbot, "ped")
    assert editor.area.value() == "Speak slowly. half typed"


def test_who_is_slower_sees_both_versions_and_may_save_theirs_or_the_other(
    editor: NoteEditor, qtbot: QtBot, bank: Bank
) -> None:
    bank.cards[OWNER] = make_card(version=2, note="Speak loudly.")
    add(editor, qtbot, " Mine.")
    qtbot.keyClick(editor.area.editor, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(editor.notice.mine.isVisible)
    parts = editor.notice.difference.parts()
    assert "".join(text for part, text in parts if part != "mine") == "Speak loudly."
    assert "".join(text for part, text in parts if part != "theirs") == "Speak slowly. Mine."
    assert bank.cards[OWNER].note == "Speak loudly."
    with qtbot.waitSignal(editor.saved):
        editor.notice.mine.click()
    assert (bank.cards[OWNER].note, bank.cards[OWNER].version) == ("Speak slowly. Mine.", 3)


def test_a_change_by_others_while_typing_is_shown_before_saving(editor: NoteEditor, qtbot: QtBot) -> None:
    add(editor, qtbot, " Mine.")
    editor.show_card(make_card(version=2, note="Theirs."))
    assert editor.notice.theirs.isVisible()
    editor.notice.theirs.click()
    assert (editor.area.value(), editor.dirty()) == ("Theirs.", False)


def test_a_note_saved_while_the_hub_is_away_lies_on_the_seat(
    editor: NoteEditor, qtbot: QtBot, bank: Bank, context: DeskContext
) -> None:
    bank.refuse["note"] = (503, {"error": {"id": "database_down", "sentence": "", "values": {}, "request_id": ""}})
    add(editor, qtbot, " Kept.")
    qtbot.keyClick(editor.area.editor, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: context.outbox.pending_count == 1)
    qtbot.waitUntil(lambda: any("goes out by itself" in text for text in said(editor)))
    assert editor.area.value() == "Speak slowly. Kept."
    del bank.refuse["note"]
    assert context.outbox.send_all()
    assert bank.cards[OWNER].note == "Speak slowly. Kept."


def test_what_was_typed_is_there_again_after_the_desk_was_closed(
    editor: NoteEditor, qtbot: QtBot, context: DeskContext, desk: QWidget, tmp_path: Path
) -> None:
    add(editor, qtbot, " Unsaved.")
    editor.keep_draft()
    editor.deleteLater()
    again = opened(context, desk)
    assert again.area.value() == "Speak slowly. Unsaved."
    assert "You typed this earlier and have not saved it." in said(again)
    again.discard.click()
    assert opened(context, desk).area.value() == "Speak slowly."


def test_another_customers_note_does_not_take_the_text(editor: NoteEditor, qtbot: QtBot) -> None:
    add(editor, qtbot, " Unsaved.")
    editor.show_card(make_card(OTHER, note="Other."))
    assert editor.area.value() == "Other."
    editor.show_card(make_card())
    assert editor.area.value() == "Speak slowly. Unsaved."


def test_a_card_number_in_a_note_is_refused_in_words(editor: NoteEditor, qtbot: QtBot, bank: Bank) -> None:
    bank.refuse["note"] = refusal(422, "invalid_form", fields={"note": "personal_number"}, names="note")
    add(editor, qtbot, " 13800138000")
    qtbot.keyClick(editor.area.editor, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: any("do not belong in a note" in text for text in said(editor)))
    assert editor.area.value().endswith("13800138000")


def test_somebody_who_may_not_edit_only_reads(allowed: set[str], context: DeskContext, desk: QWidget) -> None:
    allowed.discard("customers.edit")
    editor = opened(context, desk)
    assert editor.area.editor.isReadOnly()
    assert not editor.save.isVisible()


def test_differences_put_together_give_both_texts() -> None:
    assert differences("abc", "abxc") == [("same", "ab"), ("mine", "x"), ("same", "c")]
    assert differences("慢", "快") == [("theirs", "慢"), ("mine", "快")]

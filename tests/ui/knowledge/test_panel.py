"""Finding, reading, copying and answering from the knowledge base with the keyboard alone."""

import uuid
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from agent_desk.hub.kit.database import Database
from agent_desk.models.kit import Change
from agent_desk.models.knowledge import Article
from agent_desk.ui.kit import theme, words
from agent_desk.ui.knowledge.panel import KnowledgePanel
from tests.fixtures.hub import GoingHub
from tests.ui.knowledge.conftest import WITHIN_MS, Desk

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def wait(qtbot: QtBot, look: Callable[[], bool]) -> None:
    """Until it is so."""
    qtbot.waitUntil(look, timeout=WITHIN_MS)


def search(desk: Desk, qtbot: QtBot, query: str) -> None:
    """Ctrl+E, type, wait for the answer. Chinese comes from an input method, so it is put in as a whole."""
    press(Key.Key_E, CTRL)
    assert desk.panel.field.hasFocus()
    desk.panel.field.setText(query)
    wait(qtbot, lambda: desk.panel.results.answer is not None and desk.panel.results.answer.query == query)


def reading(desk: Desk, qtbot: QtBot, code: str) -> None:
    def shown() -> bool:
        article = desk.panel.reader.article
        return article is not None and article.code == code and desk.panel.reader.state.showing() == "content"

    wait(qtbot, shown)


def test_from_the_notes_to_the_script_on_the_clipboard_and_back_without_a_mouse(desk: Desk, qtbot: QtBot) -> None:
    desk.notes.setFocus()
    search(desk, qtbot, "卡丢了")
    assert "挂失" in desk.titles()[0]
    press(Key.Key_Return)
    reading(desk, qtbot, "K0015")
    wait(qtbot, desk.panel.reader.pane.browser.hasFocus)
    assert desk.panel.reader.pane.browser.marked(), "the customer's words are marked in the article"
    press(Key.Key_C, CTRL | SHIFT)
    assert QGuiApplication.clipboard().text().startswith("请您别着急，我现在就为您办理挂失")
    assert desk.told.texts() == ["Copied"]
    press(Key.Key_Escape)
    assert desk.panel.field.hasFocus()
    assert desk.panel.hits.isVisible()
    assert desk.panel.field.text() == "卡丢了"
    wait(qtbot, lambda: sorted(desk.uses()) == ["copied", "opened"])


def test_arrows_walk_the_hits_from_the_field_and_enter_opens_the_chosen(desk: Desk, qtbot: QtBot) -> None:
    desk.notes.setFocus()
    search(desk, qtbot, "挂失")
    second = desk.panel.hits.rows.hits[1]
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Up)
    assert desk.panel.hits.current() == second
    press(Key.Key_Return)
    reading(desk, qtbot, second.code)


def test_a_number_opens_from_the_notes_and_leaves_the_keyboard_there(desk: Desk, qtbot: QtBot) -> None:
    desk.notes.setFocus()
    search(desk, qtbot, "gs")
    third = desk.panel.hits.rows.hits[2]
    desk.notes.setFocus()
    press(Key.Key_3, CTRL)
    reading(desk, qtbot, third.code)
    assert desk.notes.hasFocus(), "a half-typed note keeps the keyboard"


def test_enter_before_the_answer_opens_the_best_when_it_comes(desk: Desk, qtbot: QtBot) -> None:
    desk.notes.setFocus()
    press(Key.Key_E, CTRL)
    desk.panel.field.setText("ATM吞卡")
    press(Key.Key_Return)
    reading(desk, qtbot, "K0019")


def test_typing_returns_from_the_article_to_the_hits(desk: Desk, qtbot: QtBot) -> None:
    desk.notes.setFocus()
    search(desk, qtbot, "挂失")
    press(Key.Key_Return)
    wait(qtbot, lambda: desk.panel.reader.article is not None)
    search(desk, qtbot, "转错账")
    wait(qtbot, desk.panel.hits.isVisible)
    assert desk.panel.reader.article is None


def test_a_category_is_chosen_by_arrows_and_nothing_in_it_offers_the_others(desk: Desk, qtbot: QtBot) -> None:
    desk.notes.setFocus()
    search(desk, qtbot, "信用卡")
    everything = len(desk.titles())
    press(Key.Key_Tab)
    press(Key.Key_Right)
    wait(qtbot, lambda: 0 < len(desk.titles()) < everything)
    chosen = desk.panel.chips.value()
    assert {hit.category for hit in desk.panel.hits.rows.hits} == {chosen}
    search(desk, qtbot, "量子")
    assert desk.panel.results.found.showing() == "empty"
    search(desk, qtbot, "转错账")
    wait(qtbot, lambda: desk.panel.results.found.empty.title() == "Nothing in this category")
    press(Key.Key_Tab)
    press(Key.Key_Tab)
    press(Key.Key_Space)
    wait(qtbot, lambda: len(desk.titles()) == 1)
    assert desk.panel.chips.value() == ""


def test_was_right_is_noted_once_and_the_article_is_named_in_the_notes(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.insert_wanted.connect(desk.notes.setText)
    desk.notes.setFocus()
    search(desk, qtbot, "吞卡")
    press(Key.Key_Return)
    reading(desk, qtbot, "K0019")
    press(Key.Key_I, CTRL | SHIFT)
    assert desk.notes.text() == "K0019《ATM吞卡怎么取回》第3版"
    press(Key.Key_Y, CTRL | SHIFT)
    wait(qtbot, lambda: not desk.panel.reader.pane.right_button.isEnabled())
    press(Key.Key_Y, CTRL | SHIFT)
    wait(qtbot, lambda: sorted(desk.uses()) == ["inserted", "opened", "was_right"])


def test_another_call_has_its_own_question_and_the_first_comes_back_as_it_was(desk: Desk, qtbot: QtBot) -> None:
    first, second = uuid.uuid4(), uuid.uuid4()
    desk.notes.setFocus()
    desk.panel.set_call(first)
    search(desk, qtbot, "投诉时限")
    press(Key.Key_Return)
    reading(desk, qtbot, "K0084")
    desk.panel.set_call(second)
    assert desk.panel.field.text() == ""
    assert desk.panel.reader.article is None
    desk.panel.set_call(first)
    assert desk.panel.field.text() == "投诉时限"
    reading(desk, qtbot, "K0084")
    assert "时限" in desk.panel.reader.pane.browser.marked()


def test_a_related_article_is_one_click_away_and_other_links_go_nowhere(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.search("余额明细")
    wait(qtbot, lambda: desk.titles()[:1] == ["借记卡余额与交易明细查询"])
    desk.panel.open_number(1)
    reading(desk, qtbot, "K0001")
    browser, article = desk.panel.reader.pane.browser, desk.panel.reader.article
    assert article is not None
    other = article.related[0]
    assert f'href="article:{other.id}"' in browser.toHtml()
    browser.anchorClicked.emit("https://example.org/")
    assert desk.panel.reader.article == article
    browser.anchorClicked.emit(f"article:{other.id}")
    reading(desk, qtbot, other.code)


def test_nothing_found_says_what_to_try(desk: Desk, qtbot: QtBot) -> None:
    desk.notes.setFocus()
    search(desk, qtbot, "量子物理学")
    assert desk.panel.results.found.showing() == "empty"
    assert desk.panel.results.found.empty.title() == "Nothing found for “量子物理学”"


def test_a_hub_that_is_away_is_said_and_the_search_can_be_repeated(
    desk: Desk, qtbot: QtBot, going_hub: GoingHub
) -> None:
    desk.notes.setFocus()
    search(desk, qtbot, "挂失")
    going_hub.stop()
    desk.panel.finder.again()
    wait(qtbot, lambda: not desk.panel.results.found.stale.isHidden())
    assert desk.titles(), "what was found before stays in sight, marked as old"
    press(Key.Key_E, CTRL)
    desk.panel.field.setText("转账")
    wait(qtbot, lambda: desk.panel.results.found.showing() == "error")


def test_an_article_that_an_editor_changes_is_read_anew_where_it_is_open(
    desk: Desk, qtbot: QtBot, database: Database
) -> None:
    desk.notes.setFocus()
    search(desk, qtbot, "吞卡")
    press(Key.Key_Return)
    reading(desk, qtbot, "K0019")
    with database.write() as db:
        article = db.scalars(select(Article.id).where(Article.code == "K0019")).one()
        db.execute(update(Article).where(Article.id == article).values(script="改过的话术。", revision=4))
        db.add(Change(area="knowledge", entity="article", entity_id=str(article), audience=["perm:knowledge.view"]))
    wait(qtbot, lambda: desk.panel.reader.article is not None and desk.panel.reader.article.script == "改过的话术。")
    assert desk.uses().count("opened") <= 1, "reading anew is no second opening"


def test_the_panel_speaks_chinese_and_wears_the_dark_colours(desk: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    desk.panel.search("投诉时限")
    wait(qtbot, lambda: desk.titles()[:1] == ["投诉处理的法定时限"])
    desk.panel.open_number(1)
    reading(desk, qtbot, "K0084")
    browser = desk.panel.reader.pane.browser
    assert "## " not in browser.toPlainText(), "a heading right after a table is a heading"
    light = mark_colour(desk)
    words.install(qapp, "zh")
    theme.apply(qapp, "dark")
    try:
        assert mark_colour(desk) != light
        chinese = KnowledgePanel(desk.context)
        assert chinese.reader.back_button.text() == "搜索结果"
    finally:
        words.install(qapp, "en")
        theme.apply(qapp, "light")


def mark_colour(desk: Desk) -> str:
    """The ground of the first marked word."""
    (first, *_) = desk.panel.reader.pane.browser.extraSelections()
    colour = first.format.background().color()
    return str(colour.name())

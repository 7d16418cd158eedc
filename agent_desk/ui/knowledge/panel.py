"""The knowledge panel: type what the customer says, read the article, say it. Where an agent was is remembered per call."""

import logging
import uuid
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.knowledge.operations import Finder, Place, Places
from agent_desk.schemas.knowledge.records import Article, Hit, SearchAnswer
from agent_desk.ui.kit import shortcuts, theme
from agent_desk.ui.kit.controls import Card, SearchField
from agent_desk.ui.kit.covers import Pages
from agent_desk.ui.knowledge import keys
from agent_desk.ui.knowledge.reader import ReaderPage
from agent_desk.ui.knowledge.results import ResultsPage

log = logging.getLogger(__name__)
_TYPING_MS = 120
"""Pause in typing after which a search goes out: shorter than a thought, longer than a keystroke."""
Work = Callable[[], None]


class KnowledgePanel(Card):
    """Search field, categories, hits, article. `insert_wanted` carries text for the notes of the call."""

    insert_wanted = Signal(str)
    article_shown = Signal(object)
    """Article: it is on the screen."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Knowledge"), icon="book-open", parent=parent)
        self._context = context
        self.finder = Finder(context, self)
        self._places = Places()
        self._open_answer_to: str | None = None
        self._by_key = False
        self.field = SearchField(self.tr("The customer's words, pinyin or code"), delay_ms=_TYPING_MS)
        self.results = ResultsPage(context, self.finder)
        self.chips, self.hits = self.results.chips, self.results.hits
        self.reader = ReaderPage(context)
        self._pages = Pages()
        self._count = theme.label("", "caption")
        self._lay_out()
        self._route()
        self._bind()

    def _lay_out(self) -> None:
        self.setMinimumWidth(340)
        self.add_header(self._count)
        for page in (self.results, self.reader):
            self._pages.addWidget(page)
        self.add(self.field)
        self.add(self._pages, 1)
        self.chips.come_after(self.field)

    def _route(self) -> None:
        self.field.searched.connect(self._typed)
        self.field.moved.connect(self._move)
        self.field.chosen.connect(self._enter)
        self.results.narrowed.connect(self._narrow)
        self.hits.opened.connect(self._open_hit)
        self.finder.feed.came.connect(self._answered)
        self.finder.failed.connect(self._failed)
        self.reader.back.connect(self.go_back)
        self.reader.opened.connect(self._opened)
        pane = self.reader.pane
        pane.article_wanted.connect(lambda article_id: self._open(article_id, keyboard=self._has_keyboard()))
        pane.copied.connect(self._copied)
        pane.insert_wanted.connect(self._insert)
        pane.right_wanted.connect(self._say_right)

    def _bind(self) -> None:
        pane = self.reader.pane
        shortcuts.bind(self, "knowledge.search", self.focus_search)
        shortcuts.bind(self, keys.COPY.id, self._if_reading(pane.copy_script))
        shortcuts.bind(self, keys.INSERT.id, self._if_reading(pane.insert))
        shortcuts.bind(self, keys.RIGHT.id, self._if_reading(self._say_right))
        pane.insert_button.set_shortcut(keys.INSERT.keys)
        pane.right_button.set_shortcut(keys.RIGHT.keys)
        shortcuts.bind(self, keys.HIT.id, lambda: self.open_number(1))
        for number in range(2, keys.MOST_NUMBERS + 1):
            key = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            key.activated.connect(lambda number=number: self.open_number(number))

    # -- what a workspace calls ----------------------------------------------------------------------------------------

    def set_call(self, call_id: uuid.UUID | None) -> None:
        """Another call is at the seat, or none: question, article and scroll of that call come back."""
        if call_id == self.finder.call_id:
            return
        self._places.keep(self.finder.call_id, self._place())
        self.finder.call_id = call_id
        self.reader.call_id = call_id
        place = self._places.of(call_id)
        self.results.wanted_scroll = place.list_scroll
        self._show_results()
        self.field.setText(place.query)
        self.chips.set_value(place.category)
        self.finder.ask(place.query, place.category)
        if place.article_id is not None:
            self._pages.setCurrentWidget(self.reader)
            self.reader.reopen(place.article_id, place.terms, place.article_scroll)

    def focus_home(self) -> QWidget:
        """The field: what is typed is searched."""
        return self.field

    def focus_search(self) -> None:
        """The keyboard goes to the search field, its text chosen, ready to be typed over."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def search(self, query: str) -> None:
        """Search for this, as if it were typed."""
        self._show_results()
        self.field.setText(query)
        self.finder.ask(query.strip(), self.chips.value())

    def open_article(self, article_id: uuid.UUID) -> None:
        """Open an article by its id, as a link elsewhere names it."""
        self._open(article_id)

    def open_number(self, number: int) -> None:
        """Open the hit with this number, from 1."""
        self._by_key = self._has_keyboard()
        self.hits.open_row(number - 1)

    def close_down(self) -> None:
        """The workspace is about to go: nobody waits for answers any more."""
        self.finder.drop()
        self.reader.close_article()

    # -- searching -----------------------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        if text == self.finder.query and (self.finder.waiting or self.results.answer is not None):
            return
        self._show_results()
        self.results.wanted_scroll = 0
        self.finder.ask(text, self.chips.value())

    def _narrow(self, category: str) -> None:
        self.finder.ask(self.finder.query, category)

    def _answered(self, answer: SearchAnswer) -> None:
        self._count.setText(self.results.summary())
        if self._open_answer_to == answer.query:
            self._open_best()
        self._open_answer_to = None

    def _failed(self, _error: DeskError) -> None:
        self._count.setText(self.results.summary())

    def _move(self, step: int) -> None:
        if self._pages.currentWidget() is self.results:
            self.hits.move_by(step)

    def _enter(self) -> None:
        """Enter in the field opens the chosen hit; if the answer is still on its way, the best one once it is here."""
        if self.finder.waiting:
            self._open_answer_to = self.finder.query
        else:
            self._open_best()

    def _open_best(self) -> None:
        self._by_key = True
        self.hits.open_current()
        self._by_key = False

    # -- reading -------------------------------------------------------------------------------------------------------

    def _open_hit(self, hit: Hit) -> None:
        self._open(hit.id, keyboard=self._by_key or self.hits.hasFocus())
        self._by_key = False

    def _open(self, article_id: uuid.UUID, *, keyboard: bool = False) -> None:
        self._pages.setCurrentWidget(self.reader)
        terms = self.results.answer.terms if self.results.answer is not None else []
        self.reader.open(article_id, terms, keyboard=keyboard)

    def _opened(self, article: Article) -> None:
        self.finder.note(article.id, "opened")
        self.article_shown.emit(article)

    def go_back(self) -> None:
        """From the article to the hits; the keyboard goes with it if it was in the article."""
        keyboard = self._has_keyboard()
        self._show_results()
        if keyboard:
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_results(self) -> None:
        self.reader.close_article()
        self._pages.setCurrentWidget(self.results)

    def _has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    # -- what is done with an article ----------------------------------------------------------------------------------

    def _copied(self) -> None:
        self._context.notices.good(self.tr("Copied"), key="knowledge.copied")
        if self.reader.article is not None:
            self.finder.note(self.reader.article.id, "copied")

    def _insert(self, text: str) -> None:
        self.insert_wanted.emit(text)
        if self.reader.article is not None:
            self.finder.note(self.reader.article.id, "inserted")

    def _say_right(self) -> None:
        article, call_id = self.reader.article, self.finder.call_id
        if article is None or (call_id, article.id) in self.reader.noted:
            return

        def noted() -> None:
            self.reader.noted.add((call_id, article.id))
            shown = self.reader.article
            if shown is not None and shown.id == article.id and self.finder.call_id == call_id:
                self.reader.pane.set_right(True)

        self.finder.note(article.id, "was_right", noted, self._context.tell)

    def _if_reading(self, work: Work) -> Work:
        def only_then() -> None:
            if self.reader.article is not None:
                work()

        return only_then

    # -- where the agent is ------------------------------------------------------------------------------------------

    def _place(self) -> Place:
        return Place(
            query=self.field.text().strip(),
            category=self.chips.value(),
            article_id=self.reader.wanted_id,
            terms=tuple(self.reader.terms),
            list_scroll=self.hits.verticalScrollBar().value(),
            article_scroll=self.reader.place(),
        )

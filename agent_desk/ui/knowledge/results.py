"""What a search found: categories, hits, and in their place what is said when there is nothing, not yet, or an error."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.schemas.knowledge.records import Category, SearchAnswer
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import StateStack
from agent_desk.ui.knowledge.chips import CategoryChips
from agent_desk.ui.knowledge.hits import HitList, shelf_names


class ResultsPage(QWidget):
    """`narrowed` carries the code of the chosen category; "" is all."""

    narrowed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answer: SearchAnswer | None = None
        self._answer_at: datetime | None = None
        self.chips = CategoryChips()
        self.hits = HitList()
        self.found = StateStack(self.hits)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.chips)
        column.addWidget(self.found, 1)
        self.chips.changed.connect(self.narrowed)

    def set_categories(self, categories: Sequence[Category]) -> None:
        """The shelves, once they are known."""
        self.chips.set_categories(categories)
        self.hits.set_shelves(shelf_names(categories))
        if self.answer is not None:
            self.chips.set_counts(self.answer.categories, self.answer.total)

    def show_waiting(self) -> None:
        """A search is on its way. What is on the screen stays until the answer is here: nothing flashes while one types."""
        if self.answer is None:
            self.found.show_loading(self.tr("Searching"))

    def show_answer(self, answer: SearchAnswer, at: datetime, scroll: int | None) -> None:
        """Show what was found; `scroll` is where the list was when the same was seen before."""
        same = self.answer is not None and self.answer.query == answer.query
        self.answer, self._answer_at = answer, at
        self.chips.set_counts(answer.categories, answer.total)
        self.found.set_stale(None)
        self.hits.set_hits(answer.hits)
        if not answer.hits:
            self._show_nothing(answer)
            return
        self.found.show_content()
        if not same:
            self.hits.choose_first()
        if scroll is not None:
            # The list knows its height once it has laid out its rows.
            self.hits.doItemsLayout()
            self.hits.verticalScrollBar().setValue(scroll)

    def _show_nothing(self, answer: SearchAnswer) -> None:
        if self.chips.value() and answer.total:
            title = self.tr("Nothing in this category")
            hint = self.tr("Found in other categories: {n}").format(n=answer.total)
            self.found.show_empty("filter", title, hint, self.tr("Search everywhere"), self._everywhere)
        elif answer.query:
            title = self.tr("Nothing found for “{query}”").format(query=_short(answer.query))
            hint = self.tr("Try the customer's own words, fewer words, pinyin initials (gs) or a code (K0015).")
            self.found.show_empty("search", title, hint)
        else:
            hint = self.tr("Articles appear here as soon as an editor publishes them.")
            self.found.show_empty("book-open", self.tr("The knowledge base is empty"), hint)

    def _everywhere(self) -> None:
        self.chips.set_value("")
        self.narrowed.emit("")

    def show_failure(self, query: str, sentence: str, retry: Callable[[], object]) -> None:
        """A search failed. An answer to the same question stays in sight, marked as old."""
        if self.answer is not None and self.answer.query == query and self.found.showing() == "content":
            self.found.set_stale(self._answer_at)
            return
        self.answer = None
        self.found.show_error(sentence, retry)

    def summary(self) -> str:
        """One line about what is shown."""
        if self.answer is None:
            return ""
        if self.answer.usual:
            return self.tr("Often used, lately changed")
        return self.tr("{n} found").format(n=self.answer.total) if self.answer.total else ""


def _short(query: str) -> str:
    return query if len(query) <= 24 else f"{query[:23]}…"

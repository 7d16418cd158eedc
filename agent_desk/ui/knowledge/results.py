"""What a search found: categories, hits, and in their place what is said when there is nothing, not yet, or an error."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.knowledge.operations import Finder
from agent_desk.schemas.knowledge.records import Category, SearchAnswer
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.knowledge.chips import CategoryChips
from agent_desk.ui.knowledge.hits import HitList, shelf_names


class ResultsPage(QWidget):
    """`narrowed` carries the code of the chosen category; "" is all."""

    narrowed = Signal(str)

    def __init__(self, context: DeskContext, finder: Finder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finder = finder
        self._shown: tuple[str, str] | None = None
        self.wanted_scroll: int | None = None
        """Where the list was when the same was seen before; None: at the top, or where it is when it is only read anew."""
        self.chips = CategoryChips()
        self.hits = HitList()
        self.found = FeedPanel(
            context, finder.feed, self.hits, self._show, also=(finder.categories,), loading=self.tr("Searching")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.chips)
        column.addWidget(self.found, 1)
        self.chips.changed.connect(self.narrowed)
        finder.categories.came.connect(self._name_categories)

    @property
    def answer(self) -> SearchAnswer | None:
        """What is shown."""
        return self._finder.feed.now

    def _name_categories(self, categories: Sequence[Category]) -> None:
        self.chips.set_categories(categories)
        self.hits.set_shelves(shelf_names(categories))
        if self.answer is not None:
            self.chips.set_counts(self.answer.categories, self.answer.total)

    def _show(self, answer: SearchAnswer) -> Nothing | None:
        asked = (self._finder.query, self._finder.category)
        scroll, self.wanted_scroll = self.wanted_scroll, None
        if scroll is None and asked == self._shown:
            scroll = self.hits.verticalScrollBar().value()
        same, self._shown = self._shown is not None and self._shown[0] == asked[0], asked
        self.chips.set_counts(answer.categories, answer.total)
        self.hits.set_hits(answer.hits)
        if not answer.hits:
            return self._nothing(answer)
        if not same:
            self.hits.choose_first()
        if scroll is not None:
            # The list knows its height once it has laid out its rows.
            self.hits.doItemsLayout()
            self.hits.verticalScrollBar().setValue(scroll)
        return None

    def _nothing(self, answer: SearchAnswer) -> Nothing:
        if self.chips.value() and answer.total:
            title = self.tr("Nothing in this category")
            hint = self.tr("Found in other categories: {n}").format(n=answer.total)
            return Nothing("filter", title, hint, self.tr("Search everywhere"), self._everywhere)
        if answer.query:
            title = self.tr("Nothing found for “{query}”").format(query=_short(answer.query))
            hint = self.tr("Try the customer's own words, fewer words, pinyin initials (gs) or a code (K0015).")
            return Nothing("search", title, hint)
        hint = self.tr("Articles appear here as soon as an editor publishes them.")
        return Nothing("book-open", self.tr("The knowledge base is empty"), hint)

    def _everywhere(self) -> None:
        self.chips.set_value("")
        self.narrowed.emit("")

    def summary(self) -> str:
        """Return one line about what is shown."""
        if self.answer is None:
            return ""
        if self.answer.usual:
            return self.tr("Often used, lately changed")
        return self.tr("{n} found").format(n=self.answer.total) if self.answer.total else ""


def _short(query: str) -> str:
    return query if len(query) <= 24 else f"{query[:23]}…"

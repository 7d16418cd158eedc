"""The page of one article: the way back, and the article or what stands in its place while it comes or when it does not."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.desk.knowledge import operations
from agent_desk.desk.knowledge.operations import GATHER_MS
from agent_desk.schemas.knowledge.changes import ArticleChanged
from agent_desk.schemas.knowledge.records import Article
from agent_desk.ui.kit import shortcuts, theme
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.knowledge import keys
from agent_desk.ui.knowledge.article_pane import ArticlePane


@dataclass(frozen=True, slots=True)
class _Opening:
    """How an article is opened: from where on, whether it counts as opened by a person, and whether the keys scroll it.

    The default is that of an article that is only read anew: the reader stays where they are.
    """

    scroll: int | None = None
    told: bool = False
    keyboard: bool = False


class ReaderPage(QWidget):
    """Opens articles off the screen thread; the one asked for last is the one shown."""

    back = Signal()
    opened = Signal(object)
    """Article: a person opened it and it is on the screen. Not emitted when it is only read anew."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.feed: Feed[Article] = Feed(
            context, self._ask, cares=changes_of(ArticleChanged), gather_ms=GATHER_MS, parent=self
        )
        self._opening = _Opening()
        self.wanted_id: uuid.UUID | None = None
        """The article that is open or on its way; None when the page is closed."""
        self.terms: list[str] = []
        self.noted: set[tuple[uuid.UUID | None, uuid.UUID]] = set()
        """(call, article) for which "was right" has been noted."""
        self.call_id: uuid.UUID | None = None
        self.pane = ArticlePane()
        self.state = FeedPanel(context, self.feed, self.pane, self._show, loading=self.tr("Opening"))
        self.feed.failed.connect(self._failed)
        self.back_button = Button(self.tr("Found articles"), kind="ghost", icon="arrow-left", size="small")
        self.back_button.clicked.connect(self.back)
        self.back_button.set_shortcut(keys.BACK.keys)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.back_button)
        head.addStretch(1)
        self._code = theme.label("", "caption")
        head.addWidget(self._code)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_2)
        page.addLayout(head)
        page.addWidget(self.state, 1)
        shortcuts.bind(self, keys.BACK.id, self.back.emit)

    @property
    def article(self) -> Article | None:
        """The article on the screen."""
        return self.pane.article if self.wanted_id is not None else None

    def open(self, article_id: uuid.UUID, terms: Sequence[str], *, keyboard: bool = False) -> None:
        """Open an article; with `keyboard` the keys scroll it."""
        self.terms = list(terms)
        self._turn_to(article_id, _Opening(scroll=0, told=True, keyboard=keyboard))

    def reopen(self, article_id: uuid.UUID, terms: Sequence[str], scroll: int) -> None:
        """Show an article again as it was left."""
        self.terms = list(terms)
        self._turn_to(article_id, _Opening(scroll=scroll))

    def close_article(self) -> None:
        """Nothing is open any more."""
        self.wanted_id = None
        self.feed.forget()
        self.pane.article = None

    def place(self) -> int:
        """Return where the reader is."""
        return self.pane.browser.verticalScrollBar().value()

    def _turn_to(self, article_id: uuid.UUID, opening: _Opening) -> None:
        self.wanted_id, self._opening = article_id, opening
        if self.pane.article is None or self.pane.article.id != article_id:
            self._code.clear()
        if opening.keyboard:
            # Esc must lead back even while the article is on its way, or does not come.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.feed.anew()

    def _ask(self) -> Request[Article] | None:
        wanted = self.wanted_id
        return None if wanted is None else lambda api: operations.article(api, wanted)

    def _show(self, article: Article) -> None:
        opening, self._opening = self._opening, _Opening()
        scroll = self.place() if opening.scroll is None else opening.scroll
        self._code.setText(self.tr("{code} · revision {n}").format(code=article.code, n=article.revision))
        was_right = (self.call_id, article.id) in self.noted
        self.pane.show_article(article, self.terms, was_right=was_right, scroll=scroll)
        self.state.show_content()
        if opening.keyboard and self.hasFocus():
            self.pane.browser.setFocus(Qt.FocusReason.OtherFocusReason)
        if opening.told:
            self.opened.emit(article)

    def _failed(self, _error: DeskError) -> None:
        self.pane.article = None

"""The page of one article: the way back, and the article or what stands in its place while it comes or when it does not."""

import uuid
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.background import Job
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.knowledge import operations
from agent_desk.schemas.knowledge.records import Article
from agent_desk.ui.kit import shortcuts, theme
from agent_desk.ui.kit.controls import Button, StateStack
from agent_desk.ui.knowledge import keys
from agent_desk.ui.knowledge.article_pane import ArticlePane


class ReaderPage(QWidget):
    """Opens articles off the screen thread; the one asked for last is the one shown."""

    back = Signal()
    opened = Signal(object)
    """Article: a person opened it and it is on the screen. Not emitted when it is only read anew."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job[Article] | None = None
        self.wanted_id: uuid.UUID | None = None
        """The article that is open or on its way; None when the page is closed."""
        self.terms: list[str] = []
        self.noted: set[tuple[uuid.UUID | None, uuid.UUID]] = set()
        """(call, article) for which "was right" has been noted."""
        self.call_id: uuid.UUID | None = None
        self.pane = ArticlePane()
        self.state = StateStack(self.pane)
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
        self._fetch(article_id, keyboard=keyboard)

    def reopen(self, article_id: uuid.UUID, terms: Sequence[str], scroll: int) -> None:
        """Show an article again as it was left."""
        self.terms = list(terms)
        self._fetch(article_id, scroll=scroll, told=False)

    def refresh(self) -> None:
        """Read the open article anew and stay where the reader is."""
        if self.article is not None:
            self._fetch(self.article.id, scroll=self.place(), told=False)

    def close_article(self) -> None:
        """Nothing is open any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.wanted_id = None
        self.pane.article = None

    def place(self) -> int:
        """Where the reader is."""
        return self.pane.browser.verticalScrollBar().value()

    def _fetch(self, article_id: uuid.UUID, *, scroll: int = 0, told: bool = True, keyboard: bool = False) -> None:
        if self._job is not None:
            self._job.cancel()
        self.wanted_id = article_id
        if self.pane.article is None or self.pane.article.id != article_id:
            self._code.clear()
            self.state.show_loading(self.tr("Opening"))
        api = self._context.api
        if keyboard:
            # Esc must lead back even while the article is on its way, or does not come.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._job = self._context.background.run(
            self,
            lambda: operations.article(api, article_id),
            lambda article: self._show(article, scroll, told, keyboard),
            self._failed,
        )

    def _show(self, article: Article, scroll: int, told: bool, keyboard: bool) -> None:
        self._job = None
        self._code.setText(self.tr("{code} · revision {n}").format(code=article.code, n=article.revision))
        was_right = (self.call_id, article.id) in self.noted
        self.pane.show_article(article, self.terms, was_right=was_right, scroll=scroll)
        self.state.show_content()
        if keyboard and self.hasFocus():
            self.pane.browser.setFocus(Qt.FocusReason.OtherFocusReason)
        if told:
            self.opened.emit(article)

    def _failed(self, error: DeskError) -> None:
        self._job = None
        wanted = self.wanted_id
        self.pane.article = None
        retry = None if wanted is None else lambda: self._fetch(wanted)
        self.state.show_error(self._context.words(error), retry)

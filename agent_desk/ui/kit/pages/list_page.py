"""What every page of the administrator is made of: a title that says what it changes, a list, and the editor beside it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import overtaken
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.desk.kit.live import Change
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Card
from agent_desk.ui.kit.pages.editor import Editor
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.tables import Column, TableModel, TableView


class Page(QWidget):
    """A page of the tree: its title and one sentence below it (`head`), and `body`."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title, says = self.head()
        self._context = context
        self.feed: Feed[Any] = self.make_feed()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_3)
        head = QHBoxLayout()
        self.heading = QWidget()
        """Title and sentence; hidden where what is around the page says it already."""
        texts = QVBoxLayout(self.heading)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(2)
        texts.addWidget(theme.label(title, "title"))
        texts.addWidget(theme.label(says, "muted", wrap=True))
        head.addWidget(self.heading, 1)
        self.head_actions = QHBoxLayout()
        self.head_actions.setSpacing(theme.SPACE_2)
        head.addLayout(self.head_actions)
        column.addLayout(head)
        self.body = QVBoxLayout()
        column.addLayout(self.body, 1)
        self.setAccessibleName(title)

    def head(self) -> tuple[str, str]:
        """Return the title, and what a change here changes and from when."""
        raise NotImplementedError

    def cares(self, change: Change) -> bool:
        """Return whether what this page shows may be another one now."""
        return False

    def ask(self) -> Request[Any]:
        """Give the question whose answer this page shows, as its filters are now."""
        raise NotImplementedError

    def make_feed(self) -> Feed[Any]:
        """Make the page's feed; for pages whose list goes on by a cursor."""
        return Feed(self._context, self.ask, cares=self.cares, parent=self)

    def also(self) -> Sequence[Feed[Any]]:
        """Give the feeds of what stands beside the list, such as what its forms can choose from."""
        return ()

    def refresh(self) -> None:
        """Fetch again, when it is in sight."""
        self.feed.refresh()

    def leave(self, then: Callable[[], object]) -> None:
        """Another page is wanted: go on with `then`, unless something typed would be lost."""
        then()


class ListPage(Page):
    """A page with a list and an editor."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.model: TableModel[Any] = TableModel(self.columns(), key=self.key)
        self.table: TableView[Any] = TableView(self.model)
        self.table.setAccessibleName(self.head()[0])
        self.filters = QHBoxLayout()
        self.filters.setSpacing(theme.SPACE_2)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(theme.SPACE_2)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.SPACE_2)
        inner.addWidget(self.table, 1)
        inner.addLayout(self.foot)
        self.states = FeedPanel(context, self.feed, content, self._came, also=self.also())
        self._card = Card(padding=theme.SPACE_3)
        self._card.body.addLayout(self.filters)
        self._card.add(self.states, 1)
        self.editor: Editor | None = None
        self.table.selected_record.connect(self._chosen)

    def focus_home(self) -> QWidget:
        """The list: the arrows walk it."""
        return self.table

    def put_editor(self, editor: Editor, shares: tuple[int, int] = (600, 420)) -> None:
        """The editor beside the list."""
        self.editor = editor
        editor.saved.connect(self._saved)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        self._card.setMinimumWidth(420)
        editor.setMinimumWidth(360)
        split.addWidget(self._card)
        split.addWidget(editor)
        split.setSizes(list(shares))
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.body.addWidget(split, 1)

    # -- to be said by each page -------------------------------------------------------------------------------------

    def columns(self) -> Sequence[Column[Any]]:
        """Return the columns of the list."""
        raise NotImplementedError

    def key(self, record: Any) -> Hashable:
        """Return what tells a row from others."""
        raise NotImplementedError

    def records_of(self, answer: Any) -> list[Any]:
        """Return the rows in what `ask` gave."""
        return list(answer)

    def open(self, record: Any) -> None:
        """Put a record into the editor."""
        raise NotImplementedError

    # -- what came ------------------------------------------------------------------------------------------------------

    def _came(self, answer: Any) -> None:
        self.model.replace(self.records_of(answer))
        editor = self.editor
        if editor is None:
            return
        if self.table.current_record() is None and editor.record is None and self.model.rowCount():
            self.table.selectRow(0)
        elif editor.record is not None:
            at = self.model.row_of(self.key(editor.record))
            fresh = self.model.record(at)
            if fresh is not None and fresh != editor.record and not overtaken(fresh, editor.record):
                self.open(fresh)

    # -- choosing ----------------------------------------------------------------------------------------------------

    def _chosen(self, record: Any) -> None:
        editor = self.editor
        if editor is None or record is None:
            return
        now = editor.record
        if now is not None and self.key(now) == self.key(record):
            return
        editor.leave(lambda: self.open(record), lambda: self._back(now))

    def _back(self, record: Any) -> None:
        self.table.select_key(self.key(record))

    def _saved(self, record: Any) -> None:
        self.model.update(record)
        self.table.select_key(self.key(record))

    def leave(self, then: Callable[[], object]) -> None:
        if self.editor is None:
            then()
        else:
            self.editor.leave(then)

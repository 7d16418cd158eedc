"""What shows a Feed: its content, or in its place loading, nothing or the error; above it "as of" while it may be old."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, PagedFeed, let_go
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.cards import Icon
from agent_desk.ui.kit.placeholders import StateStack

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Nothing:
    """What is said in the content's place when the hub has answered and there is nothing to show."""

    icon: str
    title: str
    hint: str = ""
    action: str = ""
    pressed: Callable[[], object] | None = None


class StaleMark(QWidget):
    """ "As of 14:02:11" in a line that has no room for a banner; hidden while all that these feeds show is fresh."""

    def __init__(self, *feeds: Feed[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.feeds: tuple[Feed[Any], ...] = ()
        self._text = theme.label("", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_1)
        row.addWidget(Icon("wifi-off", "warning"))
        row.addWidget(self._text)
        self.hide()
        self.follow(*feeds)

    def follow(self, *feeds: Feed[Any]) -> None:
        """Mark these as well."""
        self.feeds += feeds
        for feed in feeds:
            feed.stale_changed.connect(self._look)
        self._look()

    def text(self) -> str:
        """Return what it says, also while it is hidden."""
        return self._text.text()

    def _look(self) -> None:
        as_of = _oldest(self.feeds)
        if as_of is not None:
            time = words.time_of_day(as_of, seconds=True)
            self._text.setText(self.tr("As of {time}").format(time=time))
            self.setToolTip(self.tr("As of {time}, reconnecting").format(time=time))
            self.setAccessibleName(self.toolTip())
        self.setVisible(as_of is not None)


class FeedPanel(StateStack):
    """Looks at its feed while it is in sight. `show` puts an answer into the content, or gives what to say instead."""

    # Of the class, since Qt hides a panel once more when it takes it apart, and by then it has nothing of its own.
    _watching = False

    def __init__(
        self,
        context: DeskContext,
        feed: Feed[Answer],
        content: QWidget,
        show: Callable[[Answer], Nothing | None],
        *,
        also: Sequence[Feed[Any]] = (),
        loading: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`also`: feeds of what stands beside; they are looked at and marked with this one. `loading`: what is said meanwhile."""
        super().__init__(content, parent)
        self.feed: Feed[Any] = feed
        self.feeds: tuple[Feed[Any], ...] = (feed, *also)
        self._context, self._show, self._loading = context, show, loading
        let_go(self, "_show")
        feed.came.connect(self._came)
        for one in self.feeds:
            one.asked.connect(self._asked)
            one.failed.connect(self._failed)
            one.stale_changed.connect(self._mark)
            if one.parent() is None:
                one.setParent(self)
        if isinstance(feed, PagedFeed):
            feed.more_failed.connect(context.tell)

    def say_loading(self, text: str) -> None:
        """Name what is loaded from now on."""
        self._loading = text

    def expect_another(self) -> None:
        """Another question is about to be asked: that nothing was found for the one before is no answer to it."""
        if self.showing() == "empty":
            self.show_loading(self._loading)

    def _asked(self) -> None:
        # "Nobody found" is said of one question, and must not stand there while another is asked.
        if self.feed.now is None or (self.feed.asks_anew and self.showing() == "empty"):
            self.show_loading(self._loading)

    def _came(self, answer: Answer) -> None:
        self.show_answer(answer)

    def show_answer(self, answer: Any) -> None:
        """Show an answer, also one that the seat gives itself."""
        said = self._show(answer)
        if said is None:
            self.show_content()
        else:
            self.show_empty(said.icon, said.title, said.hint, said.action, said.pressed)

    def _failed(self, error: DeskError) -> None:
        """What stands beside matters only while there is nothing else to say."""
        if self.feed.now is None:
            self.show_error(self._context.words(self.feed.error or error), self._try_again)

    def _try_again(self) -> None:
        for feed in self.feeds:
            if feed.error is not None:
                feed.try_again()

    @property
    def marked(self) -> bool:
        """Whether "as of" stands above this panel, or above one that it is a part of."""
        outer = self._outer_panel()
        return _oldest(self.feeds) is not None or (outer is not None and outer.marked)

    def _outer_panel(self) -> FeedPanel | None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, FeedPanel):
            above = above.parentWidget()
        return above

    def _mark(self) -> None:
        """Say it once: not in each part of a panel that says it above all of them."""
        outer = self._outer_panel()
        self.set_stale(None if outer is not None and outer.marked else _oldest(self.feeds))
        for part in self.findChildren(FeedPanel):
            part._mark()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A window that comes back from the task bar shows its parts a second time.
        if not self._watching:
            self._watching = True
            for feed in self.feeds:
                feed.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._watching and not self.isVisible():
            self._watching = False
            for feed in self.feeds:
                feed.stop()


def _oldest(feeds: Sequence[Feed[Any]]) -> datetime | None:
    """Since when the oldest of them may be old; None while all are fresh."""
    return min((one.stale_as_of for one in feeds if one.stale_as_of is not None), default=None)

"""The wallboard: full screen, large, one page after the other, nobody's name on it, and always how old its figures are."""

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from agent_desk.desk.figures.wallboard import WallboardWatch
from agent_desk.schemas.figures.views import Wallboard
from agent_desk.schemas.figures.words import WALL_PAGES, WALL_SECONDS
from agent_desk.ui.figures.wall_pages import DESIGNED_PX, QUEUES_ON_A_PAGE, ChartPage, FiguresPage, QueuesPage, WallPage
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.covers import Pages
from agent_desk.ui.kit.elided import ElidedLabel

PAGES: Final = tuple(WALL_PAGES)


class WallboardView(QWidget):
    """Shows whatever `WallboardWatch` says. Space or Right turns the page, Esc closes."""

    def __init__(
        self, watch: WallboardWatch, *, seconds: int | None = None, pages: tuple[str, ...] | None = None
    ) -> None:
        """`seconds`, `pages`: said at the screen itself; none: as an administrator says for it."""
        super().__init__(None)
        self._own_seconds, self._own_pages = seconds, pages
        self.watch, self._names = watch, pages or PAGES
        self._age_s: int | None = None
        self._refused = False
        self.setWindowTitle(self.tr("Wallboard"))
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.title, self.as_of, self.place = ElidedLabel(), QLabel(), QLabel()
        self.message = QLabel(self.tr("Connecting to the hub"))
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setWordWrap(True)
        self.pages = Pages()
        self.pages.addWidget(self.message)
        self._column = QVBoxLayout(self)
        self._head = QWidget()
        self._column.addWidget(self._head)
        self._column.addWidget(self.pages, 1)
        for label in (self.title, self.as_of, self.place):
            label.setParent(self._head)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.turning = QTimer(self, interval=(seconds or WALL_SECONDS) * 1000)
        self.turning.timeout.connect(self.turn)
        watch.changed.connect(self.set_board)
        watch.aged.connect(self._aged)
        watch.refused.connect(self._say_refused)
        watch.shows.connect(self.show_as)
        elapsed.set_source(watch.hub_now)
        elapsed.ticker().tick.connect(self._tick)
        theme.changed.connect(self._dress)

    # -- pages ---------------------------------------------------------------------------------------------------------

    def shown_pages(self) -> list[WallPage]:
        """The pages there are now, in order."""
        found = (self.pages.widget(at) for at in range(1, self.pages.count()))
        return [page for page in found if isinstance(page, WallPage)]

    def current(self) -> QWidget:
        """Return what is on the screen."""
        page = self.pages.currentWidget()
        assert page is not None  # there is always the one that says what we wait for
        return page

    def turn(self) -> None:
        """The next page."""
        count = self.pages.count() - 1
        if count:
            self.pages.setCurrentIndex(self.pages.currentIndex() % count + 1)
            self._say_place()

    def show_as(self, pages: tuple[str, ...], seconds: int) -> None:
        """Show these pages from the next snapshot on, each so long, where nothing else was said at the screen itself."""
        self._names = self._own_pages or tuple(name for name in pages if name in PAGES) or PAGES
        if self._own_seconds is None:
            self.turning.setInterval(seconds * 1000)

    def set_board(self, board: Wallboard) -> None:
        """Show this snapshot on every page."""
        words.set_zone(board.zone)
        self._fit_pages(len(board.queues))
        for page in self.shown_pages():
            page.set_board(board)
        self.title.setText(words.pick(board.centre_zh, board.centre_en))
        self._say_as_of(board)
        if self.pages.currentIndex() == 0:
            self.turn()
            self.turning.start()

    def _fit_pages(self, queues: int) -> None:
        """A page of queues for every eight of them."""
        wanted: list[tuple[type[WallPage], int]] = []
        for name in self._names:
            if name == "figures":
                wanted.append((FiguresPage, 0))
            elif name == "queues":
                wanted += [(QueuesPage, first) for first in range(0, max(1, queues), QUEUES_ON_A_PAGE)]
            else:
                wanted.append((ChartPage, 0))
        there = [(type(page), getattr(page, "first", 0)) for page in self.shown_pages()]
        if there == wanted:
            return
        at = self.pages.currentIndex()
        for page in self.shown_pages():
            self.pages.removeWidget(page)
            page.deleteLater()
        for kind, first in wanted:
            self.pages.addWidget(QueuesPage(first) if kind is QueuesPage else kind())
        self.pages.setCurrentIndex(min(at, self.pages.count() - 1))

    # -- what stands above ---------------------------------------------------------------------------------------------

    def _say_as_of(self, board: Wallboard) -> None:
        time = words.time_of_day(board.made_at, seconds=True)
        if self._age_s is None:
            self.as_of.setText(self.tr("As of {time}").format(time=time))
        else:
            self.as_of.setText(self.tr("As of {time}, {age} s ago · reconnecting").format(time=time, age=self._age_s))
        self._dress()

    def _say_place(self) -> None:
        self.place.setText(f"{self.pages.currentIndex()} / {self.pages.count() - 1}")
        self._lay_head()

    def _aged(self, age_s: int | None) -> None:
        self._age_s = age_s
        page = next(iter(self.shown_pages()), None)
        if page is not None and page.board is not None:
            self._say_as_of(page.board)

    def _say_refused(self, refused: bool) -> None:
        if refused != self._refused:
            self._refused = refused
            if refused:
                self.turning.stop()
                self.message.setText(
                    self.tr("The hub does not take this screen's token. Ask an administrator for a new one.")
                )
                self.pages.setCurrentIndex(0)

    def stale(self) -> bool:
        """Return whether the figures may be old."""
        return self._age_s is not None

    def _tick(self) -> None:
        self.current().update()

    # -- looks ---------------------------------------------------------------------------------------------------------

    def _px(self, size: float) -> int:
        return max(1, round(size * self.height() / DESIGNED_PX))

    def _dress(self) -> None:
        tokens = theme.current()
        tones = {self.title: "text", self.as_of: "bad" if self.stale() else "muted", self.place: "muted"}
        for label, tone in tones.items():
            label.setFont(
                theme.font(self._px(40 if label is self.title else 30), bold=label is self.title or self.stale())
            )
            label.setStyleSheet(f"color: {getattr(tokens, tone)}; font-size: {label.font().pixelSize()}px")
        self.message.setStyleSheet(f"color: {tokens.muted}; font-size: {self._px(48)}px")
        self._lay_head()
        self.update()

    def _lay_head(self) -> None:
        high, wide = self._px(64), self._head.width()
        self._head.setFixedHeight(high)
        for label in (self.title, self.as_of, self.place):
            label.adjustSize()
        # How old the figures are stands in the middle, or beside a long name; a name too long for that is cut.
        gap, right = self._px(40), wide - self.place.width()
        self.title.resize(max(0, min(self.title.width(), right - self.as_of.width() - 2 * gap)), self.title.height())
        middle = max((wide - self.as_of.width()) // 2, self.title.width() + gap)
        self.title.move(0, (high - self.title.height()) // 2)
        self.as_of.move(min(middle, right - gap - self.as_of.width()), (high - self.as_of.height()) // 2)
        self.place.move(right, (high - self.place.height()) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.current().color("surface"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        edge = self._px(40)
        self._column.setContentsMargins(edge, self._px(20), edge, edge)
        self._column.setSpacing(self._px(20))
        super().resizeEvent(event)
        self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        elapsed.ticker().join(self)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        elapsed.ticker().leave(self)
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Right):
            self.turn()
        else:
            super().keyPressEvent(event)

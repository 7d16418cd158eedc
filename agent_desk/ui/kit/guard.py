"""Over screens that show customers' personal data: who is signed in as a watermark, and copying by right.

Nothing has to be declared by a panel. An operation knows whether its answer is personal (schemas/kit/operation.py), the desk's
`Background` tells who is handed such an answer, and the guard finds the panel and its window by that. What shows no more of it
than how many there are says so (`Feed.counts_only`). A photograph of the screen cannot be kept back: it bears the watermark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, Literal

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget

from agent_desk.desk.administration import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.administration.records import TakenOut
from agent_desk.schemas.kit.operation import COPY
from agent_desk.ui.kit import copying, words
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.watermark import Watermark

_MARK: Final = "personalAnswers"
"""Property of what was handed personal data: the operations that gave it."""
_MINUTE_MS: Final = 60_000
_SUM_MS: Final = 600_000
"""Copies of one screen after the first are one row in so long."""
_NO_DRAG_PX: Final = 1_000_000
_WINDOWS: Final = (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet, Qt.WindowType.Tool)
_ALONE: Final = ("offscreen", "minimal")
"""Platforms without other programs: their clipboard does not say whose it is."""
Kind = Literal["copy", "print"]


class Guard(QObject):
    """Of one sign-in; `close` when it is over. `host`: its main window, which stands for what belongs to no panel."""

    def __init__(self, context: DeskContext, host: QWidget) -> None:
        super().__init__(host)
        self._context, self._host = context, host
        self._marked: list[QWidget] = []
        self._marks: list[Watermark] = []
        self.on_screen = False
        """Whether personal data is in sight anywhere."""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.look)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._next_minute)
        self._minute.start()
        self._taken: Counter[tuple[Kind, str]] = Counter()
        self._sum = QTimer(self, singleShot=True, interval=_SUM_MS)
        self._sum.timeout.connect(self._tell_sums)
        self._clearing = self._over = False
        context.background.personal.connect(self._personal)
        application = QGuiApplication.instance()
        assert isinstance(application, QApplication)
        application.focusWindowChanged.connect(self._other_window)
        clipboard = QGuiApplication.clipboard()
        clipboard.dataChanged.connect(self._copied)
        clipboard.selectionChanged.connect(self._selected)
        self._drag_px, self._drag_ms = application.startDragDistance(), application.startDragTime()
        if not self.may_copy:
            # Text that is dragged away is copied too, from any kind of widget; each asks these two before it lets a drag begin.
            application.setStartDragDistance(_NO_DRAG_PX)
            application.setStartDragTime(_NO_DRAG_PX)

    @property
    def may_copy(self) -> bool:
        """Whether the person may copy personal data."""
        return self._context.session.may(COPY)

    def close(self) -> None:
        """The sign-in is over: nothing is marked and nothing kept back any more. Said again, it changes nothing."""
        if self._over:
            return
        self._over = True
        self._tell_sums()
        self._context.background.personal.disconnect(self._personal)
        application, clipboard = QApplication.instance(), QGuiApplication.clipboard()
        assert isinstance(application, QApplication)
        application.focusWindowChanged.disconnect(self._other_window)
        clipboard.dataChanged.disconnect(self._copied)
        clipboard.selectionChanged.disconnect(self._selected)
        application.setStartDragDistance(self._drag_px)
        application.setStartDragTime(self._drag_ms)
        self._minute.stop()
        self._soon.stop()
        for mark in self._there(self._marks):
            mark.hide()
            mark.deleteLater()
        self._marks, self._marked, self.on_screen = [], [], False

    # -- what is personal --------------------------------------------------------------------------------------------

    def _personal(self, owner: QObject, names: frozenset[str]) -> None:
        """`owner` is handed personal data: the widget it belongs to shows some from now on."""
        if getattr(owner, "counts_only", False):
            return
        widget = _widget_of(owner) or self._host
        for one in {owner, widget}:
            one.setProperty(_MARK, sorted(names | _names_of(one)))
        if not any(one is widget for one in self._there(self._marked)):
            self._marked.append(widget)
            widget.installEventFilter(self)
        self.look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange):
            self._soon.start()
        return False

    def _other_window(self, _window: object) -> None:
        self._soon.start()

    def look(self) -> None:
        """See what is in sight now, and mark every window of the desk while any of them shows personal data."""
        self._marked = list(self._there(self._marked))
        self._marks = list(self._there(self._marks))
        self.on_screen = any(one.isVisible() for one in self._marked)
        covered = {id(one.parentWidget()): one for one in self._marks}
        wanted = [one for one in QApplication.topLevelWidgets() if self._to_mark(one)]
        for window in wanted:
            mark = covered.pop(id(window), None)
            if mark is None:
                mark = Watermark(window, self.lines)
                self._marks.append(mark)
            mark.show()
            mark.raise_()
        for mark in covered.values():
            mark.hide()

    def _to_mark(self, window: QWidget) -> bool:
        if not self.on_screen or not window.isVisible() or not self._context.session.watermark:
            return False
        if window.windowType() == Qt.WindowType.Popup and not isinstance(window, QMenu):
            return any(window.isAncestorOf(one) for one in self._marked)
        return window.windowType() in _WINDOWS

    def lines(self) -> tuple[str, ...]:
        """Return what the watermark says: the person and the login, the seat and the centre's time."""
        session = self._context.session
        if not session.active:
            return ("",)
        me, now = session.me, self._context.hub_now()
        return (
            f"{words.pick(me.name, me.name_en)} {me.login}",
            f"{session.seat} {words.local(now).strftime('%Y-%m-%d %H:%M')}",
        )

    def _next_minute(self) -> None:
        self.look()
        for mark in self._there(self._marks):
            mark.update()

    def holds_back(self, widget: QWidget | None) -> bool:
        """Return whether what this widget shows is, or may be, personal; None: something in sight.

        A panel that shows what the hub said of something else (an article) is free in a window that shows customers.
        """
        at = widget
        while at is not None:
            if any(at is one for one in self._marked):
                return True
            if isinstance(at, FeedPanel) and at.feed.now is not None:
                return any(_names_of(one) for one in at.feeds)
            at = at.parentWidget()
        return self.on_screen

    # -- copying -----------------------------------------------------------------------------------------------------

    def _copied(self) -> None:
        self._judge(QClipboard.Mode.Clipboard)

    def _selected(self) -> None:
        self._judge(QClipboard.Mode.Selection)

    def _judge(self, mode: QClipboard.Mode) -> None:
        """Something is on the clipboard, or is selected where selecting is copying: take it back unless it may be there."""
        clipboard = QGuiApplication.clipboard()
        if (
            self._clearing
            or not _is_ours(clipboard, mode)
            or copying.is_own(clipboard.mimeData(mode))
            or not clipboard.text(mode)
        ):
            return
        widget = QApplication.focusWidget()
        if not self.holds_back(widget) or _is_being_typed(widget):
            return
        if self.may_copy:
            self.taken_out("copy", widget)
            return
        self._clearing = True
        try:
            clipboard.clear(mode)
        finally:
            self._clearing = False
        if mode == QClipboard.Mode.Clipboard:
            self._refuse()

    def may_take_out(self, widget: QWidget, kind: Kind) -> bool:
        """Return whether what this widget shows may be printed or saved as a file; where it is personal it is told or refused."""
        if not self.holds_back(widget):
            return True
        if not self.may_copy:
            self._refuse()
            return False
        self.taken_out(kind, widget)
        return True

    def _refuse(self) -> None:
        said = self.tr("Screens with customers' data are neither copied nor printed without the right to do so.")
        self._context.notices.warning(said, key=COPY)

    # -- written down ------------------------------------------------------------------------------------------------

    def taken_out(self, kind: Kind, widget: QWidget | None) -> None:
        """Personal data was copied or printed: the first time of a screen is told at once, more of them as a sum."""
        what = (kind, " ".join(sorted(self._sources(widget))))
        if self._sum.isActive() and what in self._taken:
            self._taken[what] += 1
            return
        self._taken[what] += 0
        self._sum.start()
        self._tell(what, 1)

    def _sources(self, widget: QWidget | None) -> frozenset[str]:
        at = widget
        while at is not None:
            if found := _names_of(at):
                return found
            at = at.parentWidget()
        return frozenset().union(*(_names_of(one) for one in self._there(self._marked) if one.isVisible()))

    def _tell_sums(self) -> None:
        taken, self._taken = self._taken, Counter()
        for what, times in taken.items():
            if times:
                self._tell(what, times)

    def _tell(self, what: tuple[Kind, str], times: int) -> None:
        request = operations.taken_out(TakenOut(kind=what[0], sources=what[1].split()[:20], times=times))
        # On the disk before anything else: what was taken is written down even if the desk ends now.
        self._context.outbox.enqueue(
            request.method, request.url, request.body, what_zh="复制或打印记录", what_en="Note of a copy or print"
        )

    @staticmethod
    def _there(found: list[Any]) -> Iterator[Any]:
        return (one for one in found if shiboken6.isValid(one))


def _is_ours(clipboard: QClipboard, mode: QClipboard.Mode) -> bool:
    """Return whether this program put there what is there, and not another one."""
    if QGuiApplication.platformName() in _ALONE:
        return True
    return clipboard.ownsClipboard() if mode == QClipboard.Mode.Clipboard else clipboard.ownsSelection()


def _widget_of(owner: QObject) -> QWidget | None:
    at: QObject | None = owner
    while at is not None and not isinstance(at, QWidget):
        at = at.parent()
    return at


def _names_of(owner: QObject) -> frozenset[str]:
    return frozenset(owner.property(_MARK) or ())


def _is_being_typed(widget: QWidget | None) -> bool:
    """Return whether somebody types in this field: what stands there is their own, and not what the hub filled it with."""
    if isinstance(widget, QLineEdit):
        return not widget.isReadOnly() and widget.isModified()
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return not widget.isReadOnly() and widget.document().isModified()
    return False

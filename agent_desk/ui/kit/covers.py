"""What takes the place of something, or lies over it: pages, and panels over others. What is beneath cannot be reached by the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QWidget

from agent_desk.ui.kit import focus, tab_order


class Pages(QStackedWidget):
    """One page in sight at a time. A focus on the page that goes stays in its task: Qt would press on to the first button."""

    def setCurrentWidget(self, page: QWidget) -> None:
        if page is not self.currentWidget():
            focus.turn(self.currentWidget(), lambda: super(Pages, self).setCurrentWidget(page))

    def setCurrentIndex(self, index: int) -> None:
        if index != self.currentIndex():
            focus.turn(self.currentWidget(), lambda: super(Pages, self).setCurrentIndex(index))

    def focus_home(self) -> QWidget | None:
        """Where the page in sight takes its next key, or the page itself."""
        page = self.currentWidget()
        return focus.home_of(page) or (page if page is not None and page.accessibleName() else None)


class Cover:
    """Keeps everything else in `host` out of reach while `panel` lies over all of it."""

    def __init__(self, host: QWidget, panel: QWidget) -> None:
        self._host, self._panel = host, panel
        self._beneath: list[QWidget] = []

    def lay(self) -> None:
        """What lies beneath answers neither Tab nor Space, and none of its keys."""
        beneath = [
            one
            for one in self._host.children()
            if isinstance(one, QWidget) and one is not self._panel and not one.isWindow() and one.isEnabled()
        ]
        self._beneath += beneath
        for one in beneath:
            one.setEnabled(False)

    def lift(self) -> None:
        """It can be reached again."""
        beneath, self._beneath = self._beneath, []
        for one in beneath:
            one.setEnabled(True)


class Overlay(QFrame):
    """A panel over a part of its window, not a window of its own: the keys of a call go on working.

    Tab walks inside it. It closes with Esc, and when the focus goes elsewhere: to another key's task, or by a click. Closed, it
    gives the focus back.
    """

    closed = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setProperty("role", "toast")
        self.hide()

    def open_now(self) -> None:
        """Show it, with the focus in it."""
        focus.enter(self, self._show)

    def _show(self) -> None:
        if not self.isVisible():
            self.show()
            application = QApplication.instance()
            assert isinstance(application, QApplication)
            application.focusChanged.connect(self._moved)
        self.raise_()

    def close_it(self) -> None:
        """Take it away, and give the focus back to where it was."""
        if self.isHidden():
            return
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.disconnect(self._moved)
        focus.turn(self, self.hide)
        self.closed.emit()

    def _moved(self, _old: QWidget | None, _now: QWidget | None) -> None:
        # As it is by now: what Qt chose for the moment does not count.
        now = QApplication.focusWidget()
        if now is not None and now is not self and now.window() is self.window() and not self.isAncestorOf(now):
            self.close_it()

    def focusNextPrevChild(self, next: bool) -> bool:
        if not self.isVisible():
            return super().focusNextPrevChild(next)
        stops = tab_order.stops(self)
        now = QApplication.focusWidget()
        if stops:
            at = stops.index(now) if now in stops else -1 if next else 0
            reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
            stops[(at + (1 if next else -1)) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        else:
            super().keyPressEvent(event)

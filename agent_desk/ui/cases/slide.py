"""A panel that slides over another from the right and covers it, so that the columns beside it stay in sight."""

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QRect, Signal
from PySide6.QtWidgets import QWidget

from agent_desk.ui.kit import focus
from agent_desk.ui.kit.covers import Cover

_MS = 160


class SlideOver(QObject):
    """Keeps `panel` over `host` while it is open; the keyboard cannot come to what lies beneath. `closed` comes when it is away again,
    and the focus is back where it was."""

    closed = Signal()

    def __init__(self, host: QWidget, panel: QWidget) -> None:
        super().__init__(host)
        self._host, self._panel = host, panel
        panel.setParent(host)
        panel.hide()
        self._cover = Cover(host, panel)
        self.is_open = False
        self._move = QPropertyAnimation(panel, b"pos", self)
        self._move.setDuration(_MS)
        self._move.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._move.finished.connect(self._arrived)
        host.installEventFilter(self)

    def open(self) -> None:
        """Slide in; at once where it is open already."""
        self._panel.setGeometry(self._place())
        if self.is_open:
            self._panel.raise_()
            return
        self.is_open = True
        focus.enter(self._panel, self._lay)
        self._go(QPoint(self._host.width() // 6, 0), QPoint(0, 0))

    def close(self) -> None:
        """Take the panel away at once: what lies under it is what is wanted now."""
        if not self.is_open:
            return
        self.is_open = False
        self._move.stop()
        self._cover.lift()
        focus.turn(self._panel, self._panel.hide)
        self.closed.emit()

    def _lay(self) -> None:
        self._panel.show()
        self._panel.raise_()
        self._cover.lay()

    def _go(self, start: QPoint, end: QPoint) -> None:
        self._move.stop()
        self._move.setStartValue(start)
        self._move.setEndValue(end)
        self._move.start()

    def _arrived(self) -> None:
        if self.is_open:
            self._panel.setGeometry(self._place())

    def _place(self) -> QRect:
        return self._host.rect()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and self.is_open:
            self._move.stop()
            self._panel.setGeometry(self._place())
        return False

"""Who is signed in, where and when, written faintly over a whole window: a photograph of the screen says whose it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from agent_desk.ui.kit import theme

_TURNED: Final = -22.0
"""Degrees: nothing of the desk is written at this angle, so that the eye passes over it."""
_GAP: Final = QSize(96, 78)
"""Between one and the next, in device-independent pixels: no piece of a screen large enough to hold a row of a table is without one."""
_SHARE: Final = {"light": 0.075, "dark": 0.055}
"""Of the text's colour: seen in a photograph, while text over it keeps its contrast (tests/ui/kit/test_watermark.py)."""


class Watermark(QWidget):
    """Lies over everything in its window and takes neither mouse nor keys. `say` gives its lines as they are now.

    The pattern is one picture, made when a line, the colours or the scale change; what is painted again below it costs a tile.
    """

    def __init__(self, window: QWidget, say: Callable[[], tuple[str, ...]]) -> None:
        super().__init__(window)
        self._window, self._say = window, say
        self._tile: QPixmap | None = None
        self._made_for: tuple[object, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        self.setGeometry(window.rect())

    def lines(self) -> tuple[str, ...]:
        """Return what it says now."""
        return self._say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        elif event.type() == QEvent.Type.ChildAdded:
            self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        tile, painter = self._pattern(), QPainter(self)
        # Qt lets through what is to be painted anew and nothing else.
        part = event.rect()
        painter.drawTiledPixmap(QRectF(part), tile, QPointF(part.topLeft()))
        painter.end()

    def _pattern(self) -> QPixmap:
        lines, scale = self._say(), self.devicePixelRatioF()
        wanted = (lines, theme.current().name, scale)
        if self._tile is None or wanted != self._made_for:
            self._tile, self._made_for = _drawn(lines, scale), wanted
        return self._tile


def _drawn(lines: tuple[str, ...], scale: float) -> QPixmap:
    """Return the tile: the lines twice, the second half a tile further, so that they stand like bricks."""
    face = theme.font(14)
    metrics = QFontMetricsF(face)
    wide = max(metrics.horizontalAdvance(line) for line in lines)
    size = QSize(
        round(wide) + _GAP.width(), 2 * (round(wide * 0.38 + metrics.lineSpacing() * len(lines)) + _GAP.height())
    )
    tile = QPixmap(round(size.width() * scale), round(size.height() * scale))
    tile.setDevicePixelRatio(scale)
    tile.fill(Qt.GlobalColor.transparent)
    ink = theme.current().color("text")
    ink.setAlphaF(_SHARE[theme.current().name])
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(face)
    painter.setPen(ink)
    # Each once more a tile to the left and right: what is turned reaches over the edges.
    for row, shift in ((0.25, 0.0), (0.75, 0.5)):
        for column in (-1, 0, 1):
            painter.save()
            painter.translate(size.width() * (0.5 + shift + column), size.height() * row)
            painter.rotate(_TURNED)
            for at, line in enumerate(lines):
                down = (at - (len(lines) - 1) / 2) * metrics.lineSpacing()
                painter.drawText(QPointF(-metrics.horizontalAdvance(line) / 2, down), line)
            painter.restore()
    painter.end()
    return tile

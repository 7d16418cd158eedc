"""The drawing of an interval chart: grid, bars, lines, targets and the words at its edges, painted as they stand.

Painted by QPainter alone: what the desk draws is a handful of lines, and the library for it brought OpenGL's part of Qt, 11 MiB and half a
second of a supervisor's start (docs/decisions/0072-two-builds.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.chart_history import Group, History
from agent_desk.ui.kit.chart_legend import Series

LABEL_PX = 12
LEFT_PX, BELOW_PX, ABOVE_PX = 48, 24, 10
"""Room of the words beside and below; half a label above the uppermost line."""
RIGHT_PX = 16
"""Half a label right of the last interval."""
GAP_PX = 6
"""Between words and what they name."""
_BAR = 0.66
"""Of an interval's width."""
_DOT_PX = 3.0

Ticks = Sequence[tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One series as it is drawn: its figures by interval (NaN where there is none), and the height of its target."""

    series: Series
    row: Any
    target: float | None


class Plot(QWidget):
    """Draws from -0.5 to count - 0.5 intervals, and from 0 to `top`. `tokens` gives the colours each time; `on_paper`: a face that a PDF
    can be searched in."""

    hovered = Signal(object)
    """Which interval the mouse is over, by its place; None: over none."""
    pressed = Signal()

    def __init__(self, tokens: Callable[[], theme.Tokens], *, on_paper: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._on_paper = on_paper
        self._drawn: tuple[Drawn, ...] = ()
        self._history: History | None = None
        self._count, self._top = 1, 1.0
        self.left: Ticks = ()
        self.below: Ticks = ()
        self.cursor_at: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(120)

    def set_figures(self, drawn: Sequence[Drawn], count: int, top: float) -> None:
        """Draw these, each as its kind says."""
        self._drawn, self._count, self._top, self._history = tuple(drawn), count, top, None
        self.update()

    def set_history(self, groups: Sequence[Group], drawn: Sequence[Drawn], count: int, top: float) -> None:
        """Draw these rows of thousands, and of the series their targets alone."""
        self.set_figures(drawn, count, top)
        self._history = History(groups, top)

    def set_ticks(self, left: Ticks, below: Ticks) -> None:
        """Name these heights and these intervals; at each height lies a line of the grid."""
        self.left, self.below = tuple(left), tuple(below)
        self.update()

    def set_cursor(self, at: int | None) -> None:
        """Mark this interval."""
        if at != self.cursor_at:
            self.cursor_at = at
            self.update()

    # -- where things are ----------------------------------------------------------------------------------------------

    def face(self) -> QFont:
        """Return the face of the words at the edges."""
        return theme.paper_font(LABEL_PX) if self._on_paper else theme.font(LABEL_PX)

    def inside(self, size: QSizeF | None = None) -> QRectF:
        """Return the place of the figures, without the words at the edges."""
        whole = QSizeF(self.size()) if size is None else size
        width, height = whole.width() - LEFT_PX - RIGHT_PX, whole.height() - ABOVE_PX - BELOW_PX
        return QRectF(LEFT_PX, ABOVE_PX, max(1.0, width), max(1.0, height))

    def x_of(self, at: float, inside: QRectF) -> float:
        """Return where an interval has its middle."""
        return inside.left() + (at + 0.5) / self._count * inside.width()

    def _y_of(self, value: float, inside: QRectF) -> float:
        return inside.bottom() - value / self._top * inside.height()

    # -- painting ------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        self.draw(QPainter(self), QSizeF(self.size()))

    def draw(self, painter: QPainter, size: QSizeF) -> None:
        """Draw everything from the painter's origin on, in this size."""
        inside, tokens = self.inside(size), self._tokens()
        painter.fillRect(QRectF(QPointF(0, 0), size), tokens.color("surface_raised"))
        painter.setPen(_hair(tokens.color("border")))
        for value, _ in self.left:
            _across(painter, inside, self._y_of(value, inside))
        painter.save()
        painter.setClipRect(inside.adjusted(0, -_DOT_PX, 0, 0))
        if self._history is not None:
            self._history.set_colors([tokens.color(group.tone) for group in self._history.groups])
            self._history.draw(painter, inside)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for one in sorted(self._drawn, key=lambda one: one.series.kind != "bars"):
                self._draw_series(painter, inside, one, tokens.color(one.series.tone))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if self.cursor_at is not None:
            painter.setPen(_hair(tokens.color("border_strong")))
            x = self.x_of(self.cursor_at, inside)
            painter.drawLine(QPointF(x, inside.top()), QPointF(x, inside.bottom()))
        painter.restore()
        painter.setFont(self.face())
        for one in self._drawn:
            if one.target is not None:
                self._draw_target(painter, inside, one, one.target)
        self._draw_words(painter, inside, tokens.color("muted"))

    def _draw_series(self, painter: QPainter, inside: QRectF, one: Drawn, color: QColor) -> None:
        if one.series.kind == "bars":
            width = _BAR * inside.width() / self._count
            for at in np.flatnonzero(np.isfinite(one.row)):
                top = self._y_of(float(one.row[at]), inside)
                middle = self.x_of(float(at), inside)
                painter.fillRect(QRectF(middle - width / 2, top, width, inside.bottom() - top), color)
            return
        style = Qt.PenStyle.SolidLine if one.series.kind == "line" else Qt.PenStyle.DotLine
        for run in _runs(one.row):
            points = [QPointF(self.x_of(at, inside), self._y_of(float(one.row[at]), inside)) for at in run]
            if len(points) > 1:
                painter.setPen(QPen(color, 2, style))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPolyline(QPolygonF(points))
            else:
                # A figure between two gaps has no line to lie on: it is a dot.
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color)
                painter.drawEllipse(points[0], _DOT_PX, _DOT_PX)

    def _draw_target(self, painter: QPainter, inside: QRectF, one: Drawn, target: float) -> None:
        """A line across, and what it is, above the line at its right end."""
        tokens, y = self._tokens(), self._y_of(target, inside)
        painter.setPen(QPen(tokens.color(one.series.tone), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(inside.left(), y), QPointF(inside.right(), y))
        if not one.series.target_text:
            return
        metrics = QFontMetricsF(painter.font())
        width, height = metrics.horizontalAdvance(one.series.target_text) + GAP_PX, metrics.height()
        box = QRectF(inside.right() - width, y - height - 1, width, height)
        painter.fillRect(box, tokens.color("surface_raised"))
        painter.setPen(tokens.color("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, one.series.target_text)

    def _draw_words(self, painter: QPainter, inside: QRectF, color: QColor) -> None:
        painter.setPen(color)
        height = QFontMetricsF(painter.font()).height()
        for value, text in self.left:
            box = QRectF(0, self._y_of(value, inside) - height / 2, inside.left() - GAP_PX, height)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, text
            )
        for at, text in self.below:
            box = QRectF(self.x_of(at, inside) - 1, inside.bottom() + GAP_PX, 2, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)

    # -- the mouse -----------------------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        inside = self.inside()
        over = inside.contains(event.position())
        self.hovered.emit(int((event.position().x() - inside.left()) / inside.width() * self._count) if over else None)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()


def _hair(color: QColor) -> QPen:
    """A line of one pixel of ours, on a dense screen and on paper too."""
    return QPen(color, 1)


def _across(painter: QPainter, inside: QRectF, y: float) -> None:
    painter.drawLine(QPointF(inside.left(), y), QPointF(inside.right(), y))


def _runs(row: Any) -> Iterator[range]:
    """Yield the places of figures that follow each other without a gap."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], np.isfinite(row), [False])).astype(np.int8)))
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        yield range(int(begin), int(end))

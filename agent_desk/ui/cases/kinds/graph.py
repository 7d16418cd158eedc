"""A flow drawn: a box for each state with how many cases wait there, an arrow for each transition. It is looked at, not changed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsPathItem, QGraphicsScene, QGraphicsView, QWidget

from agent_desk.schemas.cases.kinds.definition import Kind, State, Transition
from agent_desk.ui.cases.kinds.fields import called, text
from agent_desk.ui.cases.kinds.layers import Place, places
from agent_desk.ui.kit import theme

BOX_W, BOX_H = 132.0, 46.0
_GAP_X, _GAP_Y = 96.0, 40.0
_ARROW: Final = 8.0
_RADIUS: Final = 6.0
_LABEL_PX: Final = 11


class GraphView(QGraphicsView):
    """The graph of one kind; all of it is in sight, however large."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: Kind | None = None
        self._waiting: dict[str, int] = {}
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setInteractive(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(220)
        self.setAccessibleName(text("graph"))
        theme.changed.connect(self._draw)

    def show_kind(self, kind: Kind | None, waiting: dict[str, int]) -> None:
        """Draw this kind with how many cases wait in each state."""
        if kind == self._kind and waiting == self._waiting:
            return
        self._kind, self._waiting = kind, dict(waiting)
        self._draw()

    def _draw(self) -> None:
        self._scene.clear()
        self.setBackgroundBrush(QBrush(theme.current().color("surface_raised")))
        if self._kind is None:
            return
        kind, at = self._kind, places(self._kind)
        several: dict[tuple[str, str], list[Transition]] = {}
        for way in kind.transitions:
            for code in way.from_states:
                if code in at and way.to_state in at:
                    several.setdefault((code, way.to_state), []).append(way)
        for (code, to), ways in several.items():
            self._arrow(at[code], at[to], ways, back=(to, code) in several)
        for state in kind.states:
            self._box(state, at[state.code])
        self._fit()

    def _box(self, state: State, place: Place) -> None:
        tokens = theme.current()
        box = box_of(place)
        path = QPainterPath()
        path.addRoundedRect(box, _RADIUS, _RADIUS)
        pen = QPen(tokens.color(state.tone), 2.0 if state.final else 1.2)
        shape = self._scene.addPath(path, pen, QBrush(tokens.soft(state.tone)))
        waits = self._waiting.get(state.code, 0)
        shape.setToolTip(f"{called(state)}: {waits}")
        name = QFontMetrics(theme.font(13, bold=True)).elidedText(
            called(state), Qt.TextElideMode.ElideRight, round(BOX_W - 16)
        )
        self._words(name, box.center() - QPointF(0, 8 if waits else 0), tokens.color("text"), 13, bold=True)
        if waits:
            said = text("waiting").format(n=waits)
            self._words(said, box.center() + QPointF(0, 12), tokens.color(state.tone), _LABEL_PX)

    def _arrow(self, start: Place, end: Place, ways: list[Transition], *, back: bool) -> None:
        tokens = theme.current()
        path, tip, angle = arrow_of(start, end, bent=back)
        colour = tokens.color("muted")
        line = QGraphicsPathItem(path)
        line.setPen(QPen(colour, 1.3))
        line.setToolTip(" / ".join(called(one) for one in ways))
        self._scene.addItem(line)
        self._scene.addPolygon(_head(tip, angle), QPen(colour, 1), QBrush(colour))
        words = " / ".join(called(one) for one in ways)
        said = QFontMetrics(theme.font(_LABEL_PX)).elidedText(words, Qt.TextElideMode.ElideRight, round(_GAP_X + 20))
        self._words(said, path.pointAtPercent(0.5) - QPointF(0, 8), tokens.color("text"), _LABEL_PX, ground=True)

    def _words(
        self, said: str, middle: QPointF, colour: QColor, pixels: int, *, bold: bool = False, ground: bool = False
    ) -> None:
        item = self._scene.addSimpleText(said, theme.font(pixels, bold=bold))
        item.setBrush(QBrush(colour))
        box = item.boundingRect()
        item.setPos(middle - QPointF(box.width() / 2, box.height() / 2))
        item.setZValue(2)
        if ground:
            under = self._scene.addRect(
                item.sceneBoundingRect().adjusted(-2, 0, 2, 0),
                QPen(Qt.PenStyle.NoPen),
                QBrush(theme.current().color("surface_raised")),
            )
            under.setZValue(1)

    def _fit(self) -> None:
        area = self._scene.itemsBoundingRect().adjusted(-12, -12, 12, 12)
        self._scene.setSceneRect(area)
        room = self.viewport().rect()
        if area.width() > room.width() or area.height() > room.height():
            self.fitInView(area, Qt.AspectRatioMode.KeepAspectRatio)
        else:
            self.resetTransform()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def box_of(place: Place) -> QRectF:
    """Return where the box of a state stands."""
    return QRectF(place.layer * (BOX_W + _GAP_X), place.row * (BOX_H + _GAP_Y), BOX_W, BOX_H)


def arrow_of(first: Place, last: Place, *, bent: bool) -> tuple[QPainterPath, QPointF, int]:
    """Return the line from one box to another, where its head is, and in which direction that points (degrees, 0 to the right).

    `bent`: there is one the other way, too.
    """
    start, end, path = box_of(first), box_of(last), QPainterPath()
    if last.layer > first.layer + 1 and last.row > first.row:
        # What stands above the end must not look as if it led there: from below, into its side.
        begin, tip = QPointF(start.center().x(), start.bottom()), QPointF(end.left(), end.center().y())
        path.moveTo(begin)
        path.cubicTo(QPointF(begin.x(), tip.y()), QPointF(begin.x(), tip.y()), tip)
        return path, tip, 0
    if last.layer > first.layer + 1:
        # Past the boxes between them, above all of them.
        begin, tip = QPointF(start.center().x() + 20, start.top()), QPointF(end.center().x() - 20, end.top())
        high = min(begin.y(), tip.y()) - 24 - 14 * (last.layer - first.layer)
        path.moveTo(begin)
        path.cubicTo(QPointF(begin.x() + 30, high), QPointF(tip.x() - 30, high), tip)
        return path, tip, 90
    if last.layer > first.layer:
        begin, tip = QPointF(start.right(), start.center().y()), QPointF(end.left(), end.center().y())
        if bent:
            begin, tip = begin - QPointF(0, 8), tip - QPointF(0, 8)
        half = (tip.x() - begin.x()) / 2
        path.moveTo(begin)
        path.cubicTo(begin + QPointF(half, 0), tip - QPointF(half, 0), tip)
        return path, tip, 0
    if last.layer == first.layer and first.row != last.row:
        down = last.row > first.row
        begin = QPointF(start.center().x(), start.bottom() if down else start.top())
        tip = QPointF(end.center().x(), end.top() if down else end.bottom())
        path.moveTo(begin)
        path.lineTo(tip)
        return path, tip, 90 if down else 270
    begin, tip = QPointF(start.center().x() - 16, start.bottom()), QPointF(end.center().x() + 16, end.bottom())
    low = max(begin.y(), tip.y()) + 26 + 8 * (first.layer - last.layer)
    path.moveTo(begin)
    path.cubicTo(QPointF(begin.x(), low), QPointF(tip.x(), low), tip)
    return path, tip, 270


def _head(tip: QPointF, angle: int) -> QPolygonF:
    left, right = {
        0: (QPointF(-_ARROW, -_ARROW / 2), QPointF(-_ARROW, _ARROW / 2)),
        90: (QPointF(-_ARROW / 2, -_ARROW), QPointF(_ARROW / 2, -_ARROW)),
        270: (QPointF(-_ARROW / 2, _ARROW), QPointF(_ARROW / 2, _ARROW)),
    }[angle]
    return QPolygonF([tip, tip + left, tip + right])

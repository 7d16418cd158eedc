"""A flow drawn: a box for each state with how many cases wait there, an arrow for each transition, tasks side by side below a box.

It is looked at here; the board of the designer draws alike and lets it be changed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QFrame, QGraphicsPathItem, QGraphicsScene, QGraphicsView, QWidget

from agent_desk.schemas.cases.kinds.definition import Kind, State, Transition
from agent_desk.ui.cases.kinds.fields import called, text
from agent_desk.ui.cases.kinds.layers import Place, places
from agent_desk.ui.kit import theme, words

BOX_W, BOX_H = 132.0, 46.0
_GAP_X, _GAP_Y = 96.0, 40.0
_ARROW: Final = 8.0
_RADIUS: Final = 6.0
_LABEL_PX: Final = 11
TASKS_H: Final = 20.0
_BOWS: Final = (0.0, 44.0, -44.0, 90.0, -90.0, 150.0, -150.0, 240.0, -240.0)
"""How far a line that was put by hand may bow out, in the order in which it is tried."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a part is drawn that stands out. `tone`: of its line; `sign`: one character before its name; `wide`: with a thicker line."""

    tone: str
    sign: str = ""
    wide: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """A drawn line from one state to another, for all the transitions between them."""

    start: str
    end: str
    ways: tuple[Transition, ...]
    path: QPainterPath


class GraphView(QGraphicsView):
    """The graph of one kind; all of it is in sight, however large."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: Kind | None = None
        self._waiting: dict[str, int] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self.rects: dict[str, QRectF] = {}
        """Where the box of each state stands."""
        self.arrows: list[Arrow] = []
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

    def show_kind(
        self,
        kind: Kind | None,
        waiting: Mapping[str, int],
        looks: Mapping[tuple[str, str], Look] | None = None,
    ) -> None:
        """Draw this kind with how many cases wait in each state. `looks`: of what stands out, by table and code."""
        looks = dict(looks or {})
        if (kind, dict(waiting), looks) == (self._kind, self._waiting, self._looks):
            return
        self._kind, self._waiting, self._looks = kind, dict(waiting), looks
        self._draw()

    def _draw(self) -> None:
        self._scene.clear()
        self.arrows = []
        self.setBackgroundBrush(QBrush(theme.current().color("surface_raised")))
        if self._kind is None:
            return
        self._draw_kind(self._kind)
        self._fit()

    def _draw_kind(self, kind: Kind) -> None:
        self.rects = rects_of(kind)
        several: dict[tuple[str, str], list[Transition]] = {}
        for way in kind.transitions:
            for code in way.from_states:
                if code in self.rects and way.to_state in self.rects:
                    several.setdefault((code, way.to_state), []).append(way)
        for (code, to), ways in several.items():
            self._arrow(kind, code, to, ways, back=(to, code) in several and to != code)
        for state in kind.states:
            self._box(state, self.rects[state.code])
            tasks = [task for way in kind.transitions if way.to_state == state.code for task in way.tasks]
            if tasks:
                self._tasks(self.rects[state.code], [called(one) for one in tasks])

    def _look(self, table: str, code: str) -> Look | None:
        return self._looks.get((table, code))

    def _box(self, state: State, box: QRectF) -> None:
        tokens, look = theme.current(), self._look("states", state.code)
        path = QPainterPath()
        path.addRoundedRect(box, _RADIUS, _RADIUS)
        pen = QPen(tokens.color(look.tone if look else state.tone), 2.0 if state.final else 1.2)
        if look is not None and look.wide:
            pen.setWidthF(3.0)
        if look is not None and look.dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        shape = self._scene.addPath(path, pen, QBrush(tokens.soft(state.tone)))
        if state.final:
            # An end is told by its shape as well: a second line within.
            inner = QPainterPath()
            inner.addRoundedRect(box.adjusted(3, 3, -3, -3), _RADIUS - 2, _RADIUS - 2)
            self._scene.addPath(inner, QPen(tokens.color(state.tone), 1.0))
        waits = self._waiting.get(state.code, 0)
        shape.setToolTip(f"{called(state)}: {waits}")
        said = f"{look.sign} {called(state)}" if look is not None and look.sign else called(state)
        name = QFontMetrics(theme.font(13, bold=True)).elidedText(said, Qt.TextElideMode.ElideRight, round(BOX_W - 16))
        self._words(name, box.center() - QPointF(0, 8 if waits else 0), tokens.color("text"), 13, bold=True)
        if waits:
            said = text("waiting").format(n=waits)
            self._words(said, box.center() + QPointF(0, 12), tokens.color(state.tone), _LABEL_PX)

    def _tasks(self, box: QRectF, names: list[str]) -> None:
        """Draw the tasks that begin with a state as one strip below its box, with a double bar at its left."""
        tokens = theme.current()
        strip = QRectF(box.left() + 10, box.bottom() + 3, box.width() - 20, TASKS_H)
        pen = QPen(tokens.color("muted"), 1.0)
        shape = self._scene.addRect(strip, pen, QBrush(tokens.color("surface_sunken")))
        shape.setToolTip("\n".join(names))
        for x in (4.0, 7.0):
            left = strip.left() + x
            self._scene.addLine(QLineF(left, strip.top() + 3, left, strip.bottom() - 3), pen)
        said = QFontMetrics(theme.font(_LABEL_PX)).elidedText(
            words.listed(names), Qt.TextElideMode.ElideRight, round(strip.width() - 18)
        )
        self._words(said, strip.center() + QPointF(5, 0), tokens.color("text"), _LABEL_PX)

    def _arrow(self, kind: Kind, start: str, end: str, ways: list[Transition], *, back: bool) -> None:
        tokens = theme.current()
        path, tip, angle = route(kind, self.rects, start, end, bent=back)
        looks = [look for one in ways if (look := self._look("transitions", one.code)) is not None]
        look = next((one for one in looks if one.wide), looks[0] if looks else None)
        colour = tokens.color(look.tone if look is not None else "muted")
        pen = QPen(colour, 2.4 if look is not None else 1.3)
        if look is not None and look.dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        line = QGraphicsPathItem(path)
        line.setPen(pen)
        line.setToolTip(" / ".join(called(one) for one in ways))
        self._scene.addItem(line)
        self._scene.addPolygon(_head(tip, angle), QPen(colour, 1), QBrush(colour))
        self.arrows.append(Arrow(start, end, tuple(ways), path))
        names = []
        for one in ways:
            mark = self._look("transitions", one.code)
            names.append(f"{mark.sign} {called(one)}" if mark is not None and mark.sign else called(one))
        said = QFontMetrics(theme.font(_LABEL_PX)).elidedText(
            " / ".join(names), Qt.TextElideMode.ElideRight, round(_GAP_X + 20)
        )
        ink = colour if look is not None else tokens.color("text")
        self._words(said, path.pointAtPercent(0.5) - QPointF(0, 8), ink, _LABEL_PX, ground=True)

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


def rects_of(kind: Kind) -> dict[str, QRectF]:
    """Return where the box of each state stands: where it was put, else where the layers have it, out of the way of those."""
    found = {one.code: QRectF(one.at.x, one.at.y, BOX_W, BOX_H) for one in kind.states if one.at is not None}
    put = list(found.values())
    for code, place in places(kind).items():
        if code in found:
            continue
        box = box_of(place)
        while any(box.intersects(one.adjusted(-8, -8, 8, 8)) for one in put):
            box = box.translated(0, BOX_H + _GAP_Y)
        found[code] = box
        put.append(box)
    return {one.code: found[one.code] for one in kind.states}


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


def route(
    kind: Kind, rects: Mapping[str, QRectF], start: str, end: str, *, bent: bool
) -> tuple[QPainterPath, QPointF, float]:
    """Return the line between two states as `arrow_of` does; around what stands in its way where boxes were put by hand."""
    if start == end:
        return _around(rects[start])
    if all(one.at is None for one in kind.states):
        at = places(kind)
        return arrow_of(at[start], at[end], bent=bent)
    others = [box.adjusted(-4, -4, 4, 4) for code, box in rects.items() if code not in (start, end)]
    tried = [_bowed(rects[start], rects[end], bow + (26 if bent else 0)) for bow in _BOWS]
    return min(tried, key=lambda one: (_crossed(one[0], others), tried.index(one)))


def _around(box: QRectF) -> tuple[QPainterPath, QPointF, float]:
    """Return the line from a box back to itself, below its right corner."""
    begin, tip = QPointF(box.right() - 34, box.bottom()), QPointF(box.right(), box.center().y() + 6)
    path = QPainterPath(begin)
    path.cubicTo(begin + QPointF(0, 44), tip + QPointF(54, 22), tip)
    return path, tip, 180.0


def _bowed(start: QRectF, end: QRectF, bow: float) -> tuple[QPainterPath, QPointF, float]:
    straight = QLineF(start.center(), end.center())
    length = straight.length() or 1.0
    away = QPointF(-straight.dy() / length, straight.dx() / length) * bow
    over = straight.center() + away
    begin, tip = _edge(start, over), _edge(end, over)
    path = QPainterPath(begin)
    path.quadTo(over, tip)
    return path, tip, math.degrees(math.atan2(tip.y() - over.y(), tip.x() - over.x()))


def _edge(box: QRectF, towards: QPointF) -> QPointF:
    """Return where the line from the middle of a box to a point leaves the box."""
    middle = box.center()
    dx, dy = towards.x() - middle.x(), towards.y() - middle.y()
    if not dx and not dy:
        return QPointF(middle.x(), box.bottom())
    share = min(box.width() / 2 / abs(dx) if dx else math.inf, box.height() / 2 / abs(dy) if dy else math.inf)
    return middle + QPointF(dx, dy) * min(share, 1.0)


def _crossed(path: QPainterPath, others: list[QRectF]) -> int:
    """Return how many points of a line lie in boxes that it has nothing to do with."""
    points = [path.pointAtPercent(at / 24) for at in range(25)]
    return sum(box.contains(point) for box in others for point in points)


def _head(tip: QPointF, angle: float) -> QPolygonF:
    """Return the head of an arrow that points in a direction (degrees, 0 to the right, 90 down)."""
    shape = QPolygonF([QPointF(0, 0), QPointF(-_ARROW, -_ARROW / 2), QPointF(-_ARROW, _ARROW / 2)])
    return QTransform().translate(tip.x(), tip.y()).rotate(angle).map(shape)

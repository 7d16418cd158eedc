"""The drawing board: boxes and arrows that are dragged, added, connected, deleted; all of it by mouse and by keys alike."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPathStroker,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from agent_desk.desk.cases import drawing
from agent_desk.schemas.cases.kinds.definition import Kind, Spot
from agent_desk.ui.cases.kinds.designer.document import WHOLE, Document
from agent_desk.ui.cases.kinds.designer.said import text
from agent_desk.ui.cases.kinds.fields import called
from agent_desk.ui.cases.kinds.graph import BOX_H, BOX_W, TASKS_H, Arrow, GraphView, Look
from agent_desk.ui.kit import theme

STEP: Final = 20
"""So many pixels a box moves by one press of a key; boxes stand on multiples of half of it."""
_HANDLE: Final = 7.0
_NEAR: Final = 12.0
_DRAGGED_FROM: Final = 5.0
_LARGEST, _SMALLEST = 2.0, 0.35
_DIRECTIONS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
Drag = Literal["", "box", "connect", "start", "end", "board"]


class Board(GraphView):
    """The graph of a document. What is chosen there is marked; what is done here is a step of it."""

    wanted = Signal()
    """The chosen part is to be edited: its panel takes the keyboard."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._fits = True
        self._drag: Drag = ""
        self._pressed = QPointF()
        self._moved: dict[str, QRectF] = {}
        self._at = QPointF()
        self._held: Arrow | None = None
        self._connecting: str | None = None
        self._target: str | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(text("board"))
        self.setToolTip("")
        document.changed.connect(self._show)
        document.chose.connect(self._show)
        self._show()

    # -- what is shown -----------------------------------------------------------------------------------------------

    def _show(self) -> None:
        document = self._document
        if self._connecting is not None and self._connecting not in document.kind.states_by_code:
            self._connecting = self._target = None
        looks = {document.place_of(one): Look("bad", sign="!") for one in document.findings}
        if document.chosen != WHOLE:
            sign = looks[document.chosen].sign if document.chosen in looks else ""
            looks[document.chosen] = Look("accent", sign=sign, wide=True)
        if self._target is not None:
            looks["states", self._target] = Look("accent", wide=True, dashed=True)
        self.show_kind(document.kind, {}, looks)
        self.setAccessibleDescription(self.says())

    def says(self) -> str:
        """Return what is chosen, in words: what a screen reader says, and what stands below the board."""
        kind, (table, code) = self._document.kind, self._document.chosen
        if self._connecting is not None:
            return text("connect_from").format(state=called(kind.states_by_code[self._connecting]))
        if table == "states":
            state = kind.states_by_code[code]
            return text("selected_end" if state.final else "selected_state").format(name=called(state))
        if table == "transitions":
            way, states = kind.transitions_by_code[code], kind.states_by_code
            begin = "、".join(called(states[one]) for one in way.from_states if one in states)
            end = called(states[way.to_state]) if way.to_state in states else way.to_state
            return text("selected_way").format(name=called(way), begin=begin, end=end)
        return text("board_says")

    def _draw_kind(self, kind: Kind) -> None:
        if self._moved:
            kind = drawing.placed(kind, {code: (box.x(), box.y()) for code, box in self._moved.items()})
        super()._draw_kind(kind)
        tokens = theme.current()
        chosen = self.rects.get(self._document.chosen[1]) if self._document.chosen[0] == "states" else None
        pen = QPen(tokens.color("accent"), 1.4)
        if chosen is not None:
            handle = self._scene.addEllipse(_dot(_right(chosen)), pen, QBrush(tokens.color("accent")))
            handle.setZValue(4)
            handle.setToolTip(text("connect_hint"))
        for arrow in self.arrows:
            if self._document.chosen[0] == "transitions" and self._chosen_in(arrow):
                for point in (arrow.path.pointAtPercent(0.06), arrow.path.pointAtPercent(0.94)):
                    self._scene.addEllipse(_dot(point), pen, QBrush(tokens.color("surface_raised"))).setZValue(4)
        if self._drag in ("connect", "start", "end"):
            self._scene.addLine(
                QLineF(self._pressed, self._at), QPen(tokens.color("accent"), 1.6, Qt.PenStyle.DashLine)
            )

    def _chosen_in(self, arrow: Arrow) -> bool:
        return self._document.chosen[1] in [one.code for one in arrow.ways]

    def _fit(self) -> None:
        if self._drag:
            return
        area = self._scene.itemsBoundingRect().adjusted(-40, -40, 40, 60)
        self._scene.setSceneRect(area)
        if self._fits:
            super()._fit()

    def fit(self) -> None:
        """Show all of it."""
        self._fits = True
        self._fit()

    def zoom(self, by: float) -> None:
        """Draw larger or smaller."""
        now = self.transform().m11() * by
        if _SMALLEST <= now <= _LARGEST:
            self._fits = False
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            self.scale(by, by)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.15 if event.angleDelta().y() > 0 else 1 / 1.15)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def drawForeground(self, painter: QPainter, rect: QRectF | object) -> None:
        """Draw the ring of the focus."""
        if self.hasFocus():
            painter.save()
            painter.resetTransform()
            painter.setPen(QPen(theme.current().color("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -2, -2))
            painter.restore()

    # -- where things are --------------------------------------------------------------------------------------------

    def middle_of(self, code: str) -> QPointF:
        """Return the middle of a state's box, in pixels of the viewport. Raises KeyError."""
        return QPointF(self.mapFromScene(self.rects[code].center()))

    def handle_of(self, code: str) -> QPointF:
        """Return the dot at the right of a state's box, in pixels of the viewport. Raises KeyError."""
        return QPointF(self.mapFromScene(_right(self.rects[code])))

    def arrow_middle(self, way: str) -> QPointF:
        """Return the middle of a transition's arrow, in pixels of the viewport. Raises StopIteration."""
        return QPointF(self.mapFromScene(self._arrow_of(way).path.pointAtPercent(0.5)))

    def arrow_end(self, way: str) -> QPointF:
        """Return where the arrow of the chosen transition is taken into the hand, in pixels of the viewport. Raises StopIteration."""
        return QPointF(self.mapFromScene(self._arrow_of(way).path.pointAtPercent(0.94)))

    def _arrow_of(self, way: str) -> Arrow:
        return next(one for one in self.arrows if way in [each.code for each in one.ways])

    def _state_at(self, point: QPointF) -> str | None:
        return next((code for code, box in reversed(self.rects.items()) if box.contains(point)), None)

    def _tasks_at(self, point: QPointF) -> str | None:
        """Return the transition whose tasks stand there."""
        for code, box in self.rects.items():
            strip = QRectF(box.left() + 10, box.bottom() + 3, box.width() - 20, TASKS_H)
            ways = [one.code for one in self._document.kind.transitions if one.to_state == code and one.tasks]
            if ways and strip.contains(point):
                return ways[0]
        return None

    def _arrow_at(self, point: QPointF) -> Arrow | None:
        stroker = QPainterPathStroker()
        stroker.setWidth(_NEAR)
        for arrow in reversed(self.arrows):
            label = QRectF(-60, -18, 120, 20).translated(arrow.path.pointAtPercent(0.5))
            if stroker.createStroke(arrow.path).contains(point) or label.contains(point):
                return arrow
        return None

    # -- by mouse ----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        point = self._pressed = self._at = self.mapToScene(event.position().toPoint())
        table, chosen = self._document.chosen
        if table == "states" and QLineF(point, _right(self.rects[chosen])).length() <= _NEAR:
            self._drag = "connect"
            return
        if table == "transitions" and self._grasped(point):
            return
        code = self._state_at(point)
        if code is not None and self._connecting is not None:
            self._target = code
            self._connect()
        elif code is not None:
            self._document.choose("states", code)
            self._drag = "box"
        elif (of_tasks := self._tasks_at(point)) is not None:
            self._document.choose("transitions", of_tasks)
        elif (arrow := self._arrow_at(point)) is not None:
            self._document.choose("transitions", self._next_in(arrow))
        else:
            self._document.choose(*WHOLE)

    def _grasped(self, point: QPointF) -> bool:
        """Take an end of the chosen arrow into the hand."""
        for arrow in self.arrows:
            if not self._chosen_in(arrow):
                continue
            for end, at in (("start", 0.06), ("end", 0.94)):
                if QLineF(point, arrow.path.pointAtPercent(at)).length() <= _NEAR:
                    self._held = arrow
                    self._drag = "start" if end == "start" else "end"
                    other = arrow.path.pointAtPercent(1.0 if end == "start" else 0.0)
                    self._pressed = other
                    return True
        return False

    def _next_in(self, arrow: Arrow) -> str:
        """Return the transition of an arrow that a press chooses: of several the next one after the chosen."""
        codes = [one.code for one in arrow.ways]
        now = self._document.chosen[1]
        return codes[(codes.index(now) + 1) % len(codes)] if now in codes else codes[0]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._drag:
            super().mouseMoveEvent(event)
            return
        self._at = self.mapToScene(event.position().toPoint())
        gone = self._at - self._pressed
        if self._drag == "box" and (self._moved or gone.manhattanLength() >= _DRAGGED_FROM):
            self._move_chosen(gone)
        self._draw()

    def _move_chosen(self, gone: QPointF) -> None:
        code = self._document.chosen[1]
        if not self._moved:
            # The others stay where they are: they are no longer laid out by themselves.
            self._moved = dict(self.rects)
            self._begun = QRectF(self.rects[code])
        self._moved[code] = _on_grid(self._begun.translated(gone))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._drag:
            super().mouseReleaseEvent(event)
            return
        drag, moved, held = self._drag, self._moved, self._held
        self._drag, self._moved, self._held = "", {}, None
        over = self._state_at(self.mapToScene(event.position().toPoint()))
        kind, code = self._document.kind, self._document.chosen[1]
        if drag == "box" and moved:
            self._place(moved)
        elif drag == "connect" and over is not None:
            self._add_way(code, over)
        elif drag == "start" and held is not None and over is not None:
            changed = drawing.reconnected(kind, code, "start", held.start, over)
            self._document.do(text("did_connect"), changed)
        elif drag == "end" and held is not None and over is not None:
            self._document.do(text("did_connect"), drawing.reconnected(kind, code, "end", held.end, over))
        self._draw()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = self.mapToScene(event.position().toPoint())
        if self._state_at(point) is None and self._arrow_at(point) is None and self._tasks_at(point) is None:
            self.add_state(final=False, at=point)
        else:
            self.wanted.emit()

    # -- by keys -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        moves = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _DIRECTIONS:
            dx, dy = _DIRECTIONS[key]
            self._nudge(dx, dy) if moves and self._connecting is None else self._walk(dx, dy)
        elif self._connecting is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._connect()
        elif self._connecting is not None and key == Qt.Key.Key_Escape:
            self._connecting = self._target = None
            self._show()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
        elif key == Qt.Key.Key_Insert:
            self.add_state(final=False)
        elif key == Qt.Key.Key_End:
            self.add_state(final=True)
        elif key == Qt.Key.Key_C and not moves:
            self.connect_chosen()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_chosen()
        elif key == Qt.Key.Key_Space:
            self._walk_ways()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1.15)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / 1.15)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _walk(self, dx: int, dy: int) -> None:
        """Choose the nearest state in a direction; while one is being connected, the nearest that it could lead to."""
        table, code = self._document.chosen
        if table == "transitions":
            way = self._document.kind.transitions_by_code[code]
            ends = way.to_state if (dx or dy) > 0 else way.from_states[0]
            self._document.choose("states", ends)
            return
        here = self._target or code
        if here not in self.rects:
            self._document.choose("states", self._document.kind.initial)
            return
        middle = self.rects[here].center()
        away = {other: box.center() - middle for other, box in self.rects.items() if other != here}
        ahead = {
            other: (point.x() * dx + point.y() * dy, abs(point.x() * dy) + abs(point.y() * dx))
            for other, point in away.items()
            if point.x() * dx + point.y() * dy > 1
        }
        if not ahead:
            return
        found = min(ahead, key=lambda other: ahead[other][0] + 2 * ahead[other][1])
        if self._connecting is not None:
            self._target = found
            self._show()
        else:
            self._document.choose("states", found)
            self.ensureVisible(self.rects[found])

    def _walk_ways(self) -> None:
        """Choose the next transition out of the chosen state, or the next of the chosen one's."""
        table, code = self._document.chosen
        kind = self._document.kind
        if table == "states":
            leaving = kind.leaving(code)
            if leaving:
                self._document.choose("transitions", leaving[0].code)
        elif table == "transitions":
            beside = [one.code for one in kind.leaving(kind.transitions_by_code[code].from_states[0])]
            if code in beside:
                self._document.choose("transitions", beside[(beside.index(code) + 1) % len(beside)])

    def _nudge(self, dx: int, dy: int) -> None:
        table, code = self._document.chosen
        if table == "states":
            moved = dict(self.rects)
            moved[code] = _on_grid(moved[code].translated(dx * STEP, dy * STEP))
            self._place(moved, goes_on=f"move {code}")

    # -- what is done ------------------------------------------------------------------------------------------------

    def _place(self, boxes: dict[str, QRectF], goes_on: str = "") -> None:
        spots = {code: (box.x(), box.y()) for code, box in boxes.items()}
        self._document.do(text("did_move"), drawing.placed(self._document.kind, spots), goes_on=goes_on)

    def add_state(self, *, final: bool, at: QPointF | None = None) -> None:
        """Add a state or an end, where somebody points, else beside the chosen one; it is chosen then."""
        kind = drawing.placed(self._document.kind, {code: (box.x(), box.y()) for code, box in self.rects.items()})
        box = QRectF(at.x() - BOX_W / 2, at.y() - BOX_H / 2, BOX_W, BOX_H) if at is not None else self._free_box()
        box = _on_grid(box)
        after, code = drawing.added_state(kind, Spot(x=round(box.x()), y=round(box.y())), final=final)
        self._document.do(text("add_end" if final else "add_state"), after, ("states", code))

    def _free_box(self) -> QRectF:
        chosen = self.rects.get(self._document.chosen[1]) if self._document.chosen[0] == "states" else None
        box = QRectF(chosen or next(iter(self.rects.values()), QRectF(0, 0, BOX_W, BOX_H)))
        box.translate(BOX_W + 96, 0)
        while any(box.intersects(one.adjusted(-10, -10, 10, 30)) for one in self.rects.values()):
            box.translate(0, BOX_H + 44)
        return box

    def connect_chosen(self) -> None:
        """Begin an arrow at the chosen state: the next state that is pressed, or chosen with the arrows and Enter, is its end."""
        table, code = self._document.chosen
        if table == "states":
            self._connecting, self._target = code, code
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._show()

    @property
    def target(self) -> str | None:
        """The state at which the arrow that has begun would end."""
        return self._target

    @property
    def connects(self) -> bool:
        """Whether an arrow has begun and waits for its end."""
        return self._connecting is not None

    def _connect(self) -> None:
        start, end = self._connecting, self._target
        self._connecting = self._target = None
        if start is not None and end is not None and start != end:
            self._add_way(start, end)
        self._show()

    def _add_way(self, start: str, end: str) -> None:
        if start == end or self._document.kind.states_by_code[start].final:
            return
        after, code = drawing.connected(self._document.kind, start, end)
        self._document.do(text("did_connect"), after, ("transitions", code))

    def delete_chosen(self) -> None:
        """Delete what is chosen, with the arrows to a state."""
        table, code = self._document.chosen
        if (table, code) != WHOLE:
            name = text("did_delete").format(what=code)
            self._document.do(name, drawing.without(self._document.kind, table, code), WHOLE)

    def lay_out(self) -> None:
        """Let the drawing be laid out by itself again."""
        self._document.do(text("lay_out"), drawing.laid_out(self._document.kind))
        self.fit()


def _right(box: QRectF) -> QPointF:
    return QPointF(box.right(), box.center().y())


def _dot(middle: QPointF) -> QRectF:
    return QRectF(middle.x() - _HANDLE / 2, middle.y() - _HANDLE / 2, _HANDLE, _HANDLE)


def _on_grid(box: QRectF) -> QRectF:
    half = STEP / 2
    return QRectF(round(box.x() / half) * half, round(box.y() / half) * half, box.width(), box.height())

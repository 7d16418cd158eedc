"""Agents in a grid, a line each or as cards: state by colour, symbol and word, since when, caller and queue. Any number."""

from collections.abc import Hashable
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from agent_desk.schemas.figures.board import AgentRow
from agent_desk.schemas.figures.views import AgentLook
from agent_desk.ui.kit import elapsed, icons, states, theme
from agent_desk.ui.kit import words as kit_words
from agent_desk.ui.kit.controls import EmptyState
from agent_desk.ui.kit.floor_presentation import next_line, person_name, queue_name, reason_word, state_line, time_s
from agent_desk.ui.kit.table_model import RECORD_ROLE, Column, TableModel

NARROWEST, HIGH, GAP = 204, 76, 8
"""Of a card, in pixels; the gap is on its right and below."""
ROW_NARROWEST, ROW_HIGH, ROW_GAP = 296, 24, 2
"""Of a line."""
_WIDE_ROW: Final = 430
"""So wide a line says caller and queue as well."""
_BAR, _PAD = 4, 10
_NAME_PX, _CODE_PX = 92, 44
_CODE_FROM: Final = 330
"""So wide a line says the agent's code as well; else it stands on the tooltip."""
_SPARE = 12
"""Qt keeps room for a scroll bar when it breaks the rows, whether there is one or not."""


def spoken(row: AgentRow) -> str:
    """Return an agent in one line, for those who hear the screen, and for the tooltip."""
    parts = [person_name(row.person), row.person.agent_code or "", state_line(row)]
    if row.since_at is not None:
        parts.append(elapsed.format_ms(elapsed.since_ms(row.since_at)))
    if row.seat_lost_at is not None:
        parts.append(states.word("seat_lost"))
    if row.caller or row.queue is not None:
        parts += [row.caller, queue_name(row.queue) if row.queue is not None else ""]
    parts += [next_line(row), _done(row)]
    return ", ".join(part for part in parts if part)


def _done(row: AgentRow) -> str:
    return QCoreApplication.translate("Floor", "{count} answered · AHT {aht}").format(
        count=row.answered, aht=time_s(row.aht)
    )


class _Delegate(QStyledItemDelegate):
    """What both looks have in common: the frame, and how words are written in it."""

    bar_inset = 9
    gap = GAP
    high = HIGH

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return self._view.gridSize()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: AgentRow | None = index.data(RECORD_ROLE)
        if row is None:
            return
        box = QRect(option.rect.left(), option.rect.top(), option.rect.width() - self.gap, self.high)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = states.look("seat_lost" if row.seat_lost_at is not None else row.state or "signed_out")
        self._frame(painter, box, option, look.tone)
        self._draw(painter, box, row)
        painter.restore()

    def _draw(self, painter: QPainter, box: QRect, row: AgentRow) -> None:
        raise NotImplementedError

    def _frame(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, tone: str) -> None:
        tokens = theme.current()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = "surface_selected" if selected else "surface_hover" if hovered else "surface"
        painter.setBrush(tokens.color(ground))
        painter.setPen(QPen(tokens.color("accent" if selected else "border"), 1))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color(tone))
        inset = self.bar_inset
        painter.drawRoundedRect(QRectF(box.left() + 5, box.top() + inset, _BAR, box.height() - 2 * inset), 2, 2)

    def _left(self, painter: QPainter, box: QRect, text: str, tone: str, *, bold: bool = False) -> None:
        self._write(painter, box, text, tone, bold, Qt.AlignmentFlag.AlignLeft)

    def _right(self, painter: QPainter, box: QRect, text: str, tone: str, *, bold: bool = False) -> int:
        """Draws at the right end; returns the room taken."""
        self._write(painter, box, text, tone, bold, Qt.AlignmentFlag.AlignRight)
        return QFontMetrics(theme.font(bold=bold)).horizontalAdvance(text) + 8 if text else 0

    def _write(self, painter: QPainter, box: QRect, text: str, tone: str, bold: bool, side: Qt.AlignmentFlag) -> None:
        font = theme.font(bold=bold)
        painter.setFont(font)
        painter.setPen(theme.current().color(tone))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


class _CardDelegate(_Delegate):
    def _draw(self, painter: QPainter, box: QRect, row: AgentRow) -> None:
        inner = box.adjusted(_BAR + _PAD, 5, -_PAD, -5)
        line = inner.height() // 3
        for at, draw in enumerate((self._name, self._state, self._work)):
            draw(painter, QRect(inner.left(), inner.top() + at * line, inner.width(), line), row)

    def _name(self, painter: QPainter, box: QRect, row: AgentRow) -> None:
        code = row.person.agent_code or ""
        right = self._right(painter, box, code, "muted")
        self._left(painter, box.adjusted(0, 0, -right, 0), person_name(row.person), "text", bold=True)

    def _state(self, painter: QPainter, box: QRect, row: AgentRow) -> None:
        if row.state is None:
            self._left(painter, box, self.tr("{count} answered").format(count=row.answered), "text")
            return
        lost = row.seat_lost_at is not None
        look = states.look("seat_lost" if lost else row.state)
        since = row.seat_lost_at if lost else row.since_at
        clock = elapsed.format_ms(elapsed.since_ms(since)) if since is not None else ""
        right = self._right(painter, box, clock, look.tone, bold=True)
        edge = 14
        icons.paint(painter, QRect(box.left(), box.center().y() - edge // 2 + 1, edge, edge), look.icon, look.tone)
        words = f"{kit_words.say(look)} · {states.word(row.state)}" if lost else state_line(row)
        room = box.adjusted(edge + 5, 0, -right, 0)
        if QFontMetrics(theme.font()).horizontalAdvance(words) > room.width():
            # The symbol says that they are not ready; why is what differs.
            words = kit_words.say(look) if lost else reason_word(row) or words
        self._left(painter, room, words, look.tone)

    def _work(self, painter: QPainter, box: QRect, row: AgentRow) -> None:
        asked = next_line(row)
        if row.state is None:
            self._left(painter, box, self.tr("AHT {aht}").format(aht=time_s(row.aht)), "muted")
        elif row.call_id is not None and (row.caller or row.queue is not None):
            queue = queue_name(row.queue) if row.queue is not None else ""
            self._left(painter, box, " · ".join(part for part in (row.caller, queue, asked) if part), "muted")
        else:
            self._left(painter, box, asked or _done(row), "muted")


class _RowDelegate(_Delegate):
    """Name, code, state with its symbol and reason, caller and queue where there is room, since when."""

    bar_inset = 5
    gap = GAP
    high = ROW_HIGH

    def _draw(self, painter: QPainter, box: QRect, row: AgentRow) -> None:
        lost = row.seat_lost_at is not None
        look = states.look("seat_lost" if lost else row.state or "signed_out")
        left, edge = box.left() + _BAR + _PAD, 14
        name = QRect(left, box.top(), _NAME_PX, box.height())
        self._left(painter, name, person_name(row.person), "text", bold=True)
        end = name.right() + 5
        if box.width() >= _CODE_FROM:
            self._left(painter, QRect(end, box.top(), _CODE_PX, box.height()), row.person.agent_code or "", "muted")
            end += _CODE_PX + 5
        room = QRect(end, box.top(), box.right() - 8 - end, box.height())
        if row.state is None:
            self._left(painter, room, _done(row), "muted")
            return
        since = row.seat_lost_at if lost else row.since_at
        clock = elapsed.format_ms(elapsed.since_ms(since)) if since is not None else ""
        taken = self._right(painter, room, clock, look.tone, bold=True)
        icons.paint(painter, QRect(room.left(), room.center().y() - edge // 2 + 1, edge, edge), look.icon, look.tone)
        rest = room.adjusted(edge + 5, 0, -taken, 0)
        words = self._state_words(row, rest.width() if box.width() < _WIDE_ROW else rest.width() // 2)
        self._left(painter, rest, words, look.tone)
        if box.width() >= _WIDE_ROW:
            self._left(painter, rest.adjusted(rest.width() // 2 + 8, 0, 0, 0), self._doing(row), "muted")

    def _state_words(self, row: AgentRow, room: int) -> str:
        """The state with its reason; the shorter one of both where there is no room, since the symbol says the rest."""
        if row.seat_lost_at is not None:
            return states.word("seat_lost")
        whole = state_line(row)
        if QFontMetrics(theme.font()).horizontalAdvance(whole) <= room:
            return whole
        return reason_word(row) or whole

    def _doing(self, row: AgentRow) -> str:
        if row.call_id is not None and (row.caller or row.queue is not None):
            return " · ".join(part for part in (row.caller, queue_name(row.queue) if row.queue else "") if part)
        return next_line(row) or _done(row)


class AgentCards(QListView):
    """The grid, a line each ("rows") or "cards". Arrows move, with Shift they choose more, Ctrl+A everybody, Ctrl+Space one more or
    one less; the mouse does by Ctrl, Shift and by drawing a frame. Enter and the menu key open the menu, Ctrl+Enter the calls.
    Whoever is chosen stays chosen while the board moves."""

    menu_wanted = Signal(object, object)
    """AgentRow, and where (global position)."""
    calls_wanted = Signal(object)
    """AgentRow: by double click or Ctrl+Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column: Column[AgentRow] = Column(self.tr("Agent"), spoken, tooltip=spoken, live=False)
        self.records: TableModel[AgentRow] = TableModel([column], key=lambda row: row.person.id)
        self._place: tuple[Hashable | None, int, frozenset[Hashable]] = (None, 0, frozenset())
        self._delegates: dict[AgentLook, _Delegate] = {"rows": _RowDelegate(self), "cards": _CardDelegate(self)}
        self.look: AgentLook = "rows"
        self.empty = EmptyState(parent=self.viewport())
        self.setModel(self.records)
        self.setItemDelegate(self._delegates[self.look])
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionRectVisible(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Agents"))
        self.records.about_to_replace.connect(self._keep)
        self.records.replaced.connect(self._restore)
        elapsed.ticker().tick.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)

    def show_rows(self, rows: list[AgentRow]) -> None:
        """Show these agents in this order."""
        self.records.replace(rows)
        self._show_empty()

    def chosen(self) -> AgentRow | None:
        """The agent the keys are about."""
        return self.records.record(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def chosen_many(self) -> list[AgentRow]:
        """Everybody who is chosen, in the order shown; the agent the keys are about where nobody else is."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        found = [self.records.record(row) for row in rows] or [self.chosen()]
        return [row for row in found if row is not None]

    def choose(self, key: Hashable) -> None:
        """Choose an agent by person id, and nobody else."""
        row = self.records.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.records.index(row, 0))

    def set_look(self, look: AgentLook) -> None:
        """A line each, or cards."""
        self.look = look
        self.setItemDelegate(self._delegates[look])
        self._fit(self.width())

    def _keep(self) -> None:
        row = self.chosen()
        chosen = frozenset(self.records.key_of(index.row()) for index in self.selectionModel().selectedIndexes())
        self._place = (row.person.id if row is not None else None, self.verticalScrollBar().value(), chosen)

    def _restore(self) -> None:
        key, scrolled, chosen = self._place
        selection, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag
        for one in chosen:
            if (row := self.records.row_of(one)) >= 0:
                selection.select(self.records.index(row, 0), flag.Select)
        if (row := self.records.row_of(key)) >= 0 and key is not None:
            selection.setCurrentIndex(self.records.index(row, 0), flag.NoUpdate)
        self.verticalScrollBar().setValue(scrolled)

    def _show_empty(self) -> None:
        self.empty.setVisible(self.records.rowCount() == 0)
        self.empty.setGeometry(self.viewport().rect())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        row = self.records.record(index.row()) if index.isValid() else None
        if row is None:
            return
        if not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        at = event.pos() if by_mouse else self.visualRect(index).bottomLeft()
        self.menu_wanted.emit(row, self.viewport().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.chosen()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.calls_wanted.emit(row)
                return
            place = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_wanted.emit(row, self.viewport().mapToGlobal(place))
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.records.record(self.indexAt(event.position().toPoint()).row())
        if row is not None:
            self.calls_wanted.emit(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit(event.size().width())
        super().resizeEvent(event)
        self.empty.setGeometry(self.viewport().rect())

    def _fit(self, width: int) -> None:
        """Share the width evenly, so that no ragged strip stays at the right."""
        narrowest, high = (NARROWEST, HIGH + GAP) if self.look == "cards" else (ROW_NARROWEST, ROW_HIGH + ROW_GAP)
        room = width - _SPARE
        self.setGridSize(QSize(room // max(1, room // (narrowest + GAP)), high))

    def showEvent(self, event: QShowEvent) -> None:
        elapsed.ticker().join(self)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        elapsed.ticker().leave(self)
        super().hideEvent(event)

"""The styled table: rows of 36, whole-row hover and selection, figures right-aligned, and a place kept across refreshes."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from agent_desk.ui.kit import icons, theme
from agent_desk.ui.kit.elapsed import ticker
from agent_desk.ui.kit.pills import paint_pill
from agent_desk.ui.kit.placeholders import EmptyState
from agent_desk.ui.kit.table_model import Column, Mark, TableModel, flags

__all__ = ["Column", "Mark", "TableModel", "TableView"]

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_PAD = 10
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class RowDelegate(QStyledItemDelegate):
    """Paints cells itself: the style sheet knows neither the hovered row nor tones per record.

    A record is asked for once a cell, and its column's words directly: through the model's roles a screenful of a table
    that is dragged would cost more than a frame.
    """

    def __init__(self, view: "TableView[Any]", model: TableModel[Any]) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = theme.current()
        rect: QRect = option.rect
        row, at = index.row(), index.column()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, tokens.color("surface_selected"))
        elif row == self._view.hovered_row:
            painter.fillRect(rect, tokens.color("surface_hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tokens.color("border"))
        if selected and at == 0 and self._view.hasFocus():
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), tokens.color("accent_ink"))
        record = self._model.record(row)
        if record is None:
            if at == 0:
                self._text(painter, option, "…", "muted", _MIDDLE, rect.adjusted(_PAD, 0, -_PAD, -1))
            return
        self._cell(painter, option, self._model.columns[at], record)

    def _cell(self, painter: QPainter, option: QStyleOptionViewItem, column: Column[Any], record: Any) -> None:
        box = option.rect.adjusted(_PAD, 0, -_PAD, -1)
        mark = column.mark(record) if column.mark else None
        if mark is not None:
            paint_pill(painter, box, mark.text, mark.tone, mark.icon)
            return
        tone = (column.tone(record) if column.tone else None) or "text"
        symbol = column.icon(record) if column.icon else None
        if symbol:
            edge = icons.SIZE
            icons.paint(painter, QRect(box.left(), box.center().y() - edge // 2 + 1, edge, edge), symbol, tone)
            box = box.adjusted(edge + 6, 0, 0, 0)
        self._text(painter, option, column.value(record), tone, flags(column), box)

    def _text(
        self, painter: QPainter, option: QStyleOptionViewItem, text: str, tone: str, flags: int, box: QRect
    ) -> None:
        if not text:
            return
        painter.setPen(theme.current().color(tone))
        painter.setFont(option.font)
        shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, flags, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        record = self._model.record(index.row())
        if record is None:
            return QSize(0, theme.ROW_PX)
        column = self._model.columns[index.column()]
        mark = column.mark(record) if column.mark else None
        text = mark.text if mark is not None else column.value(record)
        extra = 34 if mark is not None or (column.icon and column.icon(record)) else 0
        return QSize(option.fontMetrics.horizontalAdvance(text) + 2 * _PAD + extra, theme.ROW_PX)


class TableView(QTableView, Generic[R]):
    """A table of records.

    `activated_record` comes with Enter and double click, `selected_record` when another row (or none, None) is current.
    Ctrl+C copies the row as tab-separated text. `set_empty` says what stands there when there are no rows;
    `set_menu` gives a menu for a record, for right click and the menu key.
    """

    activated_record = Signal(object)
    activated_cell = Signal(object, int)
    """The same, with the column."""
    selected_record = Signal(object)

    def __init__(self, model: TableModel[R], *, sortable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self.records: TableModel[R] = model
        self._place: tuple[list[Hashable], int] = ([], 0)
        self._said: Hashable | None = None
        self._menu_of: Callable[[R], QMenu | None] | None = None
        self._empty = EmptyState(parent=self.viewport())
        self.setModel(model)
        self.setItemDelegate(RowDelegate(self, model))
        self._settle_look(sortable)
        self._settle_columns(model)
        model.about_to_replace.connect(self._keep)
        model.replaced.connect(self._restore)
        self.selectionModel().selectionChanged.connect(lambda *_: self._say())
        self.activated.connect(self._activate)
        self._show_empty()

    def _settle_look(self, sortable: bool) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        # Opaque, so that Qt moves what is painted already when the table scrolls, and asks only for what comes into sight.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(34)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(sortable)

    def _settle_columns(self, model: TableModel[R]) -> None:
        header = self.horizontalHeader()
        for at, column in enumerate(model.columns):
            if column.width:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(at, column.width)
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def needed(self, at: int) -> int:
        """Return how wide a column is that has a width: at least as wide as its head in the language in force."""
        return max(self.records.columns[at].width, self.horizontalHeader().sectionSizeHint(at))

    def _grow(self) -> None:
        """Give each column of figures or pills the room that its head and what is in sight need; none becomes narrower."""
        header = self.horizontalHeader()
        for at, column in enumerate(self.records.columns):
            if not column.width or header.isSectionHidden(at):
                continue
            inside = self.sizeHintForColumn(at) if column.align == "right" or column.mark is not None else 0
            if (wanted := max(inside, self.needed(at))) > header.sectionSize(at):
                header.resizeSection(at, wanted)
        shared = [
            at for at, column in enumerate(self.records.columns) if not column.width and not header.isSectionHidden(at)
        ]
        taken = sum(header.sectionSize(at) for at in range(header.count()) if at not in shared)
        room = (self.viewport().width() - taken) // max(1, len(shared))
        # A head is never cut: where there is no room to share, the table is wider than its panel, and scrolls.
        tight = self.viewport().width() > 0 and any(room < header.sectionSizeHint(at) for at in shared)
        mode = QHeaderView.ResizeMode.Interactive if tight else QHeaderView.ResizeMode.Stretch
        for at in shared:
            if header.sectionResizeMode(at) != mode:
                header.setSectionResizeMode(at, mode)
            if tight:
                header.resizeSection(at, max(room, header.sectionSizeHint(at)))

    def set_empty(
        self, icon: str, title: str, hint: str = "", action: str = "", pressed: Callable[[], object] | None = None
    ) -> None:
        """What stands in the place of rows when there are none."""
        self._empty.say(icon, title, hint, action, pressed)
        self._show_empty()

    def empty_state(self) -> EmptyState:
        """Return the widget that stands there when there are no rows."""
        return self._empty

    def set_menu(self, menu_of: Callable[[R], QMenu | None]) -> None:
        """The menu of a record; None for none."""
        self._menu_of = menu_of

    def current_record(self) -> R | None:
        """Return the record of the selected row."""
        rows = self.selectionModel().selectedRows()
        return self.records.record(rows[0].row()) if rows else None

    def choose_many(self) -> None:
        """Let several rows be chosen: with Ctrl or Shift, or Ctrl+A."""
        self.setSelectionMode(TableView.SelectionMode.ExtendedSelection)

    def chosen_records(self) -> list[R]:
        """Return the records of the selected rows, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [record for record in map(self.records.record, rows) if record is not None]

    def select_key(self, key: Hashable | None) -> bool:
        """Select the row with this key; says whether it is there."""
        row = self.records.row_of(key)
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return False
        self._choose_rows([row])
        return True

    def step(self, by: int) -> None:
        """Move the selection, for a search field that hands on its arrow keys."""
        count = self.records.rowCount()
        if count:
            rows = self.selectionModel().selectedRows()
            self.selectRow(min(count - 1, max(0, (rows[0].row() if rows else -1) + by)))

    def _keep(self) -> None:
        keys = [self.records.key_of(index.row()) for index in self.selectionModel().selectedRows()]
        self._place = (keys, self.verticalScrollBar().value())

    def _restore(self) -> None:
        keys, scrolled = self._place
        rows = [row for row in map(self.records.row_of, keys) if row >= 0]
        if rows:
            blocked = self.selectionModel().blockSignals(True)
            self._choose_rows(rows)
            self.selectionModel().blockSignals(blocked)
        self.verticalScrollBar().setValue(scrolled)
        self._show_empty()
        self._grow()
        self._say()
        self.viewport().update()

    def _choose_rows(self, rows: Sequence[int]) -> None:
        """Select exactly these. Qt's own `selectRow` asks which keys are held just now: with Ctrl it would take a row out again."""
        flag = QItemSelectionModel.SelectionFlag
        chosen = QItemSelection()
        for row in rows:
            chosen.select(self.records.index(row, 0), self.records.index(row, len(self.records.columns) - 1))
        self.selectionModel().setCurrentIndex(
            self.records.index(rows[0], max(0, self.currentIndex().column())), flag.NoUpdate
        )
        self.selectionModel().select(chosen, flag.ClearAndSelect)

    def _say(self) -> None:
        rows = self.selectionModel().selectedRows()
        row = rows[0].row() if rows else -1
        key = self.records.key_of(row)
        if key != self._said:
            self._said = key
            self.selected_record.emit(self.records.record(row))

    def _activate(self, index: QModelIndex) -> None:
        record = self.records.record(index.row())
        if record is not None:
            self.activated_record.emit(record)
            self.activated_cell.emit(record, index.column())

    def _show_empty(self) -> None:
        self._empty.setVisible(self.records.rowCount() == 0 and bool(self._empty.title()))
        self._empty.setGeometry(self.viewport().rect())

    def copy_row(self) -> None:
        """Put the selected row on the clipboard, cells separated by tabs."""
        record = self.current_record()
        if record is not None:
            QApplication.clipboard().setText("\t".join(column.value(record) for column in self.records.columns))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_row()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._activate(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        record = self.records.record(index.row()) if index.isValid() else None
        if record is None or self._menu_of is None:
            return
        if record not in self.chosen_records():
            self.selectRow(index.row())
        menu = self._menu_of(record)
        if menu is not None:
            at = event.pos() if by_mouse else self.visualRect(index).bottomLeft()
            menu.popup(self.viewport().mapToGlobal(at))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.current().color("surface_raised"))
        painter.end()
        super().paintEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(event.position().toPoint())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(QPoint(-1, -1))
        super().leaveEvent(event)

    def _hover(self, at: QPoint) -> None:
        row = self.indexAt(at).row() if at.x() >= 0 else -1
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._empty.setGeometry(self.viewport().rect())
        if self.isVisible():
            self._grow()

    def showEvent(self, event: Any) -> None:
        if any(column.live for column in self.records.columns):
            ticker().join(self)
        super().showEvent(event)
        self._grow()

    def hideEvent(self, event: Any) -> None:
        ticker().leave(self)
        super().hideEvent(event)

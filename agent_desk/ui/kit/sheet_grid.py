"""The grid of a sheet that the hub has made: the hub's own words, cell by cell; Enter or a double click opens a cell."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyleOptionViewItem, QVBoxLayout, QWidget

from agent_desk.schemas.kit.table import TableRow
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.table_model import Column, TableModel
from agent_desk.ui.kit.tables import RowDelegate, TableView

Row = TypeVar("Row", bound=TableRow)
NARROWEST_PX, WIDEST_PX, SPARE_PX, PADDING_PX = 76, 320, 48, 20
"""A column is as wide as its words; where there is room, every column gets some more."""
_MEASURED = 5
"""How many of a column's longest words are measured: letters differ in width, but not that much."""


def bold(font: QFont) -> QFont:
    """Return the same font in bold."""
    heavy = QFont(font)
    heavy.setBold(True)
    return heavy


class _CellDelegate(RowDelegate):
    """As rows are painted, with a frame about the cell that Enter opens, and the whole in bold on its own ground."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        table = self.parent()
        if isinstance(table, SheetGrid) and table.is_of_sums(index.row()):
            painter.fillRect(option.rect, theme.current().color("surface_sunken"))
            option.font.setBold(True)
        super().paint(painter, option, index)
        if isinstance(table, SheetGrid) and index == table.currentIndex() and table.hasFocus():
            painter.setPen(QPen(theme.current().color("accent_ink"), 2))
            painter.drawRect(QRect(option.rect).adjusted(1, 1, -1, -2))


class SheetGrid(TableView[Row]):
    """One sheet's rows. The columns are the sheet's, so another kind of sheet has a grid of its own.

    `has_total`: the last row is the whole; `subtotals`: which of the others are sums of those below them.
    """

    def __init__(self, model: TableModel[Row], parent: QWidget | None = None) -> None:
        super().__init__(model, sortable=False, parent=parent)
        self.has_total = False
        self.subtotals: Callable[[Row], bool] | None = None
        self._wide: list[int] = []
        self.setItemDelegate(_CellDelegate(self, model))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().currentChanged.connect(lambda *_: self.viewport().update())

    def is_of_sums(self, row: int) -> bool:
        """Return whether a row is the whole, or a subtotal."""
        if self.has_total and row == self.model().rowCount() - 1:
            return True
        record = self.records.record(row) if self.subtotals is not None else None
        return record is not None and self.subtotals is not None and self.subtotals(record)

    def measure(self) -> None:
        """Find how wide the words of each column are, once for a sheet: of thousands of rows, the longest few."""
        header, records = self.horizontalHeader(), self.records.records()
        metrics = QFontMetrics(bold(self.font()))
        self._wide = []
        for at, column in enumerate(self.records.columns):
            longest = heapq.nlargest(_MEASURED, (column.value(record) for record in records), key=len)
            words = max((metrics.horizontalAdvance(text) for text in longest), default=0) + 2 * PADDING_PX
            self._wide.append(min(WIDEST_PX, max(NARROWEST_PX, header.sectionSizeHint(at) + 12, words)))
        self._fit()

    def _fit(self) -> None:
        """Make every column as wide as what stands in it."""
        spare = (self.viewport().width() - sum(self._wide)) // max(1, len(self._wide))
        for at, width in enumerate(self._wide):
            self.horizontalHeader().resizeSection(at, width + min(SPARE_PX, max(0, spare)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            QApplication.clipboard().setText(str(self.currentIndex().data() or ""))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class SheetView(QWidget, Generic[Row]):
    """Shows whatever sheet it is given; keeps the grid while the columns stay the same. `key`: what tells a row from another."""

    opened = Signal(object, int)
    """The row, and the place of the column, of the cell that is opened."""

    def __init__(
        self, key: Callable[[Row], object], empty: tuple[str, str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key, self._empty = key, empty
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._kept: object = None
        self.model: TableModel[Row] | None = None
        self.grid: SheetGrid[Row] | None = None

    def show_rows(
        self,
        title: str,
        keeps: object,
        columns: Callable[[], list[Column[Row]]],
        rows: Sequence[Row],
        total: Row | None = None,
        subtotals: Callable[[Row], bool] | None = None,
    ) -> None:
        """Show these; `keeps`: while it is the same, so are the columns. `subtotals`: as of the grid."""
        if self.grid is None or self.model is None or keeps != self._kept:
            self._kept = keeps
            self._build(columns())
        assert self.model is not None and self.grid is not None
        self.grid.has_total, self.grid.subtotals = total is not None and bool(rows), subtotals
        self.model.replace([*rows, *([total] if total is not None and rows else [])])
        self.grid.setAccessibleName(title)
        self.grid.measure()
        if not self.grid.currentIndex().isValid() and rows:
            self.grid.setCurrentIndex(self.model.index(0, min(1, len(self.model.columns) - 1)))

    def _build(self, columns: list[Column[Row]]) -> None:
        if self.grid is not None:
            self._column.removeWidget(self.grid)
            self.grid.deleteLater()
        self.model = TableModel(columns, key=self._key)
        self.grid = SheetGrid(self.model)
        self.grid.set_empty(*self._empty)
        self.grid.activated.connect(self._open)
        self._column.addWidget(self.grid)

    def _open(self, index: QModelIndex) -> None:
        row = self.model.record(index.row()) if self.model is not None else None
        if row is not None:
            self.opened.emit(row, index.column())

    def texts(self) -> list[list[str]]:
        """Return what stands in the table, row by row."""
        return [] if self.model is None else [[cell.text for cell in row.cells] for row in self.model.records()]


def text_at(row: TableRow, at: int) -> str:
    """Return the hub's words in a cell."""
    return row.cells[at].text

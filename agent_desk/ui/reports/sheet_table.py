"""A sheet as a table on the screen: the hub's own words, cell by cell; the calls behind a cell by Enter or double click."""

from __future__ import annotations

import heapq
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyleOptionViewItem, QVBoxLayout, QWidget

from agent_desk.schemas.reports.sheet import Sheet, SheetColumn, SheetGoal, SheetRow
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.floor_presentation import SHORTFALL_ICONS, shortfall
from agent_desk.ui.kit.table_model import Column, TableModel
from agent_desk.ui.kit.tables import RowDelegate, TableView

NARROWEST_PX, WIDEST_PX, SPARE_PX, PADDING_PX = 76, 320, 48, 20
"""A column is as wide as its words; where there is room, every column gets some more."""
_MEASURED = 5
"""How many of a column's longest words are measured: letters differ in width, but not that much."""
_TONES = {"+": "text", "−": "text", "±": "muted"}


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
        last = isinstance(table, SheetGrid) and table.has_total and index.row() == index.model().rowCount() - 1
        if last:
            painter.fillRect(option.rect, theme.current().color("surface_sunken"))
            option.font.setBold(True)
        super().paint(painter, option, index)
        if isinstance(table, SheetGrid) and index == table.currentIndex() and table.hasFocus():
            painter.setPen(QPen(theme.current().color("accent_ink"), 2))
            painter.drawRect(QRect(option.rect).adjusted(1, 1, -1, -2))


class SheetGrid(TableView[SheetRow]):
    """One sheet's rows. The columns are the sheet's, so another kind of sheet has a grid of its own."""

    def __init__(self, model: TableModel[SheetRow], parent: QWidget | None = None) -> None:
        super().__init__(model, sortable=False, parent=parent)
        self.has_total = False
        self._wide: list[int] = []
        self.setItemDelegate(_CellDelegate(self, model))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().currentChanged.connect(lambda *_: self.viewport().update())

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


class SheetTable(QWidget):
    """Shows whatever sheet it is given; keeps the grid while the columns stay the same."""

    opened = Signal(object, object)
    """SheetRow and SheetColumn of the cell whose calls are wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._keys: tuple[tuple[object, object], ...] = ()
        self._columns: list[SheetColumn] = []
        self.model: TableModel[SheetRow] | None = None
        self.grid: SheetGrid | None = None

    def set_sheet(self, sheet: Sheet) -> None:
        """Show this report."""
        keys = (*((one.key, one.title) for one in sheet.columns), (sheet.goal.level, sheet.goal.answer_rate))
        if keys != self._keys or self.grid is None or self.model is None:
            self._keys, self._columns = keys, sheet.columns
            self._build(sheet)
        assert self.model is not None and self.grid is not None
        self._columns = sheet.columns
        self.grid.has_total = sheet.total is not None and bool(sheet.rows)
        self.model.replace([*sheet.rows, *([sheet.total] if self.grid.has_total and sheet.total is not None else [])])
        self.grid.setAccessibleName(sheet.title)
        self.grid.measure()
        if not self.grid.currentIndex().isValid() and sheet.rows:
            self.grid.setCurrentIndex(self.model.index(0, min(1, len(self._columns) - 1)))

    def _build(self, sheet: Sheet) -> None:
        if self.grid is not None:
            self._column.removeWidget(self.grid)
            self.grid.deleteLater()
        self.model = TableModel(
            [_made(at, one, sheet.goal) for at, one in enumerate(sheet.columns)], key=lambda row: (row.of, row.key)
        )
        self.grid = SheetGrid(self.model)
        self.grid.set_empty("history", self.tr("No calls in this period"), self.tr("Choose another period or scope."))
        self.grid.activated.connect(self._open)
        self._column.addWidget(self.grid)

    def _open(self, index: QModelIndex) -> None:
        row = self.model.record(index.row()) if self.model is not None else None
        if row is not None and index.column() < len(self._columns):
            self.opened.emit(row, self._columns[index.column()])

    def texts(self) -> list[list[str]]:
        """Return what stands in the table, row by row."""
        return [] if self.model is None else [[cell.text for cell in row.cells] for row in self.model.records()]


def _made(at: int, column: SheetColumn, goal: SheetGoal) -> Column[SheetRow]:
    tone, icon = partial(_tone, at=at) if column.form == "change" else None, None
    level = {"service_level": goal.level, "answer_rate": goal.answer_rate}.get(column.key.partition(":")[0])
    if level is not None and column.form == "share":
        tone, icon = partial(_short, at=at, level=level), partial(_symbol, at=at, level=level)
    return Column(
        column.title,
        partial(_text, at=at),
        align="left" if at == 0 else "right",
        tone=tone,
        icon=icon,
        width=NARROWEST_PX,
        explain=column.explain,
    )


def _text(row: SheetRow, at: int) -> str:
    return row.cells[at].text


def _short(row: SheetRow, at: int, level: float) -> str:
    return shortfall(row.cells[at].value, level) or "text"


def _symbol(row: SheetRow, at: int, level: float) -> str:
    return SHORTFALL_ICONS.get(shortfall(row.cells[at].value, level), "")


def _tone(row: SheetRow, at: int) -> str:
    return _TONES.get(row.cells[at].text[:1], "text")

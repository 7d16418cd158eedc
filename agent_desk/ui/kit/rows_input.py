"""An input of a form that holds several rows, in an order: the steps of a script, the questions of a form. The list, and below it
the fields of the row that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button, IconButton
from agent_desk.ui.kit.forms import Form

Row = dict[str, Any]
LINES = 5
ROW_PX = 28


class RowsInput(QWidget):
    """`value()` is the list of rows. A row has the fields that `fill` adds to the form, and whatever else it came with.

    `title` says a row in a line; `blank` makes a new one beside those there are; `most`: how many there may be.
    """

    edited = Signal()

    def __init__(
        self,
        fill: Callable[[Form], object],
        title: Callable[[Row], str],
        blank: Callable[[Sequence[Row]], Row],
        *,
        add: str,
        most: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title, self._blank, self._most = title, blank, most
        self._rows: list[Row] = []
        self._showing = False
        self.list = QListWidget()
        self.list.setFixedHeight(LINES * ROW_PX)
        self.add_button = Button(add, icon="plus", size="small")
        self.remove_button = IconButton("trash-2", self.tr("Remove"), size="small")
        self.up_button = IconButton("chevron-up", self.tr("Earlier"), size="small")
        self.down_button = IconButton("chevron-down", self.tr("Later"), size="small")
        self.fields = Form(labels="top")
        fill(self.fields)
        self._frame = QFrame()
        self._lay_out()
        self.setFocusProxy(self.list)
        self.add_button.clicked.connect(self.add_row)
        self.remove_button.clicked.connect(self.remove_row)
        self.up_button.clicked.connect(lambda: self._shift(-1))
        self.down_button.clicked.connect(lambda: self._shift(1))
        self.list.currentRowChanged.connect(lambda _row: self._show_row())
        self.fields.edited.connect(lambda _name: self._typed())
        self._show_row()

    def _lay_out(self) -> None:
        keys = QHBoxLayout()
        keys.setSpacing(theme.SPACE_1)
        keys.addWidget(self.add_button)
        keys.addStretch(1)
        for button in (self.up_button, self.down_button, self.remove_button):
            keys.addWidget(button)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(theme.SPACE_3, 0, 0, 0)
        inside.addWidget(self.fields)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.list)
        column.addLayout(keys)
        column.addWidget(self._frame)

    def setAccessibleName(self, name: str) -> None:
        """Name the list as well: it has the focus."""
        super().setAccessibleName(name)
        self.list.setAccessibleName(name)

    def value(self) -> list[Row]:
        return [dict(row) for row in self._rows]

    def set_value(self, rows: Sequence[Mapping[str, Any]] | None) -> None:
        """Show these; the place in the list stays where it can."""
        wanted = [dict(row) for row in rows or ()]
        if wanted == self._rows:
            return
        at = self.list.currentRow()
        self._rows = wanted
        self._list_again(min(max(at, 0), len(wanted) - 1))
        self.edited.emit()

    def words_of(self, row: Mapping[str, Any] | None) -> str:
        """Return a row in a line."""
        return self._title(dict(row)) if row else ""

    def add_row(self) -> None:
        """A new row at the end, with the keyboard in its first field."""
        if len(self._rows) >= self._most:
            return
        self._rows.append(self._blank(self._rows))
        self._list_again(len(self._rows) - 1)
        first = next(iter(self.fields.values()), None)
        if first is not None:
            self.fields.field(first).setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def remove_row(self) -> None:
        """The chosen row goes."""
        at = self.list.currentRow()
        if 0 <= at < len(self._rows):
            del self._rows[at]
            self._list_again(min(at, len(self._rows) - 1))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()

    def _shift(self, by: int) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self._rows) and 0 <= at + by < len(self._rows):
            self._rows.insert(at + by, self._rows.pop(at))
            self._list_again(at + by)
            self.edited.emit()

    def _list_again(self, at: int) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([self._line(row, number) for number, row in enumerate(self._rows)])
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)
        self._show_row()

    def _line(self, row: Row, at: int) -> str:
        return f"{at + 1}. {self._title(row)}"

    def _show_row(self) -> None:
        at = self.list.currentRow()
        there = 0 <= at < len(self._rows)
        self._frame.setVisible(there)
        self.remove_button.setEnabled(there)
        self.up_button.setEnabled(there and at > 0)
        self.down_button.setEnabled(there and at < len(self._rows) - 1)
        self.add_button.setEnabled(len(self._rows) < self._most)
        if there:
            self._showing = True
            self.fields.set_values(self._rows[at])
            self._showing = False

    def _typed(self) -> None:
        at = self.list.currentRow()
        if self._showing or not 0 <= at < len(self._rows):
            return
        self._rows[at] = self._rows[at] | self.fields.values()
        item = self.list.item(at)
        if item is not None:
            item.setText(self._line(self._rows[at], at))
        self.edited.emit()

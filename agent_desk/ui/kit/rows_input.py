"""Rows within a record: a list of them, the fields of the chosen one below it, added, taken away, put in order. The steps of a
script, the questions of a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button, IconButton
from agent_desk.ui.kit.forms import Form

Row = dict[str, Any]
LINES = 5
ROW_PX = 28


class RowsInput(QWidget):
    """An input of a form. `value()` is a tuple of rows; a row has the fields that `fill` adds to the form, and whatever else it came with.

    `texts` says a row in the columns of the list, which has `heads` or none; `blank` makes a new one beside those there are;
    `most`: how many there may be.
    """

    edited = Signal()

    def __init__(
        self,
        fill: Callable[[Form], object],
        texts: Callable[[Row], Sequence[str]],
        blank: Callable[[Sequence[Row]], Row],
        *,
        most: int,
        add: str = "",
        heads: Sequence[str] = ("",),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._texts, self._blank, self._most = texts, blank, most
        self._rows: list[Row] = []
        self._showing = self._read_only = False
        self.list = QTreeWidget()
        self.list.setFixedHeight(LINES * ROW_PX)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderHidden(not any(heads))
        self.list.setHeaderLabels(list(heads))
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        self.add_button = Button(add or self.tr("Add"), icon="plus", size="small")
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
        self.list.currentItemChanged.connect(lambda *_: self._show_row())
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

    def value(self) -> tuple[Row, ...]:
        """Return the rows in their order."""
        return tuple(dict(row) for row in self._rows)

    def set_value(self, rows: Sequence[Mapping[str, Any]] | None) -> None:
        """Show exactly these; the place in the list stays where it can."""
        wanted = [dict(row) for row in rows or ()]
        if wanted == self._rows:
            return
        at = self._at()
        self._rows = wanted
        self._list_again(min(max(at, 0), len(wanted) - 1))
        self.edited.emit()

    def words_of(self, row: Mapping[str, Any] | None) -> str:
        """Return a row in a line, for a comparison of two versions."""
        return " · ".join(self._texts(dict(row))) if row else ""

    def set_read_only(self, read_only: bool) -> None:
        """Let the rows be looked at alone."""
        self._read_only = read_only
        self.fields.setDisabled(read_only)
        for button in (self.add_button, self.up_button, self.down_button, self.remove_button):
            button.setVisible(not read_only)

    # -- what is done --------------------------------------------------------------------------------------------------

    def add_row(self) -> None:
        """Put a new row below the chosen one, with the keyboard in its first field."""
        if len(self._rows) >= self._most:
            return
        at = self._at() + 1
        self._rows.insert(at, self._blank(self._rows))
        self._list_again(at)
        first = next(iter(self.fields.values()), None)
        if first is not None:
            self.fields.field(first).setFocus(Qt.FocusReason.TabFocusReason)
        self.edited.emit()

    def remove_row(self) -> None:
        """Take the chosen row away."""
        at = self._at()
        if at >= 0:
            del self._rows[at]
            self._list_again(min(at, len(self._rows) - 1))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()

    def _shift(self, by: int) -> None:
        at = self._at()
        if at >= 0 and 0 <= at + by < len(self._rows):
            self._rows.insert(at + by, self._rows.pop(at))
            self._list_again(at + by)
            self.edited.emit()

    def _typed(self) -> None:
        at = self._at()
        if self._showing or at < 0:
            return
        self._rows[at] = self._rows[at] | self.fields.values()
        item = self.list.topLevelItem(at)
        if item is not None:
            _put(item, self._line(at))
        self.edited.emit()

    # -- the list ------------------------------------------------------------------------------------------------------

    def _at(self) -> int:
        item = self.list.currentItem()
        return self.list.indexOfTopLevelItem(item) if item is not None else -1

    def _line(self, at: int) -> list[str]:
        first, *others = self._texts(self._rows[at])
        return [f"{at + 1}. {first}", *others]

    def _list_again(self, at: int) -> None:
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for number in range(len(self._rows)):
            self.list.addTopLevelItem(QTreeWidgetItem(self._line(number)))
        chosen = self.list.topLevelItem(at)
        if chosen is not None:
            self.list.setCurrentItem(chosen)
        self.list.blockSignals(blocked)
        self._show_row()

    def _show_row(self) -> None:
        at = self._at()
        there = at >= 0
        self._frame.setVisible(there)
        self.remove_button.setEnabled(there)
        self.up_button.setEnabled(at > 0)
        self.down_button.setEnabled(there and at < len(self._rows) - 1)
        self.add_button.setEnabled(len(self._rows) < self._most)
        if there:
            self._showing = True
            self.fields.set_values({name: self._rows[at].get(name) for name in self.fields.values()})
            self.fields.set_errors({})
            self._showing = False


def _put(item: QTreeWidgetItem, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts):
        item.setText(column, text)

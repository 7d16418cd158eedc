"""Rows within a record: a list of them, a form of the chosen one below it, added, taken away, put in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from agent_desk.schemas.kit.settings import Shown
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.pages import setting_words
from agent_desk.ui.kit.pages.declared_fields import add_field, said

Row = dict[str, Any]
HIGH: Final = 190


class RowsInput(QWidget):
    """An input of a form. `value()` is a tuple of rows, each a dict by the names of `fields`.

    `columns`: the fields that the list shows; `new(rows)`: what a new row begins with.
    """

    edited = Signal()

    def __init__(
        self,
        name: str,
        fields: Mapping[str, Shown],
        columns: Sequence[str],
        new: Callable[[Sequence[Row]], Row],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fields, self._columns, self._new = fields, columns, new
        self._rows: list[Row] = []
        self._filling = False
        self.list = QTreeWidget()
        self.list.setAccessibleName(name)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setFixedHeight(HIGH)
        self.list.setColumnCount(len(columns))
        self.list.setHeaderLabels([said(fields[one].label) for one in columns])
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        self.list.currentItemChanged.connect(lambda *_: self._fill())
        self.form = Form(labels="top")
        for one, field in fields.items():
            add_field(self.form, one, field)
        self.form.edited.connect(self._typed)
        self.buttons: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(self.list)
        column.addLayout(self._foot())
        column.addWidget(self.form)
        self.setFocusProxy(self.list)
        self._enable()

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_2)
        for word, text, icon, do in (
            ("add", self.tr("Add"), "plus", self.add),
            ("up", self.tr("Up"), "chevron-up", partial(self.move_by, -1)),
            ("down", self.tr("Down"), "chevron-down", partial(self.move_by, 1)),
            ("remove", self.tr("Remove"), "trash-2", self.remove),
        ):
            button = self.buttons[word] = Button(text, icon=icon, size="small")
            button.clicked.connect(lambda _=False, do=do: do())
            foot.addWidget(button)
        foot.addStretch(1)
        return foot

    # -- an input ------------------------------------------------------------------------------------------------------

    def value(self) -> tuple[Row, ...]:
        """Return the rows in their order."""
        return tuple(dict(row) for row in self._rows)

    def set_value(self, rows: Sequence[Mapping[str, Any]] | None) -> None:
        """Show exactly these."""
        at = self._at()
        self._rows = [{name: row[name] for name in self._fields} for row in rows or ()]
        self._show(max(0, at))
        self.edited.emit()

    def words_of(self, row: Mapping[str, Any]) -> str:
        """Return a row in words, for a comparison of two versions."""
        return " · ".join(self._texts(row))

    def set_read_only(self, read_only: bool) -> None:
        """Let the rows be looked at alone."""
        self.form.setDisabled(read_only)
        for button in self.buttons.values():
            button.setVisible(not read_only)

    # -- the list ------------------------------------------------------------------------------------------------------

    def _at(self) -> int:
        item = self.list.currentItem()
        return self.list.indexOfTopLevelItem(item) if item is not None else -1

    def _texts(self, row: Mapping[str, Any]) -> list[str]:
        return [setting_words.shown_as(self._fields[one], row[one]) for one in self._columns]

    def _show(self, at: int) -> None:
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for row in self._rows:
            self.list.addTopLevelItem(QTreeWidgetItem(self._texts(row)))
        chosen = self.list.topLevelItem(min(at, len(self._rows) - 1))
        if chosen is not None:
            self.list.setCurrentItem(chosen)
        self.list.blockSignals(blocked)
        self._fill()

    def _fill(self) -> None:
        at = self._at()
        self._filling = True
        if at >= 0:
            self.form.set_values(self._rows[at])
            self.form.set_errors({})
        self._filling = False
        self._enable()

    def _enable(self) -> None:
        at = self._at()
        self.form.setVisible(at >= 0)
        self.buttons["up"].setEnabled(at > 0)
        self.buttons["down"].setEnabled(0 <= at < len(self._rows) - 1)
        self.buttons["remove"].setEnabled(at >= 0)

    # -- what is done --------------------------------------------------------------------------------------------------

    def _typed(self, _name: str) -> None:
        at = self._at()
        if self._filling or at < 0:
            return
        self._rows[at] = {**self._rows[at], **self.form.values()}
        item = self.list.topLevelItem(at)
        assert item is not None
        for place, text in enumerate(self._texts(self._rows[at])):
            item.setText(place, text)
        self.edited.emit()

    def add(self) -> None:
        """A new row below the chosen one; its first field takes the next key."""
        at = self._at() + 1
        self._rows.insert(at, self._new(self._rows))
        self._show(at)
        self.edited.emit()
        self.form.field(next(iter(self._fields))).setFocus(Qt.FocusReason.TabFocusReason)

    def remove(self) -> None:
        """The chosen row goes."""
        at = self._at()
        if at >= 0:
            del self._rows[at]
            self._show(max(0, at - 1))
            self.edited.emit()

    def move_by(self, by: int) -> None:
        """The chosen row moves up or down."""
        at = self._at()
        if 0 <= at + by < len(self._rows):
            self._rows[at], self._rows[at + by] = self._rows[at + by], self._rows[at]
            self._show(at + by)
            self.edited.emit()

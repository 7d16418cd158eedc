"""What stands behind a cell of a sheet: its figure, how that comes about, and the records, of which one can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.feed import PagedFeed, PageRequest
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button, label
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.table_model import Column, TableModel
from agent_desk.ui.kit.tables import TableView


@dataclass(frozen=True, slots=True)
class Named:
    """What the records are called, what is said where there is none, and the words of both buttons."""

    records: str
    none: str
    more: str
    read: str


class BehindCell(Dialog):
    """Opened, never executed. `wanted` carries the record that is to be read; `value` is the figure as the cell writes it."""

    wanted = Signal(object)

    def __init__(
        self,
        context: DeskContext,
        title: str,
        icon: str,
        value: str,
        columns: Sequence[Column[Any]],
        key: Callable[[Any], object],
        ask: Callable[[], PageRequest[Any]],
        named: Named,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, icon=icon, parent=parent)
        self.setMinimumSize(960, 580)
        self.value = label(value, "figure")
        self.about = label("", "muted", wrap=True)
        self.sum = label("", "code", wrap=True, selectable=True)
        self.model: TableModel[Any] = TableModel(list(columns), key=key)
        self.table: TableView[Any] = TableView(self.model)
        self.table.setAccessibleName(named.records)
        self.table.set_empty(icon, named.none)
        self.table.activated_record.connect(self.wanted.emit)
        self.feed: PagedFeed[Any] = PagedFeed(context, ask, parent=self)
        self.states = FeedPanel(context, self.feed, self.table, self._came)
        for widget in (self.value, self.about, self.sum):
            self.body.addWidget(widget)
        theme.appear(self.value, bool(value))
        self.about.hide()
        self.sum.hide()
        self.body.addWidget(self.states, 1)
        self.more = self.add_button(Button(named.more, kind="link"), self.feed.more)
        self.more.hide()
        self.read_button = self.add_button(Button(named.read, icon="external-link"), self._read)
        self.read_button.setEnabled(False)
        self.table.selected_record.connect(lambda one: self.read_button.setEnabled(one is not None))
        close = self.add_button(Button(self.tr("Close"), kind="primary"), self.accept)
        close.setAutoDefault(False)

    def explain(self, about: str, substituted: str = "") -> None:
        """Say how the figure comes about; `substituted`: the sum with its numbers."""
        for widget, said in ((self.about, about), (self.sum, substituted)):
            widget.setText(said)
            widget.setVisible(bool(said))

    def _came(self, page: Any) -> None:
        self.model.replace(page.items)
        self.more.setVisible(page.next is not None)
        if page.items and self.table.current_record() is None:
            self.table.selectRow(0)
            self.table.setFocus()

    def _read(self) -> None:
        one = self.table.current_record()
        if one is not None:
            self.wanted.emit(one)

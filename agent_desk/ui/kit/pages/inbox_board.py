"""The inbox as a board: one column of work for each state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.schemas.kit.work_items import STATES, WorkItem
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import label
from agent_desk.ui.kit.table_model import Column, TableModel
from agent_desk.ui.kit.tables import TableView

OPEN_STATES: Final = ("open", "taken", "handed_back")


class InboxBoard(QWidget):
    """The columns. `selected` when another item (or none) is current, `opened` by Enter or double click."""

    selected = Signal(object)
    opened = Signal(object)

    def __init__(self, columns: Callable[[], list[Column[WorkItem]]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tables: dict[str, TableView[WorkItem]] = {}
        self._heads = {state: label("", "strong") for state in OPEN_STATES}
        self._current: TableView[WorkItem] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_3)
        for state in OPEN_STATES:
            table = TableView(TableModel(columns(), key=lambda one: one.id), sortable=False)
            table.choose_many()
            table.setAccessibleName(words.say(STATES.of(state)))
            table.selected_record.connect(lambda one, table=table: self._chose(table, one))
            table.activated_record.connect(self.opened)
            column = QVBoxLayout()
            column.setSpacing(theme.SPACE_1)
            column.addWidget(self._heads[state])
            column.addWidget(table, 1)
            row.addLayout(column, 1)
            self.tables[state] = table

    def show_items(self, items: Sequence[WorkItem]) -> None:
        """Put each into the column of its state."""
        for state, table in self.tables.items():
            here = [one for one in items if one.state == state]
            table.records.replace(here)
            self._heads[state].setText(f"{words.say(STATES.of(state))} {words.number(len(here))}")

    def current_record(self) -> WorkItem | None:
        """Return the item that was chosen last."""
        return self._current.current_record() if self._current is not None else None

    def chosen_records(self) -> list[WorkItem]:
        """Return the chosen items, all of one column."""
        return self._current.chosen_records() if self._current is not None else []

    def _chose(self, table: TableView[WorkItem], one: WorkItem | None) -> None:
        if one is None and table is not self._current:
            return
        if one is not None and table is not self._current:
            before, self._current = self._current, table
            if before is not None:
                before.select_key(None)
        self.selected.emit(one)

"""Fields with their captions above, two short ones side by side: a form about a call fits beside call and knowledge."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import label
from agent_desk.ui.kit.forms import Form, TextArea

_CAPTION_PX = 20


class PairedForm(Form):
    """`add_pair` puts two fields into one row; `add` takes the whole width. Tab goes in reading order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(labels="top", parent=parent)
        self._half = -1
        self._grid.setColumnStretch(0, 1)
        self._grid.setVerticalSpacing(theme.SPACE_2)

    def add_pair(self, *fields: tuple[str, str, QWidget, bool]) -> None:
        """Put fields (name, caption, input, required) side by side; one alone takes half the width."""
        for half, (field, caption, widget, required) in enumerate(fields):
            self._half = half
            self.add(field, caption, widget, required=required)
        self._half = -1

    def _place(self, row: Any, caption: QWidget, hint: str) -> None:
        """As the kit does for captions above, but in one half of the width where a pair is being put in."""
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        caption.setMinimumHeight(_CAPTION_PX)
        column.addWidget(caption)
        tall = isinstance(row.widget, TextArea)
        column.addWidget(row.widget, 1 if tall else 0)
        if hint:
            column.addWidget(label(hint, "caption", wrap=True))
        column.addWidget(row.line)
        at = self._grid.rowCount() - (1 if self._half == 1 else 0)
        if tall:
            self._grid.setRowStretch(at, 1)
        else:
            column.addStretch(1)
        if self._half < 0:
            self._grid.addLayout(column, at, 0, 1, 2)
        else:
            self._grid.addLayout(column, at, self._half)

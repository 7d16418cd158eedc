"""Several of a few, all in sight: ticks in columns under headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.inputs import Tick


class Ticks(QWidget):
    """An input of a form. `value()` is the sorted tuple of chosen values; values that are not offered are kept."""

    edited = Signal()

    def __init__(self, columns: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._ticks: dict[Any, Tick] = {}
        self._others: tuple[Any, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_4)
        self._grid.setVerticalSpacing(2)

    def set_groups(self, groups: Sequence[tuple[str, Sequence[tuple[Any, str]]]]) -> None:
        """Offer these: (heading, [(value, words)]); "" for no heading."""
        kept = self.value()
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._ticks = {}
        line = 0
        for heading, options in groups:
            if heading:
                title = theme.label(heading, "section")
                title.setContentsMargins(0, theme.SPACE_2 if line else 0, 0, 0)
                self._grid.addWidget(title, line, 0, 1, self._columns)
                line += 1
            for at, (value, text) in enumerate(options):
                tick = Tick(text)
                tick.edited.connect(self.edited)
                self._ticks[value] = tick
                self._grid.addWidget(tick, line + at // self._columns, at % self._columns)
            line += -(-len(options) // self._columns)
        first = next(iter(self._ticks.values()), None)
        if first is not None:
            self.setFocusProxy(first)
        self.set_value(kept)

    def value(self) -> tuple[Any, ...]:
        return tuple(sorted([*self._others, *(value for value, tick in self._ticks.items() if tick.value())]))

    def set_value(self, wanted: Sequence[Any] | None) -> None:
        """Choose exactly these."""
        chosen = set(wanted or ())
        self._others = tuple(chosen - set(self._ticks))
        for value, tick in self._ticks.items():
            blocked = tick.blockSignals(True)
            tick.set_value(value in chosen)
            tick.blockSignals(blocked)
        self.edited.emit()

    def words_of(self, value: Any) -> str:
        """Return the words of an entry; empty for one that is not offered."""
        return self._ticks[value].text() if value in self._ticks else ""

    def tick(self, value: Any) -> Tick:
        """Return the tick of a value; raises KeyError."""
        return self._ticks[value]

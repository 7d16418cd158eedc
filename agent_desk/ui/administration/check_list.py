"""Several of a few, all in sight: ticks in columns under headings; and a list that scrolls where there is no room for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from agent_desk.ui.kit import layouts, theme
from agent_desk.ui.kit.inputs import Tick
from agent_desk.ui.kit.scrolled import ScrollArea


class Ticks(QWidget):
    """An input of a form. `value()` is the sorted tuple of chosen values; values that are not offered are kept.

    They stand in `columns`, or in one where the words would be cut off.
    """

    edited = Signal()

    def __init__(self, columns: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = self._laid = columns
        self._ticks: dict[Any, Tick] = {}
        self._groups: list[tuple[QLabel | None, list[Tick]]] = []
        self._others: tuple[Any, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_4)
        self._grid.setVerticalSpacing(2)

    def set_groups(self, groups: Sequence[tuple[str, Sequence[tuple[Any, str]]]]) -> None:
        """Offer these: (heading, [(value, words)]); "" for no heading."""
        kept = self.value()
        layouts.empty(self._grid)
        self._ticks, self._groups = {}, []
        for heading, options in groups:
            ticks = []
            for value, text in options:
                tick = self._ticks[value] = Tick(text)
                tick.edited.connect(self.edited)
                ticks.append(tick)
            self._groups.append((theme.label(heading, "section") if heading else None, ticks))
        self._lay(self._fitting(self.width()))
        first = next(iter(self._ticks.values()), None)
        if first is not None:
            self.setFocusProxy(first)
        self.set_value(kept)

    def minimumSizeHint(self) -> QSize:
        widest = max((tick.sizeHint().width() for tick in self._ticks.values()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        columns = self._fitting(event.size().width())
        if columns != self._laid:
            self._lay(columns)
        super().resizeEvent(event)

    def _fitting(self, width: int) -> int:
        """Return how many columns there is room for."""
        widest = [0] * self._columns
        for _, ticks in self._groups:
            for at, tick in enumerate(ticks):
                widest[at % self._columns] = max(widest[at % self._columns], tick.sizeHint().width())
        needed = sum(widest) + theme.SPACE_4 * (self._columns - 1)
        return self._columns if needed <= width else 1

    def _lay(self, columns: int) -> None:
        while self._grid.takeAt(0) is not None:
            pass
        self._laid, line = columns, 0
        for title, ticks in self._groups:
            if title is not None:
                title.setContentsMargins(0, theme.SPACE_2 if line else 0, 0, 0)
                self._grid.addWidget(title, line, 0, 1, self._columns)
                line += 1
            for at, tick in enumerate(ticks):
                span = self._columns if columns == 1 else 1
                self._grid.addWidget(tick, line + at // columns, at % columns, 1, span)
            line += -(-len(ticks) // columns)

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


class Scrolled(ScrollArea):
    """A long input of a dialog, as an input: no higher than the smallest screen has room for."""

    edited = Signal()

    def __init__(self, inside: Any, height_px: int, parent: QWidget | None = None) -> None:
        super().__init__(inside, parent=parent)
        self._inside = inside
        inside.edited.connect(self.edited)
        self.setMinimumHeight(height_px)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def value(self) -> Any:
        return self._inside.value()

    def set_value(self, value: Any) -> None:
        self._inside.set_value(value)

    def words_of(self, value: Any) -> str:
        """Return a value in words, as what is inside says it."""
        words: str = self._inside.words_of(value)
        return words

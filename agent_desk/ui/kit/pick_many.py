"""Choosing several of many: a button that says how many, and a list with ticks behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.ui.kit import icons, theme
from agent_desk.ui.kit.controls import Button, SearchField
from agent_desk.ui.kit.finding import finds
from agent_desk.ui.kit.inputs import Tick
from agent_desk.ui.kit.scrolled import ScrollArea

_SEARCH_FROM = 9
_HEIGHT = 300


class PickMany(Button):
    """An input of a form. `value()` is the tuple of chosen values, in the order offered; () where none is.

    `none` is what it says while nothing is chosen ("All queues"), `some` what it says for n ("{n} queues").
    """

    edited = Signal()

    def __init__(self, none: str, some: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._none, self._some = none, some
        self._ticks: list[tuple[Any, Tick]] = []
        self._wanted: tuple[Any, ...] = ()
        self._popup = _Popup(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setStyleSheet("text-align: left;")
        self.clicked.connect(self._open)
        self._say()

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer these (value, words); what was chosen stays chosen where it is offered."""
        kept = self.value() or self._wanted
        self._ticks = []
        for value, text in options:
            tick = Tick(text)
            tick.set_value(value in kept)
            tick.edited.connect(self._ticked)
            self._ticks.append((value, tick))
        self._popup.fill([tick for _, tick in self._ticks])
        self._say()

    def value(self) -> tuple[Any, ...]:
        return tuple(value for value, tick in self._ticks if tick.value())

    def set_value(self, wanted: Sequence[Any] | None) -> None:
        """Choose exactly these; they are remembered until they are offered."""
        self._wanted = tuple(wanted or ())
        for value, tick in self._ticks:
            blocked = tick.blockSignals(True)
            tick.set_value(value in self._wanted)
            tick.blockSignals(blocked)
        self._ticked()

    def words_of(self, value: Any) -> str:
        """Return the words of an entry; empty for one that is not offered."""
        return next((tick.text() for one, tick in self._ticks if one == value), "")

    def _ticked(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        chosen = [tick.text() for _, tick in self._ticks if tick.value()]
        text = self._none if not chosen else chosen[0] if len(chosen) == 1 else self._some.format(n=len(chosen))
        self.set_label(text)
        self.set_tip("\n".join(chosen[:20]))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        edge = icons.SIZE
        box = QRect(self.width() - edge - 9, (self.height() - edge) // 2, edge, edge)
        icons.paint(QPainter(self), box, "chevron-down", "muted")

    def _open(self) -> None:
        self._popup.open_below(self)


class _Popup(QFrame):
    """The list of ticks, with a search field when it is long. Esc closes."""

    def __init__(self, owner: PickMany) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setProperty("role", "toast")
        self._search = SearchField(delay_ms=0)
        self._search.searched.connect(self._narrow)
        self._ticks: list[Tick] = []
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(theme.SPACE_1, 0, theme.SPACE_1, 0)
        self._column.setSpacing(2)
        area = ScrollArea(self._holder)
        self._clear = Button(self.tr("Choose none"), kind="ghost", size="small")
        self._clear.clicked.connect(lambda: owner.set_value(()))
        close = Button(self.tr("Done"), size="small")
        close.clicked.connect(self.hide)
        foot = QHBoxLayout()
        foot.addWidget(self._clear)
        foot.addStretch(1)
        foot.addWidget(close)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2)
        page.setSpacing(theme.SPACE_2)
        self._nothing = theme.label("", "muted")
        page.addWidget(self._search)
        page.addWidget(self._nothing)
        page.addWidget(area, 1)
        page.addLayout(foot)

    def fill(self, ticks: list[Tick]) -> None:
        """Other ticks."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._ticks = ticks
        for tick in ticks:
            self._column.addWidget(tick)
        self._nothing.setText(self.tr("Nothing found") if ticks else self.tr("Nothing to choose from"))
        self._nothing.setVisible(not ticks)
        self._column.addStretch(1)
        self._search.setVisible(len(ticks) >= _SEARCH_FROM)

    def _narrow(self, typed: str) -> None:
        for tick in self._ticks:
            tick.setVisible(finds(typed, tick.text()))
        self._nothing.setVisible(all(tick.isHidden() for tick in self._ticks))

    def open_below(self, owner: PickMany) -> None:
        """Open under the button, as wide as it."""
        self._search.clear()
        rows = len(self._ticks)
        self.resize(max(owner.width(), 240), min(_HEIGHT, 96 + rows * 28))
        self.move(owner.mapToGlobal(QPoint(0, owner.height() + 2)))
        self.show()
        target = self._search if self._search.isVisibleTo(self) else (self._ticks[0] if self._ticks else self)
        target.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

"""A search field that waits for a pause in typing."""

import time
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from agent_desk.schemas.kit.text import one_line
from agent_desk.ui.kit.buttons import IconButton
from agent_desk.ui.kit.cards import Icon
from agent_desk.ui.kit.covers import Overlay

LATELY_S: Final = 3.0
"""So long after a key somebody is still taken to be typing."""


class SearchField(QLineEdit):
    """`searched` comes after a pause of `delay_ms` or at once on Enter, and once when cleared.

    Esc clears, then lets go; in a dialog or a panel over others it closes those at once, as everywhere in them.

    `moved` (+1 or -1) comes with the arrow keys, so that a list below can be walked without leaving the field;
    `chosen` with Enter.
    """

    searched = Signal(str)
    moved = Signal(int)
    chosen = Signal()

    def __init__(self, placeholder: str = "", *, delay_ms: int = 200, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "search")
        self.setPlaceholderText(placeholder or self.tr("Search"))
        self.setAccessibleName(self.placeholderText())
        # Own children, not QLineEdit actions: those are set off centre by a style sheet's padding.
        self._symbol = Icon("search", "muted", parent=self)
        self._symbol.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._clear = IconButton("x", self.tr("Clear (Esc)"), size="small", parent=self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.hide()
        self._clear.clicked.connect(self.clear)
        self.setTextMargins(24, 0, 24, 0)
        self._said = ""
        self._closes = False
        self._typed_at = float("-inf")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay_ms)
        self._timer.timeout.connect(self._say)
        self.textChanged.connect(self._typed)
        self.textEdited.connect(self._note_typing)

    def _note_typing(self, _text: str) -> None:
        self._typed_at = time.monotonic()

    def typed_lately(self) -> bool:
        """Return whether somebody was typing here a moment ago: what is searched for stays in the field long after."""
        return bool(self.text()) and time.monotonic() - self._typed_at < LATELY_S

    def value(self) -> str:
        """Return what is searched for: trimmed, without characters that no text has."""
        return one_line(self.text())

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if text:
            self._timer.start()
        else:
            self._say()

    def _say(self) -> None:
        self._timer.stop()
        text = self.value()
        if text != self._said:
            self._said = text
            self.searched.emit(text)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        around = self.parentWidget()
        while around is not None and not isinstance(around, QDialog | Overlay):
            around = around.parentWidget()
        self._closes = around is not None
        self._clear.set_label(self.tr("Clear") if self._closes else self.tr("Clear (Esc)"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        middle = self.height() // 2
        self._symbol.move(9, middle - self._symbol.height() // 2)
        size = self._clear.sizeHint()
        self._clear.setGeometry(
            self.width() - size.width() - 2, middle - size.height() // 2, size.width(), size.height()
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text() and not self._closes:
            self.clear()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._say()
            self.chosen.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

"""A search field that waits for a pause in typing."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from agent_desk.ui.kit import icons


class SearchField(QLineEdit):
    """`searched` comes after a pause of `delay_ms` or at once on Enter, and once when cleared. Esc clears, then lets go.

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
        self.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = self.addAction(icons.icon("x", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setToolTip(self.tr("Clear (Esc)"))
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay_ms)
        self._timer.timeout.connect(self._say)
        self.textChanged.connect(self._typed)

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if text:
            self._timer.start()
        else:
            self._say()

    def _say(self) -> None:
        self._timer.stop()
        text = self.text().strip()
        if text != self._said:
            self._said = text
            self.searched.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
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

"""A call comes first: the call's keys work whatever lies over the window, dialogs say who rings, and step aside for the answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

Press = Callable[[QWidget, QKeySequence], bool]
"""Does what a key of the call does in a window; returns whether it is such a key there."""


class CallFirst(QObject):
    """Stands beside the telephone of one window. Dialogs, lists and menus over that window swallow none of its call's keys.

    A key that comes to a window over ours is ours all the same; in our own window shortcuts answer by themselves.
    """

    rang = Signal(str)
    """Somebody calls: who, and where to, in words."""
    hushed = Signal()
    """Nobody rings any more, and nobody was answered here."""
    answered = Signal()

    def __init__(self, owner: QWidget, press: Press) -> None:
        super().__init__(owner)
        self._owner, self._press = owner, press
        self.ringing = ""
        """Who calls, in words; empty while nobody does."""
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def ring(self, caller: str) -> None:
        """It rings here."""
        self.ringing = caller
        self.rang.emit(caller)

    def hush(self) -> None:
        """The ring is over without an answer."""
        self.ringing = ""
        self.hushed.emit()

    def answer(self) -> None:
        """The ring was answered."""
        self.ringing = ""
        self.answered.emit()

    def press(self, keys: str) -> bool:
        """Do what a key of the call does in the telephone's window."""
        return self._press(self._owner.window(), QKeySequence(keys))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return False
        assert isinstance(event, QKeyEvent)
        return not event.isAutoRepeat() and self._passed_on(watched, event)

    def _passed_on(self, watched: QObject, event: QKeyEvent) -> bool:
        popup = QApplication.activePopupWidget()
        at = popup or (watched if isinstance(watched, QWidget) else QApplication.activeWindow())
        window = self._owner.window()
        if at is None or (popup is None and at.window() == window) or not _lies_over(at, window):
            return False
        if not self._press(window, QKeySequence(event.keyCombination())):
            return False
        if popup is not None:
            # A list or menu that is open takes every key until it is closed.
            popup.close()
        return True


def over(widget: QWidget) -> CallFirst | None:
    """Return the one of the window over which a widget lies; None where there is no telephone."""
    window: QWidget | None = widget.window()
    while window is not None:
        found = window.findChild(CallFirst)
        if found is not None:
            return found
        parent = window.parentWidget()
        window = parent.window() if parent is not None else None
    return None


def _lies_over(widget: QWidget, window: QWidget) -> bool:
    """Return whether a widget is in this window, or in one that was opened from it."""
    at: QWidget | None = widget
    while at is not None:
        if at.window() == window:
            return True
        at = at.window().parentWidget()
    return False

"""A call comes first: the call's keys work whatever lies over the window, dialogs say who rings, and step aside for the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

LATER_MS: Final = 300
"""So long after a call begins to ring nothing is looked at: who calls is painted first."""
Press = Callable[[QWidget, QKeySequence], bool]
"""Does what a key of the call does in a window; returns whether it is such a key there."""


class CallFirst(QObject):
    """Stands beside the telephone of one window. Dialogs, lists and menus over that window swallow none of its call's keys.

    A key that comes to a window over ours is ours all the same; in our own window shortcuts answer by themselves. Every event
    of the program is looked at only while there is a call, or something lies over the window; and not in the moment in which a
    call begins to ring, when who calls is being painted.
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
        self._over: set[QWidget] = set()
        self._call = self.everywhere = False
        self._soon = QTimer(self, singleShot=True, interval=LATER_MS)
        self._soon.timeout.connect(self._look)
        application = QApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._look)

    def set_call(self, at_the_seat: bool) -> None:
        """Somebody is on the line, or nobody any more."""
        if at_the_seat and not self._call:
            self._soon.start()
        self._call = at_the_seat
        self._look()

    def watch(self, dialog: QWidget) -> None:
        """This lies over the window from now on, until `leave`."""
        self._over.add(dialog)
        self._look()

    def leave(self, dialog: QWidget) -> None:
        """This does not lie over the window any more."""
        self._over.discard(dialog)
        self._look()

    def _look(self, *_: object) -> None:
        """Look at every event, or no more. `everywhere` says which."""
        own, focused = self._owner.window().windowHandle(), QGuiApplication.focusWindow()
        call = (self._call or bool(self.ringing)) and not self._soon.isActive()
        wanted = call or bool(self._over) or (focused is not None and focused != own)
        application = QApplication.instance()
        if application is None or wanted == self.everywhere:
            return
        self.everywhere = wanted
        if wanted:
            application.installEventFilter(self)
        else:
            application.removeEventFilter(self)

    def ring(self, caller: str) -> None:
        """It rings here."""
        self.ringing = caller
        self._soon.start()
        self.rang.emit(caller)

    def hush(self) -> None:
        """The ring is over without an answer."""
        self.ringing = ""
        self._look()
        self.hushed.emit()

    def answer(self) -> None:
        """The ring was answered."""
        self.ringing = ""
        self._look()
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

"""The lock of an idle seat: after some minutes without a hand at it the window shows nothing but who may unlock it.

What goes on goes on: the line, the call, what waits to be sent. Nothing of the seat is signed out.
"""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.people import operations
from agent_desk.schemas.people.records import Unlock
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import Button, Card, Icon

LOOK_S: Final = 5
"""How often it is looked whether the seat has been idle for too long."""
_HANDS: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Watches for a hand at the seat. `idle` comes when there was none for so many minutes; 0: never."""

    idle = Signal()

    def __init__(self, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._after_s = minutes * 60.0
        self._touched = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_S * 1000)
        self._timer.timeout.connect(self.look)
        application = QApplication.instance()
        if minutes and application is not None:
            application.installEventFilter(self)
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _HANDS:
            self._touched = time.monotonic()
        return False

    def look(self) -> None:
        """Say so where nobody has touched anything for too long."""
        if time.monotonic() - self._touched >= self._after_s:
            self.idle.emit()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)


class LockedPage(QWidget):
    """One card in the middle: who is signed in here, their password, and the way out. `unlocked` when the hub says it is right."""

    unlocked = Signal()
    sign_out_wanted = Signal()

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._context = context
        card = Card(padding=theme.SPACE_5)
        card.setFixedWidth(400)
        self._title, self._text = theme.label("", "title"), theme.label("", "body", wrap=True)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMaxLength(256)
        self.fault = theme.label("", "error", wrap=True)
        self.unlock_button = Button(kind="primary", size="large", icon="lock-open")
        self.sign_out_button = Button(kind="link")
        for widget in (Icon("lock", "accent_ink", 32), self._title, self._text, self.password, self.fault):
            card.add(widget)
        card.add(self.unlock_button)
        card.add(self.sign_out_button)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.password.returnPressed.connect(self.send)
        self.password.textEdited.connect(lambda _text: self.fault.clear())
        self.unlock_button.clicked.connect(self.send)
        self.sign_out_button.clicked.connect(self.sign_out_wanted)
        self.retranslate()

    def begin(self) -> None:
        """The seat is locked from now on."""
        self.password.clear()
        self.fault.clear()
        self.retranslate()
        self.password.setFocus()

    def send(self) -> None:
        """Ask the hub whether the password is right."""
        if not self.password.text() or not self.unlock_button.isEnabled():
            self.password.setFocus()
            return
        self.unlock_button.setEnabled(False)
        form, api = Unlock(password=self.password.text()), self._context.api
        run = self._context.background.run
        run(self, lambda: operations.unlock_seat(api, form), lambda _done: self._opened(), self._refused)

    def _opened(self) -> None:
        self.password.clear()
        self.unlock_button.setEnabled(True)
        self.unlocked.emit()

    def _refused(self, error: DeskError) -> None:
        self.unlock_button.setEnabled(True)
        said = self.tr("The password is not right.") if error.error_id == "wrong_credentials" else ""
        self.fault.setText(said or self._context.words(error))
        self.password.selectAll()
        self.password.setFocus()

    def retranslate(self) -> None:
        """Put every text in the language in force."""
        session = self._context.session
        name = words.pick(session.me.name, session.me.name_en) if session.active else ""
        self._title.setText(self.tr("This seat is locked"))
        self._text.setText(self.tr("{name} is signed in here. Calls go on; the password unlocks.").format(name=name))
        self.password.setPlaceholderText(self.tr("Password"))
        self.password.setAccessibleName(self.tr("Password"))
        self.unlock_button.set_label(self.tr("Unlock"))
        self.sign_out_button.set_label(self.tr("Sign out"))

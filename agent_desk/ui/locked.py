"""The lock of an idle seat: after some minutes without a hand at it the window shows nothing but who may unlock it.

What goes on goes on: the line, the call, what waits to be sent. Nothing of the seat is signed out.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from agent_desk.desk.kit.browser_sign_in import BrowserSignIn, Proven
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.people import operations
from agent_desk.schemas.people.records import Unlock
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.browser_way import BrowserWay, open_in_browser
from agent_desk.ui.kit.controls import Button, Card, Icon
from agent_desk.ui.sign_in.browser_side import BrowserSide

WIDTH_PX: Final = 400
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
    """One card in the middle: who is signed in here, their password or the browser, and the way out.

    `unlocked` when the hub says that it is they. Whoever signs in by the browser alone signs in there anew.
    """

    unlocked = Signal()
    sign_out_wanted = Signal()

    def __init__(
        self,
        context: DeskContext,
        *,
        open_url: Callable[[str], bool] = open_in_browser,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._context = context
        self._way = BrowserWay(context.background, self._made, open_url=open_url, parent=self)
        card = Card(padding=theme.SPACE_5)
        card.setFixedWidth(WIDTH_PX)
        self._title, self._text = theme.label("", "title"), theme.label("", "body", wrap=True)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMaxLength(256)
        self.fault = theme.label("", "error", wrap=True)
        self.unlock_button = Button(kind="primary", size="large", icon="lock-open")
        self.browser_button = Button(kind="primary", size="large", icon="external-link")
        self.browser = BrowserSide()
        self.sign_out_button = Button(kind="link")
        for widget in (Icon("lock", "accent_ink", 32), self._title, self._text, self.password, self.fault):
            card.add(widget)
        for button in (self.unlock_button, self.browser_button, self.browser, self.sign_out_button):
            card.add(button)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.password.returnPressed.connect(self.send)
        self.password.textEdited.connect(lambda _text: self.fault.clear())
        self.unlock_button.clicked.connect(self.send)
        self.browser_button.clicked.connect(self.begin_in_browser)
        self.browser.again_wanted.connect(self._way.open_again)
        self.browser.given_up.connect(self._give_up)
        self._way.proven.connect(self._proven)
        self._way.failed.connect(self._refused)
        self.sign_out_button.clicked.connect(self.sign_out_wanted)
        self.retranslate()

    def begin(self) -> None:
        """The seat is locked from now on."""
        self.password.clear()
        self.fault.clear()
        self.retranslate()
        self._show_ways()
        (self.password if self.password.isVisibleTo(self) else self.browser_button).setFocus()

    def _show_ways(self) -> None:
        """Show by what this person unlocks; while the browser asks, nothing else."""
        session = self._context.session
        ways = session.unlock_by if session.active else ["password"]
        waits = self._way.waits
        for widget in (self.password, self.unlock_button):
            widget.setVisible("password" in ways and not waits)
        self.browser_button.setVisible("browser" in ways and not waits)
        side = self.browser.layout()
        assert side is not None, "made by the side itself"
        self.browser.setMinimumHeight(side.totalHeightForWidth(WIDTH_PX - 2 * theme.SPACE_5))
        self.browser.setVisible(waits)

    def begin_in_browser(self) -> None:
        """Have the browser ask anew who it is."""
        self.fault.clear()
        self._way.begin()
        self._show_ways()
        self.browser.begin()

    def _made(self) -> BrowserSignIn:
        return BrowserSignIn(self._context.api, self._context.session.seat, anew=True)

    def _give_up(self) -> None:
        self._way.cancel()
        self._show_ways()
        self.browser_button.setFocus()

    def _proven(self, proven: Proven) -> None:
        self._show_ways()
        self.browser_button.setEnabled(False)
        self._ask(Unlock(proof=proven.proof))

    def send(self) -> None:
        """Ask the hub whether the password is right."""
        if not self.password.text() or not self.unlock_button.isEnabled():
            self.password.setFocus()
            return
        self.unlock_button.setEnabled(False)
        self._ask(Unlock(password=self.password.text()))

    def _ask(self, form: Unlock) -> None:
        api, run = self._context.api, self._context.background.run
        run(self, lambda: operations.unlock_seat(api, form), lambda _done: self._opened(), self._refused)

    def _opened(self) -> None:
        self.password.clear()
        self._enable()
        self.unlocked.emit()

    def _enable(self) -> None:
        for button in (self.unlock_button, self.browser_button):
            button.setEnabled(True)

    def _refused(self, error: DeskError) -> None:
        self._enable()
        self._show_ways()
        by_password = self.password.isVisibleTo(self)
        said = self.tr("The password is not right.") if by_password else self.tr("That was not you, or too long ago.")
        wrong = error.error_id == "wrong_credentials"
        self.fault.setText(said if wrong else self._context.words(error))
        self.password.selectAll()
        (self.password if by_password else self.browser_button).setFocus()

    def leave(self) -> None:
        """The seat is not locked any more, or over: nothing is waited for."""
        self._way.cancel()

    def retranslate(self) -> None:
        """Put every text in the language in force."""
        session = self._context.session
        name = words.pick(session.me.name, session.me.name_en) if session.active else ""
        self._title.setText(self.tr("This seat is locked"))
        by_password = not session.active or "password" in session.unlock_by
        said = self.tr("{name} is signed in here. Calls go on; the password unlocks.")
        if not by_password:
            said = self.tr("{name} is signed in here. Calls go on; signing in anew in the browser unlocks.")
        self._text.setText(said.format(name=name))
        self.password.setPlaceholderText(self.tr("Password"))
        self.password.setAccessibleName(self.tr("Password"))
        self.unlock_button.set_label(self.tr("Unlock"))
        self.browser_button.set_label(self.tr("Unlock in the browser"))
        self.browser.retranslate()
        self.sign_out_button.set_label(self.tr("Sign out"))

"""Everything the user is told outside a panel goes through here: short notices from the top edge of the window.

They never take the focus and never cover a button for long. What is urgent stays until it is dismissed. Panels are handed
a `Notices` and call its four words; a test hands them a `RecordedNotices` instead.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QSizePolicy, QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.buttons import Button, IconButton
from agent_desk.ui.kit.cards import Icon

Tone = Literal["info", "good", "warning", "bad"]

_LOOK: dict[Tone, tuple[str, str]] = {
    "info": ("info", "accent_ink"),
    "good": ("circle-check", "good"),
    "warning": ("triangle-alert", "warning"),
    "bad": ("circle-alert", "bad"),
}
_STAY_MS: dict[Tone, int] = {"info": 5000, "good": 4000, "warning": 8000, "bad": 12000}
_MOST = 4
_WIDTH = 520
_SHADOW = theme.SPACE_5  # room for the shadow beside and below


@dataclass(frozen=True, slots=True)
class Action:
    """A button on a notice."""

    text: str
    pressed: Callable[[], object]


@dataclass(slots=True)
class Notice:
    """What was said. `key`: a later notice with the same key takes its place."""

    tone: Tone
    text: str
    action: Action | None = None
    urgent: bool = False
    key: str = ""


class Teller(Protocol):
    """What panels may say."""

    def info(self, text: str, *, action: Action | None = None, urgent: bool = False, key: str = "") -> None: ...
    def good(self, text: str, *, action: Action | None = None, urgent: bool = False, key: str = "") -> None: ...
    def warning(self, text: str, *, action: Action | None = None, urgent: bool = False, key: str = "") -> None: ...
    def bad(self, text: str, *, action: Action | None = None, urgent: bool = False, key: str = "") -> None: ...
    def withdraw(self, key: str) -> None: ...


class _FourWords:
    """The four words of a Teller, all leading to `say`."""

    def say(self, notice: Notice) -> None:
        raise NotImplementedError

    def info(self, text: str, *, action: Action | None = None, urgent: bool = False, key: str = "") -> None:
        self.say(Notice("info", text, action, urgent, key))

    def good(self, text: str, *, action: Action | None = None, urgent: bool = False, key: str = "") -> None:
        self.say(Notice("good", text, action, urgent, key))

    def warning(self, text: str, *, action: Action | None = None, urgent: bool = False, key: str = "") -> None:
        self.say(Notice("warning", text, action, urgent, key))

    def bad(self, text: str, *, action: Action | None = None, urgent: bool = False, key: str = "") -> None:
        self.say(Notice("bad", text, action, urgent, key))


@dataclass
class RecordedNotices(_FourWords):
    """The fake for tests: remembers what was said."""

    said: list[Notice] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)

    def say(self, notice: Notice) -> None:
        self.said.append(notice)

    def withdraw(self, key: str) -> None:
        self.withdrawn.append(key)

    def texts(self) -> list[str]:
        return [notice.text for notice in self.said]


class _Toast(QFrame):
    gone = Signal(object)

    def __init__(self, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self.notice = notice
        self.setProperty("role", "toast")
        self.setProperty("tone", notice.tone)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        symbol, tone = _LOOK[notice.tone]
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(Icon(symbol, tone, 18))
        text = theme.label(notice.text, "body", wrap=True)
        text.setMinimumHeight(26)
        row.addWidget(text, 1)
        if notice.action is not None:
            button = Button(notice.action.text, size="small")
            button.clicked.connect(self.act)
            row.addWidget(button)
        close = IconButton("x", self.tr("Dismiss"), size="small")
        close.clicked.connect(self.dismiss)
        row.addWidget(close)
        self.setAccessibleName(notice.text)
        self._shade()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        if not notice.urgent:
            self._timer.start(_STAY_MS[notice.tone])

    def _shade(self) -> None:
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 6)
        shadow.setColor(QColor(0, 0, 0, 60 if theme.current().name == "light" else 150))
        self.setGraphicsEffect(shadow)

    def height_for(self, width: int) -> int:
        """Return the height the words need at this width, fonts of the style sheet included."""
        self.ensurePolished()
        for child in self.findChildren(QWidget):
            child.ensurePolished()
        layout = self.layout()
        assert layout is not None
        layout.invalidate()
        return max(layout.totalHeightForWidth(width), layout.totalSizeHint().height())

    def act(self) -> None:
        """Do what the notice offers."""
        if self.notice.action is not None:
            self.notice.action.pressed()
        self.dismiss()

    def dismiss(self) -> None:
        self._timer.stop()
        self.gone.emit(self)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()  # who reads is not hurried
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.notice.urgent:
            self._timer.start(_STAY_MS[self.notice.tone])
        super().leaveEvent(event)


class Notices(QWidget, _FourWords):
    """The strip at the top edge of `window`. Newest first; at most four, urgent ones are never pushed out."""

    def __init__(self, window: QWidget, *, top: int = theme.SPACE_3) -> None:
        super().__init__(window)
        self._window = window
        self._top = top
        self._toasts: list[_Toast] = []
        self._held = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        self.hide()

    def say(self, notice: Notice) -> None:
        """Show a notice. The same words again, or the same key, replace the earlier one."""
        for toast in list(self._toasts):
            same = toast.notice.key == notice.key if notice.key else toast.notice.text == notice.text
            if same:
                self._remove(toast)
        toast = _Toast(notice, self)
        toast.gone.connect(self._remove)
        self._toasts.insert(0, toast)
        for old in [one for one in self._toasts if not one.notice.urgent][_MOST:]:
            self._remove(old)
        self._place()

    def withdraw(self, key: str) -> None:
        """Take back the notice with this key, because what it said is over."""
        for toast in [one for one in self._toasts if one.notice.key == key]:
            self._remove(toast)

    def act(self) -> None:
        """Press the button of the newest notice that has one."""
        for toast in self._toasts:
            if toast.notice.action is not None and not self._held:
                toast.act()
                return

    def hold(self, held: bool) -> None:
        """Show none while the seat is locked; what was said meanwhile is shown afterwards."""
        self._held = held
        self._place()

    def showing(self) -> list[Notice]:
        """Return what is on screen, newest first."""
        return [toast.notice for toast in self._toasts]

    def _remove(self, toast: _Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            toast.hide()
            toast.deleteLater()
            self._place()

    def _place(self) -> None:
        if not self._toasts or self._held:
            self.hide()
            return
        room = self._window.width() - 2 * theme.SPACE_4
        width = min(_WIDTH, room)
        top = 0
        for toast in self._toasts:
            toast.show()
            height = toast.height_for(width)
            toast.setGeometry(_SHADOW, top, width, height)
            top += height + theme.SPACE_2
        whole = width + 2 * _SHADOW
        self.setGeometry((self._window.width() - whole) // 2, self._top, whole, top + _SHADOW)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Asked by type first: while the window is torn down, events still come here and our fields are gone.
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        return False

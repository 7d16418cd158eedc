"""What a panel shows when it has nothing, not yet, not fresh, or an error; and the stack that switches between them."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from agent_desk.ui.kit import focus, tab_order, theme, words
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.cards import Icon
from agent_desk.ui.kit.covers import Pages

S = TypeVar("S", bound=QWidget)
_LOADING_DELAY_MS = 150


class _Centred(QWidget):
    """A column of symbol, sentence, hint and button in the middle of the panel."""

    def __init__(self, icon: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        self._layout.setSpacing(theme.SPACE_2)
        self._layout.addStretch(1)
        self._symbol = Icon(icon, tone, 28)
        self._title = theme.label("", "strong", wrap=True)
        self._hint = theme.label("", "muted", wrap=True)
        self._button = Button("")
        self._pressed: Callable[[], object] | None = None
        self._button.clicked.connect(self._press)
        self._layout.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addSpacing(theme.SPACE_1)
        for text in (self._title, self._hint):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._layout.addWidget(text)
        self._layout.addSpacing(theme.SPACE_1)
        self._layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addStretch(2)

    def _say(self, title: str, hint: str, action: str, pressed: Callable[[], object] | None) -> None:
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._button.set_label(action)
        self._button.setVisible(bool(action))
        self._pressed = pressed
        self.setAccessibleName(title)
        if self.isVisible():
            self._fit()

    def _fit(self) -> None:
        """The words come first: where there is no room for all of it, the symbol goes."""
        width = self.width() - 2 * theme.SPACE_3
        shown = [one for one in (self._title, self._hint) if not one.isHidden()]
        words = sum(max(one.heightForWidth(width), 0) + theme.SPACE_2 for one in shown)
        button = self._button.sizeHint().height() + theme.SPACE_2 if not self._button.isHidden() else 0
        around = 2 * theme.SPACE_3 + 2 * (theme.SPACE_1 + theme.SPACE_2)
        self._symbol.setVisible(self.height() >= words + button + around + self._symbol.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _press(self) -> None:
        if self._pressed is not None:
            self._pressed()

    def title(self) -> str:
        return self._title.text()


class EmptyState(_Centred):
    """Nothing here, why, and what to do about it."""

    def __init__(
        self,
        icon: str = "inbox",
        title: str = "",
        hint: str = "",
        action: str = "",
        pressed: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(icon, "muted", parent)
        self.say(icon, title, hint, action, pressed)

    def say(
        self, icon: str, title: str, hint: str = "", action: str = "", pressed: Callable[[], object] | None = None
    ) -> None:
        self._symbol.set(icon, "muted")
        self._say(title, hint, action, pressed)


class ErrorState(_Centred):
    """One sentence a person can act on, and a way to try again."""

    def __init__(
        self, sentence: str = "", retry: Callable[[], object] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("circle-alert", "bad", parent)
        self.say(sentence, retry)

    def say(self, sentence: str, retry: Callable[[], object] | None = None, hint: str = "") -> None:
        self._say(sentence, hint, self.tr("Try again") if retry is not None else "", retry)


class _Spinner(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(24, 24)
        self._angle = 0
        self._timer = QTimer(self)
        self._timer.setInterval(40)
        self._timer.timeout.connect(self._turn)

    def _turn(self) -> None:
        self._angle = (self._angle + 16) % 360
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(2.5, 2.5, 19, 19)
        pen = QPen(theme.current().color("border_strong"), 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawEllipse(box)
        pen.setColor(theme.current().color("accent_ink"))
        painter.setPen(pen)
        painter.drawArc(box, -self._angle * 16, 90 * 16)


class LoadingState(QWidget):
    """A quiet spinner with words. It appears only after a moment, so that fast answers do not flash."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        self._spinner = _Spinner()
        self._text = theme.label(text or self.tr("Loading"), "muted")
        layout.addWidget(self._spinner, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._text, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_LOADING_DELAY_MS)
        self._delay.timeout.connect(lambda: self._reveal(True))
        self._reveal(False)

    def say(self, text: str) -> None:
        self._text.setText(text or self.tr("Loading"))
        self.setAccessibleName(self._text.text())

    def reveal_now(self) -> None:
        """Show without the delay."""
        self._delay.stop()
        self._reveal(True)

    def _reveal(self, shown: bool) -> None:
        self._spinner.setVisible(shown)
        self._text.setVisible(shown)

    def showEvent(self, event: QShowEvent) -> None:
        if not self._spinner.isVisibleTo(self):
            self._delay.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._delay.stop()
        self._reveal(False)
        super().hideEvent(event)


class StaleBanner(QFrame):
    """ "As of 14:02:11, reconnecting": what is shown may be old. Hidden while all is fresh."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setProperty("tone", "warning")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_3, 6, theme.SPACE_3, 6)
        layout.setSpacing(theme.SPACE_2)
        layout.addWidget(Icon("wifi-off", "warning"))
        self._text = theme.label("", "body")
        layout.addWidget(self._text, 1)
        self.hide()

    def set_as_of(self, as_of: datetime | None) -> None:
        """UTC time of the last news; None when fresh."""
        if as_of is not None:
            self._text.setText(
                self.tr("As of {time}, reconnecting").format(time=words.time_of_day(as_of, seconds=True))
            )
            self.setAccessibleName(self._text.text())
        self.setVisible(as_of is not None)

    def text(self) -> str:
        return self._text.text()


class StateStack(QWidget):
    """A panel's content, or in its place the empty, loading or error state; above it the stale banner when needed.

    Each state is built when it is first shown: a window has many stacks, and most of them never show all four.
    """

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(theme.SPACE_2)
        self._stack = Pages(self)
        self._outer.addWidget(self._stack, 1)
        self.content = content
        self._stack.addWidget(content)

    @cached_property
    def empty(self) -> EmptyState:
        return self._late(EmptyState(parent=self._stack))

    @cached_property
    def loading(self) -> LoadingState:
        return self._late(LoadingState(parent=self._stack))

    @cached_property
    def error(self) -> ErrorState:
        return self._late(ErrorState(parent=self._stack))

    @cached_property
    def stale(self) -> StaleBanner:
        made = StaleBanner(self)
        self._outer.insertWidget(0, made)
        return made

    def _late(self, state: S) -> S:
        self._stack.addWidget(state)
        tab_order.come_after(self.content, state)
        return state

    def show_content(self) -> None:
        self._stack.setCurrentWidget(self.content)
        focus.settle(self)

    def show_empty(
        self, icon: str, title: str, hint: str = "", action: str = "", pressed: Callable[[], object] | None = None
    ) -> None:
        self.empty.say(icon, title, hint, action, pressed)
        self._stack.setCurrentWidget(self.empty)

    def show_loading(self, text: str = "") -> None:
        self.loading.say(text)
        self._stack.setCurrentWidget(self.loading)

    def show_error(self, sentence: str, retry: Callable[[], object] | None = None) -> None:
        self.error.say(sentence, retry)
        self._stack.setCurrentWidget(self.error)

    def set_stale(self, as_of: datetime | None) -> None:
        """Say that the content is as of then (UTC), or fresh again with None. The content stays in sight."""
        if as_of is not None or "stale" in vars(self):
            self.stale.set_as_of(as_of)

    def showing(self) -> str:
        """content, empty, loading or error."""
        shown = self._stack.currentWidget()
        for name in ("content", "empty", "loading", "error"):
            if shown is vars(self).get(name):
                return name
        return "content"


def banner(text: str, tone: str = "info", icon: str = "info") -> tuple[QFrame, QLabel]:
    """Return a quiet line inside a panel (due date explained, a hint); returns the frame and its label."""
    frame = QFrame()
    frame.setProperty("role", "banner")
    frame.setProperty("tone", tone)
    layout = QHBoxLayout(frame)
    layout.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
    layout.setSpacing(theme.SPACE_2)
    layout.addWidget(Icon(icon, "accent_ink" if tone == "info" else tone), 0, Qt.AlignmentFlag.AlignTop)
    shown = theme.label(text, "body", wrap=True)
    layout.addWidget(shown, 1)
    return frame, shown

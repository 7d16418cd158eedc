"""Questions that must be answered. They are opened, never executed: calls and clocks go on behind them."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from agent_desk.ui.kit import call_first, theme
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.call_first import CallFirst
from agent_desk.ui.kit.cards import Icon

ANSWER_KEYS = "F2"


class Dialog(QDialog):
    """A titled dialog over its window: `body` for content, a row of buttons that name what they do. Esc cancels.

    A call comes first: while it rings the dialog says so, the call's keys go through it, and it goes when the call is answered
    here, with what was typed kept.
    """

    # Of the class, since Qt hides a dialog once more when it takes it apart, and by then it has nothing of its own.
    _call_first: CallFirst | None = None

    def __init__(self, title: str, *, icon: str = "", tone: str = "accent_ink", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(440)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_5, theme.SPACE_5, theme.SPACE_5, theme.SPACE_4)
        outer.setSpacing(theme.SPACE_4)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        if icon:
            head.addWidget(Icon(icon, tone, 20))
        head.addWidget(theme.label(title, "heading", wrap=True), 1)
        outer.addLayout(head)
        self._outer = outer
        self.ring_strip: RingStrip | None = None
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.SPACE_3)
        outer.addLayout(self.body, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.SPACE_2)
        self._buttons.addStretch(1)
        outer.addSpacing(theme.SPACE_1)
        outer.addLayout(self._buttons)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A dialog's first size knows nothing of words that need more lines than one.
        layout = self.layout()
        needed = layout.totalHeightForWidth(self.width()) if layout is not None else 0
        if needed > self.height():
            self.resize(self.width(), min(needed, self.screen().availableSize().height()))
        known, first = self._call_first, self._call_first or call_first.over(self)
        self._call_first = first
        if first is not None:
            first.watch(self)
        if first is not None and known is None:
            first.rang.connect(self._say_ring)
            first.hushed.connect(self._hush)
            first.answered.connect(self._step_aside)
            if first.ringing:
                self._say_ring(first.ringing)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._call_first is not None and isValid(self._call_first):
            self._call_first.leave(self)

    def _say_ring(self, caller: str) -> None:
        if self.ring_strip is None and self._call_first is not None:
            first = self._call_first
            self.ring_strip = RingStrip(lambda: first.press(ANSWER_KEYS))
            self._outer.insertWidget(0, self.ring_strip)
        if self.ring_strip is not None:
            self.ring_strip.say(caller)

    def _hush(self) -> None:
        if self.ring_strip is not None:
            self.ring_strip.hide()

    def _step_aside(self) -> None:
        self._hush()
        if self.isVisible() and self.may_go():
            self.put_away()

    def may_go(self) -> bool:
        """Return whether it may go when a call is answered: not with something that would be lost."""
        return True

    def put_away(self) -> None:
        """Go, since a call was answered. What was typed stays where drafts are."""
        QDialog.reject(self)

    def add_button(self, button: Button, pressed: Callable[[], object]) -> Button:
        """Return a button at the right end."""
        button.clicked.connect(pressed)
        self._buttons.addWidget(button)
        return button

    def add_cancel(self, text: str = "") -> Button:
        return self.add_button(Button(text or self.tr("Cancel")), self.reject)


class RingStrip(QFrame):
    """At the top of a dialog while it rings: who calls, and the button for whoever has the hand at the mouse."""

    def __init__(self, answer: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setProperty("tone", "ringing")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(Icon("bell-ring", "ringing"))
        self.words = theme.label("", "strong", wrap=True)
        row.addWidget(self.words, 1)
        self.answer_button = Button(self.tr("Answer"), kind="good", icon="phone", size="small", shortcut=ANSWER_KEYS)
        # The cursor stays in what is being typed; F2 answers from there.
        self.answer_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.answer_button.clicked.connect(lambda: answer())
        row.addWidget(self.answer_button)

    def say(self, caller: str) -> None:
        """Somebody calls."""
        self.words.setText(self.tr("A call rings: {caller}").format(caller=caller))
        self.show()


class ConfirmDialog(Dialog):
    """Asks before something that cannot be undone. `action` names it ("End call"), never "OK".

    The cursor stands on Cancel for a danger, so that Enter out of habit does no harm. `confirmed` comes at most once.
    """

    confirmed = Signal()

    def __init__(
        self,
        title: str,
        text: str,
        action: str,
        *,
        kind: Literal["primary", "danger"] = "primary",
        cancel: str = "",
        parent: QWidget | None = None,
    ) -> None:
        danger = kind == "danger"
        super().__init__(title, icon="triangle-alert" if danger else "", tone="bad", parent=parent)
        self.body.addWidget(theme.label(text, "body", wrap=True))
        self.cancel_button = self.add_cancel(cancel)
        self.action_button = self.add_button(Button(action, kind=kind), self._confirm)
        (self.cancel_button if danger else self.action_button).setDefault(True)
        (self.cancel_button if danger else self.action_button).setFocus()

    def _confirm(self) -> None:
        self.confirmed.emit()
        self.accept()


def confirm(
    parent: QWidget,
    title: str,
    text: str,
    action: str,
    confirmed: Callable[[], object],
    *,
    kind: Literal["primary", "danger"] = "primary",
) -> ConfirmDialog:
    """Open a ConfirmDialog that calls `confirmed`; returns it at once."""
    dialog = ConfirmDialog(title, text, action, kind=kind, parent=parent)
    dialog.confirmed.connect(confirmed)
    dialog.open()
    return dialog

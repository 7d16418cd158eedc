"""Questions that must be answered. They are opened, never executed: calls and clocks go on behind them."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.cards import Icon
from agent_desk.ui.kit.forms import Choice, Form, TextArea


class Dialog(QDialog):
    """A titled dialog over its window: `body` for content, a row of buttons that name what they do. Esc cancels."""

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
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.SPACE_3)
        outer.addLayout(self.body, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.SPACE_2)
        self._buttons.addStretch(1)
        outer.addSpacing(theme.SPACE_1)
        outer.addLayout(self._buttons)

    def add_button(self, button: Button, pressed: Callable[[], object]) -> Button:
        """Return a button at the right end."""
        button.clicked.connect(pressed)
        self._buttons.addWidget(button)
        return button

    def add_cancel(self, text: str = "") -> Button:
        return self.add_button(Button(text or self.tr("Cancel")), self.reject)


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


class ReasonDialog(Dialog):
    """Asks why: a choice of reasons, a text, or both. `given` carries (reason value or None, text)."""

    given = Signal(object, str)

    def __init__(
        self,
        title: str,
        action: str,
        *,
        text: str = "",
        reasons: Sequence[tuple[Any, str]] = (),
        text_required: bool | None = None,
        text_label: str = "",
        kind: Literal["primary", "danger"] = "primary",
        limit: int = 500,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent=parent)
        if text:
            self.body.addWidget(theme.label(text, "muted", wrap=True))
        self.form = Form(labels="top")
        if reasons:
            self.form.add("reason", self.tr("Reason"), Choice(reasons), required=True)
        needed = not reasons if text_required is None else text_required
        caption = text_label or (self.tr("Note") if reasons else self.tr("Reason"))
        self.form.add("text", caption, TextArea(limit=limit, lines=3), required=needed)
        self.body.addWidget(self.form)
        self.add_cancel()
        self.action_button = self.add_button(Button(action, kind=kind), self._give)
        self.form.field("reason" if reasons else "text").setFocus()

    def _give(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        self.given.emit(values.get("reason"), values["text"])
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # In the text Enter is a new line and does not come here; with Ctrl it sends from there too.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        else:
            super().keyPressEvent(event)


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

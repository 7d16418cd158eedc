"""What a person has to take down now, since it is shown only once: a one-time password, a key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.copying import copy_own
from agent_desk.ui.kit.dialogs import Dialog


class ShownOnce(Dialog):
    """Shows a secret, once: nothing at this seat keeps it.

    `says`: whose it is, and what to do with it; `long`: it needs lines; `taken`: what a person says by closing it.
    """

    def __init__(
        self,
        title: str,
        says: str,
        secret: str,
        *,
        long: bool = False,
        taken: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, icon="key-round", parent=parent)
        self.body.addWidget(theme.label(says, "muted", wrap=True))
        self.shown = theme.label(secret, "strong" if long else "number", wrap=long, selectable=True)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setAccessibleName(secret)
        self.body.addWidget(self.shown)
        self.add_button(Button(self.tr("Copy"), icon="copy"), lambda: copy_own(self.shown.text()))
        close = self.add_button(Button(taken or self.tr("Close"), kind="primary"), self.accept)
        close.setDefault(True)
        close.setFocus()

    def may_go(self) -> bool:
        """Stay: what it shows is shown once."""
        return False

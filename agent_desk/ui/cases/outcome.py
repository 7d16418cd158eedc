"""What became of a form: kept on the seat until the hub is back, or received with its number and last day."""

import uuid

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button, Icon, IconButton, banner, label
from agent_desk.ui.kit.copying import copy_own


class Outcome(QWidget):
    """Stands where the fields stood. `done`, `another` and `view` (the id of what was made) are for the form to act on.

    `view_it`, `another_one`: what the buttons to look at it, and to begin another one, say.
    """

    done = Signal()
    another = Signal()
    view = Signal(object)

    def __init__(self, view_it: str, another_one: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._made: uuid.UUID | None = None
        self._icon = Icon("circle-check", "good", 36)
        self._title = label("", "heading", wrap=True)
        self._number = label("", "figure", selectable=True)
        self._copy = IconButton("copy", self.tr("Copy the number"))
        self._hint = label("", "body", wrap=True)
        self._warning, self._warning_text = banner("", "warning", "triangle-alert")
        self.finish = Button(self.tr("Done"), kind="primary", icon="check")
        self.show_it = Button(view_it, icon="file-text")
        self.again = Button(another_one, kind="ghost", icon="plus")
        self._build()
        self.finish.clicked.connect(self.done)
        self.again.clicked.connect(self.another)
        self.show_it.clicked.connect(lambda: self.view.emit(self._made))
        self._copy.clicked.connect(self.copy_number)

    def _build(self) -> None:
        number = QHBoxLayout()
        number.addStretch(1)
        number.addWidget(self._number)
        number.addWidget(self._copy)
        number.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE_2)
        buttons.addStretch(1)
        for button in (self.again, self.show_it, self.finish):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            buttons.addWidget(button)
        buttons.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.SPACE_5, theme.SPACE_4, theme.SPACE_5, theme.SPACE_4)
        page.setSpacing(theme.SPACE_3)
        page.addStretch(2)
        page.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for text in (self._title, self._hint):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        page.addWidget(self._title)
        page.addLayout(number)
        page.addWidget(self._hint)
        page.addWidget(self._warning)
        page.addSpacing(theme.SPACE_2)
        page.addLayout(buttons)
        page.addStretch(3)

    def show_waiting(self, more: str) -> None:
        """The hub is away. `more`: what holds meanwhile."""
        self._made = None
        self._icon.set("cloud-off", "warning")
        self._title.setText(self.tr("Kept on this seat, will be sent"))
        kept = self.tr(
            "The hub does not answer now. The form is on this seat's disk and is sent by itself, once, as soon as the "
            "hub is back; its number then appears here."
        )
        self._hint.setText(f"{kept} {more}".strip())
        self._show(number="")

    def show_made(self, made: uuid.UUID, title: str, number: str, hint: str, warning: str = "") -> None:
        """It is received."""
        self._made = made
        self._icon.set("circle-check", "good")
        self._title.setText(title)
        self._hint.setText(hint)
        self._warning_text.setText(warning)
        self._show(number=number)

    def _show(self, *, number: str) -> None:
        self._number.setText(number)
        self._number.setVisible(bool(number))
        self._copy.setVisible(bool(number))
        self.show_it.setVisible(bool(number))
        self._warning.setVisible(bool(number and self._warning_text.text()))
        self.setAccessibleName(f"{self._title.text()} {number}".strip())

    def title(self) -> str:
        """Return what happened, in words."""
        return self._title.text()

    def number(self) -> str:
        """Return the number shown; empty while there is none."""
        return self._number.text()

    def copy_number(self) -> None:
        """Put the number on the clipboard."""
        copy_own(self._number.text())

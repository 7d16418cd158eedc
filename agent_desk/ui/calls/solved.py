"""Was it solved in this call? Two buttons of which one, or none, is pressed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from agent_desk.ui.kit import theme
from agent_desk.ui.kit.controls import Button


class SolvedChoice(QWidget):
    """`value()` is True, False, or None while nobody has said; pressing the pressed one again takes it back."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._yes = Button(self.tr("Solved at once"), icon="check")
        self._no = Button(self.tr("Not solved yet"), icon="clock")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_1)
        for button, other in ((self._yes, self._no), (self._no, self._yes)):
            button.setCheckable(True)
            button.clicked.connect(lambda on, other=other: self._pressed(on, other))
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._yes)
        self.setAccessibleName(self.tr("Solved?"))

    def _pressed(self, on: bool, other: Button) -> None:
        if on:
            other.setChecked(False)
        self.edited.emit()

    def value(self) -> bool | None:
        return True if self._yes.isChecked() else False if self._no.isChecked() else None

    def words_of(self, value: bool | None) -> str:
        """Return what the button of this answer says; empty for none."""
        return "" if value is None else self._yes.text() if value else self._no.text()

    def set_value(self, value: bool | None) -> None:
        """Press one, or none; no signal for None or what is pressed already."""
        if value == self.value():
            return
        self._yes.setChecked(value is True)
        self._no.setChecked(value is False)
        self.edited.emit()

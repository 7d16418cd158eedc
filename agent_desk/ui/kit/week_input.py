"""Hours of a week: a line a day, each with its periods."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from agent_desk.schemas.kit import week
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.controls import IconButton
from agent_desk.ui.kit.inputs import TextInput


class WeekInput(QWidget):
    """An input of a form. `value()` is a tuple of seven texts (`schemas/kit/week.py`), or empty where every day is empty.

    What is typed otherwise than it is kept ("9:00–12:00，14:00–17:30") is read; what is no period stays, for the hub to find.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = [TextInput(limit=week.LONGEST) for _ in range(week.DAYS)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE_2)
        grid.setVerticalSpacing(theme.SPACE_1)
        grid.setColumnStretch(1, 1)
        for at, day in enumerate(self.days):
            name = theme.label(words.weekday(at + 1), "caption")
            name.setBuddy(day)
            grid.addWidget(name, at, 0)
            grid.addWidget(day, at, 1)
            day.edited.connect(self.edited.emit)
        self.copy_button = IconButton("copy", self.tr("The same from Tuesday to Friday"), size="small")
        self.copy_button.clicked.connect(self.copy_monday)
        grid.addWidget(self.copy_button, 0, 2)
        self.setFocusProxy(self.days[0])

    def copy_monday(self) -> None:
        """Give Tuesday to Friday what Monday has."""
        for day in self.days[1:5]:
            day.set_value(self.days[0].value())

    def setAccessibleName(self, name: str) -> None:
        """Name each day after the field and the day."""
        super().setAccessibleName(name)
        for at, day in enumerate(self.days):
            day.setAccessibleName(f"{name}: {words.weekday(at + 1)}")

    def value(self) -> tuple[str, ...]:
        typed = tuple(week.text_of(week.typed(day.value())) for day in self.days)
        return typed if any(typed) else ()

    def set_value(self, value: Sequence[str] | None) -> None:
        """Show these; a day that says the same in other signs stays as it is typed."""
        for day, text in zip(self.days, value or ("",) * week.DAYS, strict=True):
            if week.text_of(week.typed(day.value())) != text:
                day.set_value(text)

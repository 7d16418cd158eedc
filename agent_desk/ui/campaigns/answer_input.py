"""One question of a project as an input of a form; `value()` is the answer as it is kept, None while there is none."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desk.schemas.campaigns.records import ANSWER_LIMIT, AnswerField
from agent_desk.schemas.campaigns.words import YES_NO
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.choices import Choice, Option
from agent_desk.ui.kit.inputs import DateTimeInput, TextInput


def label_of(field: AnswerField) -> str:
    """Return what a question is called, in the language in force."""
    return words.pick(field.label_zh, field.label_en)


class AnswerInput(QWidget):
    """A choice, yes or no, a day, or a line to type into, by the kind of the question. `captioned`: its words stand above it already."""

    edited = Signal()

    def __init__(self, field: AnswerField, *, captioned: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.input: Choice | DateTimeInput | TextInput
        if field.kind in ("choice", "yes_no"):
            self.input = Choice(placeholder="–" if captioned else label_of(field))
            offered = [(one, one) for one in field.choices]
            if field.kind == "yes_no":
                offered = [(term.code, words.say(term)) for term in YES_NO.values()]
            nothing = [] if field.required else [Option(None, "–")]
            self.input.set_options([*nothing, *(Option(value, text) for value, text in offered)])
        elif field.kind == "date":
            self.input = DateTimeInput(optional=True, date_only=True)
        else:
            self.input = TextInput(limit=20 if field.kind == "number" else ANSWER_LIMIT)
            self.input.setPlaceholderText("" if captioned else label_of(field))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_1)
        row.addWidget(self.input, 1)
        self.setFocusProxy(self.input)
        self.setAccessibleName(label_of(field))
        self.input.edited.connect(self._edited)

    def setAccessibleName(self, name: str) -> None:
        """Name the input as well: it has the focus."""
        super().setAccessibleName(name)
        self.input.setAccessibleName(name)

    def _edited(self) -> None:
        self.show_fault()
        self.edited.emit()

    def show_fault(self) -> None:
        """Mark a line that is no answer of its kind, while it is typed."""
        value = self.value()
        wrong = value is not None and not self.field.takes(value)
        theme.restyle(self.input.focusProxy() or self.input, invalid=wrong)

    def value(self) -> str | None:
        found = self.input.value()
        if isinstance(found, datetime):
            return words.local(found).date().isoformat()
        return str(found).strip() or None if found is not None else None

    def set_value(self, value: str | None) -> None:
        """Show an answer; nothing is shown for None."""
        if value == self.value():
            return
        if isinstance(self.input, DateTimeInput):
            day = date.fromisoformat(value) if value and self.field.takes(value) else None
            at = datetime(day.year, day.month, day.day, tzinfo=words.zone()) if day is not None else None
            self.input.set_value(at)
        else:
            self.input.set_value(value if isinstance(self.input, Choice) else value or "")

    def words_of(self, value: str | None) -> str:
        """Return an answer in words; empty for none."""
        return answer_words(self.field, value)


def answer_words(field: AnswerField, value: str | None) -> str:
    """Return a kept answer in words; empty for none."""
    if value is None:
        return ""
    return words.say(YES_NO[value]) if field.kind == "yes_no" and value in YES_NO else value

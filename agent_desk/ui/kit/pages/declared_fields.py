"""Inputs of declared fields: what a setting, an entry of a list or a row of a nested list is typed into."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from agent_desk.schemas.kit.settings import Choice, Number, Picks, Shown, Text, TextList, Tick, Week, Words
from agent_desk.ui.kit import choices, inputs, words
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.pick_many import PickMany
from agent_desk.ui.kit.week_input import WeekInput


def said(both: Words) -> str:
    """Return the words in the language in force."""
    return words.pick(both.zh, both.en)


class TextListInput(inputs.TextInput):
    """A few short texts in one line, with commas between them; `value()` is a tuple of them."""

    def value(self) -> Any:
        return tuple(one for one in (part.strip() for part in self.text().replace("，", ",").split(",")) if one)

    def set_value(self, value: Any) -> None:
        self.setText(", ".join(value or ()))


def add_field(form: Form, name: str, field: Shown) -> None:
    """Put the input of a declared field into a form."""
    label, hint = said(field.label), said(field.hint)
    if isinstance(field, Number):
        form.add(name, label, inputs.NumberInput(field.low, field.high, unit=said(field.unit)), hint=hint)
    elif isinstance(field, Text):
        form.add(name, label, inputs.TextInput(limit=field.longest), required=field.required, hint=hint)
    elif isinstance(field, TextList):
        form.add(name, label, TextListInput(), hint=hint)
    elif isinstance(field, Picks):
        form.add(
            name,
            label,
            PickMany(said(field.none), QCoreApplication.translate("DeclaredFields", "{n} chosen")),
            hint=hint,
        )
    elif isinstance(field, Week):
        form.add(name, label, WeekInput(), hint=hint)
    elif isinstance(field, Choice):
        listed = [(word, said(text)) for word, text in field.words.items()]
        form.add(name, label, choices.Choice(listed), required=True, hint=hint)
    elif isinstance(field, Tick):
        form.add(name, "", inputs.Tick(label), hint=hint)
    else:
        raise TypeError(f"there is no input for {field!r}")

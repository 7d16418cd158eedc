"""Rows within a record whose fields are declared, as a setting's are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from agent_desk.schemas.kit.settings import Shown
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.pages import setting_words
from agent_desk.ui.kit.pages.declared_fields import add_field, said
from agent_desk.ui.kit.rows_input import Row, RowsInput


def declared_rows(
    fields: Mapping[str, Shown], columns: Sequence[str], blank: Callable[[Sequence[Row]], Row], *, most: int
) -> RowsInput:
    """Return the input; `columns` are the fields that its list shows, `blank` makes a new row beside those there are."""

    def fill(form: Form) -> None:
        for name, field in fields.items():
            add_field(form, name, field)

    return RowsInput(
        fill,
        lambda row: [setting_words.shown_as(fields[one], row[one]) for one in columns],
        blank,
        most=most,
        heads=[said(fields[one].label) for one in columns],
    )

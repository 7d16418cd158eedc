"""A list of complaints that a source forwards: who forwards it, what each line says, which of them are registered."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from agent_desk.desk.cases import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.cases.complaint_file import (
    COLUMNS,
    TEXTS,
    ComplaintFileAsk,
    ComplaintFileForm,
    ComplaintFileView,
    ComplaintLine,
)
from agent_desk.schemas.cases.records import Terms
from agent_desk.schemas.kit.table_file import TableFileAsk
from agent_desk.ui.cases import presentation
from agent_desk.ui.kit import words
from agent_desk.ui.kit.forms import CascadeChoice, Choice
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pages.table_file_dialog import TableFile, TableFileDialog
from agent_desk.ui.kit.tables import Column

_CLASSES = ("channel", "business", "cause", "wish")


def text(code: str) -> str:
    """Return a word of the dialog in the language in force."""
    return words.say(TEXTS[code])


class ComplaintFileDialog(TableFileDialog[ComplaintLine], FormDialog):
    """One list. `saved` carries the ComplaintFileView that was taken."""

    def __init__(
        self,
        context: DeskContext,
        ask: TableFileAsk,
        terms: Terms,
        view: ComplaintFileView | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._terms = terms
        self.source = Choice(presentation.options_of(terms.sources), searchable=True)
        self.classes: dict[str, CascadeChoice | Choice] = {
            "channel": CascadeChoice(presentation.options_of(terms.channels), levels=3),
            "business": CascadeChoice(presentation.options_of(terms.businesses), levels=2),
            "cause": CascadeChoice(presentation.options_of(terms.causes), levels=2),
            "wish": Choice(presentation.options_of(terms.wishes), searchable=True),
        }
        of = TableFile[ComplaintLine](
            name="complaint_file",
            title=text("title").format(name=ask.name),
            note=text("note"),
            counts=text("counts"),
            take=text("take"),
            icon="inbox",
            named=COLUMNS,
            own=[
                Column(text("number"), lambda row: row.source_number, tooltip=lambda row: row.source_number, width=120),
                Column(text("complainant"), lambda row: row.complainant, width=84),
                Column(text("received"), _received, width=104),
            ],
            rows=lambda view: view.rows,
            look=operations.look_at_list,
            view=ComplaintFileView,
        )
        super().__init__(context, of, ask, view or ComplaintFileView(), parent)
        for choice in (self.source, *self.classes.values()):
            choice.edited.connect(self._look_again)
        if self.source.value() is not None and view is None:
            self.look()

    def ask_more(self) -> dict[str, Any]:
        self.form.add("source", text("source"), self.source, required=True)
        for name, choice in self.classes.items():
            self.form.add(name, text(name), choice)
        return {"source": self._guessed(), **dict.fromkeys(_CLASSES)}

    def _guessed(self) -> str | None:
        """Return the source whose name or number the file's own name holds."""
        named = self._ask.name
        return next((one.key for one in self._terms.sources if one.key in named or one.name_zh in named), None)

    def _look_again(self) -> None:
        if self.source.value() is not None:
            self.look()

    def asking(self, ask: Any) -> ComplaintFileAsk:
        return ComplaintFileAsk.model_validate(_about(ask, self.form.values()))

    def taken(self, ask: Any, lines: list[int], values: dict[str, Any]) -> ComplaintFileView:
        form = ComplaintFileForm.model_validate({**_about(ask, values), "lines": lines})
        return operations.take_list(self._context.api, form)


def _about(ask: TableFileAsk, values: dict[str, Any]) -> dict[str, Any]:
    """Return a file with who forwards it and the classes of what it does not class."""
    about = ask.model_dump(include={"name", "pieces", "columns"})
    return {**about, **{name: values[name] or "" for name in ("source", *_CLASSES)}}


def _received(row: ComplaintLine) -> str:
    return presentation.day_words(row.received_on) if row.received_on is not None else ""

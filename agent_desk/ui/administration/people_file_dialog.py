"""People from a file: what each row would change, and the order to take them."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.people import people_file
from agent_desk.schemas.kit.table_file import TableFileAsk
from agent_desk.schemas.people.people_file import COLUMNS, PeopleFileForm, PeopleFileView, PersonLine
from agent_desk.schemas.people.people_file_words import TEXTS
from agent_desk.ui.kit import words
from agent_desk.ui.kit.inputs import TextInput
from agent_desk.ui.kit.pages import table_file_dialog
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pages.table_file_dialog import TableFile, TableFileDialog
from agent_desk.ui.kit.tables import Column

WIDE: Final = table_file_dialog.WIDE


def text(code: str) -> str:
    """Return a word of the dialog in the language in force."""
    return words.say(TEXTS[code])


class PeopleFileDialog(TableFileDialog[PersonLine], FormDialog):
    """One file. `saved` carries the PeopleFileView that was taken."""

    def __init__(
        self, context: DeskContext, ask: TableFileAsk, view: PeopleFileView, parent: QWidget | None = None
    ) -> None:
        of = TableFile[PersonLine](
            name="people_file",
            title=text("title").format(name=ask.name),
            note=text("note"),
            counts=text("counts"),
            take=text("take"),
            icon="users",
            named=COLUMNS,
            own=[
                Column(text("login"), lambda row: row.login, tooltip=lambda row: row.login, width=110),
                Column(text("name"), lambda row: row.name, tooltip=lambda row: row.name, width=110),
            ],
            rows=lambda view: view.rows,
            look=people_file.look,
            view=PeopleFileView,
        )
        super().__init__(context, of, ask, view, parent)

    def ask_more(self) -> dict[str, Any]:
        self.form.add("reason", text("reason"), TextInput(limit=500))
        return {"reason": ""}

    def taken(self, ask: Any, lines: list[int], values: dict[str, Any]) -> PeopleFileView:
        form = PeopleFileForm(
            name=ask.name, pieces=ask.pieces, columns=ask.columns, lines=lines, reason=values["reason"]
        )
        return people_file.take(self._context.api, form)

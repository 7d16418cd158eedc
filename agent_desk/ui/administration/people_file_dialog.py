"""People from a file: its columns, what each row would do and why one is refused, and which rows are taken."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.people import people_file
from agent_desk.schemas.people.people_file import (
    COLUMNS,
    HeadFound,
    PeopleFileAsk,
    PeopleFileForm,
    PeopleFileView,
    PersonLine,
)
from agent_desk.schemas.people.people_file_words import CHANGES, TEXTS
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button, banner
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.inputs import TextInput
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView

WIDE: Final = (1080, 600)
_TAKEABLE: Final = ("new", "changed")


def text(code: str) -> str:
    """Return a word of the dialog in the language in force."""
    return words.say(TEXTS[code])


class PeopleFileDialog(FormDialog):
    """One file. `saved` carries the PeopleFileView that was taken."""

    def __init__(
        self, context: DeskContext, ask: PeopleFileAsk, view: PeopleFileView, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            text("title").format(name=ask.name),
            "people_file",
            self._take,
            PeopleFileView,
            action=text("take").format(n=0),
            action_icon="check",
            icon="users",
            hint=text("note"),
            parent=parent,
        )
        self._ask, self.view = ask, view
        self._left_out: set[int] = set()
        self.resize(*WIDE)
        self.setMinimumSize(820, 500)
        self.counts = theme.label("", "strong")
        self._unusable, self._unusable_words = banner("", "bad", "circle-alert")
        self.unknown = theme.label(text("headings"), "section")
        self.headings = Form(labels="top")
        self._choices: dict[str, Choice] = {}
        self.model: TableModel[PersonLine] = TableModel(self._columns(), key=lambda row: row.line)
        self.table: TableView[PersonLine] = TableView(self.model, sortable=False)
        self.table.setAccessibleName(text("change"))
        self.table.set_empty("users", text("nothing"))
        self.row_button = Button(text("leave_row"), icon="circle-minus", size="small")
        self.form.add("reason", text("reason"), TextInput(limit=500))
        self._lay()
        self.send_from(self.table)
        self.table.selected_record.connect(lambda _row: self._enable())
        self.row_button.clicked.connect(self.turn_row)
        self._offer_headings()
        self.begin(f"{len(ask.pieces)} {ask.name}", blank={"reason": ""})
        self._show()

    def _lay(self) -> None:
        self.body.removeWidget(self.form)
        self.body.addWidget(self._unusable)
        head = QHBoxLayout()
        head.addWidget(self.counts, 1)
        head.addWidget(self.row_button)
        self.body.addLayout(head)
        middle = QHBoxLayout()
        middle.setSpacing(theme.SPACE_4)
        side = QWidget()
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.unknown)
        left.addWidget(self.headings)
        left.addWidget(self.form)
        left.addStretch(1)
        side.setFixedWidth(260)
        middle.addWidget(side)
        middle.addWidget(self.table, 1)
        self.body.addLayout(middle, 1)

    def _columns(self) -> list[Column[PersonLine]]:
        def says(row: PersonLine) -> str:
            return " ".join(filter(None, (words.pick(row.zh, row.en), words.pick(row.note_zh, row.note_en))))

        def mark(row: PersonLine) -> Mark:
            return Mark.of(CHANGES[row.change])

        return [
            Column(text("line"), lambda row: str(row.line), align="right", width=56),
            Column(text("login"), lambda row: row.login, tooltip=lambda row: row.login, width=110),
            Column(text("name"), lambda row: row.name, tooltip=lambda row: row.name, width=110),
            Column(text("change"), lambda row: mark(row).text, mark=mark, width=104),
            Column(text("taken"), lambda row: text("yes" if self._takes(row) else "no"), width=64),
            Column(text("says"), says, tooltip=says),
        ]

    # -- what is shown -----------------------------------------------------------------------------------------------

    def _offer_headings(self) -> None:
        """A choice for each heading that names no column; each look keeps what was chosen."""
        unknown: list[HeadFound] = [one for one in self.view.heads if not one.column or one.heading in self._choices]
        for one in unknown:
            if one.heading in self._choices:
                continue
            choice = Choice([("", text("left_out")), *((code, words.say(term)) for code, term in COLUMNS.items())])
            choice.set_value("")
            choice.edited.connect(self._look)
            self._choices[one.heading] = choice
            self.headings.add(f"heading {len(self._choices)}", one.heading, choice)
        for widget in (self.unknown, self.headings):
            widget.setVisible(bool(self._choices))

    def _look(self) -> None:
        ask = people_file.with_columns(
            self._ask, {heading: choice.value() for heading, choice in self._choices.items()}
        )
        api = self._context.api
        self._context.background.run(
            self, lambda: people_file.look(api, ask), lambda view: self._looked(ask, view), self._context.tell
        )

    def _looked(self, ask: PeopleFileAsk, view: PeopleFileView) -> None:
        self._ask, self.view = ask, view
        self._offer_headings()
        self._show()

    def _show(self) -> None:
        fault = words.pick(self.view.fault_zh, self.view.fault_en)
        self._unusable_words.setText(f"{text('unusable')}: {fault}" if fault else "")
        self._unusable.setVisible(bool(fault))
        self.counts.setText(text("counts").format(**{code: self.view.count(code) for code in CHANGES}))  # type: ignore[arg-type]
        self.model.replace(list(self.view.rows))
        self._enable()

    def _takes(self, row: PersonLine) -> bool:
        return row.change in _TAKEABLE and row.line not in self._left_out

    def lines(self) -> list[int]:
        """Return the rows that would be taken."""
        return [row.line for row in self.view.rows if self._takes(row)]

    def _enable(self) -> None:
        row = self.table.current_record()
        self.row_button.setEnabled(row is not None and row.change in _TAKEABLE)
        self.row_button.set_label(text("take_row" if row is not None and row.line in self._left_out else "leave_row"))
        self.action_button.set_label(text("take").format(n=len(self.lines())))
        self.action_button.setEnabled(bool(self.lines()))

    def turn_row(self) -> None:
        """Leave the chosen row out, or take it after all."""
        row = self.table.current_record()
        if row is not None and row.change in _TAKEABLE:
            self._left_out ^= {row.line}
            self.model.dataChanged.emit(
                self.model.index(0, 0), self.model.index(self.model.rowCount() - 1, self.model.columnCount() - 1)
            )
            self._enable()

    def _take(self, sent: Submission[PeopleFileView]) -> PeopleFileView:
        form = PeopleFileForm(
            name=self._ask.name,
            pieces=self._ask.pieces,
            columns=self._ask.columns,
            lines=self.lines(),
            reason=sent.values["reason"],
        )
        return people_file.take(self._context.api, form)

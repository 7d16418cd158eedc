"""A table from a file: its columns, what each row would do and why one is refused, and which rows are taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.kit import table_file
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.schemas.kit.table_file import CHANGES, TEXTS, HeadFound, RowLine, TableFileAsk, TableFileView
from agent_desk.schemas.kit.vocabulary import Vocabulary
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.controls import Button, banner
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView

WIDE: Final = (1080, 600)
TAKEABLE: Final = ("new", "changed")
Row = TypeVar("Row", bound=RowLine)


def text(code: str) -> str:
    """Return a word of such dialogs in the language in force."""
    return words.say(TEXTS[code])


@dataclass(frozen=True, kw_only=True)
class TableFile(Generic[Row]):
    """What a table is of. `note`, `counts`, `take`: sentences ({new}, {changed}, {same}, {refused}; {n}); `rows`: those of a view;
    `look`: asks the hub what a file would do."""

    name: str
    title: str
    note: str
    counts: str
    take: str
    icon: str
    named: Vocabulary
    own: Sequence[Column[Row]]
    rows: Callable[[Any], Sequence[Row]]
    look: Callable[[Api, Any], Any]
    view: type[TableFileView]


if TYPE_CHECKING:

    class _OfDialog(FormDialog):
        """What it is a part of, for the reader of types: by itself it is no dialog."""

else:

    class _OfDialog:
        """A part of a dialog."""


class TableFileDialog(_OfDialog, Generic[Row]):
    """One file, as part of a FormDialog that derives from this first. `saved` carries the view that was taken; fields that are asked beside
    stand in `form` (`ask_more`)."""

    def __init__(
        self,
        context: DeskContext,
        of: TableFile[Row],
        ask: TableFileAsk,
        view: TableFileView,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            context,
            of.title,
            of.name,
            self._take,
            of.view,
            action=of.take.format(n=0),
            action_icon="check",
            icon=of.icon,
            hint=of.note,
            parent=parent,
        )
        self._of, self._ask, self.view = of, ask, view
        self._left_out: set[int] = set()
        self.resize(*WIDE)
        self.setMinimumSize(820, 500)
        self.counts = theme.label("", "strong")
        self._unusable, self._unusable_words = banner("", "bad", "circle-alert")
        self.unknown = theme.label(text("headings"), "section")
        self.headings = Form(labels="top")
        self._choices: dict[str, Choice] = {}
        self.model: TableModel[Row] = TableModel(self._columns(), key=lambda row: row.line)
        self.table: TableView[Row] = TableView(self.model, sortable=False)
        self.table.setAccessibleName(text("change"))
        self.table.set_empty(of.icon, text("nothing"))
        self.row_button = Button(text("leave_row"), icon="circle-minus", size="small")
        blank = self.ask_more()
        self._lay()
        self.send_from(self.table)
        self.table.selected_record.connect(lambda _row: self._enable())
        self.row_button.clicked.connect(self.turn_row)
        self._offer_headings()
        self.begin(f"{len(ask.pieces)} {ask.name}", blank=blank)
        self._show()

    def ask_more(self) -> dict[str, Any]:
        """Put fields into the form that are asked beside the table; returns what they begin with."""
        return {}

    def taken(self, ask: Any, lines: list[int], values: dict[str, Any]) -> TableFileView:
        """Take these rows of the file."""
        raise NotImplementedError

    def asking(self, ask: Any) -> Any:
        """Return how the file is looked at, with what stands in the form."""
        return ask

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

    def _columns(self) -> list[Column[Row]]:
        def says(row: Row) -> str:
            return " ".join(filter(None, (words.pick(row.zh, row.en), words.pick(row.note_zh, row.note_en))))

        def mark(row: Row) -> Mark:
            return Mark.of(CHANGES[row.change])

        return [
            Column(text("line"), lambda row: str(row.line), align="right", width=56),
            *self._of.own,
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
            choice = Choice(
                [("", text("left_out")), *((code, words.say(term)) for code, term in self._of.named.items())]
            )
            choice.set_value("")
            choice.edited.connect(self.look)
            self._choices[one.heading] = choice
            self.headings.add(f"heading {len(self._choices)}", one.heading, choice)
        for widget in (self.unknown, self.headings):
            widget.setVisible(bool(self._choices))

    def look(self) -> None:
        """Ask anew what the file would do, with the columns as they are chosen."""
        kept = {one.heading: one.column for one in self._ask.columns if one.heading not in self._choices}
        chosen = {heading: choice.value() for heading, choice in self._choices.items()}
        ask = self.asking(table_file.with_columns(self._ask, {**kept, **chosen}))
        api, look = self._context.api, self._of.look
        self._context.background.run(
            self, lambda: look(api, ask), lambda view: self._looked(ask, view), self._context.tell
        )

    def _looked(self, ask: TableFileAsk, view: TableFileView) -> None:
        self._ask, self.view = ask, view
        self._offer_headings()
        self._show()

    def _show(self) -> None:
        fault = words.pick(self.view.fault_zh, self.view.fault_en)
        self._unusable_words.setText(f"{text('unusable')}: {fault}" if fault else "")
        self._unusable.setVisible(bool(fault))
        rows = self._rows()
        self.counts.setText(
            self._of.counts.format(**{code: sum(row.change == code for row in rows) for code in CHANGES})
        )
        self.model.replace(list(rows))
        self._enable()

    def _rows(self) -> Sequence[Row]:
        return self._of.rows(self.view)

    def _takes(self, row: Row) -> bool:
        return row.change in TAKEABLE and row.line not in self._left_out

    def lines(self) -> list[int]:
        """Return the rows that would be taken."""
        return [row.line for row in self._rows() if self._takes(row)]

    def _enable(self) -> None:
        row = self.table.current_record()
        self.row_button.setEnabled(row is not None and row.change in TAKEABLE)
        self.row_button.set_label(text("take_row" if row is not None and row.line in self._left_out else "leave_row"))
        self.action_button.set_label(self._of.take.format(n=len(self.lines())))
        self.action_button.setEnabled(bool(self.lines()))

    def turn_row(self) -> None:
        """Leave the chosen row out, or take it after all."""
        row = self.table.current_record()
        if row is not None and row.change in TAKEABLE:
            self._left_out ^= {row.line}
            self.model.dataChanged.emit(
                self.model.index(0, 0), self.model.index(self.model.rowCount() - 1, self.model.columnCount() - 1)
            )
            self._enable()

    def _take(self, sent: Submission[Any]) -> TableFileView:
        return self.taken(self._ask, self.lines(), dict(sent.values))

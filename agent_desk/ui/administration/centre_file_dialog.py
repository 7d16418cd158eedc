"""What a centre's file would change, by parts to choose from; and what cannot be used of one, by its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desk.desk.administration import centre_file
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission, not_taken
from agent_desk.schemas.administration.centre_file import (
    CentreFileAsk,
    CentreFileForm,
    Difference,
    EntryDifference,
    FieldChange,
    FileFault,
    PartDifference,
)
from agent_desk.schemas.administration.file_words import CHANGES, TEXTS
from agent_desk.schemas.kit.file_text import in_pieces
from agent_desk.schemas.people.offices import Office
from agent_desk.ui.administration.check_list import Scrolled, Ticks
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.inputs import DayInput, TextInput, Tick
from agent_desk.ui.kit.pages.faults import fault as common_fault
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView

PARTS_PX: Final = 150
WIDE: Final = (1180, 600)


def text(code: str) -> str:
    """Return a word of the page in the language in force."""
    return words.say(TEXTS[code])


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the differences: one field of an entry, or the entry alone."""

    number: int
    part: PartDifference
    entry: EntryDifference | None
    field: FieldChange | None

    @property
    def change(self) -> str:
        """What becomes of it."""
        return self.entry.change if self.entry is not None else "ordered"


def rows_of(found: Difference, chosen: Sequence[str]) -> Iterator[Row]:
    """Yield the lines of the chosen parts: what changes, and what the file leaves alone."""
    number = 0
    for part in found.parts:
        if part.name not in chosen:
            continue
        pairs: list[tuple[EntryDifference | None, FieldChange | None]] = []
        for entry in part.entries:
            if entry.change != "same":
                fields: list[FieldChange | None] = [*entry.fields]
                pairs += [(entry, field) for field in fields or [None]]
        if part.ordered:
            pairs.append((None, None))
        for pair in pairs:
            number += 1
            yield Row(number, part, *pair)


class TakeFileDialog(FormDialog):
    """One file. `saved` carries the Difference that was taken."""

    def __init__(
        self,
        context: DeskContext,
        office: Office,
        name: str,
        said: str,
        found: Difference,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            context,
            text("take_title").format(name=name),
            "centre_file",
            self._take,
            Difference,
            action=text("take"),
            action_icon="check",
            icon="upload",
            fault=_fault,
            parent=parent,
        )
        self._office: Office = office
        self._said, self._name, self.found = said, name, found
        self.resize(*WIDE)
        self.setMinimumSize(980, 520)
        written = text("written").format(product=found.product, day=found.written_on) if found.product else ""
        self.about = theme.label(f"{written} {text('stays')}".strip(), "muted", wrap=True)
        self.others = theme.label("", "caption", wrap=True)
        self.parts = Ticks(columns=1)
        self.model: TableModel[Row] = TableModel(_columns(), key=lambda row: row.number)
        self.table: TableView[Row] = TableView(self.model, sortable=False)
        self.table.setAccessibleName(text("what"))
        self.table.set_empty("check", text("nothing_to_take"))
        self.form.add("parts", text("groups"), Scrolled(self.parts, PARTS_PX), required=True)
        self.form.add("retire", "", Tick(text("retire")))
        self.form.add("counts_from", text("counts_from"), DayInput(), hint=text("counts_hint"))
        self.form.add("reason", text("reason"), TextInput(limit=500))
        self._lay()
        self.send_from(self.table)
        self.form.edited.connect(self._edited)
        self._offer()
        chosen = tuple(sorted(one.name for one in self._takeable()))
        self.begin(f"{office} {len(said)}", blank={"parts": chosen, "retire": False, "counts_from": None, "reason": ""})
        self._show()

    def _lay(self) -> None:
        """The form at the left, what it comes to at the right."""
        self.body.removeWidget(self.form)
        self.body.insertWidget(0, self.about)
        left = QVBoxLayout()
        left.addWidget(self.form)
        left.addWidget(self.others)
        left.addStretch(1)
        side = QWidget()
        side.setLayout(left)
        side.setFixedWidth(400)
        both = QHBoxLayout()
        both.setSpacing(theme.SPACE_4)
        both.addWidget(side)
        both.addWidget(self.table, 1)
        self.body.addLayout(both, 1)

    def _takeable(self) -> list[PartDifference]:
        return [one for one in self.found.parts if one.mine and _changes(one, with_left=True)]

    def _offer(self) -> None:
        self.parts.set_groups([("", [(one.name, _said_of(one)) for one in self._takeable()])])
        others = [words.pick(one.title_zh, one.title_en) for one in self.found.parts if not one.mine]
        self.others.setText(text("others").format(parts=words.listed(others)) if others else "")
        self.others.setVisible(bool(others))

    def _edited(self, name: str) -> None:
        if name == "retire":
            self._compare()
        self._show()

    def _compare(self) -> None:
        """Ask anew, since other entries would be retired now."""
        ask = CentreFileAsk(
            pieces=in_pieces(self._said), name=self._name[:200], retire=bool(self.form.values()["retire"])
        )
        api, office = self._context.api, self._office
        self._context.background.run(
            self, lambda: centre_file.compare(api, office, ask), self._compared, self._context.tell
        )

    def _compared(self, found: Difference) -> None:
        self.found = found
        self._offer()
        self._show()

    def _show(self) -> None:
        chosen = self.form.values()["parts"]
        self.model.replace(list(rows_of(self.found, chosen)))
        self.action_button.setEnabled(any(_changes(one) for one in self.found.parts if one.name in chosen))

    def _take(self, sent: Submission[Difference]) -> Difference:
        values = sent.values
        if not values["parts"]:
            raise not_taken({"parts": "missing_parts"})
        form = CentreFileForm(
            pieces=in_pieces(self._said),
            name=self._name[:200],
            only=list(values["parts"]),
            retire=values["retire"],
            counts_from=values["counts_from"],
            reason=values["reason"],
        )
        return centre_file.take(self._context.api, self._office, form)


class FaultsDialog(Dialog):
    """Every fault of a file with its line."""

    def __init__(self, name: str, faults: Sequence[FileFault], parent: QWidget | None = None) -> None:
        super().__init__(text("faults_title").format(name=name), icon="circle-alert", tone="bad", parent=parent)
        self.resize(820, 480)
        self.body.addWidget(theme.label(text("faults_note").format(n=len(faults)), "muted", wrap=True))
        columns: list[Column[tuple[int, FileFault]]] = [
            Column(text("line"), lambda row: str(row[1].line or "–"), align="right", width=64),
            Column(text("fault"), _sentence, tooltip=_sentence),
        ]
        self.model: TableModel[Any] = TableModel(columns, key=lambda row: row[0], records=list(enumerate(faults)))
        self.table: TableView[Any] = TableView(self.model, sortable=False)
        self.table.setAccessibleName(text("fault"))
        self.body.addWidget(self.table, 1)
        self.add_cancel(text("close"))


def _sentence(row: tuple[int, FileFault]) -> str:
    return words.pick(row[1].zh, row[1].en)


def _fault(code: str) -> str:
    return text(code) if code in TEXTS else common_fault(code)


def _changes(part: PartDifference, *, with_left: bool = False) -> bool:
    """Return whether taking it would change anything; `with_left`: or could, if what the file does not name were retired."""
    return bool(part.added or part.changed or part.retired or part.ordered or (with_left and part.left))


def _said_of(part: PartDifference) -> str:
    counted = [(name, getattr(part, name)) for name in ("added", "changed", "retired", "left")]
    said = [text(f"group_{name}").format(n=n) for name, n in counted if n]
    if part.ordered:
        said.append(text("group_order"))
    what = words.pick("，", ", ").join(said)
    return text("group").format(title=words.pick(part.title_zh, part.title_en), what=what)


def _columns() -> list[Column[Row]]:
    def part(row: Row) -> str:
        return words.pick(row.part.title_zh, row.part.title_en)

    def entry(row: Row) -> str:
        return words.pick(row.entry.name_zh, row.entry.name_en) if row.entry is not None else "–"

    def field(row: Row) -> str:
        return words.pick(row.field.label_zh, row.field.label_en) if row.field is not None else ""

    def now(row: Row) -> str:
        return words.pick(row.field.before_zh, row.field.before_en) if row.field is not None else ""

    def then(row: Row) -> str:
        return words.pick(row.field.after_zh, row.field.after_en) if row.field is not None else ""

    return [
        Column(text("part"), part, tooltip=part, width=110),
        Column(text("entry"), entry, tooltip=entry, width=130),
        Column(
            text("what"),
            lambda row: words.say(CHANGES[row.change]),
            mark=lambda row: Mark.of(CHANGES[row.change]),
            width=84,
        ),
        Column(text("field"), field, tooltip=field, width=110),
        Column(text("now"), lambda row: _line(now(row)), tooltip=now),
        Column(text("in_file"), lambda row: _line(then(row)), tooltip=then),
    ]


def _line(several: str) -> str:
    return " ".join(several.split())

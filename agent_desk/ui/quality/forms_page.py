"""Score forms: their editions, the questions of one, how reviewers see it, and from which day it is in force.

An edition that a sample is scored with is never changed: a copy of it is the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.feed import Request
from agent_desk.desk.kit.live import Change
from agent_desk.desk.quality import operations
from agent_desk.schemas.quality.changes import SampleChanged, ScoreFormChanged
from agent_desk.schemas.quality.form_fields import LISTED, QUESTION_FIELDS
from agent_desk.schemas.quality.records import (
    MOST_QUESTIONS,
    Activation,
    NewScoreForm,
    Question,
    ScoreForm,
    ScoreFormEdit,
)
from agent_desk.ui.kit import words
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.forms import DayInput, NumberInput, TextInput
from agent_desk.ui.kit.pages.editor import Editor, Undo, Values
from agent_desk.ui.kit.pages.faults import fault
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pages.later_day import Pending, PendingList
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.pages.rows_input import declared_rows
from agent_desk.ui.kit.rows_input import Row
from agent_desk.ui.kit.tables import Column, Mark
from agent_desk.ui.quality.form_preview import FormPreview


class ScoreFormsPage(ListPage):
    """The editions with the form of one."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.new_button = Button(self.tr("Add a form"), icon="plus")
        self.new_button.clicked.connect(self.add_form)
        self.head_actions.addWidget(self.new_button)
        self.table.set_empty("graduation-cap", self.tr("No score form yet"))
        nothing = ("graduation-cap", self.tr("No edition chosen"), self.tr("Add a form, or choose one on the left."))
        undo = Undo(action="quality.edit_edition", why_not=self._why_not)
        editor = Editor(context, ScoreForm, _values, self._send, undo, nothing=nothing, fault=self._fault)
        form = editor.form
        form.add("name_zh", self.tr("Chinese name"), TextInput(limit=120), required=True)
        form.add("name_en", self.tr("English name"), TextInput(limit=120), required=True)
        hint = self.tr("A score below it is not passed.")
        form.add("pass_mark", self.tr("Passed from"), NumberInput(0, 100), hint=hint)
        self.questions = declared_rows(QUESTION_FIELDS, LISTED, _new_question, most=MOST_QUESTIONS)
        form.add("questions", self.tr("Questions"), self.questions)
        self.pending = PendingList()
        form.add_wide(self.pending)
        self.preview_button = Button(self.tr("Preview"), icon="eye")
        self.edition_button = Button(self.tr("New edition"), icon="copy")
        self.force_button = Button(self.tr("Put in force …"), icon="circle-check")
        for place, (button, do) in enumerate(
            (
                (self.preview_button, self.preview),
                (self.edition_button, self.new_edition),
                (self.force_button, self.ask_force),
            )
        ):
            button.clicked.connect(lambda _=False, do=do: do())
            self.foot.insertWidget(place, button)
        self.foot.addStretch(1)
        self.put_editor(editor, (470, 560))
        self._enable(None)

    def head(self) -> tuple[str, str]:
        says = self.tr(
            "What calls are scored by. An edition in use is never changed: copy it, change the copy, put it in force. "
            "New samples follow it from then on; drawn ones keep theirs."
        )
        return self.tr("Score forms"), says

    def key(self, record: ScoreForm) -> UUID:
        return record.id

    def columns(self) -> list[Column[ScoreForm]]:
        return [
            Column(self.tr("Form"), lambda row: words.pick(row.name_zh, row.name_en)),
            Column(self.tr("Edition"), lambda row: str(row.edition), align="right", width=70),
            Column(self.tr("State"), lambda row: self._mark(row).text, mark=self._mark, width=156),
        ]

    def _mark(self, row: ScoreForm) -> Mark:
        if row.active:
            return Mark(self.tr("In force"), "good", "circle-check")
        if row.counts_on is not None:
            return Mark(self.tr("From {day}").format(day=row.counts_on.isoformat()), "accent_ink", "calendar")
        if row.used:
            return Mark(self.tr("Earlier edition"), "muted", "history")
        return Mark(self.tr("Draft"), "warning", "pencil")

    def cares(self, change: Change) -> bool:
        return ScoreFormChanged.is_told_by(change) or SampleChanged.is_told_by(change)

    def ask(self) -> Request[list[ScoreForm]]:
        return operations.forms

    def open(self, record: ScoreForm) -> None:
        assert self.editor is not None
        name = self.tr("{name}, edition {edition}").format(
            name=words.pick(record.name_zh, record.name_en), edition=record.edition
        )
        self.editor.show_record(record, name, "score_form", str(record.id))
        self._show_pending(record)
        told = self.tr("Samples are scored with this edition, so it is never changed. “New edition” copies it.")
        self.editor.says(told if record.used else "")
        self._enable(record)

    def _show_pending(self, record: ScoreForm) -> None:
        api, day = self._context.api, record.counts_on
        if day is None:
            self.pending.show_lines(decided=())
            return
        text = self.tr("In force from {day} on").format(day=day.isoformat())
        self.pending.show_lines(
            decided=[Pending(text, lambda: self._do(lambda: operations.take_back_form(api, record.id)))]
        )

    def _enable(self, record: ScoreForm | None) -> None:
        used = record is not None and record.used
        assert self.editor is not None
        for name in ("name_zh", "name_en", "pass_mark"):
            self.editor.form.field(name).setEnabled(not used)
        self.questions.set_read_only(used)
        for button in (self.preview_button, self.edition_button):
            button.setEnabled(record is not None)
        self.force_button.setEnabled(record is not None and not record.active)

    def _why_not(self, record: ScoreForm) -> str:
        told = self.tr(
            "It cannot be changed back: samples are scored with this edition. To go back, put an earlier edition in force, or copy one."
        )
        return told if record.used else ""

    def _send(self, record: ScoreForm, values: Values) -> ScoreForm:
        form = ScoreFormEdit.model_validate({**values, "version": record.version})
        return operations.edit_form(self._context.api, record.id, form)

    def _fault(self, code: str) -> str:
        told = {
            "twice": self.tr("Two questions have this code."),
            "fatal_has_no_weight": self.tr("A fatal question has the weight 0."),
            "no_weight": self.tr("One question at least has a weight."),
        }
        return told.get(code) or fault(code)

    # -- what is done ------------------------------------------------------------------------------------------------

    def preview(self) -> None:
        """Show the form as reviewers see it, as it is typed now."""
        rows = self.questions.value()
        questions = [Question.model_construct(**row) for row in rows]
        FormPreview(questions, parent=self).open()

    def add_form(self) -> None:
        """Ask for another form."""
        dialog = NewScoreFormDialog(self._context, self)
        dialog.saved.connect(self._made)
        dialog.open()

    def new_edition(self) -> None:
        """Copy the chosen edition into the next one."""
        record = self.editor.record if self.editor is not None else None
        if record is not None:
            api = self._context.api
            self._do(lambda: operations.new_edition(api, record.id))

    def ask_force(self) -> None:
        """Ask from when the chosen edition is in force."""
        record = self.editor.record if self.editor is not None else None
        if record is not None:
            dialog = PutInForceDialog(self._context, record, self)
            dialog.saved.connect(self._made)
            dialog.open()

    def _do(self, work: Any) -> None:
        assert self.editor is not None
        self._context.background.run(self, work, self._made, self.editor.failed)

    def _made(self, record: ScoreForm) -> None:
        self.refresh()
        assert self.editor is not None
        self.editor.leave(lambda: self._turn_to(record))

    def _turn_to(self, record: ScoreForm) -> None:
        self.open(record)
        self.table.select_key(self.key(record))


class NewScoreFormDialog(FormDialog):
    """Asks for a form. `saved` carries its first edition."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            self.tr("Add a score form"),
            "new_score_form",
            self._add,
            ScoreForm,
            action=self.tr("Add"),
            action_icon="check",
            icon="plus",
            parent=parent,
        )
        self.form.add("name_zh", self.tr("Chinese name"), TextInput(limit=120), required=True)
        self.form.add("name_en", self.tr("English name"), TextInput(limit=120), required=True)
        hint = self.tr("Small letters, digits, _. It stays for ever.")
        self.form.add("code", self.tr("Code"), TextInput(limit=40), required=True, hint=hint)
        self.begin("new")

    def _add(self, sent: Submission[Any]) -> ScoreForm:
        return operations.add_form(self._context.api, NewScoreForm.model_validate(sent.values))


class PutInForceDialog(FormDialog):
    """Asks from which day an edition is in force. `saved` carries it."""

    def __init__(self, context: DeskContext, record: ScoreForm, parent: QWidget | None = None) -> None:
        self._record = record
        name = words.pick(record.name_zh, record.name_en)
        super().__init__(
            context,
            self.tr("Put edition {edition} of {name} in force").format(edition=record.edition, name=name),
            "score_form_in_force",
            self._activate,
            ScoreForm,
            action=self.tr("Put in force"),
            action_icon="check",
            icon="circle-check",
            parent=parent,
        )
        hint = self.tr("Not ticked: at once. New samples follow it; drawn ones keep theirs.")
        self.form.add("counts_from", self.tr("From a later day on"), DayInput(), hint=hint)
        self.begin(str(record.id))

    def _activate(self, sent: Submission[Any]) -> ScoreForm:
        form = Activation.model_validate({**sent.values, "version": self._record.version})
        return operations.activate_form(self._context.api, self._record.id, form)


def _values(row: ScoreForm) -> Values:
    questions = tuple({name: getattr(one, name) for name in QUESTION_FIELDS} for one in row.questions)
    return {"name_zh": row.name_zh, "name_en": row.name_en, "pass_mark": row.pass_mark, "questions": questions}


def _new_question(rows: Sequence[Row]) -> Row:
    """Return a row that goes on in the section of the last one, under a code that is free."""
    last: Row = rows[-1] if rows else {"section_zh": "", "section_en": ""}
    taken = {row["code"] for row in rows}
    code = next(f"q{n}" for n in range(1, len(rows) + 2) if f"q{n}" not in taken)
    section = {name: last[name] for name in ("section_zh", "section_en")}
    return {**dict.fromkeys(QUESTION_FIELDS, ""), **section, "kind": "points", "weight": 10, "code": code}

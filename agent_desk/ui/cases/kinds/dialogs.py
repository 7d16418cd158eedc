"""Dialogs of registers, made of the definition: a new case, its fields changed, a step with what it needs."""

from __future__ import annotations

import uuid

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.cases import kinds
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.schemas.cases.kinds.definition import Kind, Transition
from agent_desk.schemas.cases.kinds.records import CaseChoices, CaseDelegated, CaseEdit, CaseMove, KindCase, NewCase
from agent_desk.schemas.cases.records import Complaint
from agent_desk.ui.cases.kinds import fields
from agent_desk.ui.cases.kinds.fields import called, text
from agent_desk.ui.kit import words
from agent_desk.ui.kit.choices import Choice
from agent_desk.ui.kit.forms import Form
from agent_desk.ui.kit.inputs import TextArea
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.scrolled import ScrollArea

SCROLLS_FROM = 7
"""A form with so many fields scrolls within its dialog."""
_WIDE, _HIGH = 560, 560


class NewCaseDialog(FormDialog):
    """Asks for a case of a register, or for one that belongs to a complaint. `saved` carries the KindCase."""

    def __init__(
        self,
        context: DeskContext,
        kind: Kind,
        choices: CaseChoices | None,
        parent: QWidget | None = None,
        *,
        complaint: Complaint | None = None,
    ) -> None:
        begins = f"{text('begin').format(kind=called(kind))} · {complaint.number}" if complaint is not None else ""
        super().__init__(
            context,
            begins or text("new").format(kind=called(kind)),
            "new_kind_case",
            self._add,
            KindCase,
            action=text("add"),
            icon=kind.icon,
            hint=words.pick(kind.note_zh, kind.note_en),
            fault=fields.fault,
            parent=parent,
        )
        self._kind = kind
        self._complaint_id = complaint.id if complaint is not None else None
        # A case that is not there yet has no file to name.
        fields.add_fields(self.form, [one for one in kind.fields if one.type != "file"], choices)
        let_scroll(self, self.form, len(kind.fields))
        self.begin(kind.code if complaint is None else f"{kind.code}/{complaint.id}")

    def _add(self, sent: Submission[KindCase]) -> KindCase:
        given = fields.filled(sent.values, self._kind)
        form = NewCase(kind=self._kind.code, fields=given, complaint_id=self._complaint_id)
        return kinds.open_case(self._context.api, form)


class EditCaseDialog(FormDialog):
    """Changes fields of a case. `saved` carries the KindCase."""

    def __init__(
        self, context: DeskContext, case: KindCase, choices: CaseChoices | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            f"{text('edit')} · {fields.titled(case)}",
            "kind_case",
            self._change,
            KindCase,
            values_of=lambda record: fields.form_values(record, record.definition),
            icon=case.definition.icon,
            fault=fields.fault,
            parent=parent,
        )
        fields.add_fields(self.form, case.definition.fields, choices, files=case.files)
        let_scroll(self, self.form, len(case.definition.fields))
        self.begin(str(case.id), case)

    def _change(self, sent: Submission[KindCase]) -> KindCase:
        """Send what is another now alone: what is masked here stays as it is there."""
        case = sent.record
        assert case is not None  # begun with one
        before = fields.wire(fields.form_values(case, case.definition), case.definition)
        now = fields.wire(sent.values, case.definition)
        changed = {code: value for code, value in now.items() if value != before.get(code, "")}
        return kinds.edit_case(self._context.api, case.id, CaseEdit(fields=changed, version=case.version))


class MoveDialog(FormDialog):
    """Does a step with a case, with the fields that it needs, who has the case then, and why. `saved` carries the KindCase."""

    def __init__(
        self,
        context: DeskContext,
        case: KindCase,
        way: Transition,
        choices: CaseChoices | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            context,
            f"{called(way)} · {fields.titled(case)}",
            "kind_move",
            self._move,
            KindCase,
            action=called(way),
            icon=case.definition.icon,
            action_kind="danger" if way.tone == "bad" else "primary",
            fault=fields.fault,
            parent=parent,
        )
        self._case, self._way = case, way
        asked = [one for one in case.definition.fields if one.code in way.required]
        fields.add_fields(self.form, asked, choices, way.required, case.files)
        if way.assign == "chosen":
            people = choices.people if choices is not None else []
            offered = [(str(one.id), words.pick(one.name, one.name_en)) for one in people]
            self.form.add("owner", text("who_then"), Choice(offered, searchable=True), required=True)
        why = text("why") if way.reason else text("why_maybe")
        self.form.add("words", why, TextArea(limit=1000, lines=3), required=way.reason)
        let_scroll(self, self.form, len(asked))
        before = fields.form_values(case, case.definition)
        known = {one.code: before[one.code] for one in asked if before[one.code] is not None}
        self.begin(f"{case.id}/{way.code}/{case.version}", blank=known)

    def _move(self, sent: Submission[KindCase]) -> KindCase:
        case = self._case
        before = fields.wire(fields.form_values(case, case.definition), case.definition)
        now = fields.wire(sent.values, case.definition)
        owner = sent.values.get("owner")
        form = CaseMove(
            transition=self._way.code,
            fields={code: value for code, value in now.items() if value != before.get(code, "")},
            words=sent.values["words"],
            owner=uuid.UUID(owner) if owner else None,
            version=case.version,
        )
        return kinds.move_case(self._context.api, case.id, form)


class DelegateDialog(FormDialog):
    """Lets somebody else have a case. `saved` carries the KindCase."""

    def __init__(
        self, context: DeskContext, case: KindCase, choices: CaseChoices | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            f"{text('delegate')} · {fields.titled(case)}",
            "kind_delegate",
            lambda sent: kinds.delegate_case(
                context.api,
                case.id,
                CaseDelegated(owner=sent.values["owner"], words=sent.values["words"], version=case.version),
            ),
            KindCase,
            action=text("delegate"),
            icon="user-plus",
            fault=fields.fault,
            parent=parent,
        )
        people = choices.people if choices is not None else []
        offered = [(str(one.id), words.pick(one.name, one.name_en)) for one in people]
        self.form.add("owner", text("who_then"), Choice(offered, searchable=True), required=True)
        self.form.add("words", text("why_maybe"), TextArea(limit=1000, lines=3))
        self.begin(f"{case.id}/{case.version}")


def let_scroll(dialog: FormDialog, form: Form, count: int) -> None:
    """Put a long form into a scrolled area, so that the dialog fits the screen."""
    if count < SCROLLS_FROM:
        return
    dialog.body.removeWidget(form)
    column = QVBoxLayout()
    column.addWidget(form)
    column.addStretch(1)
    dialog.body.addWidget(ScrollArea(column), 1)
    dialog.resize(_WIDE, _HIGH)

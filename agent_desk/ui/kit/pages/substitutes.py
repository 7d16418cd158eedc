"""Naming a substitute: for oneself (“While I am away”), or for somebody whom one manages; and ending a substitution early."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, changes_of
from agent_desk.desk.people import operations
from agent_desk.schemas.people.changes import SubstitutionChanged
from agent_desk.schemas.people.substitution_words import STATES, TEXTS
from agent_desk.schemas.people.substitutions import (
    Candidate,
    SubstitutionEnd,
    SubstitutionForm,
    SubstitutionRow,
    Substitutions,
)
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.forms import Choice, DateTimeInput, Form, TextArea
from agent_desk.ui.kit.pages.faults import fault as common_fault
from agent_desk.ui.kit.pages.feed_panel import FeedPanel, Nothing
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pages.reason_dialog import ReasonFormDialog
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView


def text(code: str) -> str:
    """Return a word of substitution in the language in force."""
    return words.say(TEXTS[code])


def fault(code: str) -> str:
    """Return the sentence for a field's fault."""
    return text(code) if code in TEXTS else common_fault(code)


def name(row: Any) -> str:
    """Return a person's name in the language in force."""
    return words.pick(row.name, row.name_en)


def title(row: SubstitutionRow) -> str:
    """Return who stands in for whom, in words."""
    return text("for").format(substitute=name(row.substitute), person=name(row.person))


def state(row: SubstitutionRow) -> Mark:
    """Return how a substitution stands, as a pill."""
    return Mark.of(STATES[row.state])


def columns(*, own: bool = False) -> list[Column[SubstitutionRow]]:
    """Return the columns of a list of substitutions."""
    return [
        Column(text("person"), lambda row: name(row.person), width=110 if not own else 90),
        Column(text("substitute"), lambda row: name(row.substitute), width=110 if not own else 90),
        Column(text("from_at"), lambda row: words.short(row.from_at), width=120),
        Column(text("until_at"), lambda row: words.short(row.until_at), width=120),
        Column(text("reason"), lambda row: row.reason, tooltip=lambda row: row.reason),
        Column(text("state"), lambda row: state(row).text, mark=state, width=120),
    ]


class SubstitutionDialog(FormDialog):
    """Asks who stands in for whom, and when. `saved` carries the SubstitutionRow. `own`: for the person at the seat."""

    def __init__(
        self, context: DeskContext, people: Sequence[Candidate], days: int, *, own: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            text("away_title") if own else text("add"),
            "new_substitution",
            self._add,
            SubstitutionRow,
            action=text("add"),
            action_icon="check",
            icon="user-check",
            hint=text("away_note") if own else text("note"),
            fault=fault,
            parent=parent,
        )
        self.setMinimumWidth(520)
        self._own = own
        add_fields(self.form, people, days, own=own)
        begins = elapsed.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        self.begin("own" if own else "new", blank={"from_at": begins, "until_at": begins + timedelta(days=7)})

    def _add(self, sent: Submission[SubstitutionRow]) -> SubstitutionRow:
        person = {"person_id": self._context.session.me.id} if self._own else {}
        return operations.add_substitution(self._context.api, SubstitutionForm.model_validate(sent.values | person))


def add_fields(form: Form, people: Sequence[Candidate], days: int, *, own: bool) -> None:
    """Lay out the fields."""
    if not own:
        away = [(one.id, _listed(one)) for one in people if one.away]
        form.add("person_id", text("person"), Choice(away, searchable=True), required=True)
    stands_in = [(one.id, _listed(one)) for one in people if one.stand_in]
    form.add("substitute_id", text("substitute"), Choice(stands_in, searchable=True), required=True)
    form.add("from_at", text("from_at"), DateTimeInput(), required=True)
    form.add("until_at", text("until_at"), DateTimeInput(), required=True, hint=text("times").format(days=days))
    form.add("reason", text("reason"), TextArea(limit=400, lines=2), required=True)


def _listed(one: Candidate) -> str:
    return f"{name(one)} ({one.login})"


def end_dialog(context: DeskContext, row: SubstitutionRow, parent: QWidget) -> ReasonFormDialog:
    """Return the question whether, and why, a substitution ends early; not opened yet."""

    def said(api: Any, _reason: Any, why: str) -> SubstitutionRow:
        return operations.end_substitution(api, row.id, SubstitutionEnd(reason=why, version=row.version))

    planned = row.state == "planned"
    return ReasonFormDialog(
        context,
        "end_substitution",
        str(row.id),
        title(row),
        text("take_back" if planned else "end"),
        said,
        SubstitutionRow,
        text="" if planned else text("end_sure"),
        text_required=False,
        danger=True,
        parent=parent,
    )


class AwayDialog(Dialog):
    """Who stands in for the person at the seat, or for whom they stand in; named and ended here."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(text("away_title"), icon="user-check", parent=parent)
        self.setMinimumSize(760, 380)
        self._context = context
        self.naming: SubstitutionDialog | None = None
        self.body.addWidget(theme.label(text("note"), "muted", wrap=True))
        self.model: TableModel[SubstitutionRow] = TableModel(columns(own=True), key=lambda row: row.id)
        self.table: TableView[SubstitutionRow] = TableView(self.model)
        self.table.setAccessibleName(text("away_title"))
        self.feed: Feed[Substitutions] = Feed(
            context, lambda: operations.substitutions, cares=changes_of(SubstitutionChanged), parent=self
        )
        self.states = FeedPanel(context, self.feed, self.table, self._came)
        self.body.addWidget(self.states, 1)
        self.end_button = self.add_button(Button(text("end"), icon="circle-off"), self.end)
        self.name_button = self.add_button(Button(text("add"), icon="user-plus"), self.name_somebody)
        self.close_button = self.add_button(Button(self.tr("Close"), kind="primary"), self.accept)
        self.end_button.setEnabled(False)
        self.name_button.hide()
        self.table.selected_record.connect(self._chosen)

    def _own_of(self, found: Substitutions) -> list[SubstitutionRow]:
        me = self._context.session.me.id
        return [row for row in found.items if me in (row.person.id, row.substitute.id)]

    def _came(self, found: Substitutions) -> Nothing | None:
        rows = self._own_of(found)
        self.model.replace(rows)
        self.name_button.setVisible(found.may_make_own)
        self._chosen(self.table.current_record())
        return None if rows else Nothing("user-check", text("nothing"))

    def _chosen(self, row: SubstitutionRow | None) -> None:
        self.end_button.setEnabled(row is not None and row.may_end)

    def end(self) -> None:
        """Ask whether the chosen one ends now."""
        row = self.table.current_record()
        if row is not None and row.may_end:
            dialog = end_dialog(self._context, row, self)
            dialog.saved.connect(lambda _row: self.feed.refresh())
            dialog.open()

    def name_somebody(self) -> None:
        """Ask who shall stand in."""
        self.name_button.setEnabled(False)
        run, api = self._context.background.run, self._context.api
        run(self, lambda: operations.substitution_candidates(api), self._name, self._not_known)

    def _name(self, people: list[Candidate]) -> None:
        self.name_button.setEnabled(True)
        days = self.feed.now.longest_days if self.feed.now is not None else 0
        self.naming = SubstitutionDialog(self._context, people, days, own=True, parent=self)
        self.naming.saved.connect(lambda _row: self.feed.refresh())
        self.naming.destroyed.connect(self._named)
        self.naming.open()

    def _named(self) -> None:
        self.naming = None

    def _not_known(self, error: DeskError) -> None:
        self.name_button.setEnabled(True)
        self._context.tell(error)


def period(row: SubstitutionRow) -> str:
    """Return from when to when, in words."""
    until: datetime = row.ended_at or row.until_at
    return text("period").format(start=words.date_time(row.from_at), end=words.date_time(until))

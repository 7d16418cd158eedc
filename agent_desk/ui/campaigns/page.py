"""The projects: the list, the form of one with its history, what may be done with it now, how it stands, and its report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desk.desk.campaigns import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission, Values
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.desk.kit.live import Change
from agent_desk.desk.reports.operations import project_progress
from agent_desk.schemas.calls.changes import CallChanged
from agent_desk.schemas.campaigns.changes import AnswersChanged, ProjectChanged
from agent_desk.schemas.campaigns.records import (
    MoveForm,
    ProjectChoices,
    ProjectMove,
    ProjectProgress,
    ProjectRow,
)
from agent_desk.schemas.campaigns.words import KINDS, MOVES, STATES, TARGETS
from agent_desk.ui.campaigns import fields
from agent_desk.ui.campaigns.report import ReportDialog
from agent_desk.ui.kit import elapsed, theme, words
from agent_desk.ui.kit.controls import Button
from agent_desk.ui.kit.forms import TextArea
from agent_desk.ui.kit.pages.editor import Editor, Undo
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.pages.undo import with_before
from agent_desk.ui.kit.tables import Column, Mark

OVER = ("ended", "reported")
PLAIN = ("name", "kind", "queues", "from_at", "until_at", "by_itself", "joins")
_AS_TOLD = {"script": "steps", "target": "project_target"}
"""Fields of a project, and what the trail calls them."""
SOON_MS = 1_500
"""Calls come one by one; how a project stands is asked after some of them."""


class ProjectsPage(ListPage):
    """Who may manage them changes; who may see them reads."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        self._choices: Feed[ProjectChoices] = Feed(context, lambda: operations.choices, parent=None)
        super().__init__(context, parent)
        self._choices.setParent(self)
        self._may = context.session.may("campaigns.manage")
        self._choices.came.connect(self._offer)
        undo = Undo(action="campaigns.change", put=self._replaced, why_not=self._why_not)
        editor = Editor(context, ProjectRow, fields.values_of, self._change, undo, fault=fields.fault)
        fields.add_fields(editor.form)
        self.stands = StandsPanel(context)
        editor.body.insertWidget(0, self.stands)
        self.moves: dict[ProjectMove, Button] = {}
        for term in MOVES.values():
            button = Button(words.say(term), icon=term.icon)
            button.clicked.connect(lambda _=False, move=term.code: self.move_project(move))
            self.moves[term.code] = button  # type: ignore[index]
            editor.buttons.insertWidget(len(self.moves) - 1, button)
            button.hide()
        self.put_editor(editor, (560, 520))
        self.new_button = Button(self.tr("Plan a project"), icon="plus")
        self.new_button.clicked.connect(self.add_project)
        self.report_button = Button(self.tr("Report"), icon="file-text")
        self.report_button.clicked.connect(self.open_report)
        self.head_actions.addWidget(self.report_button)
        self.head_actions.addWidget(self.new_button)
        theme.appear(self.new_button, self._may)
        self.report: ReportDialog | None = None
        self.table.set_empty("flag", self.tr("No project yet"))

    def head(self) -> tuple[str, str]:
        says = self.tr(
            "A queue or campaign with its script, articles, wrap-up form, target, people and period. A change of a running project"
            " counts for the calls that are answered from then on."
        )
        return self.tr("Projects"), says

    def key(self, record: ProjectRow) -> Any:
        return record.id

    def columns(self) -> list[Column[ProjectRow]]:
        return [
            Column(self.tr("Project"), lambda row: row.name),
            Column(self.tr("Kind"), lambda row: words.say(KINDS[row.kind]), width=90),
            Column(self.tr("From"), lambda row: words.date(row.from_at), width=110),
            Column(self.tr("Until"), lambda row: words.date(row.until_at), width=110),
            Column(self.tr("Agents"), lambda row: str(len(row.people)), align="right", width=70),
            Column(self.tr("State"), lambda row: words.say(STATES[row.state]), mark=_mark, width=100),
        ]

    def cares(self, change: Change) -> bool:
        return ProjectChanged.is_told_by(change)

    def ask(self) -> Request[list[ProjectRow]]:
        return operations.projects

    def also(self) -> Sequence[Feed[Any]]:
        return (self._choices,) if self._context.session.may("campaigns.manage") else ()

    def open(self, record: ProjectRow) -> None:
        assert self.editor is not None
        self.editor.show_record(record, record.name, "project", str(record.id))
        self.editor.form.setEnabled(self._may and record.state not in OVER)
        for move, button in self.moves.items():
            button.setVisible(self._may and move in record.moves)
        self.stands.show_project(record)

    def show_project(self, project_id: object) -> None:
        """Choose a project in the list."""
        self.table.select_key(project_id)

    def _offer(self, choices: ProjectChoices) -> None:
        assert self.editor is not None
        fields.offer(self.editor.form, choices)
        self.editor.refill()

    def add_project(self) -> None:
        """Plan one; it stands in the list when the hub has it."""
        dialog = NewProjectDialog(self._context, self._choices.now, self)
        dialog.saved.connect(lambda _row: self.refresh())
        dialog.open()

    def move_project(self, move: ProjectMove) -> None:
        """Do a step with the chosen project, after one question."""
        assert self.editor is not None
        if self.editor.record is not None:
            dialog = MoveDialog(self._context, self.editor.record, move, self)
            dialog.saved.connect(self._moved)
            dialog.open()

    def _moved(self, row: ProjectRow) -> None:
        assert self.editor is not None
        self.open(row)
        self.editor.take(row)

    def open_report(self) -> None:
        """The report of the chosen project."""
        record = self.editor.record if self.editor is not None else None
        if record is not None:
            self.report = ReportDialog(self._context, record, self.window())
            self.report.destroyed.connect(self._report_gone)
            self.report.open()

    def _report_gone(self) -> None:
        self.report = None

    def _why_not(self, row: ProjectRow) -> str:
        return self.tr("It has ended, so nothing of it changes any more.") if row.state in OVER else ""

    def _replaced(self, row: ProjectRow, before: Mapping[str, Any]) -> ProjectRow:
        """Return the project as it was; the trail has agents and articles by their codes."""
        choices = self._choices.now
        agents = {one.person.agent_code: one.person.id for one in choices.agents} if choices is not None else {}
        articles = {one.code: one.id for one in choices.articles} if choices is not None else {}
        told = {name: before[name] for name in ("fields", *PLAIN) if name in before}
        told |= {ours: before[theirs] for ours, theirs in _AS_TOLD.items() if theirs in before}
        for name, known in (("people", agents), ("articles", articles)):
            if name in before:
                told[name] = [known[code] for code in before[name] if code in known]
        return with_before(row, told)  # type: ignore[no-any-return]

    def _change(self, row: ProjectRow, values: Values) -> ProjectRow:
        return operations.change(self._context.api, row.id, fields.form_of(values, row.version))


def _mark(row: ProjectRow) -> Mark:
    return Mark.of(STATES[row.state])


class StandsPanel(QWidget):
    """How the chosen project stands, live: calls, answers, and its target. A line above its form."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project: ProjectRow | None = None
        self.says = theme.label("", wrap=True)
        self.feed: Feed[ProjectProgress] = Feed(
            context,
            self._ask,
            cares=changes_of(ProjectChanged, AnswersChanged, CallChanged),
            gather_ms=SOON_MS,
            parent=self,
        )
        self.states = FeedPanel(context, self.feed, self.says, self._came, parent=self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.states)
        self.hide()

    def show_project(self, project: ProjectRow) -> None:
        """Say it of this one from now on."""
        before, self._project = self._project, project
        self.setVisible(project.started_at is not None)
        if before is None or before.id != project.id or before.version != project.version:
            self.feed.refresh()

    def _ask(self) -> Request[ProjectProgress]:
        project = self._project
        assert project is not None  # shown with a project alone
        return lambda api: project_progress(api, project.id)

    def _came(self, found: ProjectProgress) -> None:
        project = self._project
        if project is None or found.project_id != project.id:
            return
        parts = [
            self.tr("{n} calls answered of {all}").format(n=found.handled, all=found.offered),
            self.tr("{n} with answers").format(n=found.answered_calls),
        ]
        if found.service_level is not None:
            parts.append(self.tr("service level {share}").format(share=words.percent(found.service_level)))
        target = project.target
        if target.kind != "none":
            now = "–" if found.value is None else f"{found.value:g}"
            wanted = f"{target.value} %" if target.kind == "service_level" else str(target.value)
            if target.kind == "service_level" and found.value is not None:
                now = words.percent(found.value)
            told = self.tr("target {what}: {now} of {wanted}")
            parts.append(told.format(what=words.say(TARGETS[target.kind]), now=now, wanted=wanted))
        self.says.setText(" · ".join(parts))
        theme.restyle(self.says, tone="good" if found.met else "")


class NewProjectDialog(FormDialog):
    """Plans a project. `saved` carries the ProjectRow."""

    def __init__(self, context: DeskContext, choices: ProjectChoices | None, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            self.tr("Plan a project"),
            "new_project",
            self._add,
            ProjectRow,
            action=self.tr("Plan it"),
            fault=fields.fault,
            hint=self.tr("Script, articles, wrap-up form and target can be filled in afterwards."),
            parent=parent,
        )
        fields.add_fields(self.form)
        for name in fields.LATER:
            self.form.set_shown(name, shown=False)
        if choices is not None:
            fields.offer(self.form, choices)
        # Tomorrow's first minute: what begins at once would begin before its script is written.
        begins = words.local(elapsed.now()).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        self.begin(
            "new",
            blank={
                "kind": "inbound",
                "target": "none",
                "by_itself": True,
                "from_at": begins,
                "until_at": begins + timedelta(days=30),
            },
        )

    def _add(self, sent: Submission[ProjectRow]) -> ProjectRow:
        return operations.add(self._context.api, fields.form_of(sent.values))


class MoveDialog(FormDialog):
    """Asks once before a step; of a report, what came of the project. `saved` carries the ProjectRow."""

    def __init__(self, context: DeskContext, row: ProjectRow, move: ProjectMove, parent: QWidget | None = None) -> None:
        self._row, self._move = row, move
        term = MOVES[move]
        super().__init__(
            context,
            f"{words.say(term)} · {row.name}",
            "project_move",
            self._send,
            ProjectRow,
            action=words.say(term),
            icon=term.icon,
            action_kind="danger" if move == "end" else "primary",
            fault=fields.fault,
            parent=parent,
        )
        asked = self.tr("What came of it") if move == "report" else self.tr("Why (may stay empty)")
        self.form.add("why", asked, TextArea(limit=1000, lines=3), required=move == "report")
        self.begin(f"{row.id}/{move}")

    def _send(self, sent: Submission[ProjectRow]) -> ProjectRow:
        form = MoveForm(move=self._move, why=sent.values["why"], version=self._row.version)
        return operations.move(self._context.api, self._row.id, form)

"""Kinds of cases: their versions, the flow of one drawn, what the checker finds; given out as a file, brought in, published, retired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.cases import kinds
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Request
from agent_desk.desk.kit.live import Change
from agent_desk.desk.kit.user_files import text_of
from agent_desk.schemas.cases import law
from agent_desk.schemas.cases.kinds.changes import KindCaseChanged, KindVersionChanged
from agent_desk.schemas.cases.kinds.checking import Finding
from agent_desk.schemas.cases.kinds.records import (
    Difference,
    KindFile,
    KindLook,
    KindVersion,
    VersionOf,
)
from agent_desk.schemas.cases.kinds.words import STATES
from agent_desk.schemas.kit.long_jobs import LongJob
from agent_desk.ui.cases.kinds.designer import said
from agent_desk.ui.cases.kinds.designer.designer import DesignerDialog
from agent_desk.ui.cases.kinds.designer.migrate import MigrateDialog, migrated
from agent_desk.ui.cases.kinds.designer.new_kind import NewKindDialog
from agent_desk.ui.cases.kinds.fields import called, text
from agent_desk.ui.cases.kinds.findings import finding_line
from agent_desk.ui.cases.kinds.graph import GraphView
from agent_desk.ui.cases.kinds.publishing import PublishDialog
from agent_desk.ui.kit import elapsed, files, layouts, theme, words
from agent_desk.ui.kit.controls import Button, Card
from agent_desk.ui.kit.dialogs import Dialog, confirm
from agent_desk.ui.kit.pages.history import History
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.pages.long_job import LongJobPanel
from agent_desk.ui.kit.pages.taking_out import ask_where, folder, kind, write
from agent_desk.ui.kit.scrolled import ScrollArea
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView


class KindsPage(ListPage):
    """The versions of every kind at the left, the chosen one at the right."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.new_button = Button(said.text("new"), icon="plus", kind="primary")
        self.design_button = Button(said.text("design"), icon="pencil")
        self.import_button = Button(text("import"), icon="upload")
        self.export_button = Button(text("export"), icon="download")
        self.publish_button = Button(text("publish"), icon="circle-check")
        self.discard_button = Button(text("discard"), icon="trash-2")
        self.retire_button = Button(text("retire"), icon="circle-off")
        self.migrate_button = Button(said.text("migrate"), icon="arrow-right-left")
        for button in (self.export_button, self.import_button, self.design_button, self.new_button):
            self.head_actions.addWidget(button)
        for button in (self.publish_button, self.discard_button, self.retire_button, self.migrate_button):
            self.foot.addWidget(button)
        self.foot.addStretch(1)
        self.version = VersionPanel(context)
        self._card.setMinimumWidth(400)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self._card)
        split.addWidget(self.version)
        split.setSizes([520, 520])
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        self.body.addWidget(split, 1)
        self.dialog: Dialog | None = None
        self.new_button.clicked.connect(self.new_kind)
        self.design_button.clicked.connect(self.design)
        self.migrate_button.clicked.connect(self.migrate)
        self.import_button.clicked.connect(lambda: self.choose())
        self.export_button.clicked.connect(lambda: self.export())
        self.publish_button.clicked.connect(lambda: self.publish())
        self.discard_button.clicked.connect(lambda: self.discard())
        self.retire_button.clicked.connect(lambda: self.retire())
        self.table.selected_record.connect(self.open)
        self.table.set_empty("clipboard-list", text("no_kind"))
        self.open(None)

    def head(self) -> tuple[str, str]:
        return text("kinds_page"), text("kinds_note")

    def key(self, record: KindVersion) -> UUID:
        return record.id

    def columns(self) -> list[Column[KindVersion]]:
        return [
            Column(text("kind"), lambda row: called(row.kind)),
            Column(text("version"), lambda row: str(row.number), align="right", width=68),
            Column(text("state"), lambda row: _state(row).text, mark=_state, width=112),
            Column(text("findings"), _findings, tone=lambda row: "bad" if row.findings else "muted", width=80),
        ]

    def cares(self, change: Change) -> bool:
        return KindVersionChanged.is_told_by(change) or KindCaseChanged.is_told_by(change)

    def ask(self) -> Request[list[KindVersion]]:
        return kinds.kinds

    def open(self, record: KindVersion | None) -> None:
        """Show a version and what can be done with it."""
        self.version.show_version(record)
        draft = record is not None and record.state == "draft"
        self.export_button.setEnabled(record is not None)
        self.design_button.setEnabled(record is not None)
        self.migrate_button.setEnabled(record is not None and record.open > 0 and len(self._goals(record)) > 0)
        self.publish_button.setEnabled(record is not None and draft and not record.findings)
        self.discard_button.setEnabled(draft)
        self.retire_button.setEnabled(record is not None and record.state == "published")

    def _came(self, answer: Any) -> None:
        super()._came(answer)
        if self.table.current_record() is None and self.model.rowCount():
            self.table.selectRow(0)
        self.open(self.table.current_record())

    def _of_kind(self, record: KindVersion) -> list[KindVersion]:
        return [one for one in self.model.records() if one.code == record.code]

    def _goals(self, record: KindVersion) -> list[KindVersion]:
        """Return the versions to which running cases could be brought."""
        if record.code == law.CODE:
            return []
        return [one for one in self._of_kind(record) if one.state == "published" and one.number != record.number]

    # -- drawn -------------------------------------------------------------------------------------------------------

    def new_kind(self) -> None:
        """Begin a new kind; the designer goes on with it."""
        dialog = NewKindDialog(self._context, self.model.records(), self.window())
        dialog.saved.connect(self._begun)
        dialog.open()
        self.dialog = dialog

    def _begun(self, row: KindVersion) -> None:
        self.refresh()
        self._draw(row, [row])

    def design(self) -> None:
        """Draw the draft of the chosen kind, or the next version after the chosen one where there is none."""
        record = self.table.current_record()
        if record is not None:
            versions = self._of_kind(record)
            draft = next((one for one in versions if one.state == "draft"), None)
            self._draw(draft or record, versions)

    def _draw(self, row: KindVersion, versions: Sequence[KindVersion]) -> None:
        dialog = DesignerDialog(self._context, row, versions, self.window())
        dialog.saved.connect(lambda _row: self.refresh())
        dialog.published.connect(self.refresh)
        dialog.open()
        self.dialog = dialog

    def migrate(self) -> None:
        """Ask for the plan by which running cases come to another version."""
        record = self.table.current_record()
        if record is not None and self._goals(record):
            dialog = MigrateDialog(self._context, record, self._of_kind(record), self.window())
            dialog.saved.connect(lambda _job: self.refresh())
            dialog.open()
            self.dialog = dialog

    # -- out and in --------------------------------------------------------------------------------------------------

    def export(self, path: Path | None = None) -> None:
        """Write the chosen version to the disk; asks where to."""
        record = self.table.current_record()
        if record is None:
            return
        if path is None:
            ask_where(self, self._context, text("export"), f"{record.code}-{record.number}", "toml", self.export)
            return
        api, code, number = self._context.api, record.code, record.number
        write(self, self._context, path, lambda: kinds.kind_file(api, code, number).toml.encode())

    def choose(self, path: Path | None = None) -> None:
        """Read a file and show what it would bring; asks which one."""
        if path is None:
            files.ask_for_file(self, text("import"), folder(self._context) / "-", kind("toml"), self.choose)
            return
        api, chosen = self._context.api, path

        def work() -> tuple[str, KindLook]:
            said = text_of(chosen)
            return said, kinds.look_at_file(api, KindFile(toml=said))

        self._context.background.run(self, work, lambda found: self._show(chosen.name, *found), self._context.tell)

    def _show(self, name: str, said: str, found: KindLook) -> None:
        dialog = BringInDialog(self._context, name, said, found, self.window())
        dialog.brought.connect(lambda _row: self.refresh())
        dialog.open()
        self.dialog = dialog

    # -- publishing --------------------------------------------------------------------------------------------------

    def publish(self) -> None:
        """Ask from which day the chosen draft counts."""
        record = self.table.current_record()
        if record is not None and record.state == "draft":
            dialog = PublishDialog(self._context, record, self.window())
            dialog.saved.connect(lambda _row: self.refresh())
            dialog.open()
            self.dialog = dialog

    def discard(self) -> None:
        """Throw the chosen draft away, after one question."""
        self._ask("discard", kinds.discard)

    def retire(self) -> None:
        """Take the chosen version back, after one question."""
        self._ask("retire", kinds.retire)

    def _ask(self, word: str, do: Any) -> None:
        record = self.table.current_record()
        if record is None:
            return
        api, form = self._context.api, VersionOf(version=record.version)

        def send() -> None:
            self._context.background.run(
                self,
                lambda: do(api, record.code, record.number, form),
                lambda _answer: self.refresh(),
                self._refused,
            )

        title = f"{text(word)} · {called(record.kind)} {record.number}"
        self.dialog = confirm(self.window(), title, text(f"{word}_says"), text(word), send, kind="danger")

    def _refused(self, error: DeskError) -> None:
        self._context.tell(error)
        self.refresh()


class VersionPanel(Card):
    """One version: its flow, what the checker finds, how many cases run on it, and what was done with it."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.graph = GraphView()
        self.facts = theme.label("", "muted", wrap=True)
        self._about = ""
        self.moving = LongJobPanel(context, self._job, migrated)
        self.findings = QVBoxLayout()
        self.findings.setSpacing(theme.SPACE_1)
        self.steps = theme.label("", wrap=True, selectable=True)
        self.history = History(context)
        column = QVBoxLayout()
        column.setContentsMargins(2, 2, theme.SPACE_2, 2)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self.facts)
        column.addWidget(self.moving)
        column.addLayout(self.findings)
        column.addWidget(theme.label(text("steps"), "section"))
        column.addWidget(self.steps)
        column.addWidget(self.history)
        column.addStretch(1)
        self.add(self.graph, 3)
        self.add(ScrollArea(column, read=text("version")), 2)

    def show_version(self, row: KindVersion | None) -> None:
        """Show this version; None empties the panel."""
        self.setVisible(row is not None)
        if row is None:
            return
        self.set_title(f"{called(row.kind)} · {text('version')} {row.number}")
        self.graph.show_kind(row.kind, row.waiting)
        self.facts.setText(_facts(row))
        _show_findings(self.findings, row.findings)
        self.steps.setText("\n".join(_steps(row)))
        self.history.show_about("case_kind", str(row.id))
        about = f"{row.code}/{row.number}"
        if about != self._about:
            self._about = about
            self.moving.feed.refresh()

    def _job(self, jobs: Sequence[LongJob]) -> LongJob | None:
        """Return the newest plan by which cases of this version are, or were, brought to another."""
        return next((one for one in jobs if one.kind == "kinds.migrate" and one.about == self._about), None)


class BringInDialog(Dialog):
    """What a file would bring: what cannot be read of it, what the checker finds, what differs. `brought` carries the KindVersion."""

    brought = Signal(object)

    def __init__(
        self, context: DeskContext, name: str, said: str, found: KindLook, parent: QWidget | None = None
    ) -> None:
        super().__init__(text("import_title").format(name=name), icon="upload", parent=parent)
        self._context, self._said = context, said
        self.found = found
        self.resize(880, 520)
        head = words.pick(found.name_zh, found.name_en)
        told = (
            text("cannot_read") if found.faults else text("new_kind" if found.new else "next_version").format(kind=head)
        )
        self.body.addWidget(theme.label(told, "strong", wrap=True))
        listed = QVBoxLayout()
        faults = [Finding(broken="file", at=one.where, zh=one.zh, en=one.en) for one in found.faults]
        _show_findings(listed, [*faults, *found.findings])
        self.body.addLayout(listed)
        columns: list[Column[tuple[int, Difference]]] = [
            Column(text("part"), lambda row: row[1].what, width=200),
            Column(text("before"), lambda row: row[1].before, tooltip=lambda row: row[1].before),
            Column(text("after"), lambda row: row[1].after, tooltip=lambda row: row[1].after),
        ]
        self.model: TableModel[Any] = TableModel(
            columns, key=lambda row: row[0], records=list(enumerate(found.differences))
        )
        self.table: TableView[Any] = TableView(self.model, sortable=False)
        self.table.setAccessibleName(text("differences"))
        self.table.set_empty("check", text("no_difference"))
        theme.appear(self.table, not found.faults)
        self.body.addWidget(self.table, 1)
        self.add_cancel()
        self.take_button = self.add_button(Button(text("as_draft"), kind="primary", icon="check"), self.take)
        self.take_button.setEnabled(bool(not found.faults and found.differences))

    def take(self) -> None:
        """Bring it in as the draft of its kind."""
        api, form = self._context.api, KindFile(toml=self._said)
        self.take_button.setEnabled(False)
        self._context.background.run(self, lambda: kinds.bring_in(api, form), self._brought, self._refused)

    def _brought(self, row: KindVersion) -> None:
        self.brought.emit(row)
        self.accept()

    def _refused(self, error: DeskError) -> None:
        self.take_button.setEnabled(True)
        self._context.tell(error)


def _state(row: KindVersion) -> Mark:
    if row.in_force:
        return Mark(text("in_force"), "good", "circle-check")
    if row.state == "published" and row.from_day is not None:
        if row.from_day > words.local(elapsed.now()).date():
            return Mark(text("from").format(day=row.from_day.isoformat()), "accent_ink", "calendar")
        return Mark(text("earlier"), "muted", "history")
    return Mark.of(STATES[row.state])


def _findings(row: KindVersion) -> str:
    return str(len(row.findings)) if row.findings else "–"


def _facts(row: KindVersion) -> str:
    parts = [text("facts").format(fields=len(row.kind.fields), states=len(row.kind.states), open=row.open)]
    if row.from_day is not None:
        parts.append(text("from").format(day=row.from_day.isoformat()))
    parts.append(words.pick(row.kind.note_zh, row.kind.note_en))
    return " · ".join(one for one in parts if one)


def _steps(row: KindVersion) -> Iterator[str]:
    """Say each transition in a line: what is drawn, for who cannot see it, and who may."""
    states = row.kind.states_by_code
    for way in row.kind.transitions:
        begin = words.listed(called(states[one]) for one in way.from_states if one in states)
        end = called(states[way.to_state]) if way.to_state in states else way.to_state
        yield text("step_line").format(step=called(way), begin=begin, end=end)


def _show_findings(column: QVBoxLayout, findings: Sequence[Finding]) -> None:
    layouts.empty(column)
    for one in findings:
        column.addWidget(finding_line(words.pick(one.zh, one.en)))

"""Kinds of cases: their versions, the flow of one drawn, what the checker finds; given out as a file, brought in, published, retired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from agent_desk.desk.cases import kinds
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Request
from agent_desk.desk.kit.live import Change
from agent_desk.desk.kit.user_files import text_of
from agent_desk.schemas.cases.kinds.changes import KindCaseChanged, KindVersionChanged
from agent_desk.schemas.cases.kinds.checking import Finding
from agent_desk.schemas.cases.kinds.records import (
    Difference,
    KindFile,
    KindLook,
    KindVersion,
    PublishForm,
    VersionOf,
)
from agent_desk.schemas.cases.kinds.words import STATES
from agent_desk.ui.cases.kinds import fields
from agent_desk.ui.cases.kinds.fields import called, text
from agent_desk.ui.cases.kinds.graph import GraphView
from agent_desk.ui.kit import elapsed, files, layouts, theme, words
from agent_desk.ui.kit.controls import Button, Card, Icon
from agent_desk.ui.kit.dialogs import Dialog, confirm
from agent_desk.ui.kit.pages.form_dialog import FormDialog
from agent_desk.ui.kit.pages.history import History
from agent_desk.ui.kit.pages.list_page import ListPage
from agent_desk.ui.kit.pages.taking_out import ask_where, folder, kind, write
from agent_desk.ui.kit.scrolled import ScrollArea
from agent_desk.ui.kit.tables import Column, Mark, TableModel, TableView


class KindsPage(ListPage):
    """The versions of every kind at the left, the chosen one at the right."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.import_button = Button(text("import"), icon="upload", kind="primary")
        self.export_button = Button(text("export"), icon="download")
        self.publish_button = Button(text("publish"), icon="circle-check")
        self.discard_button = Button(text("discard"), icon="trash-2")
        self.retire_button = Button(text("retire"), icon="circle-off")
        self.head_actions.addWidget(self.export_button)
        self.head_actions.addWidget(self.import_button)
        for button in (self.publish_button, self.discard_button, self.retire_button):
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
        self.publish_button.setEnabled(record is not None and draft and not record.findings)
        self.discard_button.setEnabled(draft)
        self.retire_button.setEnabled(record is not None and record.state == "published")

    def _came(self, answer: Any) -> None:
        super()._came(answer)
        if self.table.current_record() is None and self.model.rowCount():
            self.table.selectRow(0)
        self.open(self.table.current_record())

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
        self.findings = QVBoxLayout()
        self.findings.setSpacing(theme.SPACE_1)
        self.steps = theme.label("", wrap=True, selectable=True)
        self.history = History(context)
        column = QVBoxLayout()
        column.setContentsMargins(2, 2, theme.SPACE_2, 2)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self.facts)
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


class PublishDialog(FormDialog):
    """Asks from which day a draft counts. `saved` carries the KindVersion."""

    def __init__(self, context: DeskContext, row: KindVersion, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            f"{text('publish')} · {called(row.kind)} {row.number}",
            "publish_kind",
            self._publish,
            KindVersion,
            action=text("publish"),
            icon="circle-check",
            hint=text("publish_says"),
            fault=fields.fault,
            parent=parent,
        )
        self._row = row
        day = fields.TimeTextInput(date_only=True, optional=False)
        self.form.add("from_day", text("from_day"), day, required=True)
        today = words.local(elapsed.now()).date().isoformat()
        self.begin(f"{row.id}/{row.version}", blank={"from_day": today})

    def _publish(self, sent: Submission[KindVersion]) -> KindVersion:
        row = self._row
        form = PublishForm(from_day=sent.values["from_day"], version=row.version)
        return kinds.publish(self._context.api, row.code, row.number, form)


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
        column.addWidget(_finding(words.pick(one.zh, one.en)))


def _finding(said: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.SPACE_2)
    row.addWidget(Icon("circle-alert", "bad"))
    row.addWidget(theme.label(said, wrap=True), 1)
    return line

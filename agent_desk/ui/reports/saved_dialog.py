"""Reports kept by name: what there is, when each is made, what was made of it, and why not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import HubRefused
from agent_desk.desk.kit.feed import Feed, Request, changes_of
from agent_desk.desk.reports import operations
from agent_desk.schemas.kit.long_jobs import LongJob
from agent_desk.schemas.reports.changes import ReportFileChanged, SavedReportChanged
from agent_desk.schemas.reports.sheet import MadeFile, ReportChoice, SavedReport
from agent_desk.ui.kit import words
from agent_desk.ui.kit.controls import Button, label
from agent_desk.ui.kit.dialogs import ConfirmDialog, Dialog
from agent_desk.ui.kit.pages.feed_panel import FeedPanel
from agent_desk.ui.kit.pages.long_job import LongJobPanel
from agent_desk.ui.kit.pages.taking_out import ask_where, write
from agent_desk.ui.kit.table_model import Column, Mark, TableModel
from agent_desk.ui.kit.tables import TableView
from agent_desk.ui.reports.choice_bar import period_text
from agent_desk.ui.reports.report_form import ReportDialog

_OF_REPORTS = changes_of(SavedReportChanged, ReportFileChanged)


class SavedDialog(Dialog):
    """Opened, never executed. `chosen` carries the choice of a report that is to be shown."""

    chosen = Signal(object)

    def __init__(self, context: DeskContext, choice: ReportChoice, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Saved reports"), icon="save", parent=parent)
        self.setMinimumSize(980, 620)
        self._context, self._choice = context, choice
        self.form: ReportDialog | None = None
        self.model: TableModel[SavedReport] = TableModel(self._columns(), key=lambda one: one.id)
        self.table: TableView[SavedReport] = TableView(self.model)
        self.table.setAccessibleName(self.tr("Saved reports"))
        self.table.set_empty("save", self.tr("No saved reports"), self.tr("Keep the report that is shown, by a name."))
        self.file_model: TableModel[MadeFile] = TableModel(self._file_columns(), key=lambda one: one.id)
        self.files: TableView[MadeFile] = TableView(self.file_model, sortable=False)
        self.files.setAccessibleName(self.tr("Files"))
        self.files.set_empty("file-text", self.tr("Nothing has been made yet"))
        self.feed: Feed[list[SavedReport]] = Feed(context, lambda: operations.saved, cares=_OF_REPORTS, parent=self)
        self._files: Feed[list[MadeFile]] = Feed(context, self._ask_files, cares=_OF_REPORTS, parent=self)
        self.states = FeedPanel(context, self.feed, self.table, self._came)
        self.body.addWidget(self.states, 3)
        self.body.addWidget(label(self.tr("Files of the selected report"), "strong"))
        self.body.addWidget(FeedPanel(context, self._files, self.files, self.file_model.replace), 2)
        self.making = LongJobPanel(context, self._being_made, idle=self.tr("Nothing is being made just now."))
        self.body.addWidget(self.making)
        self._make_buttons()
        self.table.selected_record.connect(self._selected)
        self.table.activated_record.connect(self._choose)
        self.files.activated_record.connect(self.download)
        self.files.selected_record.connect(lambda one: self.fetch.setEnabled(one is not None and one.state == "made"))

    def _being_made(self, jobs: Sequence[LongJob]) -> LongJob | None:
        """Pick the making that is under way, of whichever report."""
        return next((job for job in jobs if job.kind == "reports.make" and job.open), None)

    def _make_buttons(self) -> None:
        self.keep = self.add_button(Button(self.tr("Keep the report shown …"), icon="plus"), self.ask_new)
        self.make = self.add_button(Button(self.tr("Make now"), icon="play"), self.make_now)
        self.edit = self.add_button(Button(self.tr("Change …"), icon="pencil"), self.ask_change)
        self.drop = self.add_button(Button(self.tr("Remove …"), icon="trash-2"), self.ask_remove)
        self.fetch = self.add_button(Button(self.tr("Download …"), icon="download"), self._download_current)
        self.add_button(Button(self.tr("Close"), kind="primary"), self.accept)
        for button in (self.make, self.edit, self.drop, self.fetch):
            button.setEnabled(False)

    def _columns(self) -> list[Column[SavedReport]]:
        return [
            Column(self.tr("Name"), lambda one: one.name),
            Column(self.tr("Period"), lambda one: period_text(one.choice.period), width=110),
            Column(self.tr("Made"), when_text, width=190),
            Column(
                self.tr("Next"),
                lambda one: words.short(one.next_at) if one.next_at else "–",
                width=130,
                sort_key=lambda one: one.next_at,
            ),
            Column(
                self.tr("Last"),
                lambda one: words.short(one.last_at) if one.last_at else "–",
                width=130,
                sort_key=lambda one: one.last_at,
            ),
            Column(
                self.tr("Result"),
                self._result,
                width=150,
                mark=lambda one: Mark(self._result(one), "bad", "circle-alert") if one.last_error else None,
                tooltip=lambda one: self._why(one.last_error),
            ),
            Column(self.tr("By"), lambda one: words.pick(one.owner, one.owner_en), width=100),
        ]

    def _file_columns(self) -> list[Column[MadeFile]]:
        return [
            Column(self.tr("Due"), lambda one: words.date_time(one.due_at), width=170),
            Column(self.tr("File"), lambda one: one.name or self._why(one.error) or "–"),
            Column(
                self.tr("Size"),
                lambda one: f"{one.size_bytes / 1024:,.0f} KB" if one.size_bytes else "–",
                align="right",
                width=90,
            ),
            Column(
                self.tr("State"),
                self._state,
                width=110,
                tone=lambda one: "bad" if one.state == "failed" else "text",
                icon=lambda one: "circle-alert" if one.state == "failed" else "",
            ),
            Column(self.tr("Kept until"), lambda one: words.date(one.expires_at), width=130),
            Column("SHA-256", lambda one: one.sha256[:12] or "–", width=120, tooltip=lambda one: one.sha256),
        ]

    def _state(self, one: MadeFile) -> str:
        return {
            "due": self.tr("being made"),
            "made": self.tr("there"),
            "failed": self.tr("failed"),
            "gone": self.tr("removed"),
        }[one.state]

    def _result(self, one: SavedReport) -> str:
        if one.last_at is None:
            return "–"
        return self.tr("failed") if one.last_error else self.tr("made")

    def _why(self, error: str) -> str:
        if not error:
            return ""
        return self._context.words(HubRefused(error, {"permission": "reports.view", "what": "report"}))

    # ------------------------------------------------------------------ fetching

    def refresh(self) -> None:
        """Fetch the list anew, and the files of what is selected."""
        self.feed.refresh()
        self._files.refresh()

    def _came(self, found: list[SavedReport]) -> None:
        self.model.replace(found)
        if found and self.table.current_record() is None:
            self.table.selectRow(0)

    def _selected(self, one: SavedReport | None) -> None:
        for button in (self.make, self.edit, self.drop):
            button.setEnabled(one is not None)
        if one is None:
            self.file_model.replace([])
        self._files.anew(keep=True)

    def _ask_files(self) -> Request[list[MadeFile]] | None:
        one = self.table.current_record()
        return None if one is None else lambda api: operations.files(api, one.id)

    # ------------------------------------------------------------------ actions

    def _choose(self, one: SavedReport) -> None:
        self.chosen.emit(one.choice.model_copy(update={"lang": words.language()}))
        self.accept()

    def ask_new(self) -> None:
        """Ask for a name and a time for the report that is shown."""
        self._ask(ReportDialog(self._context, self._choice, parent=self))

    def ask_change(self) -> None:
        """Change name, period and time of the selected one."""
        one = self.table.current_record()
        if one is not None:
            self._ask(ReportDialog(self._context, one.choice, one, parent=self))

    def _ask(self, form: ReportDialog) -> None:
        self.form = form
        form.saved.connect(self.refresh)
        form.open()

    def make_now(self) -> None:
        """Have the selected one made."""
        one, context = self.table.current_record(), self._context
        if one is not None:
            context.background.run(
                self, lambda: operations.make_now(context.api, one.id), lambda _: self.refresh(), context.tell
            )

    def ask_remove(self) -> None:
        """Remove the selected one, after a question."""
        one, context = self.table.current_record(), self._context
        if one is None:
            return
        question = ConfirmDialog(
            self.tr("Remove {name}?").format(name=one.name),
            self.tr("It is made no more. Files that were made stay until their time is over."),
            action=self.tr("Remove the report"),
            parent=self,
        )
        question.confirmed.connect(
            lambda: context.background.run(
                self, lambda: operations.remove_saved(context.api, one.id), lambda _: self.refresh(), context.tell
            )
        )
        question.open()

    def _download_current(self) -> None:
        one = self.files.current_record()
        if one is not None:
            self.download(one)

    def download(self, one: MadeFile, path: Path | None = None) -> None:
        """Save one of the files on this computer; asks where to."""
        if one.state != "made":
            return
        if path is None:
            title = self.tr("Save the report")
            ask_where(
                self, self._context, title, Path(one.name).stem, "xlsx", lambda chosen: self.download(one, chosen)
            )
            return
        api = self._context.api
        write(self, self._context, path, lambda: operations.file(api, one.id))


def when_text(one: SavedReport) -> str:
    """ "every day at 07:00"."""
    clock = words.clock(one.at)
    if one.every == "daily":
        return QCoreApplication.translate("SavedDialog", "every day, {clock}").format(clock=clock)
    if one.every == "weekly":
        day = words.weekday(min(one.on, 7))
        return QCoreApplication.translate("SavedDialog", "every {day}, {clock}").format(day=day, clock=clock)
    if one.every == "monthly":
        day = words.day_of_month(one.on)
        return QCoreApplication.translate("SavedDialog", "on {day} of the month, {clock}").format(day=day, clock=clock)
    return QCoreApplication.translate("SavedDialog", "by hand")

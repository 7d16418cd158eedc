"""The trail as a workbook: made by the hub, with how far it is, then saved where the person says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from agent_desk.desk.administration import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.reports.operations import write_file
from agent_desk.schemas.administration.records import AuditExported, AuditWanted
from agent_desk.schemas.kit.long_jobs import LongJob
from agent_desk.ui.kit import files, theme, words
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.pages.long_job import LongJobPanel


class AuditExportDialog(Dialog):
    """One export. `begin` asks for it and opens the dialog once the hub has taken it up; a second person is told of by a notice."""

    def __init__(self, context: DeskContext, wanted: AuditWanted, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Export the audit trail"), icon="download", parent=parent)
        self.setMinimumSize(560, 220)
        self._context, self._wanted = context, wanted
        self.job: LongJob | None = None
        says = self.tr(
            "The entries that the filters leave, in the words of the screen, as a workbook. The export is an entry of the trail"
            " itself; the file stays with the hub for a day."
        )
        self.body.addWidget(theme.label(says, "muted", wrap=True))
        self.panel = LongJobPanel(context, self._mine, self._done)
        self.body.addWidget(self.panel)
        self.body.addStretch(1)
        self.save_button = self.add_button(Button(self.tr("Save"), icon="save", kind="primary"), lambda: self.save())
        self.save_button.setEnabled(False)
        self.add_cancel(self.tr("Close"))

    def begin(self) -> None:
        """Ask for it."""
        api, wanted = self._context.api, self._wanted
        self._context.background.run(self, lambda: operations.export_audit(api, wanted), self._begun, self._refused)

    def _begun(self, job: LongJob) -> None:
        self.job = job
        self.open()

    def _refused(self, error: DeskError) -> None:
        self._context.tell(error)
        self.deleteLater()

    def _mine(self, jobs: Sequence[LongJob]) -> LongJob | None:
        found = next((one for one in jobs if self.job is not None and one.id == self.job.id), None)
        self.save_button.setEnabled(found is not None and found.state == "done")
        self.job = found or self.job
        return found

    def _done(self, job: LongJob) -> str:
        made = AuditExported.model_validate(job.result or {})
        return self.tr("{n} entries are in the workbook.").format(n=words.number(made.rows))

    def save(self, path: Path | None = None) -> None:
        """Write the file to the disk; asks where to."""
        if self.job is None or self.job.result is None:
            return
        if path is None:
            self._ask_where(AuditExported.model_validate(self.job.result).name)
            return
        api, job, target = self._context.api, self.job.id, path

        def work() -> None:
            write_file(target, operations.exported_audit(api, job))

        self._context.background.run(self, work, lambda _none: self._saved(target), self._context.tell)

    def _saved(self, path: Path) -> None:
        self._context.notices.good(self.tr("Saved: {path}").format(path=path))
        self.accept()

    def _ask_where(self, name: str) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = self.tr("Workbook (*.xlsx)")

        def chosen(path: Path) -> None:
            self.save(path if path.suffix else path.with_suffix(".xlsx"))

        files.ask_where_to_save(self, self.tr("Save the audit trail"), Path(folder) / name, kinds, chosen)

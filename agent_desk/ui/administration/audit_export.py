"""The trail as a workbook: made by the hub, with how far it is, then saved where the person says."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from agent_desk.desk.administration import operations
from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.administration.records import AuditExported, AuditWanted
from agent_desk.schemas.kit.long_jobs import LongJob
from agent_desk.ui.kit import words
from agent_desk.ui.kit.pages.made_workbook import MadeWorkbookDialog


class AuditExportDialog(MadeWorkbookDialog):
    """One export of the entries that are wanted; a second person is told of by a notice."""

    def __init__(self, context: DeskContext, wanted: AuditWanted, parent: QWidget | None = None) -> None:
        says = self.tr(
            "The entries that the filters leave, in the words of the screen, as a workbook. The export is an entry of the trail"
            " itself; the file stays with the hub for a day."
        )
        counted = self.tr("{n} entries are in the workbook.")
        super().__init__(
            context,
            self.tr("Export the audit trail"),
            says,
            lambda api: operations.export_audit(api, wanted),
            operations.exported_audit,
            lambda job: counted.format(n=words.number(_result(job).rows)),
            lambda job: _result(job).name,
            icon="download",
            where=self.tr("Save the audit trail"),
            parent=parent,
        )


def _result(job: LongJob) -> AuditExported:
    return AuditExported.model_validate(job.result or {})

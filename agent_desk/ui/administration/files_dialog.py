"""Stored files: every one checked against its digest, and the files of an earlier release encrypted, with how far it is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit import work
from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.kit.long_jobs import FilesChecked, LongJob
from agent_desk.ui.kit import theme, words
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.pages.long_job import LongJobPanel, Pick


class FilesDialog(Dialog):
    """Opened from the page "Recording"."""

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Stored files"), icon="shield-check", parent=parent)
        self.setMinimumSize(640, 260)
        self._context = context
        says = self.tr("Every recording and every saved report is read and compared with its digest.")
        self.body.addWidget(theme.label(says, "muted", wrap=True))
        self.check = LongJobPanel(
            context, _newest("files.verify"), self._checked, idle=self.tr("Not checked in the last 90 days.")
        )
        self.body.addWidget(self.check)
        self.encrypting = LongJobPanel(
            context, _newest("files.take_over"), self._encrypted, idle=self.tr("Every file is encrypted.")
        )
        self.body.addWidget(self.encrypting)
        self.body.addStretch(1)
        self.verify_button = self.add_button(Button(self.tr("Check now"), icon="shield-check"), self.verify)
        self.add_button(Button(self.tr("Close"), kind="primary"), self.accept)

    def verify(self) -> None:
        """Have every file checked; where that is under way, it goes on."""
        context, api = self._context, self._context.api
        context.background.run(
            self, lambda: work.verify_files(api), lambda _job: self.check.feed.refresh(), context.tell
        )

    def _checked(self, job: LongJob) -> str:
        found = FilesChecked.model_validate(job.result or {})
        checked, wrong = words.number(found.checked), words.number(len(found.faults))
        if not found.faults:
            return self.tr("{n} files checked, nothing wrong.").format(n=checked)
        said = self.tr("{n} files checked, {wrong} are damaged or gone.").format(n=checked, wrong=wrong)
        return said + " " + self.tr("The command agent-desk files verify lists them.")

    def _encrypted(self, job: LongJob) -> str:
        found = FilesChecked.model_validate(job.result or {})
        done = words.number(found.checked - len(found.faults))
        if not found.faults:
            return self.tr("{n} files of an earlier release were encrypted.").format(n=done)
        left = words.number(len(found.faults))
        return self.tr("{n} files were encrypted, {left} are not what they were and stay as they are.").format(
            n=done, left=left
        )


def _newest(kind: str) -> Pick:
    return lambda jobs: next((job for job in jobs if job.kind == kind), None)

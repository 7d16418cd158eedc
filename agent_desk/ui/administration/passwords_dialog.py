"""One-time passwords of new people: made by the hub, with how far it is, then saved where the person says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.people import people_file
from agent_desk.desk.reports.operations import write_file
from agent_desk.schemas.kit.long_jobs import LongJob
from agent_desk.schemas.people.people_file import PasswordsMade, PasswordsWanted
from agent_desk.ui.administration.people_file_dialog import text
from agent_desk.ui.kit import files, theme, words
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.pages.long_job import LongJobPanel


class PasswordsDialog(Dialog):
    """Passwords of these people. `begin` asks for them and opens the dialog once the hub has taken it up."""

    def __init__(self, context: DeskContext, people: Sequence[UUID], parent: QWidget | None = None) -> None:
        super().__init__(text("passwords_title"), icon="key-round", parent=parent)
        self.setMinimumSize(560, 240)
        self._context, self._people = context, list(people)
        self.job: LongJob | None = None
        self.body.addWidget(theme.label(text("passwords_says"), "muted", wrap=True))
        self.panel = LongJobPanel(context, self._mine, self._done)
        self.body.addWidget(self.panel)
        self.body.addStretch(1)
        self.save_button = self.add_button(
            Button(text("passwords_save"), icon="save", kind="primary"), lambda: self.save()
        )
        self.save_button.setEnabled(False)
        self.add_cancel(text("passwords_close"))

    def begin(self) -> None:
        """Ask for them."""
        api, wanted = self._context.api, PasswordsWanted(people=self._people, lang=words.language())
        self._context.background.run(self, lambda: people_file.make_passwords(api, wanted), self._begun, self._refused)

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
        return text("passwords_made").format(n=words.number(PasswordsMade.model_validate(job.result or {}).people))

    def save(self, path: Path | None = None) -> None:
        """Write the list to the disk; asks where to."""
        if self.job is None or self.job.result is None:
            return
        if path is None:
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
            name = PasswordsMade.model_validate(self.job.result).name
            files.ask_where_to_save(
                self,
                text("passwords_title"),
                Path(folder) / name,
                text("passwords_kind"),
                lambda chosen: self.save(chosen if chosen.suffix else chosen.with_suffix(".xlsx")),
            )
            return
        api, job, target = self._context.api, self.job.id, path
        self._context.background.run(
            self,
            lambda: write_file(target, people_file.password_list(api, job)),
            lambda _none: self._saved(target),
            self._context.tell,
        )

    def _saved(self, path: Path) -> None:
        self._context.notices.good(text("passwords_saved").format(path=path))
        self.accept()

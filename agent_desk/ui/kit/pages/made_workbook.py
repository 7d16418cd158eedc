"""A workbook that the hub makes by long work: asked for, with how far it is, then saved where the person says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.schemas.kit.long_jobs import LongJob
from agent_desk.ui.kit import theme
from agent_desk.ui.kit.buttons import Button
from agent_desk.ui.kit.dialogs import Dialog
from agent_desk.ui.kit.pages.long_job import LongJobPanel
from agent_desk.ui.kit.pages.taking_out import ask_where, write


class MadeWorkbookDialog(Dialog):
    """One workbook. `begin` asks for it and opens the dialog once the hub has taken it up; a refusal is told by a notice.

    `ask` and `fetch` ask the hub off the screen thread; `said` puts the result of the work into words, `name` gives the file's name.
    `where`: the title of the question where it is to be saved.
    """

    def __init__(
        self,
        context: DeskContext,
        title: str,
        says: str,
        ask: Callable[[Api], LongJob],
        fetch: Callable[[Api, UUID], bytes],
        said: Callable[[LongJob], str],
        name: Callable[[LongJob], str],
        *,
        icon: str,
        where: str = "",
        high: int = 220,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, icon=icon, parent=parent)
        self.setMinimumSize(560, high)
        self._context, self._ask, self._fetch, self._name, self._where = context, ask, fetch, name, where or title
        self.job: LongJob | None = None
        self.body.addWidget(theme.label(says, "muted", wrap=True))
        self.panel = LongJobPanel(context, self._mine, said)
        self.body.addWidget(self.panel)
        self.body.addStretch(1)
        self.save_button = self.add_button(Button(self.tr("Save"), icon="save", kind="primary"), lambda: self.save())
        self.save_button.setEnabled(False)
        self.add_cancel(self.tr("Close"))

    def begin(self) -> None:
        """Ask for it."""
        api = self._context.api
        self._context.background.run(self, lambda: self._ask(api), self._begun, self._refused)

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

    def save(self, path: Path | None = None) -> None:
        """Write the file to the disk; asks where to."""
        job = self.job
        if job is None or job.result is None:
            return
        if path is None:
            ask_where(self, self._context, self._where, Path(self._name(job)).stem, "xlsx", self.save)
            return
        api, fetch = self._context.api, self._fetch
        write(self, self._context, path, lambda: fetch(api, job.id), self.accept)

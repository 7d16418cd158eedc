"""What is done with a task at the desk: at once where nothing is asked, in a dialog where something is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from agent_desk.desk.cases import tasks
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError
from agent_desk.schemas.cases.tasks.records import CaseTask, TaskActionWord, TaskChoices, TaskWords
from agent_desk.ui.cases.tasks.dialogs import PassOnDialog, SendDialog, WordsDialog
from agent_desk.ui.kit.pages.form_dialog import FormDialog


class TaskDoing(QObject):
    """Does it for a panel. `changed`: something was done, or turned out to be other than shown; fetch anew."""

    changed = Signal()

    def __init__(self, context: DeskContext, panel: QWidget) -> None:
        super().__init__(panel)
        self._context, self._panel = context, panel
        self.dialog: FormDialog | None = None

    def do(self, task: CaseTask, action: TaskActionWord) -> None:
        """Do this with a task, after asking what it needs."""
        if action == "take":
            api, form = self._context.api, TaskWords(version=task.version)
            self._context.background.run(
                self, lambda: tasks.take(api, task.id, form), lambda _task: self.changed.emit(), self._failed
            )
        elif action in ("send", "delegate"):
            made = SendDialog if action == "send" else PassOnDialog
            self.with_choices(lambda choices: made(self._context, task, choices, self._panel.window()))
        else:
            self.open(WordsDialog(self._context, task, action, self._panel.window()))

    def with_choices(self, make: Callable[[TaskChoices], FormDialog]) -> None:
        """Open a dialog that offers people, roles and branches."""
        api = self._context.api
        self._context.background.run(
            self, lambda: tasks.choices(api), lambda choices: self.open(make(choices)), self._failed
        )

    def open(self, dialog: FormDialog) -> None:
        """Show a dialog, one at a time."""
        if self.dialog is not None:
            dialog.deleteLater()
            return
        self.dialog = dialog
        dialog.saved.connect(lambda _task: self.changed.emit())
        dialog.refused.connect(lambda _error: self.changed.emit())
        dialog.finished.connect(self._gone)
        dialog.open()

    def _gone(self) -> None:
        self.dialog = None

    def _failed(self, error: DeskError) -> None:
        self._context.tell(error)
        self.changed.emit()

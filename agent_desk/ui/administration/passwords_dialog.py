"""One-time passwords of new people: made by the hub, with how far it is, then saved where the person says."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.people import people_file
from agent_desk.schemas.kit.long_jobs import LongJob
from agent_desk.schemas.people.people_file import PasswordsMade, PasswordsWanted
from agent_desk.ui.administration.people_file_dialog import text
from agent_desk.ui.kit import words
from agent_desk.ui.kit.pages.made_workbook import MadeWorkbookDialog


class PasswordsDialog(MadeWorkbookDialog):
    """Passwords of these people."""

    def __init__(self, context: DeskContext, people: Sequence[UUID], parent: QWidget | None = None) -> None:
        chosen = list(people)
        super().__init__(
            context,
            text("passwords_title"),
            text("passwords_says"),
            lambda api: people_file.make_passwords(api, PasswordsWanted(people=chosen, lang=words.language())),
            people_file.password_list,
            lambda job: text("passwords_made").format(n=words.number(_result(job).people)),
            lambda job: _result(job).name,
            icon="key-round",
            high=240,
            parent=parent,
        )


def _result(job: LongJob) -> PasswordsMade:
    return PasswordsMade.model_validate(job.result or {})

"""Words that go with a whole case, of whatever sort: urged, put under supervision, taken out of it."""

from __future__ import annotations

import uuid

from PySide6.QtWidgets import QWidget

from agent_desk.desk.cases import tasks
from agent_desk.desk.kit.context import DeskContext
from agent_desk.schemas.cases.tasks.records import WORDS_LIMIT, CaseUrged, CaseWatched, MatterWord
from agent_desk.ui.cases.tasks import wording
from agent_desk.ui.cases.tasks.wording import text
from agent_desk.ui.kit.inputs import TextArea
from agent_desk.ui.kit.pages.form_dialog import FormDialog


class UrgeDialog(FormDialog):
    """Urges whoever has to go on with a case. `saved` carries nothing."""

    def __init__(
        self, context: DeskContext, matter: MatterWord, case_id: uuid.UUID, number: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            f"{text('case_urge')} · {number}",
            "case_urge",
            lambda sent: tasks.urge_case(context.api, matter, case_id, CaseUrged(words=sent.values["words"])),
            None,
            action=text("case_urge"),
            icon="bell",
            fault=wording.fault,
            parent=parent,
        )
        self.form.add("words", text("why_maybe"), TextArea(limit=WORDS_LIMIT, lines=3))
        self.begin(str(case_id))


class WatchDialog(FormDialog):
    """Puts a case under supervision, or takes it out. `saved` carries nothing."""

    def __init__(
        self,
        context: DeskContext,
        matter: MatterWord,
        case_id: uuid.UUID,
        number: str,
        *,
        on: bool,
        parent: QWidget | None = None,
    ) -> None:
        word = text("case_supervised" if on else "case_unsupervised")
        super().__init__(
            context,
            f"{word} · {number}",
            "case_watch",
            lambda sent: tasks.supervise_case(
                context.api, matter, case_id, CaseWatched(on=on, words=sent.values["words"])
            ),
            None,
            action=word,
            icon="flag",
            fault=wording.fault,
            parent=parent,
        )
        self.form.add("words", text("why_maybe"), TextArea(limit=WORDS_LIMIT, lines=3))
        self.begin(f"{case_id}/{on}")

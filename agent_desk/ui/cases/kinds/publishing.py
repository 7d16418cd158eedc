"""A draft of a kind published from a day on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from agent_desk.desk.cases import kinds
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.schemas.cases.kinds.records import KindVersion, PublishForm
from agent_desk.ui.cases.kinds import fields
from agent_desk.ui.cases.kinds.fields import called, text
from agent_desk.ui.kit import elapsed, words
from agent_desk.ui.kit.pages.form_dialog import FormDialog


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

"""What is answered in a call of a project: its script and form as the hub has them, and a drafted form that sends itself."""

from __future__ import annotations

import uuid

from PySide6.QtCore import QObject, Signal

from agent_desk.desk.campaigns import operations
from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import DraftedForm, Submission, Values
from agent_desk.desk.kit.feed import Feed
from agent_desk.desk.kit.live import Change
from agent_desk.schemas.campaigns.changes import ProjectChanged
from agent_desk.schemas.campaigns.records import AnswerField, AnswersForm, CallProject

DRAFT = "project_answers"
_BLANK: Values = {"answers": {}}


class AnswersWork(QObject):
    """The project of the call at the seat, and its answers; `drafted` says how they stand."""

    changed = Signal()
    """Another call, another project, or other answers than what is shown."""

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.call_id: uuid.UUID | None = None
        self.project: CallProject | None = None
        """None where the call has no project, or it is not known yet."""
        self.drafted: DraftedForm[CallProject] = DraftedForm(
            context, DRAFT, self._send, CallProject, values_of=_values, saves_itself=True, parent=self
        )
        self.drafted.open(None, blank=_BLANK)
        self.drafted.filled.connect(lambda _values: self.changed.emit())
        self.feed: Feed[CallProject] = Feed(context, lambda: self._ask, cares=self._cares, parent=self)
        self.feed.came.connect(self._came)

    def open(self, call_id: uuid.UUID | None) -> None:
        """Turn to another call; what was answered in the one before is saved on the way."""
        if call_id == self.call_id:
            return
        before = self.call_id
        self.call_id, self.project = call_id, None
        self.drafted.open(str(call_id) if call_id is not None else None, blank=_BLANK)
        if call_id is None:
            self.feed.stop()
        elif before is None:
            self.feed.start()
        else:
            self.feed.refresh()
        self.changed.emit()

    @property
    def answers(self) -> dict[str, str]:
        """What is answered so far, kept or not, by the code of the question."""
        found: dict[str, str] = self.drafted.values["answers"]
        return found

    def answer(self, code: str, value: str | None) -> None:
        """Take down an answer, or (None) that there is none."""
        kept = {**self.answers, code: value or ""}
        self.drafted.type({"answers": {name: one for name, one in kept.items() if one}})

    def missing(self) -> AnswerField | None:
        """Return the first question that must be answered and is not: of the script, then of the form."""
        if self.project is None:
            return None
        return next((one for one in self.project.asked() if one.required and not self.answers.get(one.code)), None)

    @property
    def must_arrive(self) -> bool:
        """Whether the hub lets nobody finish the call before it has the answers."""
        return self.project is not None and any(one.required for one in self.project.asked())

    def _ask(self, api: Api) -> CallProject:
        call_id = self.call_id
        assert call_id is not None  # nobody looks without a call
        return operations.of_call(api, call_id)

    def _cares(self, change: Change) -> bool:
        return ProjectChanged.is_told_by(change)

    def _came(self, found: CallProject) -> None:
        if found.call_id != self.call_id:
            return
        self.project = found if found.project_id is not None else None
        if found.version or self.drafted.state == "clean":
            self.drafted.renew(found)
        self.changed.emit()

    def _send(self, sent: Submission[CallProject]) -> CallProject:
        form = AnswersForm(answers=sent.values["answers"], version=sent.version)
        return operations.save_answers(self._context.outbox, uuid.UUID(sent.subject), form)

    def close_down(self) -> None:
        """What is typed is on the disk, and on its way."""
        self.drafted.keep_draft()
        self.drafted.save()
        self.feed.stop()


def _values(known: CallProject) -> Values:
    return {"answers": dict(known.answers)}

"""The scoring of one call at one seat: a drafted form that saves itself, and is submitted once."""

from __future__ import annotations

import uuid

from PySide6.QtCore import QObject, Signal

from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import DraftedForm, Submission, Values
from agent_desk.desk.quality import operations
from agent_desk.schemas.quality.records import AnswerValue, Review, ReviewForm, ReviewItem

DRAFT = "review"
SAVE_MS = 2_500
"""After so long without a key the draft goes to the hub."""
SUBMIT = "submit"


class ReviewWork(QObject):
    """What is being said about one call; `drafted` says how it stands, `submitted` that it is final."""

    loaded = Signal(object)
    """ReviewForm: what to show."""
    state_changed = Signal(str)
    """As of DraftedForm; also when the review has become final."""
    missing = Signal(object)
    """list[str]: questions without an answer, when a submission was tried."""
    submitted = Signal(object)
    """Review: it is final."""

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.item: ReviewItem | None = None
        self._context = context
        self.drafted: DraftedForm[Review] = DraftedForm(
            context, DRAFT, self._send, Review, values_of=_values, saves_itself=True, rest_ms=SAVE_MS, parent=self
        )
        self.drafted.filled.connect(lambda _values: self.loaded.emit(self.form))
        self.drafted.state_changed.connect(self._stand)
        self.drafted.saved.connect(self._take)
        self.drafted.took_theirs.connect(self._take)

    # -- what is open ------------------------------------------------------------------------------------------------

    @property
    def item_id(self) -> uuid.UUID | None:
        """The item that is open."""
        return self.item.item.id if self.item is not None else None

    @property
    def final(self) -> bool:
        """Whether the review is submitted."""
        return self.item is not None and self.item.review.state == "submitted"

    @property
    def editable(self) -> bool:
        """Whether this person may still change the review here."""
        return self.drafted.editable and not self.final

    @property
    def state(self) -> str:
        """How it stands: as of DraftedForm, or "submitted"."""
        return "submitted" if self.final else self.drafted.state

    @property
    def form(self) -> ReviewForm:
        """What is said so far."""
        if self.item is None:
            return ReviewForm()
        values = self.drafted.values if self.drafted.key is not None else _values(self.item.review)
        return ReviewForm(**values, version=self.item.review.version)

    def open(self, item: ReviewItem | None) -> None:
        """Turn to another call; what was typed about the one before is saved on the way."""
        self.leave()
        self.item = item
        if item is None or not item.own or item.review.state == "submitted":
            self.drafted.open(None)
        else:
            self.drafted.open(str(item.item.id), item.review)

    def leave(self) -> None:
        """Keep and send what is typed: another call is opened, or the workspace goes."""
        self.drafted.leave()

    # -- typing ------------------------------------------------------------------------------------------------------

    def answer(self, code: str, value: AnswerValue | None) -> None:
        """Answer a question; None takes the answer back."""
        answers = {name: one for name, one in self.form.answers.items() if name != code}
        if value is not None:
            answers[code] = value
        self._type({"answers": answers})

    def comment(self, text: str) -> None:
        """Write the comment anew."""
        self._type({"comment": text})

    def _type(self, changed: Values) -> None:
        if self.editable:
            self.drafted.type({**self.drafted.values, **changed})

    def keep_draft(self) -> None:
        """Put the draft on the disk now."""
        self.drafted.keep_draft()

    # -- sending -----------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Send the draft; while something is under way this follows it."""
        self.drafted.save()

    def submit(self) -> None:
        """Score for good; what is missing is told and nothing is sent."""
        if self.item is None or not self.editable:
            return
        found = operations.running_score(self.item.form.questions, self.form.answers)
        if found.missing:
            self.missing.emit(list(found.missing))
        else:
            self.drafted.save(SUBMIT)

    def _send(self, sent: Submission[Review]) -> Review:
        send = operations.submit_review if sent.action == SUBMIT else operations.save_review
        return send(self._context.outbox, uuid.UUID(sent.subject), ReviewForm(**sent.values, version=sent.version))

    def _take(self, review: Review) -> None:
        assert self.item is not None
        self.item.review = review
        if self.final:
            self.state_changed.emit(self.state)
            self.submitted.emit(review)

    def _stand(self, state: str) -> None:
        self.state_changed.emit(self.state)
        if state == "refused":
            lacking = [code for code, why in self.drafted.faults.items() if why == "missing"]
            if lacking:
                self.missing.emit(lacking)


def _values(review: Review) -> Values:
    return {"answers": dict(review.answers), "comment": review.comment}

"""The scoring of one call at one seat: typed, kept as a draft at once, saved through the outbox by itself, submitted once.

The draft lies on the seat's disk from the first answer on, so a killed desk or an absent hub costs nothing. While a write
waits in the outbox no second one is sent (it would be stale by then): it follows when the first has arrived.
"""

from __future__ import annotations

import uuid
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.desk.customers.operations import fields_of
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError, HubRefused, KeptForLater, OutboxUnusable
from agent_desk.desk.quality import operations
from agent_desk.schemas.quality.records import AnswerValue, Review, ReviewForm, ReviewItem

DRAFT = "review"
DRAFT_MS = 400
SAVE_MS = 2_500
"""After so long without a key the draft goes to the hub."""


class ReviewWork(QObject):
    """What is being said about one call.

    `state_changed` says how it stands: "clean", "typed", "saving", "saved", "kept" (waits for the hub), "submitting",
    "kept_submit", "stale", "submitted".
    """

    loaded = Signal(object)
    """ReviewForm: what to show."""
    state_changed = Signal(str)
    stale = Signal(object)
    """The hub's Review, saved by the same person at another seat meanwhile."""
    missing = Signal(object)
    """list[str]: questions without an answer, when a submission was tried."""
    submitted = Signal(object)
    """Review: it is final."""

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.item: ReviewItem | None = None
        self.form = ReviewForm()
        self.state = "clean"
        self._busy = False
        self._waiting: str | None = None
        self._waiting_form = ReviewForm()
        self._waits_to_submit = False
        self._submit_next = False
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_MS)
        self._draft_timer.timeout.connect(self.keep_draft)
        self._save_timer = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._save_timer.timeout.connect(self.save)
        context.outbox.sent.connect(self._sent_later)
        context.outbox.refused.connect(self._refused_later)

    # -- what is open ------------------------------------------------------------------------------------------------

    @property
    def item_id(self) -> uuid.UUID | None:
        """The item that is open."""
        return self.item.item.id if self.item is not None else None

    @property
    def editable(self) -> bool:
        """Whether this person may still change the review here."""
        mine = self.item is not None and self.item.own and self.item.review.state != "submitted"
        return mine and self.state not in ("submitted", "submitting", "kept_submit")

    @property
    def dirty(self) -> bool:
        """Whether the hub does not know yet what stands here."""
        return self.state in ("typed", "saving", "kept", "submitting", "kept_submit", "stale")

    def open(self, item: ReviewItem | None) -> None:
        """Turn to another call; what was typed about the one before is saved on the way."""
        self.leave()
        self.item, self._busy, self._waiting, self._submit_next = item, False, None, False
        if item is None:
            self.form = ReviewForm()
            self._turn("clean")
            self.loaded.emit(self.form)
            return
        self.form = _form_of(item.review)
        draft = self._draft(item) if item.own and item.review.state != "submitted" else None
        if draft is None:
            self._turn("submitted" if item.review.state == "submitted" else "clean")
            self.loaded.emit(self.form)
            return
        self.form = draft
        self.loaded.emit(self.form)
        self._take_up(item)

    def _draft(self, item: ReviewItem) -> ReviewForm | None:
        """What lies on the seat's disk, unless the hub has it already."""
        kept = self._context.outbox.get_draft(DRAFT, str(item.item.id))
        if kept is None:
            return None
        form = ReviewForm.model_validate(kept["form"])
        key = kept.get("waiting")
        self._waits_to_submit = bool(kept.get("submit"))
        if key and any(write.key == key for write in self._context.outbox.pending()):
            self._waiting, self._waiting_form = key, form
        elif _same(form, _form_of(item.review)):
            self._context.outbox.drop_draft(DRAFT, str(item.item.id))
            return None
        return form

    def _take_up(self, item: ReviewItem) -> None:
        if self._waiting is not None:
            self._turn("kept_submit" if self._waits_to_submit else "kept")
        elif self.form.version != item.review.version:
            self._turn("stale")
            self.stale.emit(item.review)
        else:
            self._turn("typed")
            self._save_timer.start()

    def leave(self) -> None:
        """Keep and send what is typed: another call is opened, or the workspace goes."""
        self._save_timer.stop()
        if self.state == "typed":
            self.save()
        self.keep_draft()

    # -- typing ------------------------------------------------------------------------------------------------------

    def answer(self, code: str, value: AnswerValue | None) -> None:
        """Answer a question; None takes the answer back."""
        answers = {name: one for name, one in self.form.answers.items() if name != code}
        if value is not None:
            answers[code] = value
        if answers != self.form.answers or type(self.form.answers.get(code)) is not type(value):
            self.form.answers = answers
            self._typed()

    def comment(self, text: str) -> None:
        """Write the comment anew."""
        if text != self.form.comment:
            self.form.comment = text
            self._typed()

    def _typed(self) -> None:
        if not self.editable:
            return
        self._draft_timer.start()
        self._save_timer.start()
        if self.state != "stale":
            self._turn("typed")

    def keep_draft(self) -> None:
        """Put the draft on the disk now."""
        self._draft_timer.stop()
        if self.item_id is None or not self.dirty:
            return
        kept = {
            "form": self.form.model_dump(mode="json"),
            "waiting": self._waiting,
            "submit": self.state == "kept_submit",
        }
        try:
            self._context.outbox.put_draft(DRAFT, str(self.item_id), kept)
        except OutboxUnusable as fault:
            self._context.tell(fault)

    # -- sending -----------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Send the draft, unless something is under way: then it follows it."""
        if self.state == "typed" and not self._busy and self._waiting is None:
            self._send(submit=False)

    def submit(self) -> None:
        """Score for good; what is missing is told and nothing is sent."""
        if self.item is None or not self.editable or self.state == "stale":
            return
        found = operations.running_score(self.item.form.questions, self.form.answers)
        if found.missing:
            self.missing.emit(list(found.missing))
        elif self._busy or self._waiting is not None:
            self._submit_next = True
        else:
            self._send(submit=True)

    def _send(self, *, submit: bool) -> None:
        item_id = self.item_id
        assert item_id is not None
        self._save_timer.stop()
        self._submit_next = False
        self._turn("submitting" if submit else "saving")
        self.keep_draft()
        self._busy = True
        form = self.form.model_copy(deep=True)
        send = operations.submit_review if submit else operations.save_review
        self._context.background.run(
            self,
            lambda: send(self._context.outbox, item_id, form),
            lambda review: self._arrived(review, form),
            lambda error: self._not_sent(item_id, form, error, submit=submit),
        )

    def _arrived(self, review: Review, sent: ReviewForm) -> None:
        if review.item_id != self.item_id:
            self._arrived_behind(review, sent)
            return
        self._busy, self._waiting = False, None
        self.form.version = review.version
        assert self.item is not None
        self.item.review = review
        if review.state == "submitted":
            self._context.outbox.drop_draft(DRAFT, str(review.item_id))
            self._turn("submitted")
            self.submitted.emit(review)
        elif not _same(sent, self.form):
            self._turn("typed")
            self._save_timer.start()
        else:
            self._context.outbox.drop_draft(DRAFT, str(review.item_id))
            self._turn("saved")
        if self._submit_next:
            self.submit()

    def _arrived_behind(self, review: Review, sent: ReviewForm) -> None:
        """The save of a call that was left meanwhile: its draft has served, unless more was typed after it was sent."""
        outbox, key = self._context.outbox, str(review.item_id)
        kept = outbox.get_draft(DRAFT, key)
        if kept is None:
            return
        form = ReviewForm.model_validate(kept["form"])
        if _same(form, sent):
            outbox.drop_draft(DRAFT, key)
        else:
            form.version = review.version
            outbox.put_draft(DRAFT, key, {"form": form.model_dump(mode="json"), "waiting": None, "submit": False})

    def _not_sent(self, item_id: uuid.UUID, form: ReviewForm, error: DeskError, *, submit: bool) -> None:
        if item_id != self.item_id:
            if not isinstance(error, KeptForLater):
                self._context.tell(error)
            return
        self._busy = False
        if isinstance(error, KeptForLater):
            self._waiting, self._waiting_form = error.key, form
            self._turn("kept_submit" if submit else "kept")
            self.keep_draft()
        elif isinstance(error, HubRefused) and error.error_id == "stale_version":
            self._turn("stale")
            self.keep_draft()
            self.stale.emit(Review.model_validate(error.values["current"]))
        else:
            self._turn("typed")
            self.keep_draft()
            lacking = [code for code, why in fields_of(error).items() if why == "missing"]
            if lacking:
                self.missing.emit(lacking)
            else:
                self._context.tell(error)

    def _sent_later(self, key: str, answer: Any) -> None:
        if key == self._waiting:
            self._arrived(Review.model_validate(answer), self._waiting_form)

    def _refused_later(self, key: str, _sentence: str) -> None:
        """The shell tells it; here it is no longer on its way."""
        if key == self._waiting:
            self._waiting = None
            self._turn("typed")
            self.keep_draft()

    # -- two versions ------------------------------------------------------------------------------------------------

    def take_theirs(self, theirs: Review) -> None:
        """Stale: go on from the other version."""
        self.form = _form_of(theirs)
        self._context.outbox.drop_draft(DRAFT, str(theirs.item_id))
        if self.item is not None:
            self.item.review = theirs
        self._turn("submitted" if theirs.state == "submitted" else "clean")
        self.loaded.emit(self.form)

    def keep_mine(self, theirs: Review) -> None:
        """Stale: save the own version over the other one, knowing it."""
        self.form.version = theirs.version
        self._turn("typed")
        self.save()

    def _turn(self, state: str) -> None:
        self.state = state
        self.state_changed.emit(state)


def _form_of(review: Review) -> ReviewForm:
    return ReviewForm(answers=dict(review.answers), comment=review.comment, version=review.version)


def _same(one: ReviewForm, other: ReviewForm) -> bool:
    """Whether both say the same; 1 and True are two answers."""
    words = [sorted((code, repr(value)) for code, value in form.answers.items()) for form in (one, other)]
    return words[0] == words[1] and one.comment.strip() == other.comment.strip()

"""The complaint form without its pixels: what is typed is on the disk at once, sent once, and never lost or doubled.

A form that the hub cannot take now lies in the outbox under the key it was given when it was begun; its number comes later.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.desk.cases import operations
from agent_desk.desk.cases.operations import About, Draft
from agent_desk.desk.kit.api import new_key
from agent_desk.desk.kit.background import Job
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.errors import DeskError, KeptForLater, OutboxUnusable
from agent_desk.desk.kit.live import LiveState
from agent_desk.schemas.cases.records import (
    CaseClassWord,
    ComplaintOpened,
    DueDate,
    NewComplaint,
    SimilarComplaint,
    Terms,
)

Standing = Literal["typing", "sending", "kept", "opened"]
DRAFT_MS = 300
_FORM_FIELDS = frozenset(NewComplaint.model_fields) - {"call_id", "customer_id", "taken_at"}


class ComplaintWork(QObject):
    """One complaint being taken down at this seat. `standing` says how it stands; signals say what came."""

    terms_loaded = Signal(object)
    """Terms: what the form offers."""
    filled = Signal(object)
    """dict of values to show: a draft, or a form that came back."""
    standing_changed = Signal(str)
    draft_kept = Signal(object)
    """datetime (hub time) of the last autosave; None when the disk takes none."""
    due_changed = Signal(object)
    """DueDate, or None while the hub cannot tell."""
    similar_changed = Signal(object)
    """list of SimilarComplaint."""
    faults = Signal(object)
    """{field: code} of a form that the hub did not take."""
    failed = Signal(object)
    """DeskError that belongs to no field."""
    opened = Signal(object)
    """ComplaintOpened: the form shown now has its number."""
    arrived_late = Signal(object)
    """ComplaintOpened: another form, kept earlier, has its number now."""
    refused_late = Signal(str, str)
    """(key, sentence): another form, kept earlier, was not taken; `take_back` opens it again."""

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.about = About()
        self.draft = Draft()
        self.standing: Standing = "typing"
        self.result: ComplaintOpened | None = None
        self.due: DueDate | None = None
        self.terms: Terms | None = None
        self._kept: dict[str, About] = {}
        """What was kept for the hub, by key: the words to show if it comes back."""
        self._asked_due: CaseClassWord | None = None
        self._asked_similar: tuple[uuid.UUID, str, str] | None = None
        self._due_job: Job[Any] | None = None
        self._similar_job: Job[Any] | None = None
        self._seen: dict[str, Any] = {}
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_MS)
        self._timer.timeout.connect(self.keep_draft)
        context.outbox.sent.connect(self._sent_later)
        context.outbox.refused.connect(self._refused_later)
        context.live.state_changed.connect(self._line_changed)
        self._fetch_terms()

    # -- which complaint ---------------------------------------------------------------------------------------------

    def open(self, about: About, *, anew: bool = False) -> None:
        """Turn to the form of this call: its draft, the one that waits for the hub, or (with `anew` always) a blank one."""
        self.keep_draft()
        self.about, self.result = about, None
        outbox = self._context.outbox
        draft = operations.load_draft(outbox, about)
        waiting = None if anew else operations.waiting_for(outbox, about)
        if draft is not None and draft.key == waiting:
            # The desk was killed after Save: the form is on its way already.
            operations.drop_draft(outbox, about)
            draft = None
        if waiting is not None:
            self._kept[waiting] = about
        self.draft = draft or Draft(key=waiting or new_key())
        self._set_standing("kept" if waiting and draft is None else "typing")
        self._asked_due = self._asked_similar = None
        self.similar_changed.emit([])
        self._fetch_terms()
        self.filled.emit(dict(self.draft.values))

    def start_another(self) -> None:
        """A blank form for the same call, beside one that waits or is done."""
        self.open(self.about, anew=True)

    def take_back(self, key: str) -> About | None:
        """Open a kept form again that the hub did not take; None when it is gone. Its fields are shown by `filled`."""
        form = operations.take_back(self._context.outbox, key)
        if form is None:
            return None
        about = self._kept.pop(key, None) or About(call_id=form.call_id, customer_id=form.customer_id)
        self.keep_draft()
        values = {name: value for name, value in form.model_dump().items() if name in _FORM_FIELDS}
        operations.keep_draft(self._context.outbox, about, Draft(values=values))
        self.about, self.draft = About(), Draft()
        self.open(about)
        return about

    # -- typing ------------------------------------------------------------------------------------------------------

    def type(self, values: Mapping[str, Any]) -> None:
        """The form holds these values now; they are on the disk a moment later."""
        if self.standing != "typing" or dict(values) == self.draft.values:
            return
        self.draft.values, self.draft.taken_at = dict(values), None
        self._timer.start()
        self.look(values)

    def look(self, values: Mapping[str, Any]) -> None:
        """Ask for the due date of this class, and for open complaints about the same thing, where they are not known yet."""
        self._seen = dict(values)
        self._ask_due(values.get("case_class") or "simple")
        self._ask_similar(values.get("business") or "", values.get("cause") or "")

    def keep_draft(self) -> None:
        """What is typed goes to the disk now."""
        if self.standing != "typing" or not self.draft.values:
            self._timer.stop()
            return
        self._timer.stop()
        try:
            operations.keep_draft(self._context.outbox, self.about, self.draft)
        except OutboxUnusable as fault:
            self.draft_kept.emit(None)
            self.failed.emit(fault)
            return
        self.draft_kept.emit(self._context.hub_now())

    def discard(self) -> None:
        """What was typed is given up: the draft goes from the disk."""
        self._timer.stop()
        operations.drop_draft(self._context.outbox, self.about)
        self.draft = Draft()
        self.open(self.about)

    # -- sending -----------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Hand the form in, once. What comes of it: `opened`, `faults`, `failed`, or the standing "kept"."""
        if self.standing != "typing":
            return
        self.draft.taken_at = self.draft.taken_at or self._context.hub_now()
        self.keep_draft()
        fields = {
            name: value for name, value in self.draft.values.items() if name in _FORM_FIELDS and value is not None
        }
        about, key = self.about, self.draft.key
        form = NewComplaint(
            call_id=about.call_id, customer_id=about.customer_id, taken_at=self.draft.taken_at, **fields
        )
        self._set_standing("sending")
        outbox = self._context.outbox
        self._context.background.run(
            self,
            lambda: operations.open_complaint(outbox, form, key=key),
            lambda made: self._came(made, about, key),
            lambda error: self._refused(error, about, key),
        )

    def _came(self, made: ComplaintOpened, about: About, key: str) -> None:
        self._finish(about, key)
        if key != self.draft.key:
            self.arrived_late.emit(made)
            return
        self._show_result(made)

    def _show_result(self, made: ComplaintOpened) -> None:
        self.result, self.due = made, made.due
        self.draft = Draft()
        self._set_standing("opened")
        self.due_changed.emit(made.due)
        self.opened.emit(made)

    def _refused(self, error: DeskError, about: About, key: str) -> None:
        here = key == self.draft.key
        if isinstance(error, KeptForLater):
            self._kept[key] = about
            operations.drop_draft(self._context.outbox, about)
            if here:
                self._set_standing("kept")
            return
        if not here:
            self._context.tell(error)
            return
        self._set_standing("typing")
        if error.error_id == "idempotency_mismatch":
            # These fields were changed after the hub had taken the form: the next Save is a complaint of its own.
            self.draft.key = new_key()
            self._asked_similar = None
            self.look(self.draft.values)
        fields = operations.fields_of(error)
        if fields:
            self.faults.emit(fields)
        else:
            self.failed.emit(error)

    def _finish(self, about: About, key: str) -> None:
        self._kept.pop(key, None)
        operations.drop_draft(self._context.outbox, about)

    def _sent_later(self, key: str, answer: object) -> None:
        made = operations.opened_later(answer)
        if made is None:
            return
        self._kept.pop(key, None)
        if self.standing == "kept" and key == self.draft.key:
            self._show_result(made)
        else:
            self.arrived_late.emit(made)

    def _refused_later(self, key: str, _sentence_zh: str) -> None:
        write = next((one for one in self._context.outbox.refused_writes() if one.key == key), None)
        if write is None or write.path != operations.PATH or write.method != "POST":
            return
        self.refused_late.emit(key, write.sentence_zh if self._context.language() == "zh" else write.sentence_en)

    def _set_standing(self, standing: Standing) -> None:
        self.standing = standing
        self.standing_changed.emit(standing)

    # -- what the hub knows ------------------------------------------------------------------------------------------

    def _fetch_terms(self) -> None:
        if self.terms is not None:
            return
        api = self._context.api
        self._context.background.run(self, lambda: operations.terms(api), self._terms_came, self.failed.emit)

    def _terms_came(self, terms: Terms) -> None:
        self.terms = terms
        self.terms_loaded.emit(terms)

    def _ask_due(self, case_class: CaseClassWord) -> None:
        if case_class == self._asked_due:
            return
        self._asked_due = case_class
        if self._due_job is not None:
            self._due_job.cancel()
        api = self._context.api
        self._due_job = self._context.background.run(
            self, lambda: operations.preview_due(api, case_class), self._due_came, lambda _error: self._no_due()
        )

    def _due_came(self, due: DueDate) -> None:
        self.due = due
        self.due_changed.emit(due)

    def _no_due(self) -> None:
        """The hub is away: it says the day when it is back. The status line tells of the hub; here the date is just missing."""
        self._asked_due = None
        self.due = None
        self.due_changed.emit(None)

    def _ask_similar(self, business: str, cause: str) -> None:
        customer_id = self.about.customer_id
        if customer_id is None or not business or not cause:
            self._asked_similar = None
            self.similar_changed.emit([])
            return
        wanted = (customer_id, business, cause)
        if wanted == self._asked_similar:
            return
        self._asked_similar = wanted
        if self._similar_job is not None:
            self._similar_job.cancel()
        api = self._context.api
        self._similar_job = self._context.background.run(
            self, lambda: operations.similar(api, *wanted), self._similar_came, lambda _error: self._no_similar()
        )

    def _similar_came(self, found: list[SimilarComplaint]) -> None:
        self.similar_changed.emit(found)

    def _no_similar(self) -> None:
        """Unknown while the hub is away; its answer to the form says it all the same."""
        self._asked_similar = None
        self.similar_changed.emit([])

    def _line_changed(self, state: LiveState) -> None:
        if state is LiveState.LIVE:
            self._fetch_terms()
            if self.standing == "typing" and self._seen:
                self.look(self._seen)

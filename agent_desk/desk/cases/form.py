"""The complaint form without its pixels: a drafted form that makes a complaint, with what the hub knows while it is typed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from agent_desk.desk.cases import operations
from agent_desk.desk.cases.call_work import CallWork
from agent_desk.desk.cases.operations import About
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import Submission
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.schemas.cases.records import (
    NARRATIVE_LIMIT,
    CaseClassWord,
    ComplaintOpened,
    DueDate,
    NewComplaint,
    SimilarComplaint,
    Terms,
)
from agent_desk.schemas.cases.text_told import SHORTEST_TEXT, TextAsk, TextTold

DRAFT = "complaint"
PAUSE_MS = 350
"""So long after the last key the hub is asked what the text tells."""
_FORM_FIELDS = frozenset(NewComplaint.model_fields) - {"call_id", "customer_id", "taken_at"}


class ComplaintWork(CallWork):
    """One complaint being taken down at this seat. `opened` carries the ComplaintOpened."""

    terms_loaded = Signal(object)
    """Terms: what the form offers."""
    due_changed = Signal(object)
    """DueDate, or None while the hub cannot tell."""
    similar_changed = Signal(object)
    """list of SimilarComplaint."""
    told_changed = Signal(object)
    """TextTold, or None where the text tells nothing, or the hub cannot be asked."""

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(context, DRAFT, ComplaintOpened, parent)
        self.due: DueDate | None = None
        self.terms: Terms | None = None
        self._terms: Feed[Terms] = Feed(context, lambda: operations.terms, parent=self)
        self.due_feed: Feed[DueDate] = Feed(context, self._ask_due, parent=self)
        self._similar: Feed[list[SimilarComplaint]] = Feed(context, self._ask_similar, parent=self)
        self.told_feed: Feed[TextTold] = Feed(context, self._ask_told, parent=self)
        self._text = ""
        """The text that the hub was asked about last, or is about to be."""
        self._typing = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._typing.timeout.connect(lambda: self.told_feed.anew(keep=True))
        self._asked_due: tuple[CaseClassWord, date | None] | None = None
        self._asked_similar: tuple[uuid.UUID, str, str] | None = None
        self._terms.came.connect(self._terms_came)
        self._terms.failed.connect(self.failed)
        self.due_feed.came.connect(self._due_came)
        self.due_feed.failed.connect(self._no_due)
        self._similar.came.connect(self._similar_came)
        self._similar.failed.connect(self._no_similar)
        self.told_feed.came.connect(self.told_changed)
        self.told_feed.failed.connect(lambda _error: self.told_changed.emit(None))
        self._terms.start()
        self.told_feed.start(ask=False)
        self.due_feed.start(ask=False)
        self._similar.start(ask=False)

    @property
    def ready(self) -> bool:
        """Whether the lists of the form are known."""
        return self.terms is not None

    def open(self, about: About, *, anew: bool = False) -> None:
        """As of every form about a call; what was known of the one before is forgotten."""
        self._asked_due = self._asked_similar = None
        self.similar_changed.emit([])
        self._no_text()
        super().open(about, anew=anew)

    def look(self, values: Mapping[str, Any]) -> None:
        """Ask for the due date of this class and day, and for open complaints about the same thing, where they are not known yet."""
        received_on = date.fromisoformat(values["received_on"]) if values.get("received_on") else None
        wanted: tuple[CaseClassWord, date | None] = (values.get("case_class") or "simple", received_on)
        if wanted != self._asked_due:
            self._asked_due = wanted
            self.due_feed.anew(keep=True)
        self._look_for_similar(values.get("business") or "", values.get("cause") or "")
        self._look_at_text(values.get("narrative") or "")

    # -- sending -----------------------------------------------------------------------------------------------------

    def _send(self, sent: Submission[ComplaintOpened]) -> ComplaintOpened:
        about = About(**sent.about)
        fields = {
            name: value for name, value in sent.values.items() if name in _FORM_FIELDS and value not in (None, "")
        }
        known = {"call_id": about.call_id, "customer_id": about.customer_id, "taken_at": sent.at}
        form = NewComplaint.model_validate({**fields, **known})
        return operations.open_complaint(self._context.outbox, form)

    def _show_result(self, made: ComplaintOpened) -> None:
        self.due = made.due
        self.due_changed.emit(made.due)
        super()._show_result(made)

    def _stand(self, state: str) -> None:
        super()._stand(state)
        if state == "refused" and self.drafted.taken_before:
            # The hub has the form as it was: what is open about the same thing says so.
            self._asked_similar = None
            self.look(self.values)

    # -- what the hub knows ------------------------------------------------------------------------------------------

    def _terms_came(self, terms: Terms) -> None:
        """The lists are asked for until they are here; a form that is being filled in keeps those it began with."""
        self._terms.stop()
        self.terms = terms
        self.terms_loaded.emit(terms)

    def _ask_due(self) -> Request[DueDate] | None:
        wanted = self._asked_due
        if wanted is None or self.standing != "typing":
            return None
        return lambda api: operations.preview_due(api, *wanted)

    def _due_came(self, due: DueDate) -> None:
        self.due = due
        self.due_changed.emit(due)

    def _no_due(self, _error: DeskError) -> None:
        """The hub is away: it says the day when it is back. The status line tells of the hub; here the date is just missing."""
        self.due = None
        self.due_changed.emit(None)

    def _look_at_text(self, typed: str) -> None:
        """Ask what the text tells a moment after the last key; of one that is too short nothing is asked."""
        text = typed.strip()[:NARRATIVE_LIMIT]
        if len(text) < SHORTEST_TEXT:
            self._no_text()
        elif text != self._text:
            self._text = text
            self._typing.start()

    def _no_text(self) -> None:
        if self._text:
            self._text = ""
            self._typing.stop()
            self.told_feed.forget()
            self.told_changed.emit(None)

    def _ask_told(self) -> Request[TextTold] | None:
        if not self._text or self.standing != "typing":
            return None
        text, about = TextAsk(narrative=self._text), self.about
        return lambda api: operations.text_told(api, text, customer_id=about.customer_id, call_id=about.call_id)

    def _look_for_similar(self, business: str, cause: str) -> None:
        customer_id = self.about.customer_id
        wanted = (customer_id, business, cause) if customer_id is not None and business and cause else None
        if wanted is None:
            self._asked_similar = None
            self._similar.forget()
            self.similar_changed.emit([])
        elif wanted != self._asked_similar:
            self._asked_similar = wanted
            self._similar.anew(keep=True)

    def _ask_similar(self) -> Request[list[SimilarComplaint]] | None:
        wanted = self._asked_similar
        if wanted is None or self.standing != "typing":
            return None
        return lambda api: operations.similar(api, *wanted)

    def _similar_came(self, found: list[SimilarComplaint]) -> None:
        self.similar_changed.emit(found)

    def _no_similar(self, _error: DeskError) -> None:
        """Unknown while the hub is away; its answer to the form says it all the same."""
        self.similar_changed.emit([])

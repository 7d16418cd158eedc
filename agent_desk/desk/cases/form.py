"""The complaint form without its pixels: a drafted form that makes a complaint, with what the hub knows while it is typed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from agent_desk.desk.cases import operations
from agent_desk.desk.cases.operations import About
from agent_desk.desk.kit.context import DeskContext
from agent_desk.desk.kit.drafted_form import DraftedForm, Submission, Values
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.feed import Feed, Request
from agent_desk.schemas.cases.records import (
    CaseClassWord,
    ComplaintOpened,
    DueDate,
    NewComplaint,
    SimilarComplaint,
    Terms,
)

DRAFT = "complaint"
Standing = Literal["typing", "sending", "kept", "opened"]
_STANDINGS: dict[str, Standing] = {"sending": "sending", "waiting": "kept", "saved": "opened"}
_FORM_FIELDS = frozenset(NewComplaint.model_fields) - {"call_id", "customer_id", "taken_at"}


class ComplaintWork(QObject):
    """One complaint being taken down at this seat. `standing` says how it stands; signals say what came."""

    terms_loaded = Signal(object)
    """Terms: what the form offers."""
    filled = Signal(object)
    """dict of values to show: a draft, or a form that came back."""
    standing_changed = Signal(str)
    due_changed = Signal(object)
    """DueDate, or None while the hub cannot tell."""
    similar_changed = Signal(object)
    """list of SimilarComplaint."""
    failed = Signal(object)
    """DeskError: the lists of the form did not come."""
    opened = Signal(object)
    """ComplaintOpened: the form shown now has its number."""
    came_back = Signal()
    """The form shown now had waited for the hub, which did not take it: it can be mended."""

    def __init__(self, context: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.drafted: DraftedForm[ComplaintOpened] = DraftedForm(
            context, DRAFT, self._send, ComplaintOpened, creates=True, parent=self
        )
        self.standing: Standing = "typing"
        self.result: ComplaintOpened | None = None
        self.due: DueDate | None = None
        self.terms: Terms | None = None
        self._terms: Feed[Terms] = Feed(context, lambda: operations.terms, parent=self)
        self.due_feed: Feed[DueDate] = Feed(context, self._ask_due, parent=self)
        self._similar: Feed[list[SimilarComplaint]] = Feed(context, self._ask_similar, parent=self)
        self._asked_due: tuple[CaseClassWord, date | None] | None = None
        self._asked_similar: tuple[uuid.UUID, str, str] | None = None
        self.drafted.filled.connect(self.filled)
        self.drafted.state_changed.connect(self._stand)
        self.drafted.saved.connect(self._show_result)
        self._terms.came.connect(self._terms_came)
        self._terms.failed.connect(self.failed)
        self.due_feed.came.connect(self._due_came)
        self.due_feed.failed.connect(self._no_due)
        self._similar.came.connect(self._similar_came)
        self._similar.failed.connect(self._no_similar)
        self._terms.start()
        self.due_feed.start(ask=False)
        self._similar.start(ask=False)

    # -- which complaint ---------------------------------------------------------------------------------------------

    @property
    def about(self) -> About:
        """What the complaint is opened from."""
        return About(**self.drafted.about)

    @property
    def values(self) -> Values:
        """What is typed; empty while nothing is."""
        return self.drafted.values

    def open(self, about: About, *, anew: bool = False) -> None:
        """Turn to the form of this call: its draft, the one that waits for the hub, or (with `anew` always) a blank one."""
        self.result = None
        self._asked_due = self._asked_similar = None
        self.similar_changed.emit([])
        self.drafted.open(about.key, about=asdict(about), anew=anew)

    def start_another(self) -> None:
        """A blank form for the same call, beside one that waits or is done."""
        self.open(self.about, anew=True)

    def take_back(self, key: str) -> bool:
        """Open a form again that the hub did not take later; False when it is gone. Its fields are shown by `filled`."""
        return self.drafted.take_back(key)

    # -- typing ------------------------------------------------------------------------------------------------------

    def type(self, values: Mapping[str, Any]) -> None:
        """The form holds these values now; they are on the disk a moment later."""
        if self.standing == "typing":
            self.drafted.type(values)
            self.look(values)

    def look(self, values: Mapping[str, Any]) -> None:
        """Ask for the due date of this class and day, and for open complaints about the same thing, where they are not known yet."""
        received_on = date.fromisoformat(values["received_on"]) if values.get("received_on") else None
        wanted: tuple[CaseClassWord, date | None] = (values.get("case_class") or "simple", received_on)
        if wanted != self._asked_due:
            self._asked_due = wanted
            self.due_feed.anew(keep=True)
        self._look_for_similar(values.get("business") or "", values.get("cause") or "")

    # -- sending -----------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Hand the form in, once."""
        if self.standing == "typing":
            self.drafted.save()

    def _send(self, sent: Submission[ComplaintOpened]) -> ComplaintOpened:
        about = About(**sent.about)
        fields = {
            name: value for name, value in sent.values.items() if name in _FORM_FIELDS and value not in (None, "")
        }
        known = {"call_id": about.call_id, "customer_id": about.customer_id, "taken_at": sent.at}
        form = NewComplaint.model_validate({**fields, **known})
        return operations.open_complaint(self._context.outbox, form)

    def _show_result(self, made: ComplaintOpened) -> None:
        self.result, self.due = made, made.due
        self.due_changed.emit(made.due)
        self.opened.emit(made)

    def _stand(self, state: str) -> None:
        before = self.standing
        self.standing = _STANDINGS.get(state, "typing")
        self.standing_changed.emit(self.standing)
        if state == "refused" and self.drafted.taken_before:
            # The hub has the form as it was: what is open about the same thing says so.
            self._asked_similar = None
            self.look(self.values)
        if state == "refused" and before == "kept":
            self.came_back.emit()

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

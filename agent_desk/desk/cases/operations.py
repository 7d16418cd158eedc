"""What the seat can do with complaints: each function is one request to the hub. They block; run them by `background.run`.

Errors are those of `Api` (HubUnreachable, HubRefused, HubFault). A new complaint and a note go through the outbox and may raise
KeptForLater: then they lie on the seat's disk and are sent, once, when the hub is back. Drafts are rows of the outbox's file,
one per call.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any, Final, Literal

from pydantic import ValidationError

from agent_desk.desk.kit.api import Api, call, new_key
from agent_desk.desk.kit.errors import DeskError
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.schemas.cases import operations as ops
from agent_desk.schemas.cases.records import (
    CaseClassWord,
    CaseStateWord,
    Complaint,
    ComplaintOpened,
    ComplaintStory,
    DueAsk,
    DueDate,
    NewComplaint,
    NoteForm,
)

PATH: Final = ops.open_complaint.path
_DRAFT: Final = "complaint"
OPEN_STATES: Final[tuple[CaseStateWord, ...]] = (
    "received",
    "assigned",
    "in_progress",
    "awaiting_customer",
    "decided",
)
"""The states in which the legal clock runs, for the filter of a list; what holds for one complaint is its own `open`."""

Closeness = Literal["over", "today", "soon", "week", "far"]


# ---------------------------------------------------------------------- the form


@dataclass(frozen=True, slots=True)
class About:
    """What a new complaint is opened from: the call and the customer at the seat, as they may be shown."""

    call_id: uuid.UUID | None = None
    customer_id: uuid.UUID | None = None
    customer: str = ""
    """The masked line of the customer ("王* · C000123")."""
    caller: str = ""
    """The caller's number, masked."""

    @property
    def key(self) -> str:
        """What the draft is kept under: the call; without one the customer; without both the one blank form."""
        return str(self.call_id or self.customer_id or "blank")


@dataclass(slots=True)
class Draft:
    """What is being typed, with the key under which it will be sent: a form that is sent twice arrives once.

    `taken_at`: when Save was first pressed on these very values, so that a second try says the same.
    """

    values: dict[str, Any] = field(default_factory=dict)
    key: str = field(default_factory=new_key)
    taken_at: datetime | None = None


def load_draft(outbox: Outbox, about: About) -> Draft | None:
    """What was being typed for this call, or None."""
    kept = outbox.get_draft(_DRAFT, about.key)
    if kept is None:
        return None
    taken_at = kept.get("taken_at")
    return Draft(
        values=dict(kept.get("values", {})),
        key=str(kept.get("key") or new_key()),
        taken_at=datetime.fromisoformat(taken_at) if taken_at else None,
    )


def keep_draft(outbox: Outbox, about: About, draft: Draft) -> None:
    """Keep what is being typed, on the disk when this returns. Raises OutboxUnusable."""
    taken_at = draft.taken_at.isoformat() if draft.taken_at else None
    outbox.put_draft(_DRAFT, about.key, {"values": draft.values, "key": draft.key, "taken_at": taken_at})


def drop_draft(outbox: Outbox, about: About) -> None:
    """It was saved or given up."""
    outbox.drop_draft(_DRAFT, about.key)


def has_draft(outbox: Outbox, about: About) -> bool:
    """Whether something half-typed waits for this call."""
    return outbox.get_draft(_DRAFT, about.key) is not None


terms = call(ops.terms)
similar = call(ops.similar)


def preview_due(api: Api, case_class: CaseClassWord) -> DueDate:
    """Return when a complaint received now would be due, explained."""
    return api.ask(ops.preview_due.request(DueAsk(case_class=case_class)))


def open_complaint(outbox: Outbox, form: NewComplaint, *, key: str) -> ComplaintOpened:
    """Hand in the complaint. Raises KeptForLater, HubRefused("invalid_form") with `fields`, HubFault, OutboxUnusable."""
    return outbox.submit(ops.open_complaint.request(form), what_zh="投诉登记", what_en="New complaint", key=key)


def waiting_for(outbox: Outbox, about: About) -> str | None:
    """The key of a form about this call and customer that lies on the seat and waits for the hub; the newest one."""
    for write in reversed(outbox.pending()):
        if write.method == "POST" and write.path == PATH and write.body_json:
            form = NewComplaint.model_validate_json(write.body_json)
            if (form.call_id, form.customer_id) == (about.call_id, about.customer_id):
                return write.key
    return None


def opened_later(answer: object) -> ComplaintOpened | None:
    """The complaint in an answer that the outbox got later; None when the answer is about something else."""
    if not isinstance(answer, Mapping) or "similar" not in answer or "number" not in answer:
        return None
    try:
        return ComplaintOpened.model_validate(answer)
    except ValidationError:
        return None


def take_back(outbox: Outbox, key: str) -> NewComplaint | None:
    """A kept form that the hub refused later, taken out of the outbox to be mended; None when it is no complaint."""
    for write in outbox.refused_writes():
        if write.key == key and write.method == "POST" and write.path == PATH and write.body_json:
            form = NewComplaint.model_validate_json(write.body_json)
            outbox.discard_refused(key)
            return form
    return None


# ---------------------------------------------------------------------- lists and stories


complaints = call(ops.complaints, limit=100)
story = call(ops.story)
due_soon = call(ops.due_soon)
handlers = call(ops.handlers)
edit = call(ops.edit)
transition = call(ops.transition)
pause = call(ops.pause)
resume = call(ops.resume)
set_class = call(ops.set_class)


def note(outbox: Outbox, complaint_id: uuid.UUID, form: NoteForm, *, key: str | None = None) -> ComplaintStory:
    """Add a line to the story, through the outbox."""
    return outbox.submit(
        ops.note.request(complaint_id, form), what_zh="投诉备注", what_en="Note on a complaint", key=key
    )


# ---------------------------------------------------------------------- what a refusal says


def fields_of(error: DeskError) -> dict[str, str]:
    """{field: code} of a form that the hub did not take; empty for every other error."""
    fields = error.values.get("fields") if error.error_id == "invalid_form" else None
    return dict(fields) if isinstance(fields, Mapping) else {}


def current_of(error: DeskError) -> Complaint | None:
    """The complaint as it is, from a stale write; None for every other error."""
    if error.error_id != "stale_version" or not isinstance(error.values.get("current"), Mapping):
        return None
    return Complaint.model_validate(error.values["current"])


# ---------------------------------------------------------------------- how close a due day is


def days_left(due_on: date, now: datetime, zone: tzinfo) -> int:
    """Whole days from today to the last day, in the centre's zone: 0 on the last day itself, negative after it."""
    return (due_on - now.astimezone(zone).date()).days


def closeness(days: int) -> Closeness:
    """The bucket of a number of days left; the hub counts by the same ones."""
    if days < 0:
        return "over"
    if days == 0:
        return "today"
    return "soon" if days <= 3 else "week" if days <= 7 else "far"

"""What the seat can do with complaints: each function is one request to the hub. They block; run them by `background.run`.

Errors are those of `Api` (HubUnreachable, HubRefused, HubFault). A new complaint and a note go through the outbox and may raise
KeptForLater: then they lie on the seat's disk and are sent, once, when the hub is back.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Literal

from agent_desk.desk.kit.api import Api, call
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.schemas.cases import operations as ops
from agent_desk.schemas.cases.records import (
    CaseClassWord,
    ComplaintOpened,
    ComplaintStory,
    DueAsk,
    DueDate,
    NewComplaint,
    NoteForm,
)

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
    called_at: str = ""
    """When the call came in, as it goes over the wire; empty without a call."""

    @property
    def key(self) -> str:
        """What the draft is kept under: the call; without one the customer; without both the one blank form."""
        return str(self.call_id or self.customer_id or "blank")


terms = call(ops.terms)
similar = call(ops.similar)
text_told = call(ops.text_told)
neighbours = call(ops.neighbours)
link = call(ops.link)
unlink = call(ops.unlink)
statistics = call(ops.statistics)
behind = call(ops.behind)
news = call(ops.news)
monthly = call(ops.monthly)
export_monthly = call(ops.export_monthly)
export_monthly_workbook = call(ops.export_monthly_workbook)
editions = call(ops.editions)
differences = call(ops.differences)
freeze = call(ops.freeze)
export_statistics = call(ops.export_statistics)
export_statistics_workbook = call(ops.export_statistics_workbook)


def preview_due(api: Api, case_class: CaseClassWord, received_on: date | None = None) -> DueDate:
    """Return when a complaint received now, or on an earlier day, would be due, explained."""
    return api.ask(ops.preview_due.request(DueAsk(case_class=case_class, received_on=received_on)))


def open_complaint(outbox: Outbox, form: NewComplaint, *, key: str | None = None) -> ComplaintOpened:
    """Hand in the complaint, through the outbox.

    Raises KeptForLater, HubRefused("invalid_form") with `fields`, HubFault, OutboxUnusable.
    """
    return outbox.submit(ops.open_complaint.request(form), what_zh="投诉登记", what_en="New complaint", key=key)


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
look_at_list = call(ops.look_at_list)
take_list = call(ops.take_list)
set_grade = call(ops.set_grade)
hold = call(ops.hold)
release = call(ops.release)
extend = call(ops.extend)
extension_told = call(ops.extension_told)


def note(outbox: Outbox, complaint_id: uuid.UUID, form: NoteForm, *, key: str | None = None) -> ComplaintStory:
    """Add a line to the story, through the outbox."""
    return outbox.submit(
        ops.note.request(complaint_id, form), what_zh="投诉备注", what_en="Note on a complaint", key=key
    )


# ---------------------------------------------------------------------- how close a due day is


def days_left(due_on: date, now: datetime, zone: tzinfo) -> int:
    """Whole days from today to the last day, in the centre's zone: 0 on the last day itself, negative after it."""
    return (due_on - now.astimezone(zone).date()).days


def closeness(days: int) -> Closeness:
    """Return the bucket of a number of days left; the hub counts by the same ones."""
    if days < 0:
        return "over"
    if days == 0:
        return "today"
    return "soon" if days <= 3 else "week" if days <= 7 else "far"

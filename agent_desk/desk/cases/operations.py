"""What the seat can do with complaints: each function is one request to the hub. They block; run them by `background.run`.

Errors are those of `Api` (HubUnreachable, HubRefused, HubFault). A new complaint and a note go through the outbox and may raise
KeptForLater: then they lie on the seat's disk and are sent, once, when the hub is back.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any, Final, Literal

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.cases.records import (
    BucketWord,
    CaseClassWord,
    CaseStateWord,
    ClassForm,
    Complaint,
    ComplaintOpened,
    ComplaintPage,
    ComplaintStory,
    DueAsk,
    DueDate,
    DueSoon,
    EditComplaint,
    NewComplaint,
    NoteForm,
    PauseForm,
    ResumeForm,
    SimilarComplaint,
    SortWord,
    Terms,
    TransitionForm,
)

PATH: Final = "/cases/complaints"
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


def terms(api: Api) -> Terms:
    """The axes and lists of the form."""
    return api.get("/cases/terms", Terms)


def preview_due(api: Api, case_class: CaseClassWord) -> DueDate:
    """When a complaint received now would be due, explained."""
    return api.post("/cases/preview-due", DueAsk(case_class=case_class), DueDate)


def similar(api: Api, customer_id: uuid.UUID, business: str, cause: str) -> list[SimilarComplaint]:
    """Open complaints of the customer about the same thing."""
    params = {"customer_id": str(customer_id), "business": business, "cause": cause}
    return api.get("/cases/similar", list[SimilarComplaint], params=params)


def open_complaint(outbox: Outbox, form: NewComplaint, *, key: str | None = None) -> ComplaintOpened:
    """Hand in the complaint, through the outbox.

    Raises KeptForLater, HubRefused("invalid_form") with `fields`, HubFault, OutboxUnusable.
    """
    return outbox.submit("POST", PATH, form, ComplaintOpened, what_zh="投诉登记", what_en="New complaint", key=key)


# ---------------------------------------------------------------------- lists and stories


def complaints(
    api: Api,
    *,
    states: Sequence[CaseStateWord] = (),
    due_before: datetime | None = None,
    bucket: BucketWord | None = None,
    mine: bool = False,
    customer_id: uuid.UUID | None = None,
    q: str = "",
    sort: SortWord = "due",
    limit: int = 100,
    after: str | None = None,
) -> ComplaintPage:
    """Complaints the person may see, first due first (or newest first). `due_before` and `bucket` give open ones."""
    params: dict[str, Any] = {"state": list(states), "mine": str(mine).lower(), "sort": sort, "limit": str(limit)}
    if due_before is not None:
        params["due_before"] = due_before.isoformat()
    params |= {"bucket": bucket} if bucket else {}
    params |= {"customer_id": str(customer_id)} if customer_id else {}
    params |= {"q": q} if q else {}
    params |= {"after": after} if after else {}
    return api.get(PATH, ComplaintPage, params=params)


def story(api: Api, complaint_id: uuid.UUID) -> ComplaintStory:
    """One complaint with all that was done. The hub writes down that it was read."""
    return api.get(f"{PATH}/{complaint_id}", ComplaintStory)


def due_soon(api: Api, *, mine: bool = False) -> DueSoon:
    """Open complaints by the day they are due."""
    return api.get("/cases/due-soon", DueSoon, params={"mine": str(mine).lower()})


def handlers(api: Api) -> list[PersonRef]:
    """The people a complaint can be assigned to."""
    return api.get("/cases/handlers", list[PersonRef])


# ---------------------------------------------------------------------- deeds


def edit(api: Api, complaint_id: uuid.UUID, form: EditComplaint) -> Complaint:
    """Correct what was recorded. HubRefused("stale_version") carries the complaint as it is under `current`."""
    return api.put(f"{PATH}/{complaint_id}", form, Complaint)


def note(outbox: Outbox, complaint_id: uuid.UUID, form: NoteForm) -> ComplaintStory:
    """Add a line to the story, through the outbox."""
    path = f"{PATH}/{complaint_id}/events"
    return outbox.submit("POST", path, form, ComplaintStory, what_zh="投诉备注", what_en="Note on a complaint")


def transition(api: Api, complaint_id: uuid.UUID, form: TransitionForm) -> Complaint:
    """Bring it to another state."""
    return api.post(f"{PATH}/{complaint_id}/transition", form, Complaint)


def pause(api: Api, complaint_id: uuid.UUID, form: PauseForm) -> Complaint:
    """Outside appraisal or testing begins."""
    return api.post(f"{PATH}/{complaint_id}/pause", form, Complaint)


def resume(api: Api, complaint_id: uuid.UUID, form: ResumeForm) -> Complaint:
    """The appraisal is over."""
    return api.post(f"{PATH}/{complaint_id}/resume", form, Complaint)


def set_class(api: Api, complaint_id: uuid.UUID, form: ClassForm) -> Complaint:
    """Another class; the extension with its approval."""
    return api.post(f"{PATH}/{complaint_id}/class", form, Complaint)


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

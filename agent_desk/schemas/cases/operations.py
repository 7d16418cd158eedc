"""What can be asked about complaints: the form, lists, the story, and what handlers do."""

import uuid
from collections.abc import Sequence
from typing import Annotated, Final

from pydantic import Field

from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.cases.complaint_file import ComplaintFileAsk, ComplaintFileForm, ComplaintFileView
from agent_desk.schemas.cases.monthly import (
    DifferenceChoice,
    Differences,
    Edition,
    FreezeForm,
    MonthChoice,
    MonthlyPaper,
)
from agent_desk.schemas.cases.records import (
    BucketWord,
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
    ExtensionForm,
    ExtensionToldForm,
    GradeForm,
    HoldForm,
    NewComplaint,
    NoteForm,
    PauseForm,
    ResumeForm,
    SimilarComplaint,
    SortWord,
    Terms,
    Text,
    TransitionForm,
)
from agent_desk.schemas.cases.statistics import CaseCell, CaseChoice, CasesBehind, CaseSheet
from agent_desk.schemas.cases.text_told import Neighbour, SameMatterForm, TextAsk, TextTold
from agent_desk.schemas.cases.topics import News
from agent_desk.schemas.kit.bounded import Moment
from agent_desk.schemas.kit.operation import ALL, COMMON, HELD, OWN, InQuery, Operations, Scope
from agent_desk.schemas.kit.paging import After, Limit

VIEW, OPEN, HANDLE = "cases.view", "cases.open", "cases.handle"
EVERYTHING, FREEZE = "cases.all", "cases.freeze"
OWN_OR_ALL: Final = Scope("own", all_with="cases.all")
"""The own ones, and those of the customer at the seat; or all."""
area = Operations("cases")


@area.read("/cases/terms", VIEW, COMMON)
def terms() -> Terms:
    """Return the axes A, B, C and the lists of wishes, sources and urgencies."""


@area.write("/cases/preview-due", OPEN, COMMON, once=False)
def preview_due(form: DueAsk) -> DueDate:
    """Return when a complaint received now would be due, explained. Writes nothing."""


@area.read("/cases/similar", OPEN, HELD, summed="cases.list")
def similar(customer_id: uuid.UUID, business: Text, cause: Text) -> list[SimilarComplaint]:
    """Return open complaints of the customer about the same business and cause."""


@area.ask("/cases/text", VIEW, OWN_OR_ALL, summed="cases.list", summed_by=("customer_id",))
def text_told(ask: TextAsk, *, customer_id: uuid.UUID | None = None, call_id: uuid.UUID | None = None) -> TextTold:
    """Return what the text of a complaint tells while it is typed: complaints like it that the caller may see, and classes."""


@area.read("/cases/due-soon", VIEW, OWN_OR_ALL, summed="cases.list")
def due_soon(*, mine: bool = False) -> DueSoon:
    """Return open complaints by the day they are due."""


@area.read("/cases/statistics", VIEW, OWN_OR_ALL)
def statistics(choice: CaseChoice) -> CaseSheet:
    """Return how many complaints there were, by one axis or two, of those the caller may see."""


@area.read("/cases/statistics/cases", VIEW, OWN_OR_ALL, audits="cases.list")
def behind(cell: CaseCell) -> CasesBehind:
    """Return the complaints behind a cell of the statistics, newest first."""


@area.read("/cases/statistics/export/sheet", VIEW, OWN_OR_ALL, audits="cases.export")
def export_statistics(choice: CaseChoice) -> CaseSheet:
    """Return the statistics to be printed or made a PDF at the seat; it is written down."""


@area.read("/cases/statistics/export/workbook", VIEW, OWN_OR_ALL, audits="cases.export", file="figures")
def export_statistics_workbook(choice: CaseChoice) -> bytes:
    """Return the statistics as an XLSX file; it is written down."""


@area.read("/cases/news", VIEW, OWN_OR_ALL, summed="cases.list")
def news() -> News:
    """Return what is new in the free text of the complaints that the caller may see, with examples."""


@area.read("/cases/monthly", VIEW, OWN_OR_ALL)
def monthly(choice: MonthChoice) -> MonthlyPaper:
    """Return the monthly paper, of now or of an edition; who does not see all complaints has that of theirs, of now alone."""


@area.read("/cases/monthly/export/sheet", VIEW, OWN_OR_ALL, audits="cases.export")
def export_monthly(choice: MonthChoice) -> MonthlyPaper:
    """Return the monthly paper to be made a file at the seat; it is written down."""


@area.read("/cases/monthly/export/workbook", VIEW, OWN_OR_ALL, audits="cases.export", file="figures")
def export_monthly_workbook(choice: MonthChoice) -> bytes:
    """Return the monthly paper as an XLSX file; it is written down."""


@area.read("/cases/editions", EVERYTHING, ALL)
def editions() -> list[Edition]:
    """Return the frozen editions, the latest first."""


@area.read("/cases/editions/differences", EVERYTHING, ALL)
def differences(choice: DifferenceChoice) -> Differences:
    """Return what an edition changed against the one before, or what one frozen now would change against the last."""


@area.write("/cases/editions", FREEZE, ALL)
def freeze(form: FreezeForm) -> Edition:
    """Freeze a month as it is now; refused where nothing has changed since the last edition."""


@area.read("/cases/handlers", HANDLE, HELD)
def handlers(*, complaint_id: uuid.UUID | None = None) -> list[PersonRef]:
    """Return the people a complaint can be assigned to; of one complaint without those who have an interest in it."""


@area.write("/cases/complaints", OPEN, OWN)
def open_complaint(form: NewComplaint) -> ComplaintOpened:
    """Receive a complaint; the answer has its number and its explained due date."""


@area.read("/cases/complaints", VIEW, OWN_OR_ALL, summed="cases.list")
def complaints(
    *,
    states: Annotated[Sequence[CaseStateWord], Field(max_length=50), InQuery("state")] = (),
    due_before: Moment | None = None,
    bucket: BucketWord | None = None,
    mine: bool = False,
    customer_id: uuid.UUID | None = None,
    q: Annotated[Text, Field(max_length=64)] = "",
    sort: SortWord = "due",
    limit: Limit = None,
    after: After = None,
) -> ComplaintPage:
    """Return complaints, first due first (or newest first). `due_before` and `bucket` give open ones."""


@area.read("/cases/complaints/{complaint_id}", VIEW, OWN_OR_ALL, audits="cases.read")
def story(complaint_id: uuid.UUID) -> ComplaintStory:
    """Return one complaint with all that was done."""


@area.write("/cases/complaints/{complaint_id}", VIEW, OWN_OR_ALL, method="PUT")
def edit(complaint_id: uuid.UUID, form: EditComplaint) -> Complaint:
    """Correct what was recorded; 409 with the complaint as it is when somebody was quicker."""


@area.read("/cases/complaints/{complaint_id}/neighbours", VIEW, OWN_OR_ALL, summed="cases.list")
def neighbours(complaint_id: uuid.UUID) -> list[Neighbour]:
    """Return the complaints that look like the same matter, or were said to be, of those that the caller may see."""


@area.write("/cases/complaints/{complaint_id}/same-matter", VIEW, OWN_OR_ALL)
def link(complaint_id: uuid.UUID, form: SameMatterForm) -> None:
    """Say that another complaint is about the same matter."""


@area.write("/cases/complaints/{complaint_id}/same-matter/{other_id}", VIEW, OWN_OR_ALL, method="DELETE")
def unlink(complaint_id: uuid.UUID, other_id: uuid.UUID) -> None:
    """Say that another complaint is not about the same matter after all."""


@area.write("/cases/complaints/{complaint_id}/events", VIEW, OWN_OR_ALL)
def note(complaint_id: uuid.UUID, form: NoteForm) -> ComplaintStory:
    """Add a note, or new facts and reasons."""


@area.write("/cases/complaints/{complaint_id}/transition", VIEW, OWN_OR_ALL)
def transition(complaint_id: uuid.UUID, form: TransitionForm) -> Complaint:
    """Bring it to another state; which roles may is decided per move."""


@area.write("/cases/complaints/{complaint_id}/pause", HANDLE, OWN_OR_ALL)
def pause(complaint_id: uuid.UUID, form: PauseForm) -> Complaint:
    """Note that outside appraisal or testing begins."""


@area.write("/cases/complaints/{complaint_id}/resume", HANDLE, OWN_OR_ALL)
def resume(complaint_id: uuid.UUID, form: ResumeForm) -> Complaint:
    """Note that the appraisal is over."""


@area.write("/cases/complaints/{complaint_id}/class", HANDLE, OWN_OR_ALL)
def set_class(complaint_id: uuid.UUID, form: ClassForm) -> Complaint:
    """Give it another class of the legal limit."""


@area.write("/cases/complaints/{complaint_id}/extension", HANDLE, OWN_OR_ALL)
def extend(complaint_id: uuid.UUID, form: ExtensionForm) -> Complaint:
    """Ask for the extension of the legal limit; done when a second person with the right to it approves."""


@area.write("/cases/complaints/{complaint_id}/extension/told", HANDLE, OWN_OR_ALL)
def extension_told(complaint_id: uuid.UUID, form: ExtensionToldForm) -> Complaint:
    """Note that the complainant was told of the extension: from then on it counts."""


@area.write("/cases/complaints/{complaint_id}/grade", HANDLE, OWN_OR_ALL)
def set_grade(complaint_id: uuid.UUID, form: GradeForm) -> Complaint:
    """Overrule the grade that the rules give, with a reason; or let them count again."""


@area.write("/cases/complaints/{complaint_id}/hold", HANDLE, OWN_OR_ALL)
def hold(complaint_id: uuid.UUID, form: HoldForm) -> Complaint:
    """Have nothing of it removed any more, nor of its call."""


@area.write("/cases/complaints/{complaint_id}/release", HANDLE, OWN_OR_ALL)
def release(complaint_id: uuid.UUID, form: HoldForm) -> Complaint:
    """Ask for the hold to be lifted; done when a second person approves."""


@area.write("/cases/file/look", HANDLE, HELD, once=False)
def look_at_list(form: ComplaintFileAsk) -> ComplaintFileView:
    """Return what each line of a list that a source forwards is; nothing is registered."""


@area.write("/cases/file", HANDLE, HELD)
def take_list(form: ComplaintFileForm) -> ComplaintFileView:
    """Register the complaints of the chosen lines, all of them or none."""

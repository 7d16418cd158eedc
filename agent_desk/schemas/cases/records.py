"""Complaints as they cross the wire: the form, the case with its explained due date, its story, and the lists to choose from.

Changes of the area "cases" are told as entity "complaint" (entity_id: the complaint; hint: `number`, `state`). Numbers of
persons, cards and telephones in free text are masked on their way out, always.
"""

import uuid
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.cases.kinds.definition import Code, FieldSpec, Tone
from agent_desk.schemas.customers.records import CustomerBrief
from agent_desk.schemas.kit import bounded
from agent_desk.schemas.kit.bounded import Count, Day, Line, Moment
from agent_desk.schemas.kit.free_text import FreeText, OwnText
from agent_desk.schemas.kit.paging import Page
from agent_desk.schemas.kit.record import WireRecord

CaseClassWord = Literal["simple", "complex", "extended"]
CaseStateWord = Literal[
    "received",
    "assigned",
    "in_progress",
    "awaiting_customer",
    "decided",
    "told",
    "closed",
    "withdrawn",
    "merged",
]
AxisWord = Literal["channel", "business", "cause", "wish", "source", "urgency"]
CaseEventKind = Literal[
    "opened",
    "edited",
    "note",
    "new_facts",
    "transition",
    "paused",
    "resumed",
    "class",
    "extension_told",
    "merged_in",
    "linked",
    "unlinked",
    "begun",
    "ended",
    "grade",
    "held",
    "released",
    "asked",
    "task",
    "urged",
    "supervised",
    "unsupervised",
]
ActionWord = Literal["edit", "note", "pause", "resume", "class", "extend", "extension_told", "grade", "hold", "release"]
RecusalWord = Literal["complained_of", "leads", "branch", "took_call", "decided"]
LinkedTone = Literal["muted", "accent_ink", "good", "warning", "bad"]
PartyWord = Literal["self", "proxy", "group", "anonymous"]
"""Who complains: the person themself, somebody with authorisation, a group with representatives, nobody who gives a name."""
GradeWord = Literal["ordinary", "important", "grave"]
SatisfactionWord = Literal["content", "fair", "discontent"]
"""How content a complainant says they are with how it was handled."""
BucketWord = Literal["overdue", "today", "in_3_days", "in_7_days", "later"]
SortWord = Literal["due", "received"]

Text = Annotated[bounded.Text, Field(max_length=40_000)]
"""What people write. The narrower limits are the service's, which names every fault of a form at once."""
Value = Annotated[bounded.Text, Field(max_length=4000)]
"""What a field of the bank's own holds, as fields of registers keep it."""

Money = Annotated[Line, Field(pattern=r"^([0-9]{1,12}(\.[0-9]{1,2})?)?$")]
"""An amount in yuan, as 1200.50; "" for none."""
Name = Annotated[Line, Field(max_length=120)]
NARRATIVE_LIMIT = 4000
WORDS_LIMIT = 2000


# ---------------------------------------------------------------------- lists to choose from


class Term(WireRecord):
    """One entry of a classification or list. `key` is what is stored; `code` is the standard's, where the bank filled it in.

    Only a term without `children` may be chosen.
    """

    key: str
    code: str = ""
    name_zh: OwnText
    name_en: OwnText
    children: list["Term"] = []


class AboutBranch(WireRecord):
    """A branch of the bank that a complaint can be about."""

    code: str
    name_zh: OwnText
    name_en: OwnText


class Terms(WireRecord):
    """Everything the form offers: the axes A, B and C of JR/T 0169-2018, the centre's own lists, and whom of the bank a complaint can
    be about. `limit_days`: days of each class by the edition of the law in force today."""

    edition: str
    channels: list[Term]
    businesses: list[Term]
    causes: list[Term]
    wishes: list[Term]
    sources: list[Term]
    urgencies: list[Term]
    people: list[PersonRef] = []
    branches: list[AboutBranch] = []
    limit_days: dict[CaseClassWord, int] = {}


class TermRef(WireRecord):
    """A chosen term with its names; `name_zh` of a deep one carries what stands above it ("电子渠道 / 电话")."""

    key: str
    code: str = ""
    name_zh: OwnText
    name_en: OwnText


# ---------------------------------------------------------------------- the legal clock, explained


class DueStep(WireRecord):
    """One line of the explanation in both languages, with the law it rests on.

    `code` is the rule's own word for the step; `article` is "20" of `law`; both empty where no law is quoted. `counts` is
    False for a fact that did not move the date (a pause of which the complainant was not told).
    """

    code: str
    zh: FreeText
    en: FreeText
    law_zh: str = ""
    law_en: str = ""
    article: OwnText = ""
    rule_zh: str = ""
    rule_en: str = ""
    counts: bool = True


class DueDate(WireRecord):
    """A due time that explains itself. `due_on` is the last calendar day in the centre's zone; `due_at` its end, the first
    instant too late."""

    due_at: datetime
    due_on: date
    clock_from_at: datetime
    limit_days: int
    paused_days: int = 0
    steps: list[DueStep]


class DueAsk(WireRecord):
    """Ask when a complaint of this class would be due; received now unless `received_at`, or an earlier day of the centre, is said."""

    case_class: CaseClassWord = "simple"
    received_at: Moment | None = None
    received_on: Day | None = None


class SimilarComplaint(WireRecord):
    """An open complaint of the same customer about the same business and cause: a warning, never a refusal."""

    id: uuid.UUID
    number: str
    state: CaseStateWord
    received_at: datetime
    due_at: datetime
    due_on: date


# ---------------------------------------------------------------------- opening


class NewComplaint(WireRecord):
    """The complaint form. Every fault is answered by field, all at once: InvalidForm with `fields` {field: code}, where a code
    is missing, too_long, unknown, not_a_leaf, not_found, not_yours, needs_approval, in_future or before_source.

    `received_on`: the day of receipt in the centre's zone, where it is not today; `source_on`: the day that the source's own proof gives;
    `source_number`: under which the source knows it. `about_person_id`, `about_branch_code`, `about_department`: whom of the bank it
    is about.

    `complainant`: who complains, where it is not the customer; one of the two is needed. `taken_at`: when the seat took it
    down, by the hub's clock; it counts only when that was on an earlier day than the hub's now, because a form that waited
    on the seat for the hub was received on the day the customer spoke.

    `same_as`: number of a complaint about the same matter, of those that the caller may see.

    `party`: who complains; `people`: how many they are; `proxy_*`: of a proxy, their name, how far the authorisation reaches, its day and
    its proof; `representatives`: of a group, no more than the law has. `amount`: in dispute; `happened_on`: the day of the event.
    """

    call_id: uuid.UUID | None = None
    customer_id: uuid.UUID | None = None
    complainant: Text = ""
    source: Text = ""
    channel: Text = ""
    business: Text = ""
    cause: Text = ""
    wish: Text = ""
    urgency: Text = "normal"
    narrative: Text = ""
    case_class: CaseClassWord = "simple"
    received_on: Day | None = None
    source_on: Day | None = None
    source_number: Line = Field(default="", max_length=60)
    about_person_id: uuid.UUID | None = None
    about_branch_code: Line | None = Field(default=None, max_length=40)
    about_department: Line = Field(default="", max_length=80)
    party: PartyWord = "self"
    people: int = Field(default=1, ge=1, le=1_000_000)
    proxy_name: Name = ""
    proxy_reach: Line = Field(default="", max_length=200)
    proxy_on: Day | None = None
    proxy_proof: Line = Field(default="", max_length=200)
    representatives: list[Name] = Field(default=[], max_length=50)
    amount: Money = ""
    happened_on: Day | None = None
    same_as: Line = Field(default="", max_length=20)
    taken_at: Moment | None = None


class CaseRound(WireRecord):
    """One round of a complaint that was taken up again. `reason`: why; empty for the first. `due_at`: its limit, at its end."""

    round: int
    started_at: datetime
    reason: FreeText = ""
    due_at: datetime | None = None
    decided_at: datetime | None = None
    told_at: datetime | None = None
    closed_at: datetime | None = None
    resolution: FreeText = ""


class ComplaintRow(WireRecord):
    """A complaint in a list. `open`: the legal clock still runs. `due_on` is the last day in the centre's zone.

    `told_at`: when the complainant was told first, whatever came later; `round`, `reopened_at` and `told_again_at` of one that was
    taken up again.
    """

    id: uuid.UUID
    number: str
    state: CaseStateWord
    open: bool
    case_class: CaseClassWord
    channel: TermRef
    business: TermRef
    cause: TermRef
    wish: TermRef
    source: TermRef
    urgency: TermRef
    customer: CustomerBrief | None = None
    complainant: FreeText = ""
    party: PartyWord = "self"
    people: int = 1
    grade: GradeWord = "ordinary"
    received_at: datetime
    due_at: datetime
    due_on: date
    told_at: datetime | None = None
    closed_at: datetime | None = None
    round: int = 1
    reopened_at: datetime | None = None
    told_again_at: datetime | None = None
    opened_by: PersonRef
    assigned_to: PersonRef | None = None
    paused: bool = False
    version: int


class LinkedCase(WireRecord):
    """A case that belongs to a complaint (review, mediation, rectification), in a line: what it is and how it stands."""

    id: uuid.UUID
    number: str
    kind: str
    name_zh: OwnText
    name_en: OwnText
    state_zh: OwnText
    state_en: OwnText
    tone: LinkedTone
    opened_at: datetime
    due_at: datetime | None
    closed_at: datetime | None


class LinkedComplaint(WireRecord):
    """The complaint that a case belongs to."""

    id: uuid.UUID
    number: str
    state: CaseStateWord


class Beginning(WireRecord):
    """A kind of case that may be begun from a complaint now."""

    kind: str
    name_zh: OwnText
    name_en: OwnText


class GradeLine(WireRecord):
    """Why a complaint has its grade, a reason a line."""

    zh: FreeText
    en: FreeText


class InternalClock(WireRecord):
    """The centre's own limit in business hours, beside the legal one. `due_at` None: it stands still now; `steps` explain it."""

    due_at: datetime | None
    minutes: int
    steps: list[DueStep]


class LegalHold(WireRecord):
    """That nothing of a complaint is removed: since when, by whom, why."""

    at: datetime
    by: PersonRef
    reason: FreeText


class OwnStep(WireRecord):
    """A state of the bank's own, within one of the law's."""

    code: Code
    name_zh: OwnText
    name_en: OwnText
    tone: Tone


class OwnValue(WireRecord):
    """What a field of the bank's own holds, and what it is called."""

    zh: OwnText
    en: OwnText
    value: FreeText


class ComplaintWay(WireRecord):
    """A step that the asker may do. `enters`: the state of the law that it enters; None where it stays within one; `fields`: the bank's own
    that have to be filled in; `reason`: whether it takes words."""

    to: Code
    name_zh: OwnText
    name_en: OwnText
    enters: CaseStateWord | None
    fields: list[FieldSpec]
    reason: bool
    tone: Tone


class PendingComplaintStep(WireRecord):
    """A step that waits for a second person, who confirms it among the approvals."""

    name_zh: OwnText
    name_en: OwnText
    asked_by: PersonRef


class ToldLetter(WireRecord):
    """A letter of a complaint, by its number."""

    id: uuid.UUID
    number: str
    title: FreeText


class Complaint(ComplaintRow):
    """The whole complaint. `moves`: the states the asker may bring it to; `may`: what else they may do."""

    source_number: OwnText = ""
    source_on: date | None = None
    about_person: PersonRef | None = None
    about_branch: AboutBranch | None = None
    about_department: OwnText = ""
    proxy_name: FreeText = ""
    proxy_reach: FreeText = ""
    proxy_on: date | None = None
    proxy_proof: FreeText = ""
    representatives: list[FreeText] = []
    amount: OwnText = ""
    happened_on: date | None = None
    grade_why: list[GradeLine] = []
    grade_set: bool = False
    """Whether somebody has overruled the rules."""
    internal: InternalClock | None = None
    hold: LegalHold | None = None
    recused: RecusalWord | None = None
    """Why the asker may not handle it."""
    call_id: uuid.UUID | None = None
    caller: str = ""
    """The number the complaint came from, masked."""
    narrative: FreeText
    resolution: FreeText = ""
    satisfaction: SatisfactionWord | None = None
    letters: list[ToldLetter] = []
    """By which the complainant may have been told, the newest first, while they have to be told something."""
    decided_at: datetime | None = None
    merged_into: str = ""
    """Number of the complaint this one was merged into."""
    rounds: list[CaseRound] = []
    """Every round of a complaint that was taken up again, the first first."""
    due: DueDate
    linked: list[LinkedCase] = []
    """Reviews, mediations and rectifications, the first first."""
    begins: list[Beginning] = []
    """What the asker may begin from it."""
    step: OwnStep | None = None
    """Where it is, where that is a state of the bank's own."""
    own: list[OwnValue] = []
    """What the bank's own fields hold, in words."""
    fields: dict[Code, FreeText] = {}
    """The same, by code."""
    moves: list[Code] = []
    ways: list[ComplaintWay] = []
    """What leads to each of `moves`, in their order."""
    waits: PendingComplaintStep | None = None
    """The step that waits for a second person."""
    held_up: bool = False
    """Whether tasks have to be done before it is decided."""
    urged: int = 0
    supervised_by: PersonRef | None = None
    may_give: bool = False
    """Whether the asker may give tasks of it."""
    may_urge: bool = False
    may_supervise: bool = False
    may: list[ActionWord] = []


class ComplaintOpened(Complaint):
    """The answer to the form, with open complaints about the same thing."""

    similar: list[SimilarComplaint] = []


class ComplaintPage(Page[ComplaintRow]):
    """A page of complaints."""


# ---------------------------------------------------------------------- the story


class CaseEvent(WireRecord):
    """One line of a complaint's story. `zh` and `en` say what was done; `words` is what the person wrote."""

    id: uuid.UUID
    at: datetime
    kind: CaseEventKind
    person: PersonRef | None = None
    zh: FreeText
    en: FreeText
    words: FreeText = ""


class ComplaintStory(WireRecord):
    """A complaint with its story, newest first."""

    complaint: Complaint
    events: list[CaseEvent]


# ---------------------------------------------------------------------- actions


class EditComplaint(WireRecord):
    """Correct what was recorded. Fields that are not sent stay. What the complainant said is a record and is never rewritten:
    more of it is added as a note. `version` is the one that was read."""

    complainant: Text | None = None
    source: Text | None = None
    channel: Text | None = None
    business: Text | None = None
    cause: Text | None = None
    wish: Text | None = None
    urgency: Text | None = None
    source_number: Line | None = Field(default=None, max_length=60)
    about_person_id: uuid.UUID | None = None
    about_branch_code: Line | None = Field(default=None, max_length=40)
    about_department: Line | None = Field(default=None, max_length=80)
    party: PartyWord | None = None
    people: int | None = Field(default=None, ge=1, le=1_000_000)
    proxy_name: Name | None = None
    proxy_reach: Line | None = Field(default=None, max_length=200)
    proxy_on: Day | None = None
    proxy_proof: Line | None = Field(default=None, max_length=200)
    representatives: list[Name] | None = Field(default=None, max_length=50)
    amount: Money | None = None
    happened_on: Day | None = None
    version: Count


class GradeForm(WireRecord):
    """Another grade than the rule gives, with a reason; `grade` None: as the rule gives it."""

    grade: GradeWord | None
    reason: Text = Field(min_length=1, max_length=500)


class HoldForm(WireRecord):
    """That nothing of a complaint is removed any more, or that it may be again; with the reason."""

    reason: Text = Field(min_length=1, max_length=500)


class NoteForm(WireRecord):
    """A line for the story. kind "new_facts": the complainant gave new facts and reasons, received at `received_at` (now, if
    not said); the legal limit starts anew."""

    kind: Literal["note", "new_facts"] = "note"
    words: Text = ""
    received_at: Moment | None = None


class TransitionForm(WireRecord):
    """Bring the complaint to a state of its definition. `words`: required for decided (the decision), withdrawn, merged, and for taking
    it up again; `fields`: the bank's own that are filled in by the way.

    `assigned_to` goes with assigned, `merged_into` (a complaint's number) with merged; `letter_id` (by which letter) and `satisfaction`
    with told.
    """

    to: Code
    words: Text = ""
    fields: Annotated[dict[Code, Value], Field(max_length=40)] = {}
    assigned_to: uuid.UUID | None = None
    merged_into: Text = ""
    letter_id: uuid.UUID | None = None
    satisfaction: SatisfactionWord | None = None


class PauseForm(WireRecord):
    """Outside appraisal or testing begins. It counts only when the complainant is told; `told_at` may follow at the end."""

    reason: Text = ""
    told_at: Moment | None = None


class ResumeForm(WireRecord):
    """The appraisal is over. `told_at`: when the complainant was told, where the pause does not say it yet."""

    told_at: Moment | None = None


class ClassForm(WireRecord):
    """Another class of the legal limit; "extended" comes of an extension that a second person has approved."""

    case_class: CaseClassWord


class ExtensionForm(WireRecord):
    """Ask for the extension of the legal limit. `reason`: what is especially complex, for whoever approves it."""

    reason: Text = Field(min_length=1, max_length=WORDS_LIMIT)


class ExtensionToldForm(WireRecord):
    """The complainant was told of the approved extension: `words`: how and by whom; `told_at`: now, if not said; `letter_id`: by which
    letter."""

    words: Text = Field(min_length=1, max_length=WORDS_LIMIT)
    told_at: Moment | None = None
    letter_id: uuid.UUID | None = None


# ---------------------------------------------------------------------- counts


class DueSoon(WireRecord):
    """Open complaints by the day they are due, each counted once: past due, due today, within the 3 days after today, within
    the days 4 to 7, later. `as_of` is the hub's time."""

    as_of: datetime
    overdue: int = 0
    today: int = 0
    in_3_days: int = 0
    in_7_days: int = 0
    later: int = 0
    paused: int = 0
    """How many of them stand still now (they are counted above as well)."""

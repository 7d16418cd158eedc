"""Cases of a kind, registers and versions of kinds on the wire."""

import uuid
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.cases.kinds.checking import Finding
from agent_desk.schemas.cases.kinds.definition import Code, Kind
from agent_desk.schemas.cases.records import LinkedComplaint, RecusalWord
from agent_desk.schemas.kit.bounded import Count, Day, Text
from agent_desk.schemas.kit.file_text import PIECE
from agent_desk.schemas.kit.free_text import FreeText, OwnText
from agent_desk.schemas.kit.paging import Page
from agent_desk.schemas.kit.record import WireRecord

VersionState = Literal["draft", "published", "retired"]
EventWord = Literal[
    "opened",
    "edited",
    "moved",
    "taken",
    "handed_back",
    "delegated",
    "urged",
    "supervised",
    "unsupervised",
    "task",
    "task_done",
    "asked",
    "warned",
    "migrated",
]
Value = Annotated[Text, Field(max_length=4000)]
Values = Annotated[dict[Code, Value], Field(max_length=40)]
"""What was typed or chosen, by field, as `values.py` keeps it; of an edit the changed ones alone. "" takes a value away."""


class Register(WireRecord):
    """A register that the caller may see, in the definition that is in force."""

    kind: Kind
    number: int
    may_open: bool
    open: int
    """Cases within reach that are not over."""
    late: int


class Chosen(WireRecord):
    """A chosen word, person, branch or customer: its key, and how it is called."""

    key: str
    zh: FreeText
    en: FreeText


class BranchChoice(WireRecord):
    """A branch that a case may name."""

    key: OwnText
    zh: OwnText
    en: OwnText


class CallChoice(WireRecord):
    """A call that a case may name: when, and in which queue; nothing of who called."""

    key: uuid.UUID
    zh: OwnText
    en: OwnText


class CaseChoices(WireRecord):
    """What fields of a case may be chosen from, beside their own words."""

    people: list[PersonRef]
    branches: list[BranchChoice]
    calls: list[CallChoice]
    """The caller's last calls, the newest first."""


class KindCaseRow(WireRecord):
    """A case as a list shows it. `fields`: what was typed; `chosen`: what was chosen."""

    id: uuid.UUID
    number: str
    kind: Code
    kind_number: int
    state: Code
    title: FreeText
    fields: dict[Code, FreeText]
    chosen: dict[Code, Chosen]
    owner: PersonRef | None
    opened_by: PersonRef
    opened_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    urged: int
    """How many times it was urged in its present state."""
    version: int


class FileChoice(WireRecord):
    """A file of a case that a field may name."""

    key: uuid.UUID
    name: FreeText


class KindEvent(WireRecord):
    """A line of a case's story."""

    at: datetime
    person: PersonRef | None
    kind: EventWord
    zh: FreeText
    en: FreeText
    words: FreeText


class DueLine(WireRecord):
    """How a due time came about: a clock, from when, how long it stood still, until when."""

    zh: OwnText
    en: OwnText
    due_at: datetime | None


class PendingStep(WireRecord):
    """A transition that waits for a second person: by whom it was asked for, and whether the caller may confirm or refuse it."""

    approval_id: uuid.UUID
    digest: str
    transition: Code
    asked_by: PersonRef
    may_decide: bool


class KindCase(KindCaseRow):
    """A case with the definition under which it began, its story, and what the caller may do."""

    definition: Kind
    complaint: LinkedComplaint | None
    """The complaint that it was begun from."""
    recused: RecusalWord | None
    """Why the caller has nothing to do with it, where it belongs to a complaint."""
    moves: list[Code]
    """Transitions that the caller may do now."""
    may_edit: bool
    may_take: bool
    may_hand_back: bool
    may_urge: bool
    waits: PendingStep | None
    """The transition that waits for a second person."""
    may_delegate: bool
    may_give: bool
    """Whether the caller may give tasks of it."""
    may_supervise: bool
    supervised_by: PersonRef | None
    held_up: bool
    """Whether tasks have to be done before it goes on."""
    due: list[DueLine]
    story: list[KindEvent]
    files: list[FileChoice]
    """Files of the case that are there, for the fields that name one."""


class KindCasePage(Page[KindCaseRow]):
    """Some cases of a register."""


class NewCase(WireRecord):
    """A case to be opened in a register, named by the code of its kind; or begun from a complaint.

    `call_id`, `customer_id`: of the call in which it is taken down; fields for a call, a customer and a telephone that are left empty
    are filled from them.
    """

    kind: Code
    fields: Values
    call_id: uuid.UUID | None = None
    customer_id: uuid.UUID | None = None
    complaint_id: uuid.UUID | None = None


class CaseEdit(WireRecord):
    """Changed fields, made from `version`."""

    fields: Values
    version: Count


class CaseMove(WireRecord):
    """A transition of a case, with fields that are filled in by the way; made from `version`.

    `owner`: who has it then, where whoever moves it chooses.
    """

    transition: Code
    fields: Values = {}
    words: Annotated[Text, Field(max_length=1000)] = ""
    owner: uuid.UUID | None = None
    version: Count


class CaseWords(WireRecord):
    """What is said with a case that is handed back; made from `version`."""

    words: Annotated[Text, Field(max_length=1000)] = ""
    version: Count


class CaseDelegated(WireRecord):
    """Who has a case from now on; made from `version`."""

    owner: uuid.UUID
    words: Annotated[Text, Field(max_length=1000)] = ""
    version: Count


class KindVersion(WireRecord):
    """A version of a kind: its definition, what the checker finds, and how many cases run on it."""

    id: uuid.UUID
    code: Code
    number: int
    state: VersionState
    in_force: bool
    from_day: date | None
    kind: Kind
    findings: list[Finding]
    open: int
    waiting: dict[str, int]
    """Cases that are not over, by state."""
    made_by: PersonRef | None
    made_at: datetime
    version: int


class KindText(WireRecord):
    """A definition as a file (TOML)."""

    code: Code
    number: int
    file_name: OwnText
    toml: OwnText


class KindFile(WireRecord):
    """A file that is brought in."""

    toml: Annotated[Text, Field(max_length=PIECE)]


class FileFaultLine(WireRecord):
    """What cannot be read in a file."""

    where: OwnText
    zh: OwnText
    en: OwnText


class Difference(WireRecord):
    """What is another one than in the version before: a part of the definition, before and after."""

    what: OwnText
    before: OwnText
    after: OwnText


class KindLook(WireRecord):
    """What a file would bring: the kind, what cannot be read, what the checker finds, and what differs from the newest version."""

    code: OwnText
    name_zh: OwnText
    name_en: OwnText
    new: bool
    faults: list[FileFaultLine]
    findings: list[Finding]
    differences: list[Difference]


class PublishForm(WireRecord):
    """From which day a draft counts; made from `version`."""

    from_day: Day
    version: Count


class VersionOf(WireRecord):
    """A version of a record that something is done with."""

    version: Count


class DraftForm(WireRecord):
    """A definition as it was drawn, to be kept as the draft of its kind. `version`: of the draft from which it was made; None where there
    was none. `begins`: it is a new kind, whose code nothing may have yet."""

    kind: Kind
    version: Count | None = None
    begins: bool = False


class RoleChoice(WireRecord):
    """A role that a definition may name."""

    code: OwnText
    zh: OwnText
    en: OwnText


class DesignChoices(WireRecord):
    """What a definition may name, and what made-up cases choose from."""

    roles: list[RoleChoice]
    people: list[PersonRef]
    branches: list[BranchChoice]

"""Customers as they cross the wire: always masked, unless one field was asked for with a reason.

A masked field is a `Masked`: what may be shown, and the word to name it by when it is asked for in clear.
"""

import uuid
from datetime import date, datetime
from typing import ClassVar, Literal

from pydantic import Field

from agent_desk.schemas.kit.bounded import Count, Day, Line, Text
from agent_desk.schemas.kit.free_text import FreeText, OwnText
from agent_desk.schemas.kit.paging import Page
from agent_desk.schemas.kit.record import WireRecord

ContactKind = Literal["call", "complaint", "case", "message", "note"]
ContactPointKind = Literal["mobile", "landline", "mail"]
KeyKind = Literal["number", "phone", "name", "pinyin", "initials", "identity_tail", "card_tail"]
MaskField = Literal["telephone", "card", "account", "identity", "name", "address", "mail"]
MaskKind = Literal["digits", "name", "mail", "clear", "hidden"]


class Masked(WireRecord):
    """A value as it may be shown. `field` names it in a reveal ("phone:<id>"); empty where nothing is hidden."""

    PERSONAL: ClassVar[bool] = True

    text: str
    field: str = ""


class Word(WireRecord):
    """A word of the bank's own lists, in both languages."""

    code: str
    name_zh: OwnText
    name_en: OwnText


class TimelineItem(WireRecord):
    """One contact with the customer. `due_at` only for open matters that have a limit.

    `title_en` and `words_en`: the same in English, where it is a word of the bank's own lists; empty where what somebody
    typed, or a number, is the same in both languages.
    """

    id: uuid.UUID
    kind: ContactKind
    entity_id: uuid.UUID
    at: datetime
    title: FreeText
    title_en: FreeText = ""
    words: FreeText = ""
    words_en: FreeText = ""
    state: str = ""
    open: bool = False
    due_at: datetime | None = None
    person: OwnText = ""
    """Who of the bank's people dealt with it; empty for nobody in particular."""
    person_en: OwnText = ""


class TimelinePage(Page[TimelineItem]):
    """A page of the time line, newest first. Open matters stand apart, all on the first page, the first due first."""

    open_matters: list[TimelineItem] = Field(default=[])


class CustomerBrief(WireRecord):
    """The line by which a customer is told from others: masked name, number, branch, level, care flags."""

    PERSONAL: ClassVar[bool] = True

    customer_id: uuid.UUID
    number: str
    name: Masked
    branch: Word | None = None
    level: Word
    care_flags: list[Word] = []


class CustomerInList(CustomerBrief):
    """A customer in a list to choose from, with what tells those of one masked name from each other, as far as masks allow."""

    gender: str = ""
    age: int | None = None
    """Full years today in the centre's zone."""
    telephone: OwnText = ""
    """The first telephone, masked; empty where the list is about one telephone anyway."""
    identity: str = ""
    """The identity number, masked."""


class Match(WireRecord):
    """Why a customer is a candidate for a caller. `verified`: the bank has checked that the number is theirs.

    Anything else is a guess, and `source` says where it comes from (core_bank, call, web_form, branch, ...).
    """

    verified: bool
    kind: ContactPointKind
    source: str
    value: Masked
    same_extension: bool = False
    shared_by: int = 1
    """How many customers this number is noted for."""


class Candidate(CustomerInList):
    """A customer who may be calling. Never attached by itself: the agent chooses."""

    match: Match
    open_matters: list[TimelineItem] = Field(default=[])
    """Open complaints and other open matters, the first due first."""
    last_contacts: list[TimelineItem] = []
    """The last contacts that are not open, newest first."""


class ContactPointView(WireRecord):
    """A telephone number or address of a customer."""

    id: uuid.UUID
    kind: ContactPointKind
    value: Masked
    extension: str | None = None
    verified: bool
    source: str


class HoldingView(WireRecord):
    """A card, account, loan or other product; the number is masked."""

    id: uuid.UUID
    product_code: str
    kind: str
    name_zh: OwnText
    name_en: OwnText
    number: Masked
    status: str
    opened_on: date | None = None


class CustomerCard(CustomerBrief):
    """All that an agent sees of one customer. `verified`: the call that was named is verified for this customer."""

    gender: str = ""
    age: int | None = None
    """Full years today in the centre's zone; the date of birth itself stays in the hub."""
    identity_number: Masked | None = None
    address: Masked | None = None
    contact_points: list[ContactPointView] = []
    holdings: list[HoldingView] = []
    note: FreeText = ""
    open_count: int = 0
    verified: bool = False
    version: int


class Matched(WireRecord):
    """What a lookup found: the masked text, and which part of it to highlight (`start`, `length` in characters)."""

    kind: KeyKind
    text: str
    start: int = 0
    length: int = 0
    quality: Literal["exact", "prefix", "inside"]


class LookupHit(CustomerInList):
    """A customer found by a fragment."""

    matched: list[Matched]
    open_count: int = 0


class LookupAnswer(WireRecord):
    """The answer to a lookup, best first. `hint` is "too_short" when less than two characters were typed."""

    items: list[LookupHit] = []
    hint: Literal["", "too_short"] = ""
    more: bool = False
    """Whether there are more than were asked for."""


class Reveal(WireRecord):
    """Ask for one field in clear: `phone:<id>`, `holding:<id>`, `identity_number`, `name` or `address`.

    The reason is one of the bank's list, in own words as well where they help; it is written down, the value never.
    """

    field: Line = Field(min_length=1, max_length=64)
    call_id: uuid.UUID | None = None
    reason_code: Line = Field(default="", max_length=40)
    reason_text: Text = Field(default="", max_length=400)


class Revealed(WireRecord):
    """One field in clear, to be shown for `show_ms` and then forgotten."""

    PERSONAL: ClassVar[bool] = True

    field: str
    value: str
    show_ms: int = 30_000


class NoteForm(WireRecord):
    """The standing note about a customer, written anew. `version` is the one that was read."""

    note: Text = Field(max_length=4000)
    version: Count


class CareFlagsForm(WireRecord):
    """The care flags of a customer, all of them. `version` is the one that was read."""

    care_flags: list[Line] = Field(max_length=40)
    version: Count


class ContactPointForm(WireRecord):
    """A number or address to add, as people type it; the hub brings it into its one form."""

    kind: ContactPointKind | None = None
    """None: the hub tells a mobile from a landline by the number itself."""
    value: Line = Field(min_length=1, max_length=200)
    verified: bool = False
    source: Line = Field(default="call", max_length=40)
    call_id: uuid.UUID | None = None


class VerificationQuestion(WireRecord):
    """A question of the identity check."""

    code: str
    question_zh: str
    question_en: str
    mandatory: bool = False
    levels: list[str] = []
    """Asked of customers of these levels; of everybody where none is named."""
    queues: list[str] = []
    """Asked in these queues; everywhere where none is named."""
    active: bool = True

    def is_asked(self, level: str, queue: str) -> bool:
        """Return whether it is asked of a customer of this level who called this queue."""
        return (not self.levels or level in self.levels) and (not self.queues or queue in self.queues)


class VerificationPolicy(WireRecord):
    """A call is verified with every mandatory question and at least `required` in all answered right, and at most
    `max_wrong` wrong."""

    required: int
    max_wrong: int
    questions: list[VerificationQuestion]

    def asked_of(self, level: str, queue: str) -> "VerificationPolicy":
        """Return the check of a customer of this level who called this queue."""
        asked = [one for one in self.questions if one.active and one.is_asked(level, queue)]
        return self.model_copy(update={"questions": asked})


class VerificationForm(WireRecord):
    """What the agent ticked: POST /api/calls/{call}/verification. The hub decides whether it is enough."""

    customer_id: uuid.UUID
    items: list[Line] = Field(max_length=40)
    """Codes of the questions answered right."""
    wrong: list[Line] = Field(default=[], max_length=40)
    """Codes of the questions answered wrong."""


class CustomerWords(WireRecord):
    """The bank's own lists that the customer's panels need; read once per seat and again when they change."""

    levels: list[Word]
    care_flags: list[Word]
    reveal_reasons: list[Word]
    verification: VerificationPolicy
    branches: list[Word] = []
    """Where a new customer may belong; retired ones are not among them."""


class NewCustomer(WireRecord):
    """A customer to be entered. `apart_from`: customers who were shown as alike, and are somebody else."""

    name: Line = Field(min_length=1, max_length=80)
    telephone: Line = Field(default="", max_length=64)
    """As people type it; noted as unverified."""
    gender: Literal["", "male", "female"] = ""
    born_on: Day | None = None
    branch_code: Line | None = Field(default=None, max_length=40)
    apart_from: list[uuid.UUID] = Field(default=[], max_length=200)
    call_id: uuid.UUID | None = None


class MaskRuleForm(WireRecord):
    """How one field leaves the hub, before (`verified` false) or after the call is verified.

    `head` and `tail` are the characters that stay; they count only for the kinds "digits" and "mail".
    """

    field: MaskField
    verified: bool
    kind: MaskKind
    head: int = Field(ge=0, le=64)
    tail: int = Field(ge=0, le=64)
    version: Count


class MaskRuleView(MaskRuleForm):
    """A rule with an example of what it does to a made-up value."""

    id: uuid.UUID
    example: str
    changed_at: datetime


class MaskPolicy(WireRecord):
    """The whole policy table."""

    rules: list[MaskRuleView]


class MaskPolicyForm(WireRecord):
    """Rules to change; the others stay."""

    rules: list[MaskRuleForm] = Field(min_length=1, max_length=40)

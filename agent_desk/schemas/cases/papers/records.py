"""Files of cases on the wire."""

import uuid
from datetime import date, datetime
from typing import Annotated, Final, Literal

from pydantic import Base64Bytes, Field

from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.cases.kinds.definition import Code
from agent_desk.schemas.kit.bounded import Count, Day, Line, Text
from agent_desk.schemas.kit.free_text import FreeText, OwnText
from agent_desk.schemas.kit.record import WireRecord

MOST_BYTES: Final = 20 * 1024 * 1024
"""No file of a case is larger; what the bank sets is at most this."""
LONGEST_BODY: Final = MOST_BYTES * 4 // 3 + 64 * 1024
"""Bytes of a request with such a file."""
OwnerWord = Literal["complaint", "kind_case"]
"""What a file belongs to: a complaint, or a case of a register."""


class NewCaseFile(WireRecord):
    """A file for a case: how it is called where it comes from, what it shows, and its bytes."""

    owner: OwnerWord
    owner_id: uuid.UUID
    name: Annotated[Line, Field(min_length=1, max_length=255)]
    note: Annotated[Text, Field(max_length=200)] = ""
    content: Annotated[Base64Bytes, Field(min_length=1, max_length=MOST_BYTES)]


class CaseFileRow(WireRecord):
    """A file of a case. `deleted_at`: its bytes are gone; who did it and why stays."""

    id: uuid.UUID
    name: FreeText
    note: FreeText
    media_type: OwnText
    size_bytes: int
    sha256: OwnText
    added_by: PersonRef | None
    added_at: datetime
    deleted_at: datetime | None
    deleted_by: FreeText


class CaseFiles(WireRecord):
    """The files of a case, the newest first, and what of its room is taken."""

    files: list[CaseFileRow]
    used_bytes: int
    most_bytes: int
    """For all files of a case together."""
    most_file_bytes: int
    may_attach: bool
    may_remove: bool


Purpose = Literal["acknowledgement", "decision", "extension", "other"]
Language = Literal["zh", "en"]
Way = Literal["post", "counter", "message"]
"""How a letter went out: by post, handed over at the counter, by a message outside this system."""
LetterState = Literal["asked", "made", "sent"]
"""asked: a second person has to approve it; made: it may go out; sent: it has."""
TemplateState = Literal["draft", "published", "retired"]
Body = Annotated[Text, Field(min_length=1, max_length=4000)]


class TemplateForm(WireRecord):
    """A template as it is drafted: about what, for what, in both languages. `about`: "complaint", or the code of a kind."""

    code: Code
    about: Code
    purpose: Purpose
    second: bool
    """Whether a second person approves each letter."""
    name_zh: Annotated[Line, Field(min_length=1, max_length=60)]
    name_en: Annotated[Line, Field(min_length=1, max_length=80)]
    title_zh: Annotated[Line, Field(min_length=1, max_length=120)]
    title_en: Annotated[Line, Field(min_length=1, max_length=120)]
    body_zh: Body
    body_en: Body


class TemplateRow(TemplateForm):
    """A version of a template. `places`: what it may name in braces."""

    id: uuid.UUID
    number: int
    state: TemplateState
    in_force: bool
    places: list[OwnText]
    made_by: PersonRef | None
    made_at: datetime
    version: int


class TemplateChoice(WireRecord):
    """A template that a letter of a case may be made of."""

    code: Code
    name_zh: OwnText
    name_en: OwnText
    second: bool


class LetterWanted(WireRecord):
    """A letter about a case, of the template in force."""

    owner: OwnerWord
    owner_id: uuid.UUID
    template: Code
    language: Language


class LetterText(WireRecord):
    """A letter as it would be. `missing`: places for which the case has nothing yet."""

    title: FreeText
    body: FreeText
    missing: list[OwnText]


class LetterWaits(WireRecord):
    """What waits for a second person, and whether the caller may decide."""

    approval_id: uuid.UUID
    digest: OwnText
    may_decide: bool


class CaseLetter(WireRecord):
    """A letter of a case, with its text as it was approved. `file_id`: the paper, once it is made."""

    id: uuid.UUID
    number: OwnText
    owner: OwnerWord
    owner_id: uuid.UUID
    template: TemplateChoice
    language: Language
    state: LetterState
    title: FreeText
    body: FreeText
    digest: OwnText
    """SHA-256 of the text."""
    made_by: PersonRef | None
    made_at: datetime
    approved_by: PersonRef | None
    file_id: uuid.UUID | None
    sent_on: date | None
    sent_way: Way | None
    sent_words: FreeText
    waits: LetterWaits | None
    version: int


class CaseLetters(WireRecord):
    """The letters of a case, the newest first, and what the caller may do."""

    letters: list[CaseLetter]
    templates: list[TemplateChoice]
    may_write: bool


class LetterPaper(WireRecord):
    """The paper of a letter, painted from its text: a PDF."""

    content: Annotated[Base64Bytes, Field(min_length=1, max_length=700 * 1024)]


class LetterSent(WireRecord):
    """When and how a letter went out; made from `version`."""

    day: Day
    way: Way
    words: Annotated[Text, Field(max_length=200)] = ""
    version: Count


class RemoveFile(WireRecord):
    """Why a file is removed."""

    reason: Annotated[Text, Field(min_length=1, max_length=400)]

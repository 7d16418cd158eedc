"""What can be asked about files, letters and calls of cases, and templates of letters."""

import uuid
from typing import Final

from agent_desk.schemas.calls.operations import DIAL
from agent_desk.schemas.calls.recordings import Recording
from agent_desk.schemas.calls.records import Asked
from agent_desk.schemas.cases.kinds.definition import Code
from agent_desk.schemas.cases.kinds.records import VersionOf
from agent_desk.schemas.cases.papers.records import (
    LONGEST_BODY,
    CaseFileRow,
    CaseFiles,
    CaseLetter,
    CaseLetters,
    Language,
    LetterPaper,
    LetterSent,
    LetterText,
    LetterWanted,
    NewCaseFile,
    OwnerWord,
    RemoveFile,
    TemplateForm,
    TemplateRow,
)
from agent_desk.schemas.kit.bounded import Count
from agent_desk.schemas.kit.operation import ALL, HELD, OWN, Operations

USE: Final = "papers.use"
REMOVE: Final = "papers.remove"
WRITE: Final = "papers.write"
APPROVE: Final = "papers.approve"
TEMPLATES: Final = "papers.templates"
LISTEN: Final = "papers.listen"
area = Operations("papers")


@area.read("/case-files/of/{owner}/{owner_id}", USE, HELD, summed="papers.list")
def files(owner: OwnerWord, owner_id: uuid.UUID) -> CaseFiles:
    """Return the files of a case that the caller may see."""


@area.write("/case-files", USE, HELD, longest=LONGEST_BODY)
def attach(form: NewCaseFile) -> CaseFileRow:
    """Attach a file to a case."""


@area.read("/case-files/{file_id}/content", USE, HELD, audits="papers.read", file="personal")
def content(file_id: uuid.UUID) -> bytes:
    """Return the bytes of a file. Each request is written down."""


@area.write("/case-files/{file_id}/remove", REMOVE, HELD)
def remove(file_id: uuid.UUID, form: RemoveFile) -> CaseFileRow:
    """Remove the bytes of a file, with a reason; that it was there stays."""


@area.read("/letters/of/{owner}/{owner_id}", USE, HELD, summed="papers.list")
def letters(owner: OwnerWord, owner_id: uuid.UUID) -> CaseLetters:
    """Return the letters of a case that the caller may see, and what further ones can be made of."""


@area.read("/letters/preview/{owner}/{owner_id}/{template}/{language}", WRITE, HELD, audits="papers.preview")
def preview_letter(owner: OwnerWord, owner_id: uuid.UUID, template: Code, language: Language) -> LetterText:
    """Return a letter as it would be; nothing is made."""


@area.write("/letters", WRITE, HELD)
def make_letter(form: LetterWanted) -> CaseLetter:
    """Make a letter with the case as it is; where its template says so, a second person is asked to approve it."""


@area.write("/letters/{letter_id}/paper", WRITE, HELD)
def put_paper(letter_id: uuid.UUID, form: LetterPaper) -> CaseLetter:
    """Keep the paper of a letter that may go out, as a file of the case; once."""


@area.write("/letters/{letter_id}/sent", WRITE, HELD)
def letter_sent(letter_id: uuid.UUID, form: LetterSent) -> CaseLetter:
    """Say when and how a letter went out."""


@area.read("/letter-templates", TEMPLATES, ALL)
def templates() -> list[TemplateRow]:
    """Return every version of every template, the newest of each first."""


@area.write("/letter-templates", TEMPLATES, ALL)
def draft_template(form: TemplateForm) -> TemplateRow:
    """Draft the next version of a template, in the place of a draft that stands."""


@area.write("/letter-templates/{code}/{number}/publish", TEMPLATES, ALL)
def publish_template(code: Code, number: Count, form: VersionOf) -> TemplateRow:
    """Publish a draft, once a second person has confirmed it: letters are made of it from then on."""


@area.write("/letter-templates/{code}/{number}/discard", TEMPLATES, ALL)
def discard_template(code: Code, number: Count, form: VersionOf) -> None:
    """Throw a draft away."""


@area.read("/case-calls/{owner}/{owner_id}/recordings", LISTEN, HELD, summed="papers.list")
def recordings(owner: OwnerWord, owner_id: uuid.UUID) -> list[Recording]:
    """Return the recordings of the calls that a case names, oldest first."""


@area.read(
    "/case-calls/{owner}/{owner_id}/recordings/{recording_id}",
    LISTEN,
    HELD,
    audits="calls.recording_played",
    file="sound",
)
def sound(owner: OwnerWord, owner_id: uuid.UUID, recording_id: uuid.UUID) -> bytes:
    """Return the sound of a recording of a case's call as WAV. Each request is written down."""


@area.write("/case-calls/{owner}/{owner_id}/dial", DIAL, OWN)
def call_from_case(owner: OwnerWord, owner_id: uuid.UUID) -> Asked:
    """Call whom a case is about, from the caller's own seat: the number stays in the hub."""

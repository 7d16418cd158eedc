"""What can be asked about files of cases."""

import uuid
from typing import Final

from agent_desk.schemas.cases.papers.records import (
    LONGEST_BODY,
    CaseFileRow,
    CaseFiles,
    NewCaseFile,
    OwnerWord,
    RemoveFile,
)
from agent_desk.schemas.kit.operation import HELD, Operations

USE: Final = "papers.use"
REMOVE: Final = "papers.remove"
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

"""Files of cases on the wire."""

import uuid
from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import Base64Bytes, Field

from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.kit.bounded import Line, Text
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


class RemoveFile(WireRecord):
    """Why a file is removed."""

    reason: Annotated[Text, Field(min_length=1, max_length=400)]

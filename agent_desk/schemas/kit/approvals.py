"""Requests that a second person confirms, on the wire."""

import uuid
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.kit.bounded import Line, Text
from agent_desk.schemas.kit.free_text import FREE, FreeText, OwnText
from agent_desk.schemas.kit.record import WireRecord

ApprovalState = Literal["pending", "approved", "refused", "withdrawn", "expired"]


class ApprovalRow(WireRecord):
    """One request with what would be done. `may_decide`: the caller is somebody who may confirm or refuse it."""

    id: uuid.UUID
    kind: str
    title_zh: OwnText = ""
    title_en: OwnText = ""
    subject: OwnText
    body: Annotated[dict[str, Any], FREE]
    digest: str
    reason: FreeText
    asked_by: PersonRef
    asked_at: datetime
    expires_at: datetime
    state: ApprovalState
    decided_by: PersonRef | None = None
    note: FreeText = ""
    ended_at: datetime | None = None
    may_decide: bool = False
    version: int


class ApprovalList(WireRecord):
    """Requests that the caller may decide or has made, the newest first."""

    items: list[ApprovalRow]


class Decision(WireRecord):
    """The word of the second person. `digest`: of what they have seen."""

    digest: Line = Field(min_length=64, max_length=64)
    note: Text = Field(default="", max_length=500)

"""Calls that ring at colleagues, for whoever may pick them up."""

import uuid
from datetime import datetime

from pydantic import BaseModel

from agent_desk.schemas.calls.records import PersonRef, QueueRef
from agent_desk.schemas.customers.records import Masked


class RingingCall(BaseModel):
    """A call that rings at a colleague now."""

    call_id: uuid.UUID
    caller: Masked
    queue: QueueRef
    at: PersonRef
    rings_since: datetime

"""Calls that ring at colleagues, for whoever may pick them up."""

import uuid
from datetime import datetime

from agent_desk.schemas.calls.records import PersonRef, QueueRef
from agent_desk.schemas.customers.records import Masked
from agent_desk.schemas.kit.record import WireRecord


class RingingCall(WireRecord):
    """A call that rings at a colleague now."""

    call_id: uuid.UUID
    caller: Masked
    queue: QueueRef
    at: PersonRef
    rings_since: datetime

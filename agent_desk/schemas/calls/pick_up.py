"""Calls that ring at colleagues, for whoever may pick them up, and the centre's rules for rings.

The rules are told as area "settings", entity "call_rules".
"""

import uuid
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from agent_desk.schemas.calls.records import PersonRef, QueueRef
from agent_desk.schemas.customers.records import Masked

PickupWord = Literal["nobody", "team", "queue", "centre"]
"""From whom an agent may pick up: from nobody, from the own team, from calls of the own queues, from everybody."""


class RingingCall(BaseModel):
    """A call that rings at a colleague now."""

    call_id: uuid.UUID
    caller: Masked
    queue: QueueRef
    at: PersonRef
    rings_since: datetime


class CallRulesForm(BaseModel):
    """What holds for every ring of the centre. `misses_allowed`: so many in a row pause an agent; 0: never."""

    pickup: PickupWord
    misses_allowed: int = Field(ge=0, le=20)
    version: int = Field(ge=0)


class CallRules(CallRulesForm):
    """The rules that hold."""

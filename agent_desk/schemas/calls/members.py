"""Who serves a queue, as an administrator says it."""

import uuid
from typing import Annotated

from pydantic import Field

from agent_desk.schemas.calls.records import PersonRef, QueueRef
from agent_desk.schemas.kit.bounded import Count
from agent_desk.schemas.kit.lists import MOST
from agent_desk.schemas.kit.record import WireRecord

Penalty = Annotated[int, Field(ge=0, le=20)]
"""The smaller, the sooner an agent of a queue is rung: 0 first."""


class QueueMemberForm(WireRecord):
    """An agent in a queue."""

    person_id: uuid.UUID
    penalty: Penalty = 0


class QueueMembersForm(WireRecord):
    """Everybody who serves a queue from now on; made from `version`."""

    members: list[QueueMemberForm] = Field(max_length=MOST)
    version: Count


class QueueMembersRow(WireRecord):
    """A queue and everybody who serves it."""

    queue: QueueRef
    members: list[QueueMemberForm]
    version: int


class QueueMembersPage(WireRecord):
    """Every queue in use, and the agents who may be put into one."""

    queues: list[QueueMembersRow]
    agents: list[PersonRef]

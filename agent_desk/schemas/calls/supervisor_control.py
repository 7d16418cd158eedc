"""Supervisors steering agents, as it crosses the wire."""

import uuid
from typing import Literal

from pydantic import Field

from agent_desk.schemas.calls.records import AskedStateWord
from agent_desk.schemas.kit.account import MOST
from agent_desk.schemas.kit.bounded import Line, Text
from agent_desk.schemas.kit.record import WireRecord

SteerWord = Literal["ready", "not_ready", "signed_out", "free"]


class SteerState(WireRecord):
    """Set an agent's state. While the agent is busy it is asked for, as if they had asked themselves."""

    state: AskedStateWord
    reason_code: Line | None = Field(default=None, max_length=40)
    """The not-ready reason; required for not_ready."""
    why: Text = Field(min_length=1, max_length=400)


class SteerFree(WireRecord):
    """Free a stuck agent: not ready, no call at the seat. A call that the exchange still has goes on."""

    why: Text = Field(min_length=1, max_length=400)


class SteerMany(WireRecord):
    """The same for several agents, for one reason: a state, or free those who are stuck."""

    people: list[uuid.UUID] = Field(min_length=1, max_length=MOST)
    what: SteerWord
    reason_code: Line | None = Field(default=None, max_length=40)
    """The not-ready reason; required for not_ready."""
    why: Text = Field(min_length=1, max_length=400)

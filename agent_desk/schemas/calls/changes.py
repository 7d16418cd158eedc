"""What the hub tells of calls, seats, and the settings of calls."""

import uuid
from typing import Any, Self

from agent_desk.schemas.kit.change import Change, Heard


class CallChanged(Change, area="calls", entity="call"):
    """A call has moved. `outcome`: once it is over."""

    queue: str
    state: str
    outcome: str | None = None


class AgentStateChanged(Change, area="calls", entity="agent_state"):
    """An agent's state. `call`: the one it is about."""

    state: str
    reason: str | None
    call: uuid.UUID | None
    seat_lost: bool


class PopShown(Change, area="calls", entity="pop"):
    """The screen pop itself, masked, right before the ring; to one agent alone (docs/decisions/0014)."""

    pop: dict[str, Any]

    def hint(self) -> dict[str, Any]:
        """Return the pop: `schemas/calls/records.py` Pop."""
        return self.pop

    @classmethod
    def read(cls, heard: Heard) -> Self | None:
        """Return the pop that was heard: its hint is the pop."""
        return cls(id=heard.entity_id, version=heard.version, pop=heard.hint) if cls.is_told_by(heard) else None


class WrapUpChanged(Change, area="calls", entity="wrap_up"):
    """The own wrap-up of a call."""

    disposition: str | None


class CallbackChanged(Change, area="calls", entity="callback"):
    """A call-back that a customer asked for."""

    state: str
    queue: str


class CommandRefused(Change, area="calls", entity="command"):
    """The exchange refused an order; `id` is that of the order."""

    command: str
    error: str
    call: str | None = None


class QueueMeasureChanged(Change, area="calls", entity="queue_measure"):
    """A measure for a queue: it holds, the exchange has taken it or not, it is over."""

    does: str
    over: bool


class RecordingChanged(Change, area="calls", entity="recording"):
    """A recording; `id` is that of its call."""

    state: str


class SupervisionChanged(Change, area="calls", entity="supervision"):
    """A supervisor is in an agent's call."""

    state: str
    mode: str
    error: str = ""


class DialNotPutThrough(Change, area="calls", entity="dial_failed"):
    """A call of the own did not get through; `id` is that of the call."""

    why: str


class ConsultationChanged(Change, area="calls", entity="consultation"):
    """Somebody is asked about a call."""

    state: str
    call: uuid.UUID
    result: str | None


class CallParked(Change, area="calls", entity="parked"):
    """A customer is at a parking place, or no longer."""

    parked: bool


class DifferenceFound(Change, area="calls", entity="difference"):
    """The exchange saw it differently. `of`: the kind of record."""

    kind: str
    of: str


class CallsImported(Change, area="calls", entity="import"):
    """Past calls were loaded."""

    loaded: int


class VoicePlanChanged(Change, area="settings", entity="voice_plan"):
    """The plan, or what of it the exchange has."""


class QueueMembersChanged(Change, area="settings", entity="queue_members"):
    """Who serves a queue; `id` is the queue's."""

    queue: str


class RecordingPolicyChanged(Change, area="settings", entity="recording_policy"):
    """Which calls of a queue are recorded, or (no queue) which recordings are missing."""

    queue: str | None = None

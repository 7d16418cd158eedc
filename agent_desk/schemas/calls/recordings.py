"""Recordings and supervision on the wire: the seat's own, the supervisor's own, playback, policies.

Told as area "calls": entity "recording" (entity_id: the call) and "supervision" (entity_id: the supervision; hint: `state`,
and `error` where it failed). Policies are told as area "settings", entity "recording_policy". Durations are milliseconds.
"""

import uuid
from datetime import datetime
from typing import Literal

from pydantic import Field

from agent_desk.schemas.calls.records import Extension, PersonRef, QueueRef
from agent_desk.schemas.customers.records import Masked
from agent_desk.schemas.kit.bounded import Count, Text
from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.record import WireRecord

RecordingMode = Literal["none", "all", "percentage", "on_demand"]
RecordingState = Literal["wanted", "recording", "paused", "ended", "stored", "missing", "refused", "deleted"]
DialledMode = Literal["none", "all", "queue", "percentage", "on_demand"]
SupervisionModeWord = Literal["listen", "whisper", "barge"]
SupervisionState = Literal["calling", "joined", "ended"]


# ---------------------------------------------------------------------- at the agent's seat


class SupervisorHere(WireRecord):
    """A supervisor in the call at this seat; shown where the bank's policy tells agents."""

    person: PersonRef
    mode: SupervisionModeWord


class SeatRecording(WireRecord):
    """The recording of the call at this seat. `state` none: it is not recorded.

    `may_start`: the agent may begin one (policy on demand). `may_pause`: pause and resume. `resumes_at`: when a pause
    ends by itself.
    """

    call_id: uuid.UUID | None = None
    state: RecordingState | None = None
    since_at: datetime | None = None
    may_start: bool = False
    may_pause: bool = False
    resumes_at: datetime | None = None
    supervisors: list[SupervisorHere] = []


# ---------------------------------------------------------------------- playback


class Recording(WireRecord):
    """One recording of a call, as whoever may play it sees it. Times by the exchange's clock; `duration_ms` is of the file.

    `consultation`: of what the agent and whom they asked said meanwhile; `asked` is that colleague, none for an outside number.
    """

    id: uuid.UUID
    call_id: uuid.UUID
    consultation: bool = False
    asked: PersonRef | None = None
    state: RecordingState
    why: RecordingMode
    started_at: datetime | None = None
    ended_at: datetime | None = None
    recorded_ms: int | None = None
    paused_ms: int = 0
    duration_ms: int | None = None
    size_bytes: int | None = None
    sha256: str | None = None
    error: str = ""
    deleted_at: datetime | None = None
    deleted_by: OwnText = ""
    """The rule by which its file was deleted, as keep_days=90."""


# ---------------------------------------------------------------------- supervision


class ListenForm(WireRecord):
    """Join an agent's call. `take_over`: have the customer as soon as the supervisor's telephone is answered."""

    mode: SupervisionModeWord
    extension: Extension
    why: Text = Field(min_length=1, max_length=400)
    take_over: bool = False


class ModeForm(WireRecord):
    """Another mode for a running supervision."""

    mode: SupervisionModeWord


class SupervisionView(WireRecord):
    """One supervision of the caller's own. `told`: the agent sees it. `error`: why it did not come about."""

    id: uuid.UUID
    call_id: uuid.UUID
    agent: PersonRef
    caller: Masked
    mode: SupervisionModeWord
    state: SupervisionState
    extension: str
    told: bool
    take_over: bool
    asked_at: datetime
    joined_at: datetime | None = None
    taken_over_at: datetime | None = None
    ended_at: datetime | None = None
    error: str = ""
    version: int


class OwnSupervision(WireRecord):
    """What the caller is in now, if anything."""

    now: SupervisionView | None = None


# ---------------------------------------------------------------------- policies


class PolicyFields(WireRecord):
    """Which calls of a queue are recorded. `percent` counts in mode percentage. `announced`: with the next dial plan."""

    mode: RecordingMode
    percent: int = Field(ge=0, le=100)
    announced: bool
    pause: bool
    version: Count


class PolicyRow(PolicyFields):
    """A queue's policy."""

    queue: QueueRef


class MissingRecording(WireRecord):
    """A recording whose file did not come, or that the exchange refused."""

    id: uuid.UUID
    call_id: uuid.UUID
    queue: QueueRef
    agent: PersonRef | None = None
    asked_at: datetime
    state: RecordingState
    error: str


class RecordingSettings(WireRecord):
    """Everything of the page: every queue's policy, what is missing. `folders`: a store is set."""

    policies: list[PolicyRow]
    missing: list[MissingRecording]
    folders: bool

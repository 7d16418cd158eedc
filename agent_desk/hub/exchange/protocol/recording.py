"""Recording of calls and supervisors in calls: events and commands. Both are known by an id that the hub draws.

A recording belongs to the call, not to an agent's part: it goes on through holds and transfers until the call ends or it is
stopped; while the call is passed on it may rest. One of a consultation (`consult`) is of what the agent and whom they ask say while
the customer waits, in a file of its own, and ends with the agent's part at the latest. A supervision belongs to one agent's part
and ends with it; it is no leg of the call and changes none of its times.
"""

from dataclasses import dataclass
from typing import Literal

from agent_desk.hub.exchange.protocol.base import CallCommand, Event

SupervisionMode = Literal["listen", "whisper", "barge"]
"""`listen`: hears both. `whisper`: the agent hears the supervisor too. `barge`: both hear the supervisor."""


# ---------------------------------------------------------------------- events


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingStarted(Event):
    """The exchange writes this recording from now on."""

    recording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingPaused(Event):
    """The recording is silent from now on (`paused`), or hears again. Its clock runs on."""

    recording: str
    paused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingEnded(Event):
    """The recording is over; its file follows within seconds. `recorded_ms`: from start to end, pauses included.

    0: the exchange does not know, since the line to it was broken meanwhile.
    """

    recording: str
    file: str
    recorded_ms: int
    paused_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisorJoined(Event):
    """The supervisor's telephone was answered, or the mode has changed."""

    agent: str
    supervision: str
    mode: SupervisionMode


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisorLeft(Event):
    """The supervisor's telephone is out of the call, or was never answered. `call` may be empty."""

    supervision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver(Event):
    """The customer talks to the supervisor instead of the agent, whose leg ends here (no `LegEnded` follows)."""

    agent: str
    supervision: str
    talk_ms: int
    hold_ms: int


RecordingEvent = RecordingStarted | RecordingPaused | RecordingEnded | SupervisorJoined | SupervisorLeft | TakenOver


# ---------------------------------------------------------------------- commands


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRecording(CallCommand):
    """Record the call that this agent talks in, into this file of the exchange's folder for recordings.

    `again`: it runs already, and somebody else has come into the talk: go on in the same file, silent where `paused`.
    """

    recording: str
    file: str
    consult: bool = False
    again: bool = False
    paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRecording(CallCommand):
    """End the recording; the call goes on."""

    recording: str
    consult: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseRecording(CallCommand):
    """Let the recording hear nothing, or hear again."""

    recording: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen(CallCommand):
    """Ring the supervisor's telephone and let it into the agent's part; for one that is in already: change the mode."""

    supervision: str
    extension: str
    mode: SupervisionMode


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver(CallCommand):
    """The customer goes from the agent to the supervisor, who must be in already (`not_supervising`)."""

    supervision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopListening(CallCommand):
    """The supervisor leaves. One who has left already is no fault."""

    supervision: str


RecordingCommand = StartRecording | StopRecording | PauseRecording | Listen | TakeOver | StopListening

"""Orders of recording and supervision as their jobs carry them: the command to the exchange, typed, and its row."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol, Self

from agent_desk.hub.exchange.protocol.recording import (
    Listen,
    PauseRecording,
    StartRecording,
    StopListening,
    StopRecording,
    TakeOver,
)

NOBODY: Final = "hub"
"""Stands for the agent where the hub does not know who is in the talk; the exchange asks for a word there."""
RECORDING_WORDS: Final = {StartRecording: "start", StopRecording: "stop", PauseRecording: "pause"}
SUPERVISION_WORDS: Final = {Listen: "listen", TakeOver: "take_over", StopListening: "stop"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingOrder:
    """Start, stop or pause a recording. `file`: where it is kept, told with every order."""

    command: StartRecording | StopRecording | PauseRecording
    file: str
    asked_at: datetime

    @property
    def recording_id(self) -> uuid.UUID:
        """The recording it is about."""
        return uuid.UUID(self.command.recording)

    @property
    def word(self) -> str:
        """The command's word."""
        return RECORDING_WORDS[type(self.command)]

    def row(self) -> dict[str, Any]:
        """Return the arguments of its job."""
        details: dict[str, Any] = {}
        match self.command:
            case StartRecording(consult=consult, again=again, paused=paused):
                details = ({"again": True, "paused": paused} if again else {}) | ({"consult": True} if consult else {})
            case StopRecording(consult=consult):
                details = {"consult": True} if consult else {}
            case PauseRecording(on=on):
                details = {"on": on}
        return {
            "command_id": self.command.id,
            "deed": self.word,
            "recording": self.command.recording,
            "file": self.file,
            "call_key": self.command.call,
            "agent_code": self.command.agent,
            "asked_at": self.asked_at.isoformat(),
            "details": details,
        }

    @classmethod
    def read(cls, row: dict[str, Any]) -> Self:
        """Return the order of a job's row. Raises ValueError for a word that is none."""
        about = {
            "id": row["command_id"],
            "call": row["call_key"],
            "agent": row["agent_code"] or NOBODY,
            "recording": row["recording"],
        }
        command: StartRecording | StopRecording | PauseRecording
        match row["deed"]:
            case "start":
                command = StartRecording(**about, file=row["file"], **row["details"])
            case "stop":
                command = StopRecording(**about, **row["details"])
            case "pause":
                command = PauseRecording(**about, on=row["details"]["on"])
            case other:
                raise ValueError(f"no such order: {other}")
        return cls(command=command, file=row["file"], asked_at=datetime.fromisoformat(row["asked_at"]))


class MakesSupervisionCommand(Protocol):
    """A command of supervision but for whose it is: its class, or a `partial` of the class with its own fields."""

    def __call__(self, *, id: str, call: str, agent: str, supervision: str) -> Listen | TakeOver | StopListening: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionOrder:
    """Let a supervisor into an agent's call, or out, or have the customer. `extension`, `mode`: as the supervision has them."""

    command: Listen | TakeOver | StopListening
    extension: str
    mode: str
    asked_at: datetime

    @property
    def supervision_id(self) -> uuid.UUID:
        """The supervision it is about."""
        return uuid.UUID(self.command.supervision)

    def row(self) -> dict[str, Any]:
        """Return the arguments of its job."""
        return {
            "command_id": self.command.id,
            "deed": SUPERVISION_WORDS[type(self.command)],
            "supervision": self.command.supervision,
            "call_key": self.command.call,
            "agent_code": self.command.agent,
            "extension": self.extension,
            "mode": self.mode,
            "asked_at": self.asked_at.isoformat(),
        }

    @classmethod
    def read(cls, row: dict[str, Any]) -> Self:
        """Return the order of a job's row. Raises ValueError for a word that is none."""
        about = {
            "id": row["command_id"],
            "call": row["call_key"],
            "agent": row["agent_code"],
            "supervision": row["supervision"],
        }
        command: Listen | TakeOver | StopListening
        match row["deed"]:
            case "listen":
                command = Listen(**about, extension=row["extension"], mode=row["mode"])
            case "take_over":
                command = TakeOver(**about)
            case "stop":
                command = StopListening(**about)
            case other:
                raise ValueError(f"no such order: {other}")
        asked_at = datetime.fromisoformat(row["asked_at"])
        return cls(command=command, extension=row["extension"], mode=row["mode"], asked_at=asked_at)

"""Recordings in the store of files: taken over from the exchange's folder when they are finished, read by those who may.

A recording belongs to its call: whoever may see the call and play recordings may hear it, and what holds a call's
recordings from being deleted is said by others (a complaint about the call is open).
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import select

from agent_desk.hub.calls.access import require_call
from agent_desk.hub.calls.recording import lifecycle
from agent_desk.hub.calls.state import metrics
from agent_desk.hub.kit.files import store
from agent_desk.hub.kit.files.content_type import WAV
from agent_desk.hub.kit.files.kinds import FileKind, Hold, register
from agent_desk.hub.kit.hook import Hook
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.recording import CallRecording
from agent_desk.models.files import StoredFile

RECORDINGS_HELD: Final[Hook[Hold]] = Hook("recordings held")
"""Asked with ids of calls: of these, those whose recordings must stay."""
HEAD: Final = 4096
"""The head of a WAV file lies in its first octets."""


class NotFinished(Exception):
    """The exchange still writes this file, or it is none that we know."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A recording's file in the store, for its row to name, and the length of its sound."""

    file: store.Written
    duration_ms: int


@contextmanager
def take_over(settings: Settings, source: Path, at: datetime) -> Iterator[Taken]:
    """Copy a finished file into the store. Raises FileNotFoundError, NotFinished, OSError.

    May be done again after a break: what no row names is removed, or found by `agent-desk files verify`.
    """
    duration_ms = length_of(source)
    with source.open("rb") as given, store.written(settings, RECORDING, given, at) as done:
        yield Taken(done, duration_ms)


def length_of(file: Path) -> int:
    """Return the length of the sound of a finished WAV file in milliseconds. Raises NotFinished, FileNotFoundError, OSError.

    Its head says how long it is only when the exchange has closed it.
    """
    size = file.stat().st_size
    with file.open("rb") as stream:
        head = stream.read(HEAD)
    if len(head) < 44 or head[:4] != b"RIFF" or head[8:12] != b"WAVE":
        raise NotFinished(file.name)
    octets_per_s: int = 0
    length: int = 0
    at = 12
    while at + 8 <= len(head):
        name = head[at : at + 4]
        (length,) = struct.unpack_from("<I", head, at + 4)
        if name == b"fmt ":
            (octets_per_s,) = struct.unpack_from("<I", head, at + 16)
        if name == b"data":
            if at + 8 + length > size or size - (at + 8 + length) > HEAD or not octets_per_s:
                raise NotFinished(file.name)
            return length * 1000 // octets_per_s
        at += 8 + length + length % 2
    raise NotFinished(file.name)


def _may_read(unit: Unit, file: StoredFile) -> None:
    require_call(unit, file.owner_id)


def _removed(unit: Unit, file: StoredFile) -> None:
    row = unit.db.scalars(select(CallRecording).where(CallRecording.file_id == file.id).with_for_update()).one()
    row.state, row.deleted_at, row.deleted_by, row.version = "deleted", unit.now, file.deleted_by, row.version + 1
    lifecycle.told(unit, row)
    metrics.RECORDINGS.labels("deleted").inc()


RECORDING: Final = register(
    FileKind(
        name="recording",
        owner="call",
        folder="recordings",
        types=(WAV,),
        may_read=_may_read,
        read_action="calls.recording_played",
        removed=_removed,
        holds=RECORDINGS_HELD,
    )
)

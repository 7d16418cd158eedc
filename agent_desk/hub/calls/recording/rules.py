"""Whether a call is recorded, and how long a pause may last: rules alone, no database and no clock."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Literal, Self, get_args

PAUSE_LIMIT_S: Final = 180
"""A forgotten pause ends after so long, unless the centre sets another limit."""
MISSING_AFTER: Final = timedelta(seconds=120)
"""A file that has not come so long after the recording's end is missing; it is still looked for."""
LOOKED_FOR: Final = timedelta(days=7)
DialledMode = Literal["none", "all", "queue", "percentage", "on_demand"]
"""Which calls that agents make are recorded; `queue`: as the queue says under which the call is listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What holds for the whole centre. `keep_days`: recordings older than that are deleted; 0: they are kept.

    `consultations`: of a recorded call, what the agent and whom they ask say while the customer waits is recorded too.
    """

    pause_limit_s: int = PAUSE_LIMIT_S
    tell_agent: bool = True
    dialled: DialledMode = "none"
    dialled_percent: int = 100
    keep_days: int = 0
    consultations: bool = False
    version: int = 0

    @classmethod
    def read(cls, value: Mapping[str, Any], version: int) -> Self:
        """Of the setting; what is not of the right kind there is as if it were not set."""
        kinds = {
            "pause_limit_s": int,
            "tell_agent": bool,
            "dialled_percent": int,
            "keep_days": int,
            "consultations": bool,
        }
        given = {name: value[name] for name, kind in kinds.items() if type(value.get(name)) is kind}
        if value.get("dialled") in get_args(DialledMode):
            given["dialled"] = value["dialled"]
        return cls(**given, version=version)

    def for_dialled(self, queue_mode: str, queue_percent: int) -> tuple[str, int]:
        """The mode and the share that hold for a call that an agent makes."""
        if self.dialled == "queue":
            return queue_mode, queue_percent
        return self.dialled, self.dialled_percent


SETTLES_AFTER: Final = timedelta(seconds=15)
"""A recording whose call has ended so long ago has ended too, though nobody told."""


def draw(call_id: uuid.UUID) -> float:
    """A number in [0, 100) that belongs to the call: the same whoever asks, and evenly spread."""
    return int.from_bytes(hashlib.sha256(call_id.bytes).digest()[:8]) / 2**64 * 100


def wanted(mode: str, percent: int, call_id: uuid.UUID) -> bool:
    """Whether a call is recorded from the answer on."""
    return mode == "all" or (mode == "percentage" and draw(call_id) < percent)

"""Whether a call is recorded: rules alone, no database and no clock."""

import hashlib
import uuid
from datetime import timedelta
from typing import Final

MISSING_AFTER: Final = timedelta(seconds=120)
"""A file that has not come so long after the recording's end is missing; it is still looked for."""
LOOKED_FOR: Final = timedelta(days=7)
SETTLES_AFTER: Final = timedelta(seconds=15)
"""A recording whose call has ended so long ago has ended too, though nobody told."""


def draw(call_id: uuid.UUID) -> float:
    """Return a number in [0, 100) that belongs to the call: the same whoever asks, and evenly spread."""
    return int.from_bytes(hashlib.sha256(call_id.bytes).digest()[:8]) / 2**64 * 100


def wanted(mode: str, percent: int, call_id: uuid.UUID) -> bool:
    """Return whether a call is recorded from the answer on."""
    return mode == "all" or (mode == "percentage" and draw(call_id) < percent)

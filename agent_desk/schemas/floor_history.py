"""Interval counters as they cross the wire."""

from datetime import datetime

from pydantic import BaseModel


class CountersProof(BaseModel):
    """What the last comparison of interval counters and calls found. `pending` cells wait to be counted anew."""

    at: datetime | None = None
    cells: int = 0
    calls: int = 0
    difference: int = 0
    pending: int = 0
    seconds: float = 0.0

"""History at the seat: counters of any days as columns, and whether the counters were proved."""

from __future__ import annotations

from typing import Literal

from agent_desk.desk.api import Api
from agent_desk.schemas.floor_history import CounterColumns, CountersProof


def counters_proof(api: Api) -> CountersProof:
    """What the last proof of the interval counters found."""
    return api.get("/floor/counters", CountersProof)


def counter_columns(
    api: Api, start: str, end: str, *, minutes: int = 30, by: Literal["queue", "agent"] = "queue"
) -> CounterColumns:
    """Cells from `start` to `end` (a date as `end` is included whole); raises what the hub refuses."""
    params = {"start": start, "end": end, "minutes": str(minutes), "by": by}
    return api.get("/floor/history", CounterColumns, params=params)

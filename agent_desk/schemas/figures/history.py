"""Interval counters as they cross the wire."""

from datetime import datetime

from agent_desk.schemas.kit.record import WireRecord


class CountersProof(WireRecord):
    """What the last comparison of interval counters and calls found. `pending` cells wait to be counted anew."""

    at: datetime | None = None
    cells: int = 0
    calls: int = 0
    difference: int = 0
    pending: int = 0
    seconds: float = 0.0


class CounterColumns(WireRecord):
    """Cells of counters as columns of equal length: the n-th entry of each belongs to the n-th cell that had a call.

    `owner` is the place of a queue's (agent's) code in `codes`, `cut` that of the cell's start in `starts` (Unix seconds).
    `longest_wait_ms` is the longest wait in the cell, everything else adds up. An agent's cells have answered, unfinished,
    talk_ms, hold_ms and acw_ms alone.
    """

    start_at: datetime
    end_at: datetime
    zone: str
    minutes: int
    codes: list[str]
    starts: list[int]
    owner: list[int]
    cut: list[int]
    offered: list[int] = []
    answered: list[int] = []
    abandoned: list[int] = []
    undecided: list[int] = []
    unfinished: list[int] = []
    answered_within: list[int] = []
    abandoned_within: list[int] = []
    abandoned_short: list[int] = []
    wait_ms_answered: list[int] = []
    talk_ms: list[int] = []
    hold_ms: list[int] = []
    acw_ms: list[int] = []
    abandon_wait_ms: list[int] = []
    longest_wait_ms: list[int] = []

"""Telling of limits that run out: one mechanism for complaints (legal and own limit) and registers' clocks. Pure but for SQL conditions.

Each limit has the largest share, in percent, of which somebody was told, so that each share is told once; a limit that moves away is told
of again when its time comes.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal

from agent_desk.hub.cases.business_time import BusinessCalendar

Shares = Mapping[str, Sequence[int]]
"""At which shares each is told, by who: owner, leader, manager."""


def marks(shares: Shares) -> list[int]:
    """Return every share at which somebody is told, the lowest first."""
    return sorted({one for told in shares.values() for one in told})


def share(from_at: datetime, due_at: datetime, now: datetime) -> float:
    """Return how much of a limit is gone, in percent."""
    return (now - from_at).total_seconds() * 100 / max((due_at - from_at).total_seconds(), 1.0)


def reached(shares: Shares, gone: float) -> int:
    """Return the largest share at which somebody is told and which is reached; 0 for none."""
    return max((one for one in marks(shares) if one <= gone), default=0)


def told(shares: Shares, before: int, now: int) -> set[str]:
    """Return who is told when the share of which somebody was told goes from one to another."""
    return {who for who, at in shares.items() if any(before < one <= now for one in at)}


def kept(warned: int, from_at: datetime, due_at: datetime | None, now: datetime, shares: Shares) -> int:
    """Return of which share somebody was told already, after a limit has moved: no more than is gone of it now."""
    return min(warned, reached(shares, share(from_at, due_at, now))) if due_at is not None else warned


def in_hours(calendar: BusinessCalendar, now: datetime) -> bool:
    """Return whether it is business time now."""
    at = now.astimezone(calendar.zone)
    minute = at.hour * 60 + at.minute
    return any(one.start <= minute < one.end for one in calendar.periods(at.date()))


def runs_out(from_at: Any, due_at: Any, warned: Any, shares: Shares, now: datetime) -> ColumnElement[bool]:
    """Return the condition that a limit has come to a share of which nobody was told."""
    whole = func.extract("epoch", due_at) - func.extract("epoch", from_at)
    gone = (func.extract("epoch", literal(now)) - func.extract("epoch", from_at)) * 100 / func.greatest(whole, 1)
    steps = marks(shares)
    if not steps:
        return literal(False)
    # The next share above what was told: of a few, so a sum of conditions is as good as a table.
    passed = [and_(warned < one, gone >= one) for one in steps]
    found = passed[0]
    for one in passed[1:]:
        found = found | one
    return and_(due_at.is_not(None), found)

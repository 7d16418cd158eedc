"""What agents did in a stretch of time: their parts in calls, their states, their missed rings, their reviews.

Calls are counted by the floor's library, by the interval in which they were offered. States are clipped to the stretch:
what overlaps its edge counts with the part inside.
"""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import Float, and_, cast, func, literal, or_, select
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Session

from agent_desk.hub.figures.service import Counts, Window, counting
from agent_desk.models.calls.calls import AgentInterval, CallLeg
from agent_desk.models.quality import Review

HANDLING: Final = ("talking", "on_hold", "after_call_work")
StateKey = tuple[str, str]
"""State and reason (empty for none)."""


@dataclass(slots=True)
class Work:
    """One agent's, or added up a team's, work. `state_ms` by state and reason; `people`: how many are in it."""

    counts: Counts = field(default_factory=Counts)
    state_ms: dict[StateKey, int] = field(default_factory=dict)
    missed: int = 0
    refused: int = 0
    transferred: int = 0
    reviews: int = 0
    score_sum: float = 0.0
    people: int = 1

    def __add__(self, other: "Work") -> "Work":
        states = dict(self.state_ms)
        for key, ms in other.state_ms.items():
            states[key] = states.get(key, 0) + ms
        return Work(
            self.counts + other.counts,
            states,
            self.missed + other.missed,
            self.refused + other.refused,
            self.transferred + other.transferred,
            self.reviews + other.reviews,
            self.score_sum + other.score_sum,
            self.people + other.people,
        )

    def in_state(self, *states: str) -> int:
        """Milliseconds in these states, whatever the reason."""
        return sum(ms for (state, _), ms in self.state_ms.items() if state in states)

    @property
    def signed_in_ms(self) -> int:
        """Milliseconds at the seat."""
        return sum(ms for (state, _), ms in self.state_ms.items() if state != "signed_out")

    @property
    def handling_ms(self) -> int:
        """Milliseconds with calls: talk, hold, after-call work."""
        return self.in_state(*HANDLING)


def work_of(db: Session, window: Window, now: datetime) -> dict[uuid.UUID, Work]:
    """Return everybody who took a call, was at a seat, or was reviewed in the window. An open state counts up to `now`."""
    found: dict[uuid.UUID, Work] = defaultdict(Work)
    for person_id, counts in counting.by_agent(db, window).items():
        found[person_id].counts = counts
    for person_id, state, reason, ms in _states(db, window, now):
        if state != "signed_out" and ms > 0:
            found[person_id].state_ms[(state, reason or "")] = ms
    legs = select(
        CallLeg.person_id,
        func.count().filter(CallLeg.result == "missed"),
        func.count().filter(CallLeg.result == "refused"),
        func.count().filter(and_(CallLeg.result == "transferred", CallLeg.answered_at.is_not(None))),
    ).where(CallLeg.rung_at >= window.start_at, CallLeg.rung_at < window.end_at)
    for person_id, missed, refused, transferred in db.execute(legs.group_by(CallLeg.person_id)):
        if missed or refused or transferred:
            work = found[person_id]
            work.missed, work.refused, work.transferred = missed, refused, transferred
    reviews = select(Review.agent_id, func.count(), func.sum(Review.score)).where(
        Review.state == "submitted",
        Review.score.is_not(None),
        Review.submitted_at >= window.start_at,
        Review.submitted_at < window.end_at,
    )
    for person_id, count, score_sum in db.execute(reviews.group_by(Review.agent_id)):
        found[person_id].reviews, found[person_id].score_sum = count, float(score_sum or 0)
    return dict(found)


def _states(db: Session, window: Window, now: datetime) -> list[tuple[uuid.UUID, str, str | None, int]]:
    instant = TIMESTAMP(timezone=True)
    start, end = literal(window.start_at, instant), literal(min(window.end_at, max(now, window.start_at)), instant)
    stretch = func.least(func.coalesce(AgentInterval.ended_at, end), end) - func.greatest(
        AgentInterval.started_at, start
    )
    ms = func.sum(func.greatest(cast(func.extract("epoch", stretch), Float), 0.0)) * 1000
    rows = db.execute(
        select(AgentInterval.person_id, AgentInterval.state, AgentInterval.reason, ms)
        .where(AgentInterval.started_at < end, or_(AgentInterval.ended_at.is_(None), AgentInterval.ended_at > start))
        .group_by(AgentInterval.person_id, AgentInterval.state, AgentInterval.reason)
    ).all()
    return [(person_id, state, reason, round(value)) for person_id, state, reason, value in rows]

"""How long work takes, and from that how likely it is to be late.

Every hour the durations of what was done in the last 90 days are kept as 101 quantiles for each sort of work. An item of age a that has
b left until it is due will be late with the probability P(D > a + b | D > a) = S(a + b) / S(a), where S is the empirical survival
function of the durations D (Kaplan and Meier 1958, without censoring): of what was as old as this, that share took longer. It says
nothing of why, and nothing where fewer than `ENOUGH` were done.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, insert, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.orm import Session
from sqlalchemy.types import Double

from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.ticker import Duty
from agent_desk.models.work_items import WorkItem, WorkPace
from agent_desk.schemas.kit.work_items import ENOUGH

LATELY: Final = timedelta(days=90)
_SHARES: Final = [part / 100 for part in range(101)]


def survival(seconds: Sequence[float], age_s: float) -> float:
    """Return the share of durations (their quantiles, rising) that are longer than an age."""
    return 1.0 - bisect_right(seconds, age_s) / len(seconds)


def late_of_100(seconds: Sequence[float], age_s: float, left_s: float) -> int:
    """Return how many of 100 as old as `age_s` took longer than `left_s` more. What is older than all that were done will be late."""
    alive = survival(seconds, age_s)
    return 100 if alive <= 0 else round(100 * survival(seconds, age_s + left_s) / alive)


@dataclass(frozen=True, slots=True)
class Paces:
    """The durations of each sort of work that was done often enough."""

    found: dict[tuple[str, str], list[float]]

    @classmethod
    def of(cls, db: Session) -> Paces:
        """Return what was counted last."""
        rows = db.execute(select(WorkPace.kind, WorkPace.sort, WorkPace.seconds).where(WorkPace.done >= ENOUGH))
        return cls({(kind, sort): list(seconds) for kind, sort, seconds in rows})

    def late_of_100(
        self, kind: str, sort: str, created_at: datetime, due_at: datetime | None, now: datetime
    ) -> int | None:
        """Return how many of 100 such items will be late; None for one that cannot be, is already, or of which nothing is known."""
        seconds = self.found.get((kind, sort))
        if seconds is None or due_at is None or due_at <= now:
            return None
        return late_of_100(seconds, (now - created_at).total_seconds(), (due_at - now).total_seconds())


def count(db: Session, now: datetime) -> None:
    """Count the durations of the last 90 days anew. What was withdrawn was not done, and does not count."""
    lasted = func.extract("epoch", WorkItem.ended_at - WorkItem.created_at).cast(Double)
    shares = array([literal(one, Double) for one in _SHARES], type_=Double)
    quantiles = func.percentile_disc(shares, type_=ARRAY(Double)).within_group(lasted)
    found = (
        select(WorkItem.kind, WorkItem.sort, func.count(), quantiles)
        .where(WorkItem.state == "done", WorkItem.ended_at > now - LATELY, WorkItem.ended_at <= now)
        .group_by(WorkItem.kind, WorkItem.sort)
    )
    db.execute(delete(WorkPace))
    db.execute(insert(WorkPace).from_select(["kind", "sort", "done", "seconds"], found))


def _count(hub_context: HubContext) -> None:
    with hub_context.database.write() as db:
        count(db, hub_context.now())


def duties() -> list[Duty]:
    """Return what one hub looks after."""
    return [Duty("count how long work takes", 3600.0, _count)]

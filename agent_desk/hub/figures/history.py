"""History for reports: by team beside queue and agent, agents' time by state and reason, and occupancy.

Calls by queue and by agent are `counting.cells` and `counting.agent_cells`; a queue is the centre's word for a skill. Time in
states comes from `agent_interval`, cut at the window and at its cuts, so that parts add up to the whole.
"""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from agent_desk.hub.figures import rules
from agent_desk.hub.figures.counting import AgentCells, agent_cells, rolled_up
from agent_desk.hub.figures.rules import Counts
from agent_desk.hub.figures.windows import Window
from agent_desk.models.people import Person

HANDLING: Final = frozenset({"talking", "on_hold", "after_call_work"})
AVAILABLE: Final = "ready"
Team = uuid.UUID | None

# What began within the window, and what each agent was at when it began: stretches of one agent follow one another.
_STATES: Final = text("""
    WITH stretch AS (
        SELECT person_id, state, reason, started_at, ended_at FROM agent_interval
        WHERE started_at >= :start AND started_at < :end
        UNION ALL
        SELECT p.id, i.state, i.reason, i.started_at, i.ended_at FROM person p CROSS JOIN LATERAL (
            SELECT state, reason, started_at, ended_at FROM agent_interval
            WHERE person_id = p.id AND started_at < :start ORDER BY started_at DESC LIMIT 1
        ) i
    ), cut AS (
        SELECT person_id, state, reason, greatest(started_at, :start) AS a, least(coalesce(ended_at, :now), :end) AS b
        FROM stretch WHERE state <> 'signed_out'
    )
    SELECT person_id, state, reason, n - 1, CAST(round(sum(1000 * extract(
        epoch FROM least(b, (CAST(:ends AS timestamptz[]))[n]) - greatest(a, (CAST(:starts AS timestamptz[]))[n])
    ))) AS bigint)
    FROM cut CROSS JOIN LATERAL generate_series(
        greatest(width_bucket(a, CAST(:starts AS timestamptz[])), 1),
        width_bucket(b - interval '1 microsecond', CAST(:starts AS timestamptz[]))
    ) AS n
    WHERE a < b GROUP BY person_id, state, reason, n
""")


@dataclass(frozen=True, slots=True)
class Spent:
    """Who was in which state for which reason, in which cut of the window (its place in `starts`), for how long."""

    person_id: uuid.UUID
    state: str
    reason: str | None
    cut: int
    ms: int


def time_in_states(db: Session, window: Window, starts: Sequence[datetime], now: datetime) -> list[Spent]:
    """Agents' time by state, reason and cut. A stretch that goes on is counted up to `now`; time signed out is not."""
    if not starts or window.start_at >= window.end_at:
        return []
    ends = [*starts[1:], window.end_at]
    given = {"start": window.start_at, "end": window.end_at, "now": now, "starts": list(starts), "ends": ends}
    return [Spent(*row) for row in db.execute(_STATES, given)]


def occupancy(spent: Sequence[Spent]) -> dict[tuple[uuid.UUID, int], float | None]:
    """Share of working time spent handling, by agent and cut: handling / (handling + ready). None: neither."""
    handled: dict[tuple[uuid.UUID, int], int] = defaultdict(int)
    ready: dict[tuple[uuid.UUID, int], int] = defaultdict(int)
    for one in spent:
        key = (one.person_id, one.cut)
        handled[key] += one.ms if one.state in HANDLING else 0
        ready[key] += one.ms if one.state == AVAILABLE else 0
    return {key: rules.occupancy(ms, ready[key]) for key, ms in handled.items()}


def by_reason(spent: Sequence[Spent]) -> dict[tuple[str, int], int]:
    """Milliseconds not ready, by reason and cut, of all agents in `spent`."""
    found: dict[tuple[str, int], int] = defaultdict(int)
    for one in spent:
        if one.state == "not_ready":
            found[one.reason or "", one.cut] += one.ms
    return dict(found)


def teams_of(db: Session) -> dict[uuid.UUID, Team]:
    """Return everybody's team as it is now: history follows people who have changed teams."""
    return {row[0]: row[1] for row in db.execute(select(Person.id, Person.team_id))}


def by_team(db: Session, window: Window, starts: list[datetime]) -> dict[tuple[Team, int], Counts]:
    """Return what the agents of each team answered, and its handle time, by team and cut; None: agents without a team."""
    return in_teams(agent_cells(db, window, starts), teams_of(db))


def in_teams(cells: AgentCells, teams: Mapping[uuid.UUID, Team]) -> dict[tuple[Team, int], Counts]:
    """Cells of agents added up by team."""
    return rolled_up(cells, lambda person, _queue, cut: (teams.get(person), cut))

"""The supervisor's board: what is so now, and the day's figures, all counted by `counting`. Live or for a past day."""

import uuid
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.service import measures
from agent_desk.hub.calls.views import person_ref, queue_ref, queues_by_id
from agent_desk.hub.figures import counting, rules
from agent_desk.hub.figures.counting import Cells, rolled_up
from agent_desk.hub.figures.now import AgentNow, Floor, OpenCall, floor_now, team_ref
from agent_desk.hub.figures.rules import Counts
from agent_desk.hub.figures.targets import Goal, Goals, goals_of
from agent_desk.hub.figures.windows import Window, day_window, shared_zone
from agent_desk.hub.kit.masking import Masks, masks_of
from agent_desk.models.calls.calls import NotReadyReason, Queue, QueueMember
from agent_desk.models.people import Person, Team
from agent_desk.schemas.calls.measures import MeasureMark
from agent_desk.schemas.calls.records import QueueRef, Reason
from agent_desk.schemas.figures import board as schemas

INTERVAL_MINUTES: Final = 30
QUARTER_MINUTES: Final = 15
RECENT: Final = timedelta(minutes=30)


@dataclass(slots=True)
class _Day:
    """What was counted of a day."""

    window: Window
    goals: Goals
    starts: list[datetime]
    """Of the quarters of an hour that `cells` are cut by."""
    cells: Cells
    agents: dict[uuid.UUID, Counts]


def live_board(db: Session, now: datetime, centre_zone: ZoneInfo) -> schemas.Board:
    """Return the board of this moment: today's calls of the centre's day, and the floor as it is."""
    day = _counted(db, day_window(now.astimezone(centre_zone).date(), centre_zone), goals_of(db))
    recent = counting.by_queue(db, Window(now - RECENT, now, centre_zone), day.goals)
    floor = floor_now(db)
    board = _board(db, day, now, live=True)
    board.now = floor.now()
    board.recent = figures(sum(recent.values(), Counts()), day.goals.centre)
    board.queues = _queue_rows(db, day, floor, recent, measures.closed_by_hours(db, now))
    board.agents = _agents_now(db, day, floor, masks_of(db))
    return board


def board_of_day(db: Session, day: date, now: datetime, centre_zone: ZoneInfo) -> schemas.Board:
    """Return the board of a day that is over, with the figures the report has for it. Raises BadMoment."""
    rough = day_window(day, centre_zone)
    zone = shared_zone(db, rough.start_at, rough.end_at, centre_zone)
    counted = _counted(db, day_window(day, zone), goals_of(db))
    board = _board(db, counted, now, live=False)
    board.queues = _queue_rows(db, counted, None, {}, {})
    people = db.execute(
        select(Person, Team)
        .outerjoin(Team, Team.id == Person.team_id)
        .where(Person.id.in_(counted.agents))
        .order_by(Person.name, Person.login)
    )
    board.agents = [
        schemas.AgentRow(
            person=person_ref(person),
            team=team_ref(team) if team is not None else None,
            **_handled(counted.agents[person.id]),
        )
        for person, team in people
    ]
    return board


def figures(counts: Counts, goal: Goal) -> schemas.Figures:
    """The board's figures of some calls, by the formula of the goal."""
    return schemas.Figures(
        offered=counts.offered,
        answered=counts.answered,
        abandoned=counts.abandoned,
        unfinished=counts.unfinished,
        service_level=_rounded(rules.service_level(counts, goal.target.formula)),
        answer_rate=_rounded(rules.answer_rate(counts)),
        asa=_rounded(rules.asa_s(counts)),
        aht=_rounded(rules.aht_s(counts)),
    )


def goal_shown(goal: Goal) -> schemas.Goal:
    """Return a goal as it is printed beside its figure."""
    target = goal.target
    return schemas.Goal(
        formula=target.formula,
        threshold_ms=target.within_ms,
        short_ms=target.short_ms,
        level=target.level,
        answer_rate=goal.answer_rate,
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, rules.DIGITS)


def _counted(db: Session, window: Window, goals: Goals) -> _Day:
    starts = window.intervals(QUARTER_MINUTES)
    return _Day(
        window=window,
        goals=goals,
        starts=starts,
        cells=counting.cells(db, window, starts, goals),
        agents=counting.by_agent(db, window),
    )


def _board(db: Session, day: _Day, now: datetime, *, live: bool) -> schemas.Board:
    centre = day.goals.centre
    return schemas.Board(
        made_at=now,
        live=live,
        day=day.window.start_at.astimezone(day.window.zone).date(),
        zone=str(day.window.zone),
        interval_ms=INTERVAL_MINUTES * 60_000,
        recent_ms=RECENT // timedelta(milliseconds=1),
        goal=goal_shown(centre),
        total=figures(counting.total(day.cells), centre),
        queues=[],
        agents=[],
        intervals=_intervals(day, now, live, INTERVAL_MINUTES),
        quarters=_intervals(day, now, live, QUARTER_MINUTES),
    )


def _intervals(day: _Day, now: datetime, live: bool, minutes: int) -> list[schemas.IntervalRow]:
    """From the first interval with a call to the last; live to the one that runs. Quiet ones in between are there."""
    starts = day.window.intervals(minutes)
    place = [bisect_right(starts, quarter) - 1 for quarter in day.starts]
    sums = rolled_up(day.cells, lambda _queue, cut: place[cut])
    if not sums:
        return []
    running = bisect_right(starts, now) - 1
    last = max(max(sums), running) if live else max(sums)
    ends = [*starts[1:], day.window.end_at]
    return [
        interval_row(starts[cut], min(ends[cut], now), sums.get(cut, Counts()), day.goals.centre)
        for cut in range(min(sums), min(last, len(starts) - 1) + 1)
    ]


def interval_row(start_at: datetime, end_at: datetime, counts: Counts, goal: Goal) -> schemas.IntervalRow:
    """Return the figures of one interval; `end_at` is where it ends, or now while it runs."""
    shown = figures(counts, goal)
    return schemas.IntervalRow(
        starts_at=start_at,
        offered=shown.offered,
        answered=shown.answered,
        abandoned=shown.abandoned,
        service_level=shown.service_level,
        answer_rate=shown.answer_rate,
        asa=shown.asa,
        aht=shown.aht,
        waiting=_rounded(mean_waiting(counts, start_at, end_at)),
    )


def mean_waiting(counts: Counts, start_at: datetime, end_at: datetime) -> float | None:
    """Callers waiting on average: the waits of the calls offered there / its length (Little's law, L = lambda W).

    Of calls that were answered or given up; a call's whole wait belongs to the interval it was offered in.
    """
    length_ms = (end_at - start_at) / timedelta(milliseconds=1)
    return (counts.wait_ms_answered + counts.abandon_wait_ms) / length_ms if length_ms > 0 else None


def _queue_rows(
    db: Session,
    day: _Day,
    floor: Floor | None,
    recent: Mapping[uuid.UUID, Counts],
    shut: Mapping[uuid.UUID, MeasureMark],
) -> list[schemas.QueueRow]:
    """Queues that had calls that day; live those too that somebody serves or waits in. `shut`: by their own hours, now."""
    sums = rolled_up(day.cells, lambda queue_id, _cut: queue_id)
    now = floor.by_queue() if floor is not None else {}
    measured = measures.marks(db) if floor is not None else {}
    served = set(db.scalars(select(QueueMember.queue_id).distinct())) if floor is not None else set()
    rows = []
    for queue in db.scalars(select(Queue).order_by(Queue.position, Queue.code)):
        if not (queue.id in sums or queue.id in now or queue.id in measured or (queue.active and queue.id in served)):
            continue
        goal = day.goals.of(queue.id)
        rows.append(
            schemas.QueueRow(
                queue=queue_ref(queue),
                goal=goal_shown(goal),
                day=figures(sums.get(queue.id, Counts()), goal),
                now=now.get(queue.id, schemas.Now()) if floor is not None else None,
                recent=figures(recent.get(queue.id, Counts()), goal) if floor is not None else None,
                measures=[*measured.get(queue.id, []), *([shut[queue.id]] if queue.id in shut else [])],
            )
        )
    return rows


def _agents_now(db: Session, day: _Day, floor: Floor, masks: Masks) -> list[schemas.AgentRow]:
    reasons = {
        row.code: Reason(code=row.code, name_zh=row.name_zh, name_en=row.name_en, system=row.system)
        for row in db.scalars(select(NotReadyReason))
    }
    queues = queues_by_id(db)
    calls = {one.call.id: one for one in floor.calls}
    return [_agent_row(agent, day, calls, queues, reasons, masks) for agent in floor.agents]


def _agent_row(
    agent: AgentNow,
    day: _Day,
    calls: Mapping[uuid.UUID, OpenCall],
    queues: Mapping[uuid.UUID, QueueRef],
    reasons: Mapping[str, Reason],
    masks: Masks,
) -> schemas.AgentRow:
    row = agent.state
    at_seat = calls.get(row.call_id) if row.call_id is not None else None
    # Not checked again, as each of them comes from the database every second.
    return schemas.AgentRow.model_construct(
        person=agent.person,
        team=agent.team,
        state=cast(Any, row.state),
        since_at=row.since_at,
        reason=_reason(row.reason, reasons),
        next_state=cast(Any, row.next_state),
        next_reason=_reason(row.next_reason, reasons),
        seat_lost_at=row.seat_lost_at,
        call_id=row.call_id,
        caller=masks.telephone(at_seat.call.caller, at_seat.call.verified_at is not None) if at_seat else "",
        queue=queues.get(at_seat.queue_id) if at_seat else None,
        queues=sorted(queues[queue_id].code for queue_id in agent.queues),
        **_handled(day.agents.get(agent.person.id, Counts())),
    )


def _reason(code: str | None, reasons: Mapping[str, Reason]) -> Reason | None:
    if code is None:
        return None
    return reasons.get(code) or Reason(code=code, name_zh=code, name_en=code)


def _handled(counts: Counts) -> dict[str, Any]:
    return {"answered": counts.answered, "aht": _rounded(rules.aht_s(counts))}

"""Every figure explains itself: its formula in words and numbers, its window, and the calls in it."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.service import rows_of
from agent_desk.hub.calls.views import person_ref, queue_ref
from agent_desk.hub.figures import counting, measures, rules
from agent_desk.hub.figures.board import goal_shown
from agent_desk.hub.figures.explaining_figures import NOW, figure_of
from agent_desk.hub.figures.now import AgentNow, floor_now
from agent_desk.hub.figures.rules import Counts
from agent_desk.hub.figures.targets import Goal, Goals, goals_of
from agent_desk.hub.figures.windows import Window, day_window, shared_zone
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.errors import NotFound, NotPermitted
from agent_desk.hub.kit.paging import page_size
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call, CallLeg, Queue
from agent_desk.models.people import Person
from agent_desk.schemas.calls.records import PersonRef, QueueRef
from agent_desk.schemas.figures.board import ExplainedCall, Explanation, FigureWord
from agent_desk.schemas.figures.views import CallsPage


@dataclass(frozen=True, slots=True)
class About:
    """Which figure of which calls, as the wire says it: a queue's or all, an agent's own, of a day (None: today) or a part of it."""

    figure: FigureWord
    queue: str | None = None
    agent: uuid.UUID | None = None
    day: date | None = None
    start_at: datetime | None = None
    end_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The same, looked up."""

    figure: FigureWord
    queue: Queue | None
    agent: Person | None
    window: Window
    goals: Goals
    now: datetime

    @property
    def goal(self) -> Goal:
        """The goal the figure is measured by."""
        return self.goals.of(self.queue.id if self.queue is not None else None)


def asked(db: Session, about: About, now: datetime, centre_zone: ZoneInfo) -> Asked:
    """Return what is asked about. Raises NotFound for a queue or agent there is not, BadMoment for a day there is not."""
    queue = agent = None
    if about.queue is not None:
        queue = db.scalar(select(Queue).where(Queue.code == about.queue))
        if queue is None:
            raise NotFound(what="queue")
    if about.agent is not None:
        agent = db.get(Person, about.agent)
        if agent is None:
            raise NotFound(what="agent")
    return Asked(
        figure=about.figure,
        queue=queue,
        agent=agent,
        window=_window(db, about, now, centre_zone),
        goals=goals_of(db),
        now=now,
    )


def require_within(unit: Unit, about: Asked, permission: str) -> None:
    """Check that what a figure is about is within reach: agent, else queue, else the whole centre. Raises NotFound, NotPermitted."""
    reach = scope.reach(unit, permission)
    if reach.everything:
        return
    if about.agent is not None:
        scope.require(unit, exists().where(Person.id == about.agent.id, scope.doer(reach, Person.id)), "agent")
    elif about.queue is not None:
        scope.require_queue(unit, permission, about.queue.id)
    else:
        raise NotPermitted(permission=permission)


def _window(db: Session, about: About, now: datetime, centre_zone: ZoneInfo) -> Window:
    today = now.astimezone(centre_zone).date()
    window = day_window(about.day or today, centre_zone)
    if about.day is not None and about.day != today:
        window = day_window(about.day, shared_zone(db, window.start_at, window.end_at, centre_zone))
    start_at, end_at = about.start_at or window.start_at, about.end_at or window.end_at
    return Window(start_at, max(start_at, end_at), window.zone)


def explain(db: Session, about: Asked) -> Explanation:
    """Return how the figure comes about."""
    figure, goal, counts = figure_of(about.figure, about.goal), about.goal, _counts(db, about)
    numbers = asdict(counts)
    numerator, denominator = figure.parts(counts)
    agents: list[PersonRef] = []
    if about.figure in NOW:
        numerator, agents = _of_this_moment(db, about)
        numbers[about.figure] = round(numerator)
    value = numerator if denominator is None else numerator / denominator if denominator > 0 else None
    return Explanation(
        figure=about.figure,
        unit=figure.unit,
        queue=queue_ref(about.queue) if about.queue is not None else None,
        agent=person_ref(about.agent) if about.agent is not None else None,
        agents=agents,
        words_zh=figure.words[0],
        words_en=figure.words[1],
        expression=figure.expression,
        substituted=_substituted(figure.expression, numbers),
        numerator=numerator,
        denominator=denominator,
        value=None if value is None else round(value, rules.DIGITS),
        goal=goal_shown(goal),
        own_goals=_own_goals(db, about),
        window_start_at=about.window.start_at,
        window_end_at=about.window.end_at,
        zone=str(about.window.zone),
        counts=numbers,
    )


def _counts(db: Session, about: Asked) -> Counts:
    if about.agent is not None:
        return counting.by_agent(db, about.window).get(about.agent.id, Counts())
    by_queue = counting.by_queue(db, about.window, about.goals)
    if about.queue is not None:
        return by_queue.get(about.queue.id, Counts())
    return sum(by_queue.values(), Counts())


def _of_this_moment(db: Session, about: Asked) -> tuple[float, list[PersonRef]]:
    """Return the figure, and the agents it is made of where it is one of agents."""
    floor, queue = floor_now(db), about.queue
    now = floor.now() if queue is None else floor.by_queue().get(queue.id)
    if now is None:
        return 0, []
    if about.figure == "longest_wait":
        return ((about.now - now.longest_since).total_seconds() if now.longest_since is not None else 0), []
    states = {"talking": ("talking", "on_hold"), "ready": ("ready",)}.get(about.figure, ())
    seats = {one.call.id for one in floor.calls if queue is not None and one.queue_id == queue.id}

    def belongs(agent: AgentNow) -> bool:
        if queue is None:
            return True
        return agent.state.call_id in seats if about.figure == "talking" else queue.id in agent.queues

    agents = [agent.person for agent in floor.agents if agent.state.state in states and belongs(agent)]
    return getattr(now, about.figure), agents


def _substituted(expression: str, numbers: dict[str, int]) -> str:
    for name in sorted(numbers, key=len, reverse=True):
        expression = expression.replace(name, str(numbers[name]))
    return expression


def _own_goals(db: Session, about: Asked) -> list[QueueRef]:
    """Queues in the figure that are measured by another T or t than the goal says."""
    if about.queue is not None:
        return []
    usual = about.goals.centre.target
    other = [
        queue_id
        for queue_id, goal in about.goals.queues.items()
        if (goal.target.within_ms, goal.target.short_ms) != (usual.within_ms, usual.short_ms)
    ]
    return [queue_ref(queue) for queue in db.scalars(select(Queue).where(Queue.id.in_(other)).order_by(Queue.code))]


def calls_of_figure(db: Session, about: Asked, until: datetime | None, offset: int, limit: int | None) -> CallsPage:
    """Some of the calls a figure is made of, newest first, each with whether it is in the numerator.

    By place and not by key, since a list of a million is jumped about in; `until` keeps it still meanwhile.
    """
    until = until or about.now
    figure = figure_of(about.figure, about.goal)
    found: Any = select(Call, figure.counted(about.goals).label("counted")).where(figure.population(about.goals))
    found = _narrowed(found, about, until)
    total = None
    if offset <= 0:
        total = db.scalar(select(func.count()).select_from(found.with_only_columns(Call.id).subquery()))
    rows = db.execute(
        found.order_by(Call.offered_at.desc(), Call.id.desc()).offset(max(0, offset)).limit(page_size(limit))
    ).all()
    items = rows_of(db, [call for call, _ in rows])
    return CallsPage(
        total=total,
        offset=max(0, offset),
        until=until,
        items=[ExplainedCall(call=item, counted=bool(row[1])) for item, row in zip(items, rows, strict=True)],
    )


def _narrowed(found: Any, about: Asked, until: datetime) -> Any:
    if about.figure not in NOW:
        found = found.where(measures.offered(about.window.start_at, min(about.window.end_at, until)))
    if about.queue is not None:
        # Waiting calls stand where they wait, as on the board; what counts, counts in the first queue.
        stands = func.coalesce(Call.waits_in_id, Call.queue_id) if about.figure in NOW else Call.queue_id
        found = found.where(stands == about.queue.id)
    if about.agent is not None:
        own = select(CallLeg.id).where(
            CallLeg.call_id == Call.id, CallLeg.person_id == about.agent.id, CallLeg.answered_at.is_not(None)
        )
        found = found.where(own.exists())
    return found

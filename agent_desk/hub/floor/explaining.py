"""Every figure explains itself: its formula in words and numbers, its window, and the calls in it."""

import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.orm import Session

from agent_desk.hub.calls.service import rows_of
from agent_desk.hub.floor import counting, rules
from agent_desk.hub.floor.board import goal_shown, queue_ref
from agent_desk.hub.floor.now import NOT_LIVE, floor_now
from agent_desk.hub.floor.rules import FORMULAS, Counts, FormulaId
from agent_desk.hub.floor.targets import Goal, Goals, goals_of
from agent_desk.hub.floor.windows import Window, day_window, shared_zone
from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.paging import from_cursor, page_size, to_cursor
from agent_desk.models.calls import Call, Queue
from agent_desk.schemas.calls import QueueRef
from agent_desk.schemas.floor import ExplainedCall, ExplainedPage, Explanation, FigureWord

Condition = Callable[[Goals], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class _Figure:
    """How a figure is made: words, an expression in the names of Counts, its parts, and which calls are in it."""

    unit: Literal["share", "seconds", "calls"]
    words: tuple[str, str]
    expression: str
    parts: Callable[[Counts], tuple[float, int | None]]
    counted: Condition
    population: Condition


def _took(_goals: Goals) -> ColumnElement[bool]:
    return counting.answered()


def _gave_up(_goals: Goals) -> ColumnElement[bool]:
    return counting.abandoned()


def _every(_goals: Goals) -> ColumnElement[bool]:
    return Call.id.is_not(None)


def _handled(_goals: Goals) -> ColumnElement[bool]:
    return and_(counting.answered(), ~counting.unfinished())


def _waits(_goals: Goals) -> ColumnElement[bool]:
    return and_(
        Call.state.in_(("waiting", "ringing")), Call.exchange.not_in(NOT_LIVE), Call.direction == "inbound",
        Call.parked_at.is_(None),
    )  # fmt: skip


def _ended(_goals: Goals) -> ColumnElement[bool]:
    return or_(counting.answered(), counting.abandoned())


_FIGURES: Final[dict[FigureWord, _Figure]] = {
    "answer_rate": _Figure(
        "share", ("接听 ÷ 进线（转人工）", "answered / offered"), "answered / offered",
        lambda c: (c.answered, c.offered), _took, _every,
    ),
    "asa": _Figure(
        "seconds", ("接听电话的等待时长之和 ÷ 接听", "waits of the answered calls / answered"),
        "wait_ms_answered / answered / 1000", lambda c: (c.wait_ms_answered / 1000, c.answered), _took, _took,
    ),
    "aht": _Figure(
        "seconds",
        ("（通话 + 保持 + 话后处理）÷ 已处理完的接听", "(talk + hold + after-call work) / answered calls that are done with"),
        "(talk_ms + hold_ms + acw_ms) / (answered - unfinished) / 1000",
        lambda c: (c.handle_ms / 1000, c.answered - c.unfinished), _handled, _took,
    ),
    "offered": _Figure(
        "calls", ("转人工进线数（不含语音导航中挂断）", "calls that asked for a person, hang-ups in the menu left out"),
        "offered", lambda c: (c.offered, None), _every, _every,
    ),
    "answered": _Figure(
        "calls", ("由人工接听的电话数", "calls answered by a person"), "answered", lambda c: (c.answered, None), _took, _took
    ),
    "abandoned": _Figure(
        "calls", ("排队中挂断的电话数（排队回呼不计）", "calls given up in the queue; a queue call-back is none"), "abandoned",
        lambda c: (c.abandoned, None), _gave_up, _gave_up,
    ),
    "waiting": _Figure(
        "calls", ("此刻排队或振铃、尚无人工应答的电话数", "calls that wait or ring now"), "waiting", lambda c: (0, None), _waits,
        _waits,
    ),
}  # fmt: skip


def _within(goals: Goals) -> ColumnElement[bool]:
    return counting.answered_within(goals)


def _early(goals: Goals) -> ColumnElement[bool]:
    return or_(counting.answered_within(goals), counting.abandoned_within(goals))


def _short(goals: Goals) -> ColumnElement[bool]:
    return or_(counting.answered_within(goals), counting.abandoned_short(goals))


def _late(goals: Goals) -> ColumnElement[bool]:
    return or_(counting.answered(), and_(counting.abandoned(), ~counting.abandoned_within(goals)))


def _not_early(goals: Goals) -> ColumnElement[bool]:
    # A call without an outcome yet is not given up: NOT (NULL) would leave it out.
    return or_(Call.outcome.is_(None), ~counting.abandoned_within(goals))


_LEVELS: Final[dict[FormulaId, tuple[Condition, Condition]]] = {
    "F1": (_early, _ended),
    "F2": (_within, _took),
    "F3": (_within, _ended),
    "F4": (_within, _late),
    "F5": (_short, _ended),
    "F6": (_within, _not_early),
}
"""Numerator and population of each formula of the service level, call by call."""


def _figure(word: FigureWord, goal: Goal) -> _Figure:
    if word != "service_level":
        return _FIGURES[word]
    formula = FORMULAS[goal.target.formula]
    counted, population = _LEVELS[formula.id]
    return _Figure(
        "share", (f"{formula.id}：{formula.words_zh}", f"{formula.id}: {formula.words_en}"), formula.expression,
        formula.parts, counted, population,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figure of which calls: a queue's or all, of a day or (None) of today."""

    figure: FigureWord
    queue: Queue | None
    window: Window
    goals: Goals

    @property
    def goal(self) -> Goal:
        """The goal the figure is measured by."""
        return self.goals.of(self.queue.id if self.queue is not None else None)


def asked(
    db: Session, figure: FigureWord, queue_code: str | None, day: date | None, now: datetime, centre_zone: ZoneInfo
) -> Asked:
    """What is asked about. Raises NotFound for a queue there is not, BadMoment for a day there is not."""
    queue = None
    if queue_code is not None:
        queue = db.scalar(select(Queue).where(Queue.code == queue_code))
        if queue is None:
            raise NotFound(what="queue")
    today = now.astimezone(centre_zone).date()
    window = day_window(day or today, centre_zone)
    if day is not None and day != today:
        window = day_window(day, shared_zone(db, window.start_at, window.end_at, centre_zone))
    return Asked(figure=figure, queue=queue, window=window, goals=goals_of(db))


def explain(db: Session, about: Asked) -> Explanation:
    """How the figure comes about."""
    by_queue = counting.by_queue(db, about.window, about.goals)
    if about.queue is not None:
        counts = by_queue.get(about.queue.id, Counts())
    else:
        counts = sum(by_queue.values(), Counts())
    figure, goal = _figure(about.figure, about.goal), about.goal
    numbers = asdict(counts)
    numerator, denominator = figure.parts(counts)
    if about.figure == "waiting":
        numerator = numbers["waiting"] = _waiting_now(db, about)
    value = numerator if denominator is None else numerator / denominator if denominator > 0 else None
    return Explanation(
        figure=about.figure,
        unit=figure.unit,
        queue=queue_ref(about.queue) if about.queue is not None else None,
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


def _waiting_now(db: Session, about: Asked) -> int:
    floor = floor_now(db)
    if about.queue is None:
        return floor.now().waiting
    now = floor.by_queue().get(about.queue.id)
    return now.waiting if now is not None else 0


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


def calls_behind(db: Session, about: Asked, limit: int | None, after: str | None) -> ExplainedPage:
    """The calls a figure is made of, newest first, each with whether it is in the numerator. Raises InvalidForm."""
    size = page_size(limit)
    figure = _figure(about.figure, about.goal)
    counted = figure.counted(about.goals).label("counted")
    found = select(Call, counted).where(figure.population(about.goals))
    if about.figure != "waiting":
        found = found.where(counting.offered(about.window.start_at, about.window.end_at))
    if about.queue is not None:
        # Waiting calls stand where they wait, as on the board; what counts, counts in the first queue.
        stands = func.coalesce(Call.waits_in_id, Call.queue_id) if about.figure == "waiting" else Call.queue_id
        found = found.where(stands == about.queue.id)
    place = from_cursor(after, 2)
    if place is not None:
        found = found.where(tuple_(Call.offered_at, Call.id) < _place(place))
    rows = db.execute(found.order_by(Call.offered_at.desc(), Call.id.desc()).limit(size + 1)).all()
    shown = rows[:size]
    items = rows_of(db, [call for call, _ in shown])
    last = shown[-1][0] if len(rows) > size else None
    return ExplainedPage(
        items=[ExplainedCall(call=item, counted=bool(row[1])) for item, row in zip(items, shown, strict=True)],
        next=to_cursor(last.offered_at.isoformat(), last.id) if last is not None else None,
    )


def _place(values: list[Any]) -> Any:
    try:
        return tuple_(datetime.fromisoformat(values[0]), uuid.UUID(values[1]))
    except (TypeError, ValueError, AttributeError) as fault:
        raise InvalidForm({"after": "not_a_cursor"}) from fault

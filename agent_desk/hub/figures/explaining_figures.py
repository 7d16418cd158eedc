"""What each figure is made of: its words, its expression in the names of `Counts`, and which calls are in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import ColumnElement, and_, false, or_

from agent_desk.hub.calls.service import counted
from agent_desk.hub.figures import measures
from agent_desk.hub.figures.rules import FORMULAS, Counts
from agent_desk.hub.figures.targets import Goal, Goals
from agent_desk.models.calls.calls import Call
from agent_desk.schemas.calls.rules import NOT_LIVE
from agent_desk.schemas.figures.board import FigureWord
from agent_desk.schemas.figures.targets import FormulaWord

Condition = Callable[[Goals], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Figure:
    """How a figure is made: words, an expression in the names of Counts, its parts, and which calls are in it."""

    unit: Literal["share", "seconds", "calls", "agents"]
    words: tuple[str, str]
    expression: str
    parts: Callable[[Counts], tuple[float, int | None]]
    counted: Condition
    population: Condition


def _took(_goals: Goals) -> ColumnElement[bool]:
    return counted.answered()


def _gave_up(_goals: Goals) -> ColumnElement[bool]:
    return counted.abandoned()


def _every(_goals: Goals) -> ColumnElement[bool]:
    return Call.id.is_not(None)


def _decided(_goals: Goals) -> ColumnElement[bool]:
    # Every call has NULL or a word as its outcome: NOT of the whole condition is never NULL.
    return ~counted.undecided()


def _handled(_goals: Goals) -> ColumnElement[bool]:
    return and_(counted.answered(), ~measures.unfinished())


def _waits(_goals: Goals) -> ColumnElement[bool]:
    return and_(
        Call.state.in_(("waiting", "ringing")),
        Call.exchange.not_in(NOT_LIVE),
        Call.direction == "inbound",
        Call.parked_at.is_(None),
    )


def _talks(_goals: Goals) -> ColumnElement[bool]:
    return and_(Call.state.in_(("talking", "on_hold")), Call.exchange.not_in(NOT_LIVE))


def _none(_goals: Goals) -> ColumnElement[bool]:
    return false()


def _ended(_goals: Goals) -> ColumnElement[bool]:
    return or_(counted.answered(), counted.abandoned())


_FIGURES: Final[dict[FigureWord, Figure]] = {
    "answer_rate": Figure(
        "share",
        ("接听 ÷（进线 − 仍在等待）", "answered / (offered - still waiting)"),
        "answered / (offered - undecided)",
        lambda c: (c.answered, c.offered - c.undecided),
        _took,
        _decided,
    ),
    "asa": Figure(
        "seconds",
        ("接听电话的等待时长之和 ÷ 接听", "waits of the answered calls / answered"),
        "wait_ms_answered / answered / 1000",
        lambda c: (c.wait_ms_answered / 1000, c.answered),
        _took,
        _took,
    ),
    "aht": Figure(
        "seconds",
        (
            "（通话 + 保持 + 话后处理）÷ 已处理完的接听",
            "(talk + hold + after-call work) / answered calls that are done with",
        ),
        "(talk_ms + hold_ms + acw_ms) / (answered - unfinished) / 1000",
        lambda c: (c.handle_ms / 1000, c.answered - c.unfinished),
        _handled,
        _took,
    ),
    "offered": Figure(
        "calls",
        ("转人工进线数（不含语音导航中挂断）", "calls that asked for a person, hang-ups in the menu left out"),
        "offered",
        lambda c: (c.offered, None),
        _every,
        _every,
    ),
    "answered": Figure(
        "calls",
        ("由人工接听的电话数", "calls answered by a person"),
        "answered",
        lambda c: (c.answered, None),
        _took,
        _took,
    ),
    "abandoned": Figure(
        "calls",
        ("排队中挂断的电话数（排队回呼不计）", "calls given up in the queue; a queue call-back is none"),
        "abandoned",
        lambda c: (c.abandoned, None),
        _gave_up,
        _gave_up,
    ),
    "waiting": Figure(
        "calls",
        ("此刻排队或振铃、尚无人工应答的电话数", "calls that wait or ring now"),
        "waiting",
        lambda c: (0, None),
        _waits,
        _waits,
    ),
    "longest_wait": Figure(
        "seconds",
        ("此刻 − 等待最久者开始等待的时间", "now - when the one who waits longest began to wait"),
        "longest_wait",
        lambda c: (0, None),
        _waits,
        _waits,
    ),
    "talking": Figure(
        "agents",
        ("状态为通话中或保持的坐席数", "agents whose state is talking or on hold"),
        "talking",
        lambda c: (0, None),
        _talks,
        _talks,
    ),
    "ready": Figure(
        "agents",
        ("状态为就绪、可立即接听的坐席数", "agents whose state is ready"),
        "ready",
        lambda c: (0, None),
        _none,
        _none,
    ),
}

NOW: Final[tuple[FigureWord, ...]] = ("waiting", "longest_wait", "talking", "ready")
"""Figures of this moment: they have no window, and are not counted from calls of a day."""


def _within(goals: Goals) -> ColumnElement[bool]:
    return measures.answered_within(goals)


def _early(goals: Goals) -> ColumnElement[bool]:
    return or_(measures.answered_within(goals), measures.abandoned_within(goals))


def _short(goals: Goals) -> ColumnElement[bool]:
    return or_(measures.answered_within(goals), measures.abandoned_short(goals))


def _late(goals: Goals) -> ColumnElement[bool]:
    return or_(counted.answered(), and_(counted.abandoned(), ~measures.abandoned_within(goals)))


def _not_early(goals: Goals) -> ColumnElement[bool]:
    # A call without an outcome yet is not given up: NOT (NULL) would leave it out.
    return or_(Call.outcome.is_(None), ~measures.abandoned_within(goals))


_LEVELS: Final[dict[FormulaWord, tuple[Condition, Condition]]] = {
    "F1": (_early, _ended),
    "F2": (_within, _took),
    "F3": (_within, _ended),
    "F4": (_within, _late),
    "F5": (_short, _ended),
    "F6": (_within, _not_early),
}
"""Numerator and population of each formula of the service level, call by call."""


def figure_of(word: FigureWord, goal: Goal) -> Figure:
    """Return how this figure is made, by the goal's formula."""
    if word != "service_level":
        return _FIGURES[word]
    formula = FORMULAS[goal.target.formula]
    counted, population = _LEVELS[formula.id]
    return Figure(
        "share",
        (f"{formula.id}：{formula.words_zh}", f"{formula.id}: {formula.words_en}"),
        formula.expression,
        formula.parts,
        counted,
        population,
    )

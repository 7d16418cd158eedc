"""The supervisor's board as it crosses the wire, live or of a past day, and where its figures come from.

Shares lie between 0 and 1, times of figures are seconds; None: no basis. Times are UTC, callers' numbers masked.
"""

import uuid
from datetime import date, datetime
from typing import Literal

from agent_desk.schemas.calls.measures import MeasureMark
from agent_desk.schemas.calls.records import (
    AgentStateWord,
    AskedStateWord,
    CallRow,
    PersonRef,
    QueueRef,
    Reason,
)
from agent_desk.schemas.figures.targets import FormulaWord
from agent_desk.schemas.kit.free_text import OwnText
from agent_desk.schemas.kit.record import WireRecord

FigureWord = Literal[
    "service_level",
    "answer_rate",
    "asa",
    "aht",
    "offered",
    "answered",
    "abandoned",
    "waiting",
    "longest_wait",
    "talking",
    "ready",
]
BOARD = "floor.board"
"""Name of the snapshot that a seat watches."""


class Goal(WireRecord):
    """What is aimed at: T, t and formula of the service level, the share to reach, the answer rate to reach."""

    formula: FormulaWord
    threshold_ms: int
    short_ms: int
    level: float
    answer_rate: float


class Figures(WireRecord):
    """Figures of some calls. `unfinished`: answered calls without a handle time yet, left out of `aht`."""

    offered: int
    answered: int
    abandoned: int
    unfinished: int = 0
    service_level: float | None = None
    answer_rate: float | None = None
    asa: float | None = None
    aht: float | None = None


class Now(WireRecord):
    """What is so at this moment. `longest_since`: when the one who waits longest began to wait."""

    waiting: int = 0
    longest_since: datetime | None = None
    talking: int = 0
    ready: int = 0
    not_ready: int = 0
    after_call_work: int = 0
    seats_lost: int = 0


class QueueRow(WireRecord):
    """One queue. An agent of several queues counts as ready in each. `recent`: the last 30 minutes; live only, as `measures`."""

    queue: QueueRef
    goal: Goal
    now: Now | None = None
    day: Figures
    recent: Figures | None = None
    measures: list[MeasureMark] = []


class TeamRef(WireRecord):
    """A group of agents under one leader."""

    code: str
    name_zh: OwnText
    name_en: OwnText


class AgentRow(WireRecord):
    """One agent. State and what follows it are there only live. `queue`: of the call at the seat."""

    person: PersonRef
    team: TeamRef | None = None
    state: AgentStateWord | None = None
    reason: Reason | None = None
    since_at: datetime | None = None
    next_state: AskedStateWord | None = None
    next_reason: Reason | None = None
    seat_lost_at: datetime | None = None
    call_id: uuid.UUID | None = None
    caller: str = ""
    queue: QueueRef | None = None
    queues: list[str] = []
    """Codes of the queues the agent serves."""
    answered: int = 0
    aht: float | None = None


class IntervalRow(WireRecord):
    """One interval of the day, by what was offered in it. `waiting`: callers waiting on average (Little's law)."""

    starts_at: datetime
    offered: int
    answered: int
    abandoned: int
    service_level: float | None = None
    answer_rate: float | None = None
    asa: float | None = None
    aht: float | None = None
    waiting: float | None = None


class Board(WireRecord):
    """Everything on the supervisor's board. `day` is a calendar day of `zone`; `live` False: a day looked up later.

    `intervals` are of `interval_ms` each, `quarters` the same calls by quarters of an hour.
    """

    made_at: datetime
    live: bool
    part: bool = False
    """Whether it is narrowed to the queues and people that the viewer's right reaches; totals are theirs added up."""
    day: date
    zone: str
    interval_ms: int
    recent_ms: int
    goal: Goal
    now: Now | None = None
    total: Figures
    recent: Figures | None = None
    queues: list[QueueRow]
    agents: list[AgentRow]
    intervals: list[IntervalRow]
    quarters: list[IntervalRow] = []


class Explanation(WireRecord):
    """How a figure comes about: its formula in words and numbers, the window, what was counted.

    `expression` uses the names of `counts`; `substituted` has their numbers in place. `unit`: share of 1, seconds, calls, agents.
    `agent`: whose own part it is; `agents`: who is in a figure of this moment. `own_goals`: queues in it whose T or t differ
    from the centre's; they are counted with their own.
    """

    figure: FigureWord
    unit: Literal["share", "seconds", "calls", "agents"]
    queue: QueueRef | None = None
    agent: PersonRef | None = None
    agents: list[PersonRef] = []
    words_zh: OwnText
    words_en: OwnText
    expression: str
    substituted: str
    numerator: float
    denominator: float | None = None
    value: float | None = None
    goal: Goal
    own_goals: list[QueueRef] = []
    window_start_at: datetime
    window_end_at: datetime
    zone: str
    counts: dict[str, int]


class ExplainedCall(WireRecord):
    """One call behind a figure. `counted`: it is in the numerator."""

    call: CallRow
    counted: bool

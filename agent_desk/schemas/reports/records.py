"""Reports as they cross the wire. Times in figures are seconds, shares lie between 0 and 1, both to six decimals."""

from datetime import datetime
from typing import Literal

from agent_desk.schemas.figures.targets import FormulaWord
from agent_desk.schemas.kit.record import WireRecord

Grouping = Literal["all", "queue", "day", "interval", "agent"]
Figure = int | float | None


class ReportRow(WireRecord):
    """One group. `key`: "all", a queue's or an agent's code, or the Unix time at which a day or interval starts.

    `figures`: offered, answered, abandoned, answered_within, abandoned_within, abandoned_short, answer_rate, asa, aht,
    abandon_wait, longest_wait, F1 to F6; of an agent answered and aht alone. None: no basis.
    """

    key: str
    starts_at: datetime | None = None
    figures: dict[str, Figure]


class OwnTarget(WireRecord):
    """A queue that is measured by T and t of its own."""

    queue: str
    threshold_ms: int
    short_ms: int


class ServiceLevelReport(WireRecord):
    """Service level and what belongs to it, of the calls offered in [start_at, end_at).

    T, t, formula and target are the centre's; queues with their own T and t are listed in `own_targets`.
    """

    start_at: datetime
    end_at: datetime
    zone: str
    by: Grouping
    minutes: int
    threshold_ms: int
    short_ms: int
    formula: FormulaWord
    target: float
    answer_rate_target: float
    own_targets: list[OwnTarget] = []
    rows: list[ReportRow]

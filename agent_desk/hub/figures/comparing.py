"""A day beside the same weekdays before it, counted by `counting` like everything else."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from agent_desk.hub.figures import counting
from agent_desk.hub.figures.board import interval_row
from agent_desk.hub.figures.counting import rolled_up
from agent_desk.hub.figures.rules import Counts
from agent_desk.hub.figures.targets import Goals, goals_of
from agent_desk.hub.figures.usual_rules import Row, usual_mean, usual_median
from agent_desk.hub.figures.windows import Window, day_window
from agent_desk.schemas.figures.board import IntervalRow
from agent_desk.schemas.figures.views import Comparison, UsualRow

WEEKS: Final = 8
"""So many same weekdays are looked at."""
FIGURES: Final = ("offered", "abandoned", "service_level", "answer_rate", "asa", "aht", "waiting")
Usual = Callable[[Sequence[Row]], list[float | None]]


def compare(db: Session, day: date, minutes: int, zone: ZoneInfo) -> Comparison:
    """Return the day's usual figures by interval. Raises BadMoment at the ends of the calendar."""
    goals = goals_of(db)
    starts = day_window(day, zone).intervals(minutes)
    past = list(_earlier(db, day, minutes, goals, zone, starts).items())
    rows = [one for _, one in past]
    return Comparison(
        day=day,
        zone=str(zone),
        interval_ms=minutes * 60_000,
        days=[earlier for earlier, _ in past],
        mean=_rows(starts, rows, usual_mean) if rows else [],
        median=_rows(starts, rows, usual_median) if rows else [],
    )


def _earlier(
    db: Session, day: date, minutes: int, goals: Goals, zone: ZoneInfo, starts: list[datetime]
) -> dict[date, list[IntervalRow]]:
    """Return the last same weekdays that had calls, newest first, each brought onto the clock of the day: an hour that the clocks skip or
    repeat is matched by its time on the wall."""
    found = {}
    for week in range(1, WEEKS + 1):
        earlier = day - timedelta(weeks=week)
        rows = _day(db, day_window(earlier, zone), minutes, goals)
        if rows:
            by_wall = {row.starts_at.astimezone(zone).time(): row for row in rows}
            none = interval_row(starts[0], starts[0], Counts(), goals.centre)
            found[earlier] = [by_wall.get(start.astimezone(zone).time(), none) for start in starts]
    return found


def _day(db: Session, window: Window, minutes: int, goals: Goals) -> list[IntervalRow]:
    starts = window.intervals(minutes)
    sums = rolled_up(counting.cells(db, window, starts, goals), lambda _queue, cut: cut)
    ends = [*starts[1:], window.end_at]
    if not sums:
        return []
    return [interval_row(start, ends[cut], sums.get(cut, Counts()), goals.centre) for cut, start in enumerate(starts)]


def _rows(starts: list[datetime], days: list[list[IntervalRow]], usual: Usual) -> list[UsualRow]:
    columns = {name: usual([[getattr(row, name) for row in day] for day in days]) for name in FIGURES}
    return [
        UsualRow(starts_at=start, **{name: _short(columns[name][at]) for name in FIGURES})
        for at, start in enumerate(starts)
    ]


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 4)

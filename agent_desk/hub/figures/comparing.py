"""A day beside the same weekdays before it, counted by `counting` like everything else, and the forecast of today."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from agent_desk.hub.figures import counting, forecasting
from agent_desk.hub.figures.board import interval_row
from agent_desk.hub.figures.counting import rolled_up
from agent_desk.hub.figures.rules import Counts
from agent_desk.hub.figures.targets import Goals, goals_of
from agent_desk.hub.figures.windows import Window, day_window
from agent_desk.schemas.figures.board import IntervalRow
from agent_desk.schemas.figures.views import Comparison, ForecastRow, UsualRow

WEEKS: Final = 8
"""So many same weekdays are looked at."""
FIGURES: Final = ("offered", "abandoned", "service_level", "answer_rate", "asa", "aht", "waiting")
Usual = Callable[[Sequence[forecasting.Row]], list[float | None]]


def compare(db: Session, day: date, minutes: int, now: datetime, zone: ZoneInfo) -> Comparison:
    """Return the day's usual figures by interval, and for today the forecast. Raises BadMoment at the ends of the calendar."""
    goals = goals_of(db)
    window = day_window(day, zone)
    starts = window.intervals(minutes)
    past = _earlier(db, day, minutes, goals, zone, starts)
    told = Comparison(
        day=day,
        zone=str(zone),
        interval_ms=minutes * 60_000,
        days=list(past),
        mean=[],
        median=[],
        forecast=[],
        decay=forecasting.DECAY,
    )
    if past:
        told.mean = _rows(starts, list(past.values()), forecasting.usual_mean)
        told.median = _rows(starts, list(past.values()), forecasting.usual_median)
        if window.start_at <= now < window.end_at:
            _foretell(db, told, window, starts, list(past.values()), now, goals)
    return told


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


def _foretell(
    db: Session,
    told: Comparison,
    window: Window,
    starts: list[datetime],
    days: list[list[IntervalRow]],
    now: datetime,
    goals: Goals,
) -> None:
    expected = forecasting.weighted([[float(row.offered) for row in day] for day in days])
    sums = rolled_up(counting.cells(db, window, starts, goals), lambda _queue, cut: cut)
    # The interval that runs is not over: it says nothing about the level yet.
    over = [cut for cut, end in enumerate([*starts[1:], window.end_at]) if end <= now]
    told.so_far = float(sum(sums.get(cut, Counts()).offered for cut in over))
    told.expected_so_far = round(sum(expected[cut] for cut in over), 2)
    told.level = round(forecasting.level(told.so_far, told.expected_so_far), 4)
    told.forecast = [
        ForecastRow(starts_at=start, offered=round(expected[cut] * told.level, 2)) for cut, start in enumerate(starts)
    ]


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 4)

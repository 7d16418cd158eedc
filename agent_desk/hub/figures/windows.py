"""Stretches of time that figures are counted over: half-open, cut into days and intervals on the wall clock of a zone.

The cuts are made here, by the rules, and handed to PostgreSQL as instants: one library of time zones decides, so that
board, report and explanation cannot fall apart on the day the clocks change.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.figures import rules
from agent_desk.models.calls.calls import Call, Queue

_WIDEST = timedelta(hours=15)
"""No zone is further from UTC than this; so much wider one looks for the calls of a day whose zone is not known yet."""


class BadMoment(ValueError):
    """A text that is neither a date nor a date with a time, or lies outside what can be counted."""


@dataclass(frozen=True, slots=True)
class Window:
    """[start_at, end_at) in UTC, cut on the wall clock of `zone`. Raises ValueError when it ends before it starts."""

    start_at: datetime
    end_at: datetime
    zone: ZoneInfo

    def __post_init__(self) -> None:
        if self.end_at < self.start_at:
            raise ValueError("a window ends no earlier than it starts")

    def days(self) -> list[datetime]:
        """Return where each calendar day begins, the first one cut off where the window begins within it."""
        return self._cuts(lambda at: rules.day_end(at, self.zone))

    def intervals(self, minutes: int) -> list[datetime]:
        """Return where each interval begins (rules.interval_start). Raises ValueError for minutes that are no interval."""
        step = timedelta(minutes=minutes)

        def following(at: datetime) -> datetime:
            begun = rules.interval_start(at, minutes, self.zone)
            after = rules.interval_start(begun + step, minutes, self.zone)
            return after if after > at else begun + step

        return self._cuts(following, rules.interval_start(self.start_at, minutes, self.zone))

    def _cuts(self, following: Callable[[datetime], datetime], first: datetime | None = None) -> list[datetime]:
        at = first if first is not None else rules.day_start(self.start_at, self.zone)
        cuts = []
        while at < self.end_at:
            cuts.append(at)
            at = following(at)
        return cuts


def day_window(day: date, zone: ZoneInfo) -> Window:
    """Return one calendar day of a zone: 23, 24 or 25 hours. Raises BadMoment at the ends of the calendar."""
    return Window(first_instant(day, zone), first_instant(_next(day), zone), zone)


def first_instant(day: date, zone: ZoneInfo) -> datetime:
    """Return the first instant (UTC) of a calendar day. Raises BadMoment at the ends of the calendar."""
    try:
        return rules.day_start(datetime(day.year, day.month, day.day, 12, tzinfo=zone), zone)
    except (OverflowError, ValueError) as fault:
        raise BadMoment(day.isoformat()) from fault


def parse_from(text: str, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) a window starts: a date is its first instant, a time without an offset is the zone's."""
    return _parse(text, zone, to_its_end=False)


def parse_to(text: str, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) before which a window ends: a date counts as the whole day, a time as itself."""
    return _parse(text, zone, to_its_end=True)


def _parse(text: str, zone: ZoneInfo, *, to_its_end: bool) -> datetime:
    words = text.strip()
    try:
        day = date.fromisoformat(words)
    except ValueError:
        pass
    else:
        return first_instant(_next(day) if to_its_end else day, zone)
    try:
        at = datetime.fromisoformat(words)
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError) as fault:
        raise BadMoment(text) from fault


def _next(day: date) -> date:
    try:
        return day + timedelta(days=1)
    except OverflowError as fault:
        raise BadMoment(day.isoformat()) from fault


def shared_zone(db: Session, start_at: datetime, end_at: datetime, centre: ZoneInfo) -> ZoneInfo:
    """Return the zone figures of these days belong to: the one that all queues with calls there share, else the centre's.

    `start_at` and `end_at` may have been read in any zone: a little more is looked at on both sides.
    """
    called = select(Call.id).where(
        Call.queue_id == Queue.id, Call.offered_at >= start_at - _WIDEST, Call.offered_at < end_at + _WIDEST
    )
    found = db.scalars(select(Queue.zone).where(called.exists()).distinct()).all()
    if len(found) != 1 or not found[0]:
        return centre
    try:
        return ZoneInfo(found[0])
    except (ZoneInfoNotFoundError, ValueError):
        return centre

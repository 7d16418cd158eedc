"""When a case is due: its clocks over the stretches that it spent in each state. No database, no clock.

A clock in calendar days ends with its last day, in the centre's zone; the time for which it stood still is added whole. One in minutes of
business counts hours of business alone, and stands still likewise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from agent_desk.hub.cases.business_time import BusinessCalendar, add_business_time, business_ms_between
from agent_desk.hub.cases.rules import day_begins
from agent_desk.schemas.cases.kinds.definition import Clock, Kind
from agent_desk.schemas.cases.kinds.values import moment_of

_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Stay:
    """A stretch [from_at, until_at) that a case spent in a state; it goes on where `until_at` is None."""

    state: str
    from_at: datetime
    until_at: datetime | None


@dataclass(frozen=True, slots=True)
class Run:
    """How a clock stands. `due_at`: None while it stands still or has nothing to begin with; `over`: it does not count any more."""

    clock: Clock
    begun_at: datetime | None
    stood_ms: int
    due_at: datetime | None
    stands: bool
    over: bool


def runs(
    kind: Kind, values: Mapping[str, str], stays: Sequence[Stay], calendar: BusinessCalendar, *, now: datetime
) -> list[Run]:
    """Return every clock of a case as it stands now. `stays`: from opening to now, in order, at least one."""
    return [_run(kind, clock, values, stays, calendar, now) for clock in kind.clocks]


def due_at(found: Sequence[Run]) -> datetime | None:
    """Return the first due time of the clocks that run."""
    return min((one.due_at for one in found if one.due_at is not None and not one.over), default=None)


def _run(
    kind: Kind,
    clock: Clock,
    values: Mapping[str, str],
    stays: Sequence[Stay],
    calendar: BusinessCalendar,
    now: datetime,
) -> Run:
    begun_at = _begin(clock, values, stays[0].from_at, calendar.zone)
    state = kind.states_by_code[stays[-1].state]
    over = state.final or state.code in clock.until
    stands = not over and state.code in clock.stops_in
    if begun_at is None:
        return Run(clock, None, 0, None, stands, over)
    still = [one for one in stays if one.state in clock.stops_in]
    if clock.unit == "days":
        stood = sum((_length(one, begun_at, now) for one in still), timedelta())
        day = begun_at.astimezone(calendar.zone).date() + timedelta(days=clock.amount + 1)
        due: datetime | None = day_begins(day, calendar.zone) + stood
        stood_ms = stood // timedelta(milliseconds=1)
    else:
        stood_ms = sum(business_ms_between(max(one.from_at, begun_at), one.until_at or now, calendar) for one in still)
        due = _business_due(begun_at, clock.amount * _MINUTE_MS + stood_ms, calendar)
    return Run(clock, begun_at, stood_ms, None if stands else due, stands, over)


def _business_due(begun_at: datetime, length_ms: int, calendar: BusinessCalendar) -> datetime | None:
    """Return when so much business has passed; None where the calendar has no business at all."""
    try:
        return add_business_time(begun_at, length_ms, calendar)
    except ValueError:
        return None


def _length(stay: Stay, begun_at: datetime, now: datetime) -> timedelta:
    return max((stay.until_at or now) - max(stay.from_at, begun_at), timedelta())


def _begin(clock: Clock, values: Mapping[str, str], opened_at: datetime, zone: tzinfo) -> datetime | None:
    if clock.start is None:
        return opened_at
    value = values.get(clock.start, "")
    moment = moment_of(value) if "T" in value else None
    if moment is not None:
        return moment.astimezone(UTC)
    try:
        return day_begins(date.fromisoformat(value), zone)
    except ValueError:
        return None

"""The forecast of today for the board: learnt once a day and written down, so that a refresh counts only today's own calls."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError
from sqlalchemy.orm import Session

from agent_desk.hub.figures.service import Window, counting, day_window, goals_of, span
from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.centre import centre_zone
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.public_holidays import HOLIDAYS, PUBLISHED, WORKDAYS
from agent_desk.hub.kit.settings_store import put_document
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.planning import forecast_rules
from agent_desk.hub.planning.forecast_rules import Floats, Learnt
from agent_desk.hub.planning.working_days import WorkingDays
from agent_desk.models.kit import Setting
from agent_desk.schemas.planning.records import Forecast, ForecastRow, MarkFactor, UsedDay
from agent_desk.schemas.planning.settings import CALENDAR, CentreCalendar

HISTORY_DAYS: Final = 400
"""So far back it is learnt: the same holiday of the year before is in it."""
HALVES: Final = 48
HALF: Final = timedelta(minutes=30)
PROVED_HOUR: Final = 6
"""By then the night's proof has put right what the counters had wrong: it is learnt anew once after it."""
LEAST_WEIGHT: Final = 0.002
"""Days that weigh less in the level are not told one by one."""
LOOK_EVERY_S: Final = 60.0
KEPT: Final = "planning.learnt"


@dataclass(frozen=True, slots=True)
class Basis:
    """What is learnt is good for this: another day, another calendar, and it is learnt anew."""

    day: date
    proved: bool
    zone: str
    calendar: CentreCalendar

    @classmethod
    def at(cls, db: Session, now: datetime, zone: ZoneInfo) -> "Basis":
        """Return what is to be learnt of now."""
        here = now.astimezone(zone)
        calendar = settings_in_force.read(db, CALENDAR, now)
        return cls(here.date(), here.hour >= PROVED_HOUR, str(zone), calendar)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was learnt last, and of what. `learnt`: None where no day had a call."""

    basis: Basis
    learnt: Learnt | None


_KEPT: Final = TypeAdapter(Kept)


def calendar_of(own: CentreCalendar) -> WorkingDays:
    """Return the centre's calendar: what the bank names, and what is published."""
    return WorkingDays(
        holidays=HOLIDAYS,
        workdays=WORKDAYS,
        own_holidays=own.days_off(),
        own_workdays=own.days_worked(),
        known_years=PUBLISHED,
    )


def today(db: Session, now: datetime, zone: ZoneInfo, minutes: int) -> Forecast:
    """Return what today will bring by intervals of 15 or 30 minutes."""
    wanted = Basis.at(db, now, zone)
    kept = kept_of(db)
    # What yesterday was learnt holds until the back room has learnt anew; only where nothing was ever learnt it is done here.
    usable = kept is not None and kept.basis.zone == wanted.zone
    learnt = kept.learnt if kept is not None and usable else learn(db, wanted).learnt
    calendar = calendar_of(wanted.calendar)
    kind = calendar.kind(wanted.day)
    told = Forecast(
        day=wanted.day,
        zone=wanted.zone,
        interval_ms=minutes * 60_000,
        like=kind.like,
        calendar_known=calendar.known(wanted.day),
        why_none="no_history",
        over_until=day_window(wanted.day, zone).start_at,
    )
    if learnt is None:
        return told
    halves = learnt.expected(kind)
    told.history_days = len(learnt.days)
    if not halves.size:
        told.why_none = "shut"
        return told
    told.why_none = ""
    told.level = round(learnt.level, 1)
    told.weekday = round(learnt.weekdays[kind.like], 4)
    told.marks = [
        MarkFactor(mark=mark, factor=round(learnt.marks[mark], 4), days=learnt.mark_days[mark]) for mark in kind.marks
    ]
    told.month = round(learnt.in_month(kind), 4)
    told.days = _used(learnt)
    told.persists_days = learnt.persists_days
    _go_on(db, told, learnt, halves, minutes, now, zone)
    return told


def _go_on(
    db: Session, told: Forecast, learnt: Learnt, halves: Floats, minutes: int, now: datetime, zone: ZoneInfo
) -> None:
    window = day_window(told.day, zone)
    starts = window.intervals(minutes)
    ends = [*starts[1:], window.end_at]
    # The interval that runs is not over: it says nothing yet.
    over = sum(end <= now for end in ends)
    by_wall = halves if minutes == 30 else forecast_rules.quarters(halves)
    morning = _on_the_clock(by_wall, starts, minutes, zone)
    came = (
        counting.offered_by_cut(db, Window(window.start_at, ends[over - 1], zone), starts[:over], goals_of(db))
        if over
        else []
    )
    told.over_until = ends[over - 1] if over else window.start_at
    halves_over = (ends[over - 1] - window.start_at) / HALF if over else 0.0
    going = forecast_rules.go_on(learnt, morning, came, minutes, halves_over)
    whole = float(halves.sum())
    told.so_far, told.expected_so_far = float(sum(came)), round(float(morning[:over].sum()), 2)
    told.recent, told.expected_recent = going.recent, round(going.expected, 2)
    told.near, told.later = round(going.near, 4), round(going.later, 4)
    told.today_near, told.today_later = round(going.factor_near, 4), round(going.factor_later, 4)
    expected = morning.copy()
    expected[over:] *= going.factors(len(starts) - over, minutes)
    told.rows = [
        ForecastRow(
            starts_at=start,
            offered=round(float(expected[cut]), 2),
            morning=round(float(morning[cut]), 2),
            share=round(float(morning[cut]) / whole, 6),
        )
        for cut, start in enumerate(starts)
    ]


def _on_the_clock(by_wall: Floats, starts: list[datetime], minutes: int, zone: ZoneInfo) -> Floats:
    """Return what is expected in each interval by its time on the wall: an hour that the clocks skip has no calls, one that they repeat
    has them twice."""
    local = [start.astimezone(zone) for start in starts]
    found: Floats = by_wall[[(at.hour * 60 + at.minute) // minutes for at in local]]
    return found


def _used(learnt: Learnt) -> list[UsedDay]:
    return [
        UsedDay(
            day=one.day,
            offered=one.offered,
            weight=round(one.weight, 4),
            like=one.kind.like,
            unusual=one.unusual,
            marks=list(one.kind.marks),
        )
        for one in reversed(learnt.days)
        if one.weight >= LEAST_WEIGHT
    ]


# ---------------------------------------------------------------------- learning


def duties() -> list[Duty]:
    """For the one hub that holds the ticker's lease."""
    return [Duty("learn what days bring", LOOK_EVERY_S, learn_when_due)]


def learn_when_due(hub_context: HubContext) -> bool:
    """Learn anew where the day, the calendar or the zone is another than what is kept was learnt of; whether it was."""
    now = hub_context.now()
    with hub_context.database.read() as db:
        wanted = Basis.at(db, now, ZoneInfo(centre_zone(db, hub_context.settings.zone)))
        kept = kept_of(db)
        if kept is not None and kept.basis == wanted and kept.learnt is not None:
            return False
        found = learn(db, wanted)
    if kept == found:
        return False
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=now, jobs=hub_context.jobs)
        row = db.get(Setting, KEPT, with_for_update=True)
        put_document(unit, row, KEPT, _KEPT.dump_python(found, mode="json"))
    return True


def kept_of(db: Session) -> Kept | None:
    """Return what was learnt last; None before anything was, and where another version of the program wrote it."""
    row = db.get(Setting, KEPT)
    try:
        return _KEPT.validate_python(row.value) if row is not None else None
    except ValidationError:
        return None


def learn(db: Session, basis: Basis) -> Kept:
    """Learn from the days before, by this calendar."""
    kind_of = calendar_of(basis.calendar).kind
    return Kept(basis, forecast_rules.learn(history(db, basis.day, ZoneInfo(basis.zone)), kind_of))


def history(db: Session, day: date, zone: ZoneInfo) -> dict[date, list[int]]:
    """Return the calls of each day before this one by half hours of the clock on the wall, from the first day with calls on."""
    there = span(db)
    if there is None:
        return {}
    # A year of half hours is a long question: a centre's first hub has nothing to answer it with.
    first = min(max(day - timedelta(days=HISTORY_DAYS), there[0].astimezone(zone).date()), day)
    window = Window(day_window(first, zone).start_at, day_window(day, zone).start_at, zone)
    starts = window.intervals(30)
    found: dict[date, list[int]] = {}
    for start, offered in zip(starts, counting.offered_by_cut(db, window, starts, goals_of(db)), strict=True):
        at = start.astimezone(zone)
        if offered or found:
            # An hour that the clocks repeat adds up; one that they skip stays empty.
            found.setdefault(at.date(), [0] * HALVES)[at.hour * 2 + at.minute // 30] += offered
    return found

"""Keeping the daily counters of complaints small and right: folding differences into days and months, counting anew, proving.

Triggers only ever insert differences (hub/cases/triggers.py), so what complaints come to is at any moment the sum of days (or months) and
differences. Folding moves differences in one statement: whoever reads sees them before or after. Days are those of the centre's zone;
which zone that was stands in a mark, and counters of another zone are not read.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from itertools import combinations
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    SmallInteger,
    Text,
    and_,
    cast,
    column,
    delete,
    false,
    func,
    literal,
    or_,
    select,
    text,
    true,
    union_all,
    values,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from agent_desk.hub.cases import counted
from agent_desk.hub.cases.counted import ROUND
from agent_desk.hub.cases.rules import day_begins
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.proving import remember, remembered
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.cases import (
    COUNTED,
    COUNTED_BY,
    UNDECIDED,
    Complaint,
    complaint_day,
    complaint_difference,
    complaint_month,
)

COUNTED_IN: Final = "cases.counted_in"
"""The mark that names the zone whose days were counted by."""
TOOK: Final = "took"
TIMES: Final = {"month": "YYYY-MM", "quarter": 'YYYY-"Q"Q', "year": "YYYY"}
"""Axes of time, and how PostgreSQL writes their entries."""
SHOWN: Final = 100
"""So many differing cells are named; all are counted."""
_DAY_KEYS: Final = ("day", *COUNTED_BY, TOOK)
_ENTRIES: Final = ("one", "two", "three")
_MONTH_KEYS: Final = ("axes", "month", *_ENTRIES)


def axes_of(*axes: str) -> str:
    """Return how the months name what they are counted by, whatever the order: some of `COUNTED_BY` and `TOOK`."""
    order = (*COUNTED_BY, TOOK)
    return "*".join(sorted(axes, key=order.index))


SETS: Final = [
    (),
    *((one,) for one in COUNTED_BY),
    (TOOK,),
    *combinations((*COUNTED_BY, TOOK), 2),
    ("business", "cause", "channel"),
]
"""By what months are counted: nothing, each axis, each pair of them, each with the days to the decision, and A x B x C."""
_NAMED: Final = frozenset(axes_of(*one) for one in SETS)


def took(decided_at: Any, received_at: Any, zone: tzinfo) -> ColumnElement[int]:
    """Return the days of the calendar from receipt to decision."""
    days = local_day(decided_at, zone) - local_day(received_at, zone)
    return cast(func.coalesce(days, UNDECIDED), SmallInteger)


def local_day(at: Any, zone: tzinfo) -> ColumnElement[date]:
    """Return the day that a moment has in a zone."""
    return func.date(func.timezone(str(zone), at), type_=Date)


def of_differences(zone: tzinfo, source: Any, *where: ColumnElement[bool]) -> Select[Any]:
    """Return what differences come to by day and every axis."""
    own = [
        local_day(source.received_at, zone).label("day"),
        *(source[name] for name in COUNTED_BY),
        took(source.decided_at, source.received_at, zone).label(TOOK),
    ]
    sums = [cast(func.sum(source.sign * cast(source[name], Integer)), Integer).label(name) for name in COUNTED]
    return select(*own, *sums).where(*where).group_by(*own)


def of_complaints(zone: tzinfo) -> Select[Any]:
    """Return the same, counted from the complaints themselves."""
    row = Complaint.__table__.c
    own: list[ColumnElement[Any]] = [
        local_day(row.received_at, zone).label("day"),
        *(what.label(name) for name, what in counted.keys(row).items()),
        took(counted.decided_at(row), row.received_at, zone).label(TOOK),
    ]
    facts = counted.facts(row, counted.due_of(row))
    sums = [cast(func.count().filter(what), Integer).label(name) for name, what in facts.items()]
    joined = Complaint.__table__.outerjoin(ROUND, counted.of_first_round(row.id))
    return select(*own, *sums).select_from(joined).group_by(*own)


def by_months(days: Any) -> Select[Any]:
    """Return what days come to by month and by every set of axes."""
    rows: list[Any] = [
        (axes_of(*axes), *(_entry(days.c, axes[at]) if at < len(axes) else literal("") for at in range(3)))
        for axes in ((tuple(sorted(one, key=(*COUNTED_BY, TOOK).index))) for one in SETS)
    ]
    found = (
        values(column("axes", Text), *(column(one, Text) for one in _ENTRIES), name="counted_by").data(rows).lateral()
    )
    month = cast(func.date_trunc("month", days.c.day), Date).label("month")
    own = [found.c.axes, month, *(found.c[one] for one in _ENTRIES)]
    sums = [cast(func.sum(days.c[name]), Integer).label(name) for name in COUNTED]
    return select(*own, *sums).select_from(days.join(found, true())).group_by(*own)


def _entry(days: Any, axis: str) -> ColumnElement[str]:
    return cast(days[axis], Text)


# ---------------------------------------------------------------------- folding, and counting anew


def alone(db: Session, *, wait: bool = True) -> None:
    """One job on the counters at a time. Raises OperationalError (55P03) where another is at work and `wait` is false."""
    if wait:
        db.execute(text("SET LOCAL lock_timeout = '600s'"))
    db.execute(text("LOCK TABLE complaint_day IN SHARE UPDATE EXCLUSIVE MODE" + ("" if wait else " NOWAIT")))


def fold(db: Session, zone: tzinfo) -> int:
    """Put differences into days and months; how many there were. The caller is alone."""
    there = db.scalar(select(func.count()).select_from(complaint_difference))
    if not there:
        return 0
    gone = delete(complaint_difference).returning(complaint_difference).cte("gone")
    days = of_differences(zone, gone.c).cte("days")
    into_days = _added(complaint_day, _DAY_KEYS, select(*(days.c[name] for name in (*_DAY_KEYS, *COUNTED)))).cte(
        "into_days"
    )
    into_months = _added(complaint_month, _MONTH_KEYS, by_months(days))
    db.execute(into_months.add_cte(into_days))
    for table in (complaint_day, complaint_month):
        db.execute(delete(table).where(table.c.received == 0))
    return int(there)


def _added(table: Any, keys: tuple[str, ...], rows: Select[Any]) -> Any:
    put = upsert(table).from_select([*keys, *COUNTED], rows)
    return put.on_conflict_do_update(
        index_elements=list(keys), set_={name: table.c[name] + put.excluded[name] for name in COUNTED}
    )


def rebuild(database: Database, zone: tzinfo, now: datetime) -> int:
    """Count everything anew, as of one moment; complaints may move meanwhile. Returns how many were counted."""
    with database.write() as db:
        db.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        alone(db)
        for table in (complaint_day, complaint_month, complaint_difference):
            db.execute(delete(table))
        row = Complaint.__table__.c
        joined = Complaint.__table__.outerjoin(ROUND, counted.of_first_round(row.id))
        db.execute(counted.differences(counted.line(row, joined, 1, counted.due_of(row))))
        found = fold(db, zone)
        remember(Unit(db=db, now=now, jobs=Jobs(database.dsn)), COUNTED_IN, str(zone))
    return found


def counted_in(db: Session) -> ZoneInfo | None:
    """Return the zone by whose days was counted; None where nothing was folded yet."""
    zone = remembered(db, COUNTED_IN)
    return ZoneInfo(zone) if zone is not None else None


# ---------------------------------------------------------------------- reading


def read_by(db: Session, zone: tzinfo) -> bool:
    """Return whether the counters are of this zone: those of nothing are of any."""
    return counted_in(db) in (None, zone)


def asked_for(
    start: date, end: date, axes: Sequence[str], zone: tzinfo, under: Mapping[str, Mapping[str, str]]
) -> Select[Any]:
    """Return what the complaints received on these days (both included) come to, by any of the axes, `TIMES` and `took`.

    Whole months are read from the months where they are counted by these axes (`SETS`, time aside), the days before and after them
    from the days, else all of it from the days; and what has not been folded yet from the differences: one statement, so that nothing
    is seen twice. `under`: of some axes, which key is counted under which.
    """
    after = end + timedelta(days=1)
    first = start if start.day == 1 else _next_month(start)
    last = after.replace(day=1)
    own = [axis for axis in axes if axis not in TIMES]
    by_months = first < last and axes_of(*own) in _NAMED
    parts = [(start, first), (last, after)] if by_months else [(start, after)]
    found: list[Select[Any]] = []
    if by_months:
        kept = complaint_month.c
        order = axes_of(*own).split("*") if own else []
        entries = {axis: kept[_ENTRIES[order.index(axis)]] for axis in own} | {
            axis: _time(axis, kept.month) for axis in TIMES
        }
        there = and_(kept.axes == axes_of(*own), kept.month >= first, kept.month < last)
        found.append(_numbers(kept, [entries[axis] for axis in axes]).where(there))
    days = complaint_day.c
    within = or_(*(and_(days.day >= low, days.day < high) for low, high in parts if low < high), false())
    found.append(_numbers(days, [_by(days, axis) for axis in axes]).where(within))
    fresh = complaint_difference.c
    at = and_(fresh.received_at >= day_begins(start, zone), fresh.received_at < day_begins(after, zone))
    new = of_differences(zone, fresh, at).subquery("fresh").c
    found.append(_numbers(new, [_by(new, axis) for axis in axes]))
    parts_of = union_all(*found).subquery("lines")
    lines = parts_of.c
    joined: Any = parts_of
    keys: list[ColumnElement[Any]] = []
    for number, axis in enumerate(axes):
        key: ColumnElement[Any] = lines[f"by_{number}"]
        if above := under.get(axis):
            gathered = values(column("key", Text), column("above", Text), name=f"above_{number}").data([*above.items()])
            joined = joined.outerjoin(gathered, gathered.c.key == key)
            key = func.coalesce(gathered.c.above, key)
        keys.append(key)
    sums = [cast(func.sum(lines[name]), Integer).label(name) for name in COUNTED]
    return select(*keys, *sums).select_from(joined).group_by(*keys).having(func.sum(lines.received) != 0)


def _numbers(source: Any, by: Sequence[ColumnElement[Any]]) -> Select[Any]:
    return select(*(one.label(f"by_{at}") for at, one in enumerate(by)), *(source[name] for name in COUNTED))


def _by(days: Any, axis: str) -> ColumnElement[Any]:
    return _time(axis, days.day) if axis in TIMES else cast(days[axis], Text)


def _time(axis: str, day: Any) -> ColumnElement[str]:
    return func.to_char(day, TIMES[axis])


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


# ---------------------------------------------------------------------- proving


@dataclass(frozen=True, slots=True)
class Differing:
    """A cell that is not what its complaints come to: what it is of, and by number what is kept and what is true."""

    of: str
    day: date
    numbers: dict[str, tuple[int, int]]


@dataclass(slots=True)
class Verified:
    """What a proof found: cells of days and of months compared, complaints, and how many cells differ."""

    at: datetime
    cells: int = 0
    complaints: int = 0
    difference: int = 0
    seconds: float = 0.0
    differing: list[Differing] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """For programs, and for the mark that keeps it."""
        said = asdict(self)
        said["at"] = self.at.isoformat()
        for one in said["differing"]:
            one["day"] = one["day"].isoformat()
        return said


def verify(database: Database, zone: tzinfo, now: datetime) -> Verified:
    """Compare every cell with the complaints themselves, as of one moment. Changes nothing."""
    begun = time.monotonic()
    found = Verified(at=now)
    with database.read() as db:
        db.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        fresh = of_differences(zone, complaint_difference.c).cte("fresh")
        names: tuple[str, ...] = (*_DAY_KEYS, *COUNTED)
        kept = union_all(select(*(complaint_day.c[name] for name in names)), select(*(fresh.c[name] for name in names)))
        real = of_complaints(zone).cte("real")
        _compare(db, kept.cte("kept"), real, _DAY_KEYS, found)
        found.complaints = db.scalar(select(func.count()).select_from(Complaint)) or 0
        names = (*_MONTH_KEYS, *COUNTED)
        months = by_months(fresh).subquery()
        kept = union_all(
            select(*(complaint_month.c[name] for name in names)), select(*(months.c[name] for name in names))
        )
        _compare(db, kept.cte("kept"), by_months(real).cte("real_months"), _MONTH_KEYS, found)
    found.seconds = round(time.monotonic() - begun, 3)
    return found


def _compare(db: Session, kept: Any, real: Any, keys: tuple[str, ...], found: Verified) -> None:
    own = [kept.c[name] for name in keys]
    sums = [cast(func.sum(kept.c[name]), Integer).label(name) for name in COUNTED]
    worth = or_(*(func.sum(kept.c[name]) != 0 for name in COUNTED))
    added = select(*own, *sums).group_by(*own).having(worth).cte("added")
    same = and_(*(added.c[name] == real.c[name] for name in keys))
    numbers = [(func.coalesce(added.c[name], 0), func.coalesce(real.c[name], 0)) for name in COUNTED]
    differs = or_(*(one != other for one, other in numbers))
    joined = added.join(real, same, full=True)
    cells, difference = db.execute(select(func.count(), func.count().filter(differs)).select_from(joined)).one()
    found.cells += cells
    found.difference += difference
    if not difference:
        return
    labels = [func.coalesce(added.c[name], real.c[name]).label(name) for name in keys]
    told = [
        part.label(f"{side}_{name}")
        for name, pair in zip(COUNTED, numbers, strict=True)
        for side, part in zip(("kept", "true"), pair, strict=True)
    ]
    for row in db.execute(select(*labels, *told).select_from(joined).where(differs).limit(SHOWN)).mappings():
        pairs = {name: (row[f"kept_{name}"], row[f"true_{name}"]) for name in COUNTED}
        found.differing.append(
            Differing(
                of=" · ".join(str(row[name]) for name in keys if name not in ("day", "month")),
                day=row["day" if "day" in row else "month"],
                numbers={name: pair for name, pair in pairs.items() if pair[0] != pair[1]},
            )
        )

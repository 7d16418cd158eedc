"""Reading sums over a window: from the interval counters, and from the calls themselves where the counters cannot tell.

The counters cannot tell at the edges of a window that lie within a cell, where a cell is rolled up wider than the cuts that
are asked for, where a cell was counted by another T or t than the one in force, and where it says so itself (`recount`).
All of it is one statement, so that it sees one moment: what is counted here and what is counted there never overlap.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Select,
    Table,
    and_,
    cast,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, INTERVAL, TIMESTAMP
from sqlalchemy.orm import Session

from agent_desk.hub.calls.service import counted
from agent_desk.hub.figures import measures
from agent_desk.hub.figures.measures import AGENT_NUMBERS, QUEUE_NUMBERS
from agent_desk.hub.figures.targets import Goals
from agent_desk.hub.figures.windows import Window
from agent_desk.models.calls.calls import AgentState, Call, CallLeg
from agent_desk.models.figures import CELL_MINUTES, LONGEST, ROLLED_MINUTES, agent_counter, queue_counter
from agent_desk.models.kit import Setting

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
ROLLED: Final = timedelta(minutes=ROLLED_MINUTES)
CALLS_SINCE: Final = "floor.kept_from"
"""Setting: calls offered earlier have been removed (retention.py), their counters are all there is of them."""


@dataclass(frozen=True, slots=True)
class Source:
    """Counters, and the rows they are made of. `keys` name the counter's owner columns, `own` the same of the rows."""

    counter: Table
    keys: tuple[str, ...]
    own: tuple[Any, ...]
    names: tuple[str, ...]
    rows: Select[Any]
    numbers: list[ColumnElement[int]]
    wrapping: Select[*tuple[Any, ...]]
    """What rows in after-call work change of the numbers (measures.in_wrap_up)."""
    stale: ColumnElement[bool] | None = None
    """Rows of the counter whose cell must be counted anew."""


def of_queues(goals: Goals) -> Source:
    """Calls by queue."""
    within, short = (
        measures.limit_ms(goals, what, queue_counter.c.queue_id) for what in (measures.within, measures.short)
    )
    at_work = select(AgentState.wrapup_call_id).where(AgentState.wrapup_call_id.is_not(None))
    over = and_(Call.id.in_(at_work), counted.over(), counted.answered())
    return Source(
        counter=queue_counter,
        keys=("queue_id",),
        own=(Call.queue_id,),
        names=QUEUE_NUMBERS,
        rows=select(),
        numbers=measures.of_calls(goals),
        wrapping=select(*measures.in_wrap_up(Call.talk_ms, Call.hold_ms, Call.acw_ms, QUEUE_NUMBERS)).where(over),
        stale=or_(queue_counter.c.recount, queue_counter.c.within_ms != within, queue_counter.c.short_ms != short),
    )


def of_agents() -> Source:
    """Answered legs by agent and the queue of the leg."""
    numbers = measures.in_wrap_up(CallLeg.talk_ms, CallLeg.hold_ms, CallLeg.acw_ms, AGENT_NUMBERS)
    numbers[0] = literal(0).label("answered")
    wrapping = (
        select(*numbers)
        .select_from(AgentState)
        .join(CallLeg, and_(CallLeg.call_id == AgentState.wrapup_call_id, CallLeg.person_id == AgentState.person_id))
        .join(Call, Call.id == CallLeg.call_id)
        .where(counted.answered_part(), ~counted.part_goes_on())
    )
    return Source(
        counter=agent_counter,
        keys=("person_id", "queue_id"),
        own=(CallLeg.person_id, CallLeg.queue_id),
        names=AGENT_NUMBERS,
        rows=select().select_from(CallLeg).join(Call, Call.id == CallLeg.call_id).where(counted.answered_part()),
        numbers=measures.of_legs(),
        wrapping=wrapping,
    )


@dataclass(frozen=True, slots=True)
class Cuts:
    """A window and its cuts, and what of it the counters' cells can give: [low, high), `fine` below rolled-up cells."""

    window: Window
    starts: Sequence[datetime]
    low: datetime
    high: datetime
    fine: bool

    def of(self, at: Any) -> ColumnElement[int]:
        """Return the place of the cut that holds `at`, from 1 on."""
        if len(self.starts) == 1:
            return literal_column("1").label("cut")
        return func.width_bucket(at, literal(list(self.starts), ARRAY(TIMESTAMP(timezone=True)))).label("cut")


def cut_up(window: Window, starts: Sequence[datetime]) -> Cuts:
    """Return how far the counters reach into a window that is cut so."""
    between = [start for start in starts if window.start_at < start < window.end_at]
    if not all(_on(start, CELL_MINUTES) for start in between):
        return Cuts(window, starts, window.end_at, window.end_at, True)
    step = timedelta(minutes=CELL_MINUTES)
    low, high = _floor(window.start_at, CELL_MINUTES), _floor(window.end_at, CELL_MINUTES)
    low = low if low == window.start_at else low + step
    fine = not all(_on(at, ROLLED_MINUTES) for at in (window.start_at, window.end_at, *between))
    return (
        Cuts(window, starts, low, high, fine)
        if low < high
        else Cuts(window, starts, window.end_at, window.end_at, True)
    )


def _floor(at: datetime, minutes: int) -> datetime:
    return at - (at - EPOCH) % timedelta(minutes=minutes)


def _on(at: datetime, minutes: int) -> bool:
    return not (at - EPOCH) % timedelta(minutes=minutes)


def sums(db: Session, source: Source, window: Window, starts: Sequence[datetime]) -> list[tuple[Any, ...]]:
    """Rows of (keys..., cut from 1 on, numbers...), to be added up where a key and cut comes twice."""
    if not starts or window.start_at >= window.end_at:
        return []
    return [tuple(row) for row in db.execute(summing(source, window, starts))]


def summing(source: Source, window: Window, starts: Sequence[datetime], *, added: bool = True) -> CompoundSelect[Any]:
    """Return the one statement that gives the rows of `sums`. Not `added`: counters row by row, for who adds them up anyway."""
    cuts = cut_up(window, starts)
    parts = [_wrapping(source, cuts)]
    odd = _odd(source, cuts) if cuts.low < cuts.high else None
    parts.append(_stored(source, cuts, odd, added))
    if cuts.low >= cuts.high:
        parts.append(_direct(source, cuts, window.start_at, window.end_at))
    else:
        edges = ((window.start_at, cuts.low), (cuts.high, window.end_at))
        parts += [_direct(source, cuts, *edge, but=odd) for edge in edges if edge[0] < edge[1]]
        if odd is not None:
            parts.append(_again(source, cuts, odd))
    return union_all(*parts)


def span(db: Session) -> tuple[datetime, datetime] | None:
    """Return when the first and the last call were offered that there are calls or counters of; None where there are none."""
    calls = select(func.min(Call.offered_at).label("a"), func.max(Call.offered_at).label("b"))
    cells = select(func.min(queue_counter.c.at).label("a"), func.max(queue_counter.c.at).label("b"))
    both = calls.union_all(cells).subquery()
    first, last = db.execute(select(func.min(both.c.a), func.max(both.c.b))).one()
    return None if first is None else (first, last)


def rolled(at: Any) -> ColumnElement[datetime]:
    """Return where the rolled-up cell begins that holds `at`."""
    return func.date_bin(literal(ROLLED, INTERVAL), at, literal(EPOCH, TIMESTAMP(timezone=True)))


def kept() -> ColumnElement[datetime]:
    """From when on the calls are all there, as SQL."""
    moment = TIMESTAMP(timezone=True)
    told = select(cast(Setting.value.op("#>>")(literal_column("'{}'")), moment)).where(Setting.key == CALLS_SINCE)
    return func.coalesce(told.scalar_subquery(), literal(EPOCH, moment))


def _odd(source: Source, cuts: Cuts) -> CTE | None:
    """Rolled-up cells that must be counted from the calls."""
    counter = source.counter.c
    wide = [counter.minutes == ROLLED_MINUTES] if cuts.fine else []
    why = [*wide, *([source.stale] if source.stale is not None else [])]
    if not why:
        return None
    begin = _floor(cuts.window.start_at, ROLLED_MINUTES)
    found = select(*(counter[key] for key in source.keys), rolled(counter.at).label("begins"))
    return (
        found.where(counter.at >= begin, counter.at >= kept(), counter.at < cuts.window.end_at, or_(*why))
        .distinct()
        .cte("odd")
    )


def _stored(source: Source, cuts: Cuts, odd: CTE | None, added: bool) -> Select[Any]:
    counter = source.counter.c
    keys, cut = [counter[key] for key in source.keys], cuts.of(counter.at)
    # Where the calls are gone, a cell counts whole in the cut in which it begins.
    inside = and_(counter.at >= cuts.window.start_at, counter.at < cuts.window.end_at)
    whole = or_(and_(counter.at >= cuts.low, counter.at < cuts.high), counter.at < kept())
    if added:
        numbers = [_summed(counter[name], name).label(name) for name in source.names]
        found = select(*keys, cut, *numbers).where(inside, whole).group_by(*keys, cut)
    else:
        found = select(*keys, cut, *(counter[name] for name in source.names)).where(inside, whole)
    return found if odd is None else found.where(~_is_in(odd, source, keys, rolled(counter.at)))


def _summed(what: ColumnElement[int], name: str) -> ColumnElement[int]:
    return func.max(what) if name == LONGEST else cast(func.sum(what), BigInteger)


def _is_in(odd: CTE, source: Source, keys: Sequence[Any], begins: ColumnElement[datetime]) -> ColumnElement[bool]:
    same = [odd.c[name] == key for name, key in zip(source.keys, keys, strict=True)]
    return exists(select(1).where(*same, odd.c.begins == begins))


def _direct(source: Source, cuts: Cuts, start_at: datetime, end_at: datetime, but: CTE | None = None) -> Select[Any]:
    cut = cuts.of(Call.offered_at)
    found = (
        source.rows.add_columns(*source.own, cut, *source.numbers)
        .where(measures.offered(start_at, end_at), Call.offered_at >= kept())
        .group_by(*source.own, cut)
    )
    return found if but is None else found.where(~_is_in(but, source, source.own, rolled(Call.offered_at)))


def _again(source: Source, cuts: Cuts, odd: CTE) -> Select[Any]:
    """Return the odd cells, from the calls."""
    cut, ends = cuts.of(Call.offered_at), odd.c.begins + literal(ROLLED, INTERVAL)
    same = [odd.c[name] == own for name, own in zip(source.keys, source.own, strict=True)]
    return (
        source.rows.add_columns(*source.own, cut, *source.numbers)
        .where(*same, Call.offered_at >= odd.c.begins, Call.offered_at < ends)
        .where(measures.offered(cuts.window.start_at, cuts.window.end_at))
        .group_by(*source.own, cut)
    )


def _wrapping(source: Source, cuts: Cuts) -> Select[*tuple[Any, ...]]:
    cut = cuts.of(Call.offered_at)
    numbers = source.wrapping.selected_columns
    return (
        source.wrapping.with_only_columns(*source.own, cut, *numbers)
        .where(measures.offered(cuts.window.start_at, cuts.window.end_at))
        .group_by(*source.own, cut)
    )

"""Proving that the interval counters equal the calls: cell by cell, in one snapshot, while calls move."""

import time
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Select,
    and_,
    cast,
    false,
    func,
    literal,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Session

from agent_desk.hub.calls.service import counted
from agent_desk.hub.figures.counters import calls_since, cell
from agent_desk.hub.figures.ledger import Source, of_agents, of_queues, rolled
from agent_desk.hub.figures.targets import goals_of
from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import Call, Queue
from agent_desk.models.figures import CELL_MINUTES, LONGEST, ROLLED_MINUTES
from agent_desk.models.people import Person

SHOWN: Final = 100
"""So many differing cells are named; all are counted."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A cell whose counters are not what its calls come to: by number, what the counters say and what the calls say."""

    queue: str
    agent: str | None
    starts_at: datetime
    numbers: dict[str, tuple[int, int]]


@dataclass(slots=True)
class Verified:
    """What was found. `pending` cells wait to be counted anew; until then they are read from the calls."""

    at: datetime
    cells: int = 0
    calls: int = 0
    difference: int = 0
    pending: int = 0
    seconds: float = 0.0
    differing: list[Differing] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """For programs, and for the setting that keeps it."""
        said = asdict(self)
        said["at"] = self.at.isoformat()
        for one in said["differing"]:
            one["starts_at"] = one["starts_at"].isoformat()
        return said


def verify(database: Database, now: datetime) -> Verified:
    """Compare every cell from which the calls are kept with the calls themselves. Changes nothing."""
    begun = time.monotonic()
    found = Verified(at=now)
    with database.read() as db:
        db.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        goals, begin = goals_of(db), calls_since(db)
        for source in (of_queues(goals), of_agents()):
            _compare(db, source, begin, found)
    found.seconds = round(time.monotonic() - begun, 3)
    return found


def _compare(db: Session, source: Source, begin: datetime, found: Verified) -> None:
    compared = _compared(source, begin).cte("compared")
    numbers = [(compared.c[f"kept_{name}"], compared.c[f"true_{name}"]) for name in source.names]
    differs = and_(~compared.c.odd, or_(*(kept != real for kept, real in numbers)))
    first = source.names[0]
    cells, calls, pending, difference = db.execute(
        select(
            func.count(),
            cast(func.coalesce(func.sum(compared.c[f"true_{first}"]), 0), BigInteger),
            func.count().filter(compared.c.odd),
            func.count().filter(differs),
        )
    ).one()
    found.cells += cells
    found.calls += calls if "offered" in source.names else 0
    found.pending += pending
    found.difference += difference
    if difference:
        rows = db.execute(select(compared).where(differs).order_by(compared.c.at).limit(SHOWN)).mappings()
        found.differing += [_differing(db, source, row) for row in rows]


def _differing(db: Session, source: Source, row: Any) -> Differing:
    # Counters of nobody are a difference too: then the id must do.
    queue = db.get(Queue, row["queue_id"])
    person = db.get(Person, row["person_id"]) if "person_id" in source.keys else None
    agent = (person.agent_code or person.login) if person is not None else str(row.get("person_id") or "") or None
    told = {name: (row[f"kept_{name}"], row[f"true_{name}"]) for name in source.names}
    return Differing(
        queue=queue.code if queue is not None else str(row["queue_id"]),
        agent=agent,
        starts_at=row["at"],
        numbers={name: pair for name, pair in told.items() if pair[0] != pair[1]},
    )


def _compared(source: Source, begin: datetime) -> Select[Any]:
    """Return one line per cell: its numbers as they are kept and as the calls have them. Wide where it was rolled up."""
    counter = source.counter.c
    owner = [counter[name] for name in source.keys]
    wide = (
        select(*owner, counter.at).where(counter.minutes == ROLLED_MINUTES, counter.at >= begin).distinct().cte("wide")
    )

    def at_of(keys: Any, at: Any) -> tuple[Any, Any]:
        same = [wide.c[name] == key for name, key in zip(source.keys, keys, strict=True)]
        return and_(*same, wide.c.at == rolled(at)), func.coalesce(wide.c.at, cell(at, CELL_MINUTES)).label("at")

    joined, at = at_of(owner, counter.at)
    stale = func.bool_or(source.stale) if source.stale is not None else false()
    sums = [
        (func.max(counter[name]) if name == LONGEST else cast(func.sum(counter[name]), BigInteger)).label(name)
        for name in source.names
    ]
    kept = (
        select(*owner, at, stale.label("odd"), *sums)
        .select_from(source.counter.outerjoin(wide, joined))
        .where(counter.at >= begin)
        .group_by(*owner, at)
        .cte("kept")
    )
    joined, at = at_of(source.own, Call.offered_at)
    real = (
        source.rows.add_columns(*source.own, at, *source.numbers)
        .outerjoin(wide, joined)
        .where(counted.asked_for_a_person(), Call.offered_at >= begin)
        .group_by(*source.own, at)
        .cte("real")
    )
    same = and_(*(kept.c[name] == real.c[name] for name in (*source.keys, "at")))
    odd = func.coalesce(kept.c.odd, literal(False)) if source.stale is not None else false()
    return select(
        *(func.coalesce(kept.c[name], real.c[name]).label(name) for name in (*source.keys, "at")),
        odd.label("odd"),
        *(func.coalesce(kept.c[name], 0).label(f"kept_{name}") for name in source.names),
        *(func.coalesce(real.c[name], 0).label(f"true_{name}") for name in source.names),
    ).select_from(kept.join(real, same, full=True))

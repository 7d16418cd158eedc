"""Counters as compact columns: what a year of half hours of a hundred queues costs is numbers, not records.

PostgreSQL writes each column as the text of a JSON list and the hub hands it on as it is: no row ever becomes an object here.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, Text, cast, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from agent_desk.hub.figures import ledger
from agent_desk.hub.figures.ledger import Source
from agent_desk.hub.figures.windows import Window
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.security import EVERYTHING, Reach
from agent_desk.models.calls.calls import Queue
from agent_desk.models.figures import LONGEST
from agent_desk.models.people import Person

OWNERS: Final[dict[str, Any]] = {"queue_id": (Queue.id, Queue.code), "person_id": (Person.id, Person.agent_code)}


def columns(
    db: Session, source: Source, window: Window, starts: Sequence[datetime], minutes: int, reach: Reach = EVERYTHING
) -> bytes:
    """JSON of `CounterColumns`: cells that had a call, by owner and cut, in that order; of owners within reach."""
    key = source.keys[0]
    lists = db.execute(_lists(source, key, window, starts, reach)).one()._mapping
    used: list[str] = list(lists["codes"] or ())
    head = {
        "start_at": window.start_at.isoformat(),
        "end_at": window.end_at.isoformat(),
        "zone": str(window.zone),
        "minutes": minutes,
        "codes": used,
        "starts": [int(start.timestamp()) for start in starts],
    }
    parts = [json.dumps(head, ensure_ascii=False)[:-1]]
    parts += [f'"{name}":[{lists[name] or ""}]' for name in ("owner", "cut", *source.names)]
    return (",".join(parts) + "}").encode()


def _lists(source: Source, key: str, window: Window, starts: Sequence[datetime], reach: Reach) -> Any:
    """Return one row: a comma-separated text per column."""
    each = ledger.summing(source, window, starts, added=False).subquery("each")
    numbers = [
        (func.max(each.c[name]) if name == LONGEST else cast(func.sum(each.c[name]), BigInteger)).label(name)
        for name in source.names
    ]
    first = numbers[0]
    added = select(each.c[key], (each.c.cut - 1).label("cut"), *numbers).group_by(each.c[key], each.c.cut)
    cells = added.having(first > 0).cte("cells")
    owner_id, code = OWNERS[key]
    within = scope.queue(reach, owner_id) if key == "queue_id" else scope.doer(reach, owner_id)
    shown = func.coalesce(code, cast(owner_id, Text))
    owners = (
        select(owner_id, shown.label("code"), (func.row_number().over(order_by=shown) - 1).label("place"))
        .where(owner_id.in_(select(cells.c[key])), within)
        .cte("owners")
    )
    rows = (
        select(owners.c.place.label("owner"), cells.c.cut, *(cells.c[name] for name in source.names))
        .join(owners, owners.c.id == cells.c[key])
        .order_by(owners.c.place, cells.c.cut)
        .subquery("rows")
    )
    codes = select(func.array_agg(aggregate_order_by(owners.c.code, owners.c.place))).scalar_subquery()
    texts = [func.string_agg(cast(rows.c[name], Text), ",").label(name) for name in ("owner", "cut", *source.names)]
    return select(codes.label("codes"), *texts)

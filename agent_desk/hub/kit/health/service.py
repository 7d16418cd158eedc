"""What is asked about health: every check as it was last seen, a look at once, the changes of one."""

import uuid
from datetime import datetime
from typing import Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.admission.visit import Visit
from agent_desk.hub.kit.errors import NotFound
from agent_desk.hub.kit.health.check import Check, declared
from agent_desk.hub.kit.health.round import Rounds
from agent_desk.hub.kit.scope import require_everything
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.health import HealthChange, HealthState
from agent_desk.schemas.kit.health import RANK, TEXTS, HealthChangeRow, HealthRow, State
from agent_desk.schemas.kit.operations import HEALTH

SHOWN: Final = 100
SILENT_S: Final = 120.0
"""So long after a look was due its row is no longer believed."""


def listed(unit: Unit) -> list[HealthRow]:
    """Return what every check saw last, the worst first."""
    return rows(unit.db, unit.now)


def rows(db: Session, now: datetime) -> list[HealthRow]:
    """Return the same. What nobody has looked at for long is not known any more, whatever it was then."""
    known = declared()
    found = [_row(known[row.code], row, now) for row in db.scalars(select(HealthState)) if row.code in known]
    order = {code: place for place, code in enumerate(known)}
    return sorted(found, key=lambda one: (-RANK[one.state], order[one.check], one.place, one.subject))


def look(visit: Visit) -> list[HealthRow]:
    """Look at once: at the whole centre, and at the hub that is asked."""
    require_everything(visit.me, HEALTH)
    Rounds(visit.hub, "hub").look(at_once=True)
    Rounds(visit.hub, "centre").look(at_once=True)
    with visit.read() as unit:
        return rows(unit.db, unit.now)


def changes(unit: Unit, row_id: uuid.UUID) -> list[HealthChangeRow]:
    """Return the latest changes of state of one check, the newest first. Raises NotFound."""
    row = unit.db.scalar(select(HealthState).where(HealthState.id == row_id))
    if row is None:
        raise NotFound(what="health")
    found = (
        select(HealthChange)
        .where(HealthChange.code == row.code, HealthChange.place == row.place, HealthChange.subject == row.subject)
        .order_by(HealthChange.at.desc())
        .limit(SHOWN)
    )
    return [
        HealthChangeRow(
            at=one.at, state=cast(State, one.state), value=one.value, said_zh=one.said_zh, said_en=one.said_en
        )
        for one in unit.db.scalars(found)
    ]


def _row(one: Check, row: HealthState, now: datetime) -> HealthRow:
    state, zh, en = cast(State, row.state), row.said_zh, row.said_en
    silent_s = (now - row.looked_at).total_seconds()
    if silent_s > SILENT_S + 2 * one.every_s:
        state, said = "unknown", TEXTS["not_heard"]
        zh, en = (words.format(seconds=round(silent_s)) for words in said.both)
    return HealthRow(
        id=row.id,
        check=one.term.code,
        group=one.group,
        icon=one.term.icon,
        name_zh=one.term.zh,
        name_en=one.term.en,
        todo_zh=one.term.help_zh,
        todo_en=one.term.help_en,
        place=row.place,
        subject=row.subject,
        state=state,
        value=row.value,
        unit=one.unit,
        said_zh=zh,
        said_en=en,
        warn=one.warn,
        bad=one.bad,
        falls=one.falls,
        since_at=row.since_at,
        looked_at=row.looked_at,
    )

"""What every check of health saw last, as every process of a hub may ask it."""

from datetime import datetime
from typing import Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.health.check import Check, declared
from agent_desk.models.health import HealthState
from agent_desk.schemas.kit.health import RANK, TEXTS, HealthRow, State

SILENT_S: Final = 120.0
"""So long after a look was due its row is no longer believed."""


def rows(db: Session, now: datetime) -> list[HealthRow]:
    """Return it, the worst first. What nobody has looked at for long is not known any more, whatever it was then."""
    known = declared()
    found = [_row(known[row.code], row, now) for row in db.scalars(select(HealthState)) if row.code in known]
    order = {code: place for place, code in enumerate(known)}
    return sorted(found, key=lambda one: (-RANK[one.state], order[one.check], one.place, one.subject))


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

"""How an agent's part of a call sounded: told once by the telephone in the desk, kept with the leg."""

import uuid
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.calls.access import require_call_to_write
from agent_desk.hub.kit.errors import NotFound
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import CallLeg
from agent_desk.models.calls.dialling import CallQuality
from agent_desk.schemas.calls.dialling import LegQuality, QualityForm


def note(unit: Unit, call_id: uuid.UUID, form: QualityForm) -> LegQuality:
    """Keep it with the caller's latest answered part; what was told first stays. Raises NotFound."""
    require_call_to_write(unit, call_id)
    leg = unit.db.scalar(
        select(CallLeg)
        .where(CallLeg.call_id == call_id, CallLeg.person_id == unit.me.person_id, CallLeg.answered_at.is_not(None))
        .order_by(CallLeg.rung_at.desc())
        .limit(1)
    )
    if leg is None:
        raise NotFound(what="talk")
    samples, count = form.samples, len(form.samples)
    row = insert(CallQuality).values(
        id=uuid.uuid4(),
        leg_id=leg.id,
        codec=form.codec,
        every_ms=form.every_ms,
        at=unit.now,
        jitter_ms=sum(one.jitter_ms for one in samples) / count,
        loss_percent=sum(one.loss_percent for one in samples) / count,
        round_trip_ms=sum(one.round_trip_ms for one in samples) / count,
        mos=sum(one.mos for one in samples) / count,
        mos_least=min(one.mos for one in samples),
        samples=[[one.jitter_ms, one.loss_percent, one.round_trip_ms, one.mos] for one in samples],
    )
    unit.db.execute(row.on_conflict_do_nothing(index_elements=["leg_id"]))
    return of_legs(unit.db, [leg.id])[leg.id]


def of_legs(db: Session, legs: Iterable[uuid.UUID]) -> dict[uuid.UUID, LegQuality]:
    """Return what is known of these legs; one query."""
    found = db.scalars(select(CallQuality).where(CallQuality.leg_id.in_(list(legs))))
    return {
        row.leg_id: LegQuality(
            codec=row.codec,
            every_ms=row.every_ms,
            jitter_ms=row.jitter_ms,
            loss_percent=row.loss_percent,
            round_trip_ms=row.round_trip_ms,
            mos=row.mos,
            mos_least=row.mos_least,
            bars=[one[3] for one in row.samples],
        )
        for row in found
    }

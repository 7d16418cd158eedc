"""What is asked about health: every check as it was last seen, a look at once, the changes of one."""

import uuid
from typing import Final, cast

from sqlalchemy import select

from agent_desk.hub.kit.admission.visit import Visit
from agent_desk.hub.kit.errors import NotFound
from agent_desk.hub.kit.health.last_seen import rows
from agent_desk.hub.kit.health.round import Rounds
from agent_desk.hub.kit.scope import require_everything
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.health import HealthChange, HealthState
from agent_desk.schemas.kit.health import HealthChangeRow, HealthRow, State
from agent_desk.schemas.kit.operations import HEALTH

SHOWN: Final = 100


def listed(unit: Unit) -> list[HealthRow]:
    """Return what every check saw last, the worst first."""
    return rows(unit.db, unit.now)


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

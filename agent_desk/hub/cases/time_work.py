"""What stands in the inbox of those who lead, because somebody's time runs out: one item of a case, which widens as the time goes on."""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from agent_desk.hub.kit import work_items
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind, register
from agent_desk.models.people import Person

COMPLAINT_TIME: Final = register(WorkKind("complaint_time", offered=True))
CASE_TIME: Final = register(WorkKind("kind_time", offered=True))
LEADS: Final = "cases.approve"
"""Whoever holds this leads in matters of cases: of their own team as its leader, of everybody as a manager."""


def tell(
    unit: Unit,
    kind: WorkKind,
    subject_id: uuid.UUID,
    title: tuple[str, str],
    whom: Collection[str],
    *,
    owner_id: uuid.UUID | None,
    audience: Sequence[str],
    due_at: datetime | None,
    priority: int,
) -> None:
    """Put a case whose time runs out before its owner's leader, or before whoever manages."""
    if not {"leader", "manager"} & set(whom):
        return
    owner = unit.db.get(Person, owner_id) if owner_id is not None else None
    # Of nobody's case there is no leader: then it is everybody's who leads.
    team_id = owner.team_id if owner is not None and "manager" not in whom else None
    work_items.put(
        unit,
        kind,
        subject_id,
        title,
        permission=LEADS,
        audience=audience,
        team_id=team_id,
        due_at=due_at,
        priority=priority,
    )


def end(unit: Unit, kind: WorkKind, subject_id: uuid.UUID) -> None:
    """The case is over, or its time has moved away."""
    work_items.end(unit, kind, subject_id)

"""A loud word where one person decides alone what two should: a banner on the administrator's workspace, and an item in the inbox."""

import uuid
from typing import Final

from agent_desk.hub.kit import approvals, deciders
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind, end, put, register
from agent_desk.hub.people import rules
from agent_desk.schemas.kit.approval_words import ALONE
from agent_desk.schemas.kit.second_person import DecidesAlone

EVERY_S: Final = 60.0
DECIDES_ALONE: Final = register(WorkKind("decides_alone"))
_ROW: Final = uuid.UUID(int=3)


def decides_alone(unit: Unit) -> list[DecidesAlone]:
    """Return what one person decides alone, or nobody can."""
    return deciders.alone(unit.db, unit.now, approvals.deciding())


def look(hub_context: HubContext) -> None:
    """Put it into the inbox of who manages people, or take it away."""
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs, context=hub_context)
        if decides_alone(unit):
            said = ALONE["work"]
            put(unit, DECIDES_ALONE, _ROW, (said.zh, said.en), permission=rules.KEEPER, priority=2)
        else:
            end(unit, DECIDES_ALONE, _ROW)

"""Reports for the desk."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from agent_desk.hub.kit.house import House
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import house_of, read
from agent_desk.hub.people import service as people
from agent_desk.hub.reports import service
from agent_desk.schemas.reports import FormulaWord, Grouping, ServiceLevelReport

router = APIRouter(prefix="/api/reports", tags=["reports"])
TheHouse = Annotated[House, Depends(house_of)]
Moment = Annotated[str, Query(max_length=40)]


@read(router, "/service-level", permission="reports.view")
def service_level(
    unit: Unit,
    house: TheHouse,
    start: Moment,
    end: Moment,
    by: Grouping = "all",
    minutes: int = 30,
    zone: Annotated[str | None, Query(max_length=64)] = None,
    formula: FormulaWord | None = None,
) -> ServiceLevelReport:
    """Service level from `start` to `end` (half-open; a date as `end` is included whole), as the command prints it."""
    centre = people.centre(unit.db, zone=house.settings.zone, simulated=False, demo=False)
    return service.service_level(
        unit.db, start, end, by, centre_zone=centre.zone, zone=zone, minutes=minutes, formula=formula
    )

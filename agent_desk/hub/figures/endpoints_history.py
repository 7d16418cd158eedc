"""The interval counters themselves: whether they were proved, and as compact columns."""

from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Response

from agent_desk.hub.figures import columns, counter_keeper, ledger
from agent_desk.hub.figures.errors import NoSuchDay
from agent_desk.hub.figures.rules import INTERVAL_MINUTES
from agent_desk.hub.figures.targets import goals_of
from agent_desk.hub.figures.windows import BadMoment, Window, parse_from, parse_to, shared_zone
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import house_of, read
from agent_desk.hub.people import service as people
from agent_desk.schemas.figures.history import CounterColumns, CountersProof

router = APIRouter(prefix="/api/floor", tags=["floor"])
TheHouse = Annotated[HubContext, Depends(house_of)]
Moment = Annotated[str, Query(max_length=40)]


@read(router, "/counters", permission="floor.view")
def counters(unit: Unit) -> CountersProof:
    """What the last proof of the counters found; `at` null before the first night."""
    found = counter_keeper.last_proof(unit.db)
    return CountersProof.model_validate(found) if found is not None else CountersProof()


@read(router, "/history", permission="reports.view", response_model=CounterColumns)
def history(
    unit: Unit,
    hub_context: TheHouse,
    start: Moment,
    end: Moment,
    minutes: int = 30,
    by: Literal["queue", "agent"] = "queue",
) -> Response:
    """Cells from `start` to `end` (half-open; a date as `end` is included whole) by queue or agent, as columns."""
    centre = ZoneInfo(people.centre(unit.db, zone=hub_context.settings.zone, simulated=False, demo=False).zone)
    try:
        zone = shared_zone(unit.db, parse_from(start, centre), parse_to(end, centre), centre)
        window = Window(parse_from(start, zone), parse_to(end, zone), zone)
    except (BadMoment, ValueError) as fault:
        raise NoSuchDay(day=f"{start} – {end}") from fault
    if minutes not in INTERVAL_MINUTES:
        raise InvalidForm({"minutes": "unknown"})
    source = ledger.of_queues(goals_of(unit.db)) if by == "queue" else ledger.of_agents()
    told = columns.columns(unit.db, source, window, window.intervals(minutes), minutes)
    return Response(told, media_type="application/json")

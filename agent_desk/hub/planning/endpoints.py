"""What can be asked about what will come, and the functions that do it."""

from typing import Literal

from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.hub.planning import calendar_days, forecasting
from agent_desk.schemas.planning import operations as ops
from agent_desk.schemas.planning.records import Forecast


def _forecast(unit: Unit, minutes: Literal["15", "30"] = "30") -> Forecast:
    return forecasting.today(unit.db, unit.now, unit.zone, int(minutes))


router = router_of(
    "planning",
    serve(ops.forecast, _forecast),
    serve(ops.published_year, lambda _unit, year: calendar_days.published_year(year)),
)

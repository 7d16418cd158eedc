"""The area planning, as the hub puts it together with the others."""

from agent_desk.hub.kit.area import Area
from agent_desk.hub.planning import calendar_days, forecasting
from agent_desk.schemas.planning.settings import CALENDAR

AREA = Area(
    name="planning",
    endpoints="agent_desk.hub.planning.endpoints",
    duties=forecasting.duties,
    foresees={CALENDAR.key: calendar_days.foreseen},
)

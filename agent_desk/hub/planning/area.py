"""The area planning, as the hub puts it together with the others."""

from agent_desk.hub.kit.area import Area
from agent_desk.hub.planning import forecasting

AREA = Area(name="planning", endpoints="agent_desk.hub.planning.endpoints", duties=forecasting.duties)

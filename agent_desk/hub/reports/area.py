"""The area reports, as the hub puts it together with the others."""

from agent_desk.hub.kit.area import Area
from agent_desk.hub.reports import making
from agent_desk.hub.reports.names import NAMES

AREA = Area(
    name="reports",
    endpoints="agent_desk.hub.reports.endpoints",
    permissions={"reports.view": ("supervisor", "system_administrator", "auditor")},
    duties=making.duties,
    names=NAMES,
)

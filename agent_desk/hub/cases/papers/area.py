"""Files of cases, as the hub puts them together with the areas."""

from agent_desk.hub.kit.area import Area

_EVERYBODY = ("agent", "supervisor", "reviewer", "complaint_handler", "knowledge_editor", "system_administrator")
AREA = Area(
    name="papers",
    endpoints="agent_desk.hub.cases.papers.endpoints",
    permissions={"papers.use": _EVERYBODY, "papers.remove": ("supervisor",)},
)

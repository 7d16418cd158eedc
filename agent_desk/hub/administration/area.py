"""The area administration, as the hub puts it together with the others."""

from agent_desk.hub.administration import endpoints
from agent_desk.hub.kit.area import Area

AREA = Area(
    name="administration",
    routers=(endpoints.router,),
    permissions={"settings.manage": ("administrator",), "audit.view": ("administrator", "auditor")},
)

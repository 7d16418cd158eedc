"""What the kit itself brings to the hub, in the form of an area: requests that wait for a second person."""

from agent_desk.hub.kit import approvals, endpoints
from agent_desk.hub.kit.area import Area
from agent_desk.hub.kit.ticker import Duty


def _duties() -> list[Duty]:
    return [Duty("end requests that nobody has decided", approvals.EXPIRE_EVERY_S, approvals.expire)]


AREA = Area(name="kit", routers=(endpoints.router,), duties=_duties)

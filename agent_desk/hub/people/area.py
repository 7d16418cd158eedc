"""The area people, as the hub puts it together with the others."""

from agent_desk.hub.kit.area import Area
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.people import known_seats, limits
from agent_desk.hub.people.directory import watch
from agent_desk.hub.people.names import NAMES
from agent_desk.hub.people.service import seed_roles


def _prune(hub_context: HubContext) -> None:
    with hub_context.database.write() as db:
        limits.prune(db, hub_context.now())
        known_seats.prune(db, hub_context.now())


AREA = Area(
    name="people",
    endpoints="agent_desk.hub.people.endpoints",
    permissions={"people.manage": ("administrator",)},
    seed_defaults=(seed_roles,),
    duties=lambda: [Duty("prune limits of signing in", 600.0, _prune)],
    threads=watch.threads,
    names=NAMES,
)

"""The area people, as the hub puts it together with the others."""

from agent_desk.hub.kit.area import Area
from agent_desk.hub.people.directory import watch
from agent_desk.hub.people.service import seed_roles

AREA = Area(
    name="people",
    endpoints="agent_desk.hub.people.endpoints",
    permissions={"people.manage": ("administrator",)},
    seed_defaults=(seed_roles,),
    threads=watch.threads,
)

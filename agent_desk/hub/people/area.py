"""The area people, as the hub puts it together with the others."""

from agent_desk.hub.kit.area import Area
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.people import alone, known_seats, limits, offices, password_list, substitutions
from agent_desk.hub.people.directory import health, switches, watch
from agent_desk.hub.people.file_parts import PARTS
from agent_desk.hub.people.list_stores import LISTS
from agent_desk.hub.people.names import NAMES
from agent_desk.hub.people.reviews import reminder
from agent_desk.hub.people.service import seed_roles
from agent_desk.schemas.people.settings import GATEWAYS


def _prune(hub_context: HubContext) -> None:
    with hub_context.database.write() as db:
        limits.prune(db, hub_context.now())
        known_seats.prune(db, hub_context.now())


AREA = Area(
    name="people",
    endpoints="agent_desk.hub.people.endpoints",
    file_parts=PARTS,
    lists=LISTS,
    permissions={
        "people.manage": ("security_administrator",),
        "security.manage": ("security_administrator",),
        "people.review": ("security_administrator", "auditor"),
    },
    offices={"people.manage": "security", "security.manage": "security"},
    histories={"person": "people.manage", "role": "people.manage", "directory_group": "people.manage"},
    seed_defaults=(seed_roles,),
    duties=lambda: [
        Duty("prune limits of signing in", 600.0, _prune),
        Duty("say who unites offices of administration", offices.LOOK_EVERY_S, offices.look),
        Duty(
            "tell what substitutions begin and end", substitutions.TELL_EVERY_S, substitutions.tell_what_began_or_ended
        ),
        Duty("remind of the review of rights", reminder.EVERY_S, reminder.look),
        Duty("look whether one person decides alone", alone.EVERY_S, alone.look),
    ],
    jobs=(password_list.make_known,),
    threads=watch.threads,
    checks=tuple(health.CHECKS),
    gateways=switches.GATES,
    foresees={GATEWAYS.key: switches.foreseen},
    names=NAMES,
)

"""The area equipment, as the hub puts it together with the others."""

from agent_desk.hub.equipment import health, incidents
from agent_desk.hub.equipment.list_stores import LISTS
from agent_desk.hub.kit.area import Area
from agent_desk.hub.kit.naming import EntityName, of_columns
from agent_desk.hub.kit.ticker import Duty
from agent_desk.models.equipment import WorkSeat
from agent_desk.schemas.equipment.lists import KEEP
from agent_desk.schemas.kit.retention import RETENTION

AREA = Area(
    name="equipment",
    endpoints="agent_desk.hub.equipment.endpoints",
    permissions={KEEP: ("system_administrator",)},
    offices={KEEP: "system"},
    histories={"work_seat": KEEP},
    lists=LISTS,
    checks=tuple(health.CHECKS),
    foresees={RETENTION.key: incidents.foreseen},
    duties=lambda: [Duty("prune complaints of sound", 3600.0, incidents.prune)],
    names={"work_seat": EntityName(names=of_columns(WorkSeat.id, WorkSeat.name))},
)

"""The area supervising, as the hub puts it together with the others."""

from agent_desk.hub.calls.service import REMOVED_WITH_CALL
from agent_desk.hub.kit.area import Area
from agent_desk.hub.supervising import alarm_settings, duties
from agent_desk.hub.supervising.file_parts import PARTS
from agent_desk.hub.supervising.names import NAMES
from agent_desk.models.supervising import CallbackTask

AREA = Area(
    name="supervising",
    endpoints="agent_desk.hub.supervising.endpoints",
    file_parts=PARTS,
    permissions={"floor.steer": ("supervisor",), "floor.message": ("supervisor",)},
    histories={"alarm_rule": "settings.manage"},
    seed_defaults=(alarm_settings.seed_defaults,),
    duties=duties.duties,
    hooks=(REMOVED_WITH_CALL.adding(CallbackTask.call_id),),
    names=NAMES,
)

"""The area administration, as the hub puts it together with the others."""

from agent_desk.hub.administration import audit_export, centre_file
from agent_desk.hub.administration.file_parts import PARTS
from agent_desk.hub.kit import list_plans, settings_store
from agent_desk.hub.kit.area import Area
from agent_desk.hub.kit.ticker import Duty
from agent_desk.schemas.settings import declared


def _duties() -> list[Duty]:
    return [
        Duty("say which settings count from now on", 30.0, settings_store.say_what_counts_now),
        Duty("change entries of lists on their day", 30.0, list_plans.keep_days),
    ]


AREA = Area(
    name="administration",
    endpoints="agent_desk.hub.administration.endpoints",
    file_parts=PARTS,
    duties=_duties,
    two_persons=tuple(settings_store.two_persons(one) for one in declared() if one.second_person),
    jobs=(audit_export.make_known, centre_file.make_known),
    permissions={
        "settings.manage": ("system_administrator",),
        "audit.view": ("auditor",),
        "personal.copy": ("supervisor", "complaint_handler", "auditor"),
    },
    offices={"settings.manage": "system", "audit.view": "audit"},
    histories={"service_target": "settings.manage"},
)

"""The area cases, as the hub puts it together with the others."""

from agent_desk.hub.calls.service import CALL_HELD, RECORDINGS_HELD
from agent_desk.hub.cases import duties, health, matter, retention, seen
from agent_desk.hub.cases.file_parts import PARTS
from agent_desk.hub.cases.handling import STEP_SECOND
from agent_desk.hub.cases.list_stores import LISTS
from agent_desk.hub.cases.names import NAMES
from agent_desk.hub.cases.own_case import case_of
from agent_desk.hub.cases.recording_hold import calls_with_open_complaint
from agent_desk.hub.cases.tasks import matters
from agent_desk.hub.customers.service import CONTACTS_SHOWN, OWN_MATTERS
from agent_desk.hub.kit.area import Area
from agent_desk.models.cases import Complaint
from agent_desk.schemas.kit.retention import RETENTION

matters.register(matter.COMPLAINT)
AREA = Area(
    name="cases",
    endpoints="agent_desk.hub.cases.endpoints",
    file_parts=PARTS,
    lists=LISTS,
    permissions={
        "cases.open": ("agent", "supervisor", "complaint_handler"),
        "cases.view": ("agent", "supervisor", "reviewer", "complaint_handler"),
        "cases.all": ("supervisor", "reviewer", "complaint_handler"),
        "cases.handle": ("supervisor", "complaint_handler"),
        "cases.approve": ("supervisor",),
        "cases.freeze": ("supervisor",),
    },
    duties=duties.duties,
    checks=tuple(health.CHECKS),
    foresees={RETENTION.key: retention.foreseen},
    two_persons=(STEP_SECOND,),
    hooks=(
        OWN_MATTERS.adding(case_of),
        CONTACTS_SHOWN.adding(seen.not_hidden),
        RECORDINGS_HELD.adding(calls_with_open_complaint),
        CALL_HELD.adding(Complaint.call_id),
    ),
    names=NAMES,
)

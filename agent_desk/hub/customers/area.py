"""The area customers, as the hub puts it together with the others."""

from agent_desk.hub.customers import access, identity
from agent_desk.hub.customers.file_parts import PARTS
from agent_desk.hub.customers.list_stores import LISTS
from agent_desk.hub.customers.names_of_records import NAMES
from agent_desk.hub.kit.area import Area
from agent_desk.hub.kit.masking import seed_masks
from agent_desk.schemas.customers.settings import IDENTITY

AREA = Area(
    name="customers",
    endpoints="agent_desk.hub.customers.endpoints",
    file_parts=PARTS,
    lists=LISTS,
    permissions={
        "customers.view": ("agent", "supervisor", "reviewer", "complaint_handler"),
        "customers.reveal": ("agent", "complaint_handler"),
        "customers.verify": ("agent",),
        "customers.oversee": ("supervisor",),
        "customers.edit": ("agent", "supervisor", "complaint_handler"),
    },
    histories={"mask_rule": "security.manage"},
    seed_defaults=(seed_masks,),
    duties=access.duties,
    foresees={IDENTITY.key: identity.foreseen},
    names=NAMES,
)

"""What the seat can do with customers: each function is one request to the hub. They block; run them by `background.run`.

Errors are those of `Api` (HubUnreachable, HubRefused, HubFault). The note goes through the outbox and may raise
KeptForLater: then it lies on the seat's disk and is sent when the hub is back. A revealed value is never kept anywhere.
"""

import uuid

from agent_desk.desk.kit.api import call
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.schemas.customers import operations as ops
from agent_desk.schemas.customers.records import CustomerCard

find = call(ops.find)
words = call(ops.words)
card = call(ops.card)
timeline = call(ops.timeline)
reveal = call(ops.reveal)
save_care_flags = call(ops.save_care_flags)
add_contact_point = call(ops.add_contact_point)
enter = call(ops.enter)
masks = call(ops.masks)
change_masks = call(ops.change_masks)


def save_note(
    outbox: Outbox, customer_id: uuid.UUID, note: str, version: int, call_id: uuid.UUID | None = None
) -> CustomerCard:
    """Write the standing note anew. Raises HubRefused ("stale_version") and KeptForLater."""
    request = ops.save_note.request(customer_id, note, version, call_id)
    return outbox.submit(request, what_zh="客户备注", what_en="Customer note")

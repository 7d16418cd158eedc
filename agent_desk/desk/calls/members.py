"""Who serves which queue, from an administrator's seat. They block."""

from agent_desk.desk.kit.api import call
from agent_desk.schemas.calls import operations as ops

queue_members = call(ops.queue_members)
set_queue_members = call(ops.set_queue_members)

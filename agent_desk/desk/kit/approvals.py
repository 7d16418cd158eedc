"""What the desk asks about requests that a second person confirms."""

from agent_desk.desk.kit.api import call
from agent_desk.schemas.kit import operations as ops

approvals = call(ops.approvals)
approve = call(ops.approve)
refuse = call(ops.refuse)
withdraw = call(ops.withdraw)

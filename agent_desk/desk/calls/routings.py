"""What the rules about callers did with the latest calls."""

from agent_desk.desk.kit.api import call
from agent_desk.schemas.calls import operations as ops

routings = call(ops.routings)

"""Call-backs that customers asked for while they waited. HubRefused("transition_refused") where somebody dials already."""

from agent_desk.desk.kit.api import call
from agent_desk.schemas.calls import operations as ops

callbacks = call(ops.callbacks)
take = call(ops.take_callback)
cancel = call(ops.cancel_callback)

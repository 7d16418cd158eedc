"""What can be asked of what every area uses, and the functions that do it."""

from agent_desk.hub.kit import approvals
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.schemas.kit import operations as ops

router = router_of(
    "kit",
    serve(ops.approvals, approvals.listed),
    serve(ops.approve, approvals.approve),
    serve(ops.refuse, approvals.refuse),
    serve(ops.withdraw, approvals.withdraw),
)

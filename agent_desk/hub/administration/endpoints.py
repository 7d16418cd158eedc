"""What administrators and auditors can ask for, and the functions that do it."""

from agent_desk.hub.administration import audit_trail, settings
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.schemas.administration import operations as ops

router = router_of(
    "settings",
    serve(ops.targets, lambda unit: settings.targets(unit.db)),
    serve(ops.set_centre_target, lambda unit, form: settings.set_target(unit, None, form)),
    serve(ops.set_queue_target, settings.set_target),
    serve(ops.drop_target, settings.drop_target),
    serve(ops.audit, audit_trail.page),
    serve(ops.history, audit_trail.history),
    serve(ops.verify_audit, audit_trail.verify),
)

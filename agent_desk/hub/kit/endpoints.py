"""What can be asked about long jobs, stored files, work items, approvals and health, and the functions that do it."""

from agent_desk.hub.kit import approvals, gateways, inbox, long_jobs
from agent_desk.hub.kit.files import jobs as file_jobs
from agent_desk.hub.kit.health import service as health
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import router_of, serve, serve_apart
from agent_desk.schemas.kit import operations as ops
from agent_desk.schemas.kit.long_jobs import LongJob


def _verify_files(unit: Unit) -> LongJob:
    return long_jobs.one(unit, file_jobs.verify(unit).id)


router = router_of(
    "kit",
    serve(ops.jobs, long_jobs.listed),
    serve(ops.job, long_jobs.one),
    serve(ops.stop_job, long_jobs.stop),
    serve(ops.verify_files, _verify_files),
    serve(ops.mine, inbox.mine),
    serve(ops.work, inbox.listed),
    serve(ops.load, inbox.load),
    serve(ops.receivers, inbox.receivers),
    serve(ops.give, inbox.give),
    serve(ops.kept_choices, inbox.kept_choices),
    serve(ops.keep_choices, inbox.keep_choices),
    serve(ops.take, inbox.take_from_inbox),
    serve(ops.hand_back, inbox.hand_back_from_inbox),
    serve(ops.read_notice, inbox.read_notice),
    serve(ops.approvals, approvals.listed),
    serve(ops.approve, approvals.approve),
    serve(ops.refuse, approvals.refuse),
    serve(ops.withdraw, approvals.withdraw),
    serve(ops.health, health.listed),
    serve_apart(ops.look_at_health, health.look, outside=lambda _visit: True),
    serve(ops.health_changes, health.changes),
    serve(ops.gateways, gateways.listed),
)

"""What an administrator's seat can do with the centre's settings and the audit trail.

HubRefused("stale_version") carries the present record as `current` in its values.
"""

from agent_desk.desk.kit.api import Api, call
from agent_desk.desk.kit.background import Job
from agent_desk.schemas.administration import operations as ops
from agent_desk.schemas.administration.records import AuditVerdict, TargetFields, TargetRow
from agent_desk.schemas.calls import operations as calls

voice_plan = call(calls.voice_plan)
save_voice_plan = call(calls.set_voice_plan)
preview_voice_plan = call(calls.preview_voice_plan)
apply_voice_plan = call(calls.apply_voice_plan)
voice_plan_versions = call(calls.voice_plan_versions)
targets = call(ops.targets)
set_centre_target = call(ops.set_centre_target)
set_queue_target = call(ops.set_queue_target)
drop_target = call(ops.drop_target)
audit = call(ops.audit, limit=100)
history = call(ops.history)
export_audit = call(ops.export_audit)
exported_audit = call(ops.exported_audit)
taken_out = ops.taken_out.request
verify_stretch = call(ops.verify_audit)


def set_target(api: Api, queue: str | None, form: TargetFields) -> TargetRow:
    """Set a queue's own target, or the centre's (`queue` None). It applies to history too."""
    return set_centre_target(api, form) if queue is None else set_queue_target(api, queue, form)


def verify_audit(api: Api, job: Job[AuditVerdict]) -> AuditVerdict:
    """Verify the whole trail, stretch by stretch; `job` shows progress and can stop it. The verdict is over all stretches."""
    whole: AuditVerdict | None = None
    while whole is None or not whole.done:
        part = verify_stretch(api, whole.checked_to if whole is not None else 0)
        if whole is not None:
            part = part.model_copy(
                update={
                    "entries": whole.entries + part.entries,
                    "broken": whole.broken + part.broken,
                    "findings": whole.findings + part.findings,
                }
            )
        whole = part
        job.report(whole.checked_to, max(whole.last_seq, 1))
    return whole

"""What an administrator's seat can do with the centre's settings and the audit trail: one request each. They block.

Errors are those of `Api` (HubUnreachable, HubRefused, HubFault); HubRefused("stale_version") carries the present record as
`current` in its values.
"""

from datetime import datetime

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.background import Job
from agent_desk.schemas.administration.records import (
    AuditPage,
    AuditVerdict,
    DispositionRow,
    NewWord,
    ReasonRow,
    TargetFields,
    TargetRow,
    Targets,
    VerifyAsk,
    WordFields,
)
from agent_desk.schemas.calls.records import Asked
from agent_desk.schemas.calls.voice_plan import (
    ApplyVoicePlan,
    VoicePlanDraft,
    VoicePlanForm,
    VoicePlanVersion,
    VoicePlanView,
)


def voice_plan(api: Api) -> VoicePlanView:
    """What a caller hears, in words, and what applying it would change."""
    return api.get("/calls/voice-plan", VoicePlanView)


def save_voice_plan(api: Api, form: VoicePlanForm) -> VoicePlanView:
    """The plan anew. HubRefused("stale_version") carries the present one."""
    return api.put("/calls/voice-plan", form.model_dump(mode="json"), VoicePlanView)


def preview_voice_plan(api: Api, draft: VoicePlanDraft) -> VoicePlanView:
    """A plan that is not saved, in words."""
    return api.post("/calls/voice-plan/preview", draft.model_dump(mode="json"), VoicePlanView)


def apply_voice_plan(api: Api, version: int) -> Asked:
    """Bring the saved plan to the exchange."""
    return api.post("/calls/voice-plan/apply", ApplyVoicePlan(version=version).model_dump(), Asked)


def voice_plan_versions(api: Api) -> list[VoicePlanVersion]:
    """Saved versions, newest first."""
    return api.get("/calls/voice-plan/versions", list[VoicePlanVersion])


def targets(api: Api) -> Targets:
    """What the centre and every queue are measured by."""
    return api.get("/settings/targets", Targets)


def set_target(api: Api, queue: str | None, form: TargetFields) -> TargetRow:
    """A queue's own target, or the centre's (`queue` None). It applies to history too."""
    path = "/settings/targets/centre" if queue is None else f"/settings/targets/queues/{queue}"
    return api.put(path, form.model_dump(mode="json"), TargetRow)


def drop_target(api: Api, queue: str, version: int) -> TargetRow:
    """Have the queue follow the centre again."""
    return api.delete(f"/settings/targets/queues/{queue}?version={version}", TargetRow)


def reasons(api: Api) -> list[ReasonRow]:
    """Every not-ready reason, retired ones too."""
    return api.get("/settings/reasons", list[ReasonRow])


def add_reason(api: Api, form: NewWord) -> ReasonRow:
    """A new reason."""
    return api.post("/settings/reasons", form.model_dump(mode="json"), ReasonRow)


def edit_reason(api: Api, code: str, form: WordFields) -> ReasonRow:
    """Rename, retire or bring back."""
    return api.put(f"/settings/reasons/{code}", form.model_dump(mode="json"), ReasonRow)


def dispositions(api: Api) -> list[DispositionRow]:
    """Topics with their dispositions, retired ones too."""
    return api.get("/settings/dispositions", list[DispositionRow])


def add_disposition(api: Api, form: NewWord) -> DispositionRow:
    """A new topic, or a disposition below one."""
    return api.post("/settings/dispositions", form.model_dump(mode="json"), DispositionRow)


def edit_disposition(api: Api, code: str, form: WordFields) -> DispositionRow:
    """Rename, retire or bring back."""
    return api.put(f"/settings/dispositions/{code}", form.model_dump(mode="json"), DispositionRow)


def audit(
    api: Api,
    *,
    person: str = "",
    entity: str = "",
    entity_id: str = "",
    action: str = "",
    from_at: datetime | None = None,
    to_at: datetime | None = None,
    after: str | None = None,
    limit: int = 100,
) -> AuditPage:
    """The audit trail, newest first. `action` is the beginning of one ("customers.")."""
    asked = {
        "person": person,
        "entity": entity,
        "entity_id": entity_id,
        "action": action,
        "after": after,
        "from_at": from_at.isoformat() if from_at else "",
        "to_at": to_at.isoformat() if to_at else "",
    }
    given = {name: value for name, value in asked.items() if value}
    return api.get("/settings/audit", AuditPage, params={**given, "limit": limit})


def verify_audit(api: Api, job: Job[AuditVerdict]) -> AuditVerdict:
    """Verify the whole trail, stretch by stretch; `job` shows progress and can stop it. The verdict is over all stretches."""
    whole: AuditVerdict | None = None
    while whole is None or not whole.done:
        ask = VerifyAsk(after_seq=whole.checked_to if whole is not None else 0)
        part = api.post("/settings/audit/verify", ask.model_dump(), AuditVerdict)
        if whole is not None:
            part = part.model_copy(
                update={"entries": whole.entries + part.entries, "broken": whole.broken + part.broken}
            )
        whole = part
        job.report(whole.checked_to, max(whole.last_seq, 1))
    return whole

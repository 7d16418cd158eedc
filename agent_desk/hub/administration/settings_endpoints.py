"""Settings and the audit trail over HTTP, for administrators and auditors."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.params import Depends

from agent_desk.hub.administration import audit_trail, settings
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import house_of, read, write
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

router = APIRouter(prefix="/api/settings", tags=["settings"])
MANAGE = "settings.manage"
TheHouse = Annotated[HubContext, Depends(house_of)]
Part = Annotated[str, Query(max_length=80)]


@read(router, "/targets", permission=MANAGE)
def targets(unit: Unit) -> Targets:
    """What the centre and every queue are measured by."""
    return settings.targets(unit.db)


@write(router, "/targets/centre", permission=MANAGE, method="PUT")
def set_centre_target(unit: Unit, form: TargetFields) -> TargetRow:
    """The centre's target, which every queue without its own follows. Applies to history too."""
    return settings.set_target(unit, None, form)


@write(router, "/targets/queues/{code}", permission=MANAGE, method="PUT")
def set_queue_target(unit: Unit, code: str, form: TargetFields) -> TargetRow:
    """A queue's own target. Applies to history too."""
    return settings.set_target(unit, code, form)


@write(router, "/targets/queues/{code}", permission=MANAGE, method="DELETE")
def drop_queue_target(unit: Unit, code: str, version: int) -> TargetRow:
    """Have the queue follow the centre again."""
    return settings.drop_target(unit, code, version)


@read(router, "/reasons", permission=MANAGE)
def reasons(unit: Unit) -> list[ReasonRow]:
    """Every not-ready reason, retired ones too."""
    return settings.reasons(unit.db)


@write(router, "/reasons", permission=MANAGE)
def add_reason(unit: Unit, form: NewWord) -> ReasonRow:
    """A new reason."""
    return settings.add_reason(unit, form)


@write(router, "/reasons/{code}", permission=MANAGE, method="PUT")
def edit_reason(unit: Unit, code: str, form: WordFields) -> ReasonRow:
    """Rename, retire or bring back."""
    return settings.edit_reason(unit, code, form)


@read(router, "/dispositions", permission=MANAGE)
def dispositions(unit: Unit) -> list[DispositionRow]:
    """Topics with their dispositions, retired ones too."""
    return settings.dispositions(unit.db)


@write(router, "/dispositions", permission=MANAGE)
def add_disposition(unit: Unit, form: NewWord) -> DispositionRow:
    """A new topic, or a disposition below one."""
    return settings.add_disposition(unit, form)


@write(router, "/dispositions/{code}", permission=MANAGE, method="PUT")
def edit_disposition(unit: Unit, code: str, form: WordFields) -> DispositionRow:
    """Rename, retire or bring back."""
    return settings.edit_disposition(unit, code, form)


@read(router, "/audit", permission="audit.view")
def audit_page(
    unit: Unit,
    person: Part = "",
    entity: Part = "",
    entity_id: Part = "",
    action: Part = "",
    from_at: datetime | None = None,
    to_at: datetime | None = None,
    limit: int | None = None,
    after: str | None = None,
) -> AuditPage:
    """The audit trail, newest first."""
    wanted = audit_trail.Wanted(
        person=person, entity=entity, entity_id=entity_id, action=action, from_at=from_at, to_at=to_at
    )
    return audit_trail.page(unit, wanted, limit, after)


@write(router, "/audit/verify", permission="audit.view", idempotent=False)
def verify_audit(unit: Unit, hub_context: TheHouse, form: VerifyAsk) -> AuditVerdict:
    """Verify the next stretch of the trail; the seat asks again until the end is reached."""
    return audit_trail.verify(unit, form, hub_context.audit_key)

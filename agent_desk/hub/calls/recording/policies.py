"""Policies of recording as an administrator edits them: per queue, and the rule of the centre; what is missing."""

import uuid
from dataclasses import asdict
from typing import Any, Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls import views
from agent_desk.hub.calls.recording import lifecycle
from agent_desk.hub.kit.errors import NotFound, StaleVersion
from agent_desk.hub.kit.setting_rows import put_setting
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call, Queue
from agent_desk.models.calls.recording import CallRecording
from agent_desk.models.kit import Setting
from agent_desk.schemas.calls.changes import RecordingPolicyChanged
from agent_desk.schemas.calls.recordings import (
    MissingRecording,
    PolicyFields,
    PolicyRow,
    RecordingSettings,
    RuleFields,
)

SHOWN: Final = 200
"""So many missing recordings are listed."""
RULE_ID: Final = uuid.UUID(int=0)
_COLUMNS: Final = {
    "mode": "recording",
    "percent": "recording_percent",
    "announced": "recording_announced",
    "pause": "recording_pause",
}


def page(db: Session, *, folders: bool) -> RecordingSettings:
    """Everything of the page. `folders`: this hub knows where recordings come from and where they are kept."""
    queues = db.scalars(select(Queue).where(Queue.active).order_by(Queue.position, Queue.code))
    return RecordingSettings(
        rule=rule_row(db), policies=[policy_row(queue) for queue in queues], missing=missing(db), folders=folders
    )


def rule_row(db: Session) -> RuleFields:
    """The centre's rule."""
    return RuleFields(**asdict(lifecycle.rule(db)))


def policy_row(queue: Queue) -> PolicyRow:
    """A queue's policy."""
    fields: dict[str, Any] = {name: getattr(queue, column) for name, column in _COLUMNS.items()}
    return PolicyRow(**fields, version=queue.version, queue=views.queue_ref(queue))


def set_policy(unit: Unit, code: str, form: PolicyFields) -> PolicyRow:
    """Change a queue's policy; in force with the next answer. Raises NotFound, and StaleVersion with what holds."""
    queue = unit.db.scalar(select(Queue).where(Queue.code == code).with_for_update())
    if queue is None:
        raise NotFound(what="queue")
    if queue.version != form.version:
        raise StaleVersion(yours=form.version, current=policy_row(queue).model_dump(mode="json"))
    before = {name: getattr(queue, column) for name, column in _COLUMNS.items()}
    after = {name: getattr(form, name) for name in _COLUMNS}
    if before != after:
        for name, column in _COLUMNS.items():
            setattr(queue, column, after[name])
        queue.version += 1
        unit.db.flush()
        unit.audit("settings.recording_policy", "recording_policy", code, before=before, after=after)
        unit.change(RecordingPolicyChanged(id=queue.id, version=queue.version, queue=code), to=["all"])
    return policy_row(queue)


def set_rule(unit: Unit, form: RuleFields) -> RuleFields:
    """Change the centre's rule; in force with the next pause, the next supervisor. Raises StaleVersion with what holds."""
    row = unit.db.get(Setting, lifecycle.SETTING, with_for_update=True)
    holds = rule_row(unit.db)
    if holds.version != form.version:
        raise StaleVersion(yours=form.version, current=holds.model_dump(mode="json"))
    changed = form.model_dump(exclude={"version"})
    row = put_setting(unit, row, lifecycle.SETTING, {**(row.value if row is not None else {}), **changed})
    before = holds.model_dump(exclude={"version"})
    unit.audit("settings.recording_rule", "setting", lifecycle.SETTING, before=before, after=row.value)
    unit.change(RecordingPolicyChanged(id=RULE_ID, version=row.version), to=["all"])
    return rule_row(unit.db)


def missing(db: Session) -> list[MissingRecording]:
    """Recordings whose file did not come, and those that the exchange refused; newest first."""
    found = (
        select(CallRecording, Queue)
        .join(Call, Call.id == CallRecording.call_id)
        .join(Queue, Queue.id == Call.queue_id)
        .where(CallRecording.state.in_(("missing", "refused")))
        .order_by(CallRecording.asked_at.desc())
        .limit(SHOWN)
    )
    rows = db.execute(found).all()
    people = views.people_of(db, (row.person_id for row, _ in rows))
    return [
        MissingRecording(
            id=row.id,
            call_id=row.call_id,
            queue=views.queue_ref(queue),
            asked_at=row.asked_at,
            error=row.error,
            agent=people.get(row.person_id) if row.person_id is not None else None,
            state=cast(Any, row.state),
        )
        for row, queue in rows
    ]

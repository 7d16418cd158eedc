"""Policies of recording as an administrator edits them: per queue; and what is missing."""

from typing import Any, Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls import views
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call, Queue
from agent_desk.models.calls.recording import CallRecording
from agent_desk.schemas.calls.changes import RecordingPolicyChanged
from agent_desk.schemas.calls.recordings import (
    MissingRecording,
    PolicyFields,
    PolicyRow,
    RecordingSettings,
)

SHOWN: Final = 200
"""So many missing recordings are listed."""
_COLUMNS: Final = {
    "mode": "recording",
    "percent": "recording_percent",
    "announced": "recording_announced",
    "pause": "recording_pause",
}
POLICIES: Final = Records(
    model=Queue,
    what="queue",
    change=lambda queue: RecordingPolicyChanged(id=queue.id, version=queue.version, queue=queue.code),
    to=("all",),
    audit_id="code",
)


def page(db: Session, *, folders: bool) -> RecordingSettings:
    """Everything of the page. `folders`: this hub knows where recordings come from and where they are kept."""
    queues = db.scalars(select(Queue).where(Queue.active).order_by(Queue.position, Queue.code))
    return RecordingSettings(policies=[policy_row(queue) for queue in queues], missing=missing(db), folders=folders)


def policy_row(queue: Queue) -> PolicyRow:
    """Return a queue's policy."""
    fields: dict[str, Any] = {name: getattr(queue, column) for name, column in _COLUMNS.items()}
    return PolicyRow(**fields, version=queue.version, queue=views.queue_ref(queue))


def set_policy(unit: Unit, code: str, form: PolicyFields) -> PolicyRow:
    """Change a queue's policy; in force with the next answer. Raises NotFound, and StaleVersion with what holds."""
    queue = POLICIES.open(unit, Queue.code == code, form.version, policy_row)
    before = {name: getattr(queue, column) for name, column in _COLUMNS.items()}
    after = {name: getattr(form, name) for name in _COLUMNS}
    for name, column in _COLUMNS.items():
        setattr(queue, column, after[name])
    POLICIES.close(unit, queue, "settings.recording_policy", before=before, after=after)
    return policy_row(queue)


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

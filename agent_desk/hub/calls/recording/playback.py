"""Playing recordings: what a call has, and its sound, by those who may; each listening is written down."""

import uuid
from pathlib import Path
from typing import Any, cast

from sqlalchemy import select

from agent_desk.hub.calls import views
from agent_desk.hub.calls.access import require_call
from agent_desk.hub.calls.errors import NoSound
from agent_desk.hub.kit.errors import NotFound
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.dialling import Consultation
from agent_desk.models.calls.recording import CallRecording
from agent_desk.schemas.calls.recordings import Recording
from agent_desk.schemas.calls.records import PersonRef


def of_call(unit: Unit, call_id: uuid.UUID) -> list[Recording]:
    """The recordings of a call that the caller may see, oldest first. Raises NotFound."""
    require_call(unit, call_id)
    found = (
        select(CallRecording, Consultation.asked_person_id)
        .outerjoin(Consultation, Consultation.id == CallRecording.consultation_id)
        .where(CallRecording.call_id == call_id)
        .order_by(CallRecording.asked_at)
    )
    rows = unit.db.execute(found).all()
    people = views.people_of(unit.db, (asked for _, asked in rows))
    return [view(row, people.get(asked) if asked is not None else None) for row, asked in rows]


def view(row: CallRecording, asked: PersonRef | None = None) -> Recording:
    """As whoever may play it sees it."""
    return Recording(
        id=row.id,
        call_id=row.call_id,
        consultation=row.consultation_id is not None,
        asked=asked,
        state=cast(Any, row.state),
        why=cast(Any, row.why),
        started_at=row.started_at,
        ended_at=row.ended_at,
        recorded_ms=row.recorded_ms,
        paused_ms=row.paused_ms,
        duration_ms=row.duration_ms,
        size_bytes=row.size_bytes,
        sha256=row.sha256,
        error=row.error,
        deleted_at=row.deleted_at,
        deleted_by=row.deleted_by,
    )


def sound(unit: Unit, recording_id: uuid.UUID, store: str) -> Path:
    """The file of a stored recording; that it was asked for is written down. Raises NotFound, NoSound."""
    row = unit.db.get(CallRecording, recording_id)
    if row is None:
        raise NotFound(what="recording")
    require_call(unit, row.call_id)
    if row.state != "stored" or row.path is None or not store:
        raise NoSound(state=row.state)
    file = Path(store) / row.path
    if not file.is_file():
        raise NoSound(state="missing")
    unit.audit("calls.recording_played", "call", row.call_id, recording=str(row.id))
    return file

"""Playing recordings: what a call has, and its sound, by those who may; each listening is written down."""

import uuid
from collections.abc import Collection
from typing import Any, Final, cast

from sqlalchemy import select

from agent_desk.hub.calls import views
from agent_desk.hub.calls.access import require_call
from agent_desk.hub.calls.errors import NoSound
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.errors import NotFound
from agent_desk.hub.kit.files import store
from agent_desk.hub.kit.files.errors import FileGone
from agent_desk.hub.kit.files.sealed import Opened
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.dialling import Consultation
from agent_desk.models.calls.recording import CallRecording
from agent_desk.models.files import StoredFile
from agent_desk.schemas.calls.recordings import Recording
from agent_desk.schemas.calls.records import PersonRef

PLAY: Final = "calls.play"


def of_call(unit: Unit, call_id: uuid.UUID) -> list[Recording]:
    """Return the recordings of a call that the caller may see, oldest first. Raises NotFound."""
    require_call(unit, call_id)
    scope.require_call(unit, PLAY, call_id)
    return listed(unit, {call_id})


def listed(unit: Unit, call_ids: Collection[uuid.UUID]) -> list[Recording]:
    """Return the recordings of calls, oldest first, without asking who wants them."""
    found = (
        select(CallRecording, Consultation.asked_person_id, StoredFile)
        .outerjoin(StoredFile, StoredFile.id == CallRecording.file_id)
        .outerjoin(Consultation, Consultation.id == CallRecording.consultation_id)
        .where(CallRecording.call_id.in_(call_ids))
        .order_by(CallRecording.asked_at)
    )
    rows = unit.db.execute(found).all()
    people = views.people_of(unit.db, (asked for _, asked, _ in rows))
    return [view(row, file, people.get(asked) if asked is not None else None) for row, asked, file in rows]


def view(row: CallRecording, file: StoredFile | None, asked: PersonRef | None = None) -> Recording:
    """Return a recording as whoever may play it sees it."""
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
        size_bytes=file.size_bytes if file is not None else None,
        sha256=file.sha256 if file is not None else None,
        error=row.error,
        deleted_at=row.deleted_at,
        deleted_by=row.deleted_by,
    )


def sound(unit: Unit, recording_id: uuid.UUID, settings: Settings) -> Opened:
    """Open the sound of a stored recording; that it was asked for is written down. Raises NotFound, NoSound, FileDamaged."""
    row = unit.db.get(CallRecording, recording_id)
    if row is None:
        raise NotFound(what="recording")
    require_call(unit, row.call_id)
    scope.require_call(unit, PLAY, row.call_id, "recording")
    file = unit.db.get(StoredFile, row.file_id) if row.file_id is not None else None
    if row.state != "stored" or file is None:
        raise NoSound(state=row.state)
    try:
        return store.read(unit, settings, file, recording=str(row.id))
    except FileGone as fault:
        raise NoSound(state="missing") from fault


def sound_of(unit: Unit, call_ids: Collection[uuid.UUID], recording_id: uuid.UUID, case: str) -> Opened:
    """Open the sound of a recording of one of these calls, which the caller may hear for a reason of an area above; it is written down
    with the number of that case. Raises NotFound, NoSound, FileDamaged."""
    row = unit.db.get(CallRecording, recording_id)
    if row is None or row.call_id not in call_ids:
        raise NotFound(what="recording")
    file = unit.db.get(StoredFile, row.file_id) if row.file_id is not None else None
    if row.state != "stored" or file is None:
        raise NoSound(state=row.state)
    try:
        opened = store.open_file(unit.hub.settings, file)
    except FileGone as fault:
        raise NoSound(state="missing") from fault
    unit.audit("calls.recording_played", "call", row.call_id, recording=str(row.id), case=case)
    return opened

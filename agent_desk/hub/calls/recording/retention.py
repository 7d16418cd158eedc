"""Recordings that have been kept long enough: their files are deleted by night, their rows say when and by which rule.

What must stay is said by others: an area above adds to the hook (a complaint about the call is open), since calls does not
know of complaints. A recording that is held is looked at again every night and goes when nobody holds it any more.
"""

import uuid
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.intake.transaction import persistently
from agent_desk.hub.calls.recording.store import RECORDING
from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.files import store
from agent_desk.hub.kit.trusted_clock import now_to_delete
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.recording import CallRecording
from agent_desk.models.files import StoredFile
from agent_desk.schemas.calls.settings import RECORDING_RULES, RecordingRules

NIGHT: Final = range(2, 5)
"""Hours of the centre's clock in which files are deleted: the disk is the callers' by day."""
AT_ONCE: Final = 200
"""So many recordings are looked at in one round; a night has 180 rounds."""

log = structlog.get_logger()


def by_night(hub_context: HubContext) -> int:
    """Delete what is due, if it is night at the centre; how many."""
    hour = hub_context.now().astimezone(ZoneInfo(hub_context.settings.zone)).hour
    return delete_old(hub_context) if hour in NIGHT and hub_context.settings.recordings else 0


def delete_old(hub_context: HubContext) -> int:
    """Delete the files of recordings older than the centre keeps them, but for what is held; how many."""
    now = now_to_delete(hub_context)
    with hub_context.database.read() as db:
        keep_days = settings_in_force.read(db, RECORDING_RULES, now).keep_days
        due = _due(db, now - timedelta(days=keep_days)) if keep_days else []
    gone = sum(
        persistently(hub_context, partial(_delete, row_id=one, keep_days=keep_days, hub_context=hub_context))
        for one in due
    )
    if due:
        log.info("old recordings were deleted", deleted=gone, due=len(due), keep_days=keep_days)
    return gone


def _due(db: Session, before: datetime) -> list[uuid.UUID]:
    """Return the oldest first; held ones are left out, so that they cannot fill every round."""
    found: list[uuid.UUID] = []
    old = select(CallRecording.id, CallRecording.call_id).where(
        CallRecording.state == "stored", CallRecording.asked_at < before
    )
    rows = db.execute(old.order_by(CallRecording.asked_at)).yield_per(AT_ONCE)
    for part in rows.partitions():
        kept = RECORDING.held(db, {call_id for _, call_id in part})
        found += [row_id for row_id, call_id in part if call_id not in kept]
        if len(found) >= AT_ONCE:
            break
    return found[:AT_ONCE]


def _delete(unit: Unit, row_id: uuid.UUID, keep_days: int, hub_context: HubContext) -> bool:
    row = unit.db.get_one(CallRecording, row_id, with_for_update=True)
    if row.state != "stored" or row.file_id is None:
        return False
    file = unit.db.get_one(StoredFile, row.file_id, with_for_update=True)
    try:
        if not store.remove(unit, hub_context.settings, file, f"keep_days={keep_days}"):
            return False
    except OSError as fault:
        log.info("an old recording cannot be deleted", recording=str(row.id), cause=fault.strerror)
        return False
    unit.audit(
        "calls.recording_deleted", "call", row.call_id, recording=str(row.id), sha256=file.sha256, keep_days=keep_days
    )
    return True


def foreseen(unit: Unit, value: RecordingRules) -> list[tuple[str, str]]:
    """Say how many recordings would be deleted tonight that have not been yet."""
    if not value.keep_days:
        return []
    before = unit.now - timedelta(days=value.keep_days)
    old = select(func.count()).where(CallRecording.state == "stored", CallRecording.asked_at < before)
    count = unit.db.scalar(old) or 0
    if not count:
        return []
    return [
        (
            f"今夜起将删除 {count} 段录音，不能恢复（有未办结投诉的除外）",
            f"{count} recordings would be deleted from tonight on for good, but for those with an open complaint",
        )
    ]

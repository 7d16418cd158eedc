"""Care of the store: files whose time is over go, files of release 0.1.0 are encrypted, and every file can be checked."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import HubError
from agent_desk.hub.kit.files import store
from agent_desk.hub.kit.files.errors import FileDamaged, FileGone, FileKeyMissing
from agent_desk.hub.kit.files.kinds import KINDS
from agent_desk.hub.kit.files.places import inside
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.trusted_clock import now_to_delete
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.files import StoredFile

log = structlog.get_logger()
EVERY_S: Final = 3600.0
BATCH: Final = 200
_PARTS_STAY: Final = timedelta(days=1)
Told = Callable[[int, int], bool]
"""Hears how many of how many are done; answers whether to go on."""
Fault = str
"""changed, gone, unread or no_key."""


def duties() -> list[Duty]:
    """Return what one hub looks after."""
    return [Duty("remove files whose time is over", EVERY_S, remove_expired)]


def remove_expired(hub_context: HubContext) -> int:
    """Delete files whose time is over, but for what somebody holds; return how many went."""
    now = now_to_delete(hub_context)
    with hub_context.database.read() as db:
        due = select(StoredFile.id).where(StoredFile.keep_until < now, StoredFile.deleted_at.is_(None))
        ids = list(db.scalars(due.order_by(StoredFile.keep_until)))
    _remove_parts(hub_context, now)
    return sum(_expire(hub_context, one) for one in ids)


def _remove_parts(hub_context: HubContext, now: datetime) -> None:
    """Remove what was being written when a hub was killed."""
    before = now.timestamp() - _PARTS_STAY.total_seconds()
    for kind in KINDS.values():
        folder = kind.place(hub_context.settings)
        for part in folder.rglob(f"*{store.PART}") if folder is not None else ():
            with suppress(OSError):
                if part.stat().st_mtime < before:
                    part.unlink()


def _expire(hub_context: HubContext, file_id: uuid.UUID) -> bool:
    with hub_context.database.write() as db:
        row = db.get_one(StoredFile, file_id, with_for_update=True)
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        try:
            return store.remove(unit, hub_context.settings, row, f"keep_until={row.keep_until:%Y-%m-%d}")
        except OSError as fault:
            log.info("a file cannot be deleted", file=str(row.id), cause=fault.strerror)
            return False


# ---------------------------------------------------------------------- checking


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one file."""

    file_id: uuid.UUID
    owner_id: uuid.UUID
    kind: str
    fault: Fault


@dataclass(slots=True)
class Verdict:
    """What checking the store found; `complete` unless it was stopped."""

    checked: int
    findings: list[Finding]
    complete: bool = True
    last: uuid.UUID | None = None


def verify(
    database: Database,
    settings: Settings,
    *,
    kind: str | None = None,
    so_far: Verdict | None = None,
    told: Told | None = None,
) -> Verdict:
    """Read every file, or those of one kind, and compare it with its digest. `so_far`: goes on after what was checked before."""
    verdict = so_far or Verdict(0, [])
    wanted = [StoredFile.deleted_at.is_(None), *([StoredFile.kind == kind] if kind else [])]
    with database.read() as db:
        total = db.scalar(select(func.count()).select_from(StoredFile).where(*wanted)) or 0
    for row in _rows(database, wanted, verdict.last):
        if told is not None and not told(verdict.checked, max(total, verdict.checked + 1)):
            verdict.complete = False
            return verdict
        fault = fault_of(settings, row)
        if fault:
            verdict.findings.append(Finding(row.id, row.owner_id, row.kind, fault))
        verdict.checked, verdict.last = verdict.checked + 1, row.id
    return verdict


def _rows(database: Database, wanted: list[ColumnElement[bool]], after: uuid.UUID | None) -> Iterator[StoredFile]:
    """Yield rows in the order of their ids, a batch at a time, no session open meanwhile."""
    while True:
        later = [StoredFile.id > after] if after is not None else []
        with database.read() as db:
            found = select(StoredFile).where(*wanted, *later).order_by(StoredFile.id).limit(BATCH)
            rows = list(db.scalars(found))
            db.expunge_all()
        if not rows:
            return
        yield from rows
        after = rows[-1].id


def fault_of(settings: Settings, row: StoredFile) -> Fault:
    """Read one file to its end; return what is wrong with it, empty when nothing is."""
    try:
        opened = store.open_file(settings, row)
        try:
            digest = store.digest_of(opened)
        finally:
            opened.close()
    except FileGone:
        return "gone"
    except FileDamaged:
        return "changed"
    except FileKeyMissing:
        return "no_key"
    except OSError:
        return "unread"
    return "" if digest == row.sha256 else "changed"


def strays(database: Database, settings: Settings) -> list[Path]:
    """Return files in the store's folders that no row names: of a hub that was killed while it wrote, or of a restored database."""
    folders = {name: place for name, kind in KINDS.items() if (place := kind.place(settings)) is not None}
    with database.read() as db:
        rows = db.execute(select(StoredFile.kind, StoredFile.path).where(StoredFile.path.is_not(None)))
        named = {folders[kind].joinpath(str(path)) for kind, path in rows if kind in folders}
    there = {file for folder in folders.values() for file in folder.rglob(f"*{store.SUFFIX}")}
    return sorted(there - named)


# ---------------------------------------------------------------------- files of release 0.1.0


def plain_left(db: Session) -> int:
    """Return how many files still lie unencrypted."""
    return db.scalar(select(func.count()).select_from(StoredFile).where(StoredFile.plain_path.is_not(None))) or 0


def take_over(hub_context: HubContext, told: Told | None = None) -> Verdict:
    """Encrypt the files of release 0.1.0, one transaction each; those that are not what they were stay as they are.

    May be broken off at any moment and begun again: the plain file goes when the encrypted one is in its row.
    """
    database = hub_context.database
    with database.read() as db:
        total = plain_left(db)
    verdict = Verdict(0, [])
    for row in _rows(database, [StoredFile.plain_path.is_not(None)], None):
        if told is not None and not told(verdict.checked, total):
            verdict.complete = False
            return verdict
        fault = _take_over(hub_context, row)
        if fault:
            verdict.findings.append(Finding(row.id, row.owner_id, row.kind, fault))
        verdict.checked, verdict.last = verdict.checked + 1, row.id
    return verdict


def _take_over(hub_context: HubContext, row: StoredFile) -> Fault:
    folder = KINDS[row.kind].place(hub_context.settings)
    assert row.plain_path is not None
    if folder is None:
        return "gone"
    try:
        plain = inside(folder, row.plain_path)
    except FileGone:
        return "gone"
    if row.path is None:
        fault = fault_of(hub_context.settings, row)
        if fault:
            return fault
        try:
            with (
                plain.open("rb") as source,
                store.written(hub_context.settings, KINDS[row.kind], source, row.stored_at, row.id) as done,
            ):
                _encrypted(hub_context, row.id, done)
        except (OSError, HubError) as fault_met:
            log.info("a file cannot be encrypted", file=str(row.id), cause=type(fault_met).__name__)
            return "unread"
    try:
        plain.unlink(missing_ok=True)
    except OSError:
        return "unread"
    with hub_context.database.write() as db:
        db.get_one(StoredFile, row.id, with_for_update=True).plain_path = None
    return ""


def _encrypted(hub_context: HubContext, file_id: uuid.UUID, done: store.Written) -> None:
    with hub_context.database.write() as db:
        row = db.get_one(StoredFile, file_id, with_for_update=True)
        if row.path is None and row.deleted_at is None:
            store.encrypted(db, row, done)

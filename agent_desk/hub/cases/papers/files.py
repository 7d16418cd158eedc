"""Files of a case: attached, listed, handed out and removed. The hub keeps them and never opens one; what it is, its content says."""

import io
import uuid
from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select

from agent_desk.hub.calls.views import people_of
from agent_desk.hub.cases.papers import owners
from agent_desk.hub.cases.papers.errors import CaseFull, FileTooLarge
from agent_desk.hub.cases.papers.owners import Owner
from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.errors import NotFound, NotPermitted
from agent_desk.hub.kit.files import store
from agent_desk.hub.kit.files.errors import StoreUnusable, not_written
from agent_desk.hub.kit.files.kinds import FileKind, register
from agent_desk.hub.kit.files.sealed import Opened
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.case_files import CaseFile
from agent_desk.models.files import StoredFile
from agent_desk.schemas.cases.papers.changes import CaseFilesChanged
from agent_desk.schemas.cases.papers.names import ENDINGS, kept_name
from agent_desk.schemas.cases.papers.operations import REMOVE, USE
from agent_desk.schemas.cases.papers.records import CaseFileRow, CaseFiles, NewCaseFile, RemoveFile
from agent_desk.schemas.cases.papers.settings import FILE_LIMITS

_MB: Final = 1024 * 1024


def _may_read(unit: Unit, row: StoredFile) -> None:
    owners.require(unit, row.owner, row.owner_id)


KINDS: Final = {
    owner: register(
        FileKind(
            name=f"{owner}_file",
            owner=owner,
            folder="case_files",
            types=tuple(ENDINGS),
            may_read=_may_read,
            read_action="papers.read",
            removed=lambda _unit, _row: None,
        )
    )
    for owner in ("complaint", "kind_case")
}


def files(unit: Unit, owner: str, owner_id: uuid.UUID) -> CaseFiles:
    """Return the files of a case, the newest first. Raises NotFound."""
    case = owners.require(unit, owner, owner_id)
    limits = settings_in_force.read(unit.db, FILE_LIMITS, unit.now)
    found = (
        select(CaseFile, StoredFile)
        .join(StoredFile, StoredFile.id == CaseFile.id)
        .where(StoredFile.owner == case.word, StoredFile.owner_id == case.id)
        .order_by(StoredFile.stored_at.desc(), StoredFile.id)
    )
    return CaseFiles(
        files=_rows(unit, [(file, stored) for file, stored in unit.db.execute(found)]),
        used_bytes=_used(unit, case),
        most_bytes=limits.case_mb * _MB,
        most_file_bytes=limits.file_mb * _MB,
        may_attach=case.may_attach,
        may_remove=unit.me.may(REMOVE),
    )


def attach(unit: Unit, form: NewCaseFile) -> CaseFileRow:
    """Attach a file. Raises NotFound, NotPermitted, FileTooLarge, CaseFull, WrongFileType, StoreFull, StoreUnusable."""
    case = owners.require(unit, form.owner, form.owner_id)
    if not case.may_attach:
        raise NotPermitted(permission=USE)
    return keep(unit, case, form.name, form.content, form.note)


def keep(unit: Unit, case: Owner, name: str, content: bytes, note: str = "") -> CaseFileRow:
    """Keep a file of a case. Raises as `attach`."""
    limits = settings_in_force.read(unit.db, FILE_LIMITS, unit.now)
    if len(content) > limits.file_mb * _MB:
        raise FileTooLarge(most_mb=limits.file_mb)
    if _used(unit, case) + len(content) > limits.case_mb * _MB:
        raise CaseFull(most_mb=limits.case_mb)
    try:
        stored = store.put(unit, unit.hub.settings, KINDS[case.word], io.BytesIO(content), case.id)
    except FileNotFoundError as fault:
        raise StoreUnusable() from fault
    except OSError as fault:
        raise not_written(fault) from fault
    row = CaseFile(
        id=stored.id, name=kept_name(name, stored.media_type), note=note.strip(), added_by_id=unit.me.person_id
    )
    unit.db.add(row)
    unit.db.flush()
    unit.audit(
        "papers.attach",
        case.word,
        case.id,
        number=case.number,
        media_type=stored.media_type,
        size_bytes=stored.size_bytes,
        sha256=stored.sha256,
    )
    unit.change(CaseFilesChanged(id=case.id), to=case.heard)
    return _rows(unit, [(row, stored)])[0]


def content(unit: Unit, file_id: uuid.UUID) -> tuple[Opened, str]:
    """Open a file and say what it is; that it was read is written down. Raises NotFound, FileGone, FileDamaged."""
    _row, stored = _found(unit, file_id)
    opened = store.read(unit, unit.hub.settings, stored, file=str(stored.id), sha256=stored.sha256)
    return opened, stored.media_type


def remove(unit: Unit, file_id: uuid.UUID, form: RemoveFile) -> CaseFileRow:
    """Remove the bytes of a file; the row says who did it and why. Raises NotFound."""
    row, stored = _found(unit, file_id, lock=True)
    case = owners.require(unit, stored.owner, stored.owner_id)
    reason = form.reason.strip()
    if store.remove(unit, unit.hub.settings, stored, reason):
        row.removed_by_id = unit.me.person_id
        unit.audit("papers.remove", case.word, case.id, reason=reason, number=case.number, sha256=stored.sha256)
        unit.change(CaseFilesChanged(id=case.id), to=case.heard)
    return _rows(unit, [(row, stored)])[0]


def _found(unit: Unit, file_id: uuid.UUID, *, lock: bool = False) -> tuple[CaseFile, StoredFile]:
    """Return a file of a case that the caller may see. Raises NotFound."""
    found = select(CaseFile, StoredFile).join(StoredFile, StoredFile.id == CaseFile.id).where(CaseFile.id == file_id)
    row = unit.db.execute(found.with_for_update() if lock else found).first()
    if row is None:
        owners.nothing(unit)
        raise NotFound(what="file")
    owners.require(unit, row.StoredFile.owner, row.StoredFile.owner_id)
    return row.CaseFile, row.StoredFile


def _used(unit: Unit, case: Owner) -> int:
    """Return the bytes of all files of a case that are there."""
    wanted = select(func.coalesce(func.sum(StoredFile.size_bytes), 0)).where(
        StoredFile.owner == case.word,
        StoredFile.owner_id == case.id,
        StoredFile.kind == KINDS[case.word].name,
        StoredFile.deleted_at.is_(None),
    )
    return int(unit.db.scalar(wanted) or 0)


def _rows(unit: Unit, found: Sequence[tuple[CaseFile, StoredFile]]) -> list[CaseFileRow]:
    people = people_of(unit.db, {file.added_by_id for file, _ in found})
    return [
        CaseFileRow(
            id=file.id,
            name=file.name,
            note=file.note,
            media_type=stored.media_type,
            size_bytes=stored.size_bytes,
            sha256=stored.sha256,
            added_by=people.get(file.added_by_id),
            added_at=stored.stored_at,
            deleted_at=stored.deleted_at,
            deleted_by=stored.deleted_by,
        )
        for file, stored in found
    ]

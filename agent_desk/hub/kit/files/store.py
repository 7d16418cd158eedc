"""Files into the store and out of it: written whole or not at all, read with rights and written down, removed with their rule.

The bytes are encrypted beside their place, written through to the disk and renamed; then the row is written in the
transaction of its owner. What was written for a transaction that did not come about is removed again; only a hub that was
killed between leaves bytes without a row, which `agent-desk files verify` finds. No place is ever used twice.
"""

import os
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Final

import structlog
from sqlalchemy.orm import Session

from agent_desk.hub.kit.database import after_commit, unless_committed
from agent_desk.hub.kit.files import keys, sealed
from agent_desk.hub.kit.files.content_type import media_type
from agent_desk.hub.kit.files.errors import FileGone, WrongFileType
from agent_desk.hub.kit.files.keys import Keyring
from agent_desk.hub.kit.files.kinds import KINDS, FileKind
from agent_desk.hub.kit.files.places import PathOutside, inside
from agent_desk.hub.kit.private_files import create, make_folder
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.files import StoredFile

SUFFIX: Final = ".adf"
PART: Final = ".part"

log = structlog.get_logger()


@dataclass(slots=True)
class Written:
    """Bytes on disk that no row names yet."""

    kind: FileKind
    id: uuid.UUID
    path: str
    media_type: str
    size_bytes: int
    sha256: str
    key: bytes
    settings: Settings
    kept: bool = False

    def __repr__(self) -> str:
        return f"Written({self.kind.name}, {self.id})"


@contextmanager
def written(
    settings: Settings, kind: FileKind, source: BinaryIO, at: datetime, file_id: uuid.UUID | None = None
) -> Iterator[Written]:
    """Write a seekable stream to disk, encrypted, for `keep` to name it; removed again unless a transaction has kept it.

    `file_id`: of a row that exists already.
    Raises FileNotFoundError where the kind has no folder, WrongFileType, OSError.
    """
    folder = kind.place(settings)
    if folder is None or not folder.is_dir():
        raise FileNotFoundError(folder)
    found = media_type(source)
    if found not in kind.types:
        raise WrongFileType(found=found)
    row_id, key = file_id or uuid.uuid4(), sealed.new_key()
    relative = Path(f"{at:%Y/%m/%d}") / f"{uuid.uuid4()}{SUFFIX}"
    size, digest = _write(folder / relative, source, row_id, key)
    done = Written(kind, row_id, relative.as_posix(), found, size, digest, key, settings)
    try:
        yield done
    finally:
        if not done.kept:
            with suppress(OSError):
                (folder / relative).unlink(missing_ok=True)


def _write(place: Path, source: BinaryIO, file_id: uuid.UUID, key: bytes) -> tuple[int, str]:
    make_folder(place.parent)
    part = place.with_suffix(PART)
    try:
        with create(part) as target:
            done = sealed.write(source, target, file_id, key)
            target.flush()
            os.fsync(target.fileno())
        part.replace(place)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    _write_through(place.parent)
    return done


def _write_through(folder: Path) -> None:
    """Let the rename itself survive a power cut; where a folder cannot be opened (Windows) the system sees to it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def keep(unit: Unit, what: Written, owner_id: uuid.UUID, keep_until: datetime | None = None) -> StoredFile:
    """Write the row of a file in this transaction. Raises FileKeyMissing."""
    row = StoredFile(
        id=what.id,
        kind=what.kind.name,
        owner=what.kind.owner,
        owner_id=owner_id,
        media_type=what.media_type,
        size_bytes=what.size_bytes,
        sha256=what.sha256,
        stored_at=unit.now,
        keep_until=keep_until,
    )
    encrypted(unit.db, row, what)
    unit.db.add(row)
    unit.db.flush()
    return row


def put(unit: Unit, settings: Settings, kind: FileKind, source: BinaryIO, owner_id: uuid.UUID) -> StoredFile:
    """Write a stream to disk and its row in this transaction; where that does not come about, the bytes go again.

    Raises as `written` and `keep`.
    """
    with ExitStack() as stack:
        row = keep(unit, stack.enter_context(written(settings, kind, source, unit.now)), owner_id)
        unless_committed(unit.db, stack.pop_all().close)
        return row


def encrypted(db: Session, row: StoredFile, what: Written) -> None:
    """Say in a row where its encrypted bytes lie, and keep them once this transaction commits. Raises FileKeyMissing."""
    ring = Keyring.of(what.settings)
    key_id = keys.active(db, ring)
    row.path, row.key_id = what.path, key_id
    row.wrapped_key = ring.wrap(key_id, row.id, what.key)

    def committed() -> None:
        what.kept = True

    after_commit(db, committed)


# ---------------------------------------------------------------------- reading


def read(unit: Unit, settings: Settings, row: StoredFile, **detail: Any) -> sealed.Opened:
    """Open a file for the caller, if its kind lets them; the read is written down. Raises FileGone and as `may_read`, `open_file`."""
    kind = KINDS[row.kind]
    kind.may_read(unit, row)
    opened = open_file(settings, row)
    unit.audit(kind.read_action, kind.owner, row.owner_id, **detail)
    return opened


def open_file(settings: Settings, row: StoredFile) -> sealed.Opened:
    """Open a file without asking who wants it. Raises FileGone, FileDamaged, FileKeyMissing, OSError."""
    folder = KINDS[row.kind].place(settings)
    name = row.path or row.plain_path
    if folder is None or name is None or row.deleted_at is not None:
        raise FileGone()
    try:
        stream = inside(folder, name).open("rb")
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as fault:
        raise FileGone() from fault
    try:
        return _opened(settings, row, stream)
    except BaseException:
        stream.close()
        raise


def _opened(settings: Settings, row: StoredFile, stream: BinaryIO) -> sealed.Opened:
    if row.path is None or row.key_id is None or row.wrapped_key is None:
        return sealed.Plain(stream, row.size_bytes)
    key = Keyring.of(settings).unwrap(row.key_id, row.id, row.wrapped_key)
    return sealed.Sealed(stream, row.id, key, row.size_bytes)


# ---------------------------------------------------------------------- removing


def remove(unit: Unit, settings: Settings, row: StoredFile, by: str) -> bool:
    """Delete the bytes of a locked row and say in it by which rule; whether it was done. Raises OSError.

    What somebody holds stays, and so does a row whose name leads out of the store. The bytes first: a row that says they are there
    is put right the next time, bytes without a row never are.
    """
    kind = KINDS[row.kind]
    folder = kind.place(settings)
    if row.deleted_at is not None or folder is None or kind.held(unit.db, {row.owner_id}):
        return False
    try:
        places = [inside(folder, name) for name in (row.path, row.plain_path) if name is not None]
    except PathOutside:
        log.error("a row names a file outside its store; nothing was deleted", file=str(row.id), kind=row.kind)
        return False
    for place in places:
        place.unlink(missing_ok=True)
    row.path = row.plain_path = row.key_id = row.wrapped_key = None
    row.deleted_at, row.deleted_by = unit.now, by
    unit.db.flush()
    kind.removed(unit, row)
    return True


def digest_of(opened: sealed.Opened) -> str:
    """Return the SHA-256 of the plain bytes. Raises FileDamaged, OSError."""
    digest = sha256()
    for piece in opened.pieces():
        digest.update(piece)
    return digest.hexdigest()

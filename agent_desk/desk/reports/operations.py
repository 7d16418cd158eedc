"""Reports for the seat: each function is one request to the hub; they block. And what is kept of them on this computer.

Errors are those of `Api`; writing a file may raise FileNotWritten.
"""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Literal

from agent_desk.desk.kit.api import call
from agent_desk.desk.kit.errors import DeskError
from agent_desk.schemas.reports import operations as ops

service_level = call(ops.service_level)
scopes = call(ops.scopes)
sheet = call(ops.sheet)
export_sheet = call(ops.export_sheet)
export_workbook = call(ops.export_workbook)
calls_of_cell = call(ops.calls)
saved = call(ops.saved)
save = call(ops.save)
change_saved = call(ops.change_saved)
remove_saved = call(ops.remove_saved)
make_now = call(ops.make_now)
project_progress = call(ops.project_progress)
project_sheet = call(ops.project_sheet)
export_project = call(ops.export_project)
export_project_workbook = call(ops.export_project_workbook)
files = call(ops.files)
file = call(ops.file)

WriteCause = Literal["disk_full", "no_right", "in_use", "other"]
_CAUSES: dict[int, WriteCause] = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EACCES: "no_right",
    errno.EPERM: "no_right",
    errno.EROFS: "no_right",
    errno.ETXTBSY: "in_use",
    errno.EBUSY: "in_use",
}


class FileNotWritten(DeskError):
    """A file could not be written on this computer. What stood there before stands there still."""

    def __init__(self, cause: WriteCause, path: Path, *, detail: str = "") -> None:
        self.cause = cause
        self.error_id = f"file_not_written.{cause}"
        super().__init__({"path": str(path)}, detail=detail)


# ---------------------------------------------------------------------- files


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: under a temporary name beside it, then renamed. Raises FileNotWritten."""
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644 & ~_umask())
        os.replace(temporary, path)
    except OSError as fault:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        raise not_written(fault, path) from fault


def not_written(fault: OSError, path: Path) -> FileNotWritten:
    """Return what an error of the system means to the person who saves."""
    return FileNotWritten(_CAUSES.get(fault.errno or 0, "other"), path, detail=fault.strerror or "")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

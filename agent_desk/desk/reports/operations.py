"""Reports for the seat: each function is one request to the hub; they block. And what is kept of them on this computer.

Errors are those of `Api`; writing a file may raise FileNotWritten.
"""

from __future__ import annotations

import errno
import os
import tempfile
import uuid
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

from agent_desk.desk.kit.api import Api
from agent_desk.desk.kit.errors import DeskError
from agent_desk.schemas.figures.board import FigureWord
from agent_desk.schemas.figures.targets import FormulaWord
from agent_desk.schemas.reports.records import Grouping, ServiceLevelReport
from agent_desk.schemas.reports.sheet import (
    CellCalls,
    KeptFile,
    ReportChoice,
    SavedForm,
    SavedReport,
    ScopeEntry,
    Sheet,
)

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


def service_level(
    api: Api,
    start: str,
    end: str,
    by: Grouping = "all",
    *,
    minutes: int = 30,
    zone: str | None = None,
    formula: FormulaWord | None = None,
) -> ServiceLevelReport:
    """Service level of the calls offered from `start` to `end`: dates (the last one whole) or ISO times, half-open."""
    wanted = {"start": start, "end": end, "by": by, "minutes": str(minutes), "zone": zone, "formula": formula}
    params = {name: value for name, value in wanted.items() if value is not None}
    return api.get("/reports/service-level", ServiceLevelReport, params=params)


def scopes(api: Api) -> list[ScopeEntry]:
    """What a report can be narrowed to."""
    return api.get("/reports/scopes", list[ScopeEntry])


def sheet(api: Api, choice: ReportChoice) -> Sheet:
    """A report as it is shown."""
    return api.get("/reports/sheet", Sheet, params=_params(choice))


def export_sheet(api: Api, choice: ReportChoice) -> Sheet:
    """A report for paper or a PDF; the hub writes down that it was taken out."""
    return api.get("/reports/export/sheet", Sheet, params=_params(choice))


def export_workbook(api: Api, choice: ReportChoice) -> bytes:
    """A report as an XLSX file; the hub writes down that it was taken out."""
    return api.download("/reports/export/workbook", params=_params(choice))


def calls_behind(
    api: Api, of: str, start: datetime, end: datetime, zone: str, figure: FigureWord, *, after: str | None = None
) -> CellCalls:
    """A page of the calls behind a cell, newest first."""
    params = {"of": of, "start": start.isoformat(), "end": end.isoformat(), "zone": zone, "figure": figure}
    if after is not None:
        params["after"] = after
    return api.get("/reports/calls", CellCalls, params=params)


def saved(api: Api) -> list[SavedReport]:
    """Reports kept by name."""
    return api.get("/reports/saved", list[SavedReport])


def save(api: Api, form: SavedForm) -> SavedReport:
    """Keep a report, made by the clock or by hand."""
    return api.post("/reports/saved", form.model_dump(mode="json"), SavedReport)


def change_saved(api: Api, report_id: uuid.UUID, form: SavedForm) -> SavedReport:
    """Change it. HubRefused("stale_version") carries the present one as "current"."""
    return api.put(f"/reports/saved/{report_id}", form.model_dump(mode="json"), SavedReport)


def remove_saved(api: Api, report_id: uuid.UUID) -> None:
    """Keep it no more."""
    api.delete(f"/reports/saved/{report_id}")


def make_now(api: Api, report_id: uuid.UUID) -> KeptFile:
    """Have it made now."""
    return api.post(f"/reports/saved/{report_id}/make", {}, KeptFile)


def files(api: Api, report_id: uuid.UUID) -> list[KeptFile]:
    """What was made of a report, newest first."""
    return api.get(f"/reports/saved/{report_id}/files", list[KeptFile])


def file(api: Api, file_id: uuid.UUID) -> bytes:
    """One of them; the hub writes down that it was fetched."""
    return api.download(f"/reports/files/{file_id}")


def _params(choice: ReportChoice) -> dict[str, str]:
    return {name: str(value) for name, value in choice.model_dump(mode="json").items() if value is not None}


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
    """What an error of the system means to the person who saves."""
    return FileNotWritten(_CAUSES.get(fault.errno or 0, "other"), path, detail=fault.strerror or "")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

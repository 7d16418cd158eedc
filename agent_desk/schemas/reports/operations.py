"""What can be asked about reports: the figures, their calls, and their way out of the house."""

import uuid
from typing import Annotated, Final

from pydantic import Field

from agent_desk.schemas.campaigns.records import ProjectProgress, ProjectSheet
from agent_desk.schemas.figures.board import FigureWord
from agent_desk.schemas.figures.targets import FormulaWord
from agent_desk.schemas.kit.bounded import Line, Moment
from agent_desk.schemas.kit.operation import ALL, HELD, SIGNED_IN, Operations, Scope
from agent_desk.schemas.kit.paging import After, Limit
from agent_desk.schemas.kit.table import LanguageWord
from agent_desk.schemas.reports.records import Grouping, ServiceLevelReport
from agent_desk.schemas.reports.sheet import (
    CellCalls,
    MadeFile,
    ReportChoice,
    SavedForm,
    SavedReport,
    ScopeEntry,
    Sheet,
)
from agent_desk.schemas.reports.sheet import (
    Scope as ScopeWord,
)

VIEW: Final = "reports.view"
PROJECTS: Final = "campaigns.view"
When = Annotated[Line, Field(max_length=40)]
OWN_OR_ALL: Final = Scope("own", all_with=VIEW)
"""Whoever is signed in may ask; those without reports.view see their own work alone."""
OWN_OR_SETTINGS: Final = Scope("own", all_with="settings.manage")
area = Operations("reports")


@area.read("/reports/service-level", VIEW, ALL)
def service_level(
    start: When,
    end: When,
    by: Grouping = "all",
    *,
    minutes: Annotated[int, Field(ge=1, le=1440)] = 30,
    zone: Annotated[Line | None, Field(max_length=64)] = None,
    formula: FormulaWord | None = None,
) -> ServiceLevelReport:
    """Return the service level from `start` to `end` (half-open; a date as `end` is included whole), as the command prints it."""


@area.read("/reports/scopes", SIGNED_IN, OWN_OR_ALL)
def scopes() -> list[ScopeEntry]:
    """Return what the caller may narrow a report to."""


@area.read("/reports/sheet", SIGNED_IN, OWN_OR_ALL)
def sheet(choice: ReportChoice) -> Sheet:
    """Return a report as it is shown."""


@area.read("/reports/export/sheet", SIGNED_IN, OWN_OR_ALL, audits="reports.export")
def export_sheet(choice: ReportChoice) -> Sheet:
    """Return a report to be printed or made a PDF at the seat, with the seat's fonts; it is written down."""


@area.read("/reports/export/workbook", SIGNED_IN, OWN_OR_ALL, audits="reports.export", file="figures")
def export_workbook(choice: ReportChoice) -> bytes:
    """Return a report as an XLSX file; it is written down."""


@area.read("/reports/calls", SIGNED_IN, Scope("own", all_with="calls.all"), audits="reports.calls")
def calls(
    of: ScopeWord,
    start: Moment,
    end: Moment,
    zone: Annotated[Line, Field(max_length=64)],
    figure: FigureWord = "offered",
    *,
    limit: Limit = None,
    after: After = None,
) -> CellCalls:
    """Return the calls behind a cell, newest first, and how its figure comes about."""


@area.read("/reports/projects/{project_id}/progress", PROJECTS, HELD)
def project_progress(project_id: uuid.UUID) -> ProjectProgress:
    """Return how a project stands now."""


@area.read("/reports/projects/{project_id}", PROJECTS, HELD, summed="campaigns.list")
def project_sheet(project_id: uuid.UUID, *, lang: LanguageWord = "zh") -> ProjectSheet:
    """Return the report of a project as it is shown."""


@area.read("/reports/projects/{project_id}/export/sheet", PROJECTS, HELD, audits="reports.export")
def export_project(project_id: uuid.UUID, *, lang: LanguageWord = "zh") -> ProjectSheet:
    """Return the report of a project to be printed or made a PDF at the seat; it is written down."""


@area.read("/reports/projects/{project_id}/export/workbook", PROJECTS, HELD, audits="reports.export", file="figures")
def export_project_workbook(project_id: uuid.UUID, *, lang: LanguageWord = "zh") -> bytes:
    """Return the report of a project as an XLSX file; it is written down."""


@area.read("/reports/saved", VIEW, HELD)
def saved() -> list[SavedReport]:
    """Return reports kept by name."""


@area.write("/reports/saved", VIEW, OWN_OR_SETTINGS)
def save(form: SavedForm) -> SavedReport:
    """Keep a report, made by the clock or by hand."""


@area.write("/reports/saved/{report_id}", VIEW, OWN_OR_SETTINGS, method="PUT")
def change_saved(report_id: uuid.UUID, form: SavedForm) -> SavedReport:
    """Change a report of one's own; 409 with the present one for a stale form."""


@area.write("/reports/saved/{report_id}", VIEW, OWN_OR_SETTINGS, method="DELETE")
def remove_saved(report_id: uuid.UUID) -> None:
    """Keep it no more."""


@area.write("/reports/saved/{report_id}/make", VIEW, HELD)
def make_now(report_id: uuid.UUID) -> MadeFile:
    """Have it made now."""


@area.read("/reports/saved/{report_id}/files", VIEW, HELD)
def files(report_id: uuid.UUID) -> list[MadeFile]:
    """Return what was made of it, newest first; a failure says why."""


@area.read("/reports/files/{file_id}", VIEW, HELD, audits="reports.export", file="figures")
def file(file_id: uuid.UUID) -> bytes:
    """Return one of the files; it is written down."""

"""Reports for the desk: the figures, their calls, and their way out of the house."""

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import FileResponse, Response

from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import SIGNED_IN, house_of, read, write
from agent_desk.hub.people import service as people
from agent_desk.hub.reports import calls_of_a_cell, history, saved, scope, service
from agent_desk.hub.reports.calls_of_a_cell import CellAsked
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

router = APIRouter(prefix="/api/reports", tags=["reports"])
TheHouse = Annotated[HubContext, Depends(house_of)]
Moment = Annotated[str, Query(max_length=40)]
Choice = Annotated[ReportChoice, Query()]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def centre_zone(unit: Unit, hub_context: HubContext) -> str:
    """The centre's time zone by name."""
    return people.centre(unit.db, zone=hub_context.settings.zone, simulated=False, demo=False).zone


@read(router, "/service-level", permission="reports.view")
def service_level(
    unit: Unit,
    hub_context: TheHouse,
    start: Moment,
    end: Moment,
    by: Grouping = "all",
    minutes: int = 30,
    zone: Annotated[str | None, Query(max_length=64)] = None,
    formula: FormulaWord | None = None,
) -> ServiceLevelReport:
    """Service level from `start` to `end` (half-open; a date as `end` is included whole), as the command prints it."""
    return service.service_level(
        unit.db, start, end, by, centre_zone=centre_zone(unit, hub_context), zone=zone, minutes=minutes, formula=formula
    )


# Whoever is signed in may ask; scope.py lets those without reports.view see their own work alone.


@read(router, "/scopes", permission=SIGNED_IN)
def scopes(unit: Unit) -> list[ScopeEntry]:
    """What the caller may narrow a report to."""
    return scope.entries(unit.db, unit.me)


@read(router, "/sheet", permission=SIGNED_IN)
def sheet(unit: Unit, hub_context: TheHouse, choice: Choice) -> Sheet:
    """A report as it is shown."""
    return history.report(unit, choice, centre_zone(unit, hub_context))


@read(router, "/export/sheet", permission=SIGNED_IN, audited=True)
def export_sheet(unit: Unit, hub_context: TheHouse, choice: Choice) -> Sheet:
    """A report to be printed or made a PDF at the seat, with the seat's fonts; it is written down."""
    return history.exported(unit, choice, centre_zone(unit, hub_context), "pdf")


@read(router, "/export/workbook", permission=SIGNED_IN, audited=True, response_class=Response)
def export_workbook(unit: Unit, hub_context: TheHouse, choice: Choice) -> Response:
    """A report as an XLSX file; it is written down."""
    return Response(history.exported_workbook(unit, choice, centre_zone(unit, hub_context)), media_type=XLSX)


@read(router, "/calls", permission=SIGNED_IN, audited=True)
def calls(
    unit: Unit,
    of: Annotated[str, Query(max_length=80)],
    start: datetime,
    end: datetime,
    zone: Annotated[str, Query(max_length=64)],
    figure: FigureWord = "offered",
    limit: int | None = None,
    after: str | None = None,
) -> CellCalls:
    """The calls behind a cell, newest first, and how its figure comes about."""
    cell = CellAsked(of=of, start_at=start, end_at=end, zone=zone, figure=figure)
    return calls_of_a_cell.calls(unit, cell, limit, after)


# ---------------------------------------------------------------------- kept by name


@read(router, "/saved", permission=scope.VIEW)
def saved_reports(unit: Unit) -> list[SavedReport]:
    """Reports kept by name."""
    return saved.listed(unit)


@write(router, "/saved", permission=scope.VIEW)
def save(unit: Unit, hub_context: TheHouse, form: SavedForm) -> SavedReport:
    """Keep a report, made by the clock or by hand."""
    return saved.save(unit, form, centre_zone(unit, hub_context), hub_context.settings.reports)


@write(router, "/saved/{report_id}", permission=scope.VIEW, method="PUT")
def change(unit: Unit, hub_context: TheHouse, report_id: uuid.UUID, form: SavedForm) -> SavedReport:
    """Change a report of one's own."""
    return saved.change(unit, report_id, form, centre_zone(unit, hub_context), hub_context.settings.reports)


@write(router, "/saved/{report_id}", permission=scope.VIEW, method="DELETE")
def remove(unit: Unit, report_id: uuid.UUID) -> None:
    """Keep it no more."""
    saved.remove(unit, report_id)


@write(router, "/saved/{report_id}/make", permission=scope.VIEW)
def make(unit: Unit, hub_context: TheHouse, report_id: uuid.UUID) -> KeptFile:
    """Have it made now."""
    return saved.make_now(unit, report_id, hub_context.settings.reports)


@read(router, "/saved/{report_id}/files", permission=scope.VIEW)
def files(unit: Unit, report_id: uuid.UUID) -> list[KeptFile]:
    """What was made of it, newest first; a failure says why."""
    return saved.files(unit, report_id)


@read(router, "/files/{file_id}", permission=scope.VIEW, audited=True, response_class=FileResponse)
def file(unit: Unit, hub_context: TheHouse, file_id: uuid.UUID) -> FileResponse:
    """One of the files; it is written down."""
    return FileResponse(saved.content(unit, file_id, hub_context.settings.reports), media_type=XLSX)

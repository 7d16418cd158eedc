"""What can be asked about reports, and the functions that do it."""

import uuid
from datetime import datetime

from fastapi.responses import Response

from agent_desk.hub.kit.exports import many_rows
from agent_desk.hub.kit.files.content_type import XLSX
from agent_desk.hub.kit.files.response import StoredFileResponse
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.hub.reports import calls_of_a_cell, history, projects, saved, scope, service
from agent_desk.schemas.figures.board import FigureWord
from agent_desk.schemas.figures.targets import FormulaWord
from agent_desk.schemas.kit.table import LanguageWord
from agent_desk.schemas.reports import operations as ops
from agent_desk.schemas.reports.records import Grouping, ServiceLevelReport
from agent_desk.schemas.reports.sheet import CellCalls, ReportChoice, SavedForm, SavedReport


def _service_level(
    unit: Unit,
    start: str,
    end: str,
    by: Grouping = "all",
    *,
    minutes: int = 30,
    zone: str | None = None,
    formula: FormulaWord | None = None,
) -> ServiceLevelReport:
    centre = str(unit.zone)
    return service.service_level(
        unit.db, start, end, by, centre_zone=centre, zone=zone, minutes=minutes, formula=formula
    )


def _workbook(unit: Unit, choice: ReportChoice) -> Response:
    return Response(history.exported_workbook(unit, choice, str(unit.zone)), media_type=XLSX)


def _project_workbook(unit: Unit, project_id: uuid.UUID, *, lang: LanguageWord = "zh") -> Response:
    return Response(projects.exported_workbook(unit, project_id, lang=lang), media_type=XLSX)


def _calls(
    unit: Unit,
    of: str,
    start: datetime,
    end: datetime,
    zone: str,
    figure: FigureWord = "offered",
    *,
    limit: int | None = None,
    after: str | None = None,
) -> CellCalls:
    cell = calls_of_a_cell.CellAsked(of=of, start_at=start, end_at=end, zone=zone, figure=figure)
    return calls_of_a_cell.calls(unit, cell, limit, after)


def _save(unit: Unit, form: SavedForm) -> SavedReport:
    return saved.save(unit, form, str(unit.zone), unit.hub.settings.reports)


def _change_saved(unit: Unit, report_id: uuid.UUID, form: SavedForm) -> SavedReport:
    return saved.change(unit, report_id, form, str(unit.zone), unit.hub.settings.reports)


def _file(unit: Unit, file_id: uuid.UUID) -> Response:
    return StoredFileResponse(saved.content(unit, file_id, unit.hub.settings), XLSX)


MANY_ROWS = many_rows("reports.export", ("大量导出报表", "Export of many rows"), again=True)
router = router_of(
    "reports",
    serve(ops.service_level, _service_level),
    serve(ops.scopes, lambda unit: scope.entries(unit)),
    serve(ops.sheet, lambda unit, choice: history.report(unit, choice, str(unit.zone))),
    serve(
        ops.export_sheet,
        lambda unit, choice: history.exported(unit, choice, str(unit.zone), "pdf"),
        second_person=MANY_ROWS,
    ),
    serve(ops.export_workbook, _workbook, second_person=MANY_ROWS),
    serve(ops.calls, _calls),
    serve(ops.project_progress, projects.progress),
    serve(ops.project_sheet, projects.sheet),
    serve(ops.export_project, projects.exported),
    serve(ops.export_project_workbook, _project_workbook),
    serve(ops.saved, saved.listed),
    serve(ops.save, _save),
    serve(ops.change_saved, _change_saved),
    serve(ops.remove_saved, saved.remove),
    serve(ops.make_now, lambda unit, report_id: saved.make_now(unit, report_id, unit.hub.settings.reports)),
    serve(ops.files, saved.files),
    serve(ops.file, _file),
)

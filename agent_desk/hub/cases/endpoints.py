"""What can be asked about complaints, and the functions that do it."""

from typing import Any

from fastapi.responses import Response

from agent_desk.hub.cases import (
    complaint_file,
    editions,
    handling,
    links,
    lists,
    monthly,
    neighbours,
    service,
    standing,
    statistics,
    topics,
)
from agent_desk.hub.kit.exports import many_rows
from agent_desk.hub.kit.files.content_type import XLSX
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.schemas.cases import operations as ops
from agent_desk.schemas.cases.monthly import MonthChoice
from agent_desk.schemas.cases.records import ComplaintPage
from agent_desk.schemas.cases.statistics import CaseChoice


def _complaints(unit: Unit, **wanted: Any) -> ComplaintPage:
    return lists.complaints(unit, lists.Wanted(**wanted), unit.zone)


def _workbook(unit: Unit, choice: CaseChoice) -> Response:
    return Response(statistics.exported_workbook(unit, choice, unit.zone), media_type=XLSX)


def _monthly_workbook(unit: Unit, choice: MonthChoice) -> Response:
    return Response(monthly.exported_workbook(unit, choice), media_type=XLSX)


MANY_ROWS = many_rows("cases.export", ("大量导出投诉统计", "Export of many rows of complaint statistics"), again=True)
router = router_of(
    "cases",
    serve(ops.terms, service.offered),
    serve(ops.preview_due, lambda unit, form: service.preview_due(unit, form, unit.zone)),
    serve(
        ops.similar,
        lambda unit, customer_id, business, cause: service.look_for_similar(
            unit, customer_id, business, cause, unit.zone
        ),
    ),
    serve(ops.text_told, neighbours.told),
    serve(ops.due_soon, lambda unit, *, mine=False: lists.due_soon(unit, unit.zone, mine=mine)),
    serve(ops.statistics, lambda unit, choice: statistics.sheet(unit, choice, unit.zone)),
    serve(ops.behind, lambda unit, cell: statistics.behind(unit, cell, unit.zone)),
    serve(
        ops.export_statistics,
        lambda unit, choice: statistics.exported(unit, choice, unit.zone),
        second_person=MANY_ROWS,
    ),
    serve(ops.export_statistics_workbook, _workbook, second_person=MANY_ROWS),
    serve(ops.news, lambda unit: topics.news(unit, unit.zone)),
    serve(ops.monthly, monthly.shown),
    serve(ops.export_monthly, monthly.exported, second_person=MANY_ROWS),
    serve(ops.export_monthly_workbook, _monthly_workbook, second_person=MANY_ROWS),
    serve(ops.editions, editions.listed),
    serve(ops.differences, editions.differences),
    serve(ops.freeze, editions.freeze),
    serve(ops.handlers, handling.handlers),
    serve(ops.open_complaint, lambda unit, form: service.open_complaint(unit, form, unit.zone)),
    serve(ops.complaints, _complaints),
    serve(ops.story, lambda unit, complaint_id: service.story(unit, complaint_id, unit.zone)),
    serve(ops.edit, lambda unit, complaint_id, form: service.edit(unit, complaint_id, form, unit.zone)),
    serve(ops.neighbours, neighbours.of_complaint),
    serve(ops.link, links.link),
    serve(ops.unlink, links.unlink),
    serve(ops.note, lambda unit, complaint_id, form: service.note(unit, complaint_id, form, unit.zone)),
    serve(ops.transition, lambda unit, complaint_id, form: handling.transition(unit, complaint_id, form, unit.zone)),
    serve(ops.pause, lambda unit, complaint_id, form: handling.pause(unit, complaint_id, form, unit.zone)),
    serve(ops.resume, lambda unit, complaint_id, form: handling.resume(unit, complaint_id, form, unit.zone)),
    serve(
        ops.extend,
        lambda unit, complaint_id, form: handling.extend(unit, complaint_id, form, unit.zone),
        second_person=handling.EXTENSION,
    ),
    serve(
        ops.extension_told,
        lambda unit, complaint_id, form: handling.extension_told(unit, complaint_id, form, unit.zone),
    ),
    serve(ops.look_at_list, complaint_file.look),
    serve(ops.take_list, complaint_file.take),
    serve(ops.set_grade, standing.set_grade),
    serve(ops.hold, standing.hold),
    serve(ops.release, standing.release, second_person=standing.RELEASE),
    serve(ops.set_class, lambda unit, complaint_id, form: handling.set_class(unit, complaint_id, form, unit.zone)),
)

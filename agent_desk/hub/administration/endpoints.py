"""What administrators and auditors can ask for, and the functions that do it."""

import uuid
from functools import partial

from fastapi.responses import Response

from agent_desk.hub.administration import audit_export, audit_trail, centre_file, settings
from agent_desk.hub.kit.exports import many_rows
from agent_desk.hub.kit.files.content_type import TEXT, XLSX
from agent_desk.hub.kit.files.response import StoredFileResponse
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import Endpoint, router_of, serve
from agent_desk.schemas.administration import operations as ops
from agent_desk.schemas.people.offices import Office

MANY_ENTRIES = many_rows("audit.export", ("大量导出审计日志", "Export of many entries of the audit trail"), again=True)


def _exported(unit: Unit, job_id: uuid.UUID) -> Response:
    return StoredFileResponse(audit_export.file(unit, job_id), XLSX)


def _centre_file_now(unit: Unit, *, office: Office) -> Response:
    return Response(centre_file.export(unit, office).encode(), media_type=TEXT)


def _centre_file_kept(unit: Unit, file_id: uuid.UUID, *, office: Office) -> Response:
    return StoredFileResponse(centre_file.kept_file(unit, file_id, office), TEXT)


def _centre_file(office: Office) -> list[Endpoint]:
    ops_of = ops.CENTRE_FILE[office]
    return [
        serve(ops_of.export, partial(_centre_file_now, office=office)),
        serve(ops_of.compare, partial(centre_file.compare, office=office)),
        serve(ops_of.take, partial(centre_file.take, office=office), second_person=centre_file.second_person(office)),
        serve(ops_of.kept, partial(centre_file.kept, office=office)),
        serve(ops_of.kept_file, partial(_centre_file_kept, office=office)),
    ]


router = router_of(
    "settings",
    serve(ops.targets, lambda unit: settings.targets(unit.db)),
    serve(ops.set_centre_target, lambda unit, form: settings.set_target(unit, None, form)),
    serve(ops.set_queue_target, settings.set_target),
    serve(ops.drop_target, settings.drop_target),
    serve(ops.audit, audit_trail.page),
    serve(ops.history, audit_trail.history),
    serve(ops.export_audit, audit_export.ask_for, second_person=MANY_ENTRIES),
    serve(ops.exported_audit, _exported),
    serve(ops.taken_out, audit_trail.taken_out),
    serve(ops.verify_audit, audit_trail.verify),
    *(endpoint for office in ops.CENTRE_FILE for endpoint in _centre_file(office)),
)

"""What can be asked about files and letters of cases, and the functions that do it."""

import uuid

from fastapi.responses import Response

from agent_desk.hub.cases.papers import calls, files, letters, templates
from agent_desk.hub.kit.approvals import SecondPerson
from agent_desk.hub.kit.files.response import StoredFileResponse
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.schemas.cases.papers import operations as ops


def _content(unit: Unit, file_id: uuid.UUID) -> Response:
    return StoredFileResponse(*files.content(unit, file_id))


PUBLISHED = SecondPerson(kind=None, title=("发布函件模板", "A template of letters published"))
"""What goes out in the bank's name is always seen by two."""
router = router_of(
    "papers",
    serve(ops.files, files.files),
    serve(ops.attach, files.attach),
    serve(ops.content, _content),
    serve(ops.remove, files.remove),
    serve(ops.letters, letters.letters),
    serve(ops.preview_letter, letters.preview),
    serve(ops.make_letter, letters.make),
    serve(ops.put_paper, letters.put_paper),
    serve(ops.letter_sent, letters.sent),
    serve(ops.recordings, calls.recordings),
    serve(ops.sound, calls.sound),
    serve(ops.call_from_case, calls.call_from_case),
    serve(ops.templates, templates.listed),
    serve(ops.draft_template, templates.draft),
    serve(ops.publish_template, templates.publish, second_person=PUBLISHED),
    serve(ops.discard_template, templates.discard),
)

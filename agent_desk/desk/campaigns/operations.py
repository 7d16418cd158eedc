"""What the seat can do with projects: one request each; they block and run off the screen thread."""

import uuid

from agent_desk.desk.kit.api import call
from agent_desk.desk.kit.outbox import Outbox
from agent_desk.schemas.campaigns import operations as ops
from agent_desk.schemas.campaigns.records import AnswersForm, CallProject

projects = call(ops.projects)
choices = call(ops.choices)
add = call(ops.add)
change = call(ops.change)
move = call(ops.move)
of_call = call(ops.of_call)


def save_answers(outbox: Outbox, call_id: uuid.UUID, form: AnswersForm) -> CallProject:
    """Keep answers through the outbox. KeptForLater: they lie on the seat's disk, and are sent when the hub is back."""
    return outbox.submit(ops.save_answers.request(call_id, form), what_zh="项目回答", what_en="Answers of a project")

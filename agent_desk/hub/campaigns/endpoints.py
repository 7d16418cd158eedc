"""What can be asked about projects, and the functions that do it."""

from agent_desk.hub.campaigns import at_seat, service
from agent_desk.hub.kit.approvals import SecondPerson
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.schemas.campaigns import operations as ops

MOVED = SecondPerson(kind="projects", title=("启动、暂停或结束项目", "A project started, paused or ended"))
CHANGED = SecondPerson(kind="projects", title=("修改项目", "Change of a project"))
router = router_of(
    "campaigns",
    serve(ops.projects, service.listed),
    serve(ops.choices, service.choices),
    serve(ops.add, service.add),
    serve(ops.change, service.change, second_person=CHANGED),
    serve(ops.move, service.move, second_person=MOVED),
    serve(ops.of_call, at_seat.of_call),
    serve(ops.save_answers, at_seat.save),
)

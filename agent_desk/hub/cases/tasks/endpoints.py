"""What can be asked about tasks, and the functions that do it."""

from agent_desk.hub.cases.tasks import service
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.schemas.cases.tasks import operations as ops

router = router_of(
    "tasks",
    serve(ops.tasks, service.tasks),
    serve(ops.choices, service.choices),
    serve(ops.tasks_of, service.tasks_of),
    serve(ops.task, service.task),
    serve(ops.give, service.give),
    serve(ops.take, service.take),
    serve(ops.done, service.done),
    serve(ops.hand_back, service.hand_back),
    serve(ops.delegate, service.delegate),
    serve(ops.send, service.send),
    serve(ops.urge, service.urge),
    serve(ops.supervise, service.supervise),
    serve(ops.withdraw, service.withdraw),
    serve(ops.supervise_case, service.supervise_case),
    serve(ops.urge_case, service.urge_case),
)

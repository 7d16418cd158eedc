"""What the seat can do with tasks of cases: one request each; they block and run off the screen thread."""

from agent_desk.desk.kit.api import call
from agent_desk.schemas.cases.tasks import operations as ops

tasks = call(ops.tasks)
choices = call(ops.choices)
tasks_of = call(ops.tasks_of)
task = call(ops.task)
give = call(ops.give)
take = call(ops.take)
done = call(ops.done)
hand_back = call(ops.hand_back)
delegate = call(ops.delegate)
send = call(ops.send)
urge = call(ops.urge)
supervise = call(ops.supervise)
withdraw = call(ops.withdraw)
supervise_case = call(ops.supervise_case)
urge_case = call(ops.urge_case)

"""What the seat can do with projects: one request each; they block and run off the screen thread."""

from agent_desk.desk.kit.api import call
from agent_desk.schemas.campaigns import operations as ops

projects = call(ops.projects)
choices = call(ops.choices)
add = call(ops.add)
change = call(ops.change)
move = call(ops.move)
of_call = call(ops.of_call)
save_answers = call(ops.save_answers)

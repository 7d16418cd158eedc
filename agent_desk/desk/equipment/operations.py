"""What can be done with seats and their equipment: one request each; they block and run off the screen thread."""

from agent_desk.desk.kit.api import call
from agent_desk.schemas.equipment import operations as ops

announce = call(ops.announce)
seats = call(ops.seats)
edit_seat = call(ops.edit_seat)
seat_story = call(ops.seat_story)
report_incident = call(ops.report_incident)
mend = call(ops.mend)
sound_was_bad = call(ops.sound_was_bad)

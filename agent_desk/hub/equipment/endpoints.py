"""What can be asked about seats and their equipment, and the functions that do it."""

from agent_desk.hub.equipment import incidents, seats
from agent_desk.hub.kit.web import router_of, serve
from agent_desk.schemas.equipment import operations as ops

router = router_of(
    "equipment",
    serve(ops.announce, seats.announce),
    serve(ops.seats, seats.listed),
    serve(ops.edit_seat, seats.edit),
    serve(ops.seat_story, incidents.story),
    serve(ops.report_incident, incidents.report),
    serve(ops.mend, incidents.mend),
    serve(ops.sound_was_bad, incidents.sound_was_bad),
)

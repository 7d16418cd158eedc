"""What calls publishes to the areas above it."""

from agent_desk.hub.calls import counted
from agent_desk.hub.calls.access import (
    calls_had,
    had_say,
    has_part,
    require_call,
    require_call_to_write,
    require_own_call,
)
from agent_desk.hub.calls.measures import service as measures
from agent_desk.hub.calls.orders.dialling import begin, dial
from agent_desk.hub.calls.past.retention import CALL_FORGOTTEN, CALL_HELD, REMOVED_WITH_CALL, count_before, forget
from agent_desk.hub.calls.recording.playback import listed as recordings_of
from agent_desk.hub.calls.recording.playback import sound_of
from agent_desk.hub.calls.recording.store import RECORDINGS_HELD
from agent_desk.hub.calls.rows import row_of, rows_of
from agent_desk.hub.calls.seat import membership
from agent_desk.hub.calls.seat.queries import story
from agent_desk.hub.calls.seat.topics import MAY_FINISH
from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.calls.voice_plan.plan import plan_of

__all__ = [
    "CALL_FORGOTTEN",
    "CALL_HELD",
    "MAY_FINISH",
    "RECORDINGS_HELD",
    "REMOVED_WITH_CALL",
    "Switchboard",
    "begin",
    "calls_had",
    "count_before",
    "counted",
    "dial",
    "forget",
    "had_say",
    "has_part",
    "measures",
    "membership",
    "plan_of",
    "recordings_of",
    "require_call",
    "require_call_to_write",
    "require_own_call",
    "row_of",
    "rows_of",
    "sound_of",
    "story",
]

"""One event of the exchange applied: the table of all handlers, and what several of them have in common."""

from collections.abc import Callable
from typing import Any, Final

from agent_desk.hub.calls.intake import dialling_events, events, recording_events, replayed
from agent_desk.hub.calls.intake.events import Verdict, load_for
from agent_desk.hub.calls.recording import consultations, lifecycle
from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.exchange.protocol.calls import Answered, AnyEvent, Ended, Offered, Ringing
from agent_desk.hub.exchange.protocol.dialling import Conference, ConsultAnswered, ConsultEnded, DialAnswered

__all__ = ["apply", "load_for"]

HANDLERS: Final[dict[type, Callable[[Switchboard, Any], Verdict]]] = {
    **events.HANDLERS,
    **dialling_events.HANDLERS,
    **recording_events.HANDLERS,
    **replayed.HANDLERS,
}
LEAVES_PARKING: Final = (Offered, Ringing, Answered, Ended)


def apply(board: Switchboard, event: AnyEvent) -> Verdict:
    """Apply one event to the loaded rows."""
    verdict = HANDLERS[type(event)](board, event)
    if verdict == "applied":
        _record(board, event)
    if isinstance(event, LEAVES_PARKING):
        call = board.call(event.call)
        if call is not None and call.parked_at is not None:
            dialling_events.leave_parking(board, call)
    return verdict


def _record(board: Switchboard, event: AnyEvent) -> None:
    """What begins and ends recordings."""
    match event:
        case Answered():
            lifecycle.at_answer(board, event)
        case DialAnswered():
            lifecycle.at_dial_answer(board, event)
        case ConsultAnswered():
            consultations.at_answer(board, event)
        case ConsultEnded() | Conference():
            consultations.at_end(board, event)

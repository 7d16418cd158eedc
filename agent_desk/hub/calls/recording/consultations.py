"""What an agent and whom they ask say while the customer waits: recorded with the call, in a file of its own.

By the centre's rule, and only where the call itself is being recorded: not where it is not, and not during a pause, which the
agent has made so that nothing is kept.
"""

from sqlalchemy import select

from agent_desk.hub.calls.orders.control import open_consultation
from agent_desk.hub.calls.recording import lifecycle
from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.exchange.protocol.dialling import Conference, ConsultAnswered, ConsultEnded
from agent_desk.hub.kit import settings_in_force
from agent_desk.models.calls.calls import Call
from agent_desk.models.calls.recording import OPEN_RECORDING, CallRecording
from agent_desk.models.people import Person
from agent_desk.schemas.calls.settings import RECORDING_RULES


def at_answer(board: Switchboard, event: ConsultAnswered) -> None:
    """Who is asked is on the line."""
    call = board.call(event.call)
    if call is None or not settings_in_force.read(board.db, RECORDING_RULES, board.unit.now).consultations:
        return
    of_call, asked = lifecycle.open_of(board.db, call.id), open_consultation(board.db, call.id)
    if of_call is None or of_call.state == "paused" or asked is None:
        return
    lifecycle.begin(board.unit, call, of_call.why, asked.person_id, event.agent, asked.id)


def at_end(board: Switchboard, event: ConsultEnded | Conference) -> None:
    """They say nothing to each other alone any more. The agent is back with the customer, who is in the call's own recording."""
    call = board.call(event.call)
    if call is not None:
        stop(board, call)


def stop(board: Switchboard, call: Call) -> None:
    """End what runs of it; the agent's pause of the call's recording does so too."""
    board.db.flush()
    found = (
        select(CallRecording, Person.agent_code)
        .outerjoin(Person, Person.id == CallRecording.person_id)
        .where(
            CallRecording.call_id == call.id,
            CallRecording.consultation_id.is_not(None),
            CallRecording.state.in_(OPEN_RECORDING),
        )
    )
    for row, code in board.db.execute(found):
        lifecycle.order_stop(board.unit, row, call, code or "")

"""What the exchange's events of recording and supervision do to their rows."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, TypeVar

from agent_desk.hub.calls.intake import events
from agent_desk.hub.calls.intake.events import Verdict
from agent_desk.hub.calls.recording import consultations, lifecycle, supervision
from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.exchange.protocol.recording import (
    RecordingEnded,
    RecordingPaused,
    RecordingStarted,
    SupervisorJoined,
    SupervisorLeft,
    TakenOver,
    TakeOver,
)
from agent_desk.hub.kit import settings_in_force
from agent_desk.models.calls.recording import OPEN_RECORDING, CallRecording, Supervision
from agent_desk.schemas.calls.settings import RECORDING_RULES

Row = TypeVar("Row", CallRecording, Supervision)


def _find(board: Switchboard, table: type[Row], name: str) -> Row | None:
    try:
        row_id = uuid.UUID(name)
    except ValueError:  # of somebody else
        return None
    board.db.flush()  # one that began in this very batch
    return board.db.get(table, row_id, with_for_update=True)


def _tell(board: Switchboard, row: CallRecording) -> Verdict:
    row.version += 1
    lifecycle.told(board.unit, row)
    return "applied"


# ---------------------------------------------------------------------- recordings


def recording_started(board: Switchboard, event: RecordingStarted) -> Verdict:
    """Return the exchange records."""
    row = _find(board, CallRecording, event.recording)
    if row is None:
        return "orphan"
    if row.state not in ("wanted", "refused"):
        return "late"
    row.state, row.started_at, row.error = "recording", event.at, ""
    return _tell(board, row)


def recording_paused(board: Switchboard, event: RecordingPaused) -> Verdict:
    """The recording hears nothing, or hears again; a pause gets the moment at which it ends by itself."""
    row = _find(board, CallRecording, event.recording)
    if row is None:
        return "orphan"
    wanted = "paused" if event.paused else "recording"
    if row.state not in OPEN_RECORDING or row.state == wanted:
        return "late"
    row.state = wanted
    limit_s = settings_in_force.read(board.db, RECORDING_RULES, board.unit.now).pause_limit_s
    row.resume_at = board.unit.now + timedelta(seconds=limit_s) if event.paused else None
    call = board.call(event.call)
    if event.paused and call is not None and row.consultation_id is None:
        consultations.stop(board, call)
    return _tell(board, row)


def recording_ended(board: Switchboard, event: RecordingEnded) -> Verdict:
    """The recording is over; its file is awaited."""
    row = _find(board, CallRecording, event.recording)
    if row is None:
        return "orphan"
    if row.state not in OPEN_RECORDING:
        return "late"
    row.state, row.ended_at, row.resume_at = "ended", event.at, None
    row.recorded_ms, row.paused_ms = event.recorded_ms or None, event.paused_ms
    return _tell(board, row)


# ---------------------------------------------------------------------- supervisors


def supervisor_joined(board: Switchboard, event: SupervisorJoined) -> Verdict:
    """The supervisor is in, or in another way than before."""
    row = _find(board, Supervision, event.supervision)
    if row is None:
        return "orphan"
    if row.state == "ended":
        return "late"
    row.state, row.mode, row.joined_at = "joined", event.mode, row.joined_at or event.at
    if row.take_over and row.taken_over_at is None:
        supervision.order(board.unit, row, TakeOver)
    return supervision.tell(board.unit, row)


def supervisor_left(board: Switchboard, event: SupervisorLeft) -> Verdict:
    """The supervisor is out, or never came in."""
    row = _find(board, Supervision, event.supervision)
    if row is None:
        return "orphan"
    if row.state == "ended":
        return "late"
    if row.joined_at is None:
        row.error = "not_answered"
    row.state, row.ended_at = "ended", event.at
    return supervision.tell(board.unit, row)


def taken_over(board: Switchboard, event: TakenOver) -> Verdict:
    """The agent's part ends as with a transfer; the call goes on with the supervisor, who is no leg of it."""
    call, agent, row = board.call(event.call), board.agent(event.agent), _find(board, Supervision, event.supervision)
    if call is None:
        return "orphan"
    leg = board.last_leg(call, agent) if agent is not None else None
    if leg is not None and not events.book(call, leg, event):
        return "late"
    if row is not None:
        row.taken_over_at = event.at
        supervision.tell(board.unit, row)
    if leg is not None:
        leg.result, leg.transfer_kind = "transferred", "taken_over"
        leg.transfer_target = row.extension if row is not None else None
    if call.state == "on_hold":
        call.state = "talking"
    call.muted = False
    lifecycle.go_on(board.unit, call, event.agent)
    return events.leg_over(board, call, agent, event.at)


HANDLERS: Final[dict[type, Callable[[Switchboard, Any], Verdict]]] = {
    RecordingStarted: recording_started,
    RecordingPaused: recording_paused,
    RecordingEnded: recording_ended,
    SupervisorJoined: supervisor_joined,
    SupervisorLeft: supervisor_left,
    TakenOver: taken_over,
}

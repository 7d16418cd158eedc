"""Orders of recording and supervision to the exchange, always after the commit: any hub may carry them out.

A refusal of the exchange is written into the row that the order is about, and told to whoever sees it; one about a pause is
told to the agent who pressed the button.
"""

import uuid
from datetime import datetime
from typing import Any

import structlog

from agent_desk.hub.calls.orders.jobs import COMMAND_VALID, EXCHANGE_DOWN, TOO_LATE, perform, tell_refused
from agent_desk.hub.calls.recording import lifecycle, supervision
from agent_desk.hub.calls.state import metrics
from agent_desk.hub.exchange.protocol.calls import Result
from agent_desk.hub.exchange.protocol.recording import (
    Listen,
    PauseRecording,
    RecordingCommand,
    StartRecording,
    StopListening,
    StopRecording,
    TakeOver,
)
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.recording import CallRecording, Supervision

log = structlog.get_logger()
NOBODY = "hub"
"""Stands for the agent where the hub does not know who is in the talk; the exchange asks for a word there."""


def register(hub_context: HubContext) -> None:
    """Make the tasks known to this hub's job queue."""

    @hub_context.jobs.app.task(name=lifecycle.ORDER)
    def record(**order: Any) -> None:
        carry_out_recording(hub_context, order)

    @hub_context.jobs.app.task(name=supervision.ORDER)
    def supervise(**order: Any) -> None:
        carry_out_supervision(hub_context, order)


def _late(hub_context: HubContext, order: dict[str, Any]) -> bool:
    return hub_context.now() - datetime.fromisoformat(order["asked_at"]) > COMMAND_VALID


# ---------------------------------------------------------------------- recording


def carry_out_recording(hub_context: HubContext, order: dict[str, Any]) -> None:
    """Start, stop or pause. A start that the exchange could not hear stays wanted: the keeper gives it again."""
    late = order["deed"] == "pause" and _late(hub_context, order)
    result = Result(False, TOO_LATE) if late else perform(hub_context, _recording_command(order))
    if result.ok or (order["deed"] == "start" and result.error == EXCHANGE_DOWN):
        return
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        row = db.get(CallRecording, uuid.UUID(order["recording"]), with_for_update=True)
        if row is None:
            return
        person_id = row.person_id
        if order["deed"] == "start" and row.state == "wanted":
            row.state, row.error, row.version = "refused", result.error, row.version + 1
            lifecycle.told(unit, row)
            metrics.RECORDINGS.labels("refused").inc()
            log.info("the exchange does not record a call", error=result.error, recording=order["recording"])
    if person_id is not None and order["deed"] == "pause":
        tell_refused(hub_context, person_id, order["command_id"], "recording_pause", result.error)


def _recording_command(order: dict[str, Any]) -> RecordingCommand:
    about = {
        "id": order["command_id"],
        "call": order["call_key"],
        "agent": order["agent_code"] or NOBODY,
        "recording": order["recording"],
    }
    match order["deed"]:
        case "start":
            return StartRecording(**about, file=order["file"], **order["details"])
        case "stop":
            return StopRecording(**about, **order["details"])
        case "pause":
            return PauseRecording(**about, on=order["details"]["on"])
    raise ValueError(f"no such order: {order['deed']}")


# ---------------------------------------------------------------------- supervision


def carry_out_supervision(hub_context: HubContext, order: dict[str, Any]) -> None:
    """Let a supervisor in, or out, or have the customer. A refusal to let in ends the supervision."""
    late = order["deed"] != "stop" and _late(hub_context, order)
    result = Result(False, TOO_LATE) if late else perform(hub_context, _supervision_command(order))
    if result.ok:
        return
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        row = db.get(Supervision, uuid.UUID(order["supervision"]), with_for_update=True)
        if row is None or row.state == "ended":
            return
        row.error = result.error
        if row.state == "calling":
            row.state, row.ended_at = "ended", unit.now
        supervision.tell(unit, row)


def _supervision_command(order: dict[str, Any]) -> RecordingCommand:
    about = {
        "id": order["command_id"],
        "call": order["call_key"],
        "agent": order["agent_code"],
        "supervision": order["supervision"],
    }
    match order["deed"]:
        case "listen":
            return Listen(**about, extension=order["extension"], mode=order["mode"])
        case "take_over":
            return TakeOver(**about)
        case "stop":
            return StopListening(**about)
    raise ValueError(f"no such order: {order['deed']}")

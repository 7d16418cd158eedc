"""Orders of recording and supervision to the exchange, always after the commit: any hub may carry them out.

A refusal of the exchange is written into the row that the order is about, and told to whoever sees it; one about a pause is
told to the agent who pressed the button.
"""

from typing import Any

import structlog

from agent_desk.hub.calls.orders.jobs import COMMAND_VALID, EXCHANGE_DOWN, TOO_LATE, perform, tell_refused
from agent_desk.hub.calls.recording import lifecycle, supervision
from agent_desk.hub.calls.recording.orders import RecordingOrder, SupervisionOrder
from agent_desk.hub.calls.state import metrics
from agent_desk.hub.exchange.protocol.calls import Result
from agent_desk.hub.exchange.protocol.recording import PauseRecording, StartRecording, StopListening
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.recording import CallRecording, Supervision

log = structlog.get_logger()


def register(hub_context: HubContext) -> None:
    """Make the tasks known to this hub's job queue."""

    @hub_context.jobs.app.task(name=lifecycle.ORDER)
    def record(**row: Any) -> None:
        carry_out_recording(hub_context, RecordingOrder.read(row))

    @hub_context.jobs.app.task(name=supervision.ORDER)
    def supervise(**row: Any) -> None:
        carry_out_supervision(hub_context, SupervisionOrder.read(row))


def _late(hub_context: HubContext, order: RecordingOrder | SupervisionOrder) -> bool:
    return hub_context.now() - order.asked_at > COMMAND_VALID


# ---------------------------------------------------------------------- recording


def carry_out_recording(hub_context: HubContext, order: RecordingOrder) -> None:
    """Start, stop or pause. A start that the exchange could not hear stays wanted: the keeper gives it again."""
    starts, pauses = isinstance(order.command, StartRecording), isinstance(order.command, PauseRecording)
    late = pauses and _late(hub_context, order)
    result = Result(False, TOO_LATE) if late else perform(hub_context, order.command)
    if result.ok or (starts and result.error == EXCHANGE_DOWN):
        return
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        row = db.get(CallRecording, order.recording_id, with_for_update=True)
        if row is None:
            return
        person_id = row.person_id
        if starts and row.state == "wanted":
            row.state, row.error, row.version = "refused", result.error, row.version + 1
            lifecycle.told(unit, row)
            metrics.RECORDINGS.labels("refused").inc()
            log.info("the exchange does not record a call", error=result.error, recording=order.command.recording)
    if person_id is not None and pauses:
        tell_refused(hub_context, person_id, order.command.id, "recording_pause", result.error)


# ---------------------------------------------------------------------- supervision


def carry_out_supervision(hub_context: HubContext, order: SupervisionOrder) -> None:
    """Let a supervisor in, or out, or have the customer. A refusal to let in ends the supervision."""
    late = not isinstance(order.command, StopListening) and _late(hub_context, order)
    result = Result(False, TOO_LATE) if late else perform(hub_context, order.command)
    if result.ok:
        return
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        row = db.get(Supervision, order.supervision_id, with_for_update=True)
        if row is None or row.state == "ended":
            return
        row.error = result.error
        if row.state == "calling":
            row.state, row.ended_at = "ended", unit.now
        supervision.tell(unit, row)

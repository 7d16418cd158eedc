"""The area calls, as the hub puts it together with the others."""

import threading

from agent_desk.hub.calls.file_parts import PARTS
from agent_desk.hub.calls.intake import duties, health
from agent_desk.hub.calls.intake.reader import ExchangeReader
from agent_desk.hub.calls.list_stores import LISTS
from agent_desk.hub.calls.measures import service as measures
from agent_desk.hub.calls.measures import state as queue_states
from agent_desk.hub.calls.names import NAMES
from agent_desk.hub.calls.orders import jobs as order_jobs
from agent_desk.hub.calls.past import retention
from agent_desk.hub.calls.recording import jobs as recording_jobs
from agent_desk.hub.calls.recording import retention as recordings_kept
from agent_desk.hub.calls.recording.keeper import RecordingKeeper
from agent_desk.hub.calls.seat.seats import at_the_seat
from agent_desk.hub.calls.seat.sign_out import leave
from agent_desk.hub.calls.seat.verification import in_call_with, verified_for
from agent_desk.hub.calls.voice_plan import apply
from agent_desk.hub.customers.service import OWN_MATTERS, VERIFIED_IN_CALL
from agent_desk.hub.kit.area import Area, Process
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.people.service import AT_SIGN_OUT, AT_THE_SEAT
from agent_desk.schemas.calls.settings import RECORDING_RULES


def _threads(hub_context: HubContext, processes: frozenset[Process]) -> list[threading.Thread]:
    found: list[threading.Thread] = []
    if "seats" in processes:
        found.append(duties.SeatPulse(hub_context))
    if "exchange" in processes and hub_context.settings.exchange:
        found.append(ExchangeReader(hub_context))
    if "back_room" in processes:
        found.append(RecordingKeeper(hub_context))
    return found


AREA = Area(
    name="calls",
    endpoints="agent_desk.hub.calls.endpoints",
    file_parts=PARTS,
    lists=LISTS,
    busiest=True,
    permissions={
        "calls.take": ("agent",),
        "calls.dial": ("agent",),
        "calls.pick_up": ("agent",),
        "calls.view": ("agent", "supervisor", "reviewer", "complaint_handler"),
        "calls.all": ("supervisor", "reviewer"),
        "calls.play": ("supervisor", "reviewer"),
        "floor.listen": ("supervisor",),
        "floor.barge": ("supervisor",),
    },
    histories={"recording_policy": "settings.manage"},
    seed_defaults=(duties.seed_defaults,),
    jobs=(order_jobs.register, queue_states.register, apply.register, recording_jobs.register),
    orders=order_jobs.ORDERS | {queue_states.ALIGN},
    duties=lambda: [*duties.duties(), *measures.duties()],
    foresees={RECORDING_RULES.key: recordings_kept.foreseen},
    threads=_threads,
    checks=tuple(health.CHECKS),
    gateways=(health.EXCHANGE,),
    hooks=(
        AT_SIGN_OUT.adding(leave),
        AT_THE_SEAT.adding(at_the_seat),
        VERIFIED_IN_CALL.adding(verified_for),
        OWN_MATTERS.adding(in_call_with),
        *retention.OWN,
    ),
    names=NAMES,
)
